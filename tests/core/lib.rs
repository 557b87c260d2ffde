//! Tier 0: the core. The tests are in `main.rs`; here is what tests of other rings need of it too:
//! a bot's turn with the trace of its way, and tapes put together by somebody who knows the layout.
#![allow(clippy::unwrap_used, missing_docs)]

use anlan_attempt::tape::{Header, MAGIC, TapeWriter};
use anlan_attempt::trace::{TICKS_PER_SAMPLE, TraceWriter};
use anlan_attempt::{Attempt, Setup};
use anlan_bot::{Bot, BotKind, play_watched};
use anlan_scenario::Bundle;
use sha2::{Digest, Sha256};

/// A bot's turn under this header: the sealed tape, the trace, and the trace's hash.
pub fn watched_turn(
    bundle: &Bundle,
    kind: BotKind,
    header: Header,
) -> (Vec<u8>, Vec<u8>, [u8; 32]) {
    let scenario = bundle.scenario().clone();
    let setup = Setup { mode: header.mode, seed: header.seed };
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
    (tape.seal(ending, Some(hash)).unwrap(), bytes, hash)
}

/// A tape of these bodies, with a chain that fits.
pub fn forge(bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut chain: [u8; 32] = Sha256::digest(MAGIC).into();
    for body in bodies {
        chain = Sha256::new().chain_update(chain).chain_update(body).finalize().into();
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        bytes.extend(chain);
    }
    bytes
}
