//! The calls that the loop makes, as traits, so that it runs on a real runtime and on one that a
//! test makes up. Handles stay with whoever implements them: one instance, one session, one
//! swapchain at a time.
//!
//! A result that asks for something (`verdict` is not `None`) comes as `Err`, successes like
//! `SESSION_LOSS_PENDING` and `TIMEOUT_EXPIRED` among them.

use crate::format::Format;
use openxr::sys::Result as Code;
use openxr::{Posef, ReferenceSpaceType, SessionState, Time, View, ViewStateFlags};

/// Eyes.
pub const EYES: usize = 2;
/// The left eye's view and the right one's.
pub type Eyes = [View; EYES];

/// What a wait for a frame tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    /// When the frame will be shown, nanoseconds of the runtime's clock.
    pub display_ns: i64,
    /// How long it will be shown.
    pub period_ns: i64,
    /// Somebody will see it.
    pub should_render: bool,
}

/// News of the runtime, as far as the loop follows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// The session's state is another.
    State(SessionState),
    /// The runtime will be gone.
    InstanceLossPending,
    /// From that time on a reference space lies elsewhere.
    SpaceChange {
        /// Which one.
        kind: ReferenceSpaceType,
        /// From when on, nanoseconds of the runtime's clock.
        at_ns: i64,
    },
    /// The lenses hide another part of an eye's picture.
    MaskChange {
        /// 0 left, 1 right.
        eye: usize,
    },
    /// The display runs at another rate.
    RateChange {
        /// Hertz.
        hz: f32,
    },
    /// A hand holds another controller.
    ProfileChange,
    /// The headset was put on or taken off (XR_EXT_user_presence).
    Presence {
        /// It is on a head.
        is_worn: bool,
    },
    /// The runtime had more news than it could keep.
    Lost,
    /// Anything else.
    Other,
}

impl From<openxr::Event<'_>> for Event {
    fn from(event: openxr::Event<'_>) -> Self {
        use openxr::Event as News;
        match event {
            News::SessionStateChanged(change) => Self::State(change.state()),
            News::InstanceLossPending(_) => Self::InstanceLossPending,
            News::ReferenceSpaceChangePending(change) => Self::SpaceChange {
                kind: change.reference_space_type(),
                at_ns: change.change_time().as_nanos(),
            },
            News::VisibilityMaskChangedKHR(change) => {
                Self::MaskChange { eye: change.view_index() as usize }
            }
            News::DisplayRefreshRateChangedFB(change) => {
                Self::RateChange { hz: change.to_display_refresh_rate() }
            }
            News::InteractionProfileChanged(_) => Self::ProfileChange,
            News::UserPresenceChangedEXT(change) => {
                Self::Presence { is_worn: change.is_user_present() }
            }
            News::EventsLost(_) => Self::Lost,
            _ => Self::Other,
        }
    }
}

/// What is shown in a frame.
pub enum Shown {
    /// No layers at all.
    Nothing,
    /// Layers that lie before the eyes, but not what the eyes' cameras drew.
    Overlays,
    /// Both eyes, drawn from here, and the overlays.
    Eyes(Eyes),
}

/// The main world's calls.
pub trait Calls {
    /// The drawing end of a session. When it is dropped, its swapchains are given back.
    type Draw: DrawCalls;

    /// Nanoseconds since some moment; it only grows.
    fn now_ns(&self) -> i64;
    /// Nanoseconds that the calling thread has worked so far.
    fn worked_ns(&self) -> i64;
    /// Connects to the runtime. `Err(TIMEOUT_EXPIRED)` means: not yet, ask next turn.
    fn create_instance(&mut self) -> Result<(), Code>;
    /// Gives the instance back, and everything that was made for it.
    fn destroy_instance(&mut self);
    /// Looks for the headset.
    fn find_system(&mut self) -> Result<(), Code>;
    /// Opens a session on it, with its actions. It may take several turns, as connecting may.
    fn create_session(&mut self) -> Result<(), Code>;
    /// Gives it back, with its spaces.
    fn destroy_session(&mut self);
    /// Which reference spaces there are.
    fn reference_spaces(&mut self) -> Result<Vec<ReferenceSpaceType>, Code>;
    /// Makes the play space, or another in its place.
    fn create_space(&mut self, kind: ReferenceSpaceType, pose: Posef) -> Result<(), Code>;
    /// Which formats of pictures the runtime takes, as Vulkan numbers them.
    fn formats(&mut self) -> Result<Vec<u32>, Code>;
    /// Makes the swapchains; `depth` is `None` if the runtime takes none.
    fn create_draw(&mut self, colour: Format, depth: Option<u32>) -> Result<Self::Draw, Code>;
    /// Begins the session.
    fn begin_session(&mut self) -> Result<(), Code>;
    /// Ends it.
    fn end_session(&mut self) -> Result<(), Code>;
    /// The next event, if there is one.
    fn poll_event(&mut self) -> Result<Option<Event>, Code>;
    /// Waits for the next frame. It blocks.
    fn wait_frame(&mut self) -> Result<Waited, Code>;
    /// Where the eyes will be, in the play space.
    fn locate_views(&mut self, at: Time) -> Result<(ViewStateFlags, Vec<View>), Code>;
}

/// The render world's calls.
pub trait DrawCalls {
    /// The same clock as [`Calls::now_ns`].
    fn now_ns(&self) -> i64;
    /// The same count as [`Calls::worked_ns`].
    fn worked_ns(&self) -> i64;
    /// Begins the frame that was waited for.
    fn begin_frame(&mut self) -> Result<(), Code>;
    /// Takes the next image of the eyes' swapchains: its index.
    fn acquire(&mut self) -> Result<usize, Code>;
    /// Waits until it may be written; `Err(TIMEOUT_EXPIRED)` if it may not yet.
    fn wait_image(&mut self, timeout_ns: i64) -> Result<(), Code>;
    /// Gives it back.
    fn release(&mut self) -> Result<(), Code>;
    /// Where the eyes will be, in the play space.
    fn locate_views(&mut self, at: Time) -> Result<(ViewStateFlags, Vec<View>), Code>;
    /// Ends the frame.
    fn end_frame(&mut self, display: Time, shown: &Shown) -> Result<(), Code>;
}
