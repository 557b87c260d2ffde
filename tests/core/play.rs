//! Trainees written as lines of text, `second deed names`, and the tapes that they leave: made as
//! the headset makes them, by an attempt and a tape writer that are fed with the same signals.

use anlan_attempt::tape::{Header, Tape, TapeWriter, read};
use anlan_attempt::{
    Answer, Attempt, Card, Effect, Ending, MarkerId, Mode, Phase, Setup, Signal, StoppedBy,
    TICKS_PER_S,
};
use anlan_bot::{Bot, BotKind};
use anlan_scenario::{Bundle, Event, Markable, Scenario};
use anlan_score::{Scorecard, score};

/// No attempt here lasts longer than this.
const TICKS_MAX: u64 = 20 * 60 * TICKS_PER_S;

/// How a trainee answers: `None` puts the card away.
pub type Answers = fn(&Card) -> Option<Answer>;

/// The right option.
pub fn right(card: &Card) -> Option<Answer> {
    card.options.iter().find(|o| o.is_right).map(|o| o.answer.clone())
}

/// Some other option.
pub fn wrong(card: &Card) -> Option<Answer> {
    card.options.iter().find(|o| !o.is_right).map(|o| o.answer.clone())
}

/// No option.
pub fn nothing(_: &Card) -> Option<Answer> {
    None
}

/// The signal of one deed, `mark H1` or `say stop lin`.
pub fn signal(deed: &str, scenario: &Scenario) -> Signal {
    let words: Vec<_> = deed.split_whitespace().collect();
    let did = Signal::Did;
    match words[..] {
        ["mark", id] => mark(id, scenario),
        ["unshown", id] => Signal::Unshown { hazard: id.into() },
        ["see", id, ticks] => Signal::Saw { marker: marker(id), ticks: ticks.parse().unwrap() },
        ["grab", part] => did(Event::Grabbed(part.into())),
        ["move", part, end] => did(Event::Moved(part.into(), end.to_owned())),
        ["say", phrase, agent] => did(Event::Said(phrase.into(), agent.into())),
        ["announce", phrase] => did(Event::Announced(phrase.into())),
        ["call", line] => did(Event::Called(line.into())),
        ["choose", choice] => did(Event::Chose(choice.into())),
        ["enter", zone] => did(Event::Entered(zone.into())),
        ["leave", zone] => did(Event::Left(zone.into())),
        ["go", "off"] => did(Event::RodeOff),
        ["gesture", name] => did(Event::Gestured(name.into())),
        ["point", thing] => did(Event::Pointed(on(thing, scenario))),
        ["touch", thing] => did(Event::Touched(on(thing, scenario))),
        ["take", item] => did(Event::Taken(item.into())),
        ["place", item, socket] => did(Event::Placed(item.into(), socket.into())),
        ["use", item] => did(Event::Used(item.into(), None)),
        ["use", item, socket] => did(Event::Used(item.into(), Some(socket.into()))),
        ["wear", item] => did(Event::PutOn(item.into())),
        ["strip", item] => did(Event::TookOff(item.into())),
        ["hand", "in", zone] => did(Event::HandEntered(zone.into())),
        ["hand", "out", zone] => did(Event::HandLeft(zone.into())),
        ["head", "in", zone] => did(Event::HeadEntered(zone.into())),
        ["head", "out", zone] => did(Event::HeadLeft(zone.into())),
        ["fast", part] => did(Event::MovedFast(part.into())),
        ["breathe"] => did(Event::Breathed),
        ["compress", rate, depth] => Signal::Compressed {
            rate_per_min: rate.parse().unwrap(),
            depth_mm: depth.parse().unwrap(),
        },
        ["look", thing] => Signal::Looked { on: on(thing, scenario), is_on: true },
        ["away", thing] => Signal::Looked { on: on(thing, scenario), is_on: false },
        ["near", thing, cm] => near(thing, cm, true, scenario),
        ["far", thing, cm] => near(thing, cm, false, scenario),
        ["speed", km] => Signal::Speed { km_per_h: km.parse().unwrap() },
        ["height", cm] => Signal::Head { height_cm: cm.parse().unwrap() },
        ["arrive", agent, spot] => Signal::Arrived { agent: agent.into(), spot: spot.into() },
        ["inject", id] => Signal::Injected { id: id.into() },
        ["hide", id] => Signal::Occluded { marker: marker(id), is_occluded: true },
        ["bare", id] => Signal::Occluded { marker: marker(id), is_occluded: false },
        ["stall", ms] => Signal::Stalled { ms: ms.parse().unwrap() },
        ["stop", "trainee"] => Signal::Stopped { by: StoppedBy::Trainee },
        ["stop", "instructor"] => Signal::Stopped { by: StoppedBy::Instructor },
        ["stop", "fault"] => Signal::Stopped { by: StoppedBy::Fault },
        _ => panic!("nobody can do `{deed}`"),
    }
}

