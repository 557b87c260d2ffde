//! Recognition: Σ R of hits ÷ Σ R of the hazards that appeared, R = severity × likelihood, and the
//! plain count n/N (design of the training; catalogue README section 5, rule 3).

use super::Taken;
use crate::card::Identification;
use serde::{Deserialize, Serialize};

/// How much of the danger was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// Hazards found.
    pub found: u32,
    /// Hazards that appeared.
    pub appeared: u32,
    /// Σ R of those found.
    pub found_risk: u32,
    /// Σ R of those that appeared.
    pub appeared_risk: u32,
}

pub(super) fn of(taken: &Taken) -> Recognition {
    let sum = |is_counted: fn(&Identification) -> bool| {
        let counted = taken.hazards.iter().filter(|h| is_counted(&h.outcome));
        counted.fold((0, 0), |(count, risk), h| (count + 1, risk + h.risk))
    };
    let (found, found_risk) = sum(|o| *o == Identification::Hit);
    let (appeared, appeared_risk) = sum(|o| *o != Identification::NotAppeared);
    Recognition { found, appeared, found_risk, appeared_risk }
}
