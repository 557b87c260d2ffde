//! What happened in an attempt, as plain facts for scoring. Ticks count from the attempt's start;
//! seconds of scene time leave out the pauses.

use crate::card::{Answer, Question};
use crate::signal::Ending;
use anlan_scenario::{
    ControlLevel, CueTier, ErrorId, Hazard, HazardId, InjectId, LookAlikeId, Markable, Scenario,
    Step, StepId,
};

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
    /// Answers to its cards; a skipped card has none. Where a card was asked again, the first
    /// answer is the trainee's own.
    pub answers: Vec<AnsweredCard>,
    /// Every tier of its cue with the scene tick at which it came out, weakest first.
    pub cues: Vec<(CueTier, u64)>,
    /// Scene tick of a first mark on it before any cue was out.
    pub early_mark: Option<u64>,
    /// The control in place now, and since when.
    pub controlled: Option<(ControlLevel, u64)>,
    /// Scene tick at which a control was first in place.
    pub first_controlled: Option<u64>,
    /// Scene tick at which it was last lost again.
    pub control_lost: Option<u64>,
    /// Scene tick at which it struck.
    pub struck_at: Option<u64>,
    /// Changes of sight, `(scene tick, is occluded)`; before the first it is not.
    pub occlusions: Vec<(u64, bool)>,
    /// Hints that guided mode gave.
    pub hints: u32,
    /// It could not be shown as it is: it is not judged.
    pub is_unshown: bool,
}

/// Where in its life a hazard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HazardState {
    /// No cue is out.
    Latent,
    /// A cue of this tier is out, and nobody has reported it.
    Cued(CueTier),
    /// Reported.
    Identified,
    /// Under control at this level.
    Controlled(ControlLevel),
    /// It went by unreported, or its control was lost.
    Lapsed,
    /// A consequence came of it.
    Struck,
}

impl HazardLife {
    fn at_start(id: HazardId) -> Self {
        Self {
            id,
            appeared: None,
            seen: None,
            longest_look: 0,
            marked: None,
            is_struck: false,
            answers: Vec::new(),
            cues: Vec::new(),
            early_mark: None,
            controlled: None,
            first_controlled: None,
            control_lost: None,
            struck_at: None,
            occlusions: Vec::new(),
            hints: 0,
            is_unshown: false,
        }
    }

    /// The same hazard as if it had never appeared.
    fn never(&self) -> Self {
        Self { is_unshown: self.is_unshown, ..Self::at_start(self.id.clone()) }
    }

    /// Where in its life it is; `is_over` once the scene has ended.
    pub fn state(&self, is_over: bool) -> HazardState {
        let Some((tier, _)) = self.cues.last() else { return HazardState::Latent };
        match self.controlled {
            _ if self.is_struck => HazardState::Struck,
            Some((level, _)) => HazardState::Controlled(level),
            None if self.control_lost.is_some() => HazardState::Lapsed,
            None if self.marked.is_some() => HazardState::Identified,
            None if is_over => HazardState::Lapsed,
            None => HazardState::Cued(*tier),
        }
    }
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
    /// Guided mode hinted at it.
    pub is_hinted: bool,
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
    /// Stalls within the scene: the scene tick at which each ended, and its milliseconds.
    pub stalls: Vec<(u64, u32)>,
    /// Neutral marks and marks of look-alikes and hazards, repeated ones included.
    pub marks: u32,
    /// What the instructor brought in, with the scene tick.
    pub injects: Vec<(InjectId, u64)>,
    /// Signals that named nothing of this scenario, or came when they could not; set aside.
    pub ignored: u32,
    /// How it ended, once it has.
    pub ending: Option<Ending>,
}

impl Outcome {
    /// What may be judged: a hazard that could not be shown counts as one that never appeared.
    pub fn judged(&self) -> Self {
        let judged = |life: &HazardLife| if life.is_unshown { life.never() } else { life.clone() };
        Self { hazards: self.hazards.iter().map(judged).collect(), ..self.clone() }
    }

    pub(crate) fn at_start(scenario: &Scenario) -> Self {
        let hazard = |h: &Hazard| HazardLife::at_start(h.id.clone());
        let step =
            |s: &Step| StepLife { id: s.id.clone(), ready: None, done: None, is_hinted: false };
        Self {
            hazards: scenario.file().hazards.iter().map(hazard).collect(),
            steps: scenario.file().steps.iter().map(step).collect(),
            errors: Vec::new(),
            false_alarms: Vec::new(),
            look_alikes_seen: Vec::new(),
            neutral_marks: 0,
            scene_ticks: 0,
            stalled_ms: 0,
            stalls: Vec::new(),
            marks: 0,
            injects: Vec::new(),
            ignored: 0,
            ending: None,
        }
    }
}
