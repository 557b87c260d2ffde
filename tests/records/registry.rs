//! What the registry keeps and what it refuses.

use crate::cabin::Cabin;
use crate::fixture::*;
use anlan_attempt::{Ending, Mode, StoppedBy};
use anlan_score::{Identification, Verdict};
use anlan_wire::{AttemptId, Record, RecordView, RefusalCode, Ticket, sha256_hex};
use axum::body::Body;
use axum::http::Request;
use tempfile::{TempDir, tempdir};

/// A registry that holds the fixture's bundle and nothing else.
fn cabin() -> (TempDir, Cabin) {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    assert_eq!(cabin.put_bundle(&bundle()).status, 201);
    (folder, cabin)
}

#[test]
fn a_record_is_kept_once_and_shown_whole() {
    let (folder, cabin) = cabin();
    let record = record(&poor());
    let answer = cabin.post(&record);
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(cabin.post(&record).status, 200);
    assert_eq!(cabin.list("").total, 1);

    let check = |cabin: &Cabin| {
        let attempt = &record.ticket.attempt;
        let path = format!("/api/records/{attempt}");
        let view: RecordView = serde_json::from_slice(&cabin.get(&path).body).unwrap();
        assert_eq!(view.ticket, record.ticket);
        assert_eq!(view.card, record.card);
        assert_eq!(view.tape.bytes, record.tape.len() as u64);
        let tape = cabin.get(&format!("{path}/tape")).body;
        assert_eq!(tape, record.tape);
        assert_eq!(view.tape.sha256, sha256_hex(&tape));
        let last = tape.last_chunk::<32>().unwrap();
        assert_eq!(view.tape.chain, anlan_wire::hex(last));
        let bundle_path = format!("/api/bundles/{}", record.ticket.bundle);
        assert_eq!(cabin.get(&bundle_path).body, bundle().bytes());
    };
    check(&cabin);
    drop(cabin);
    let reopened = Cabin::open(folder.path());
    check(&reopened);
    assert_eq!(reopened.post(&record).status, 200);
}

#[test]
fn an_attempt_cannot_be_recorded_twice_with_other_bytes() {
    let (_folder, cabin) = cabin();
    let (bundle, attempt) = (bundle(), attempt_id());
    let of = |play: &Play| Record::of_tape(&bundle, tape(&bundle, &attempt, "p-01", play)).unwrap();
    assert_eq!(cabin.post(&of(&poor())).status, 201);
    let other = cabin.post(&of(&perfect()));
    other.is_refused(409, RefusalCode::OtherBytes, "another record of this attempt");
    assert_eq!(cabin.list("").records[0].score, of(&poor()).card.score);
}

#[test]
fn every_altered_byte_of_a_tape_is_refused_with_its_place() {
    let (_folder, cabin) = cabin();
    let record = record(&fatal());
    let step = record.tape.len() / 40;
    for at in (0..record.tape.len()).step_by(step) {
        let mut altered = record.clone();
        altered.tape[at] ^= 1;
        let answer = cabin.post(&altered);
        answer.is_refused(422, RefusalCode::BadTape, "byte ");
        let refusal = answer.refusal().sentence;
        let place = refusal.split("byte ").nth(1).unwrap().split(':').next().unwrap();
        assert!(place.parse::<usize>().unwrap() <= at, "{at}: {refusal}");
    }
    let mut torn = record.clone();
    torn.tape.truncate(record.tape.len() - 1);
    cabin.post(&torn).is_refused(422, RefusalCode::BadTape, "torn");
    assert_eq!(cabin.list("").total, 0);
}

