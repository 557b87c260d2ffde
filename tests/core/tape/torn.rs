//! After a crash: whatever reached the disk is read again, sealed and sent, and is not judged.

use super::{MAGIC_BYTES, frames, real};
use anlan_attempt::tape::{Tape, Torn, read, read_torn};
use anlan_attempt::{Attempt, Ending, Setup, Signal, StoppedBy};
use anlan_scenario::Bundle;
use anlan_score::{ScoreError, Scorecard, Verdict, score};

const FAULT: Ending = Ending::Stopped(StoppedBy::Fault);

/// Seals a torn tape as the headset does when it starts again.
fn recover(torn: &Torn, bytes: &[u8]) -> Tape {
    let mut writer = torn.resume(bytes[..torn.end].to_vec());
    writer.tick(&[Signal::Stopped { by: StoppedBy::Fault }]).unwrap();
    read(&writer.seal(FAULT, None).unwrap()).expect("a recovered tape reads")
}

/// The tick in which the attempt of a tape was over.
fn over_at(bundle: &Bundle, tape: &Tape) -> u64 {
    let setup = Setup { mode: tape.header.mode, seed: tape.header.seed };
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup);
    tape.replay(&mut attempt);
    attempt.ticks()
}

#[test]
fn a_tape_cut_anywhere_is_refused_and_recovered() {
    let (bundle, bytes) = real();
    let whole = read(&bytes).unwrap();
    let frames = frames(&bytes);
    let over = over_at(&bundle, &whole);
    let mut judged = 0;
    for cut in 0..bytes.len() {
        let left = &bytes[..cut];
        let end = frames.iter().map(|f| f.end).filter(|end| *end <= cut).max();
        let fault = read(left).expect_err("a torn tape was read");
        let expected = if cut < MAGIC_BYTES { 0 } else { end.unwrap_or(MAGIC_BYTES) };
        assert_eq!(fault.byte, expected, "cut at byte {cut}: {fault}");
        let Some(end) = end else {
            assert!(read_torn(left).is_err(), "cut at byte {cut}: there is no header");
            continue;
        };
        let torn = read_torn(left).unwrap().expect("it has no seal");
        assert_eq!((torn.end, &torn.header), (end, &whole.header), "cut at byte {cut}");
        // What follows hangs on the whole frames alone.
        if cut == end {
            let tape = recover(&torn, left);
            expect_prefix(&tape, &whole);
            // The stop takes a tick; an attempt that was over before is the next test's. A card
            // takes a thousand times as long as all else, so some will do.
            if tape.seal.ticks <= over && cut % 16 == 0 {
                judged += 1;
                expect_not_judged(&score(&bundle, &tape).unwrap());
            }
        }
    }
    assert!(judged > 10, "{judged} recovered tapes were scored");
    assert_eq!(read_torn(&bytes), Ok(None), "a sealed tape is whole");
}

/// Every signal of the whole tape up to the moment of the crash, none besides, and then the stop.
fn expect_prefix(tape: &Tape, whole: &Tape) {
    let (stop, kept) = tape.signals.split_last().unwrap();
    assert_eq!(stop.1, [Signal::Stopped { by: StoppedBy::Fault }]);
    assert_eq!(kept, &whole.signals[..kept.len()]);
    assert_eq!(stop.0, tape.seal.ticks);
    let next = whole.signals.get(kept.len()).map_or(whole.seal.ticks + 1, |(tick, _)| *tick);
    assert!(tape.seal.ticks <= next, "no signal was left out on the way");
}

fn expect_not_judged(card: &Scorecard) {
    assert_eq!((card.is_judged, card.passed), (false, false));
    assert_eq!(card.verdicts, [Verdict::NotJudged]);
    assert_eq!(card.ending, FAULT);
}

/// The power can fail between the last tick and the seal. Such a tape tells a whole attempt; that
/// it was sealed later must not keep it from being scored and sent.
#[test]
fn a_tape_cut_just_before_its_seal_still_earns_a_card() {
    let (bundle, bytes) = real();
    let seal = frames(&bytes).pop().unwrap();
    let torn = read_torn(&bytes[..seal.start]).unwrap().unwrap();
    let card = score(&bundle, &recover(&torn, &bytes)).map_err(|e| e.to_string());
    assert!(card.is_ok(), "{card:?}");
}

/// What comes back as torn can be sealed and read; anything else is told in a sentence.
#[test]
fn a_sealed_tape_with_something_after_it_is_not_spoilt() {
    let (_, bytes) = real();
    for tail in [&[0; 4096][..], &[1], b"ANLANTP1", &bytes] {
        let longer = [&bytes[..], tail].concat();
        if let Ok(Some(torn)) = read_torn(&longer) {
            let mut writer = torn.resume(longer[..torn.end].to_vec());
            writer.tick(&[Signal::Stopped { by: StoppedBy::Fault }]).unwrap();
            let sealed = writer.seal(FAULT, None).unwrap();
            let told = read(&sealed).map(|tape| tape.seal.ending).map_err(|e| e.to_string());
            assert!(told.is_ok(), "a tape that was whole cannot be read any more: {told:?}");
        }
    }
}

#[test]
fn a_recovered_tape_that_claims_an_ending_is_refused() {
    let (bundle, bytes) = real();
    let frames = frames(&bytes);
    let torn = read_torn(&bytes[..frames[frames.len() / 2].end]).unwrap().unwrap();
    for ending in [Ending::Finished, Ending::TimeOut, Ending::Struck("C1".into())] {
        let writer = torn.resume(bytes[..torn.end].to_vec());
        let tape = read(&writer.seal(ending, None).unwrap()).unwrap();
        assert_eq!(score(&bundle, &tape), Err(ScoreError::OtherEnding));
    }
}
