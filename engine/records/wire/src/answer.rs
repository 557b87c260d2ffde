//! What the registry answers. A refusal is a sentence for whoever must act, with a code for the
//! program that must decide whether to try again.

use crate::ticket::AttemptId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The receipt of a record or a trace: it is on the registry's disk, whether it came now or before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordAnswer {
    /// The attempt that is held.
    pub attempt: AttemptId,
    /// SHA-256 of the bytes that came in; the sender compares it with what it meant to send.
    pub sha256: String,
}

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// For programs.
    pub code: RefusalCode,
    /// For people.
    pub sentence: String,
}

impl Refusal {
    /// A refusal with its reason.
    pub fn new(code: RefusalCode, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Refusal {}

/// The kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The bytes cannot be read as what they should be.
    Unreadable,
    /// The bytes are more than is taken.
    TooLarge,
    /// The tape is torn or was altered.
    BadTape,
    /// No cabin signed the tape, and only signed ones are taken.
    NotSigned,
    /// The tape is signed by a key that is not registered.
    UnknownCabin,
    /// The ticket is not what the tape says.
    OtherTicket,
    /// The card is not what the tape earns.
    OtherCard,
    /// The bundle is not the one that the tape was recorded with.
    OtherBundle,
    /// The bundle has not come yet: send it, then the record again.
    UnknownBundle,
    /// This attempt is held with other bytes.
    OtherBytes,
    /// There is no such thing here.
    NotFound,
    /// The desk does not know this seat: it says hello first.
    UnknownSeat,
    /// Another headset has the seat.
    SeatTaken,
    /// The request came from where it must not come from.
    Forbidden,
    /// The registry is at fault; trying again later may help.
    Fault,
    /// A kind that a later registry knows.
    #[serde(other)]
    Other,
}
