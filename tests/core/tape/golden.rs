//! The layout, pinned: one fixed tape with every kind of signal has one hash for ever.

use anlan_attempt::tape::{Header, TapeWriter, read};
use anlan_attempt::{
    Anchor, Answer, CardId, Ending, MarkerId, Mode, Question, Signal, StoppedBy, TICKS_PER_S,
    Terms, Verdicts,
};
use anlan_scenario::{DepictionLevel, Event, Factor, Markable};
use sha2::{Digest, Sha256};

/// A tape's mode, its ending, and the SHA-256 of its bytes.
type Pin = (Mode, fn() -> Ending, &'static str);

/// Every tape that this file writes.
const PINS: [Pin; 7] = [
    (
        Mode::Exam,
        || Ending::Finished,
        "17c7ccf37d70dd86c08fa14db73e54c660988b0caa8fced4139bbd8afde95cc7",
    ),
    (
        Mode::Practice,
        || Ending::TimeOut,
        "cf4c392c694a570e122af3470ac2213fca67544e91e26e3006ffd161442b3734",
    ),
    (
        Mode::Guided,
        || Ending::Struck("C1".into()),
        "1fc3f30afe615fb7a6ed80f92781d2580ec7150311197b94a14a82bd6edbc696",
    ),
    (
        Mode::Demo,
        || Ending::Stopped(StoppedBy::Trainee),
        "4f62db1c9fe89c835df1e5a0fa30fbacfdb24559a154abcfe44710080bf4b8a8",
    ),
    (
        Mode::Exam,
        || Ending::Stopped(StoppedBy::Instructor),
        "5e35db8bc50e01153fb5e85db660b073c462840b670d9e78b9788a9ca85cb2f8",
    ),
    (
        Mode::Exam,
        || Ending::Stopped(StoppedBy::Fault),
        "2e7bfe48193f7968b09a53893d07570a14f205648df40e1fb37878e11d0b0f15",
    ),
    (
        Mode::Exam,
        || Ending::Finished,
        "d4ee188510cffc1c7e179aa71c1249efc723a4b15b25db922bee0b7c96886868",
    ),
];

/// The kinds of the first release, which all of `PINS` but the last hold.
const FIRST_KINDS: usize = 26;
/// One more than the last number that `number` gives.
const KINDS: usize = 59;

/// A number for each kind of signal: whoever adds a kind is led here by the compiler, appends a
/// sample below and re-pins.
fn number(signal: &Signal) -> usize {
    match signal {
        Signal::Saw { marker: MarkerId::Hazard(_), .. } => 0,
        Signal::Saw { marker: MarkerId::LookAlike(_), .. } => 1,
        Signal::Marked { on: Markable::Prop(_), marker: None } => 2,
        Signal::Marked { on: Markable::Prop(_), marker: Some(_) } => 3,
        Signal::Marked { on: Markable::Agent(_), .. } => 4,
        Signal::Did(event) => number_of(event),
        Signal::Answered { answer: Answer::Factor(factor), .. } => match factor {
            Factor::Human => 14,
            Factor::Object => 15,
            Factor::Environment => 16,
            Factor::Management => 17,
        },
        Signal::Answered { answer: Answer::Control(_), .. } => 18,
        Signal::Skipped { card } => match card.question {
            Question::Factor => 19,
            Question::Control => 20,
            Question::Class => 42,
            Question::Severity => 43,
            Question::Likelihood => 44,
            Question::Confidence => 45,
        },
        Signal::Answered { answer, .. } => match answer {
            Answer::Class(_) => 46,
            Answer::Severity(_) => 47,
            Answer::Likelihood(_) => 48,
            _ => 49,
        },
        Signal::Looked { .. } => 50,
        Signal::CameNear { .. } => 51,
        Signal::Speed { .. } => 52,
        Signal::Head { .. } => 53,
        Signal::Compressed { .. } => 54,
        Signal::Injected { .. } => 55,
        Signal::Occluded { .. } => 56,
        Signal::Agreed(_) => 57,
        Signal::Unshown { .. } => 58,
        Signal::Arrived { .. } => 21,
        Signal::Stalled { .. } => 22,
        Signal::Stopped { by } => match by {
            StoppedBy::Trainee => 23,
            StoppedBy::Instructor => 24,
            StoppedBy::Fault => 25,
        },
    }
}

fn number_of(event: &Event) -> usize {
    match event {
        Event::Grabbed(_) => 5,
        Event::Moved(..) => 6,
        Event::Said(..) => 7,
        Event::Announced(_) => 8,
        Event::Called(_) => 9,
        Event::CalledAny => 10,
        Event::Chose(_) => 11,
        Event::Entered(_) => 12,
        Event::Left(_) => 13,
        Event::RodeOff => 26,
        Event::Gestured(_) => 27,
        Event::Pointed(_) => 28,
        Event::Touched(_) => 29,
        Event::Taken(_) => 30,
        Event::Placed(..) => 31,
        Event::Used(..) => 32,
        Event::PutOn(_) => 33,
        Event::TookOff(_) => 34,
        Event::HandEntered(_) => 35,
        Event::HandLeft(_) => 36,
        Event::HeadEntered(_) => 37,
        Event::HeadLeft(_) => 38,
        Event::MovedFast(_) => 39,
        Event::Compressed => 40,
        Event::Breathed => 41,
    }
}

/// One signal of each kind, in the order of `number`.
fn samples() -> Vec<Signal> {
    let card = |question| CardId { hazard: "H1".into(), question };
    let hazard = MarkerId::Hazard("H1".into());
    let prop = Markable::Prop("gas_hose".into());
    let factor =
        |factor| Signal::Answered { card: card(Question::Factor), answer: Answer::Factor(factor) };
    let mut samples = vec![
        Signal::Saw { marker: hazard.clone(), ticks: 30 },
        Signal::Saw { marker: MarkerId::LookAlike("D1".into()), ticks: 70_000 },
        Signal::Marked { on: prop.clone(), marker: None },
        Signal::Marked { on: prop, marker: Some(hazard) },
        Signal::Marked { on: Markable::Agent("he".into()), marker: None },
    ];
    let events = [
        Event::Grabbed("main_valve.lever".into()),
        Event::Moved("main_valve.lever".into(), "shut".to_owned()),
        Event::Said("stop".into(), "he".into()),
        Event::Announced("leave".into()),
        Event::Called("gas".into()),
        Event::CalledAny,
        Event::Chose("wait".into()),
        Event::Entered("yard".into()),
        Event::Left("yard".into()),
    ];
    samples.extend(events.map(Signal::Did));
    samples.extend(Factor::ALL.map(factor));
    let answer = Answer::Control("b".into());
    samples.push(Signal::Answered { card: card(Question::Control), answer });
    samples.extend(Question::ALL.map(|question| Signal::Skipped { card: card(question) }));
    samples.push(Signal::Arrived { agent: "he".into(), spot: "yard_he".into() });
    samples.push(Signal::Stalled { ms: 250 });
    let by = [StoppedBy::Trainee, StoppedBy::Instructor, StoppedBy::Fault];
    samples.extend(by.map(|by| Signal::Stopped { by }));
    samples.extend(later());
    samples
}

/// The kinds that came after the first release of the layout.
fn later() -> Vec<Signal> {
    let card = |question| CardId { hazard: "H1".into(), question };
    let valve = || Markable::Prop("main_valve".into());
    let events = [
        Event::RodeOff,
        Event::Gestured("hoist".into()),
        Event::Pointed(valve()),
        Event::Touched(valve()),
        Event::Taken("lock".into()),
        Event::Placed("lock".into(), "breaker".into()),
        Event::Used("tester".into(), Some("breaker".into())),
        Event::PutOn("gloves".into()),
        Event::TookOff("gloves".into()),
        Event::HandEntered("yard".into()),
        Event::HandLeft("yard".into()),
        Event::HeadEntered("yard".into()),
        Event::HeadLeft("yard".into()),
        Event::MovedFast("main_valve.lever".into()),
        Event::Compressed,
        Event::Breathed,
    ];
    let questions =
        [Question::Class, Question::Severity, Question::Likelihood, Question::Confidence];
    let answers = [
        Answer::Class(18),
        Answer::Severity(Anchor::High),
        Answer::Likelihood(Anchor::Middle),
        Answer::Confidence(true),
    ];
    let answered = questions
        .into_iter()
        .zip(answers)
        .map(|(question, answer)| Signal::Answered { card: card(question), answer });
    let hazard = MarkerId::Hazard("H1".into());
    let terms = Terms { depiction: DepictionLevel::Diagram, verdicts: Verdicts::InDebrief };
    let told = [
        Signal::Looked { on: valve(), is_on: true },
        Signal::CameNear { to: valve(), within_cm: 400, is_near: true },
        Signal::Speed { km_per_h: 20 },
        Signal::Head { height_cm: 160 },
        Signal::Compressed { rate_per_min: 110, depth_mm: 55 },
        Signal::Injected { id: "phone".into() },
        Signal::Occluded { marker: hazard, is_occluded: true },
        Signal::Agreed(terms),
        Signal::Unshown { hazard: "H1".into() },
    ];
    let skipped = questions.map(|question| Signal::Skipped { card: card(question) });
    events.map(Signal::Did).into_iter().chain(skipped).chain(answered).chain(told).collect()
}

/// The tape of a pin: the first release's kinds, or all.
fn fixed(nr: usize) -> Vec<u8> {
    let (mode, ending, _) = PINS[nr];
    let samples = kinds_of(nr);
    let ending = ending();
    let header = Header {
        attempt: "0b54ad4c-7a0b-4d6c-9f0e-6f1f5c1f2a01".to_owned(),
        trainee: "p-07".to_owned(),
        scenario: "kitchen-gas-leak".to_owned(),
        bundle: "0123456789abcdef".repeat(4),
        mode,
        seed: u64::MAX,
        started_at_ms: -1,
        build: "anlan 0.1.0 试".to_owned(),
        rules: 1,
        sense: 1,
    };
    let mut writer = TapeWriter::start(Vec::new(), header).unwrap();
    for signal in &samples {
        writer.tick(std::slice::from_ref(signal)).unwrap();
    }
    writer.tick(&samples).unwrap();
    // Past a second, so that there is a beat.
    for _ in 0..TICKS_PER_S {
        writer.tick(&[]).unwrap();
    }
    let trace = (mode == Mode::Exam).then_some([0xa5; 32]);
    writer.seal(ending, trace).unwrap()
}

fn kinds_of(nr: usize) -> Vec<Signal> {
    let count = if nr + 1 < PINS.len() { FIRST_KINDS } else { KINDS };
    samples().into_iter().take(count).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_sample_has_every_kind_of_signal() {
    let numbers: Vec<_> = samples().iter().map(number).collect();
    assert_eq!(numbers, (0..KINDS).collect::<Vec<_>>());
}

#[test]
fn the_layout_is_what_it_was() {
    let found: Vec<_> = (0..PINS.len()).map(|nr| hex(&Sha256::digest(fixed(nr)))).collect();
    let pinned = PINS.map(|(_, _, pin)| pin.to_owned());
    assert!(
        found == pinned,
        "The bytes of a tape are not what they were: tapes that are kept for years cannot be read \
         by this build, or not alike. A change of the layout, of an enum's order or of a field \
         needs a new `tape::MAGIC` and a reader for the old one. Only if a kind was appended, so \
         that every old tape still reads, put these into PINS in tests/core/tape/golden.rs:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_kind_of_signal_reads_back() {
    for (nr, (mode, ending, _)) in PINS.into_iter().enumerate() {
        let (tape, samples) = (read(&fixed(nr)).unwrap(), kinds_of(nr));
        let kinds = samples.len();
        let alone: Vec<_> = (1..).zip(samples.iter().map(|s| vec![s.clone()])).collect();
        assert_eq!(tape.signals[..kinds], alone[..]);
        let (count, last) = (kinds as u64, kinds as u64 + 1);
        assert_eq!(tape.signals[kinds..], [(last, samples)]);
        assert_eq!((tape.header.mode, &tape.seal.ending), (mode, &ending()));
        assert_eq!((tape.seal.signals, tape.seal.ticks), (2 * count, last + TICKS_PER_S));
        assert_eq!((tape.header.seed, tape.header.started_at_ms), (u64::MAX, -1));
    }
}
