//! The page that follows an attempt, part by part. What the trainee is not told (verdicts in an
//! exam) is told here: the instructor's page is not the trainee's.

use super::happening::Told;
use super::pages::rendered;
use super::pick::link_part;
use super::seat::{Notice, Playing, Turn};
use super::{Desk, Seen};
use crate::badge::Tone;
use crate::figures::clock;
use crate::words::{Words, fill};
use anlan_scenario::Language;
use anlan_wire::{HazardState, IssuedTicket, Live, LivePhase};
use askama::Template;

/// Newest lines on the page.
const LINES_MAX: usize = 8;

#[derive(Template)]
#[template(path = "desk/steps.html")]
struct StepsPart {
    steps: Vec<Step>,
}

/// A station of an attempt's course.
struct Step {
    name: String,
    class: &'static str,
}

#[derive(Template)]
#[template(path = "desk/clock.html")]
struct ClockPart {
    w: &'static Words,
    time: String,
    of: Option<String>,
    percent: u64,
    is_paused: bool,
}

#[derive(Template)]
#[template(path = "desk/figures.html")]
struct FiguresPart {
    w: &'static Words,
    found: usize,
    hazards: usize,
    false_alarms: u32,
    steps_done: u32,
    steps: usize,
}

#[derive(Template)]
#[template(path = "desk/hazards.html")]
struct HazardsPart {
    rows: Vec<HazardRow>,
}

pub(super) struct HazardRow {
    id: String,
    name: String,
    state: String,
    tone: Tone,
    class: &'static str,
}

#[derive(Template)]
#[template(path = "desk/notes.html")]
struct NotesPart {
    w: &'static Words,
    lines: Vec<Line>,
}

struct Line {
    time: String,
    tone: Tone,
    text: String,
}

#[derive(Template)]
#[template(path = "desk/alerts.html")]
struct AlertsPart {
    alerts: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/stop.html")]
struct StopPart {
    w: &'static Words,
    /// The attempt, if it can be stopped now.
    can_stop: bool,
    is_stopping: bool,
    /// The attempt, if it can be put away because its headset is gone.
    put_away: Option<String>,
}

pub(super) fn told<'a>(desk: &'a Desk, ticket: &IssuedTicket, language: Language) -> Told<'a> {
    let entry = desk.catalogue().get(&ticket.scenario);
    // Another version's words could be about other things.
    let entry = entry.filter(|e| ticket.bundle.as_ref().is_none_or(|hash| *hash == e.bundle));
    let scenario = entry.map(|e| &*e.scenario);
    Told { w: Words::of(language), language, scenario }
}

/// What changes on the page while it is open.
pub(super) fn parts(desk: &Desk, seen: &Seen, language: Language) -> Vec<(&'static str, String)> {
    let (ticket, playing) = match &seen.seat.turn {
        Turn::Asked { ticket, .. } => (ticket, None),
        Turn::Playing(playing) => (&playing.ticket, Some(playing)),
        Turn::Free | Turn::Over(_) => return Vec::new(),
    };
    let told = told(desk, ticket, language);
    let live = playing.and_then(|p| p.live.as_ref());
    vec![
        ("link", link_part(seen, language)),
        ("steps", steps(told.w, live)),
        ("clock", clock_part(&told, live)),
        ("figures", figures(&told, live)),
        ("hazards", hazards(&told, live)),
        ("notes", notes(&told, live)),
        ("alerts", alerts(seen, told.w)),
        ("stop", stop(seen, told.w, playing)),
    ]
}

fn steps(w: &Words, live: Option<&Live>) -> String {
    let now = match live.map(|l| l.phase) {
        None => 0,
        Some(LivePhase::Scene | LivePhase::Consequence) => 1,
        Some(LivePhase::Card | LivePhase::Review) => 2,
        Some(LivePhase::Debrief) => 3,
    };
    let names = [&w.phase_prepare, &w.phase_scene, &w.phase_cards, &w.phase_debrief];
    let class = |i: usize| match i.cmp(&now) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "later",
    };
    let steps = names.iter().enumerate();
    let steps = steps.map(|(i, name)| Step { name: (*name).clone(), class: class(i) }).collect();
    rendered(&StepsPart { steps })
}

