//! The page after an attempt: the result in short, where its record is, and the next trainee.

use super::pages::rendered;
use super::seat::Over;
use super::turn::told;
use super::{Desk, Seen, pick, turn};
use crate::badge::{Badge, Tone};
use crate::figures::clock;
use crate::words::{Words, fill};
use anlan_scenario::Language;
use anlan_wire::{Ended, Ending, RecordState, StopReason, StoppedBy};
use askama::Template;

#[derive(Template)]
#[template(path = "desk/result.html")]
struct ResultPart {
    w: &'static Words,
    verdict: Badge,
    ring: &'static str,
    score: Option<u32>,
    /// Where on the ring the pass mark stands, degrees from its start.
    pass_mark_degrees: Option<u32>,
    ending: String,
    found: String,
    false_alarms: String,
    length: String,
    record: String,
    /// The record's page, once there is one.
    open: Option<String>,
}

/// What changes on the page while it is open.
pub(super) fn parts(
    seen: &Seen,
    desk: &Desk,
    over: &Over,
    language: Language,
) -> Vec<(&'static str, String)> {
    let told = told(desk, &over.ticket, language);
    let result = result(&told, over);
    vec![
        ("link", pick::link_part(seen, language)),
        ("result", result),
        ("hazards", turn::hazards(&told, over.live.as_ref())),
    ]
}

fn result(told: &super::happening::Told, over: &Over) -> String {
    let w = told.w;
    let ended = over.ended.as_ref();
    let earned = ended.and_then(|e| e.earned);
    let (verdict, ring) = match earned {
        Some(e) if !e.is_judged => (Badge::new(Tone::Calm, &w.verdict_unjudged), Tone::Calm),
        Some(e) if e.passed => (Badge::new(Tone::Good, &w.verdict_passed), Tone::Good),
        Some(_) => (Badge::new(Tone::Bad, &w.verdict_failed), Tone::Bad),
        None if ended.is_some() => (Badge::new(Tone::Calm, &w.over_counting), Tone::Calm),
        None => (Badge::new(Tone::Warn, &w.over_lost), Tone::Calm),
    };
    let pass = told.scenario.map(|s| s.file().rubric.pass);
    let scene_ms = over.live.as_ref().map(|l| l.scene_ms);
    let stored = ended.is_some_and(|e| e.record == RecordState::Stored);
    rendered(&ResultPart {
        w,
        verdict,
        ring: ring.class(),
        score: earned.filter(|e| e.is_judged).map(|e| e.score),
        pass_mark_degrees: pass.map(|mark| mark.saturating_mul(360) / 100),
        ending: ending(told, over),
        found: earned.map_or(w.dash.clone(), |e| format!("{} / {}", e.hits, e.hazards_appeared)),
        false_alarms: earned.map_or(w.dash.clone(), |e| e.false_alarms.to_string()),
        length: scene_ms.map_or(w.dash.clone(), clock),
        record: record(w, ended),
        open: stored.then(|| over.ticket.attempt.to_string()),
    })
}

fn ending(told: &super::happening::Told, over: &Over) -> String {
    let w = told.w;
    let Some(ended) = &over.ended else { return w.over_lost_text.clone() };
    match &ended.ending {
        Ending::Finished => w.ending_finished.clone(),
        Ending::TimeOut => w.ending_time_out.clone(),
        Ending::Struck(id) => {
            fill(&w.ending_struck, &[("name", &told.word("consequence", id.as_str()))])
        }
        Ending::Stopped(StoppedBy::Trainee) => w.ending_trainee.clone(),
        Ending::Stopped(StoppedBy::Fault) => w.ending_fault.clone(),
        Ending::Stopped(StoppedBy::Instructor) => match over.reason {
            Some(reason) => fill(&w.over_stopped_because, &[("why", reason_text(w, reason))]),
            None => w.ending_instructor.clone(),
        },
    }
}

pub(super) fn reason_text(w: &Words, reason: StopReason) -> &str {
    match reason {
        StopReason::Unwell => &w.reason_unwell,
        StopReason::Equipment => &w.reason_equipment,
        StopReason::Time => &w.reason_time,
        StopReason::Other => &w.reason_other,
    }
}

fn record(w: &Words, ended: Option<&Ended>) -> String {
    match ended.map(|e| &e.record) {
        None => w.record_lost_with_link.clone(),
        Some(RecordState::Underway) => w.record_underway.clone(),
        Some(RecordState::Stored) => w.record_stored.clone(),
        Some(RecordState::Queued) => w.record_queued.clone(),
        Some(RecordState::Kept(why)) => fill(&w.record_kept, &[("why", why)]),
    }
}
