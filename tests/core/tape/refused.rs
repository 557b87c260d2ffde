//! What a tape or a scenario cannot be: each is refused with a sentence that names the limit.

use super::{FRAME_EXTRA_BYTES, frames, real};
use crate::play::header;
use crate::texts::{kitchen, lines, pump_room};
use anlan_attempt::tape::{
    FRAME_BYTES_MAX, MINUTE_BYTES_MAX, Store, TAPE_BYTES_MAX, TICKS_MAX, TapeWriter, read,
};
use anlan_attempt::{Ending, Mode, Setup, Signal, TICKS_PER_S};
use anlan_scenario::{Bundle, Event, Markable};
use anlan_score::score;
use anlan_tests_core::forge;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

/// A tick's worth of marks, about so many bytes on the tape.
fn many(bytes: usize) -> Vec<Signal> {
    let on = Markable::Prop("a_prop_with_a_name_of_forty_characters__".into());
    vec![Signal::Marked { on, marker: None }; bytes / 44]
}

fn writer() -> TapeWriter<Vec<u8>> {
    let header = header(&pump_room().bundle(), Setup { mode: Mode::Exam, seed: 1 });
    TapeWriter::start(Vec::new(), header).unwrap()
}

#[test]
fn a_minute_holds_256_kib_and_the_next_is_new() {
    let mut writer = writer();
    let kib_50 = many(50 * 1024);
    for _ in 0..5 {
        writer.tick(&kib_50).unwrap();
    }
    let told = writer.tick(&kib_50).unwrap_err().to_string();
    assert_eq!(told, "minute 1 holds more than 256 KiB");
    let mut writer = self::writer();
    for tick in 0..2 * 60 * TICKS_PER_S {
        let is_busy = tick % (60 * TICKS_PER_S) < 5;
        writer.tick(if is_busy { &kib_50 } else { &[] }).unwrap();
    }
    let bytes = writer.seal(Ending::TimeOut, None).unwrap();
    assert!(bytes.len() > MINUTE_BYTES_MAX && read(&bytes).is_ok());
}

#[test]
fn a_minute_is_3600_ticks_to_the_writer_and_the_reader() {
    let kib_50 = many(50 * 1024);
    // The second minute is as full as the first may be, and is told of by its number.
    let mut writer = writer();
    for tick in 1..=60 * TICKS_PER_S {
        writer.tick(if tick <= 5 { &kib_50 } else { &[] }).unwrap();
    }
    for _ in 0..5 {
        writer.tick(&kib_50).unwrap();
    }
    for _ in 0..50 * TICKS_PER_S {
        writer.tick(&[]).unwrap();
    }
    let told = writer.tick(&kib_50).unwrap_err().to_string();
    assert_eq!(told, "minute 2 holds more than 256 KiB");
    // Two tapes that are sound each, and whose frames would not be in one.
    let bodies = |from: u64| {
        let mut writer = self::writer();
        for tick in 1..from + 5 {
            writer.tick(if tick >= from { &kib_50 } else { &[] }).unwrap();
        }
        let bytes = writer.seal(Ending::TimeOut, None).unwrap();
        assert!(read(&bytes).is_ok());
        let bodies = frames(&bytes).into_iter().map(|f| bytes[f.start + 4..f.end - 32].to_vec());
        bodies.collect::<Vec<_>>()
    };
    let (first, second) = (bodies(1), bodies(6));
    let both = [&first[..6], &second[1..]].concat();
    let fault = read(&forge(&both)).unwrap_err();
    assert_eq!(fault.sentence, "minute 1 holds more than 256 KiB");
    assert_eq!(fault.byte, frames(&forge(&both))[6].start);
}

#[test]
fn an_attempt_lasts_two_hours_at_most() {
    assert_eq!(TICKS_MAX, 432_000);
    let mut writer = writer();
    for _ in 0..TICKS_MAX {
        writer.tick(&[]).unwrap();
    }
    let told = writer.tick(&[]).unwrap_err().to_string();
    assert_eq!(told, "an attempt lasts 2 hours at most");
    assert_eq!(read(&writer.seal(Ending::TimeOut, None).unwrap()).unwrap().seal.ticks, TICKS_MAX);
}

/// A signal whose frame at this tick has a body of so many bytes; for bodies of more than 17 KiB.
fn large(tick: u64, body: usize) -> Signal {
    let tick_bytes = (1..).find(|n| tick < 1 << (7 * n)).unwrap();
    // Frame, list, signal and event take a byte each, the names four and those of `pump.switch`.
    let end = "x".repeat(body - (4 + 4 + "pump.switch".len() + tick_bytes));
    Signal::Did(Event::Moved("pump.switch".into(), end))
}

