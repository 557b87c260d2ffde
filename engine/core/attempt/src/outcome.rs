//! What happened in an attempt, as plain facts for scoring. Ticks count from the attempt's start;
//! seconds of scene time leave out the pauses.

use crate::card::{Answer, Question};
use crate::signal::Ending;
use anlan_scenario::{ErrorId, Hazard, HazardId, LookAlikeId, Markable, Scenario, Step, StepId};

/// The life of one hazard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HazardLife {
    /// Which.
    pub id: HazardId,
    /// Scene tick at which its cue came out.
    pub appeared: Option<u64>,
    /// Scene tick at which its marker was first looked at.
    pub seen: Option<u64>,
    /// Ticks of the longest look at it.
    pub longest_look: u32,
    /// Scene tick at which it was reported.
    pub marked: Option<u64>,
    /// A consequence that this hazard feeds has struck.
    pub is_struck: bool,
    /// Answers to its cards; a skipped card has none.
    pub answers: Vec<AnsweredCard>,
}

/// A card's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredCard {
    /// The question.
    pub question: Question,
    /// What was chosen.
    pub answer: Answer,
    /// True if it was the right option.
    pub is_right: bool,
}

/// The life of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLife {
    /// Which.
    pub id: StepId,
    /// Scene tick from which it could be done.
    pub ready: Option<u64>,
    /// Scene tick at which it was done.
    pub done: Option<u64>,
}

/// A report of what is no hazard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FalseAlarm {
    /// A look-alike.
    LookAlike(LookAlikeId),
    /// The fourth or a later neutral mark.
    Neutral(Markable),
}

/// Everything that scoring needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In the scenario's order.
    pub hazards: Vec<HazardLife>,
    /// In the scenario's order.
    pub steps: Vec<StepLife>,
    /// In the order in which they were made, with the scene tick.
    pub errors: Vec<(ErrorId, u64)>,
    /// In the order in which they were made, with the scene tick.
    pub false_alarms: Vec<(FalseAlarm, u64)>,
    /// Look-alikes that were looked at, in the scenario's order.
    pub look_alikes_seen: Vec<LookAlikeId>,
    /// Marks on things that are neither hazard nor look-alike.
    pub neutral_marks: u32,
    /// Length of the scene in ticks, without pauses.
    pub scene_ticks: u64,
    /// Milliseconds of stalled picture.
    pub stalled_ms: u64,
    /// How it ended, once it has.
    pub ending: Option<Ending>,
}

impl Outcome {
    pub(crate) fn at_start(scenario: &Scenario) -> Self {
        let hazard = |h: &Hazard| HazardLife {
            id: h.id.clone(),
            appeared: None,
            seen: None,
            longest_look: 0,
            marked: None,
            is_struck: false,
            answers: Vec::new(),
        };
        let step = |s: &Step| StepLife { id: s.id.clone(), ready: None, done: None };
        Self {
            hazards: scenario.file().hazards.iter().map(hazard).collect(),
            steps: scenario.file().steps.iter().map(step).collect(),
            errors: Vec::new(),
            false_alarms: Vec::new(),
            look_alikes_seen: Vec::new(),
            neutral_marks: 0,
            scene_ticks: 0,
            stalled_ms: 0,
            ending: None,
        }
    }
}
