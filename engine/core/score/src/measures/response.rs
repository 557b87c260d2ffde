//! Response: what was done after the accident: power cut, alarm, rescue with protection; and
//! whether somebody was rescued blindly. Which steps are these duties, the scenario says.

use super::Taken;
use crate::ms;
use anlan_scenario::{Duty, StepId};
use serde::{Deserialize, Serialize};

/// A duty and when it was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyLine {
    /// The step.
    pub id: StepId,
    /// Which duty.
    pub duty: Duty,
    /// When it was done.
    pub done_ms: Option<u64>,
}

/// What was done after the accident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The duties of this scenario, in its order.
    pub duties: Vec<DutyLine>,
    /// Somebody was rescued without protection.
    pub is_blind_rescue: bool,
}

pub(super) fn of(taken: &Taken) -> Response {
    let file = taken.scenario.file();
    let steps = file.steps.iter().zip(&taken.outcome.steps);
    let duties = steps.filter(|(step, _)| step.duty != Duty::Work).map(|(step, life)| DutyLine {
        id: step.id.clone(),
        duty: step.duty,
        done_ms: life.done.map(ms),
    });
    let blind =
        |id: &anlan_scenario::ErrorId| file.errors.iter().any(|e| e.id == *id && e.is_blind_rescue);
    let is_blind_rescue = taken.outcome.errors.iter().any(|(id, _)| blind(id));
    Response { duties: duties.collect(), is_blind_rescue }
}
