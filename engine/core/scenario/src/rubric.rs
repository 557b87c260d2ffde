//! What surrounds a scene: its quiz, its pictures, and the numbers of its score.

use crate::file::Metres3;
use crate::id::*;
use serde::{Deserialize, Serialize};

/// A quiz question with four options, one right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// Its id, `Q1`.
    pub id: QuizId,
    /// The right option.
    pub right: OptionId,
    /// Hazards that it is about; who missed one is asked it first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<HazardId>,
}

/// A picture worth taking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Its name; the file is `<id>.png`.
    pub id: PictureId,
    /// From where.
    pub from: View,
}

/// A point of view.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum View {
    /// What the trainee sees.
    Eye,
    /// A fixed camera.
    Camera {
        /// Where it stands.
        at: Metres3,
        /// What it looks at.
        toward: Metres3,
        /// True to leave out the ceiling, for a view from above.
        #[serde(default)]
        lifts_ceiling: bool,
    },
}

/// Weights and limits of section 10 of a catalogue file; the formulas are `anlan-score`'s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The version of the formulas, 1.
    pub version: u32,
    /// Points for identification.
    pub identification: u32,
    /// Points for classification.
    pub classification: u32,
    /// Points for the control choice.
    pub control: u32,
    /// Points for the actions.
    pub actions: u32,
    /// Points lost per false alarm, and at most.
    pub false_alarm: (u32, u32),
    /// Scene seconds without loss.
    pub par_s: u32,
    /// Points lost per full 10 s over par, and at most.
    pub over_par: (u32, u32),
    /// Points lost per major error.
    pub major: u32,
    /// The score cannot pass this after a fatal error.
    pub fatal_cap: u32,
    /// The score needed to pass.
    pub pass: u32,
}
