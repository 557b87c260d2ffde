//! A tape and its bundle, years later: the same card to the byte, whatever became of the scenario.

use super::case::COURSE;
use crate::play::{header, play, right};
use crate::texts::kitchen;
use anlan_attempt::tape::{TapeWriter, read};
use anlan_attempt::{Ending, Mode, Setup, StoppedBy};
use anlan_scenario::Bundle;
use anlan_score::{ScoreError, Scorecard, score};

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 5 };

#[test]
fn an_old_tape_keeps_its_old_card() {
    let old = kitchen().bundle();
    let tape = play(&old, EXAM, &COURSE.join("\n"), right).bytes;
    let stored = score(&old, &read(&tape).unwrap()).unwrap().canonical_json();
    // The scenario goes on; bundle and tape lie in the archive.
    let archived = old.bytes().to_vec();
    let new = kitchen().edit("scenario.ron", "severity: 3", "severity: 5").bundle();
    assert_ne!(new.hash(), old.hash());
    let bundle = Bundle::read(&archived).unwrap();
    let again = score(&bundle, &read(&tape).unwrap()).unwrap().canonical_json();
    assert_eq!(again, stored);
    let refusal = score(&new, &read(&tape).unwrap()).unwrap_err();
    let sentence =
        format!("the tape belongs to the scenario bundle {}, not to {}", old.hash(), new.hash());
    assert_eq!(refusal.to_string(), sentence);
}

#[test]
fn a_card_has_one_spelling_that_reads_back() {
    let bundle = kitchen().bundle();
    let tape = play(&bundle, EXAM, &COURSE.join("\n"), right).tape;
    let card = score(&bundle, &tape).unwrap();
    let json = card.canonical_json();
    let read: Scorecard = serde_json::from_str(&json).unwrap();
    assert_eq!((&read, read.canonical_json()), (&card, json.clone()));
    let start = "{\"rubric\":1,\"scenario\":\"kitchen-gas-leak\",\"version\":1,\"mode\":\"exam\",\
                 \"seed\":5,\"is_judged\":true,\"score\":100,\"pass_mark\":80,\"passed\":true,\
                 \"verdicts\":[\"passed\"],\"hits\":8,\"hazards_appeared\":8,\"false_alarms\":0,";
    assert!(json.starts_with(start), "{json}");
    let unknown = json.replacen("\"seed\":5", "\"seed\":5,\"luck\":1", 1);
    assert!(serde_json::from_str::<Scorecard>(&unknown).is_err());
}

#[test]
fn a_tape_of_other_rules_earns_no_card() {
    let bundle = kitchen().bundle();
    let mut tape = play(&bundle, EXAM, &COURSE.join("\n"), right).tape;
    tape.header.rules = 2;
    let sentence = score(&bundle, &tape).unwrap_err().to_string();
    assert_eq!(sentence, "the tape was played by attempt rules 2; this build scores 1");
}

#[test]
fn a_seal_cannot_tell_another_ending() {
    let bundle = kitchen().bundle();
    let lines = COURSE.join("\n");
    let endings = [
        Ending::TimeOut,
        Ending::Struck("C1".into()),
        Ending::Stopped(StoppedBy::Trainee),
        Ending::Stopped(StoppedBy::Instructor),
    ];
    for ending in endings {
        let mut tape = play(&bundle, EXAM, &lines, right).tape;
        tape.seal.ending = ending;
        let error = score(&bundle, &tape).unwrap_err();
        assert_eq!(error, ScoreError::OtherEnding);
        assert_eq!(error.to_string(), "the tape's seal tells another ending than its signals");
    }
    // Sealed while the attempt was still going on.
    let writer = TapeWriter::start(Vec::new(), header(&bundle, EXAM)).unwrap();
    let tape = read(&writer.seal(Ending::Finished, None).unwrap()).unwrap();
    assert_eq!(score(&bundle, &tape), Err(ScoreError::OtherEnding));
}

#[test]
fn the_seed_and_the_order_of_options_earn_nothing() {
    let bundle = kitchen().bundle();
    let cards = (0..6).map(|seed| {
        let setup = Setup { seed, ..EXAM };
        let mut card =
            score(&bundle, &play(&bundle, setup, &COURSE.join("\n"), right).tape).unwrap();
        card.seed = 0;
        card.canonical_json()
    });
    let cards: std::collections::BTreeSet<_> = cards.collect();
    assert_eq!(cards.len(), 1);
}
