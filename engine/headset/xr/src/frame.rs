//! The loop in Bevy's schedules: turn, track and place the eyes in the main world; begin, latch and
//! end in the render world. What is done when a call fails, and in which order calls are legal, is
//! the loop's own business.

use crate::calls::Runtime;
use crate::capture::{Capture, XrCaptured};
use crate::draw::{Draw, Hung, Wall};
use crate::eyes::pose_of;
use crate::eyes::{EyeView, TARGETS};
use crate::input::{XrInput, XrJoints, XrPulse};
use crate::runtime::EYES;
use crate::swapchain::Picture;
use anlan_xr_loop::{self as xr_loop, Call, Drawer, FrameTicket, Lead, News, Worn};
use bevy::prelude::*;
use bevy::render::renderer::{RenderDevice, RenderQueue};
use bevy::render::texture::{ManualTextureView, ManualTextureViews};
use bevy::time::TimeUpdateStrategy;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Without a frame to make, nothing paces the program but this.
const IDLE_PACE: Duration = Duration::from_millis(16);
/// Where another thread draws, its last frame is begun within this time, or the next has to wait.
const BEGIN_MAX: Duration = Duration::from_millis(100);
/// The program's time goes on by no more than this at once: what was away longer was not played.
const STEP_MAX: Duration = Duration::from_secs(2);

/// How the headset stands.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub enum XrStatus {
    /// Nobody has worn it so far.
    #[default]
    Idle,
    /// Its wearer sees frames.
    Running,
    /// It was worn and is not now, or is gone; it comes back by itself. The sentence says why, if
    /// there is a reason other than that it was taken off.
    Away(String),
    /// It has been away for so long that what was played is over.
    TooLong,
}

/// News of the headset that may concern somebody.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct XrNews(pub News);

/// Puts the play space elsewhere, by where the head is now.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum XrPlaySpace {
    /// Its middle comes under the head, and it looks where the head looks.
    Recentre,
    /// Who sits is lifted to standing height.
    Seat,
    /// Who sat stands again.
    Stand,
}

/// Does what was asked about the play space.
pub(crate) fn move_play_space(
    mut lead: ResMut<XrLead>,
    input: Res<XrInput>,
    mut asked: MessageReader<XrPlaySpace>,
) {
    for wish in asked.read() {
        let Some(head) = input.head.map(|head| pose_of(&head)) else { continue };
        match wish {
            XrPlaySpace::Recentre => lead.0.recentre(&head),
            XrPlaySpace::Seat => lead.0.seat(Some(&head)),
            XrPlaySpace::Stand => lead.0.seat(None),
        }
    }
}

/// The frame that is being made.
#[derive(Resource, Clone, Default)]
pub struct XrFrame {
    /// When it will be shown, nanoseconds of the runtime's clock.
    pub display_time_ns: i64,
    /// How long it will be shown.
    pub period: Duration,
    /// Somebody will see it.
    pub should_render: bool,
    /// The eyes at that time, in the play space.
    pub views: Option<[EyeView; EYES]>,
    /// Frames so far.
    pub count: u64,
    /// It is drawn while the next is simulated.
    pub is_pipelined: bool,
    ticket: Option<FrameTicket>,
}

/// The main world's end of the loop.
#[derive(Resource)]
pub(crate) struct XrLead(pub Lead<Runtime>);

/// The render world's end.
#[derive(Resource, Clone)]
pub(crate) struct XrDrawer(pub Drawer<Draw>);

/// What goes from the main world to the render world with each frame, and back.
#[derive(Resource, Clone, Default)]
pub(crate) struct Handover(Arc<Mutex<Handed>>);

#[derive(Default)]
pub(crate) struct Handed {
    ticket: Option<FrameTicket>,
    pub capture: Capture,
    pub loses_device: bool,
}

impl Handover {
    pub fn lock(&self) -> MutexGuard<'_, Handed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The frame that the render world is in.
#[derive(Resource, Default)]
pub(crate) struct Begun {
    /// When it is shown, if it was begun.
    pub display_ns: Option<i64>,
    image: Option<usize>,
    /// The image was withheld: nothing was drawn.
    pub is_withheld: bool,
}

impl Begun {
    /// An image of the runtime is drawn on.
    pub fn has_image(&self) -> bool {
        self.image.is_some()
    }

