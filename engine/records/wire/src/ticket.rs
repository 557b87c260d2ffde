//! The ticket (体验票): who may play what, and the names by which a record is known afterwards.
//! Here is what a record carries; how the desk issues one to a headset is in `desk.rs`.

use anlan_attempt::Mode;
use anlan_attempt::tape::Header;
use anlan_scenario::{BundleHash, is_slug};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Longest pseudonym; a keyed HMAC in hexadecimal has 64 characters.
pub const PSEUDONYM_CHARS_MAX: usize = 64;
/// Last millisecond of the year 9999, the last moment that calendars can show.
pub const STARTED_AT_MS_MAX: i64 = 253_402_300_799_999;

/// Names one attempt everywhere: a UUIDv4 in its usual text form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AttemptId(String);

impl AttemptId {
    /// A name that nobody has used before.
    pub fn draw() -> Self {
        Self(Uuid::new_v4().to_string())
    }

    /// The 36 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AttemptId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || "an attempt is named by a UUID of version 4 in lower case".to_owned();
        canonical_uuid(text).map(Self).ok_or_else(wrong)
    }
}

/// The text, if it is a UUIDv4 in its usual form: what has one spelling is never taken for two.
pub(crate) fn canonical_uuid(text: String) -> Option<String> {
    let id = Uuid::try_parse(&text).ok().filter(|id| id.get_version_num() == 4);
    id.filter(|id| id.to_string() == text).map(|_| text)
}

impl From<AttemptId> for String {
    fn from(id: AttemptId) -> Self {
        id.0
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The trainee as records know them; never a name or an ID number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pseudonym(String);

impl Pseudonym {
    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if (1..=PSEUDONYM_CHARS_MAX).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text))
        } else {
            let limit = PSEUDONYM_CHARS_MAX;
            Err(format!("a pseudonym has 1 to {limit} letters, digits, `_` or `-`"))
        }
    }
}

impl From<Pseudonym> for String {
    fn from(pseudonym: Pseudonym) -> Self {
        pseudonym.0
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One attempt as it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Names the attempt.
    pub attempt: AttemptId,
    /// Who plays.
    pub trainee: Pseudonym,
    /// The scenario's id, for people; the bundle is what counts.
    pub scenario: String,
    /// The scenario bundle that is played and scored.
    pub bundle: BundleHash,
    /// How it runs.
    pub mode: Mode,
    /// Draws whatever is drawn.
    pub seed: u64,
    /// Wall time at the start, milliseconds since 1970-01-01 UTC.
    pub started_at_ms: i64,
}

impl Ticket {
    /// The ticket that a tape's header tells of, or why it tells of none.
    pub fn of_header(header: &Header) -> Result<Self, String> {
        if !is_slug(&header.scenario) {
            return Err(format!("`{}` is no scenario's id", header.scenario));
        }
        if !(0..=STARTED_AT_MS_MAX).contains(&header.started_at_ms) {
            return Err(format!("{} ms is no time of a start", header.started_at_ms));
        }
        Ok(Self {
            attempt: header.attempt.clone().try_into()?,
            trainee: header.trainee.clone().try_into()?,
            scenario: header.scenario.clone(),
            bundle: header.bundle.clone().try_into()?,
            mode: header.mode,
            seed: header.seed,
            started_at_ms: header.started_at_ms,
        })
    }

    /// The name of the first field in which two tickets differ.
    pub fn first_difference(&self, other: &Self) -> Option<&'static str> {
        // Taken apart so that a new field cannot be forgotten here.
        let Self { attempt, trainee, scenario, bundle, mode, seed, started_at_ms } = self;
        [
            ("attempt", *attempt == other.attempt),
            ("trainee", *trainee == other.trainee),
            ("scenario", *scenario == other.scenario),
            ("bundle", *bundle == other.bundle),
            ("mode", *mode == other.mode),
            ("seed", *seed == other.seed),
            ("started_at_ms", *started_at_ms == other.started_at_ms),
        ]
        .into_iter()
        .find_map(|(name, is_equal)| (!is_equal).then_some(name))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_canonical_version_4_uuids_name_attempts() {
        let check = |text: &str| AttemptId::try_from(text.to_owned()).is_ok();
        assert!(check("7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01"));
        assert!(check(AttemptId::draw().as_str()));
        for text in [
            "",
            "7F8B0C1E-3F52-4A4E-9A7E-0D6A5C1B2E01",
            "7f8b0c1e3f524a4e9a7e0d6a5c1b2e01",
            "7f8b0c1e-3f52-1a4e-9a7e-0d6a5c1b2e01",
            "../../../etc/passwd",
        ] {
            assert!(!check(text), "{text}");
        }
    }

    #[test]
    fn pseudonyms_are_short_and_plain() {
        let check = |text: &str| Pseudonym::try_from(text.to_owned()).is_ok();
        assert!(check("p-6fe0b2c09d1a4b53"));
        assert!(check(&"a".repeat(PSEUDONYM_CHARS_MAX)));
        for text in ["", "张三", "a b", "a/b", &"a".repeat(PSEUDONYM_CHARS_MAX + 1)] {
            assert!(!check(text), "{text}");
        }
    }

    #[test]
    fn a_header_becomes_the_ticket_it_tells_of() {
        let header = Header {
            attempt: "7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01".to_owned(),
            trainee: "p-01".to_owned(),
            scenario: "kitchen-gas-leak".to_owned(),
            bundle: "0".repeat(64),
            mode: Mode::Exam,
            seed: 7,
            started_at_ms: 0,
            build: "test".to_owned(),
            rules: anlan_attempt::RULES_VERSION,
            sense: 0,
        };
        let ticket = Ticket::of_header(&header).unwrap();
        assert_eq!(ticket.first_difference(&ticket), None);
        let other = Ticket { seed: 8, started_at_ms: 1, ..ticket.clone() };
        assert_eq!(ticket.first_difference(&other), Some("seed"));
        for broken in [
            Header { scenario: "../x".to_owned(), ..header.clone() },
            Header { started_at_ms: -1, ..header.clone() },
            Header { attempt: "x".to_owned(), ..header.clone() },
            Header { trainee: "x y".to_owned(), ..header.clone() },
            Header { bundle: "x".to_owned(), ..header.clone() },
        ] {
            assert!(Ticket::of_header(&broken).is_err(), "{broken:?}");
        }
    }
}
