//! Classification and control choice: is the factor named, is the best control chosen?
//!
//! Points = weight × right answers ÷ hazards found (catalogue README section 5, rule 3). An
//! unanswered card is not right; where nothing was found, nothing is earned.

use crate::card::{HazardLine, Identification, Mark};
use anlan_attempt::{HazardLife, Question};

pub(crate) fn mark(life: &HazardLife, question: Question) -> Mark {
    match life.answers.iter().find(|a| a.question == question) {
        Some(answer) if answer.is_right => Mark::Right,
        Some(_) => Mark::Wrong,
        None => Mark::Unanswered,
    }
}

pub(crate) fn points(
    weight: u32,
    hazards: &[HazardLine],
    mark: impl Fn(&HazardLine) -> Mark,
) -> u32 {
    let found = hazards.iter().filter(|h| h.outcome == Identification::Hit);
    let right = found.clone().filter(|h| mark(h) == Mark::Right).count() as u32;
    let found = found.count() as u32;
    if found == 0 { 0 } else { 1000 * weight * right / found }
}
