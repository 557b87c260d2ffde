//! What the registry shows of the records it keeps.

use crate::cabin::CabinName;
use crate::ticket::Ticket;
use anlan_score::Scorecard;
use serde::{Deserialize, Serialize};

/// A page of the archive, newest arrival first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordList {
    /// Records in the whole archive.
    pub total: u64,
    /// Those of this page.
    pub records: Vec<RecordLine>,
}

/// One record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordLine {
    /// The attempt.
    pub ticket: Ticket,
    /// When it came in, milliseconds since 1970-01-01 UTC.
    pub received_at_ms: i64,
    /// False for demonstrations and for attempts that somebody ended.
    pub is_judged: bool,
    /// The verdict.
    pub passed: bool,
    /// 0–100.
    pub score: u32,
    /// What a pass needs.
    pub pass_mark: u32,
    /// Hazards found.
    pub hits: u32,
    /// Hazards whose cue came out.
    pub hazards_appeared: u32,
    /// Reports of what is no hazard.
    pub false_alarms: u32,
}

impl RecordLine {
    /// The line of a card.
    pub fn new(ticket: Ticket, card: &Scorecard, received_at_ms: i64) -> Self {
        Self {
            ticket,
            received_at_ms,
            is_judged: card.is_judged,
            passed: card.passed,
            score: card.score,
            pass_mark: card.pass_mark,
            hits: card.hits,
            hazards_appeared: card.hazards_appeared,
            false_alarms: card.false_alarms,
        }
    }
}

/// One record with every identification, without the tape's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordView {
    /// The attempt.
    pub ticket: Ticket,
    /// When it came in, milliseconds since 1970-01-01 UTC.
    pub received_at_ms: i64,
    /// What it earned, and why.
    pub card: Scorecard,
    /// What it can be recomputed from.
    pub tape: TapeInfo,
}

/// A tape by its marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TapeInfo {
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, as `sha256sum` prints it.
    pub sha256: String,
    /// The last hash of its chain, which is also its last 32 bytes.
    pub chain: String,
    /// The cabin that signed it; `None` if none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<Signer>,
}

/// Who signed a tape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The public key in 64 hexadecimal digits.
    pub key: String,
    /// The cabin that is registered with this key; `None` if none is.
    pub cabin: Option<CabinName>,
}
