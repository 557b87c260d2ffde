//! Control: right or wrong, and beside it the level that the trainee reached for in the hierarchy
//! of controls (elimination, substitution, engineering, administrative, PPE), against the level of
//! the best control, so that a debrief can say: PPE was chosen where isolation was possible.

use super::{Taken, first_answer};
use anlan_attempt::{Answer, Question};
use anlan_scenario::{ControlLevel, HazardId};
use serde::{Deserialize, Serialize};

/// A control card that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlChoice {
    /// About which hazard.
    pub id: HazardId,
    /// The best control was chosen.
    pub is_right: bool,
    /// The level of what was chosen.
    pub chosen: ControlLevel,
    /// The level of the best control.
    pub best: ControlLevel,
}

pub(super) fn of(taken: &Taken) -> Vec<ControlChoice> {
    let hazards = taken.scenario.file().hazards.iter().zip(&taken.outcome.hazards);
    let choice = |(hazard, life): (&anlan_scenario::Hazard, _)| {
        let answered = first_answer(life, Question::Control)?;
        let Answer::Control(id) = &answered.answer else { return None };
        Some(ControlChoice {
            id: hazard.id.clone(),
            is_right: answered.is_right,
            chosen: hazard.controls.iter().find(|o| o.id == *id)?.level,
            best: hazard.controls.iter().find(|o| o.right)?.level,
        })
    };
    hazards.filter_map(choice).collect()
}
