//! A small scenario and trainees who play it: every tape here is made as the headset makes one,
//! by an attempt and a tape writer fed with the same signals.

use anlan_attempt::tape::{Header, TapeWriter};
use anlan_attempt::{
    Answer, Attempt, Card, Ending, MarkerId, Mode, Phase, Setup, Signal, StoppedBy, TICKS_PER_S,
};
use anlan_scenario::{Bundle, Event, Markable, read_texts};
use anlan_wire::{AttemptId, CabinKey, Record};
use std::collections::BTreeMap;
use std::path::Path;

/// 2026-11-21 10:03:21 UTC.
pub const STARTED_AT_MS: i64 = 1_795_255_401_000;

/// The fixture, with its version and one of its words as asked.
pub fn bundle_of(version: u32, title: &str) -> Bundle {
    let scenario = include_str!("fixture/scenario.ron");
    let scenario = scenario.replacen("version: 1,", &format!("version: {version},"), 1);
    let zh = include_str!("fixture/words.zh-CN.ron").replacen("阀室燃气泄漏", title, 1);
    let en = include_str!("fixture/words.en.ron");
    let texts: BTreeMap<_, _> =
        [("scenario.ron", scenario), ("words.zh-CN.ron", zh), ("words.en.ron", en.to_owned())]
            .map(|(name, text)| (name.to_owned(), text.into_bytes()))
            .into();
    Bundle::pack(read_texts(Path::new("valve-room"), &texts).unwrap()).unwrap()
}

pub fn bundle() -> Bundle {
    bundle_of(1, "阀室燃气泄漏")
}

/// What a trainee does, by the second of the attempt, and how cards are answered.
pub struct Play {
    mode: Mode,
    deeds: Vec<(u64, Signal)>,
    answer: fn(&Card) -> Option<Answer>,
}

fn right(card: &Card) -> Option<Answer> {
    card.options.iter().find(|o| o.is_right).map(|o| o.answer.clone())
}

fn wrong(card: &Card) -> Option<Answer> {
    card.options.iter().find(|o| !o.is_right).map(|o| o.answer.clone())
}

fn hazard(id: &str) -> MarkerId {
    MarkerId::Hazard(id.into())
}

fn mark(on: &str, marker: Option<MarkerId>) -> Signal {
    let on = if on == "he" { Markable::Agent(on.into()) } else { Markable::Prop(on.into()) };
    Signal::Marked { on, marker }
}

fn said_stop() -> Signal {
    Signal::Did(Event::Said("stop".into(), "he".into()))
}

fn moved(part: &str, end: &str) -> Signal {
    Signal::Did(Event::Moved(part.into(), end.to_owned()))
}

/// Finds everything, answers everything right, does every step.
pub fn perfect() -> Play {
    let deeds = vec![
        (3, mark("hose", Some(hazard("H1")))),
        (5, mark("cartons", Some(hazard("H2")))),
        (11, mark("he", Some(hazard("H3")))),
        (12, said_stop()),
        (14, moved("valve.lever", "shut")),
        (16, Signal::Did(Event::Announced("leave".into()))),
    ];
    Play { mode: Mode::Exam, deeds, answer: right }
}

/// Looks without reporting, reports a look-alike and empty walls, answers wrong, lets time run
/// out.
pub fn poor() -> Play {
    let look_alike = Some(MarkerId::LookAlike("D1".into()));
    let mut deeds = vec![
        (2, Signal::Saw { marker: hazard("H2"), ticks: 72 }),
        (4, Signal::Saw { marker: MarkerId::LookAlike("D2".into()), ticks: 30 }),
        (6, mark("pipe", look_alike)),
        (21, mark("hose", Some(hazard("H1")))),
        (25, moved("valve.lever", "shut")),
        (30, said_stop()),
        (32, Signal::Did(Event::Called("gas".into()))),
    ];
    deeds.extend((40..45).map(|s| (s, mark("window", None))));
    Play { mode: Mode::Exam, deeds, answer: wrong }
}

/// Presses the switch.
pub fn fatal() -> Play {
    let deeds = vec![(5, mark("cartons", Some(hazard("H2")))), (20, moved("switch.rocker", "on"))];
    Play { mode: Mode::Practice, deeds, answer: |_| None }
}

/// The power fails after nine seconds.
pub fn cut_off() -> Play {
    let deeds = vec![(9, Signal::Stopped { by: StoppedBy::Fault })];
    Play { mode: Mode::Guided, deeds, answer: right }
}

pub fn attempt_id() -> AttemptId {
    AttemptId::draw()
}

/// The tape of a play that nobody signs.
pub fn tape(bundle: &Bundle, attempt: &AttemptId, trainee: &str, play: &Play) -> Vec<u8> {
    let (writer, ending) = played(bundle, attempt, trainee, play);
    writer.seal(ending, None).unwrap()
}

fn played(
    bundle: &Bundle,
    attempt: &AttemptId,
    trainee: &str,
    play: &Play,
) -> (TapeWriter<Vec<u8>>, Ending) {
    let setup = Setup { mode: play.mode, seed: 7 };
    let header = Header {
        attempt: attempt.to_string(),
        trainee: trainee.to_owned(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: setup.mode,
        seed: setup.seed,
        started_at_ms: STARTED_AT_MS,
        build: "tests".to_owned(),
        rules: anlan_attempt::RULES_VERSION,
        sense: 0,
    };
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup);
    let mut writer = TapeWriter::start(Vec::new(), header).unwrap();
    while *attempt.phase() != Phase::Over {
        let tick = attempt.ticks() + 1;
        let now = play.deeds.iter().filter(|(s, _)| s * TICKS_PER_S == tick);
        let mut signals: Vec<_> = now.map(|(_, signal)| signal.clone()).collect();
        if let Some(card) = attempt.card() {
            let id = card.id.clone();
            signals.push(match (play.answer)(card) {
                Some(answer) => Signal::Answered { card: id, answer },
                None => Signal::Skipped { card: id },
            });
        }
        writer.tick(&signals).unwrap();
        attempt.tick(&signals);
    }
    (writer, attempt.outcome().ending.clone().unwrap())
}

/// The record of a play of the fixture.
pub fn record(play: &Play) -> Record {
    let bundle = bundle();
    Record::of_tape(&bundle, tape(&bundle, &attempt_id(), "p-01", play)).unwrap()
}

/// The record of a play of the fixture that a cabin signed.
pub fn signed_record(play: &Play, key: &CabinKey) -> Record {
    let bundle = bundle();
    let (writer, ending) = played(&bundle, &attempt_id(), "p-01", play);
    Record::of_tape(&bundle, writer.seal_signed(ending, None, key).unwrap()).unwrap()
}
