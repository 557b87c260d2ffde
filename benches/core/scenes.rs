//! What is measured: the kitchen as it is, and a scenario as large as the checker lets one be.

use anlan_attempt::tape::{Header, Tape, TapeWriter, read};
use anlan_attempt::{Attempt, MarkerId, Mode, Phase, RULES_VERSION, Setup, Signal, TICKS_PER_S};
use anlan_bot::{Bot, BotKind, play};
use anlan_scenario::{Bundle, Scenario, read_texts};
use anlan_score::score;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 1 };

/// One thing that is measured.
pub struct Deed {
    pub name: &'static str,
    /// Makes ready, and gives what is then done again and again.
    pub make: fn() -> Box<dyn FnMut() -> u64>,
    /// How often it is done while instructions are counted.
    pub times: u64,
    /// What a time means.
    pub note: fn(Duration) -> String,
}

fn nothing(_: Duration) -> String {
    String::new()
}

pub fn deeds() -> [Deed; 9] {
    [
        Deed { name: "check a scenario", make: check, times: 3, note: nothing },
        Deed { name: "tick, nothing happens", make: idle, times: 1000, note: nothing },
        Deed { name: "tick, a look is told", make: looking, times: 1000, note: nothing },
        Deed { name: "tick, largest scenario, all asked", make: limit, times: 100, note: nothing },
        Deed { name: "verify a tape of 10 minutes", make: verify, times: 3, note: nothing },
        Deed { name: "score a tape of 10 minutes", make: long, times: 3, note: nothing },
        Deed { name: "score again, a turn in the kitchen", make: again, times: 3, note: a_minute },
        Deed { name: "headless run, perfect", make: perfect, times: 2, note: real_time },
        Deed { name: "headless run, replayed", make: replayed, times: 3, note: real_time },
    ]
}

fn a_minute(time: Duration) -> String {
    format!("{:.0} tapes a minute", 60.0 / time.as_secs_f64())
}

/// Perfect's turn takes this long, seconds.
fn real_time(time: Duration) -> String {
    let (_, tape) = turn(BotKind::Perfect);
    let seconds = tape.seal.ticks as f64 / TICKS_PER_S as f64;
    format!("{:.0} times real time", seconds / time.as_secs_f64())
}

const RON: &str = include_str!("../../scenarios/kitchen-gas-leak/scenario.ron");
const ZH_CN: &str = include_str!("../../scenarios/kitchen-gas-leak/words.zh-CN.ron");
const EN: &str = include_str!("../../scenarios/kitchen-gas-leak/words.en.ron");

fn texts(ron: String, extra: &str) -> BTreeMap<String, Vec<u8>> {
    let words = |text: &str| {
        let end = text.trim_end().len() - 1;
        format!("{}{extra}}}", &text[..end])
    };
    [("scenario.ron", ron), ("words.zh-CN.ron", words(ZH_CN)), ("words.en.ron", words(EN))]
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .into()
}

fn scenario(texts: &BTreeMap<String, Vec<u8>>) -> Scenario {
    read_texts(Path::new("kitchen-gas-leak"), texts).unwrap_or_else(|p| panic!("{}", p[0]))
}

fn kitchen() -> Bundle {
    Bundle::pack(scenario(&texts(RON.to_owned(), ""))).unwrap()
}

/// The kitchen for ten minutes in which nobody presses a switch.
fn long_kitchen() -> Bundle {
    let ron = RON
        .replacen("duration_s: 240.0", "duration_s: 600.0", 1)
        .replace("Held(Appeared(\"H7\"), 30.0)", "Held(Appeared(\"H7\"), 599.0)")
        .replace("Held(Appeared(\"H8\"), 30.0)", "Held(Appeared(\"H8\"), 599.0)");
    Bundle::pack(scenario(&texts(ron, ""))).unwrap()
}

/// 64 hazards and 600 rows that ask about the last seconds, so that no tick can be skipped.
fn largest() -> Arc<Scenario> {
    let (mut hazards, mut rows, mut words) = (String::new(), String::new(), String::new());
    for nr in 9..=64 {
        let level = "Administrative";
        write!(
            hazards,
            "(id: \"H{nr}\", marker: (on: Prop(\"sink\"), at: (2.8, 0.5, 1.6)), factor: Object, \
             severity: 3, likelihood: 3, class: 1, appears: Held(Start, {nr}.0), controls: [(id: \
             \"a\", level: {level}, right: true), (id: \"b\", level: {level}), (id: \"c\", level: \
             {level}), (id: \"d\", level: {level})]),"
        )
        .unwrap();
        for key in ["", ".cue", ".control.a", ".control.b", ".control.c", ".control.d"] {
            write!(words, "\"hazard.H{nr}{key}\": \"?\",").unwrap();
        }
    }
    for nr in 0..600 {
        let hazard = 9 + nr % 56;
        write!(
            rows,
            "(when: All([Share(In(\"yard\"), 0.5, 5.0), Any([Marked(\"H{hazard}\"), \
             Held(Appeared(\"H{hazard}\"), 200.0)])]), then: []),"
        )
        .unwrap();
    }
    let ron = RON.replacen("    hazards: [", &format!("    hazards: [{hazards}"), 1).replacen(
        "    timeline: [",
        &format!("    timeline: [{rows}"),
        1,
    );
    Arc::new(scenario(&texts(ron, &words)))
}

