//! Every bot plays every scenario through the real stage and earns what `expected.ron` says, as
//! it does in a bare attempt.

use crate::theatre::{Theatre, bundle};
use anlan_attempt::Mode;
use anlan_bot::BotKind;
use anlan_score::{Scorecard, score};

fn card(kind: BotKind, seed: u64) -> (Scorecard, Vec<u8>) {
    let bundle = bundle("kitchen-gas-leak");
    let (tape, bytes) = Theatre::open(&bundle, Mode::Exam, seed, Some(kind)).play();
    (score(&bundle, &tape).unwrap(), bytes)
}

#[test]
fn perfect_finds_everything_and_passes() {
    let (card, _) = card(BotKind::Perfect, 1);
    println!("{}", card.canonical_json());
    assert_eq!((card.hits, card.hazards_appeared, card.false_alarms), (8, 8, 0));
    assert!(card.passed, "{:?}", card.verdicts);
}

#[test]
fn blind_meets_the_explosion() {
    let (card, _) = card(BotKind::Blind, 1);
    println!("{}", card.canonical_json());
    assert_eq!(card.hits, 0);
    assert_eq!(card.ending, anlan_attempt::Ending::Struck("C1".into()));
}

#[test]
fn hasty_pays_for_false_alarms() {
    let (card, _) = card(BotKind::Hasty, 1);
    println!("{}", card.canonical_json());
    assert!(!card.passed);
    assert_eq!(card.penalties.false_alarms, 12);
}

#[test]
fn the_same_seed_gives_the_same_tape() {
    assert_eq!(card(BotKind::Perfect, 7).1, card(BotKind::Perfect, 7).1);
}
