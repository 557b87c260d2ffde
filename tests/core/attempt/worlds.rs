//! Every course of up to six signals through the fixture, held against a model that says in a few
//! lines what an attempt is worth.

use crate::play::{answered, header, right, signal, wrong};
use crate::texts::pump_room;
use anlan_attempt::tape::{Seal, Tape};
use anlan_attempt::{Attempt, Card, Effect, Ending, MarkVerdict, Mode, Phase, Setup, Signal};
use anlan_scenario::{Bundle, Scenario};
use anlan_score::{Identification, Scorecard, Verdict, score};
use std::sync::Arc;

/// What can happen in a tick. H2 appears with A1; the call is a fatal error.
const DEEDS: [&str; 6] =
    ["mark H1", "mark H2", "mark D1", "move pump.switch off", "say stop lin", "call office"];

/// Courses up to this length are tried on after their end.
const LATE_LENGTH_MAX: usize = 4;

/// The fixture with a scene of twelve ticks, and the deeds as signals.
struct World {
    bundle: Bundle,
    scenario: Arc<Scenario>,
    signals: Vec<Signal>,
}

impl World {
    fn new() -> Self {
        let bundle = pump_room().edit("scenario.ron", "At(20.0)", "At(0.2)").bundle();
        let scenario = bundle.scenario().clone();
        let signals = DEEDS.map(|deed| signal(deed, &scenario)).into();
        Self { bundle, scenario, signals }
    }

    /// Plays a course: an empty tick, then one deed in every tick in which the scene runs.
    fn run(&self, setup: Setup, course: &[usize]) -> (Tape, Vec<(u64, Effect)>) {
        let mut attempt = Attempt::new(self.scenario.clone(), setup);
        let (mut tape, mut effects) = (Vec::new(), Vec::new());
        let mut deeds = course.iter();
        while *attempt.phase() != Phase::Over {
            let tick = attempt.ticks() + 1;
            let now = match attempt.card() {
                Some(card) => vec![answered(card, half)],
                None if tick == 1 => Vec::new(),
                None => deeds.next().map(|deed| self.signals[*deed].clone()).into_iter().collect(),
            };
            effects.extend(attempt.tick(&now).iter().map(|effect| (tick, effect.clone())));
            if !now.is_empty() {
                tape.push((tick, now));
            }
        }
        if course.len() <= LATE_LENGTH_MAX {
            self.nothing_happens_any_more(&mut attempt);
        }
        let signals = tape.iter().map(|(_, signals)| signals.len() as u64).sum();
        let ending = attempt.outcome().ending.clone().unwrap();
        let seal = Seal { ticks: attempt.ticks(), signals, ending, trace: None };
        let header = header(&self.bundle, setup);
        (Tape { header, signals: tape, seal, hash: [0; 32], signed_by: None }, effects)
    }

    fn nothing_happens_any_more(&self, attempt: &mut Attempt) {
        let (outcome, ticks) = (attempt.outcome().clone(), attempt.ticks());
        let stop = signal("stop instructor", &self.scenario);
        for signals in [&self.signals[..], &[], &[stop], &[Signal::Stalled { ms: 9 }]] {
            assert_eq!(attempt.tick(signals), []);
        }
        assert_eq!((attempt.outcome(), attempt.ticks()), (&outcome, ticks));
        assert_eq!((attempt.phase(), attempt.card()), (&Phase::Over, None));
    }

    /// True if a tape played again has the same effects in the same ticks.
    fn replays(&self, setup: Setup, tape: &Tape, effects: &[(u64, Effect)]) -> bool {
        let mut attempt = Attempt::new(self.scenario.clone(), setup);
        let mut signals = tape.signals.iter().peekable();
        let mut left = effects.iter();
        let is_same = (1..=tape.seal.ticks).all(|tick| {
            let now = signals.next_if(|(at, _)| *at == tick);
            let now = now.map_or(&[][..], |(_, signals)| signals);
            attempt
                .tick(now)
                .iter()
                .all(|effect| left.next().is_some_and(|(at, told)| (*at, told) == (tick, effect)))
        });
        is_same && left.next().is_none()
    }
}

/// Right about H1, wrong about H2.
fn half(card: &Card) -> Option<anlan_attempt::Answer> {
    if card.id.hazard.as_str() == "H1" { right(card) } else { wrong(card) }
}

/// What a course is worth.
#[derive(Debug, Default, PartialEq)]
struct Worth {
    hits: u32,
    appeared: u32,
    false_alarms: u32,
    thousandths: [u32; 4],
    score: u32,
    passed: bool,
    is_fatal: bool,
}

