//! What enters an attempt: percepts and deeds of the trainee, answers, and the instructor's hand.
//! The variants' order is the tape's format: append, never reorder.

use crate::card::{Answer, CardId};
use crate::mark::MarkerId;
use anlan_scenario::{
    AgentId, ConsequenceId, DepictionLevel, Event, HazardId, InjectId, Markable, SpotId,
};
use serde::{Deserialize, Serialize};

/// Run modes 教、学、练、评.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// 教 演示: a bot plays, nothing is judged.
    Demo,
    /// 学 引导: hints and verdicts at once.
    Guided,
    /// 练 自练: cards at once, no hints.
    Practice,
    /// 评 考核: cards after the scene, verdicts in the debrief.
    Exam,
}

impl Mode {
    /// True if the cards of a marked hazard come at once, with the scene clock paused.
    pub fn asks_at_once(self) -> bool {
        self != Self::Exam
    }
}

/// One thing that reached the attempt in a tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Signal {
    /// A marker was in view, unoccluded and looked at, without a break, for this many ticks.
    Saw {
        /// What was seen.
        marker: MarkerId,
        /// Length of the look up to now, in ticks.
        ticks: u32,
    },
    /// The trainee pressed the marking tool on something.
    Marked {
        /// The thing that the ray met first.
        on: Markable,
        /// The marker within whose radius it met it, if any.
        marker: Option<MarkerId>,
    },
    /// The trainee did something.
    Did(Event),
    /// A card was answered.
    Answered {
        /// Which card.
        card: CardId,
        /// With what.
        answer: Answer,
    },
    /// A card was put away unanswered.
    Skipped {
        /// Which card.
        card: CardId,
    },
    /// A colleague came to a spot.
    Arrived {
        /// Who.
        agent: AgentId,
        /// Where.
        spot: SpotId,
    },
    /// The picture stood still for so long that what fell into it is unfair to judge.
    Stalled {
        /// Milliseconds.
        ms: u32,
    },
    /// Somebody ended the attempt.
    Stopped {
        /// Who.
        by: StoppedBy,
    },
    /// The eyes came to rest on a thing, or left it.
    Looked {
        /// The thing.
        on: Markable,
        /// True if they rest on it now.
        is_on: bool,
    },
    /// A thing came within a distance that a condition asks for, or went out of it.
    CameNear {
        /// The thing.
        to: Markable,
        /// The distance, centimetres.
        within_cm: u32,
        /// True if it is within now.
        is_near: bool,
    },
    /// The own vehicle goes at another whole speed.
    Speed {
        /// Kilometres per hour.
        km_per_h: u8,
    },
    /// The head is at another height, in steps of 10 cm.
    Head {
        /// Above the floor.
        height_cm: u16,
    },
    /// One compression of a chest.
    Compressed {
        /// Since the one before.
        rate_per_min: u16,
        /// How deep.
        depth_mm: u16,
    },
    /// The instructor brought something in.
    Injected {
        /// What.
        id: InjectId,
    },
    /// No line leads from the eyes to a marker any more, or one does again.
    Occluded {
        /// Whose.
        marker: MarkerId,
        /// True if it cannot be seen now from where the trainee is.
        is_occluded: bool,
    },
    /// What was agreed before the turn; heeded in its first tick only.
    Agreed(Terms),
    /// A hazard cannot be shown as it is: what it looks like is missing. Heeded in the first tick
    /// only; whatever the trainee does about it is not judged.
    Unshown {
        /// Which.
        hazard: HazardId,
    },
}

/// What trainee and instructor choose before a turn. None of it touches the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How near the trainee chose to be to a consequence.
    pub depiction: DepictionLevel,
    /// When practice mode tells verdicts.
    pub verdicts: Verdicts,
}

/// When verdicts are told in practice mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdicts {
    /// As soon as they fall.
    #[default]
    AtOnce,
    /// In the debrief.
    InDebrief,
}

/// Who can end an attempt before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoppedBy {
    /// The exit gesture.
    Trainee,
    /// The console.
    Instructor,
    /// A crash or power cut; written when the tape is recovered.
    Fault,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The scene came to its end.
    Finished,
    /// The scene's time was up.
    TimeOut,
    /// A consequence struck.
    Struck(ConsequenceId),
    /// Somebody ended it; nothing is judged.
    Stopped(StoppedBy),
}
