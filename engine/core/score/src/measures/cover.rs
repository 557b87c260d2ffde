//! Cover: misses split into *looked but did not report* (the longest look at the marker lasted at
//! least 200 ms, a fixation) and *never looked*.

use super::Taken;
use crate::card::Identification;
use anlan_scenario::HazardId;
use serde::{Deserialize, Serialize};

/// A look of this length is a fixation.
const FIXATION_MS: u64 = 200;

/// Where the misses come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Looked at and not reported.
    pub looked: Vec<HazardId>,
    /// Not looked at.
    pub never_looked: Vec<HazardId>,
}

pub(super) fn of(taken: &Taken) -> Cover {
    let missed = taken.hazards.iter().filter(|h| h.outcome == Identification::Miss);
    let (looked, never_looked): (Vec<_>, Vec<_>) =
        missed.partition(|h| h.longest_look_ms >= FIXATION_MS);
    let ids = |lines: Vec<&crate::HazardLine>| lines.into_iter().map(|h| h.id.clone()).collect();
    Cover { looked: ids(looked), never_looked: ids(never_looked) }
}
