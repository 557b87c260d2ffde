//! How attempts end, what may still happen then, and what is judged.

use crate::play::{exam, nothing, play, right, signal};
use crate::texts::pump_room;
use anlan_attempt::{Attempt, Effect, Ending, Mode, Phase, Setup, Signal, StoppedBy, TICKS_PER_S};
use anlan_scenario::{Condition, Event};
use anlan_score::{Verdict, score};
use std::sync::Arc;

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 1 };

fn ended(effects: &[Effect]) -> Option<&Ending> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ended(ending) => Some(ending),
        _ => None,
    })
}

#[test]
fn a_scene_ends_by_itself_when_its_time_is_up() {
    let bundle = pump_room().edit("scenario.ron", "At(20.0)", "All([At(20.0), Erred(\"E1\")])");
    let card = exam(&bundle.bundle(), "", nothing);
    assert_eq!((card.ending, card.scene_ms), (Ending::TimeOut, 30_000));
}

#[test]
fn a_scene_ends_where_its_timeline_ends_it() {
    let card = exam(&pump_room().bundle(), "", nothing);
    assert_eq!((card.ending, card.scene_ms), (Ending::Finished, 20_000));
    let card = exam(&pump_room().bundle(), "5 choose wait", nothing);
    assert_eq!((card.ending, card.scene_ms), (Ending::Finished, 5_000));
}

#[test]
fn a_consequence_plays_to_its_end_and_then_comes_the_review() {
    let bundle = pump_room().bundle();
    let played = play(&bundle, EXAM, "1 mark H1\n2 call office\n2.5 move pump.switch off", right);
    let at = |effect: Effect| played.effects.iter().find(|(_, e)| *e == effect).map(|(at, _)| *at);
    assert_eq!(at(Effect::Erred("E1".into())), Some(120));
    assert_eq!(at(Effect::Struck("C1".into())), Some(120));
    assert_eq!(at(Effect::StepDone("A1".into())), None);
    // 3 s later the review; the two cards are answered in the two ticks after it.
    assert_eq!(at(Effect::Review), Some(120 + 180));
    assert_eq!(at(Effect::Ended(Ending::Struck("C1".into()))), Some(120 + 180 + 2));
    let card = score(&bundle, &played.tape).unwrap();
    assert_eq!(card.scene_ms, 2_000, "the scene is over when it strikes");
    let struck: Vec<_> = card.hazards.iter().map(|h| h.is_struck).collect();
    assert_eq!(struck, [true, false]);
}

#[test]
fn a_strike_of_the_timeline_is_no_error() {
    let bundle = pump_room().edit(
        "scenario.ron",
        "At(20.0), then: [End]",
        "At(4.0), then: [Strike(\"C1\")]",
    );
    let card = exam(&bundle.bundle(), "1 move pump.switch off\n1.1 say stop lin", right);
    assert_eq!(card.ending, Ending::Struck("C1".into()));
    assert_eq!(card.errors, []);
    assert_eq!((card.points.actions, card.score), (40_000, 40));
}

#[test]
fn whoever_stops_it_it_is_over_at_once_and_not_judged() {
    let by = [
        ("trainee", StoppedBy::Trainee),
        ("instructor", StoppedBy::Instructor),
        ("fault", StoppedBy::Fault),
    ];
    let bundle = pump_room().bundle();
    // In the scene, while a consequence plays (2–5 s), and in the review (from 5 s).
    for second in [1.0, 3.0, 5.5] {
        for (word, by) in by {
            let lines = format!("0.5 mark H1\n2 call office\n{second} stop {word}");
            let tape = play(&bundle, EXAM, &lines, |card| {
                // Nobody answers H1's control question, so that the review lasts.
                let is_factor = card.id.question == anlan_attempt::Question::Factor;
                if is_factor {
                    right(card)
                } else {
                    Some(anlan_attempt::Answer::Control("z".into()))
                }
            })
            .tape;
            assert_eq!(tape.seal.ending, Ending::Stopped(by), "at {second} s");
            assert_eq!(tape.seal.ticks, (second * TICKS_PER_S as f64) as u64);
            let card = score(&bundle, &tape).unwrap();
            assert!(!card.is_judged && !card.passed);
            assert_eq!(card.verdicts, [Verdict::NotJudged]);
        }
    }
}

