//! The loop's calls on the machine's real runtime, for the main world. Whoever lost it all may ask
//! again: the graphics device stays, everything of OpenXR is made anew.

use crate::draw::{Draw, Wall};
use crate::eyes::transform;
use crate::fault::XrFault;
use crate::graphics::{self, Binding};
use crate::input::{Input, XrInput, XrJoints, XrPulse};
use crate::mask::Masks;
use crate::renew::Renewal;
use crate::runtime::{Connection, VIEWS, connect, load};
use anlan_xr_loop::{Calls, Event, Format, Waited, choose_rate};
use bevy::prelude::*;
use bevy::render::settings::RenderCreation;
use cpu_time::ThreadTime;
use openxr as xr;
use openxr::ReferenceSpaceType as Kind;
use openxr::sys::Result as Code;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where poses are given in; the render world's end of the session reads it too.
#[derive(Clone, Default)]
pub(crate) struct PlaySlot(Arc<Mutex<Option<Arc<xr::Space>>>>);

impl PlaySlot {
    /// The play space, if there is a session.
    pub fn get(&self) -> Result<Arc<xr::Space>, Code> {
        let slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.clone().ok_or(Code::ERROR_HANDLE_INVALID)
    }

    fn set(&self, space: Option<xr::Space>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = space.map(Arc::new);
    }
}

/// What both worlds count by, in nanoseconds.
#[derive(Clone, Copy)]
pub(crate) struct Clock(Instant);

impl Clock {
    pub fn now_ns(self) -> i64 {
        i64::try_from(self.0.elapsed().as_nanos()).unwrap_or(i64::MAX)
    }

    /// What the calling thread has worked; a system that cannot tell counts it as nothing, and
    /// frames are made in turns.
    pub fn worked_ns(self) -> i64 {
        let worked = ThreadTime::try_now().map_or_else(|_| Duration::ZERO, |now| now.as_duration());
        i64::try_from(worked.as_nanos()).unwrap_or(i64::MAX)
    }
}

/// The machine's runtime.
pub(crate) struct Runtime {
    entry: xr::Entry,
    connection: Option<Connection>,
    /// Connected when the program began, and not yet asked for by the loop.
    is_fresh: bool,
    /// None while the runtime has made no device that is drawn with.
    binding: Option<Binding>,
    /// Where a renderer on another device is fetched from.
    pub renewal: Renewal,
    session: Option<Session>,
    rate_hz: f32,
    play: PlaySlot,
    /// Where the pictures of the eyes hang for the render world.
    pub wall: Wall,
    clock: Clock,
}

/// A session with what hangs on it.
struct Session {
    stream: Option<xr::FrameStream<xr::Vulkan>>,
    waiter: xr::FrameWaiter,
    input: Input,
    head: xr::Space,
    handle: xr::Session<xr::Vulkan>,
}

impl Runtime {
    /// Opens the machine's headset, and a renderer on the device that it wants. Where the display
    /// offers several rates it is asked for this one, hertz.
    pub fn open(rate_hz: f32) -> Result<(Self, RenderCreation), XrFault> {
        let entry = load()?;
        let (connection, system) = connect(&entry)?;
        let (creation, binding) = graphics::open(&connection.instance, &system)?;
        let runtime = Self {
            entry,
            connection: Some(connection),
            is_fresh: true,
            wall: Wall::new(&binding.device, system.eye_px),
            binding: Some(binding),
            renewal: Renewal::default(),
            session: None,
            rate_hz,
            play: PlaySlot::default(),
            clock: Clock(Instant::now()),
        };
        Ok((runtime, creation))
    }

    /// The device that is drawn with is gone.
    pub fn forget_device(&mut self) {
        self.binding = None;
    }

    /// The device that the runtime draws with. Where that is not the one that everything else is
    /// drawn with, everything changes over to it, and the session has to wait.
    fn device(&mut self) -> Result<Binding, Code> {
        let connection = self.connection.as_ref().ok_or(Code::ERROR_INSTANCE_LOST)?;
        let system = connection.system.as_ref().ok_or(Code::ERROR_SYSTEM_INVALID)?;
        let instance = &connection.instance;
        if let Some(binding) = &self.binding {
            match graphics::still_fits(instance, system.id, binding) {
                Ok(()) => return Ok(binding.clone()),
                Err(Code::ERROR_GRAPHICS_DEVICE_INVALID) => {}
                Err(code) => return Err(code),
            }
        }
        let (creation, binding) = graphics::open(instance, system).map_err(|fault| {
            warn!("{fault}");
            Code::ERROR_GRAPHICS_DEVICE_INVALID
        })?;
        self.renewal.offer(creation);
        self.binding = Some(binding);
        // Bevy hears of the old one as of any that is lost.
        self.wall.look().device.destroy();
        Err(Code::TIMEOUT_EXPIRED)
    }

    /// Headset and runtime, for people.
    pub fn name(&self) -> String {
        let system = self.connection.as_ref().and_then(|connection| connection.system.as_ref());
        system.map_or_else(|| "no headset".to_owned(), |system| system.name.clone())
    }

    fn session(&self) -> Result<&Session, Code> {
        self.session.as_ref().ok_or(Code::ERROR_HANDLE_INVALID)
    }

    fn connection(&mut self) -> Result<&mut Connection, Code> {
        self.connection.as_mut().ok_or(Code::ERROR_INSTANCE_LOST)
    }

