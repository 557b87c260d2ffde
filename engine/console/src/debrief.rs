//! The debrief of one attempt, ready for its page: what to do again, what the right control would
//! have changed, the plan and its time, cuts, every hazard with its reason, the quiz, measures.
//! What stands above all of it is `glance.rs`'s business.

use crate::badge::{Badge, Tone};
use crate::figures::clock;
use crate::glance::Glance;
use crate::plan::{PlanSheet, plan};
use crate::sheet::Scene;
use crate::words::{Words, fill};
use anlan_registry::Kept;
use anlan_scenario::{Language, Markable, Scenario};
use anlan_wire::debrief::{CutView, Debrief, FalseReport, Moment, MomentKind};
use anlan_wire::measures::{Measures, Tendency};
use anlan_wire::{FalseAlarm, Identification, MarkVerdict, explain, pass_rule};

/// Everything on the page.
pub(crate) struct DebriefSheet {
    pub title: String,
    pub trainee: String,
    pub attempt: String,
    pub glance: Glance,
    pub plan: PlanSheet,
    pub moments: Vec<MomentRow>,
    pub cuts: Vec<CutRow>,
    pub redo: String,
    pub redo_ms: Option<u64>,
    pub other: Vec<String>,
    pub hazards: Vec<ToldHazard>,
    pub false_reports: Vec<FalseRow>,
    pub quiz: Vec<QuizRow>,
    pub measures: Vec<(String, String)>,
    pub rule: String,
}

/// A moment, with its tone's class and sign.
pub(crate) struct MomentRow {
    pub at: String,
    pub at_ms: u64,
    pub tone: Tone,
    pub text: String,
}

/// A cut.
pub(crate) struct CutRow {
    pub name: String,
    pub from_ms: u64,
    pub to_ms: u64,
    pub span: String,
}

/// A hazard and why.
pub(crate) struct ToldHazard {
    pub id: String,
    pub name: String,
    pub badge: Badge,
    pub cue: String,
    pub why: String,
    pub best: String,
}

/// A false report and why.
pub(crate) struct FalseRow {
    pub at: String,
    pub name: String,
    pub why: String,
}

/// A question with its answer.
pub(crate) struct QuizRow {
    pub question: String,
    pub options: Vec<String>,
    pub right: String,
    pub why: String,
}

/// What the rows are told from.
struct Teller<'a> {
    scenario: &'a Scenario,
    language: Language,
    w: &'static Words,
}

impl DebriefSheet {
    pub fn new(kept: &Kept, told: &Debrief, language: Language) -> Self {
        let (scenario, w) = (kept.bundle.scenario(), Words::of(language));
        let teller = Teller { scenario, language, w };
        let name_of = |name: &str| match name {
            "head" => w.plan_trainee.clone(),
            agent => teller.word(&format!("agent.{agent}")),
        };
        let measures = told.card.measures.as_deref();
        Self {
            title: teller.word("title"),
            trainee: kept.view.ticket.trainee.to_string(),
            attempt: kept.view.ticket.attempt.to_string(),
            glance: Glance::new(&Scene::new(kept, language), told),
            plan: plan(told, name_of, |prop| teller.word(&format!("prop.{prop}"))),
            moments: teller.moments(told),
            cuts: told.cuts.iter().map(|c| teller.cut(c)).collect(),
            redo: teller.redo(told),
            redo_ms: told.redo.as_ref().map(|r| r.from_ms),
            other: teller.other(told),
            hazards: teller.hazards(told),
            false_reports: teller.false_reports(told),
            quiz: told.quiz.iter().filter_map(|id| teller.quiz(id)).collect(),
            measures: measures.map(|m| teller.measures(m)).unwrap_or_default(),
            rule: pass_rule(&scenario.file().rubric, language),
        }
    }
}

