//! Tapes whose chain fits and whose content does not: put together by somebody who knows the
//! layout, from the frames of a real one.

use super::{FRAME_EXTRA_BYTES, frames, real};
use anlan_attempt::tape::{MAGIC, read, read_torn};
use anlan_tests_core::forge;

/// The bodies of a tape's frames.
fn bodies(bytes: &[u8]) -> Vec<Vec<u8>> {
    let body = |f: std::ops::Range<usize>| bytes[f.start + 4..f.end - 32].to_vec();
    frames(bytes).into_iter().map(body).collect()
}

/// Refused at this frame with this sentence.
#[track_caller]
fn expect(bodies: &[Vec<u8>], frame: usize, sentence: &str) {
    let bytes = forge(bodies);
    let before: usize = bodies[..frame].iter().map(|b| b.len() + FRAME_EXTRA_BYTES).sum();
    let told = read(&bytes).expect_err("a forged tape was read").to_string();
    assert_eq!(told, format!("byte {}: {sentence}", MAGIC.len() + before));
}

#[test]
fn the_chain_is_what_the_layout_says() {
    let (_, bytes) = real();
    assert_eq!(forge(&bodies(&bytes)), bytes);
    let last = bytes[bytes.len() - 32..].to_vec();
    assert_eq!(read(&bytes).unwrap().hash.to_vec(), last, "the last hash names the tape");
}

#[test]
fn a_tape_has_one_header_first_and_one_seal_last() {
    let all = bodies(&real().1);
    let (header, seal) = (&all[0], all.last().unwrap());
    let header_sentence = "a tape starts with its header, and has one";
    expect(&all[1..], 0, header_sentence);
    let twice = [std::slice::from_ref(header), &all].concat();
    expect(&twice, 1, header_sentence);
    let sealed_twice = [&all[..], std::slice::from_ref(seal)].concat();
    expect(&sealed_twice, all.len(), "the tape goes on after its seal");
    expect(&all[..all.len() - 1], all.len() - 1, "the tape ends here without its seal");
    expect(&all[..0], 0, "the tape has no header");
}

#[test]
fn ticks_go_forward_and_the_seal_counts() {
    let all = bodies(&real().1);
    let is_signals = |body: &&Vec<u8>| body[0] == 1;
    let first = all.iter().position(|b| is_signals(&b)).unwrap();
    let last = all.iter().rposition(|b| is_signals(&b)).unwrap();
    let tape = read(&forge(&all)).unwrap();
    let mut swapped = all.clone();
    swapped.swap(first, last);
    let tick = tape.signals[tape.signals.len() - 1].0;
    let told = read(&forge(&swapped)).unwrap_err();
    assert!(told.sentence.ends_with("is out of order or out of range"), "{tick}: {told}");
    let mut twice = all.clone();
    twice.insert(first, all[first].clone());
    let tick = tape.signals[0].0;
    expect(&twice, first + 1, &format!("tick {tick} is out of order or out of range"));
    // A signal less than the seal says.
    let mut without = all.clone();
    without.remove(first);
    let tick = tape.seal.ticks;
    let seal = without.len() - 1;
    expect(&without, seal, &format!("tick {tick} is out of order or out of range"));
}

#[test]
fn a_body_is_read_to_its_end() {
    let all = bodies(&real().1);
    let mut longer = all.clone();
    longer[1].push(0);
    expect(&longer, 1, "the frame holds more than it should");
    let mut shorter = all.clone();
    shorter[0].pop();
    expect(&shorter, 0, "the frame's content cannot be read by this build");
    let mut newer = all.clone();
    newer[1][0] = 9;
    expect(&newer, 1, "the frame's content cannot be read by this build");
    let mut empty = all;
    empty[1].clear();
    expect(&empty, 1, "the frame's content cannot be read by this build");
}

/// A list that claims more than it holds, and a tick at the end of time.
#[test]
fn absurd_numbers_are_refused() {
    let all = bodies(&real().1);
    let varint = [0xff; 9].iter().copied().chain([1]).collect::<Vec<u8>>();
    let many = [&[1, 5][..], &varint].concat();
    let late = [&[2][..], &varint].concat();
    expect(&[all[0].clone(), many], 1, "the frame's content cannot be read by this build");
    let sentence = format!("tick {} is out of order or out of range", u64::MAX);
    expect(&[all[0].clone(), late.clone()], 1, &sentence);
    let torn = read_torn(&forge(&[all[0].clone(), late])).unwrap().unwrap();
    assert_eq!(torn.end, MAGIC.len() + all[0].len() + FRAME_EXTRA_BYTES);
}
