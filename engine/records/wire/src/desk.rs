//! What the instructor's desk and a headset say to each other about the attempt that is on: orders
//! one way, words the other. Spelling and limits are decided here; who may start what and when is
//! the console's business, doing it the headset's. The record goes its own way through the outbox.

use crate::answer::{Refusal, RefusalCode};
use crate::ticket::{AttemptId, Pseudonym, canonical_uuid};
use anlan_attempt::{Answer, CardId, Ending, MarkVerdict, Mode};
use anlan_scenario::{
    BundleHash, ConsequenceId, ErrorId, Event, HAZARDS_MAX, HazardId, Language, StepId, is_slug,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// The layout of orders and words.
pub const DESK_FORMAT: u32 = 1;
/// Largest order or word: 64 hazards and a dozen notes of the longest ids need a quarter of it.
pub const DESK_BYTES_MAX: usize = 64 << 10;
/// A start that nobody has answered after this time is taken back, seconds: the trainee may be
/// another one by then.
pub const ORDER_S_MAX: u64 = 60;
/// Longest wait for an order in one request, seconds; shorter than any proxy's patience.
pub const ORDER_WAIT_S_MAX: u64 = 5;
/// A headset that has said nothing for this long is away, seconds: two requests and a breath.
pub const LINK_S_MAX: u64 = 12;
/// Notes in one word: what fits on the instructor's page.
pub const NOTES_MAX: usize = 12;
/// Longest text that a person wrote or reads, characters.
pub const TEXT_CHARS_MAX: usize = 400;

/// Names one run of a headset program: a UUIDv4, drawn at its start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SeatId(String);

impl SeatId {
    /// A name that nobody has used before.
    pub fn draw() -> Self {
        Self(Uuid::new_v4().to_string())
    }
}

impl TryFrom<String> for SeatId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || "a seat is named by a UUID of version 4 in lower case".to_owned();
        canonical_uuid(text).map(Self).ok_or_else(wrong)
    }
}

impl From<SeatId> for String {
    fn from(id: SeatId) -> Self {
        id.0
    }
}

impl fmt::Display for SeatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A ticket as the desk issues it: the headset adds the time of the start, and the bundle if the
/// desk does not know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedTicket {
    /// Names the attempt.
    pub attempt: AttemptId,
    /// Who plays.
    pub trainee: Pseudonym,
    /// The scenario's id.
    pub scenario: String,
    /// The bundle that the desk means; the headset refuses another one.
    pub bundle: Option<BundleHash>,
    /// How it runs.
    pub mode: Mode,
    /// Draws whatever is drawn; the headset draws one if absent.
    pub seed: Option<u64>,
    /// What the trainee reads.
    pub language: Language,
}

/// What the desk asks of a headset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ToHeadset {
    /// Begin this attempt now, or refuse it.
    Start(IssuedTicket),
    /// End the attempt, if it is the one that runs.
    Stop {
        /// Which.
        attempt: AttemptId,
        /// Why, for the log; the tape only knows that it was the instructor.
        reason: StopReason,
    },
}

/// Why an instructor ends an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// The trainee is unwell or afraid.
    Unwell,
    /// The equipment is at fault.
    Equipment,
    /// The time is needed for the next one.
    Time,
    /// Whatever else.
    Other,
}

/// One thing asked, with the number by which the headset never does it twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// [`DESK_FORMAT`].
    pub format: u32,
    /// Grows by one with every order to this seat, from 1 on.
    pub number: u64,
    /// What is asked.
    pub order: ToHeadset,
}

/// What a headset says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromHeadset {
    /// Here I am: the first word, and again whenever the desk does not know the seat.
    Hello(Hello),
    /// Nobody plays; a start would be taken.
    Ready,
    /// This attempt runs: the answer to a start, or begun at the headset itself.
    Started(IssuedTicket),
    /// Where the attempt stands; four times a second at most.
    Live(Live),
    /// The attempt is over. Said again when more is known of its record.
    Ended(Ended),
    /// A start was not taken.
    Refused(StartRefusal),
}

/// Who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// Program and version.
    pub build: String,
    /// Where the trainee sees the scene.
    pub display: SeatDisplay,
}

/// Where the trainee of a seat sees the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatDisplay {
    /// In a headset.
    Xr,
    /// In a window.
    Window,
    /// Nowhere: a bot plays.
    None,
}

/// Where a running attempt stands. It is always the whole, so that one word lost is no loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Live {
    /// Which attempt.
    pub attempt: AttemptId,
    /// Where in its course it is.
    pub phase: LivePhase,
    /// Scene time, without pauses.
    pub scene_ms: u64,
    /// Every hazard of the scenario, in its order.
    pub hazards: Vec<LiveHazard>,
    /// Reports of what is no hazard.
    pub false_alarms: u32,
    /// Steps done.
    pub steps_done: u32,
    /// What happened last, oldest first.
    pub notes: Vec<Note>,
}

/// Where in its course an attempt is, as an instructor sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LivePhase {
    /// The trainee searches and acts.
    Scene,
    /// A card is open and the scene's clock stands.
    Card,
    /// A consequence plays.
    Consequence,
    /// The cards after the scene.
    Review,
    /// It is over; the debrief is shown.
    Debrief,
}

/// One hazard of a running attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveHazard {
    /// Which.
    pub id: HazardId,
    /// What became of it so far.
    pub state: HazardState,
}

