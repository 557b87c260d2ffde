//! From a sealed tape to a record that is safe, and the line of JSON that says so.

use anlan_outbox::{Delivery, Outbox};
use anlan_scenario::Bundle;
use anlan_wire::{AttemptId, Record};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A registry in reach answers within this time; otherwise the record waits in the outbox.
const DELIVERY_WAIT: Duration = Duration::from_secs(10);

/// What one attempt left behind.
pub struct Played {
    /// The sealed tape.
    pub tape: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where head, hands and moving things were; there may be none.
    pub trace: PathBuf,
}

/// A record on its way.
pub struct Sent {
    pub record: Record,
    pub delivery: Delivery,
    tape: PathBuf,
}

/// Scores the tape and hands the record to the outbox; it is safe once this returns.
pub fn send(outbox: &Outbox, bundle: &Bundle, played: &Played) -> Result<Sent, String> {
    let record = record_of(bundle, played.bytes.clone())?;
    outbox.put(&record, bundle.bytes()).map_err(|e| e.to_string())?;
    let attempt = &record.ticket.attempt;
    let has_trace = send_trace(outbox, attempt, &played.trace);
    let delivery = outbox.wait(attempt, DELIVERY_WAIT).map_err(|e| e.to_string())?;
    if has_trace && delivery == Delivery::Stored {
        // One that comes later is kept for the next start.
        let _ = outbox.wait_for_trace(attempt, DELIVERY_WAIT);
    }
    Ok(Sent { record, delivery, tape: played.tape.clone() })
}

/// Hands over the trace, which then lies in the outbox alone; a record stands without it.
fn send_trace(outbox: &Outbox, attempt: &AttemptId, path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else { return false };
    match outbox.put_trace(attempt, &bytes) {
        Ok(()) => {
            let _ = std::fs::remove_file(path);
            true
        }
        Err(sentence) => {
            eprintln!("anlan: {sentence}");
            false
        }
    }
}

/// The record of a sealed tape.
pub fn record_of(bundle: &Bundle, tape: Vec<u8>) -> Result<Record, String> {
    Record::of_tape(bundle, tape).map_err(|refusal| refusal.sentence)
}

/// What `--once` prints; programs read it, so names and meaning stay.
#[derive(Serialize)]
struct Line<'a> {
    attempt: &'a str,
    scenario: &'a str,
    mode: anlan_attempt::Mode,
    seed: u64,
    score: u32,
    passed: bool,
    hits: u32,
    hazards: u32,
    false_alarms: u32,
    tape: &'a Path,
    record: &'a str,
}

/// The result as one line of JSON.
pub fn line(sent: &Sent) -> Result<String, String> {
    let (ticket, card) = (&sent.record.ticket, &sent.record.card);
    let record = match &sent.delivery {
        Delivery::Stored => "stored",
        Delivery::Queued => "queued",
        Delivery::Quarantined(sentence) => {
            return Err(format!("the registry refused the record: {sentence}"));
        }
    };
    let line = Line {
        attempt: ticket.attempt.as_str(),
        scenario: &ticket.scenario,
        mode: ticket.mode,
        seed: ticket.seed,
        score: card.score,
        passed: card.passed,
        hits: card.hits,
        hazards: card.hazards_appeared,
        false_alarms: card.false_alarms,
        tape: &sent.tape,
        record,
    };
    serde_json::to_string(&line).map_err(|e| e.to_string())
}