impl Teller<'_> {
    fn word(&self, key: &str) -> String {
        self.scenario.word(self.language, key).to_owned()
    }

    /// What happened. Cues that come out at once are one row, by their numbers on the plan.
    fn moments(&self, told: &Debrief) -> Vec<MomentRow> {
        let is_cue = |m: &Moment| matches!(m.kind, MomentKind::Cue(..));
        let at_once = told.moments.chunk_by(|a, b| is_cue(a) && is_cue(b) && a.tick == b.tick);
        let rows = at_once.filter_map(|group| match group {
            [moment] => self.moment(moment, told),
            group => {
                let first = group.first()?;
                let ids: Vec<_> = group.iter().filter_map(cue_id).collect();
                let (n, ids) = (ids.len().to_string(), ids.join(" "));
                let text = fill(&self.w.note_appeared_all, &[("n", &n), ("ids", &ids)]);
                let at = clock(first.at_ms);
                Some(MomentRow { at, at_ms: first.at_ms, tone: Tone::Calm, text })
            }
        });
        rows.collect()
    }

    fn moment(&self, moment: &Moment, told: &Debrief) -> Option<MomentRow> {
        let w = self.w;
        let named = |sentence: &str, key: String| fill(sentence, &[("name", &self.word(&key))]);
        let (tone, text) = match &moment.kind {
            MomentKind::Cue(id, _) => (Tone::Calm, named(&w.note_appeared, format!("hazard.{id}"))),
            MomentKind::Report(MarkVerdict::Hit(id)) => {
                (Tone::Good, named(&w.note_hit, format!("hazard.{id}")))
            }
            MomentKind::Report(MarkVerdict::FalseAlarm(id)) => {
                (Tone::Warn, named(&w.note_false_alarm, format!("look_alike.{id}")))
            }
            MomentKind::Report(MarkVerdict::Neutral) => (Tone::Warn, self.beside(moment, told)),
            MomentKind::Report(MarkVerdict::Again) => return None,
            MomentKind::Step(id) => (Tone::Good, named(&w.note_step, format!("step.{id}"))),
            MomentKind::Error(id) => (Tone::Bad, named(&w.note_erred, format!("error.{id}"))),
            MomentKind::Strike(id) => {
                (Tone::Bad, named(&w.note_struck, format!("consequence.{id}")))
            }
            MomentKind::End(_) => (Tone::Calm, w.moment_end.clone()),
        };
        Some(MomentRow { at: clock(moment.at_ms), at_ms: moment.at_ms, tone, text })
    }

    /// A report of nothing in particular: of what, unless it was one of the first, which are free.
    fn beside(&self, moment: &Moment, told: &Debrief) -> String {
        let is_beside = |m: &&Moment| m.kind == MomentKind::Report(MarkVerdict::Neutral);
        let beside: Vec<_> = told.moments.iter().filter(is_beside).collect();
        let counted: Vec<_> = told.false_reports.iter().filter_map(neutral).collect();
        let nr = beside.iter().position(|other| std::ptr::eq(*other, moment)).unwrap_or_default();
        let on = nr.checked_sub(beside.len() - counted.len().min(beside.len()));
        match on.and_then(|nr| counted.get(nr)) {
            Some(on) => fill(&self.w.note_false_alarm, &[("name", &self.word(&thing_key(on)))]),
            None => self.w.note_beside_free.clone(),
        }
    }

    fn cut(&self, cut: &anlan_wire::debrief::Cut) -> CutRow {
        let name = match &cut.view {
            CutView::Own => self.w.cut_own.clone(),
            CutView::Agent(id) => {
                fill(&self.w.cut_agent, &[("who", &self.word(&format!("agent.{id}")))])
            }
            CutView::Thing(_) => self.w.cut_thing.clone(),
            CutView::Above { .. } => self.w.cut_above.clone(),
        };
        let span = format!("{}–{}", clock(cut.from_ms), clock(cut.to_ms));
        CutRow { name, from_ms: cut.from_ms, to_ms: cut.to_ms, span }
    }

    fn redo(&self, told: &Debrief) -> String {
        let Some(redo) = &told.redo else { return self.w.redo_none.clone() };
        let name = self.word(&format!("hazard.{}", redo.hazard));
        let (time, cue) = (clock(redo.from_ms), clock(redo.cue_ms));
        let sentence = if redo.from_ms == 0 { &self.w.redo_start } else { &self.w.redo_text };
        fill(sentence, &[("time", &time), ("name", &name), ("cue", &cue)])
    }

    fn other(&self, told: &Debrief) -> Vec<String> {
        let w = self.w;
        let Some(other) = &told.counterfactual else { return vec![w.other_none.clone()] };
        let name = self.word(&format!("hazard.{}", other.hazard));
        let control = self.word(&format!("hazard.{}.control.{}", other.hazard, other.control));
        let control = control.trim_end_matches(['.', '。']);
        let level = w.level(other.level);
        let values = [("name", name.as_str()), ("control", control), ("level", level)];
        let mut said = vec![fill(&w.other_text, &values)];
        if other.consequence.is_some() {
            let sentence = if other.is_averted { &w.other_averted } else { &w.other_not_averted };
            said.push(sentence.clone());
        }
        said
    }

    fn hazards(&self, told: &Debrief) -> Vec<ToldHazard> {
        let w = self.w;
        let hazard = |e: anlan_wire::Explanation| {
            let (tone, text) = match e.outcome {
                Identification::Hit => (Tone::Good, &w.hazard_hit),
                Identification::NotAppeared => (Tone::Calm, &w.hazard_absent),
                _ => (Tone::Bad, &w.hazard_miss),
            };
            ToldHazard {
                id: e.id.to_string(),
                name: e.name,
                badge: Badge::new(tone, text),
                cue: e.cue,
                why: e.why,
                best: e.best,
            }
        };
        explain(self.scenario, &told.card, self.language).into_iter().map(hazard).collect()
    }

    fn false_reports(&self, told: &Debrief) -> Vec<FalseRow> {
        let row = |report: &FalseReport| {
            let at = clock(report.at_ms);
            match &report.of {
                FalseAlarm::LookAlike(id) => FalseRow {
                    at,
                    name: self.word(&format!("look_alike.{id}")),
                    why: self.word(&format!("look_alike.{id}.why")),
                },
                FalseAlarm::Neutral(on) => FalseRow {
                    at,
                    name: self.word(&thing_key(on)),
                    why: self.w.false_neutral.clone(),
                },
            }
        };
        told.false_reports.iter().map(row).collect()
    }

    fn quiz(&self, id: &anlan_scenario::QuizId) -> Option<QuizRow> {
        let right = &self.scenario.file().quiz.iter().find(|q| q.id == *id)?.right;
        Some(QuizRow {
            question: self.word(&format!("quiz.{id}")),
            options: ["a", "b", "c", "d"].map(|o| self.word(&format!("quiz.{id}.{o}"))).into(),
            right: self.word(&format!("quiz.{id}.{right}")),
            why: self.word(&format!("quiz.{id}.why")),
        })
    }

    fn measures(&self, m: &Measures) -> Vec<(String, String)> {
        let w = self.w;
        let r = &m.recognition;
        let counts = [
            ("found", r.found.to_string()),
            ("of", r.appeared.to_string()),
            ("risk", r.found_risk.to_string()),
            ("risk_of", r.appeared_risk.to_string()),
        ];
        let recognition =
            fill(&w.measure_found, &counts.each_ref().map(|(name, n)| (*name, n.as_str())));
        let tendency = match m.discrimination.tendency {
            Tendency::Misses => &w.tendency_misses,
            Tendency::Balanced => &w.tendency_balanced,
            Tendency::CriesWolf => &w.tendency_cries_wolf,
        };
        let mean = m.earliness.mean_milli.map(|n| format!("{}.{}", n / 1000, n % 1000 / 100));
        let early = mean.map_or(w.dash.clone(), |n| fill(&w.measure_of_five, &[("n", &n)]));
        let ids = |ids: &[anlan_scenario::HazardId]| match ids {
            [] => w.dash.clone(),
            ids => ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" "),
        };
        vec![
            (w.measure_recognition.clone(), recognition),
            (w.measure_tendency.clone(), tendency.clone()),
            (w.measure_earliness.clone(), early),
            (w.measure_looked.clone(), ids(&m.cover.looked)),
            (w.measure_never.clone(), ids(&m.cover.never_looked)),
        ]
    }
}

/// The key of a thing's or a colleague's name.
pub(crate) fn thing_key(on: &Markable) -> String {
    match on {
        Markable::Prop(id) => format!("prop.{id}"),
        Markable::Agent(id) => format!("agent.{id}"),
    }
}

fn cue_id(moment: &Moment) -> Option<&str> {
    match &moment.kind {
        MomentKind::Cue(id, _) => Some(id.as_str()),
        _ => None,
    }
}

fn neutral(report: &FalseReport) -> Option<&Markable> {
    match &report.of {
        FalseAlarm::Neutral(on) => Some(on),
        FalseAlarm::LookAlike(_) => None,
    }
}
