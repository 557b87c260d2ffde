//! The tape: what is written is read, what is altered is refused with its place, what was torn
//! gives back all that had reached the disk.

mod altered;
mod forged;
mod golden;
mod refused;
mod signed;
mod store;
mod torn;
mod trace;

use crate::play::bot_tape;
use crate::texts::kitchen;
use anlan_attempt::{Mode, Setup};
use anlan_bot::BotKind;
use anlan_scenario::Bundle;
use std::ops::Range;

/// Length of the magic, and of a frame beside its body.
const MAGIC_BYTES: usize = 8;
const FRAME_EXTRA_BYTES: usize = 4 + 32;

/// A real tape: the perfect bot's exam in the kitchen.
fn real() -> (Bundle, Vec<u8>) {
    let bundle = kitchen().bundle();
    let (bytes, _) = bot_tape(&bundle, Setup { mode: Mode::Exam, seed: 1 }, BotKind::Perfect);
    (bundle, bytes)
}

/// Where each frame of a tape lies.
fn frames(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut frames = Vec::new();
    let mut at = MAGIC_BYTES;
    while at < bytes.len() {
        let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        frames.push(at..at + length + FRAME_EXTRA_BYTES);
        at += length + FRAME_EXTRA_BYTES;
    }
    assert_eq!(at, bytes.len());
    frames
}
