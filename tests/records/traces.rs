//! Traces on their way and in the archive: they follow their records, and they end.

use crate::bot_turn::{kitchen, turn};
use crate::cabin::Cabin;
use crate::console::says;
use crate::fault::Fault;
use crate::outbox::{PATIENCE, Road};
use anlan_attempt::Mode;
use anlan_bot::BotKind;
use anlan_outbox::{Delivery, Outbox, Pace, Summary};
use anlan_scenario::Bundle;
use anlan_wire::{Record, TRACE_BYTES_MAX, TRACE_KEPT_MS, sha256_hex};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tempfile::tempdir;
use tokio::sync::Notify;

const HOUR_MS: i64 = 3_600_000;

/// A turn in the kitchen, put into the outbox with its trace.
fn put(outbox: &Outbox, bundle: &Bundle) -> (Record, Vec<u8>) {
    let (record, trace) = turn(bundle, BotKind::Blind, Mode::Exam);
    outbox.put(&record, bundle.bytes()).unwrap();
    outbox.put_trace(&record.ticket.attempt, &trace).unwrap();
    (record, trace)
}

fn fate(outbox: &Outbox, record: &Record) -> Delivery {
    outbox.wait_for_trace(&record.ticket.attempt, PATIENCE).unwrap()
}

fn page(cabin: &Cabin, record: &Record) -> crate::cabin::Answer {
    cabin.get(&format!("/records/{}/debrief?lang=en", record.ticket.attempt))
}

#[test]
fn a_trace_follows_its_record_and_the_debrief_shows_the_way() {
    let road = Road::new([]);
    let outbox = road.outbox();
    let bundle = kitchen();
    let (record, trace) = put(&outbox, &bundle);
    assert_eq!(fate(&outbox, &record), Delivery::Stored);
    assert_eq!(outbox.summary().unwrap(), Summary::default());
    let expect =
        ["POST /api/records 422", "PUT /api/bundles 201", "POST /api/records 201", "PUT trace 201"];
    assert_eq!(road.faulty.summary(), expect);
    // Putting it again changes nothing, and another one is refused.
    outbox.put_trace(&record.ticket.attempt, &trace).unwrap();
    let error = outbox.put_trace(&record.ticket.attempt, b"x").unwrap_err().to_string();
    assert!(error.starts_with("the outbox holds another trace of the attempt"), "{error}");
    let cabin = Cabin::open(road.registry.path());
    assert!(page(&cabin, &record).text().contains("class=\"walker own\""));
}

#[test]
fn a_storm_of_faults_delivers_the_same_trace() {
    let road = Road::new([
        Fault::Pass,
        Fault::Pass,
        Fault::Pass,
        Fault::LostRequest,
        Fault::Answer(500, "", ""),
        Fault::Answer(429, "Retry-After: 7", ""),
        Fault::Answer(200, "Content-Type: text/html", "<html>log in to the network</html>"),
        Fault::Answer(404, "", "not here"),
        Fault::LostAnswer,
    ]);
    let outbox = road.outbox();
    let (record, trace) = put(&outbox, &kitchen());
    assert_eq!(fate(&outbox, &record), Delivery::Stored);
    assert_eq!(road.faulty.summary().last().unwrap(), "PUT trace 200");
    assert_eq!(road.pace.waits(), [1_000, 2_000, 8_000, 301_000, 301_000, 32_000]);
    let seen = road.faulty.seen();
    let sent: Vec<_> = seen.iter().filter(|s| s.request.ends_with("/trace")).collect();
    assert_eq!(sent.len(), 7);
    assert!(sent.iter().all(|seen| seen.sha256 == sha256_hex(&trace)));
}

#[test]
fn a_trace_waits_for_its_record_and_holds_up_no_other() {
    let refusal = r#"{"code":"other_card","sentence":"The card is wrong."}"#;
    let road = Road::new([Fault::Answer(422, "", refusal)]);
    let outbox = road.outbox();
    let bundle = kitchen();
    let (first, _) = put(&outbox, &bundle);
    let told = outbox.wait(&first.ticket.attempt, PATIENCE).unwrap();
    assert_eq!(told, Delivery::Quarantined("The card is wrong.".to_owned()));
    let (second, _) = put(&outbox, &bundle);
    assert_eq!(fate(&outbox, &second), Delivery::Stored);
    let waits = outbox.wait_for_trace(&first.ticket.attempt, Duration::ZERO).unwrap();
    assert_eq!(waits, Delivery::Queued);
    let summary = Summary { quarantined: 1, unsent_traces: 1, ..Summary::default() };
    assert_eq!(outbox.summary().unwrap(), summary);
    drop(outbox);
    assert_eq!(road.outbox().summary().unwrap(), summary);
}