#[test]
fn a_perfect_attempt_that_is_stopped_is_not_passed() {
    let bundle = pump_room().bundle();
    let perfect = "1 mark H1\n2 move pump.switch off\n3 mark H2\n4 say stop lin";
    let card = exam(&bundle, perfect, right);
    assert_eq!((card.score, card.passed), (100, true));
    let stopped = exam(&bundle, &format!("{perfect}\n5 stop trainee"), right);
    assert_eq!((stopped.passed, &stopped.verdicts[..]), (false, &[Verdict::NotJudged][..]));
    let demo = Setup { mode: Mode::Demo, seed: 1 };
    let demo = score(&bundle, &play(&bundle, demo, perfect, right).tape).unwrap();
    assert_eq!((demo.passed, demo.is_judged), (false, false));
    assert_eq!(demo.verdicts, [Verdict::NotJudged]);
}

#[test]
fn stopping_closes_the_open_card() {
    let scenario = Arc::new(pump_room().scenario());
    let mut attempt = Attempt::new(scenario.clone(), Setup { mode: Mode::Guided, seed: 1 });
    attempt.tick(&[]);
    attempt.tick(&[signal("mark H1", &scenario)]);
    assert!(attempt.card().is_some());
    let effects = attempt.tick(&[signal("stop instructor", &scenario)]).to_vec();
    let ending = Ending::Stopped(StoppedBy::Instructor);
    assert_eq!(effects, [Effect::CardClosed, Effect::Ended(ending.clone())]);
    assert_eq!((attempt.card(), attempt.phase()), (None, &Phase::Over));
    let twice = attempt.tick(&[signal("stop trainee", &scenario)]).to_vec();
    assert_eq!(ended(&twice), None);
    assert_eq!(attempt.outcome().ending, Some(ending));
}

/// What the stage, the bots and the picture ask an attempt while it runs.
#[test]
fn an_attempt_tells_how_things_stand() {
    let scenario = Arc::new(pump_room().scenario());
    let mut attempt = Attempt::new(scenario.clone(), Setup { mode: Mode::Practice, seed: 1 });
    assert_eq!((attempt.ticks(), attempt.scene_runs()), (0, true));
    let corridor = "corridor".into();
    for (deed, is_in) in [("enter corridor", true), ("leave corridor", false)] {
        attempt.tick(&[signal(deed, &scenario)]);
        assert_eq!(attempt.is_in(&corridor), is_in);
    }
    let called = |line: &str| Event::Called(line.into());
    assert!(!attempt.did(&called("control_room")));
    attempt.tick(&[signal("call control_room", &scenario)]);
    assert!(attempt.did(&called("control_room")) && !attempt.did(&called("office")));
    assert_eq!((attempt.part_end(&"pump.guard".into()), attempt.offer()), (Some("off"), &[][..]));
    while attempt.ticks() < 3 * TICKS_PER_S {
        assert!(!attempt.is_so(&Condition::At(3.0)));
        attempt.tick(&[]);
    }
    assert!(attempt.is_so(&Condition::At(3.0)));
    assert_eq!(attempt.part_end(&"pump.guard".into()), Some("fitted"));
    assert_eq!(attempt.part_end(&"ghost".into()), None);
    assert_eq!(attempt.offer(), ["wait".into(), "restart".into()]);
    attempt.tick(&[signal("mark H1", &scenario)]);
    assert!(attempt.card().is_some() && !attempt.scene_runs());
    attempt.tick(&[signal("stop trainee", &scenario)]);
    assert!(attempt.card().is_none() && !attempt.scene_runs());
}

#[test]
fn what_comes_in_the_tick_of_the_stop_comes_too_late() {
    let scenario = Arc::new(pump_room().scenario());
    let mut attempt = Attempt::new(scenario.clone(), EXAM);
    attempt.tick(&[]);
    let stop = signal("stop trainee", &scenario);
    let late = signal("mark H1", &scenario);
    attempt.tick(&[stop, late, Signal::Stalled { ms: 40 }]);
    assert_eq!(attempt.outcome().hazards[0].marked, None);
    assert_eq!(attempt.outcome().stalled_ms, 0);
}

#[test]
fn stalls_are_added_up_and_cost_nothing() {
    let bundle = pump_room().bundle();
    let calm = exam(&bundle, "1 mark H1", right);
    let card = exam(&bundle, "1 mark H1\n2 stall 250\n3 stall 120", right);
    assert_eq!((card.stalled_ms, card.score), (370, calm.score));
}
