//! Edits that spoil bytes.

use crate::corpus::Corpus;

/// The logarithm of the edits of one input, at most.
const EDITS_LOG_MAX: usize = 3;
/// The longest piece that is moved, doubled or cut out.
const PIECE_MAX: usize = 200;

/// An input of the corpus after a few edits.
pub fn spoil(corpus: &Corpus, chance: &mut fastrand::Rng, words: &[&str]) -> Vec<u8> {
    let mut bytes = corpus.pick(chance).to_vec();
    for _ in 0..1 << chance.usize(..=EDITS_LOG_MAX) {
        edit(&mut bytes, corpus, chance, words);
    }
    bytes
}

fn edit(bytes: &mut Vec<u8>, corpus: &Corpus, chance: &mut fastrand::Rng, words: &[&str]) {
    let at = chance.usize(..=bytes.len());
    let end = (at + chance.usize(..PIECE_MAX)).min(bytes.len());
    match chance.u8(..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.u8(..8),
        1 if at < bytes.len() => bytes[at] = chance.u8(..),
        2 => bytes.insert(at, chance.u8(..)),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].to_vec();
            let to = chance.usize(..=bytes.len());
            bytes.splice(to..to, piece);
        }
        5 => {
            let other = corpus.pick(chance);
            let from = chance.usize(..=other.len());
            let piece = &other[from..(from + chance.usize(..PIECE_MAX)).min(other.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
        6 => bytes.truncate(at),
        _ if !words.is_empty() => {
            let word = words[chance.usize(..words.len())].bytes();
            let end = (at + chance.usize(..12)).min(bytes.len());
            bytes.splice(at..end, word);
        }
        _ => {}
    }
}