#[test]
fn a_frame_holds_64_kib_and_not_a_byte_more() {
    let of = |body: usize| {
        let mut writer = writer();
        writer.tick(&[large(1, body)])?;
        writer.seal(Ending::TimeOut, None)
    };
    let bytes = of(FRAME_BYTES_MAX).unwrap();
    assert_eq!(frames(&bytes)[1].len(), FRAME_BYTES_MAX + FRAME_EXTRA_BYTES);
    assert!(read(&bytes).is_ok());
    let told = of(FRAME_BYTES_MAX + 1).unwrap_err().to_string();
    assert_eq!(told, "a tick of 65537 bytes does not fit on the tape");
}

/// A store that others can look into.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Store for Shared {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }
    fn sync_soon(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Filled minute by minute to the last byte before the room that the seal needs.
#[test]
fn a_tape_holds_16_mib_and_room_for_its_seal() {
    const SEAL_ROOM_BYTES: usize = 4096;
    let store = Shared::default();
    let header = header(&pump_room().bundle(), Setup { mode: Mode::Exam, seed: 1 });
    let mut writer = TapeWriter::start(store.clone(), header).unwrap();
    let left = || TAPE_BYTES_MAX - SEAL_ROOM_BYTES - store.0.borrow().len();
    let (mut tick, busy) = (0, large(1, 60_000));
    while left() > 120_000 || tick % (60 * TICKS_PER_S) != 0 {
        let is_busy = left() > 120_000 && tick % (60 * TICKS_PER_S) < 4;
        writer.tick(if is_busy { std::slice::from_ref(&busy) } else { &[] }).unwrap();
        tick += 1;
    }
    let half = left() / 2;
    writer.tick(&[large(tick + 1, half)]).unwrap();
    writer.tick(&[large(tick + 2, left() - FRAME_EXTRA_BYTES)]).unwrap();
    assert_eq!(left(), 0);
    let told = writer.tick(&[Signal::Stalled { ms: 1 }]).unwrap_err().to_string();
    assert_eq!(told, "the tape is full: 16 MiB");
    writer.seal(Ending::TimeOut, None).unwrap();
    assert!(read(&store.0.borrow()).is_ok());
    let told = |bytes: usize| read(&vec![0; bytes]).unwrap_err().sentence;
    assert_eq!(told(TAPE_BYTES_MAX), "this is no Anlan tape of layout 1");
    assert_eq!(told(TAPE_BYTES_MAX + 1), "the file is too large to be a tape");
}

#[test]
fn a_tape_of_another_version_of_its_scenario_earns_nothing() {
    let (bundle, bytes) = real();
    let tape = read(&bytes).unwrap();
    let later = kitchen().edit("scenario.ron", "version: 1,\n    kit", "version: 2,\n    kit");
    let told = score(&later.bundle(), &tape).unwrap_err().to_string();
    let (own, other) = (bundle.hash(), later.bundle().hash().clone());
    assert_eq!(told, format!("the tape belongs to the scenario bundle {own}, not to {other}"));
    let mut future = tape;
    future.header.rules = 99;
    let told = score(&bundle, &future).unwrap_err().to_string();
    assert_eq!(told, "the tape was played by attempt rules 99; this build scores 1");
}

#[test]
fn a_rubric_of_the_future_is_refused() {
    let bundle = kitchen().bundle();
    let text = std::str::from_utf8(bundle.bytes()).unwrap();
    let future = text.replacen("\"rubric\":{\"version\":1", "\"rubric\":{\"version\":2", 1);
    assert_ne!(future, text);
    let told = Bundle::read(future.as_bytes()).unwrap_err().to_string();
    assert!(told.ends_with("there is no rubric version 2; this build has 1"), "{told}");
}

#[test]
fn ten_thousand_hazards_are_one_sentence_at_one_place() {
    let texts = pump_room();
    let text = texts.text("scenario.ron");
    let (start, end) =
        (text.find("    hazards: [").unwrap(), text.find("    look_alikes").unwrap());
    let hazard = |nr: usize| {
        format!(
            "(id: \"H{nr}\", marker: (on: Prop(\"bin\"), at: (0.0, 0.0, 0.0)), factor: Human, \
             severity: 1, likelihood: 1, class: 1, controls: []),"
        )
    };
    let many: String = (0..10_000).map(hazard).collect();
    let huge = format!("{}    hazards: [{many}],\n{}", &text[..start], &text[end..]);
    let told = lines(&texts.clone().with("scenario.ron", huge.into_bytes()).read().unwrap_err());
    assert_eq!(told, ["pump-room/scenario.ron:1:1: the file is larger than 1024 KiB"]);
    // Those that fit into a file are counted.
    let many: String = (0..6_000).map(|n| hazard(n).replace(' ', "")).collect();
    let large = format!("{}    hazards: [{many}],\n{}", &text[..start], &text[end..]);
    let told = lines(&texts.with("scenario.ron", large.into_bytes()).read().unwrap_err());
    let limit = "the number of hazards is 6000; it must lie in 1–64";
    assert!(told.iter().any(|line| line.ends_with(limit)), "{:?}", &told[..3]);
}