    /// What hands, buttons and head do at this time.
    pub fn input(&mut self, time: xr::Time) -> Result<(XrInput, XrJoints), Code> {
        let play = self.play.get()?;
        let session = self.session.as_mut().ok_or(Code::ERROR_HANDLE_INVALID)?;
        let (mut input, joints) = session.input.sync(&session.handle, &play, time)?;
        let at = session.head.locate(&play, time)?;
        let is_known = at.location_flags.contains(xr::SpaceLocationFlags::ORIENTATION_VALID);
        input.head = is_known.then(|| transform(&at.pose));
        Ok((input, joints))
    }

    /// Lets a hand feel something.
    pub fn pulse(&self, pulse: &XrPulse) -> Result<(), Code> {
        let session = self.session()?;
        session.input.pulse(&session.handle, pulse)
    }

    /// Hangs up what the lenses hide.
    fn look_at_masks(&self) {
        if let Some(session) = &self.session {
            let masks = Masks::of(&session.handle);
            self.wall.look().masks = masks;
        }
    }

    /// Asks for the rate that this program is made for.
    fn ask_for_rate(&self) -> Result<(), Code> {
        let session = &self.session()?.handle;
        if session.instance().exts().fb_display_refresh_rate.is_none() {
            return Ok(());
        }
        match choose_rate(&session.enumerate_display_refresh_rates()?, self.rate_hz) {
            Some(hz) => session.request_display_refresh_rate(hz),
            None => Ok(()),
        }
    }
}

impl Calls for Runtime {
    type Draw = Draw;

    fn now_ns(&self) -> i64 {
        self.clock.now_ns()
    }

    fn worked_ns(&self) -> i64 {
        self.clock.worked_ns()
    }

    fn create_instance(&mut self) -> Result<(), Code> {
        if !std::mem::take(&mut self.is_fresh) {
            self.connection = Some(Connection::open(&self.entry)?);
        }
        Ok(())
    }

    fn destroy_instance(&mut self) {
        self.session = None;
        self.connection = None;
    }

    fn find_system(&mut self) -> Result<(), Code> {
        self.connection()?.find().map(drop)
    }

    #[allow(unsafe_code)]
    fn create_session(&mut self) -> Result<(), Code> {
        let binding = self.device()?;
        let connection = self.connection.as_ref().ok_or(Code::ERROR_INSTANCE_LOST)?;
        let system = connection.system.as_ref().ok_or(Code::ERROR_SYSTEM_INVALID)?;
        let instance = &connection.instance;
        let guard = Box::new(binding.device.clone());
        // SAFETY: the handles belong together; the guard keeps the device until the session is
        // gone, and the thread that draws is the only one that submits to its queue.
        let (handle, waiter, stream) = unsafe {
            instance.create_session_with_guard::<xr::Vulkan>(system.id, &binding.session(), guard)
        }?;
        let input = Input::attach(instance, system.id, &handle)?;
        let head = handle.create_reference_space(Kind::VIEW, xr::Posef::IDENTITY)?;
        self.session = Some(Session { stream: Some(stream), waiter, input, head, handle });
        Ok(())
    }

    fn destroy_session(&mut self) {
        self.play.set(None);
        self.session = None;
    }

    fn reference_spaces(&mut self) -> Result<Vec<Kind>, Code> {
        self.session()?.handle.enumerate_reference_spaces()
    }

    fn create_space(&mut self, kind: Kind, pose: xr::Posef) -> Result<(), Code> {
        let space = self.session()?.handle.create_reference_space(kind, pose)?;
        self.play.set(Some(space));
        Ok(())
    }

    fn formats(&mut self) -> Result<Vec<u32>, Code> {
        self.session()?.handle.enumerate_swapchain_formats()
    }

    fn create_draw(&mut self, colour: Format, depth: Option<u32>) -> Result<Draw, Code> {
        let system = self.connection()?.system.clone().ok_or(Code::ERROR_SYSTEM_INVALID)?;
        let device =
            self.binding.as_ref().ok_or(Code::ERROR_GRAPHICS_DEVICE_INVALID)?.device.clone();
        let session = self.session.as_mut().ok_or(Code::ERROR_HANDLE_INVALID)?;
        let stream = session.stream.take().ok_or(Code::ERROR_CALL_ORDER_INVALID)?;
        Draw::new(
            stream,
            session.handle.clone(),
            self.play.clone(),
            &self.wall,
            &system,
            (colour, depth),
            device,
            self.clock,
        )
    }

    fn begin_session(&mut self) -> Result<(), Code> {
        self.session()?.handle.begin(VIEWS)?;
        self.look_at_masks();
        // A display that stays at its own rate is no reason to stop.
        if let Err(code) = self.ask_for_rate() {
            warn!("the headset keeps its refresh rate: {code:?}");
        }
        Ok(())
    }

    fn end_session(&mut self) -> Result<(), Code> {
        self.session()?.handle.end().map(drop)
    }

    fn poll_event(&mut self) -> Result<Option<Event>, Code> {
        let mut buffer = xr::EventDataBuffer::new();
        let event = self.connection()?.instance.poll_event(&mut buffer)?.map(Event::from);
        if let Some(Event::MaskChange { .. }) = event {
            self.look_at_masks();
        }
        Ok(event)
    }

    fn wait_frame(&mut self) -> Result<Waited, Code> {
        let session = self.session.as_mut().ok_or(Code::ERROR_HANDLE_INVALID)?;
        let frame = session.waiter.wait()?;
        Ok(Waited {
            display_ns: frame.predicted_display_time.as_nanos(),
            period_ns: frame.predicted_display_period.as_nanos(),
            should_render: frame.should_render,
        })
    }

    fn locate_views(&mut self, at: xr::Time) -> Result<(xr::ViewStateFlags, Vec<xr::View>), Code> {
        let play = self.play.get()?;
        self.session()?.handle.locate_views(VIEWS, at, &play)
    }
}
