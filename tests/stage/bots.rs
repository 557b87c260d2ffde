//! Every bot plays every scenario through the real stage and earns the verdict of `expected.ron`,
//! the same as in a bare attempt.

use crate::theatre::{Theatre, bundle, scenarios};
use anlan_attempt::{Ending, Mode};
use anlan_bot::BotKind;
use anlan_scenario::Variant;
use anlan_score::{Scorecard, score};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The part of `expected.ron` that holds through the stage; the rest is tests/core's.
#[derive(Deserialize)]
struct Earned {
    verdict: Verdict,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Verdict {
    passed: bool,
    /// Left out where it hangs on times.
    #[serde(default)]
    ending: Option<Ending>,
    #[serde(default)]
    hits: Option<u32>,
}

fn card(id: &str, mode: Mode, kind: BotKind, seed: u64) -> (Scorecard, Vec<u8>) {
    let bundle = bundle(id);
    let (tape, bytes) = Theatre::open(&bundle, mode, seed, Some(kind)).play();
    (score(&bundle, &tape).unwrap(), bytes)
}

#[test]
fn every_bot_earns_its_verdict() {
    for folder in scenarios() {
        let id = folder.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(folder.join("expected.ron")).unwrap();
        let expected: BTreeMap<String, Earned> = ron::from_str(&text).unwrap();
        for kind in BotKind::ALL {
            let told = &expected[kind.name()].verdict;
            let (card, _) = card(id, Mode::Exam, kind, 1);
            let hits = told.hits.map(|_| card.hits);
            let ending = told.ending.as_ref().map(|_| card.ending.clone());
            let verdict = Verdict { passed: card.passed, ending, hits };
            assert_eq!(*told, verdict, "{id}: {}", kind.name());
        }
    }
}

#[test]
fn perfect_finds_everything_at_full_score_with_every_seed() {
    for folder in scenarios() {
        let id = folder.file_name().unwrap().to_str().unwrap();
        let bundle = bundle(id);
        let file = bundle.scenario().file();
        for seed in 1..=4 {
            let (card, _) = card(id, Mode::Exam, BotKind::Perfect, seed);
            let real = file.hazards.len() - Variant::draw(file, seed).absent.len();
            let found = (card.hits, card.hazards_appeared, card.false_alarms);
            assert_eq!(found, (real as u32, real as u32, 0), "{id} {seed}");
            assert_eq!(card.score, 100, "{id} {seed}: {:?}", card.verdicts);
            assert!(
                card.steps.iter().all(|s| s.is_in_order && s.is_in_time),
                "{id} {seed}: {:?}",
                card.steps
            );
        }
    }
}

#[test]
fn guided_asks_at_once_and_the_scene_waits() {
    let (exam, _) = card("kitchen-gas-leak", Mode::Exam, BotKind::Perfect, 1);
    let (guided, _) = card("kitchen-gas-leak", Mode::Guided, BotKind::Perfect, 1);
    assert!(guided.passed);
    // The cards take no scene time, so the scene is about as long with them as without.
    assert!(
        guided.scene_ms.abs_diff(exam.scene_ms) < 10_000,
        "{} {}",
        guided.scene_ms,
        exam.scene_ms
    );
}

#[test]
fn hasty_pays_for_false_alarms_and_guessing() {
    let (card, _) = card("kitchen-gas-leak", Mode::Exam, BotKind::Hasty, 1);
    assert_eq!(card.penalties.false_alarms, 12);
    assert!(card.points.classification < 5_000 && !card.passed);
}

#[test]
fn the_same_seed_gives_the_same_tape() {
    let tape = |seed| card("kitchen-gas-leak", Mode::Exam, BotKind::Perfect, seed).1;
    assert_eq!(tape(7), tape(7));
    assert_ne!(tape(7), tape(8));
}