    /// What the eyes' cameras have drawn on, if they have.
    pub fn picture<'a>(&self, hung: &'a Hung) -> Option<&'a Picture> {
        let image = self.image.and_then(|index| hung.pictures.as_ref()?.images.get(index));
        (!self.is_withheld).then_some(image.unwrap_or(&hung.parked))
    }
}

/// The program's time follows the moments that frames are shown at, and real time between sessions.
#[derive(Resource)]
pub(crate) struct Pace {
    now: Instant,
    /// The last frame, if the last turn brought one.
    display_ns: Option<i64>,
    turned: Instant,
}

impl Default for Pace {
    fn default() -> Self {
        let now = Instant::now();
        Self { now, display_ns: None, turned: now }
    }
}

impl Pace {
    fn step(&mut self, frame: Option<&FrameTicket>) -> Instant {
        let real = self.turned.elapsed();
        self.turned = Instant::now();
        let display_ns = frame.map(|ticket| ticket.waited.display_ns);
        let step = match (self.display_ns, frame) {
            (Some(last), Some(ticket)) => nanoseconds(ticket.waited.display_ns - last),
            (None, Some(ticket)) => nanoseconds(ticket.waited.period_ns),
            (_, None) => real,
        };
        self.display_ns = display_ns;
        self.now += step.min(STEP_MAX);
        self.now
    }
}

fn nanoseconds(ns: i64) -> Duration {
    Duration::from_nanos(u64::try_from(ns).unwrap_or(0))
}

/// Hears the runtime's news, does what the session asks for, and waits for the next frame.
pub(crate) fn turn(
    mut lead: ResMut<XrLead>,
    (mut status, mut frame): (ResMut<XrStatus>, ResMut<XrFrame>),
    (mut pace, mut time): (ResMut<Pace>, ResMut<TimeUpdateStrategy>),
    mut news: MessageWriter<XrNews>,
) {
    frame.is_pipelined = lead.0.pace() == xr_loop::Pace::Pipelined;
    if frame.is_pipelined {
        lead.0.await_begin(BEGIN_MAX);
    }
    let turn = lead.0.turn();
    if turn.frame.is_none() {
        std::thread::park_timeout(IDLE_PACE);
    }
    *time = TimeUpdateStrategy::ManualInstant(pace.step(turn.frame.as_ref()));
    let session = lead.0.session();
    let now = match (turn.picture, session.worn()) {
        (xr_loop::Picture::Headset, _) => XrStatus::Running,
        (_, Worn::TooLong) => XrStatus::TooLong,
        (_, Worn::Never) => XrStatus::Idle,
        _ => XrStatus::Away(session.why().to_owned()),
    };
    if *status != now {
        info!("headset: {now:?}");
        *status = now;
    }
    news.write_batch(turn.news.into_iter().map(XrNews));
    if let Some(ticket) = &turn.frame {
        frame.display_time_ns = ticket.waited.display_ns;
        frame.period = nanoseconds(ticket.waited.period_ns);
        frame.should_render = ticket.waited.should_render;
        frame.count += 1;
        lead.0.used(ticket, frame.display_time_ns);
    }
    frame.ticket = turn.frame;
}

/// Whether hands and buttons are read; on by default, off to measure what that costs.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct XrHands(pub bool);

impl Default for XrHands {
    fn default() -> Self {
        Self(true)
    }
}

/// Reads head and hands, and passes on what hands are to feel.
pub(crate) fn track(
    mut lead: ResMut<XrLead>,
    frame: Res<XrFrame>,
    (mut input, mut joints): (ResMut<XrInput>, ResMut<XrJoints>),
    mut pulses: MessageReader<XrPulse>,
) {
    let Some(ticket) = &frame.ticket else {
        pulses.clear();
        // Nobody's hands are closed about anything any more.
        input.set_if_neq(XrInput { head: input.head, ..default() });
        return;
    };
    let calls = lead.0.calls();
    let felt = pulses.read().try_for_each(|pulse| calls.pulse(pulse));
    let tracked = calls.input(ticket.display_time());
    lead.0.used(ticket, ticket.display_time().as_nanos());
    match tracked {
        Ok((now, bare)) => {
            *input = now;
            joints.set_if_neq(bare);
        }
        Err(code) => {
            lead.0.failed(Call::Extra, code);
        }
    }
    if let Err(code) = felt {
        lead.0.failed(Call::Extra, code);
    }
}

