//! The spelling of a record, pinned. If a golden here must change, records on disks and on their
//! way become unreadable: raise [`RECORD_FORMAT`] and read both.
#![allow(clippy::unwrap_used)]

use super::*;
use anlan_attempt::{Answer, Ending, Mode};
use anlan_scenario::{BundleHash, ControlLevel, Factor, OptionId};
use anlan_score::*;

const GOLDEN: &str = include_str!("record_golden.json");

fn card() -> Scorecard {
    Scorecard {
        rubric: 1,
        scenario: "kitchen-gas-leak".to_owned(),
        version: 3,
        mode: Mode::Exam,
        seed: 7,
        is_judged: true,
        score: 59,
        pass_mark: 80,
        passed: false,
        verdicts: vec![
            Verdict::BelowPassMark,
            Verdict::CriticalStepMissing("A1".into()),
            Verdict::FatalError("E1".into()),
        ],
        hits: 1,
        hazards_appeared: 1,
        false_alarms: 1,
        points: Points { identification: 30_000, classification: 10_000, control: 0, actions: 0 },
        penalties: Penalties { false_alarms: 3, over_par: 1, major_errors: 15 },
        hazards: vec![HazardLine {
            id: "H1".into(),
            outcome: Identification::Hit,
            risk: 20,
            appeared_ms: Some(0),
            seen_ms: Some(12_000),
            longest_look_ms: 1_200,
            marked_ms: Some(21_400),
            is_struck: true,
            factor: Mark::Right,
            control: Mark::Wrong,
            control_level: Some(ControlLevel::NotAControl),
            answers: vec![Answer::Factor(Factor::Object), Answer::Control(OptionId::from("b"))],
        }],
        look_alikes: vec![LookAlikeLine {
            id: "D1".into(),
            outcome: Identification::FalseAlarm,
            marked_ms: Some(30_000),
            is_seen: true,
        }],
        steps: vec![StepLine {
            id: "A1".into(),
            is_critical: true,
            ready_ms: Some(90_000),
            done_ms: None,
            is_in_order: false,
            is_in_time: false,
        }],
        errors: vec![ErrorLine { id: "E1".into(), at_ms: 120_000, is_fatal: true }],
        scene_ms: 120_000,
        stalled_ms: 0,
        ending: Ending::Struck("C1".into()),
        measures: None,
    }
}

fn record() -> Record {
    Record {
        format: RECORD_FORMAT,
        ticket: Ticket {
            attempt: "7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01".to_owned().try_into().unwrap(),
            trainee: "p-6fe0b2c09d1a4b53".to_owned().try_into().unwrap(),
            scenario: "kitchen-gas-leak".to_owned(),
            bundle: BundleHash::of(b"a bundle"),
            mode: Mode::Exam,
            seed: 7,
            started_at_ms: 1_795_226_601_400,
        },
        rubric: 1,
        tape: b"ANLANTP1\x00\xff".to_vec(),
        card: card(),
    }
}

#[test]
fn the_spelling_of_a_record_is_pinned() {
    assert_eq!(String::from_utf8(record().to_json()).unwrap(), GOLDEN.trim_end());
    assert_eq!(Record::read(GOLDEN.trim_end().as_bytes()).unwrap(), record());
}

#[test]
fn other_spellings_and_layouts_are_refused() {
    let check = |text: String, expect: &str| {
        let refusal = Record::read(text.as_bytes()).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Unreadable);
        assert!(refusal.sentence.contains(expect), "{refusal}");
    };
    let golden = GOLDEN.trim_end();
    check(GOLDEN.to_owned() + " ", "not spelt");
    check(golden.replacen("{\"format\":1", "{\"format\":2", 1), "layout 2");
    check(golden.replacen("{\"format\":1", "{\"note\":\"\",\"format\":1", 1), "unknown field");
    check(golden.replacen("p-6fe0b2c09d1a4b53", "张三", 1), "a pseudonym has");
    check(golden.replacen("4a4e", "1a4e", 1), "UUID of version 4");
    check(golden.replacen("QU5MQU5UUDEA/w==", "QU5MQU5UUDEA/w", 1), "cannot be read");
    check(golden.replacen("QU5MQU5UUDEA/w==", "QU5MQU5UUDEA_w==", 1), "cannot be read");
    check(golden[..golden.len() / 2].to_owned(), "cannot be read");
}

#[test]
fn what_is_too_large_is_not_even_parsed() {
    let refusal = Record::read(&vec![b' '; RECORD_BYTES_MAX + 1]).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::TooLarge);
}

#[test]
fn codes_of_a_later_registry_can_be_read() {
    let refusal: Refusal =
        serde_json::from_str(r#"{"code":"out_of_paper","sentence":"x"}"#).unwrap();
    assert_eq!(refusal.code, RefusalCode::Other);
    let text = serde_json::to_string(&Refusal::new(RefusalCode::UnknownBundle, "x")).unwrap();
    assert_eq!(text, r#"{"code":"unknown_bundle","sentence":"x"}"#);
}
