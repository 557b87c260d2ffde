//! Tapes: read, recovered, and if they are whole, scored and told. Half of them are spoilt inside
//! their frames, with a chain that fits again.

use crate::corpus::Corpus;
use crate::mutate;
use anlan_attempt::tape::{CabinKey, Header, MAGIC, TapeWriter, read as read_tape, read_torn};
use anlan_attempt::{Attempt, Mode, RULES_VERSION, Setup};
use anlan_bot::{Bot, BotKind, play};
use anlan_scenario::{Bundle, read_texts};
use anlan_score::debrief::debrief;
use anlan_tests_core::forge;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let texts: BTreeMap<_, _> = [
        ("scenario.ron", include_str!("../../core/fixture/pump-room/scenario.ron")),
        ("words.zh-CN.ron", include_str!("../../core/fixture/pump-room/words.zh-CN.ron")),
        ("words.en.ron", include_str!("../../core/fixture/pump-room/words.en.ron")),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into();
    Bundle::pack(read_texts(Path::new("pump-room"), &texts).unwrap()).unwrap()
});

/// Turns of bots in every mode, one of them signed.
pub fn seeds() -> Vec<Vec<u8>> {
    let turns = [
        (BotKind::Perfect, Mode::Exam),
        (BotKind::Hasty, Mode::Practice),
        (BotKind::Fuzzer, Mode::Guided),
        (BotKind::Blind, Mode::Demo),
    ];
    turns.map(|(kind, mode)| turn(kind, mode)).into()
}

fn turn(kind: BotKind, mode: Mode) -> Vec<u8> {
    let setup = Setup { mode, seed: 5 };
    let scenario = BUNDLE.scenario();
    let header = Header {
        attempt: "6b9f7c52-93f4-4d5a-8f0a-2f1f6f2f8c11".to_owned(),
        trainee: "p-01".to_owned(),
        scenario: scenario.file().id.clone(),
        bundle: BUNDLE.hash().to_string(),
        mode,
        seed: 5,
        started_at_ms: 0,
        build: "fuzz".to_owned(),
        rules: RULES_VERSION,
        sense: 0,
    };
    let mut attempt = Attempt::new(scenario.clone(), setup);
    let mut writer = TapeWriter::start(Vec::new(), header).unwrap();
    play(&mut attempt, Bot::new(kind, scenario), |signals| writer.tick(signals)).unwrap();
    let ending = attempt.outcome().ending.clone().unwrap();
    match kind {
        BotKind::Perfect => writer.seal_signed(ending, None, &CabinKey::of_seed(&[7; 32])).unwrap(),
        _ => writer.seal(ending, None).unwrap(),
    }
}

/// Spoils a tape, or one of its bodies.
pub fn spoil(corpus: &Corpus, chance: &mut fastrand::Rng) -> Vec<u8> {
    if chance.bool() {
        return mutate::spoil(corpus, chance, &[]);
    }
    let mut bodies = bodies(corpus.pick(chance));
    for _ in 0..chance.usize(1..=4) {
        if bodies.is_empty() {
            break;
        }
        let nr = chance.usize(..bodies.len());
        match chance.u8(..6) {
            0 => drop(bodies.remove(nr)),
            1 => bodies.insert(chance.usize(..=bodies.len()), bodies[nr].clone()),
            2 => bodies[nr].push(chance.u8(..)),
            3 => bodies.swap(nr, 0),
            _ if !bodies[nr].is_empty() => {
                let at = chance.usize(..bodies[nr].len());
                bodies[nr][at] = if chance.bool() { chance.u8(..) } else { chance.u8(..64) };
            }
            _ => {}
        }
    }
    forge(&bodies)
}

/// The bodies of as many frames as there are.
fn bodies(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    let mut rest = bytes.get(MAGIC.len()..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        let Some(body) = after.get(..length) else { break };
        bodies.push(body.to_vec());
        rest = after.get(length + 32..).unwrap_or_default();
    }
    bodies
}

/// Reads a tape; what is wrong with it, if anything is.
pub fn read(input: &[u8]) -> Option<String> {
    if let Ok(Some(torn)) = read_torn(input) {
        let writer = torn.resume(input[..torn.end].to_vec());
        let fault = anlan_attempt::Ending::Stopped(anlan_attempt::StoppedBy::Fault);
        let mended = writer.seal(fault, None).unwrap();
        read_tape(&mended).expect("a recovered tape reads");
    }
    let tape = match read_tape(input) {
        Ok(tape) => tape,
        Err(fault) => return Some(fault.sentence),
    };
    match debrief(&BUNDLE, &tape, None) {
        Ok(told) => {
            assert!(told.card.score <= 100);
            assert_eq!(anlan_score::score(&BUNDLE, &tape), Ok(told.card));
            None
        }
        Err(error) => Some(error.to_string()),
    }
}