/// One of each kind that somebody could send, and the sentence that he reads.
#[test]
fn every_bad_tape_is_refused_with_its_sentence() {
    let (_folder, cabin) = cabin();
    let record = record(&poor());
    let tape = &record.tape;
    let frames = frames(tape);
    let (first, last) = (frames[1].clone(), frames.last().unwrap().clone());
    let check = |what: &str, tape: Vec<u8>, says: &str| {
        let sent = Record { tape, ..record.clone() };
        let answer = cabin.post(&sent);
        answer.is_refused(422, RefusalCode::BadTape, says);
        assert!(answer.refusal().sentence.starts_with("the tape, byte "), "{what}");
    };
    let altered = "does not fit the chain: the tape was altered here";
    check("empty", Vec::new(), "this is no Anlan tape of layout 1");
    check("of the future", [b"ANLANTP2", &tape[8..]].concat(), "no Anlan tape of layout 1");
    check("torn", tape[..tape.len() - 1].to_vec(), "the frame is torn");
    check("unsealed", tape[..last.start].to_vec(), "the tape ends here without its seal");
    check("twice", [&tape[..], &tape[..]].concat(), "the frame");
    check("twice, one magic", [&tape[..], &tape[8..]].concat(), altered);
    check("a frame twice", [&tape[..first.end], &tape[first.start..]].concat(), altered);
    check("a frame less", [&tape[..first.start], &tape[first.end..]].concat(), altered);
    let second = frames[2].clone();
    let swapped =
        [&tape[..first.start], &tape[second.clone()], &tape[first], &tape[second.end..]].concat();
    check("reordered", swapped, altered);
    assert_eq!(cabin.list("").total, 0);
    // The same attempt once more is the same record, and is held once.
    assert_eq!([cabin.post(&record).status, cabin.post(&record).status], [201, 200]);
    assert_eq!(cabin.list("").total, 1);
}

/// Where each frame of a tape lies.
fn frames(tape: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut frames = Vec::new();
    let mut at = 8;
    while at < tape.len() {
        let length = u32::from_le_bytes(tape[at..at + 4].try_into().unwrap()) as usize;
        frames.push(at..at + length + 36);
        at += length + 36;
    }
    frames
}

#[test]
fn an_altered_card_is_refused() {
    let (_folder, cabin) = cabin();
    let record = record(&poor());
    let check = |field: &str, alter: fn(&mut Record)| {
        let mut altered = record.clone();
        alter(&mut altered);
        cabin.post(&altered).is_refused(422, RefusalCode::OtherCard, field);
    };
    check("`score`", |r| r.card.score += 1);
    check("`passed`", |r| r.card.passed = true);
    check("`verdicts`", |r| r.card.verdicts = vec![Verdict::Passed]);
    check("`hazards`", |r| r.card.hazards[1].outcome = Identification::Hit);
    check("`ending`", |r| r.card.ending = Ending::Finished);
    check("rubric 2", |r| r.rubric = 2);
    assert_eq!(cabin.list("").total, 0);
}

#[test]
fn a_ticket_that_its_tape_does_not_know_is_refused() {
    let (_folder, cabin) = cabin();
    let record = record(&poor());
    let check = |field: &str, alter: fn(&mut Ticket)| {
        let mut altered = record.clone();
        alter(&mut altered.ticket);
        cabin.post(&altered).is_refused(422, RefusalCode::OtherTicket, field);
    };
    check("`attempt`", |t| t.attempt = attempt_id());
    check("`trainee`", |t| t.trainee = "p-02".to_owned().try_into().unwrap());
    check("`scenario`", |t| t.scenario = "another".to_owned());
    check("`mode`", |t| t.mode = Mode::Demo);
    check("`seed`", |t| t.seed += 1);
    check("`started_at_ms`", |t| t.started_at_ms += 1);
    assert_eq!(cabin.list("").total, 0);
}

#[test]
fn a_record_is_scored_by_its_own_bundle_only() {
    let (_folder, cabin) = cabin();
    let mut record = record(&poor());
    let newer = bundle_of(2, "阀室燃气泄漏");
    record.ticket.bundle = newer.hash().clone();
    let unknown = cabin.post(&record);
    unknown.is_refused(422, RefusalCode::UnknownBundle, "send it first");
    assert_eq!(cabin.put_bundle(&newer).status, 201);
    cabin.post(&record).is_refused(422, RefusalCode::OtherBundle, "belongs to the scenario bundle");
}

