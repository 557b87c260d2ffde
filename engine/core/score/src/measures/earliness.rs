//! Earliness: a hazard's window runs from its first perceivable cue to the consequence that it fed,
//! or to the end of the scene. A report in the first fifth of the window earns 5, in the last 1;
//! a miss, and a report before anything could be perceived, 0.
//!
//! - First perceivable: the first tick from the cue on in which the marker was not occluded.
//! - Void, neither won nor lost: occluded throughout; or a stall of the picture overlapped the
//!   window up to the report.
//! - Over-clicking, more reports than 2 × (hazards that appeared + look-alikes), earns 0 for all.
//!
//! The figure is the mean grade of the windows that are not void, in thousandths.

use super::Taken;
use crate::ms;
use anlan_attempt::{HazardLife, Outcome, TICKS_PER_S};
use anlan_scenario::HazardId;
use serde::{Deserialize, Serialize};

/// Parts of a window.
const PARTS: u64 = 5;
/// Reports per thing that could be reported, before all of them count as clicking.
const CLICKS_PER_THING: u32 = 2;

/// Why a window neither wins nor loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Void {
    /// The cue could not be seen from where the trainee was, all the time.
    Occluded,
    /// The picture stood still.
    Stalled,
}

/// What a window earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 0–5.
    Earned(u8),
    /// Nothing is said.
    Void(Void),
}

/// One hazard's window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlinessLine {
    /// Whose.
    pub id: HazardId,
    /// From when.
    pub from_ms: u64,
    /// Till when.
    pub to_ms: u64,
    /// What it earned.
    pub grade: Grade,
}

/// How early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earliness {
    /// Every hazard that appeared, in the scenario's order.
    pub windows: Vec<EarlinessLine>,
    /// Mean grade in thousandths; `None` if no window counts.
    pub mean_milli: Option<u32>,
    /// More reports than there could be things to report.
    pub is_over_clicked: bool,
}

pub(super) fn of(taken: &Taken) -> Earliness {
    let outcome = taken.outcome;
    let appeared = outcome.hazards.iter().filter(|l| l.appeared.is_some()).count() as u32;
    let things = appeared + taken.look_alikes.len() as u32;
    let is_over_clicked = outcome.marks > CLICKS_PER_THING * things;
    let lines = outcome.hazards.iter().filter_map(|life| line(life, outcome, is_over_clicked));
    let windows: Vec<_> = lines.collect();
    let earned = windows.iter().filter_map(|w| match w.grade {
        Grade::Earned(grade) => Some(u32::from(grade)),
        Grade::Void(_) => None,
    });
    let (sum, count) = earned.fold((0, 0), |(sum, count), grade| (sum + grade, count + 1));
    Earliness { windows, mean_milli: (1000 * sum).checked_div(count), is_over_clicked }
}

fn line(life: &HazardLife, outcome: &Outcome, is_over_clicked: bool) -> Option<EarlinessLine> {
    let appeared = life.appeared?;
    let to = life.struck_at.unwrap_or(outcome.scene_ticks);
    let from = first_perceivable(life, appeared).filter(|from| *from <= to);
    let grade = match from {
        None => Grade::Void(Void::Occluded),
        Some(from) if is_stalled(outcome, from, life.marked.unwrap_or(to).min(to)) => {
            Grade::Void(Void::Stalled)
        }
        Some(_) if is_over_clicked || life.early_mark.is_some() => Grade::Earned(0),
        Some(from) => Grade::Earned(grade(life.marked, from, to)),
    };
    let from = from.unwrap_or(appeared);
    Some(EarlinessLine { id: life.id.clone(), from_ms: ms(from), to_ms: ms(to), grade })
}

/// The first tick from the cue on in which the marker could be seen.
pub(crate) fn first_perceivable(life: &HazardLife, appeared: u64) -> Option<u64> {
    let before = life.occlusions.iter().rev().find(|(tick, _)| *tick <= appeared);
    match before {
        Some((_, true)) => {
            let later = life.occlusions.iter().find(|(tick, hid)| *tick > appeared && !hid);
            later.map(|(tick, _)| *tick)
        }
        _ => Some(appeared),
    }
}

fn is_stalled(outcome: &Outcome, from: u64, to: u64) -> bool {
    outcome.stalls.iter().any(|(end, ms)| {
        let start = end.saturating_sub(u64::from(*ms) * TICKS_PER_S / 1000);
        start <= to && *end >= from
    })
}

fn grade(marked: Option<u64>, from: u64, to: u64) -> u8 {
    match marked {
        Some(marked) if (from..=to).contains(&marked) => {
            let part = (marked - from) * PARTS / (to - from).max(1);
            (PARTS - part.min(PARTS - 1)) as u8
        }
        _ => 0,
    }
}