/// Asks where the eyes are, as late as the main world can.
pub(crate) fn locate_eyes(
    mut lead: ResMut<XrLead>,
    mut frame: ResMut<XrFrame>,
    handover: Res<Handover>,
) {
    if let Some(mut ticket) = frame.ticket.take() {
        lead.0.locate(&mut ticket);
        let views = ticket.eyes.as_ref().map(|eyes| [0, 1].map(|eye| EyeView::of(&eyes[eye])));
        frame.views = views.or(frame.views);
        handover.lock().ticket = Some(ticket);
    }
}

/// Cameras take their size and format from this; what they draw on is set each frame.
pub(crate) fn size_targets(
    wall: Res<Wall>,
    mut targets: ResMut<ManualTextureViews>,
    mut devices: Local<Option<u32>>,
) {
    let hung = wall.look();
    if devices.replace(hung.devices) == Some(hung.devices) {
        return;
    }
    for (target, texture_view) in TARGETS.into_iter().zip(hung.parked.eyes.clone()) {
        let view = ManualTextureView { texture_view, size: hung.size, view_format: hung.format };
        targets.insert(target, view);
    }
}

/// Begins the frame and takes the picture that the cameras draw on.
pub(crate) fn begin_frame(
    (handover, drawer, wall): (Res<Handover>, Res<XrDrawer>, Res<Wall>),
    mut begun: ResMut<Begun>,
    mut targets: ResMut<ManualTextureViews>,
) {
    let ticket = handover.lock().ticket.take();
    let display_ns = ticket.as_ref().map(|ticket| ticket.waited.display_ns);
    let what = ticket.map_or(xr_loop::Begun::Nothing, |ticket| drawer.0.begin(ticket));
    *begun = match what {
        xr_loop::Begun::Nothing => Begun::default(),
        xr_loop::Begun::Blank => Begun { display_ns, ..default() },
        xr_loop::Begun::Image(index) => Begun { display_ns, image: Some(index), ..default() },
    };
    let hung = wall.look();
    let eyes = &begun.picture(&hung).unwrap_or(&hung.parked).eyes;
    for (target, texture_view) in TARGETS.into_iter().zip(eyes.clone()) {
        let view = ManualTextureView { texture_view, size: hung.size, view_format: hung.format };
        targets.insert(target, view);
    }
}

/// Gives the pictures back and ends the frame.
pub(crate) fn end_frame(
    (drawer, wall, handover): (Res<XrDrawer>, Res<Wall>, Res<Handover>),
    begun: Res<Begun>,
    (device, queue): (Res<RenderDevice>, Res<RenderQueue>),
) {
    if begun.has_image() {
        let hung = wall.look();
        if let Some(picture) = begun.picture(&hung) {
            handover.lock().capture.copy(&picture.texture, device.wgpu_device(), &queue);
        }
    }
    if let Some(display_ns) = begun.display_ns {
        wall.look().give_back(display_ns);
    }
    drawer.0.end();
    if std::mem::take(&mut handover.lock().loses_device) {
        let device = device.wgpu_device();
        // What is read back is read before, and whoever listens for the loss hears of it now.
        let _ = device.poll(wgpu::PollType::wait_indefinitely());
        device.destroy();
        let _ = device.poll(wgpu::PollType::wait_indefinitely());
    }
}

/// Hands a finished copy of both eyes to the main world.
pub(crate) fn hand_over_capture(
    handover: Res<Handover>,
    frame: Res<XrFrame>,
    mut captured: MessageWriter<XrCaptured>,
) {
    if let (Some(eyes), Some(views)) = (handover.lock().capture.take(), frame.views) {
        captured.write(XrCaptured { eyes, views });
    }
}
