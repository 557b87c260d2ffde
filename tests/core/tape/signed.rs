//! A cabin's signature: what it proves, and what does not pass for it.

use super::{FRAME_EXTRA_BYTES, frames};
use crate::play::header;
use crate::texts::pump_room;
use anlan_attempt::tape::{CabinKey, MAGIC, PublicKey, Tape, TapeWriter, read, read_torn};
use anlan_attempt::{Ending, Mode, Setup, Signal, StoppedBy};
use sha2::{Digest, Sha256};

fn key(nr: u8) -> CabinKey {
    CabinKey::of_seed(&[nr; 32])
}

fn writer() -> TapeWriter<Vec<u8>> {
    let header = header(&pump_room().bundle(), Setup { mode: Mode::Exam, seed: 1 });
    let mut writer = TapeWriter::start(Vec::new(), header).unwrap();
    writer.tick(&[Signal::Stopped { by: StoppedBy::Trainee }]).unwrap();
    writer
}

const ENDING: Ending = Ending::Stopped(StoppedBy::Trainee);

fn signed(nr: u8) -> Vec<u8> {
    writer().seal_signed(ENDING, None, &key(nr)).unwrap()
}

fn told(tape: &Tape, trusted: &[PublicKey]) -> String {
    tape.expect_signed(trusted).map_or_else(|sentence| sentence, |()| "trusted".to_owned())
}

#[test]
fn a_signed_tape_is_the_unsigned_one_and_a_frame() {
    let (plain, bytes) = (writer().seal(ENDING, None).unwrap(), signed(1));
    assert!(bytes.starts_with(&plain));
    assert_eq!(bytes.len(), plain.len() + FRAME_EXTRA_BYTES + 1 + 32 + 64);
    let (unsigned, tape) = (read(&plain).unwrap(), read(&bytes).unwrap());
    assert_eq!(unsigned.signed_by, None);
    assert_eq!(tape.signed_by, Some(key(1).public()));
    assert_eq!((tape.signals, tape.seal), (unsigned.signals, unsigned.seal));
    assert_eq!(read_torn(&bytes), Ok(None));
}

#[test]
fn only_known_cabins_are_trusted() {
    let tape = read(&signed(1)).unwrap();
    let (own, other) = (key(1).public(), key(2).public());
    assert_eq!(told(&tape, &[other, own]), "trusted");
    let sentence = format!("the tape is signed by {own}, which is none of the cabins known here");
    assert_eq!(told(&tape, &[other]), sentence);
    assert_eq!(told(&tape, &[]), sentence);
    let unsigned = read(&writer().seal(ENDING, None).unwrap()).unwrap();
    assert_eq!(told(&unsigned, &[own]), "no cabin signed this tape");
}

/// Puts another body in place of the last frame's, with a chain that fits.
fn with_last(bytes: &[u8], body: &[u8]) -> Vec<u8> {
    let last = frames(bytes).pop().unwrap();
    let before: [u8; 32] = bytes[last.start - 32..last.start].try_into().unwrap();
    let chain = Sha256::new().chain_update(before).chain_update(body).finalize();
    [&bytes[..last.start], &(body.len() as u32).to_le_bytes(), body, &chain].concat()
}

fn last_body(bytes: &[u8]) -> Vec<u8> {
    let last = frames(bytes).pop().unwrap();
    bytes[last.start + 4..last.end - 32].to_vec()
}

#[test]
fn no_other_signature_fits() {
    let bytes = signed(1);
    let body = last_body(&bytes);
    assert_eq!(with_last(&bytes, &body), bytes);
    for at in 1..body.len() {
        let mut altered = body.clone();
        altered[at] ^= 1;
        let fault = read(&with_last(&bytes, &altered)).unwrap_err();
        assert_eq!(fault.sentence, "the signature was not made for this tape", "byte {at}");
    }
    // One that another tape was signed with, and one that another cabin made.
    let mut other = writer();
    other.tick(&[]).unwrap();
    let other = other.seal_signed(ENDING, None, &key(1)).unwrap();
    let fault = read(&with_last(&bytes, &last_body(&other))).unwrap_err();
    assert_eq!(fault.sentence, "the signature was not made for this tape");
    assert_eq!(
        read(&with_last(&bytes, &last_body(&signed(2)))).unwrap().signed_by,
        Some(key(2).public())
    );
}

#[test]
fn a_signature_stands_once_and_after_the_seal() {
    let bytes = signed(1);
    let body = last_body(&bytes);
    let last = frames(&bytes).pop().unwrap();
    let twice = {
        let mut chain: [u8; 32] = bytes[last.end - 32..].try_into().unwrap();
        chain = Sha256::new().chain_update(chain).chain_update(&body).finalize().into();
        [&bytes[..], &(body.len() as u32).to_le_bytes(), &body, &chain].concat()
    };
    assert_eq!(read(&twice).unwrap_err().sentence, "the tape goes on after its seal");
    let header_only = &bytes[..frames(&bytes)[0].end];
    let placeholder = [header_only, &[0; 4], &[0; 32]].concat();
    let early = with_last(&placeholder, &body);
    assert_eq!(read(&early).unwrap_err().sentence, "a signature stands before the seal");
    assert!(early.starts_with(MAGIC));
}

#[test]
fn a_key_has_one_spelling() {
    let key = key(7).public();
    assert_eq!(PublicKey::of_hex(&key.to_string()), Some(key));
    let wrong = ["", "00", &"0".repeat(63), &"g".repeat(64), &"é".repeat(32), &"+f".repeat(32)];
    assert!(wrong.iter().all(|text| PublicKey::of_hex(text).is_none()));
    assert!(wrong.iter().all(|text| CabinKey::of_hex(text).is_none()));
    // RFC 8032, test 1.
    let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    assert_eq!(CabinKey::of_hex(seed).unwrap().public().to_string(), public);
}
