//! One attempt (一次体验): signals come in, effects go out, and the tape remembers. Deterministic:
//! no clock, no file, no Bevy; time is a tick count that the caller advances. What a tape is worth
//! is `anlan-score`'s business.

mod asking;
mod attempt;
mod card;
mod effect;
mod hint;
mod known;
mod mark;
mod outcome;
mod settle;
mod signal;
pub mod tape;
pub mod trace;
mod watch;
mod world;

pub use asking::REVIEW_CARD_S_MAX;
pub use attempt::{Attempt, Phase, Setup};
pub use card::{Anchor, Answer, Card, CardId, CardOption, Question};
pub use effect::Effect;
pub use mark::{MarkVerdict, MarkerId};
pub use outcome::{AnsweredCard, FalseAlarm, HazardLife, HazardState, Outcome, StepLife};
pub use signal::{Ending, Mode, Signal, StoppedBy, Terms, Verdicts};

/// Ticks per second of everything the tape counts.
pub const TICKS_PER_S: u64 = 60;
/// Version of the rules of this crate: what an attempt makes of its signals. A change that gives
/// any old tape another outcome is a new version; tests/core pins the tapes that prove it.
pub const RULES_VERSION: u32 = 1;

/// Whole ticks of a number of seconds, rounded to the nearest.
pub fn ticks(seconds: f32) -> u64 {
    (f64::from(seconds) * TICKS_PER_S as f64).round().max(0.0) as u64
}
