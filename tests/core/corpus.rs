//! What the fuzzer kept (`tests/fuzz`) is read in every run: nothing of it panics, and what is
//! refused is refused with a sentence.

use crate::texts::pump_room;
use anlan_attempt::tape;
use anlan_score::score;

fn kept(name: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(format!("../fuzz/corpus/{name}")).unwrap();
    let inputs: Vec<_> = entries.map(|e| std::fs::read(e.unwrap().path()).unwrap()).collect();
    assert!(inputs.len() >= 10, "{name}: {}", inputs.len());
    inputs
}

#[test]
fn every_kept_text_is_read_or_refused() {
    for text in kept("ron") {
        if let Err(problems) = pump_room().with("scenario.ron", text).read() {
            assert!(problems.iter().all(|p| !p.sentence.is_empty()) && !problems.is_empty());
        }
    }
}

#[test]
fn every_kept_tape_is_read_or_refused() {
    let bundle = pump_room().bundle();
    for bytes in kept("tape") {
        match tape::read(&bytes) {
            Ok(tape) => drop(score(&bundle, &tape)),
            Err(fault) => assert!(!fault.sentence.is_empty() && fault.byte <= bytes.len()),
        }
    }
}
