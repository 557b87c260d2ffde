//! What a press of the marking tool and a look are worth, and when.

use crate::play::signal;
use crate::texts::pump_room;
use anlan_attempt::{Attempt, Effect, FalseAlarm, MarkVerdict, Mode, Setup};
use anlan_scenario::Markable;
use std::sync::Arc;

fn attempt() -> Attempt {
    let scenario = Arc::new(pump_room().scenario());
    let mut attempt = Attempt::new(scenario, Setup { mode: Mode::Exam, seed: 1 });
    attempt.tick(&[]);
    attempt
}

/// One tick with one deed; the verdicts in it.
fn tick(attempt: &mut Attempt, deed: &str) -> Vec<MarkVerdict> {
    let signal = signal(deed, attempt.scenario());
    let verdict = |effect: &Effect| match effect {
        Effect::Marked(verdict) => Some(verdict.clone()),
        _ => None,
    };
    attempt.tick(&[signal]).iter().filter_map(verdict).collect()
}

fn hit(id: &str) -> Vec<MarkVerdict> {
    vec![MarkVerdict::Hit(id.into())]
}

#[test]
fn a_hazard_is_hit_once_and_not_before_it_appears() {
    let mut attempt = attempt();
    let neutral = vec![MarkVerdict::Neutral];
    assert_eq!(tick(&mut attempt, "mark H1"), hit("H1"));
    assert_eq!(tick(&mut attempt, "mark H1"), [MarkVerdict::Again]);
    assert_eq!(tick(&mut attempt, "mark H2"), neutral, "H2 waits for A1");
    assert_eq!(tick(&mut attempt, "mark lin"), neutral, "and so does Lin, who stands for it");
    assert_eq!(tick(&mut attempt, "move pump.switch off"), []);
    assert_eq!(tick(&mut attempt, "mark lin"), hit("H2"));
    assert_eq!(tick(&mut attempt, "mark H2"), [MarkVerdict::Again]);
    assert_eq!(tick(&mut attempt, "mark lin"), [MarkVerdict::Again]);
    let marked: Vec<_> = attempt.outcome().hazards.iter().map(|l| l.marked).collect();
    // A mark bears the number of the ticks before it.
    assert_eq!(marked, [Some(1), Some(6)]);
    assert_eq!(
        (attempt.outcome().neutral_marks, &attempt.outcome().false_alarms[..]),
        (2, &[][..])
    );
}

#[test]
fn a_hazard_in_its_first_tick_is_not_out_yet() {
    let scenario = Arc::new(pump_room().scenario());
    let mut attempt = Attempt::new(scenario, Setup { mode: Mode::Exam, seed: 1 });
    assert_eq!(tick(&mut attempt, "mark H1"), [MarkVerdict::Neutral]);
    assert_eq!(tick(&mut attempt, "mark H1"), hit("H1"));
}

#[test]
fn two_hazards_on_one_thing_are_hit_one_after_the_other() {
    let texts = pump_room().edit(
        "scenario.ron",
        "factor: Object,",
        "also: [Agent(\"lin\")], factor: Object,",
    );
    let scenario = Arc::new(texts.scenario());
    let mut attempt = Attempt::new(scenario, Setup { mode: Mode::Exam, seed: 1 });
    attempt.tick(&[]);
    assert_eq!(tick(&mut attempt, "mark lin"), hit("H1"));
    assert_eq!(tick(&mut attempt, "mark lin"), [MarkVerdict::Again]);
    tick(&mut attempt, "move pump.switch off");
    assert_eq!(tick(&mut attempt, "mark lin"), hit("H2"));
    assert_eq!(tick(&mut attempt, "mark lin"), [MarkVerdict::Again]);
}

#[test]
fn a_look_alike_is_a_false_alarm_once() {
    let mut attempt = attempt();
    assert_eq!(tick(&mut attempt, "mark D1"), [MarkVerdict::FalseAlarm("D1".into())]);
    assert_eq!(tick(&mut attempt, "mark D1"), [MarkVerdict::Again]);
    let alarm = (FalseAlarm::LookAlike("D1".into()), 1);
    assert_eq!(attempt.outcome().false_alarms, [alarm]);
    // Away from its marker it is a thing like any other.
    assert_eq!(tick(&mut attempt, "mark hose"), [MarkVerdict::Neutral]);
}

#[test]
fn three_neutral_marks_are_free() {
    let mut attempt = attempt();
    for thing in ["bin", "bin", "pump", "cable", "lin"] {
        assert_eq!(tick(&mut attempt, &format!("mark {thing}")), [MarkVerdict::Neutral]);
    }
    let outcome = attempt.outcome();
    assert_eq!(outcome.neutral_marks, 5);
    let alarms = [
        (FalseAlarm::Neutral(Markable::Prop("cable".into())), 4),
        (FalseAlarm::Neutral(Markable::Agent("lin".into())), 5),
    ];
    assert_eq!(outcome.false_alarms, alarms);
}

#[test]
fn a_look_counts_from_its_beginning_and_only_at_what_is_out() {
    let mut attempt = attempt();
    for _ in 0..50 {
        attempt.tick(&[]);
    }
    // Tick 51 is over: a look of 20 ticks began with tick 31.
    tick(&mut attempt, "see H1 20");
    tick(&mut attempt, "see H1 21");
    tick(&mut attempt, "see H1 5");
    tick(&mut attempt, "see H2 40");
    tick(&mut attempt, "see D1 3");
    tick(&mut attempt, "see D1 4");
    let outcome = attempt.outcome();
    let looks: Vec<_> = outcome.hazards.iter().map(|l| (l.seen, l.longest_look)).collect();
    assert_eq!(looks, [(Some(31), 21), (None, 0)]);
    assert_eq!(outcome.look_alikes_seen, ["D1".into()]);
}

#[test]
fn nothing_is_marked_or_done_while_a_consequence_plays() {
    let mut attempt = attempt();
    tick(&mut attempt, "call office");
    let before = attempt.outcome().clone();
    for deed in ["mark H1", "mark D1", "mark bin", "move pump.switch off", "see H1 9"] {
        assert_eq!(tick(&mut attempt, deed), []);
    }
    assert_eq!(*attempt.outcome(), before);
    assert_eq!(attempt.part_end(&"pump.switch".into()), Some("on"));
}
