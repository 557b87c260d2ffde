//! The page of one record: verdict and reasons, points, every identification, steps, errors, and
//! how all of it can be recomputed.

use crate::badge::{Badge, Tone};
use crate::figures::{clock, moment, span};
use crate::identification::{self, HazardCard, LookAlikeCard};
use crate::list::verdict_badge;
use crate::points::{self, EarnedRow, LostRow};
use crate::procedure::{self, ErrorRow, StepRow};
use crate::words::{Words, fill};
use anlan_registry::Kept;
use anlan_scenario::{Language, Scenario};
use anlan_wire::{Ending, Mode, Scorecard, Signer, StoppedBy, Verdict};

/// What every part of the page is told from.
pub(crate) struct Scene<'a> {
    pub kept: &'a Kept,
    pub card: &'a Scorecard,
    pub language: Language,
    pub words: &'static Words,
}

impl<'a> Scene<'a> {
    pub fn new(kept: &'a Kept, language: Language) -> Self {
        Self { kept, card: &kept.view.card, language, words: Words::of(language) }
    }

    /// The scenario as it was when the record was made.
    pub fn scenario(&self) -> &Scenario {
        self.kept.bundle.scenario()
    }

    /// The scenario's own word.
    pub fn word(&self, key: &str) -> String {
        self.scenario().word(self.language, key).to_owned()
    }
}

/// Everything on the page.
pub(crate) struct Sheet {
    pub title: String,
    pub trainee: String,
    pub mode: String,
    pub verdict: Badge,
    pub reasons: Vec<String>,
    /// `None` if the attempt is not judged.
    pub score: Option<u32>,
    pub pass_mark: u32,
    pub facts: Vec<Fact>,
    pub earned: Vec<EarnedRow>,
    pub lost: Vec<LostRow>,
    pub total: u32,
    pub hazards: Vec<HazardCard>,
    pub look_alikes: Vec<LookAlikeCard>,
    pub other_false_alarms: Option<String>,
    pub steps: Vec<StepRow>,
    pub errors: Vec<ErrorRow>,
    pub proof: Vec<Fact>,
    pub attempt: String,
    pub bundle: String,
}

/// A value with its name.
pub(crate) struct Fact {
    pub name: String,
    pub value: String,
    pub note: Option<String>,
}

impl Fact {
    fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), value: value.into(), note: None }
    }
}

impl Sheet {
    pub fn new(kept: &Kept, language: Language) -> Self {
        let scene = Scene::new(kept, language);
        let (view, card, w) = (&kept.view, &kept.view.card, scene.words);
        Self {
            title: scene.word("title"),
            trainee: view.ticket.trainee.to_string(),
            mode: w.mode(card.mode).to_owned(),
            verdict: verdict_badge(w, card),
            reasons: card.verdicts.iter().map(|verdict| reason(&scene, verdict)).collect(),
            score: card.is_judged.then_some(card.score),
            pass_mark: card.pass_mark,
            facts: facts(&scene),
            earned: points::earned(&scene),
            lost: points::lost(&scene),
            total: card.score,
            hazards: identification::hazards(&scene),
            look_alikes: identification::look_alikes(&scene),
            other_false_alarms: identification::other_false_alarms(&scene),
            steps: procedure::steps(&scene),
            errors: procedure::errors(&scene),
            proof: proof(&scene),
            attempt: view.ticket.attempt.to_string(),
            bundle: view.ticket.bundle.to_string(),
        }
    }

    /// How the ring around the score is coloured.
    pub fn ring(&self) -> &'static str {
        match self.score {
            Some(_) => self.verdict.tone.class(),
            None => Tone::Calm.class(),
        }
    }

    /// Where on the ring the pass mark stands, degrees from its start.
    pub fn pass_mark_degrees(&self) -> u32 {
        self.pass_mark.saturating_mul(360) / 100
    }
}

