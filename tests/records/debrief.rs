//! The debrief page as it is read, and the traces that it is told from.

use crate::bot_turn::{kitchen, turn};
use crate::cabin::Cabin;
use crate::console::says;
use anlan_attempt::Mode;
use anlan_bot::BotKind;
use anlan_wire::{Record, RefusalCode};
use tempfile::{TempDir, tempdir};

/// A cabin that holds a bot's turn, without its trace.
fn cabin(kind: BotKind) -> (TempDir, Cabin, Record, Vec<u8>) {
    let (folder, bundle) = (tempdir().unwrap(), kitchen());
    let cabin = Cabin::open(folder.path());
    assert_eq!(cabin.put_bundle(&bundle).status, 201);
    let (record, trace) = turn(&bundle, kind, Mode::Exam);
    assert_eq!(cabin.post(&record).status, 201);
    (folder, cabin, record, trace)
}

fn put(cabin: &Cabin, record: &Record, trace: &[u8]) -> crate::cabin::Answer {
    cabin.ask("PUT", &format!("/api/records/{}/trace", record.ticket.attempt), trace.to_vec())
}

fn page(cabin: &Cabin, record: &Record, language: &str) -> crate::cabin::Answer {
    let answer = cabin.get(&format!("/records/{}/debrief?lang={language}", record.ticket.attempt));
    assert_eq!(answer.status, 200);
    answer
}

#[test]
fn blind_reads_what_was_missed_and_what_would_have_averted_it() {
    let (_folder, cabin, record, trace) = cabin(BotKind::Blind);
    assert_eq!(put(&cabin, &record, &trace).status, 201);
    says(
        &page(&cabin, &record, "zh-CN"),
        &[
            "三个镜头",
            "学员自己的眼睛 1:50–2:00",
            "2:00 发生事故：一个火花引爆了聚在顶部的燃气。",
            "事故起因",
            "从头重来：“燃气软管老化开裂”的征兆一开始就有。",
            "同样的经过重算一遍：有了这条措施，事故不会发生。",
            "6 处征兆同时出现：H1 H2 H3 H4 H5 H6",
            "一开始就能察觉，但一直没有看它，也没有上报。事故就是由它引起的。",
            "上报倾向 漏报",
            "得分不低于 80 分",
        ],
    );
    let english = page(&cabin, &record, "en");
    says(
        &english,
        &[
            "Accident at 2:00",
            "caused the accident",
            "Played again with this control in place, the accident does not happen.",
            "was never looked at and not reported.",
            "6 cues came out at once: H1 H2 H3 H4 H5 H6",
            "Too little",
        ],
    );
    let html = english.text();
    assert!(html.contains("class=\"walker own\"") && html.contains("class=\"pin missed\""));
    assert!(!html.contains("There is no trace"));
}

#[test]
fn perfect_has_nothing_to_do_again_and_hasty_hears_why() {
    let (_folder, cabin, record, _) = self::cabin(BotKind::Perfect);
    let answer = page(&cabin, &record, "en");
    says(
        &answer,
        &[
            "Every hazard that appeared was found.",
            "no need to begin again",
            "There is no trace of this run",
        ],
    );
    assert!(!answer.text().contains("class=\"walker"));
    let (_folder, cabin, record, _) = self::cabin(BotKind::Hasty);
    says(
        &page(&cabin, &record, "en"),
        &[
            "Reported, though no hazard",
            "Found, but without the right control",
            "the first three are free",
            "False alarm: Wok",
            "There is no hazard here",
            "Too much",
        ],
    );
}

#[test]
fn only_the_trace_that_the_tape_was_sealed_with_is_taken() {
    let (_folder, cabin, record, trace) = cabin(BotKind::Blind);
    let other = &trace[..trace.len() - 32];
    put(&cabin, &record, other).is_refused(422, RefusalCode::BadTape, "not the trace");
    let nobody = "/api/records/7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01/trace";
    let answer = cabin.ask("PUT", nobody, trace.clone());
    answer.is_refused(404, RefusalCode::NotFound, "no such record");
    assert_eq!(put(&cabin, &record, &trace).status, 201);
    assert_eq!(put(&cabin, &record, &trace).status, 200);
    assert_eq!(cabin.get("/records/nobody/debrief").status, 404);
}

#[test]
fn an_older_card_without_measures_is_taken_and_another_is_not() {
    let bundle = kitchen();
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    cabin.put_bundle(&bundle);
    let (mut record, _) = turn(&bundle, BotKind::Hasty, Mode::Exam);
    let told = record.card.measures.take().unwrap();
    assert_eq!(cabin.post(&record).status, 201);
    let (mut record, _) = turn(&bundle, BotKind::Hasty, Mode::Exam);
    let mut other = told;
    other.ignored_signals += 1;
    record.card.measures = Some(other);
    let answer = cabin.post(&record);
    answer.is_refused(422, RefusalCode::OtherCard, "the card's `measures`");
}