/// What became of a hazard so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HazardState {
    /// Its cue is not out.
    Hidden,
    /// Its cue is out, and nobody has looked at it.
    Out,
    /// It was looked at, and not reported.
    Seen,
    /// It was reported.
    Found,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Counts the notes of this attempt, from 1 on.
    pub number: u32,
    /// Scene time.
    pub scene_ms: u64,
    /// What.
    pub what: Happening,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Happening {
    /// The trainee did something.
    Did(Event),
    /// A card was answered.
    Answered {
        /// Which card.
        card: CardId,
        /// With what.
        answer: Answer,
    },
    /// A hazard's cue came out.
    Appeared(HazardId),
    /// The trainee reported something.
    Marked(MarkVerdict),
    /// A step was done.
    StepDone(StepId),
    /// An error was made.
    Erred(ErrorId),
    /// A consequence struck.
    Struck(ConsequenceId),
}

/// The end of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// Which.
    pub attempt: AttemptId,
    /// How.
    pub ending: Ending,
    /// What it earned, once it is scored.
    pub earned: Option<Earned>,
    /// Where its record is.
    pub record: RecordState,
}

/// What an attempt earned, in short; the record has the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earned {
    /// False for demonstrations and for attempts that somebody ended.
    pub is_judged: bool,
    /// The verdict.
    pub passed: bool,
    /// 0–100.
    pub score: u32,
    /// Hazards found.
    pub hits: u32,
    /// Hazards whose cue came out.
    pub hazards_appeared: u32,
    /// Reports of what is no hazard.
    pub false_alarms: u32,
}

/// Where the record of an attempt is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RecordState {
    /// It is being made.
    Underway,
    /// The registry holds it.
    Stored,
    /// It is safe on the headset's disk and will be sent.
    Queued,
    /// It could not be made or will never be taken; the sentence says why.
    Kept(String),
}

/// Why a start was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartRefusal {
    /// Which attempt.
    pub attempt: AttemptId,
    /// For the desk, which says it in the instructor's language.
    pub why: NotStarted,
    /// For whoever mends it.
    pub sentence: String,
}

/// The kinds of [`StartRefusal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotStarted {
    /// Another attempt runs.
    Busy,
    /// The headset does not have this scenario, or it is faulty there.
    NoScenario,
    /// The headset has another version of it.
    OtherBundle,
    /// Something else, which the sentence tells.
    Fault,
}

/// One word of a headset, with the number by which an older one never replaces a newer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`DESK_FORMAT`].
    pub format: u32,
    /// Who speaks.
    pub seat: SeatId,
    /// Grows by one with every word of this seat.
    pub number: u64,
    /// What is said.
    pub word: FromHeadset,
}

macro_rules! read_and_write {
    ($type:ident, $name:literal) => {
        impl $type {
            /// The text as it goes over the wire.
            pub fn to_json(&self) -> Vec<u8> {
                // Strings, integers and lists of them cannot fail to serialise.
                serde_json::to_vec(self).unwrap_or_default()
            }

            /// Reads what somebody sent, and looks whether it is within its limits.
            pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
                if bytes.len() > DESK_BYTES_MAX {
                    let sentence =
                        format!("the {} is larger than {} KiB", $name, DESK_BYTES_MAX >> 10);
                    return Err(Refusal::new(RefusalCode::TooLarge, sentence));
                }
                let refuse = |sentence| Err(Refusal::new(RefusalCode::Unreadable, sentence));
                let read: Self = match serde_json::from_slice(bytes) {
                    Ok(read) => read,
                    Err(error) => return refuse(format!("the {} cannot be read: {error}", $name)),
                };
                if read.format != DESK_FORMAT {
                    let format = read.format;
                    return refuse(format!(
                        "the {} has layout {format}; this build reads 1",
                        $name
                    ));
                }
                match read.objection() {
                    None => Ok(read),
                    Some(sentence) => refuse(format!("the {}: {sentence}", $name)),
                }
            }
        }
    };
}

read_and_write!(Order, "order");
read_and_write!(Report, "report");

impl Order {
    fn objection(&self) -> Option<String> {
        match &self.order {
            ToHeadset::Start(ticket) => ticket.objection(),
            ToHeadset::Stop { .. } => None,
        }
    }
}

impl Report {
    fn objection(&self) -> Option<String> {
        let long = |what: &str, text: &str| {
            let is_long = text.chars().count() > TEXT_CHARS_MAX;
            is_long.then(|| format!("{what} has more than {TEXT_CHARS_MAX} characters"))
        };
        match &self.word {
            FromHeadset::Hello(hello) => long("the build", &hello.build),
            FromHeadset::Ready => None,
            FromHeadset::Started(ticket) => ticket.objection(),
            FromHeadset::Live(live) => live.objection(),
            FromHeadset::Ended(Ended { record: RecordState::Kept(sentence), .. }) => {
                long("the sentence", sentence)
            }
            FromHeadset::Ended(_) => None,
            FromHeadset::Refused(refusal) => long("the sentence", &refusal.sentence),
        }
    }
}

impl IssuedTicket {
    fn objection(&self) -> Option<String> {
        (!is_slug(&self.scenario)).then(|| format!("`{}` is no scenario's id", self.scenario))
    }
}

impl Live {
    fn objection(&self) -> Option<String> {
        let too_many = |what: &str, most: usize| Some(format!("more than {most} {what}"));
        if self.hazards.len() > HAZARDS_MAX {
            return too_many("hazards", HAZARDS_MAX);
        }
        if self.notes.len() > NOTES_MAX {
            return too_many("notes", NOTES_MAX);
        }
        None
    }
}

/// Cuts a text to what may cross, at a character.
pub fn short_text(text: &str) -> String {
    text.chars().take(TEXT_CHARS_MAX).collect()
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
