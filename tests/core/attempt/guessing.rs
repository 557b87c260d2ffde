//! Guessing pays on no scenario's cards: whoever takes the first option, the last one (the most
//! severe, where options rise), the longest or the shortest is right hardly more often than chance.

use crate::texts::scenarios;
use anlan_attempt::{Answer, Card, Question};
use anlan_scenario::{Hazard, Language, Scenario, read_folder};

/// What a guess may be worth more than chance, of all cards.
const OVER_CHANCE: f64 = 0.10;
/// How often each card is dealt.
const SEEDS: u64 = 64;

/// Every card of a scenario that has a right answer, under one seed.
fn cards(scenario: &Scenario, seed: u64) -> Vec<Card> {
    let file = scenario.file();
    let of = |hazard: &Hazard| {
        let asked = Question::asked(file.cards).filter(|q| *q != Question::Confidence);
        asked.map(|question| Card::new(hazard, question, seed)).collect::<Vec<_>>()
    };
    file.hazards.iter().flat_map(of).collect()
}

/// How long each option of a card is in this language, and whether it is the right one; nothing
/// for a card whose options are not the scenario's own words.
fn lengths(card: &Card, scenario: &Scenario, language: Language) -> Vec<(usize, bool)> {
    let length = |answer: &Answer| match answer {
        Answer::Control(id) => {
            let key = format!("hazard.{}.control.{id}", card.id.hazard);
            Some(scenario.word(language, &key).chars().count())
        }
        _ => None,
    };
    card.options.iter().filter_map(|o| Some((length(&o.answer)?, o.is_right))).collect()
}

/// What it is worth to take one of the options of this length, whichever.
fn worth(options: &[(usize, bool)], length: usize) -> f64 {
    let taken = options.iter().filter(|(l, _)| *l == length);
    taken.clone().filter(|(_, is_right)| *is_right).count() as f64 / taken.count() as f64
}

fn mean(of: impl Iterator<Item = f64> + Clone) -> f64 {
    of.clone().sum::<f64>() / of.count() as f64
}

fn expect_chance(told: &str, guess: f64, chance: f64) {
    assert!(guess <= chance + OVER_CHANCE, "{told}: {guess:.2} by guessing, {chance:.2} by chance");
}

fn for_every_scenario(check: impl Fn(&Scenario)) {
    let mut count = 0;
    for entry in std::fs::read_dir(scenarios()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check(&read_folder(&path).unwrap());
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn guessing_by_place_does_not_pay() {
    for_every_scenario(|scenario| {
        let dealt: Vec<_> = (1..=SEEDS).flat_map(|seed| cards(scenario, seed)).collect();
        let chance = mean(dealt.iter().map(|card| 1.0 / card.options.len() as f64));
        let right = |is_right: bool| if is_right { 1.0 } else { 0.0 };
        let first = mean(dealt.iter().map(|card| right(card.options[0].is_right)));
        let last = mean(dealt.iter().map(|card| right(card.options.last().unwrap().is_right)));
        let id = &scenario.file().id;
        expect_chance(&format!("{id}: the first option"), first, chance);
        expect_chance(&format!("{id}: the last option"), last, chance);
    });
}

#[test]
fn guessing_by_length_does_not_pay() {
    for_every_scenario(|scenario| {
        for language in Language::ALL {
            let dealt = cards(scenario, 1);
            let worded = dealt.iter().map(|card| lengths(card, scenario, language));
            let worded: Vec<_> = worded.filter(|options| !options.is_empty()).collect();
            let chance = mean(worded.iter().map(|options| 1.0 / options.len() as f64));
            let guess = |extreme: fn(&[(usize, bool)]) -> usize| {
                mean(worded.iter().map(|options| worth(options, extreme(options))))
            };
            let told = format!("{} in {}", scenario.file().id, language.tag());
            let longest = guess(|o| o.iter().map(|(l, _)| *l).max().unwrap());
            let shortest = guess(|o| o.iter().map(|(l, _)| *l).min().unwrap());
            expect_chance(&format!("{told}: the longest option"), longest, chance);
            expect_chance(&format!("{told}: the shortest option"), shortest, chance);
            let is_shorter = |options: &&Vec<(usize, bool)>| {
                let right = options.iter().find(|(_, is_right)| *is_right).unwrap();
                options.iter().any(|(length, _)| *length > right.0)
            };
            let shorter = worded.iter().filter(is_shorter).count();
            assert!(3 * shorter >= 2 * worded.len(), "{told}: the right option is often longest");
        }
    });
}
