//! The session: from "a headset is there" to "its wearer sees frames" and back. It follows the
//! runtime's state changes, waits for frames, and says where head and eyes are.

use crate::eyes::{EyeView, transform};
use crate::fault::{Doing, XrFault};
use crate::graphics::Binding;
use crate::input::Input;
use crate::runtime::{EYES, VIEWS, XrRuntime};
use crate::swapchain::Swapchain;
use bevy::prelude::*;
use openxr as xr;
use openxr::SessionState as State;

/// Where poses are given in, best first: a floor that the wearer set up, else where they started.
const SPACES: [xr::ReferenceSpaceType; 2] =
    [xr::ReferenceSpaceType::STAGE, xr::ReferenceSpaceType::LOCAL];
/// LOCAL begins at the eyes: the floor lies this much lower, metres.
const LOCAL_FLOOR_M: f32 = -1.6;

/// How the session stands.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub enum XrStatus {
    /// The headset is not on a head, or the runtime shows something else.
    #[default]
    Idle,
    /// Frames run.
    Running,
    /// It is over, and why.
    Over(XrFault),
}

/// The main world's end of the session.
#[derive(Resource)]
pub(crate) struct Link {
    pub waiter: xr::FrameWaiter,
    pub input: Input,
    space: xr::Space,
    head: xr::Space,
    session: xr::Session<xr::Vulkan>,
    instance: xr::Instance,
}

/// The drawing end of the session.
pub(crate) struct Drawing {
    pub stream: xr::FrameStream<xr::Vulkan>,
    pub swapchain: Swapchain,
    pub space: xr::Space,
    pub blend: xr::EnvironmentBlendMode,
    // Last: pictures and session go before the device that draws them.
    pub device: wgpu::Device,
}

/// Opens a session on the device that Bevy draws with.
pub(crate) fn open(runtime: &XrRuntime, binding: &Binding) -> Result<(Link, Drawing), XrFault> {
    let instance = runtime.instance.clone();
    let guard = Box::new(binding.device.clone());
    // SAFETY: the handles belong together; the guard keeps the device until the session is gone,
    // and the one thread that draws is the one that calls the runtime.
    #[allow(unsafe_code)]
    let (session, waiter, stream) = unsafe {
        instance.create_session_with_guard::<xr::Vulkan>(runtime.system, &binding.session(), guard)
    }
    .doing("opening a session on the headset")?;
    let input = Input::attach(&instance, &session)?;
    let space = play_space(&session)?;
    let head = session
        .create_reference_space(xr::ReferenceSpaceType::VIEW, xr::Posef::IDENTITY)
        .doing("following the head")?;
    let swapchain = Swapchain::new(&session, &binding.device, runtime.eye_px)?;
    let drawing = Drawing {
        stream,
        swapchain,
        space: play_space(&session)?,
        blend: runtime.blend,
        device: binding.device.clone(),
    };
    Ok((Link { waiter, input, space, head, session, instance }, drawing))
}

fn play_space(session: &xr::Session<xr::Vulkan>) -> Result<xr::Space, XrFault> {
    let offered = session.enumerate_reference_spaces().doing("asking for the play space")?;
    let kind = SPACES.into_iter().find(|kind| offered.contains(kind));
    let kind = kind.unwrap_or(xr::ReferenceSpaceType::LOCAL);
    let mut pose = xr::Posef::IDENTITY;
    if kind == xr::ReferenceSpaceType::LOCAL {
        pose.position.y = LOCAL_FLOOR_M;
    }
    session.create_reference_space(kind, pose).doing("setting up the play space")
}

impl Link {
    /// Follows the runtime's state changes; `status` tells where it stands.
    pub fn poll(&mut self, status: &mut XrStatus) -> Result<(), XrFault> {
        let mut buffer = xr::EventDataBuffer::new();
        while let Some(event) =
            self.instance.poll_event(&mut buffer).doing("asking for the headset's news")?
        {
            match event {
                xr::Event::SessionStateChanged(change) => self.follow(change.state(), status)?,
                xr::Event::InstanceLossPending(_) => {
                    return Err(XrFault::Lost("the OpenXR runtime is stopping".to_owned()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn follow(&mut self, state: State, status: &mut XrStatus) -> Result<(), XrFault> {
        match state {
            State::READY => {
                self.session.begin(VIEWS).doing("starting the session")?;
                *status = XrStatus::Running;
            }
            State::STOPPING => {
                self.session.end().doing("stopping the session")?;
                *status = XrStatus::Idle;
            }
            State::EXITING => {
                return Err(XrFault::Lost("the headset's runtime closed the session".to_owned()));
            }
            State::LOSS_PENDING => {
                return Err(XrFault::Lost("the headset is being disconnected".to_owned()));
            }
            _ => {}
        }
        Ok(())
    }

    /// Where the eyes will be, in the play space.
    pub fn views(&self, time: xr::Time) -> Result<Option<[EyeView; EYES]>, XrFault> {
        let (flags, views) = self
            .session
            .locate_views(VIEWS, time, &self.space)
            .doing("asking where the eyes are")?;
        // Simulated headsets never track a position, and their views count all the same.
        let is_known = flags.contains(xr::ViewStateFlags::ORIENTATION_VALID);
        let both = match views.as_slice() {
            [left, right, ..] if is_known => Some([EyeView::of(left), EyeView::of(right)]),
            _ => None,
        };
        Ok(both)
    }

    /// Where the head will be, in the play space.
    pub fn head(&self, time: xr::Time) -> Result<Option<Transform>, XrFault> {
        let at = self.head.locate(&self.space, time).doing("asking where the head is")?;
        let is_known = at.location_flags.contains(xr::SpaceLocationFlags::ORIENTATION_VALID);
        Ok(is_known.then(|| transform(&at.pose)))
    }

    /// What hands and buttons do.
    pub fn sync_input(&mut self, time: xr::Time) -> Result<crate::input::XrInput, XrFault> {
        let mut input = self.input.sync(&self.session, &self.space, time)?;
        input.head = self.head(time)?;
        Ok(input)
    }

    /// Lets a hand feel something.
    pub fn pulse(&self, pulse: &crate::input::XrPulse) -> Result<(), XrFault> {
        self.input.pulse(&self.session, pulse)
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        // The runtime may not take its pictures back while they are still drawn on.
        let _ = self.device.poll(wgpu::PollType::wait_indefinitely());
    }
}