fn marker(id: &str) -> MarkerId {
    if id.starts_with('D') { MarkerId::LookAlike(id.into()) } else { MarkerId::Hazard(id.into()) }
}

/// A press on the marker of a hazard or look-alike, or on a thing away from every marker.
fn mark(id: &str, scenario: &Scenario) -> Signal {
    let file = scenario.file();
    let hazards = file.hazards.iter().map(|h| (h.id.as_str(), &h.marker));
    let look_alikes = file.look_alikes.iter().map(|d| (d.id.as_str(), &d.marker));
    let known = hazards.chain(look_alikes).find(|(name, _)| *name == id);
    if let Some((_, place)) = known {
        return Signal::Marked { on: place.on.clone(), marker: Some(marker(id)) };
    }
    Signal::Marked { on: on(id, scenario), marker: None }
}

fn on(id: &str, scenario: &Scenario) -> Markable {
    let is_agent = scenario.file().agents.iter().any(|a| a.id.as_str() == id);
    if is_agent { Markable::Agent(id.into()) } else { Markable::Prop(id.into()) }
}

fn near(id: &str, cm: &str, is_near: bool, scenario: &Scenario) -> Signal {
    Signal::CameNear { to: on(id, scenario), within_cm: cm.parse().unwrap(), is_near }
}

/// A script's signals with their ticks.
pub fn script(lines: &str, scenario: &Scenario) -> Vec<(u64, Signal)> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let deed = |line: &str| {
        let (second, deed) = line.split_once(' ').unwrap();
        let tick = second.parse::<f64>().unwrap() * TICKS_PER_S as f64;
        (tick.round() as u64, signal(deed, scenario))
    };
    lines.map(deed).collect()
}

/// A header with nothing of the day in it.
pub fn header(bundle: &Bundle, setup: Setup) -> Header {
    Header {
        attempt: "6b9f7c52-93f4-4d5a-8f0a-2f1f6f2f8c11".to_owned(),
        trainee: "p-01".to_owned(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: setup.mode,
        seed: setup.seed,
        started_at_ms: 1_795_255_401_000,
        build: "tests".to_owned(),
        rules: anlan_attempt::RULES_VERSION,
        sense: 0,
    }
}

/// A finished attempt: the tape's bytes, the tape, and every effect with its tick.
pub struct Played {
    pub bytes: Vec<u8>,
    pub tape: Tape,
    pub effects: Vec<(u64, Effect)>,
}

/// Plays a script to the end; every card is answered in the tick after it opened.
pub fn play(bundle: &Bundle, setup: Setup, lines: &str, answers: Answers) -> Played {
    let scenario = bundle.scenario().clone();
    let deeds = script(lines, &scenario);
    let mut attempt = Attempt::new(scenario, setup);
    let mut writer = TapeWriter::start(Vec::new(), header(bundle, setup)).unwrap();
    let mut effects = Vec::new();
    while *attempt.phase() != Phase::Over {
        let tick = attempt.ticks() + 1;
        assert!(tick < TICKS_MAX, "the attempt does not end");
        let now = deeds.iter().filter(|(at, _)| *at == tick);
        let mut signals: Vec<_> = now.map(|(_, signal)| signal.clone()).collect();
        signals.extend(attempt.card().map(|card| answered(card, answers)));
        writer.tick(&signals).unwrap();
        effects.extend(attempt.tick(&signals).iter().map(|effect| (tick, effect.clone())));
    }
    let bytes = writer.seal(attempt.outcome().ending.clone().unwrap(), None).unwrap();
    Played { tape: read(&bytes).unwrap(), bytes, effects }
}

/// The signal that answers a card or puts it away.
pub fn answered(card: &Card, answers: Answers) -> Signal {
    let id = card.id.clone();
    match answers(card) {
        Some(answer) => Signal::Answered { card: id, answer },
        None => Signal::Skipped { card: id },
    }
}

/// The card of a script in an exam.
pub fn exam(bundle: &Bundle, lines: &str, answers: Answers) -> Scorecard {
    let setup = Setup { mode: Mode::Exam, seed: 1 };
    score(bundle, &play(bundle, setup, lines, answers).tape).unwrap()
}

/// The tape of a bot that plays without a stage, and how the attempt ended.
pub fn bot_tape(bundle: &Bundle, setup: Setup, kind: BotKind) -> (Vec<u8>, Ending) {
    let scenario = bundle.scenario().clone();
    let mut writer = TapeWriter::start(Vec::new(), header(bundle, setup)).unwrap();
    let mut attempt = Attempt::new(scenario.clone(), setup);
    anlan_bot::play(&mut attempt, Bot::new(kind, &scenario), |signals| writer.tick(signals))
        .unwrap();
    let ending = attempt.outcome().ending.clone().unwrap();
    (writer.seal(ending.clone(), None).unwrap(), ending)
}
