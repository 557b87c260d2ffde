//! Where the points of a record come from: what was earned, what was lost, and how.

use crate::figures::{clock, points};
use crate::sheet::Scene;
use crate::words::fill;
use anlan_wire::{HazardLine, Identification, Mark};

/// A part of the score.
pub(crate) struct EarnedRow {
    pub name: String,
    pub how: String,
    pub points: String,
    pub weight: u32,
    /// Of the weight.
    pub percent: u32,
}

/// Something that was taken off.
pub(crate) struct LostRow {
    pub name: String,
    pub how: String,
    /// Points lost; for the cap, nothing.
    pub points: Option<String>,
}

pub(crate) fn earned(scene: &Scene) -> Vec<EarnedRow> {
    let (card, w, rubric) = (scene.card, scene.words, &scene.scenario().file().rubric);
    let is_hit = |h: &&HazardLine| h.outcome == Identification::Hit;
    let risk = |lines: &mut dyn Iterator<Item = &HazardLine>| {
        lines.map(|h| h.risk).sum::<u32>().to_string()
    };
    let appeared = |h: &&HazardLine| h.outcome != Identification::NotAppeared;
    let found = risk(&mut card.hazards.iter().filter(is_hit));
    let sum = risk(&mut card.hazards.iter().filter(appeared));
    let (hits, all) = (card.hits.to_string(), card.hazards_appeared.to_string());
    let right = |mark: fn(&HazardLine) -> Mark| {
        let right = card.hazards.iter().filter(is_hit).filter(|h| mark(h) == Mark::Right);
        right.count().to_string()
    };
    let factors = right(|h| h.factor);
    let controls = right(|h| h.control);
    let in_order = card.steps.iter().filter(|s| s.is_in_order).count().to_string();
    let steps = card.steps.len().to_string();
    let row = |name: &str, how: &str, values: &[(&str, &str)], earned: u32, weight: u32| {
        // Thousandths of points per point of weight are thousandths of the whole.
        let percent = earned.checked_div(weight).unwrap_or(0) / 10;
        let (name, how) = (name.to_owned(), fill(how, values));
        EarnedRow { name, how, points: points(earned), weight, percent }
    };
    let p = &card.points;
    vec![
        row(
            &w.points_identification,
            &w.points_identification_how,
            &[("n", &hits), ("all", &all), ("found", &found), ("sum", &sum)],
            p.identification,
            rubric.identification,
        ),
        row(
            &w.points_classification,
            &w.points_classification_how,
            &[("n", &factors), ("all", &hits)],
            p.classification,
            rubric.classification,
        ),
        row(
            &w.points_control,
            &w.points_control_how,
            &[("n", &controls), ("all", &hits)],
            p.control,
            rubric.control,
        ),
        row(
            &w.points_actions,
            &w.points_actions_how,
            &[("n", &in_order), ("all", &steps)],
            p.actions,
            rubric.actions,
        ),
    ]
}

pub(crate) fn lost(scene: &Scene) -> Vec<LostRow> {
    let (card, w, rubric) = (scene.card, scene.words, &scene.scenario().file().rubric);
    let majors = card.errors.iter().filter(|e| !e.is_fatal).count().to_string();
    let over_ms = card.scene_ms.saturating_sub(u64::from(rubric.par_s) * 1_000);
    let text = |number: u32| number.to_string();
    let row = |name: &str, how: &str, values: &[(&str, &str)], lost: u32| {
        (lost > 0).then(|| LostRow {
            name: name.to_owned(),
            how: fill(how, values),
            points: Some(lost.to_string()),
        })
    };
    let (each, most) = (text(rubric.false_alarm.0), text(rubric.false_alarm.1));
    let false_alarms = row(
        &w.points_false_alarms,
        &w.points_false_alarms_how,
        &[("n", &text(card.false_alarms)), ("each", &each), ("most", &most)],
        card.penalties.false_alarms,
    );
    let (each, most) = (text(rubric.over_par.0), text(rubric.over_par.1));
    let over_par = row(
        &w.points_over_par,
        &w.points_over_par_how,
        &[("time", &clock(over_ms)), ("each", &each), ("most", &most)],
        card.penalties.over_par,
    );
    let major = row(
        &w.points_major,
        &w.points_major_how,
        &[("n", &majors), ("each", &text(rubric.major))],
        card.penalties.major_errors,
    );
    let cap = card.errors.iter().any(|e| e.is_fatal).then(|| LostRow {
        name: w.points_cap.clone(),
        how: fill(&w.points_cap_how, &[("n", &text(rubric.fatal_cap))]),
        points: None,
    });
    [false_alarms, over_par, major, cap].into_iter().flatten().collect()
}
