//! Every type that crosses a process boundary: the record that a headset sends, what the registry
//! answers and lists, and what the instructor's desk and a headset say to each other. Spelling and
//! limits are decided here; sending is `anlan-outbox`'s business, keeping and judging
//! `anlan-registry`'s, the desk's rules `anlan-console`'s.

mod answer;
mod archive;
mod cabin;
mod desk;
mod record;
mod ticket;

pub use answer::{RecordAnswer, Refusal, RefusalCode};
pub use archive::{RecordLine, RecordList, RecordView, Signer, TapeInfo};
pub use cabin::{CABIN_NAME_CHARS_MAX, CabinName};
pub use desk::*;
pub use record::{Proof, RECORD_BYTES_MAX, RECORD_FORMAT, Record, TRACE_KEPT_MS};
pub use ticket::{AttemptId, PSEUDONYM_CHARS_MAX, Pseudonym, STARTED_AT_MS_MAX, Ticket};

/// A cabin signs with one and is known by the other.
pub use anlan_attempt::tape::{CabinKey, PublicKey};
/// The largest trace that goes anywhere.
pub use anlan_attempt::trace::TRACE_BYTES_MAX;
/// What a card is made of crosses with it: who reads records needs no other crate for them.
pub use anlan_attempt::{
    Anchor, Answer, CardId, Ending, FalseAlarm, MarkVerdict, MarkerId, Mode, Question, StoppedBy,
};
pub use anlan_score::{
    ErrorLine, Explanation, HazardLine, Identification, LookAlikeLine, Mark, Measures, Penalties,
    Points, Scorecard, StepLine, Verdict, debrief, explain, measures, pass_rule,
};

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes in 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
