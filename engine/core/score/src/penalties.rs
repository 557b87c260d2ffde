//! Points lost: false alarms and time over par, each up to its limit, and major errors (section 10
//! of a catalogue file).

use anlan_attempt::{Outcome, TICKS_PER_S};
use anlan_scenario::{ErrorWeight, Scenario};
use serde::{Deserialize, Serialize};

/// Scene seconds over par that cost one unit of the penalty.
const OVER_PAR_UNIT_S: u64 = 10;

/// Whole points lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penalties {
    /// For reports of what is no hazard.
    pub false_alarms: u32,
    /// For every full 10 s over par.
    pub over_par: u32,
    /// For major errors.
    pub major_errors: u32,
}

pub(crate) fn of(scenario: &Scenario, outcome: &Outcome) -> Penalties {
    let rubric = &scenario.file().rubric;
    let limited = |(each, most): (u32, u32), count: u32| each.saturating_mul(count).min(most);
    let scene_s = outcome.scene_ticks / TICKS_PER_S;
    let over = scene_s.saturating_sub(u64::from(rubric.par_s)) / OVER_PAR_UNIT_S;
    let is_major = |id: &anlan_scenario::ErrorId| {
        let mut errors = scenario.file().errors.iter();
        errors.any(|e| e.id == *id && e.weight == ErrorWeight::Major)
    };
    let major = outcome.errors.iter().filter(|(id, _)| is_major(id)).count() as u32;
    Penalties {
        false_alarms: limited(rubric.false_alarm, outcome.false_alarms.len() as u32),
        over_par: limited(rubric.over_par, u32::try_from(over).unwrap_or(u32::MAX)),
        major_errors: rubric.major.saturating_mul(major),
    }
}