#[test]
fn bundles_are_kept_by_hash() {
    let (_folder, cabin) = cabin();
    let bundle = bundle();
    assert_eq!(cabin.put_bundle(&bundle).status, 200);
    let other = bundle_of(2, "阀室燃气泄漏");
    let path = format!("/api/bundles/{}", other.hash());
    cabin.ask("PUT", &path, bundle.bytes().to_vec()).is_refused(
        422,
        RefusalCode::OtherBundle,
        "another hash",
    );
    let path = format!("/api/bundles/{}", sha256_hex(b"{}"));
    cabin.ask("PUT", &path, b"{}".to_vec()).is_refused(
        422,
        RefusalCode::OtherBundle,
        "cannot be read",
    );
    cabin.get(&path).is_refused(404, RefusalCode::NotFound, "no such bundle");
    cabin.ask("PUT", "/api/bundles/x", Vec::new()).is_refused(
        400,
        RefusalCode::Unreadable,
        "no SHA-256",
    );
    let large = vec![b' '; anlan_scenario::BUNDLE_BYTES_MAX + 1];
    cabin.ask("PUT", &path, large).is_refused(413, RefusalCode::TooLarge, "larger");
}

#[test]
fn what_is_no_record_is_refused() {
    let (_folder, cabin) = cabin();
    let post = |body: Vec<u8>| cabin.ask("POST", "/api/records", body);
    post(b"{}".to_vec()).is_refused(400, RefusalCode::Unreadable, "cannot be read");
    let mut spelt = record(&poor()).to_json();
    spelt.push(b'\n');
    post(spelt).is_refused(400, RefusalCode::Unreadable, "not spelt");
    let large = vec![b' '; anlan_wire::RECORD_BYTES_MAX + 1];
    post(large).is_refused(413, RefusalCode::TooLarge, "larger");
    let unknown = format!("/api/records/{}", AttemptId::draw());
    cabin.get(&unknown).is_refused(404, RefusalCode::NotFound, "no such record");
    cabin.get("/api/records/1/tape").is_refused(404, RefusalCode::NotFound, "no such record");
    cabin.get("/api/records?limit=x").is_refused(400, RefusalCode::Unreadable, "whole numbers");
}

#[test]
fn the_list_is_newest_first_and_comes_in_pages() {
    let (_folder, cabin) = cabin();
    let records: Vec<_> = [perfect(), poor(), fatal(), cut_off()].iter().map(record).collect();
    records.iter().for_each(|r| assert_eq!(cabin.post(r).status, 201));
    let attempts = |query: &str| -> Vec<_> {
        let list = cabin.list(query);
        assert_eq!(list.total, 4);
        list.records.into_iter().map(|line| line.ticket.attempt).collect()
    };
    let all: Vec<_> = records.iter().rev().map(|r| r.ticket.attempt.clone()).collect();
    assert_eq!(attempts(""), all);
    assert_eq!(attempts("?limit=2"), all[..2]);
    assert_eq!(attempts("?limit=2&offset=3"), all[3..]);
    assert_eq!(attempts("?limit=0"), all[..1]);
    assert_eq!(attempts(&format!("?offset={}", u64::MAX)), []);
}

#[test]
fn an_attempt_that_was_cut_off_is_a_record_and_not_judged() {
    let (_folder, cabin) = cabin();
    let record = record(&cut_off());
    assert_eq!(record.card.ending, Ending::Stopped(StoppedBy::Fault));
    assert_eq!(cabin.post(&record).status, 201);
    let line = &cabin.list("").records[0];
    assert!(!line.is_judged && !line.passed);
}

#[test]
fn only_this_machine_is_served() {
    let (_folder, cabin) = cabin();
    for path in ["/api/records", "/", "/console.css"] {
        let ask = |host: &str| {
            let request = Request::builder().uri(path).header("host", host);
            cabin.send(request.body(Body::empty()).unwrap())
        };
        assert_eq!(ask("localhost:4870").status, 200, "{path}");
        ask("cabin.test").is_refused(403, RefusalCode::Forbidden, "its own machine");
    }
    let request = Request::builder().method("POST").uri("/api/records").header("host", "localhost");
    let foreign = request.header("origin", "http://evil.test").body(Body::from("{}")).unwrap();
    cabin.send(foreign).is_refused(403, RefusalCode::Forbidden, "another origin");
}
