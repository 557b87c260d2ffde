//! Turns of bots in the kitchen, with the trace of their way.

use anlan_attempt::tape::{Header, TapeWriter};
use anlan_attempt::trace::{TICKS_PER_SAMPLE, TraceWriter};
use anlan_attempt::{Attempt, Mode, Setup};
use anlan_bot::{Bot, BotKind, play_watched};
use anlan_scenario::{Bundle, read_folder};
use anlan_wire::{AttemptId, Record};
use std::path::Path;

/// The kitchen's bundle.
pub fn kitchen() -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/kitchen-gas-leak");
    Bundle::pack(read_folder(&folder.canonicalize().unwrap()).unwrap()).unwrap()
}

/// A record and the trace that its tape was sealed with.
pub fn turn(bundle: &Bundle, kind: BotKind, mode: Mode) -> (Record, Vec<u8>) {
    let setup = Setup { mode, seed: 1 };
    let scenario = bundle.scenario().clone();
    let header = Header {
        attempt: AttemptId::draw().to_string(),
        trainee: format!("bot-{}", kind.name()),
        scenario: scenario.file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode,
        seed: setup.seed,
        started_at_ms: 1_795_255_401_000,
        build: "tests".to_owned(),
        rules: anlan_attempt::RULES_VERSION,
        sense: 0,
    };
    let mut attempt = Attempt::new(scenario.clone(), setup);
    let mut tape = TapeWriter::start(Vec::new(), header).unwrap();
    let (mut bytes, mut tick) = (Vec::new(), 0);
    let mut trace = TraceWriter::start(&mut bytes, &["head".to_owned()]).unwrap();
    play_watched(&mut attempt, Bot::new(kind, &scenario), |signals, head| {
        tick += 1;
        if tick % TICKS_PER_SAMPLE == 0 {
            trace.sample(tick, &[*head])?;
        }
        tape.tick(signals)
    })
    .unwrap();
    let hash = trace.finish().unwrap();
    let ending = attempt.outcome().ending.clone().unwrap();
    let tape = tape.seal(ending, Some(hash)).unwrap();
    (Record::of_tape(bundle, tape).unwrap(), bytes)
}
