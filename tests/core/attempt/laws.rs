//! Laws that hold for every course: fuzzers play a room with everything in it, in every mode, and
//! each of their tapes is held against all of them.

use crate::play::{bot_tape, signal};
use crate::texts::{Texts, full_room, kitchen};
use anlan_attempt::tape::{Tape, read};
use anlan_attempt::*;
use anlan_bot::BotKind;
use anlan_scenario::{Bundle, DepictionLevel};
use anlan_score::measures::Grade;
use anlan_score::{Identification, Scorecard, score};
use std::sync::{Arc, LazyLock};

/// Seeds of each mode, in the room and in the kitchen, where a bot takes long to find its way. A
/// run with 150 each, 1200 tapes, takes two minutes.
const SEEDS: [u64; 2] = [40, 2];
const MODES: [Mode; 4] = [Mode::Demo, Mode::Guided, Mode::Practice, Mode::Exam];

/// The room with growing cues, controls in place, twins, a draw, further cards and guidance.
fn rich_room() -> Texts {
    full_room()
        .edit(
            "scenario.ron",
            "            class: 5,\n",
            "            class: 5, tier: Weak,
            grows: [(tier: Developing, when: At(4.0)), (tier: Critical, when: Did(Breathed))],
            controlled: [
                (level: Elimination, when: Rests(\"lock\", \"breaker\")),
                (level: Ppe, when: All([Wears(\"gloves\"), Recently(Breathed, 3.0)])),
            ],\n",
        )
        .edit(
            "scenario.ron",
            "    look_alikes:",
            "    twins: [(hazard: \"H1\", look_alike: \"D1\")],
    draws: [(of: [\"H1\", \"H2\"], real: 1)],
    cards: (class: true, risk: true, confidence: true),
    guidance: (hint_after_s: 3.0, retries: 1),
    look_alikes:",
        )
        .edit(
            "scenario.ron",
            "At(20.0)",
            "Any([At(20.0), Share(Any([HandIn(\"corridor\"), Wears(\"helmet\")]), 0.9, 15.0)])",
        )
}

/// Every tape of the fuzzers, with its bundle and setup; made once.
static TAPES: LazyLock<Vec<(Arc<Bundle>, Setup, Tape)>> = LazyLock::new(|| {
    let mut tapes = Vec::new();
    for (bundle, seeds) in [rich_room().bundle(), kitchen().bundle()].into_iter().zip(SEEDS) {
        let bundle = Arc::new(bundle);
        for (mode, seed) in MODES.into_iter().flat_map(|m| (0..seeds).map(move |s| (m, s))) {
            let setup = Setup { mode, seed };
            let (bytes, _) = bot_tape(&bundle, setup, BotKind::Fuzzer);
            tapes.push((bundle.clone(), setup, read(&bytes).unwrap()));
        }
    }
    tapes
});

/// Holds a law against every tape; how many there were.
fn tapes(mut law: impl FnMut(&Bundle, Setup, &Tape)) -> u64 {
    TAPES.iter().for_each(|(bundle, setup, tape)| law(bundle, *setup, tape));
    TAPES.len() as u64
}

/// What an attempt comes to when each tick's signals are changed by `with`.
fn outcome(
    bundle: &Bundle,
    setup: Setup,
    tape: &Tape,
    mut with: impl FnMut(&Attempt, u64, &[Signal]) -> Vec<Signal>,
) -> (Outcome, Vec<(u64, Effect)>) {
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup);
    let (mut effects, mut signals) = (Vec::new(), tape.signals.iter().peekable());
    for tick in 1..=tape.seal.ticks {
        let now = signals.next_if(|(at, _)| *at == tick).map_or(&[][..], |(_, s)| s);
        let now = with(&attempt, tick, now);
        effects.extend(attempt.tick(&now).iter().map(|effect| (tick, effect.clone())));
    }
    (attempt.outcome().clone(), effects)
}

#[test]
fn a_tick_in_which_nothing_happens_may_be_passed_over() {
    // A speed that does not change makes the attempt ask every condition in every tick.
    let count = tapes(|bundle, setup, tape| {
        let plain = outcome(bundle, setup, tape, |_, _, now| now.to_vec());
        let stirred = outcome(bundle, setup, tape, |_, _, now| {
            let idle = Signal::Speed { km_per_h: 0 };
            now.iter().cloned().chain([idle]).collect()
        });
        assert_eq!(plain, stirred, "{setup:?}");
    });
    assert_eq!(count, 4 * (SEEDS[0] + SEEDS[1]));
}

#[test]
fn what_nobody_knows_changes_nothing_but_its_count() {
    let strange = ["see H9 30", "mark ghost", "enter ghost", "call ghost", "place lock ghost"];
    tapes(|bundle, setup, tape| {
        let plain = outcome(bundle, setup, tape, |_, _, now| now.to_vec());
        let mut added = 0;
        let (mut other, effects) = outcome(bundle, setup, tape, |attempt, tick, now| {
            let is_over = *attempt.phase() == Phase::Over;
            let deed = strange[tick as usize / 30 % strange.len()];
            let extra = (tick % 30 == 0 && !is_over).then(|| signal(deed, bundle.scenario()));
            added += extra.iter().count() as u32;
            extra.into_iter().chain(now.iter().cloned()).collect()
        });
        assert!(added == 0 || other.ignored >= added);
        other.ignored -= added;
        assert_eq!((other, effects), plain, "{setup:?}");
    });
}

#[test]
fn terms_never_touch_a_card() {
    tapes(|bundle, setup, tape| {
        let card = score(bundle, tape).unwrap();
        let terms = Terms { depiction: DepictionLevel::Diagram, verdicts: Verdicts::InDebrief };
        let mut agreed = tape.clone();
        match agreed.signals.first_mut() {
            Some((1, first)) => first.insert(0, Signal::Agreed(terms)),
            _ => agreed.signals.insert(0, (1, vec![Signal::Agreed(terms)])),
        }
        assert_eq!(score(bundle, &agreed).unwrap(), card, "{setup:?}");
    });
}

fn expect_card(card: &Scorecard) {
    let count = |o: Identification| card.hazards.iter().filter(|h| h.outcome == o).count() as u32;
    let (hits, misses) = (count(Identification::Hit), count(Identification::Miss));
    assert_eq!((hits, hits + misses), (card.hits, card.hazards_appeared));
    assert!(card.score <= 100);
    let m = card.measures.as_ref().unwrap();
    assert!(m.earliness.mean_milli.is_none_or(|mean| mean <= 5_000));
    assert_eq!(m.earliness.windows.len() as u32, card.hazards_appeared);
    for window in &m.earliness.windows {
        let line = card.hazards.iter().find(|h| h.id == window.id).unwrap();
        let is_earned = matches!(window.grade, Grade::Earned(1..));
        assert!(!is_earned || line.outcome == Identification::Hit, "{window:?}");
        assert!(window.from_ms <= window.to_ms && window.to_ms <= card.scene_ms);
    }
    assert_eq!((m.cover.looked.len() + m.cover.never_looked.len()) as u32, misses);
    let r = &m.recognition;
    assert!(r.found_risk <= r.appeared_risk && r.found == hits && r.appeared == hits + misses);
    let k = &m.risk;
    assert!(k.severity_milli.unwrap_or(0) <= 2_000 && k.likelihood_milli.unwrap_or(0) <= 2_000);
    assert!(m.calibration.over_milli.is_none_or(|over| (-500..=1_000).contains(&over)));
    assert!(m.discrimination.counts.false_alarms <= m.discrimination.counts.look_alikes);
    let p = &m.procedure;
    assert!(p.in_order <= p.done && p.in_time <= p.done && p.done <= p.steps);
}

#[test]
fn every_card_and_every_life_keeps_its_bounds() {
    tapes(|bundle, setup, tape| {
        let card = score(bundle, tape).unwrap();
        expect_card(&card);
        assert_eq!(score(bundle, tape).unwrap(), card);
        let (outcome, effects) = outcome(bundle, setup, tape, |_, _, now| now.to_vec());
        for life in &outcome.hazards {
            assert!(life.cues.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{life:?}");
            assert_eq!(life.appeared, life.cues.first().map(|(_, tick)| *tick));
            assert!(life.marked.is_none_or(|at| life.appeared.is_some_and(|cue| cue <= at)));
            assert_eq!(life.is_struck, life.struck_at.is_some());
            let state = life.state(true);
            assert_eq!(state == HazardState::Struck, life.is_struck);
            assert_eq!(state == HazardState::Latent, life.appeared.is_none());
            assert!(!matches!(state, HazardState::Cued(_)), "a cue outlived its scene");
            assert!(life.hints <= 2 && (setup.mode == Mode::Guided || life.hints == 0));
        }
        let told = effects.iter().any(|(_, e)| matches!(e, Effect::Judged { .. }));
        assert!(!told || matches!(setup.mode, Mode::Guided | Mode::Practice));
    });
}
