//! The record (档案): ticket, tape and card in one text. Whether the three agree is told by
//! [`Proof`], which the headset asks before it sends and the registry before it keeps.

use crate::answer::{Refusal, RefusalCode};
use crate::ticket::Ticket;
use anlan_attempt::tape::{self, Hash, PublicKey, TAPE_BYTES_MAX};
use anlan_scenario::Bundle;
use anlan_score::{Scorecard, score};
use serde::{Deserialize, Serialize};

/// The layout of a record's text.
pub const RECORD_FORMAT: u32 = 1;
/// Largest record: the largest tape in base64, and 1 MiB for ticket and card (64 hazards need a
/// tenth of it).
pub const RECORD_BYTES_MAX: usize = TAPE_BYTES_MAX.div_ceil(3) * 4 + (1 << 20);

/// How long a trace may lie in one place: poses of a body are nobody's business for longer. The
/// tape has no such end.
pub const TRACE_KEPT_MS: i64 = 90 * 24 * 3_600_000;

/// What leaves the headset after an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`RECORD_FORMAT`].
    pub format: u32,
    /// What was played, and by whom.
    pub ticket: Ticket,
    /// Version of the formulas that made the card.
    pub rubric: u32,
    /// The tape's exact bytes, in base64 on the wire.
    #[serde(with = "base64_text")]
    pub tape: Vec<u8>,
    /// What the headset showed the trainee.
    pub card: Scorecard,
}

/// What a tape proves under a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The attempt.
    pub ticket: Ticket,
    /// What it earned.
    pub card: Scorecard,
    /// The last hash of the tape's chain.
    pub chain: Hash,
    /// The key that signed it, if one did.
    pub signed_by: Option<PublicKey>,
}

impl Proof {
    /// Reads the tape, checks its chain and scores it.
    pub fn of(bundle: &Bundle, tape: &[u8]) -> Result<Self, Refusal> {
        let bad_tape = |sentence: String| Refusal::new(RefusalCode::BadTape, sentence);
        let tape = tape::read(tape).map_err(|fault| bad_tape(format!("the tape, {fault}")))?;
        let ticket = Ticket::of_header(&tape.header)
            .map_err(|sentence| bad_tape(format!("the tape's header: {sentence}")))?;
        if ticket.bundle != *bundle.hash() {
            let sentence = format!(
                "the tape belongs to the scenario bundle {}, not to {}",
                ticket.bundle,
                bundle.hash()
            );
            return Err(Refusal::new(RefusalCode::OtherBundle, sentence));
        }
        let id = &bundle.scenario().file().id;
        if ticket.scenario != *id {
            let told = &ticket.scenario;
            let sentence = format!("the tape names the scenario `{told}`; its bundle holds `{id}`");
            return Err(Refusal::new(RefusalCode::OtherBundle, sentence));
        }
        let card = score(bundle, &tape).map_err(|error| bad_tape(error.to_string()))?;
        Ok(Self { ticket, card, chain: tape.hash, signed_by: tape.signed_by })
    }
}

impl Record {
    /// The record of a finished tape that was recorded with this bundle.
    pub fn of_tape(bundle: &Bundle, tape: Vec<u8>) -> Result<Self, Refusal> {
        let Proof { ticket, card, .. } = Proof::of(bundle, &tape)?;
        Ok(Self { format: RECORD_FORMAT, ticket, rubric: card.rubric, tape, card })
    }

    /// The one spelling of this record: compact JSON, fields in the order declared here.
    pub fn to_json(&self) -> Vec<u8> {
        // Strings, integers and lists of them cannot fail to serialise.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what somebody sent; refuses any other spelling than [`Record::to_json`]'s.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > RECORD_BYTES_MAX {
            let limit = RECORD_BYTES_MAX >> 20;
            let sentence = format!("the record is larger than {limit} MiB");
            return Err(Refusal::new(RefusalCode::TooLarge, sentence));
        }
        let refuse = |sentence: String| Err(Refusal::new(RefusalCode::Unreadable, sentence));
        let record: Self = match serde_json::from_slice(bytes) {
            Ok(record) => record,
            Err(error) => return refuse(format!("the record cannot be read: {error}")),
        };
        if record.format != RECORD_FORMAT {
            let format = record.format;
            return refuse(format!("the record has layout {format}; this build reads 1"));
        }
        // Equal records have equal bytes, so that a hash can tell whether two are the same.
        if record.to_json() != bytes {
            return refuse("the record is not spelt as this layout spells it".to_owned());
        }
        Ok(record)
    }
}

/// Bytes as standard base64 with padding.
mod base64_text {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        STANDARD.decode(text.as_bytes()).map_err(D::Error::custom)
    }
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