fn clock_part(told: &Told, live: Option<&Live>) -> String {
    let scene_ms = live.map_or(0, |l| l.scene_ms);
    let length_ms = told.scenario.map(|s| (s.file().duration_s * 1_000.0) as u64);
    let percent = length_ms.map_or(0, |length| scene_ms * 100 / length.max(1)).min(100);
    rendered(&ClockPart {
        w: told.w,
        // A running clock shows the second that has passed, not the nearest.
        time: clock(scene_ms / 1_000 * 1_000),
        of: length_ms.map(clock),
        percent,
        is_paused: live.is_some_and(|l| l.phase == LivePhase::Card),
    })
}

fn figures(told: &Told, live: Option<&Live>) -> String {
    let file = told.scenario.map(|s| s.file());
    let found = |l: &Live| l.hazards.iter().filter(|h| h.state == HazardState::Found).count();
    let hazards = live.map(|l| l.hazards.len()).or(file.map(|f| f.hazards.len()));
    rendered(&FiguresPart {
        w: told.w,
        found: live.map_or(0, found),
        hazards: hazards.unwrap_or(0),
        false_alarms: live.map_or(0, |l| l.false_alarms),
        steps_done: live.map_or(0, |l| l.steps_done),
        steps: file.map_or(0, |f| f.steps.len()),
    })
}

pub(super) fn hazards(told: &Told, live: Option<&Live>) -> String {
    let w = told.w;
    let declared = told.scenario.map(|s| s.file().hazards.as_slice()).unwrap_or_default();
    let states: Vec<_> = match live {
        Some(live) => live.hazards.iter().map(|h| (&h.id, h.state)).collect(),
        None => declared.iter().map(|h| (&h.id, HazardState::Hidden)).collect(),
    };
    let row = |(id, state): (&anlan_scenario::HazardId, HazardState)| {
        let (tone, class, word) = match state {
            HazardState::Found => (Tone::Good, "found", &w.state_found),
            HazardState::Seen => (Tone::Warn, "seen", &w.state_seen),
            HazardState::Out => (Tone::Calm, "out", &w.state_out),
            HazardState::Hidden => (Tone::Calm, "hidden", &w.state_hidden),
        };
        let name = told.word("hazard", id.as_str());
        HazardRow { id: id.to_string(), name, state: word.clone(), tone, class }
    };
    rendered(&HazardsPart { rows: states.into_iter().map(row).collect() })
}

fn notes(told: &Told, live: Option<&Live>) -> String {
    let notes = live.map(|l| l.notes.as_slice()).unwrap_or_default();
    let line = |note: &anlan_wire::Note| {
        let (tone, text) = told.line(&note.what)?;
        Some(Line { time: clock(note.scene_ms), tone, text })
    };
    let lines = notes.iter().rev().filter_map(line).take(LINES_MAX).collect();
    rendered(&NotesPart { w: told.w, lines })
}

/// What the instructor must know now.
fn alerts(seen: &Seen, w: &Words) -> String {
    let mut alerts = Vec::new();
    if matches!(seen.seat.turn, Turn::Asked { .. }) {
        alerts.push(w.alert_asked.clone());
    } else if !seen.is_linked {
        alerts.push(w.alert_unlinked.clone());
    }
    alerts.extend(seen.seat.notice.as_ref().map(|notice| notice_text(w, notice)));
    rendered(&AlertsPart { alerts })
}

fn stop(seen: &Seen, w: &'static Words, playing: Option<&Playing>) -> String {
    let is_stopping = playing.is_some_and(|p| p.stop.is_some());
    rendered(&StopPart {
        w,
        can_stop: playing.is_some() && !is_stopping,
        is_stopping,
        put_away: playing.filter(|_| !seen.is_linked).map(|p| p.ticket.attempt.to_string()),
    })
}

/// What went otherwise than asked, in a sentence.
pub(super) fn notice_text(w: &Words, notice: &Notice) -> String {
    use anlan_wire::NotStarted;
    match notice {
        Notice::StartUnanswered => w.notice_start_unanswered.clone(),
        Notice::StartLost => w.notice_start_lost.clone(),
        Notice::StopUnanswered => w.notice_stop_unanswered.clone(),
        Notice::StartRefused(refusal) => match refusal.why {
            NotStarted::Busy => w.notice_refused_busy.clone(),
            NotStarted::NoScenario => w.notice_refused_no_scenario.clone(),
            NotStarted::OtherBundle => w.notice_refused_other_bundle.clone(),
            NotStarted::Fault => fill(&w.notice_refused_fault, &[("why", &refusal.sentence)]),
        },
    }
}
