//! A mutational fuzzer for what comes from outside: the texts of a scenario, and tapes.
//!
//!   cargo run -p anlan-tests-fuzz -- (ron | tape) SECONDS [SEED]
//!
//! It spoils what the corpus holds, one to eight edits at a time, and gives it to the reader; what
//! the reader takes is packed, played, scored and told. Nothing may panic, or take longer than
//! `SLOW_MS_MAX`. An input that draws a sentence nobody drew before joins the corpus; one that
//! fails is written to `tests/fuzz/failures/` and ends the run with 1. `tests/core` reads the whole
//! corpus in every run of the tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod corpus;
mod mutate;
mod ron;
mod tape;

use corpus::Corpus;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// An input that takes longer is a fault: a file is read while somebody waits.
const SLOW_MS_MAX: u128 = 5_000;

/// Gives an input to its reader; what it says, or `None` if it was taken and all went well.
type Target = fn(&[u8]) -> Option<String>;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let (name, target): (_, Target) = match arguments.first().map(String::as_str) {
        Some("ron") => ("ron", ron::read),
        Some("tape") => ("tape", tape::read),
        _ => panic!("anlan-tests-fuzz (ron | tape) SECONDS [SEED]"),
    };
    let seconds = arguments.get(1).and_then(|s| s.parse().ok()).expect("SECONDS is a number");
    let seed = arguments.get(2).map_or(1, |s| s.parse().expect("SEED is a number"));
    let mut corpus = Corpus::open(name);
    for input in corpus.inputs() {
        corpus.note(&input, &target(&input));
    }
    let mut chance = fastrand::Rng::with_seed(seed);
    let (end, mut runs, mut taken) = (Instant::now() + Duration::from_secs(seconds), 0_u64, 0_u64);
    while Instant::now() < end {
        let input = match name {
            "tape" => tape::spoil(&corpus, &mut chance),
            _ => mutate::spoil(&corpus, &mut chance, ron::WORDS),
        };
        let began = Instant::now();
        let Ok(said) = catch_unwind(AssertUnwindSafe(|| target(&input))) else {
            corpus.fail(&input, "it panicked");
        };
        if began.elapsed().as_millis() > SLOW_MS_MAX {
            corpus.fail(&input, "it took too long");
        }
        runs += 1;
        taken += u64::from(said.is_none());
        corpus.note(&input, &said);
    }
    println!("{name}: {runs} inputs in {seconds} s, {taken} taken, {} kept", corpus.len());
}