fn model(course: &[usize]) -> Worth {
    let (mut hit, mut trap, mut neutral, mut is_fatal) = ([false; 2], false, 0_u32, false);
    let mut done: [Option<usize>; 2] = [None; 2];
    for (at, deed) in course.iter().enumerate() {
        match DEEDS[*deed] {
            "mark H1" => hit[0] = true,
            "mark H2" if done[0].is_some() => hit[1] = true,
            "mark H2" => neutral += 1,
            "mark D1" => trap = true,
            "move pump.switch off" => done[0] = done[0].or(Some(at)),
            "say stop lin" => done[1] = done[1].or(Some(at)),
            _ => {
                is_fatal = true;
                break;
            }
        }
    }
    let hits = hit.iter().filter(|is_hit| **is_hit).count() as u32;
    let appeared = 1 + u32::from(done[0].is_some());
    let false_alarms = u32::from(trap) + neutral.saturating_sub(3);
    // R is 20 for H1 and 10 for H2, which appears with A1.
    let found = 20 * u32::from(hit[0]) + 10 * u32::from(hit[1]);
    let share = |weight: u32, part: u32, all: u32| (1000 * weight * part).checked_div(all);
    let of_hits = |weight| share(weight, u32::from(hit[0]), hits).unwrap_or(0);
    // A1 is critical and weighs 2, A2 weighs 1; out of order only the heavier one counts.
    let steps = match done {
        [Some(first), Some(second)] if first <= second => 3,
        [Some(_), _] => 2,
        [None, Some(_)] => 1,
        [None, None] => 0,
    };
    let thousandths = [
        share(30, found, 20 + 10 * (appeared - 1)).unwrap(),
        of_hits(10),
        of_hits(20),
        share(40, steps, 3).unwrap(),
    ];
    let lost = (3 * false_alarms).min(12) * 1000;
    let earned = thousandths.iter().sum::<u32>().saturating_sub(lost) / 1000;
    let score = if is_fatal { earned.min(59) } else { earned };
    let passed = score >= 80 && done[0].is_some() && !is_fatal;
    Worth { hits, appeared, false_alarms, thousandths, score, passed, is_fatal }
}

fn worth(card: &Scorecard) -> Worth {
    let p = &card.points;
    Worth {
        hits: card.hits,
        appeared: card.hazards_appeared,
        false_alarms: card.false_alarms,
        thousandths: [p.identification, p.classification, p.control, p.actions],
        score: card.score,
        passed: card.passed,
        is_fatal: card.errors.iter().any(|e| e.is_fatal),
    }
}

/// What holds for every card.
fn expect_laws(card: &Scorecard) {
    let count = |o: Identification| card.hazards.iter().filter(|h| h.outcome == o).count() as u32;
    let (hits, misses) = (count(Identification::Hit), count(Identification::Miss));
    assert_eq!(hits, card.hits);
    assert_eq!(hits + misses, card.hazards_appeared);
    assert_eq!(hits + misses + count(Identification::NotAppeared), card.hazards.len() as u32);
    assert!(card.score <= 100);
    assert_eq!(card.passed, card.verdicts == [Verdict::Passed]);
    if card.errors.iter().any(|e| e.is_fatal) {
        assert!(card.score <= 59 && !card.passed);
        assert_eq!(card.ending, Ending::Struck("C1".into()));
    }
}

/// What is told once and no more.
fn expect_once(effects: &[(u64, Effect)]) {
    let count = |is_it: &dyn Fn(&Effect) -> bool| effects.iter().filter(|(_, e)| is_it(e)).count();
    for id in ["H1", "H2"] {
        assert!(count(&|e| *e == Effect::Marked(MarkVerdict::Hit(id.into()))) <= 1);
        assert!(count(&|e| *e == Effect::Appeared(id.into())) <= 1);
    }
    assert!(count(&|e| *e == Effect::Marked(MarkVerdict::FalseAlarm("D1".into()))) <= 1);
    for id in ["A1", "A2"] {
        assert!(count(&|e| *e == Effect::StepDone(id.into())) <= 1);
    }
    assert_eq!(count(&|e| *e == Effect::Review), 1);
    assert_eq!(count(&|e| matches!(e, Effect::Ended(_))), 1);
    assert!(matches!(effects.last(), Some((_, Effect::Ended(_)))));
    let opened = count(&|e| matches!(e, Effect::CardOpened(_)));
    assert_eq!(opened, count(&|e| *e == Effect::CardClosed));
}

/// Every course of `length` deeds.
fn courses(length: u32) -> impl Iterator<Item = Vec<usize>> {
    let count = DEEDS.len().pow(length);
    (0..count).map(move |nr| (0..length).map(|at| nr / DEEDS.len().pow(at) % DEEDS.len()).collect())
}

/// Plays every course of these lengths; returns how many there were.
fn check(mode: Mode, lengths: std::ops::RangeInclusive<u32>) -> u32 {
    let (world, setup) = (World::new(), Setup { mode, seed: 1 });
    let mut count = 0;
    for course in lengths.flat_map(courses) {
        let told = || course.iter().map(|deed| DEEDS[*deed]).collect::<Vec<_>>();
        let (tape, effects) = world.run(setup, &course);
        expect_once(&effects);
        // A score plays its tape again; of the longest courses some are held effect to effect.
        if course.len() < 6 || count % 5 == 0 {
            assert!(world.replays(setup, &tape, &effects), "another course: {:?}", told());
        }
        let card = score(&world.bundle, &tape).unwrap();
        expect_laws(&card);
        let mut expected = model(&course);
        expected.passed &= mode != Mode::Demo;
        assert_eq!(worth(&card), expected, "{:?}", told());
        assert_eq!(card.is_judged, mode != Mode::Demo);
        assert_eq!(card.verdicts == [Verdict::NotJudged], mode == Mode::Demo);
        count += 1;
    }
    count
}

#[test]
fn every_course_of_an_exam_is_worth_what_the_model_says() {
    assert_eq!(check(Mode::Exam, 0..=6), 55_987);
}

#[test]
fn every_course_is_worth_the_same_when_cards_come_at_once() {
    assert_eq!(check(Mode::Practice, 0..=4), 1_555);
    assert_eq!(check(Mode::Guided, 0..=4), 1_555);
}

#[test]
fn no_course_of_a_demonstration_is_judged() {
    assert_eq!(check(Mode::Demo, 0..=4), 1_555);
}
