//! Calibration: mean confidence − accuracy over the hazards whose control and confidence cards were
//! both answered. The sure face says 100 %, the other 50 %; accuracy is the share of right control
//! choices. Above zero is overconfident. In thousandths, rounded toward zero.

use super::{Taken, first_answer};
use anlan_attempt::{Answer, Question};
use serde::{Deserialize, Serialize};

/// What a face says, thousandths.
const SURE_MILLI: i32 = 1000;
const UNSURE_MILLI: i32 = 500;

/// How sure, and how rightly so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Hazards with both answers.
    pub answered: u32,
    /// Mean confidence − accuracy, thousandths.
    pub over_milli: Option<i32>,
}

pub(super) fn of(taken: &Taken) -> Calibration {
    let pairs = taken.outcome.hazards.iter().filter_map(|life| {
        let Answer::Confidence(is_sure) = first_answer(life, Question::Confidence)?.answer else {
            return None;
        };
        let is_right = first_answer(life, Question::Control)?.is_right;
        let told = if is_sure { SURE_MILLI } else { UNSURE_MILLI };
        Some(told - if is_right { 1000 } else { 0 })
    });
    let (sum, count) = pairs.fold((0, 0), |(sum, count), over| (sum + over, count + 1));
    Calibration { answered: count as u32, over_milli: sum.checked_div(count) }
}