#[test]
fn what_the_registry_never_takes_is_given_up_with_its_sentence() {
    let gone = r#"{"code":"not_found","sentence":"There is no such record."}"#;
    let pass = || [Fault::Pass, Fault::Pass, Fault::Pass];
    let road = Road::new(pass().into_iter().chain([Fault::Answer(404, "", gone)]));
    let outbox = road.outbox();
    let bundle = kitchen();
    let (record, _) = put(&outbox, &bundle);
    let sentence = "the registry no longer holds its record".to_owned();
    assert_eq!(fate(&outbox, &record), Delivery::Quarantined(sentence));

    let (record, _) = turn(&bundle, BotKind::Perfect, Mode::Exam);
    outbox.put(&record, bundle.bytes()).unwrap();
    outbox.put_trace(&record.ticket.attempt, b"another trace").unwrap();
    let sentence = "this is not the trace that the tape was sealed with".to_owned();
    assert_eq!(fate(&outbox, &record), Delivery::Quarantined(sentence));
    assert_eq!(outbox.wait(&record.ticket.attempt, PATIENCE).unwrap(), Delivery::Stored);
    assert_eq!(outbox.summary().unwrap(), Summary::default());
}

#[test]
fn a_trace_without_record_or_measure_is_not_kept() {
    let outbox = Road::new([]).outbox();
    let (record, trace) = turn(&kitchen(), BotKind::Perfect, Mode::Exam);
    let attempt = &record.ticket.attempt;
    let told = |bytes: &[u8]| outbox.put_trace(attempt, bytes).unwrap_err().to_string();
    assert!(told(&trace).ends_with("put it first"), "{}", told(&trace));
    let large = vec![0; TRACE_BYTES_MAX + 1];
    assert!(told(&large).ends_with("is over 64 MiB"), "{}", told(&large));
    let error = outbox.wait_for_trace(attempt, Duration::ZERO).unwrap_err().to_string();
    assert!(error.contains("has no trace of the attempt"), "{error}");
}

/// A clock that each wait moves on by as much as was asked for, until its last hour.
struct Hours {
    now_ms: i64,
    left: i64,
    is_enough: Arc<Notify>,
}

impl Pace for Hours {
    fn now_ms(&self) -> i64 {
        self.now_ms
    }

    fn wait(&mut self, ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        assert_eq!(ms as i64, HOUR_MS, "old traces are looked for every hour");
        if self.left == 0 {
            self.is_enough.notify_one();
            return Box::pin(std::future::pending());
        }
        (self.now_ms, self.left) = (self.now_ms + HOUR_MS, self.left - 1);
        Box::pin(std::future::ready(()))
    }

    fn jitter(&mut self, ms_max: u64) -> u64 {
        ms_max
    }
}

#[test]
fn a_trace_expires_after_its_days_and_its_tape_does_not() {
    let (folder, bundle) = (tempdir().unwrap(), kitchen());
    let cabin = Cabin::open(folder.path());
    let (record, trace) = turn(&bundle, BotKind::Blind, Mode::Exam);
    let path = format!("/api/records/{}", record.ticket.attempt);
    let put = || cabin.ask("PUT", &format!("{path}/trace"), trace.clone()).status;
    assert_eq!(cabin.put_bundle(&bundle).status, 201);
    assert_eq!([cabin.post(&record).status, put(), put()], [201, 201, 200]);
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let run = |from: i64, hours: i64| {
        let is_enough = Arc::new(Notify::new());
        let now_ms = since.as_millis() as i64 + from * HOUR_MS;
        let pace = Hours { now_ms, left: hours, is_enough: is_enough.clone() };
        cabin.expire_traces(pace, is_enough.notified());
    };
    let kept_hours = TRACE_KEPT_MS / HOUR_MS;
    assert_eq!(kept_hours, 90 * 24);
    run(0, kept_hours - 1);
    assert!(page(&cabin, &record).text().contains("class=\"walker own\""));
    run(kept_hours - 1, 2);
    says(&page(&cabin, &record), &["There is no trace of this run"]);
    assert_eq!(cabin.get(&format!("{path}/tape")).body, record.tape);
    assert_eq!(cabin.list("").total, 1);
}
