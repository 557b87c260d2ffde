//! Risk judgement: mean absolute deviation of severity and of likelihood from the key, per axis, on
//! three anchored icons (keys 1–2, 3, 4–5); one icon off is 1, two are 2. In thousandths, over the
//! cards that were answered.

use super::{Taken, first_answer};
use anlan_attempt::{Anchor, Answer, Question};
use serde::{Deserialize, Serialize};

/// How serious, how likely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskJudgement {
    /// Severity cards answered.
    pub severities: u32,
    /// Their mean deviation, thousandths of an icon.
    pub severity_milli: Option<u32>,
    /// Likelihood cards answered.
    pub likelihoods: u32,
    /// Their mean deviation, thousandths of an icon.
    pub likelihood_milli: Option<u32>,
}

pub(super) fn of(taken: &Taken) -> RiskJudgement {
    let axis = |question: Question, key: fn(&anlan_scenario::Hazard) -> u8| {
        let hazards = taken.scenario.file().hazards.iter().zip(&taken.outcome.hazards);
        let off = hazards.filter_map(|(hazard, life)| {
            let (Answer::Severity(told) | Answer::Likelihood(told)) =
                first_answer(life, question)?.answer
            else {
                return None;
            };
            Some((told as u32).abs_diff(Anchor::of(key(hazard)) as u32))
        });
        let (sum, count) = off.fold((0, 0), |(sum, count), off| (sum + off, count + 1));
        (count, (1000 * sum).checked_div(count))
    };
    let (severities, severity_milli) = axis(Question::Severity, |h| h.severity);
    let (likelihoods, likelihood_milli) = axis(Question::Likelihood, |h| h.likelihood);
    RiskJudgement { severities, severity_milli, likelihoods, likelihood_milli }
}
