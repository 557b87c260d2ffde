//! What a press of the marking tool means.

use anlan_scenario::{HazardId, LookAlikeId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place that can be seen and marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkerId {
    /// The marker of a hazard.
    Hazard(HazardId),
    /// The marker of a look-alike.
    LookAlike(LookAlikeId),
}

impl fmt::Display for MarkerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hazard(id) => id.fmt(f),
            Self::LookAlike(id) => id.fmt(f),
        }
    }
}

/// What a mark turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkVerdict {
    /// A hazard, for the first time.
    Hit(HazardId),
    /// A look-alike, for the first time.
    FalseAlarm(LookAlikeId),
    /// Something that is neither.
    Neutral,
    /// Marked before.
    Again,
}
