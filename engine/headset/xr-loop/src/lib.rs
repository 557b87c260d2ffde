//! The headset's frame loop without Bevy, wgpu or Vulkan, so that every fault of a runtime can be
//! played to it: what a result means, what a session asks for next, the legal order of a frame,
//! and the ledger that proves it. Whoever draws implements [`Calls`] and [`DrawCalls`], keeps a
//! [`Lead`] where frames are waited for, and a [`Drawer`] where they are drawn.

mod calls;
mod drawer;
mod format;
mod frame;
mod image;
mod lead;
mod ledger;
mod pacing;
mod refresh;
mod session;
mod space;
mod verdict;

pub use calls::{Calls, DrawCalls, EYES, Event, Eyes, Shown, Waited};
pub use drawer::{Begun, Drawer, Latch};
pub use format::{COLOUR_USAGE, DEPTH_USAGE, Encoding, Format, choose_colour, choose_depth};
pub use frame::FrameTicket;
pub use image::{ImageOrder, Taken};
pub use lead::{Lead, News, Turn};
pub use ledger::{LEDGER_ROWS, Ledger, Row, Stall};
pub use pacing::{Pace, Pacing};
pub use refresh::choose_rate;
pub use session::{DOFFED_NS_MAX, Picture, Session, Task, Worn};
pub use space::{PlaySpace, choose_space, eyes_of};
pub use verdict::{Call, Verdict, sentence, verdict};

/// Nanoseconds of a second.
pub const SECOND_NS: i64 = 1_000_000_000;
