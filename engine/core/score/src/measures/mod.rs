//! What stands beside the score and never passes or fails anyone: one module per measure, each
//! with its formula. Times are milliseconds of scene time; shares are whole thousandths, so that a
//! card has one spelling on every machine.

mod calibration;
mod control;
mod cover;
mod discrimination;
mod earliness;
mod normal;
mod procedure;
mod recognition;
mod response;
mod risk;
mod violations;

pub use calibration::Calibration;
pub use control::ControlChoice;
pub use cover::Cover;
pub use discrimination::{Counts, Discrimination, Pooled, Tendency};
pub use earliness::{Earliness, EarlinessLine, Grade, Void};
pub use procedure::Procedure;
pub use recognition::Recognition;
pub use response::{DutyLine, Response};
pub use risk::RiskJudgement;
pub use violations::ViolationLine;

use crate::card::{HazardLine, LookAlikeLine, StepLine};
use anlan_attempt::Outcome;
use anlan_scenario::Scenario;
use serde::{Deserialize, Serialize};

/// Every measure of one attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// How much of the danger was found.
    pub recognition: Recognition,
    /// Hazards told from their harmless twins.
    pub discrimination: Discrimination,
    /// How early.
    pub earliness: Earliness,
    /// How serious, how likely.
    pub risk: RiskJudgement,
    /// Which control, and at which level.
    pub control: Vec<ControlChoice>,
    /// The required steps.
    pub procedure: Procedure,
    /// Where the misses come from.
    pub cover: Cover,
    /// How sure, and how rightly so.
    pub calibration: Calibration,
    /// What was done after the accident.
    pub response: Response,
    /// Violations (三违), in the order in which they were made.
    pub violations: Vec<ViolationLine>,
    /// Signals of the tape that named nothing of the scenario, and were set aside.
    pub ignored_signals: u32,
}

/// What a measure is taken from.
pub(crate) struct Taken<'a> {
    pub scenario: &'a Scenario,
    pub outcome: &'a Outcome,
    pub hazards: &'a [HazardLine],
    pub look_alikes: &'a [LookAlikeLine],
    pub steps: &'a [StepLine],
}

impl Measures {
    pub(crate) fn of(taken: &Taken) -> Self {
        Self {
            recognition: recognition::of(taken),
            discrimination: Discrimination::of(discrimination::counts(taken)),
            earliness: earliness::of(taken),
            risk: risk::of(taken),
            control: control::of(taken),
            procedure: procedure::of(taken),
            cover: cover::of(taken),
            calibration: calibration::of(taken),
            response: response::of(taken),
            violations: violations::of(taken),
            ignored_signals: taken.outcome.ignored,
        }
    }
}

/// The first answer to a question about a hazard: the trainee's own.
fn first_answer(
    life: &anlan_attempt::HazardLife,
    question: anlan_attempt::Question,
) -> Option<&anlan_attempt::AnsweredCard> {
    life.answers.iter().find(|a| a.question == question)
}
