//! The page that lists records, newest arrival first.

use crate::badge::{Badge, Tone};
use crate::figures::{clock, moment};
use crate::words::{Words, fill};
use anlan_registry::{LIST_RECORDS, Page, Shelved};
use anlan_scenario::Language;
use anlan_wire::Scorecard;

/// One record of the list.
pub(crate) struct Row {
    pub attempt: String,
    pub verdict: Badge,
    /// Nothing, if the attempt is not judged.
    pub score: Option<u32>,
    pub title: String,
    pub trainee: String,
    pub mode: String,
    pub found: String,
    pub false_alarms: u32,
    pub started: String,
    pub length: String,
    /// What the link of this row is called for those who cannot see the row.
    pub label: String,
}

/// Everything on the page.
pub(crate) struct Shelf {
    pub rows: Vec<Row>,
    pub total: String,
    /// Offsets of the neighbouring pages.
    pub newer: Option<u64>,
    pub older: Option<u64>,
}

impl Shelf {
    pub fn new(page: &Page, offset: u64, language: Language) -> Self {
        let w = Words::of(language);
        let size = u64::from(LIST_RECORDS);
        let next = offset.saturating_add(size);
        Self {
            rows: page.records.iter().map(|shelved| row(w, shelved, language)).collect(),
            total: fill(&w.list_total, &[("n", &page.total.to_string())]),
            newer: (offset > 0).then(|| offset.saturating_sub(size)),
            older: (next < page.total).then_some(next),
        }
    }
}

fn row(w: &Words, shelved: &Shelved, language: Language) -> Row {
    let (ticket, card) = (&shelved.view.ticket, &shelved.view.card);
    let title = match &shelved.bundle {
        Some(bundle) => bundle.scenario().word(language, "title"),
        None => &ticket.scenario,
    };
    Row {
        attempt: ticket.attempt.to_string(),
        verdict: verdict_badge(w, card),
        score: card.is_judged.then_some(card.score),
        title: title.to_owned(),
        trainee: ticket.trainee.to_string(),
        mode: w.mode(card.mode).to_owned(),
        found: format!("{} / {}", card.hits, card.hazards_appeared),
        false_alarms: card.false_alarms,
        started: moment(w, ticket.started_at_ms),
        length: clock(card.scene_ms),
        label: fill(&w.list_open, &[("trainee", ticket.trainee.as_str())]),
    }
}

/// The verdict in one word.
pub(crate) fn verdict_badge(w: &Words, card: &Scorecard) -> Badge {
    match (card.is_judged, card.passed) {
        (false, _) => Badge::new(Tone::Calm, &w.verdict_unjudged),
        (true, true) => Badge::new(Tone::Good, &w.verdict_passed),
        (true, false) => Badge::new(Tone::Bad, &w.verdict_failed),
    }
}
