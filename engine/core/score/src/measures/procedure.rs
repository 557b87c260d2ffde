//! Procedure: required steps done, done in order (the heaviest run of rubric 1), done within their
//! limits, and the errors that blocked steps.

use super::Taken;
use anlan_scenario::ErrorId;
use serde::{Deserialize, Serialize};

/// The required steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// How many there are.
    pub steps: u32,
    /// Done.
    pub done: u32,
    /// Done in order.
    pub in_order: u32,
    /// Done in time.
    pub in_time: u32,
    /// Errors that blocked steps, in the order in which they were made.
    pub blocking: Vec<ErrorId>,
}

pub(super) fn of(taken: &Taken) -> Procedure {
    let count = |is_so: fn(&crate::StepLine) -> bool| {
        taken.steps.iter().filter(|s| is_so(s)).count() as u32
    };
    let declared = &taken.scenario.file().errors;
    let blocks = |id: &ErrorId| declared.iter().any(|e| e.id == *id && !e.blocks.is_empty());
    let made = taken.outcome.errors.iter().map(|(id, _)| id);
    Procedure {
        steps: taken.steps.len() as u32,
        done: count(|s| s.done_ms.is_some()),
        in_order: count(|s| s.is_in_order),
        in_time: count(|s| s.is_in_time),
        blocking: made.filter(|id| blocks(id)).cloned().collect(),
    }
}