pub(crate) fn reason(scene: &Scene, verdict: &Verdict) -> String {
    let (card, w) = (scene.card, scene.words);
    let (score, mark) = (card.score.to_string(), card.pass_mark.to_string());
    let values = [("score", score.as_str()), ("mark", mark.as_str())];
    match verdict {
        Verdict::Passed => fill(&w.reason_passed, &values),
        Verdict::BelowPassMark => fill(&w.reason_below, &values),
        Verdict::CriticalStepMissing(id) => {
            fill(&w.reason_step, &[("name", &scene.word(&format!("step.{id}")))])
        }
        Verdict::FatalError(id) => {
            fill(&w.reason_fatal, &[("name", &scene.word(&format!("error.{id}")))])
        }
        Verdict::NotJudged if card.mode == Mode::Demo => w.reason_demo.clone(),
        Verdict::NotJudged => w.reason_stopped.clone(),
    }
}

fn ending(scene: &Scene) -> String {
    let w = scene.words;
    match &scene.card.ending {
        Ending::Finished => w.ending_finished.clone(),
        Ending::TimeOut => w.ending_time_out.clone(),
        Ending::Struck(id) => {
            fill(&w.ending_struck, &[("name", &scene.word(&format!("consequence.{id}")))])
        }
        Ending::Stopped(StoppedBy::Trainee) => w.ending_trainee.clone(),
        Ending::Stopped(StoppedBy::Instructor) => w.ending_instructor.clone(),
        Ending::Stopped(StoppedBy::Fault) => w.ending_fault.clone(),
    }
}

/// Critical steps done, of how many.
pub(crate) fn critical_steps(card: &Scorecard) -> String {
    let critical = || card.steps.iter().filter(|s| s.is_critical);
    let done = critical().filter(|s| s.done_ms.is_some()).count();
    format!("{done} / {}", critical().count())
}

fn facts(scene: &Scene) -> Vec<Fact> {
    let (card, w) = (scene.card, scene.words);
    let par_ms = u64::from(scene.scenario().file().rubric.par_s) * 1_000;
    let par = fill(&w.fact_par, &[("time", &clock(par_ms))]);
    vec![
        Fact::new(&w.fact_found, format!("{} / {}", card.hits, card.hazards_appeared)),
        Fact::new(&w.fact_false_alarms, card.false_alarms.to_string()),
        Fact::new(&w.fact_critical, critical_steps(card)),
        Fact { note: Some(par), ..Fact::new(&w.fact_length, clock(card.scene_ms)) },
        Fact::new(&w.fact_started, moment(w, scene.kept.view.ticket.started_at_ms)),
        Fact::new(&w.fact_ending, ending(scene)),
    ]
}

fn proof(scene: &Scene) -> Vec<Fact> {
    let (view, card, w) = (&scene.kept.view, scene.card, scene.words);
    let version = card.version.to_string();
    let scenario = fill(&w.version, &[("id", &card.scenario), ("n", &version)]);
    vec![
        Fact::new(&w.proof_attempt, view.ticket.attempt.as_str()),
        Fact::new(&w.proof_scenario, scenario),
        Fact::new(&w.proof_bundle_hash, view.ticket.bundle.as_str()),
        Fact::new(&w.proof_chain, view.tape.chain.as_str()),
        Fact::new(&w.proof_sha256, view.tape.sha256.as_str()),
        Fact::new(&w.proof_signature, signature(w, view.tape.signed_by.as_ref())),
        Fact::new(&w.proof_bytes, fill(&w.bytes, &[("n", &view.tape.bytes.to_string())])),
        Fact::new(&w.proof_rubric, fill(&w.rubric, &[("n", &card.rubric.to_string())])),
        Fact::new(&w.proof_seed, card.seed.to_string()),
        Fact::new(&w.proof_stalled, span(w, card.stalled_ms)),
        Fact::new(&w.proof_received, moment(w, view.received_at_ms)),
    ]
}

fn signature(w: &Words, signer: Option<&Signer>) -> String {
    let Some(Signer { key, cabin }) = signer else { return w.signed_by_none.clone() };
    match cabin {
        Some(cabin) => fill(&w.signed_by_cabin, &[("cabin", cabin.as_str()), ("key", key)]),
        None => fill(&w.signed_by_unknown, &[("key", key)]),
    }
}
