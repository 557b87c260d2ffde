//! What a tape or a scenario cannot be: each is refused with a sentence that names the limit.

use super::real;
use crate::play::header;
use crate::texts::{kitchen, lines, pump_room};
use anlan_attempt::tape::{MINUTE_BYTES_MAX, TapeWriter, read};
use anlan_attempt::{Ending, Mode, Setup, Signal, TICKS_PER_S};
use anlan_scenario::{Bundle, Markable};
use anlan_score::score;

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
