//! What a debrief comes to, for five seconds: the verdict and why, what was missed or wrong, what
//! came of it, where to begin again, and what the right control would have changed.

use crate::badge::Badge;
use crate::figures::clock;
use crate::list::verdict_badge;
use crate::sheet::{Scene, critical_steps, reason};
use crate::words::fill;
use anlan_wire::debrief::{Debrief, MomentKind};
use anlan_wire::{FalseAlarm, Identification, Mark, Verdict};
use std::cmp::Reverse;

/// Missing steps that are told by name: more would hide the rest.
const STEPS_NAMED_MAX: usize = 2;

/// The first panel of the page.
pub(crate) struct Glance {
    pub verdict: Badge,
    pub score: Option<u32>,
    pub reasons: Vec<String>,
    /// A name and its number.
    pub counts: Vec<(String, String)>,
    /// The accident, and when.
    pub struck: Option<String>,
    /// The gravest first.
    pub missed: Vec<Named>,
    pub false_reports: Vec<String>,
    /// Found, but the control was wrong or not chosen.
    pub uncontrolled: Vec<Named>,
}

/// A hazard.
pub(crate) struct Named {
    pub id: String,
    pub name: String,
    /// The accident came of it.
    pub is_struck: bool,
}

impl Glance {
    pub fn new(scene: &Scene, told: &Debrief) -> Self {
        let (card, w) = (scene.card, scene.words);
        let struck = told.moments.iter().find_map(|moment| match &moment.kind {
            MomentKind::Strike(id) => {
                let (time, what) = (clock(moment.at_ms), scene.word(&format!("consequence.{id}")));
                let what = what.trim_end_matches(['.', '。']);
                Some(fill(&w.glance_struck, &[("time", &time), ("what", what)]))
            }
            _ => None,
        });
        let named = |line: &anlan_wire::HazardLine| Named {
            id: line.id.to_string(),
            name: scene.word(&format!("hazard.{}", line.id)),
            is_struck: line.is_struck,
        };
        let of = |outcome| card.hazards.iter().filter(move |h| h.outcome == outcome);
        let mut missed: Vec<_> = of(Identification::Miss).collect();
        missed.sort_by_key(|line| Reverse((line.is_struck, line.risk)));
        let uncontrolled = of(Identification::Hit).filter(|h| h.control != Mark::Right);
        let false_reports = told.false_reports.iter().map(|report| match &report.of {
            FalseAlarm::LookAlike(id) => scene.word(&format!("look_alike.{id}")),
            FalseAlarm::Neutral(on) => scene.word(&crate::debrief::thing_key(on)),
        });
        // Many missing steps are a count here; the record's page names each.
        let is_step = |verdict: &&Verdict| matches!(verdict, Verdict::CriticalStepMissing(_));
        let are_many = card.verdicts.iter().filter(is_step).count() > STEPS_NAMED_MAX;
        let reasons = card.verdicts.iter().filter(|verdict| !(are_many && is_step(verdict)));
        Self {
            verdict: verdict_badge(w, card),
            score: card.is_judged.then_some(card.score),
            reasons: reasons.map(|verdict| reason(scene, verdict)).collect(),
            counts: vec![
                (w.fact_found.clone(), format!("{} / {}", card.hits, card.hazards_appeared)),
                (w.fact_critical.clone(), critical_steps(card)),
                (w.fact_false_alarms.clone(), card.false_alarms.to_string()),
            ],
            struck,
            missed: missed.into_iter().map(named).collect(),
            false_reports: false_reports.collect(),
            uncontrolled: uncontrolled.map(named).collect(),
        }
    }
}