fn header(bundle: &Bundle) -> Header {
    Header {
        attempt: "00000000-0000-4000-8000-000000000000".to_owned(),
        trainee: "bench".to_owned(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: EXAM.mode,
        seed: EXAM.seed,
        started_at_ms: 0,
        build: "bench".to_owned(),
        rules: RULES_VERSION,
        sense: 0,
    }
}

fn turn(kind: BotKind) -> (Bundle, Tape) {
    let bundle = kitchen();
    let mut attempt = Attempt::new(bundle.scenario().clone(), EXAM);
    let mut writer = TapeWriter::start(Vec::new(), header(&bundle)).unwrap();
    let bot = Bot::new(kind, bundle.scenario());
    play(&mut attempt, bot, |signals| writer.tick(signals)).unwrap();
    let ending = attempt.outcome().ending.clone().unwrap();
    let tape = read(&writer.seal(ending, None).unwrap()).unwrap();
    (bundle, tape)
}

/// Ten minutes with three looks a second, and a report every ten.
fn long_tape() -> (Bundle, Vec<u8>) {
    let bundle = long_kitchen();
    let mut attempt = Attempt::new(bundle.scenario().clone(), EXAM);
    let mut writer = TapeWriter::start(Vec::new(), header(&bundle)).unwrap();
    while *attempt.phase() != Phase::Over {
        let tick = attempt.ticks() + 1;
        let signals = if tick.is_multiple_of(20) { vec![look(tick)] } else { Vec::new() };
        writer.tick(&signals).unwrap();
        attempt.tick(&signals);
    }
    assert_eq!(attempt.ticks(), 600 * TICKS_PER_S + 1);
    let ending = attempt.outcome().ending.clone().unwrap();
    (bundle, writer.seal(ending, None).unwrap())
}

fn look(tick: u64) -> Signal {
    let marker = MarkerId::Hazard(["H1", "H2", "H3", "H4"][tick as usize / 20 % 4].into());
    Signal::Saw { marker, ticks: 20 }
}

fn check() -> Box<dyn FnMut() -> u64> {
    let texts = texts(RON.to_owned(), "");
    Box::new(move || scenario(&texts).file().hazards.len() as u64)
}

/// An attempt some seconds into its scene, begun again when the scene is over.
fn ticking(scenario: Arc<Scenario>, signals: Vec<Signal>) -> Box<dyn FnMut() -> u64> {
    let begin = move || {
        let mut attempt = Attempt::new(scenario.clone(), EXAM);
        for _ in 0..30 * TICKS_PER_S {
            attempt.tick(&[]);
        }
        attempt
    };
    let mut attempt = begin();
    Box::new(move || {
        if *attempt.phase() != Phase::Scene {
            attempt = begin();
        }
        attempt.tick(&signals).len() as u64
    })
}

fn idle() -> Box<dyn FnMut() -> u64> {
    ticking(long_kitchen().scenario().clone(), Vec::new())
}

fn looking() -> Box<dyn FnMut() -> u64> {
    ticking(long_kitchen().scenario().clone(), vec![look(20)])
}

fn limit() -> Box<dyn FnMut() -> u64> {
    ticking(largest(), vec![look(20)])
}

fn verify() -> Box<dyn FnMut() -> u64> {
    let (_, bytes) = long_tape();
    Box::new(move || read(&bytes).unwrap().seal.ticks)
}

fn long() -> Box<dyn FnMut() -> u64> {
    let (bundle, bytes) = long_tape();
    let tape = read(&bytes).unwrap();
    Box::new(move || u64::from(score(&bundle, &tape).unwrap().score))
}

fn again() -> Box<dyn FnMut() -> u64> {
    let (bundle, tape) = turn(BotKind::Perfect);
    Box::new(move || u64::from(score(&bundle, &tape).unwrap().score))
}

fn perfect() -> Box<dyn FnMut() -> u64> {
    let bundle = kitchen();
    Box::new(move || {
        let mut attempt = Attempt::new(bundle.scenario().clone(), EXAM);
        let bot = Bot::new(BotKind::Perfect, bundle.scenario());
        play(&mut attempt, bot, |_| Ok::<(), ()>(())).unwrap();
        attempt.ticks()
    })
}

fn replayed() -> Box<dyn FnMut() -> u64> {
    let (bundle, tape) = turn(BotKind::Perfect);
    Box::new(move || {
        let mut attempt = Attempt::new(bundle.scenario().clone(), EXAM);
        tape.replay(&mut attempt);
        attempt.ticks()
    })
}
