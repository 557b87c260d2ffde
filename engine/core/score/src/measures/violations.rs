//! Violations (三违): unsafe order, unsafe act, breach of discipline, as events. Which error is
//! which, the scenario says.

use super::Taken;
use crate::ms;
use anlan_scenario::{ErrorId, Violation};
use serde::{Deserialize, Serialize};

/// One violation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViolationLine {
    /// The error.
    pub id: ErrorId,
    /// Which of the three.
    pub kind: Violation,
    /// When.
    pub at_ms: u64,
}

pub(super) fn of(taken: &Taken) -> Vec<ViolationLine> {
    let declared = &taken.scenario.file().errors;
    let line = |(id, tick): &(ErrorId, u64)| {
        let kind = declared.iter().find(|e| e.id == *id)?.violation?;
        Some(ViolationLine { id: id.clone(), kind, at_ms: ms(*tick) })
    };
    taken.outcome.errors.iter().filter_map(line).collect()
}
