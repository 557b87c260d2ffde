//! The scorecard (成绩单): what is printed, stored and compared byte for byte.

use crate::measures::Measures;
use crate::penalties::Penalties;
use anlan_attempt::{Answer, Ending, Mode};
use anlan_scenario::{ControlLevel, ErrorId, HazardId, LookAlikeId, StepId};
use serde::{Deserialize, Serialize};

/// What one attempt earned, and why. Times are milliseconds of scene time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Version of the formulas.
    pub rubric: u32,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's version.
    pub version: u32,
    /// How it ran.
    pub mode: Mode,
    /// What drew the options' order.
    pub seed: u64,
    /// False for demonstrations and for attempts that somebody ended.
    pub is_judged: bool,
    /// 0–100.
    pub score: u32,
    /// What a pass needs.
    pub pass_mark: u32,
    /// The verdict.
    pub passed: bool,
    /// The verdict's reasons; `[passed]` alone if it is a pass.
    pub verdicts: Vec<Verdict>,
    /// Hazards found.
    pub hits: u32,
    /// Hazards whose cue came out.
    pub hazards_appeared: u32,
    /// Reports of what is no hazard.
    pub false_alarms: u32,
    /// Points earned, in thousandths.
    pub points: Points,
    /// Points lost, whole.
    pub penalties: Penalties,
    /// Every hazard, in the scenario's order.
    pub hazards: Vec<HazardLine>,
    /// Every look-alike, in the scenario's order.
    pub look_alikes: Vec<LookAlikeLine>,
    /// Every step, in the scenario's order.
    pub steps: Vec<StepLine>,
    /// Every error made, in order.
    pub errors: Vec<ErrorLine>,
    /// Length of the scene.
    pub scene_ms: u64,
    /// Stalled picture, milliseconds.
    pub stalled_ms: u64,
    /// How it ended.
    pub ending: Ending,
    /// What stands beside the score; cards of older builds have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Box<Measures>>,
}

impl Scorecard {
    /// The one spelling of this card: compact JSON, fields in the order declared here.
    pub fn canonical_json(&self) -> String {
        // Strings, integers and lists of them cannot fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Thousandths of points earned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// For hazards found.
    pub identification: u32,
    /// For factors named.
    pub classification: u32,
    /// For controls chosen.
    pub control: u32,
    /// For steps done.
    pub actions: u32,
}

/// A reason of the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing stands against a pass.
    Passed,
    /// A demonstration, or ended by somebody.
    NotJudged,
    /// The score is below the pass mark.
    BelowPassMark,
    /// A critical step was not done.
    CriticalStepMissing(StepId),
    /// A fatal error was made.
    FatalError(ErrorId),
}

/// What became of a hazard or look-alike (signal detection).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identification {
    /// A hazard that was reported.
    Hit,
    /// A hazard that appeared and was not reported.
    Miss,
    /// A look-alike that was reported.
    FalseAlarm,
    /// A look-alike that was left alone.
    CorrectRejection,
    /// A hazard whose cue never came out; it counts for nothing.
    NotAppeared,
}

/// How a card was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The right option.
    Right,
    /// Another one.
    Wrong,
    /// No answer (or the hazard was never reported, so it was never asked).
    Unanswered,
}

/// One hazard of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HazardLine {
    /// Which.
    pub id: HazardId,
    /// Hit, miss or not appeared.
    pub outcome: Identification,
    /// R = S × L.
    pub risk: u32,
    /// When its cue came out.
    pub appeared_ms: Option<u64>,
    /// When it was first looked at.
    pub seen_ms: Option<u64>,
    /// The longest look at it.
    pub longest_look_ms: u64,
    /// When it was reported.
    pub marked_ms: Option<u64>,
    /// True if it struck.
    pub is_struck: bool,
    /// The factor question.
    pub factor: Mark,
    /// The control question.
    pub control: Mark,
    /// The level that the trainee reached for.
    pub control_level: Option<ControlLevel>,
    /// What was answered, in order.
    pub answers: Vec<Answer>,
}

/// One look-alike of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookAlikeLine {
    /// Which.
    pub id: LookAlikeId,
    /// False alarm or correct rejection.
    pub outcome: Identification,
    /// When it was reported.
    pub marked_ms: Option<u64>,
    /// True if it was looked at.
    pub is_seen: bool,
}

/// One step of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepLine {
    /// Which.
    pub id: StepId,
    /// A pass needs it.
    pub is_critical: bool,
    /// From when it could be done.
    pub ready_ms: Option<u64>,
    /// When it was done.
    pub done_ms: Option<u64>,
    /// Done, and in the order of the procedure.
    pub is_in_order: bool,
    /// Done within its limit.
    pub is_in_time: bool,
}

/// One error of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorLine {
    /// Which.
    pub id: ErrorId,
    /// When.
    pub at_ms: u64,
    /// It caps the score.
    pub is_fatal: bool,
}
