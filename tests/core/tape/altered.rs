//! A tape that somebody touched is refused, at the frame that was touched.

use super::{MAGIC_BYTES, frames, real};
use anlan_attempt::tape::{MAGIC, TAPE_BYTES_MAX, read};

#[test]
fn every_flipped_byte_is_found_in_its_frame() {
    let (_, bytes) = real();
    let frames = frames(&bytes);
    let mut altered = bytes.clone();
    for at in 0..bytes.len() {
        let frame = frames.iter().find(|frame| frame.contains(&at));
        let start = frame.map_or(0, |frame| frame.start);
        let flip = 1 << (at % 8);
        altered[at] ^= flip;
        let fault = read(&altered).expect_err("an altered tape was read");
        assert_eq!(fault.byte, start, "byte {at} flipped by {flip:#x}: {fault}");
        altered[at] ^= flip;
    }
    assert!(read(&bytes).is_ok());
}

#[test]
fn frames_cannot_be_swapped_repeated_left_out_or_added() {
    let (_, bytes) = real();
    let frames = frames(&bytes);
    let join = |order: &[usize]| {
        let frames = order.iter().flat_map(|nr| &bytes[frames[*nr].clone()]).copied();
        MAGIC.iter().copied().chain(frames).collect::<Vec<u8>>()
    };
    let whole: Vec<_> = (0..frames.len()).collect();
    assert_eq!(join(&whole), bytes);
    for nr in 0..frames.len() {
        let start = frames[nr].start;
        let mut twice = whole.clone();
        twice.insert(nr, nr);
        // The first of the two still fits.
        assert_eq!(read(&join(&twice)).unwrap_err().byte, frames[nr].end, "frame {nr} twice");
        let mut without = whole.clone();
        without.remove(nr);
        assert_eq!(read(&join(&without)).unwrap_err().byte, start, "frame {nr} left out");
        if nr + 1 < frames.len() {
            let mut swapped = whole.clone();
            swapped.swap(nr, nr + 1);
            assert_eq!(read(&join(&swapped)).unwrap_err().byte, start, "frame {nr} swapped");
        }
    }
}

#[test]
fn a_frame_of_another_tape_does_not_fit() {
    let (bundle, bytes) = real();
    let setup = anlan_attempt::Setup { mode: anlan_attempt::Mode::Exam, seed: 2 };
    let (other, _) = crate::play::bot_tape(&bundle, setup, anlan_bot::BotKind::Perfect);
    let (ours, theirs) = (frames(&bytes), frames(&other));
    for nr in 0..ours.len().min(theirs.len()) {
        let mixed = [&bytes[..ours[nr].start], &other[theirs[nr].start..]].concat();
        let fault = read(&mixed).map(|tape| tape.header.seed);
        // From the first frame on it is the other tape.
        assert_eq!(fault.is_ok(), nr == 0, "spliced at frame {nr}: {fault:?}");
    }
}

#[test]
fn a_tape_ends_with_its_seal() {
    let (_, bytes) = real();
    let seal = frames(&bytes).pop().unwrap();
    for tail in [&[0][..], &[0; 4], &[0; 36], &[0; 4096], &bytes[seal.clone()], &bytes] {
        let fault = read(&[&bytes[..], tail].concat()).unwrap_err();
        assert_eq!(fault.byte, bytes.len(), "{fault}");
    }
    let fault = read(&bytes[..seal.start]).unwrap_err();
    let sentence = format!("byte {}: the tape ends here without its seal", seal.start);
    assert_eq!(fault.to_string(), sentence);
}

#[test]
fn another_layout_is_refused_unread() {
    let (_, bytes) = real();
    let no_tape = "byte 0: this is no Anlan tape of layout 1";
    for magic in [b"ANLANTP2", b"ANLANTR1", b"anlantp1", b"\0\0\0\0\0\0\0\0"] {
        let other = [&magic[..], &bytes[MAGIC_BYTES..]].concat();
        assert_eq!(read(&other).unwrap_err().to_string(), no_tape);
    }
    assert_eq!(read(b"").unwrap_err().to_string(), no_tape);
    let sentence = "byte 0: the file is too large to be a tape";
    assert_eq!(read(&vec![0; TAPE_BYTES_MAX + 1]).unwrap_err().to_string(), sentence);
}

#[test]
fn an_impossible_length_is_not_allocated() {
    let (_, mut bytes) = real();
    let header = frames(&bytes)[0].clone();
    for (length, sentence) in [
        (u32::MAX, "the frame's length is impossible"),
        (64 * 1024 + 1, "the frame's length is impossible"),
        (64 * 1024, "the frame is torn"),
    ] {
        bytes[header.start..header.start + 4].copy_from_slice(&length.to_le_bytes());
        assert_eq!(read(&bytes).unwrap_err().to_string(), format!("byte 8: {sentence}"));
    }
}
