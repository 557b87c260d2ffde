//! Turns of bots in the kitchen, with the trace of their way.

use anlan_attempt::Mode;
use anlan_attempt::tape::Header;
use anlan_bot::BotKind;
use anlan_scenario::{Bundle, read_folder};
use anlan_tests_core::watched_turn;
use anlan_wire::{AttemptId, Record};
use std::path::Path;

/// The kitchen's bundle.
pub fn kitchen() -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/kitchen-gas-leak");
    Bundle::pack(read_folder(&folder.canonicalize().unwrap()).unwrap()).unwrap()
}

/// A record and the trace that its tape was sealed with.
pub fn turn(bundle: &Bundle, kind: BotKind, mode: Mode) -> (Record, Vec<u8>) {
    let scenario = bundle.scenario().clone();
    let header = Header {
        attempt: AttemptId::draw().to_string(),
        trainee: format!("bot-{}", kind.name()),
        scenario: scenario.file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode,
        seed: 1,
        started_at_ms: 1_795_255_401_000,
        build: "tests".to_owned(),
        rules: anlan_attempt::RULES_VERSION,
        sense: 0,
    };
    let (tape, trace, _) = watched_turn(bundle, kind, header);
    (Record::of_tape(bundle, tape).unwrap(), trace)
}
