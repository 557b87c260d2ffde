//! What each condition means, by the tick of the scene at which it first holds.

use crate::play::{nothing, play};
use crate::texts::{Texts, pump_room};
use anlan_attempt::{Effect, Mode, Setup};

/// The tick at which a step with this `done` is done, in an exam with these deeds.
fn holds_at(condition: &str, deeds: &[(u64, &str)]) -> Option<u64> {
    holds_in(pump_room(), condition, deeds)
}

fn holds_in(texts: Texts, condition: &str, deeds: &[(u64, &str)]) -> Option<u64> {
    let done = format!("done: {condition}");
    let texts = texts.edit("scenario.ron", "done: Did(Said(\"stop\", \"lin\"))", &done);
    let lines: String =
        deeds.iter().map(|(tick, deed)| format!("{:.6} {deed}\n", *tick as f64 / 60.0)).collect();
    let played = play(&texts.bundle(), Setup { mode: Mode::Exam, seed: 1 }, &lines, nothing);
    let is_done = |e: &&(u64, Effect)| e.1 == Effect::StepDone("A2".into());
    played.effects.iter().find(is_done).map(|(tick, _)| *tick)
}

/// Deeds with their ticks, and the tick at which the condition then holds.
type Case<'a> = (&'a [(u64, &'a str)], Option<u64>);

#[track_caller]
fn expect(condition: &str, cases: &[Case]) {
    for (deeds, expected) in cases {
        assert_eq!(holds_at(condition, deeds), *expected, "{condition} with {deeds:?}");
    }
}

const ENTER: &str = "enter corridor";
const LEAVE: &str = "leave corridor";
const GRAB: &str = "grab pump.switch";

#[test]
fn time_passes_in_whole_ticks() {
    expect("Start", &[(&[], Some(1))]);
    expect("At(0.0)", &[(&[], Some(1))]);
    expect("At(1.0)", &[(&[], Some(60))]);
    // To the nearest tick: 0.508 s are 30.48 ticks, 0.51 s are 30.6.
    expect("At(0.508)", &[(&[], Some(30))]);
    expect("At(0.51)", &[(&[], Some(31))]);
}

#[test]
fn did_stays_true() {
    expect(
        &format!("Did({})", "Grabbed(\"pump.switch\")"),
        &[
            (&[], None),
            (&[(30, GRAB)], Some(30)),
            (&[(30, "grab pump.guard")], None),
            (&[(30, "move pump.switch off")], None),
        ],
    );
    expect("All([Did(Grabbed(\"pump.switch\")), At(1.0)])", &[(&[(5, GRAB)], Some(60))]);
    expect("Did(Entered(\"corridor\"))", &[(&[(5, ENTER), (6, LEAVE)], Some(5))]);
    expect("Did(Left(\"corridor\"))", &[(&[(5, ENTER), (6, LEAVE)], Some(6))]);
    expect("Did(Called(\"control_room\"))", &[(&[(5, "call control_room")], Some(5))]);
    expect("Did(CalledAny)", &[(&[(5, "call control_room")], Some(5)), (&[(5, GRAB)], None)]);
    expect("Did(Announced(\"leave\"))", &[(&[(5, "announce leave")], Some(5))]);
    let moved = "Did(Moved(\"pump.switch\", \"off\"))";
    expect(moved, &[(&[(5, "move pump.switch off")], Some(5))]);
    expect(moved, &[(&[(5, "move pump.switch on")], None), (&[(5, "move pump.guard off")], None)]);
}

#[test]
fn is_and_in_follow_the_present() {
    expect("Is(\"pump.switch\", \"on\")", &[(&[], Some(1))]);
    expect(
        "Is(\"pump.switch\", \"off\")",
        &[(&[], None), (&[(9, "move pump.switch off")], Some(9))],
    );
    let later = "All([At(1.0), Is(\"pump.switch\", \"off\")])";
    expect(
        later,
        &[
            (&[(9, "move pump.switch off")], Some(60)),
            (&[(9, "move pump.switch off"), (20, "move pump.switch on")], None),
            (&[(9, "move pump.switch off"), (60, "move pump.switch on")], None),
            (&[(9, "move pump.switch off"), (61, "move pump.switch on")], Some(60)),
        ],
    );
    // The scene moves the guard at 2 s, and whoever asks in that tick is told.
    expect("Is(\"pump.guard\", \"fitted\")", &[(&[], Some(120))]);
    expect("In(\"corridor\")", &[(&[], None), (&[(9, ENTER)], Some(9))]);
    let later = "All([At(1.0), In(\"corridor\")])";
    expect(
        later,
        &[
            (&[(9, ENTER)], Some(60)),
            (&[(9, ENTER), (20, LEAVE)], None),
            (&[(9, ENTER), (20, LEAVE), (80, ENTER)], Some(80)),
        ],
    );
}

#[test]
fn held_counts_from_the_last_break() {
    let held = "Held(In(\"corridor\"), 1.0)";
    expect(
        held,
        &[
            (&[], None),
            (&[(10, ENTER)], Some(70)),
            (&[(10, ENTER), (69, LEAVE)], None),
            (&[(10, ENTER), (70, LEAVE)], None),
            (&[(10, ENTER), (71, LEAVE)], Some(70)),
            (&[(10, ENTER), (50, LEAVE), (55, ENTER)], Some(115)),
            (&[(10, ENTER), (50, LEAVE), (51, ENTER), (100, LEAVE), (101, ENTER)], Some(161)),
        ],
    );
    expect("Held(Start, 0.0)", &[(&[], Some(1))]);
    expect("Held(At(1.0), 0.5)", &[(&[], Some(90))]);
    expect("Held(Held(At(1.0), 0.5), 0.5)", &[(&[], Some(120))]);
    expect("Held(Not(In(\"corridor\")), 0.5)", &[(&[(10, ENTER), (40, LEAVE)], Some(70))]);
}

#[test]
fn did_while_latches_only_in_the_moment() {
    let latched = "DidWhile(Grabbed(\"pump.switch\"), In(\"corridor\"))";
    expect(
        latched,
        &[
            (&[(5, GRAB), (10, ENTER)], None),
            (&[(10, ENTER), (20, GRAB)], Some(20)),
            (&[(10, ENTER), (20, LEAVE), (21, GRAB)], None),
            (&[(10, ENTER), (10, GRAB)], Some(10)),
            (&[(10, GRAB), (10, ENTER)], Some(10)),
            (&[(5, GRAB), (10, ENTER), (20, GRAB)], Some(20)),
        ],
    );
    let later = format!("All([{latched}, At(1.0), Not(In(\"corridor\"))])");
    expect(&later, &[(&[(10, ENTER), (20, GRAB), (30, LEAVE)], Some(60))]);
    let any = "DidWhile(CalledAny, In(\"corridor\"))";
    expect(any, &[(&[(5, "call control_room"), (10, ENTER)], None)]);
    expect(any, &[(&[(10, ENTER), (11, "call control_room")], Some(11))]);
    expect("DidWhile(Grabbed(\"pump.switch\"), Start)", &[(&[(7, GRAB)], Some(7))]);
}

#[test]
fn not_any_and_all_ask_every_part() {
    expect("Not(Did(Grabbed(\"pump.switch\")))", &[(&[], Some(1)), (&[(1, GRAB)], None)]);
    let unless = "All([At(0.5), Not(Did(Grabbed(\"pump.switch\")))])";
    expect(
        unless,
        &[(&[], Some(30)), (&[(10, GRAB)], None), (&[(30, GRAB)], None), (&[(31, GRAB)], Some(30))],
    );
    let any = "Any([Did(Grabbed(\"pump.guard\")), Did(Grabbed(\"pump.switch\"))])";
    expect(any, &[(&[(9, GRAB)], Some(9)), (&[(9, "grab pump.guard")], Some(9)), (&[], None)]);
    // A part that comes later in the list, or stands behind one that does not hold, remembers.
    expect(
        "All([At(2.0), DidWhile(Grabbed(\"pump.switch\"), In(\"corridor\"))])",
        &[(&[(10, ENTER), (20, GRAB), (30, LEAVE)], Some(120))],
    );
    expect("All([At(2.0), Held(In(\"corridor\"), 1.0)])", &[(&[(10, ENTER)], Some(120))]);
    expect(
        "All([At(2.0), Any([Start, Start]), Any([Start, Held(In(\"corridor\"), 1.0)])])",
        &[(&[], Some(120))],
    );
    expect(
        "All([At(2.0), Not(DidWhile(Grabbed(\"pump.switch\"), In(\"corridor\")))])",
        &[(&[(10, ENTER), (20, GRAB)], None), (&[(10, GRAB)], Some(120))],
    );
}

#[test]
fn conditions_see_what_became_of_the_scene() {
    let off = (20, "move pump.switch off");
    expect("Done(\"A1\")", &[(&[], None), (&[off], Some(20))]);
    expect("Appeared(\"H1\")", &[(&[], Some(1))]);
    expect("Appeared(\"H2\")", &[(&[], None), (&[off], Some(20))]);
    expect("Marked(\"H1\")", &[(&[], None), (&[(9, "mark H1")], Some(9))]);
    expect("Marked(\"H2\")", &[(&[(9, "mark H2")], None), (&[off, (21, "mark H2")], Some(21))]);
    // The fatal error strikes in the same tick; the scene still settles in it.
    expect("Erred(\"E1\")", &[(&[], None), (&[(9, "call office")], Some(9))]);
    expect("Struck(\"C1\")", &[(&[], None), (&[(9, "call office")], Some(9))]);
    expect("Ended(safe: false)", &[(&[(9, "call office")], Some(9)), (&[], Some(1200))]);
    expect("Ended(safe: true)", &[(&[off], Some(1200)), (&[], None)]);
}

#[test]
fn an_error_that_is_not_fatal_leaves_the_end_safe() {
    let fatal = "(id: \"E1\", when: Did(Called(\"office\")), weight: Fatal(\"C1\"))";
    let major = "(id: \"E2\", when: Did(Called(\"control_room\")), weight: Major)";
    let texts = pump_room().edit("scenario.ron", fatal, &format!("{fatal}, {major}"));
    let texts = ["words.en.ron", "words.zh-CN.ron"]
        .iter()
        .fold(texts, |texts, file| texts.edit(file, "{\n", "{\n    \"error.E2\": \"!\",\n"));
    let deeds = [(20, "move pump.switch off"), (30, "call control_room")];
    assert_eq!(holds_in(texts, "Ended(safe: true)", &deeds), Some(1200));
}

#[test]
fn what_is_not_on_offer_cannot_be_chosen() {
    // The offer is made at 3 s, tick 180; whoever chose in that tick had not seen it yet.
    expect(
        "Did(Chose(\"restart\"))",
        &[
            (&[(10, "choose restart")], None),
            (&[(180, "choose restart")], None),
            (&[(181, "choose restart")], Some(181)),
            (&[(10, "choose restart"), (200, "choose restart")], Some(200)),
            (&[(10, "choose restart"), (200, "choose run")], None),
        ],
    );
    expect("DidWhile(Chose(\"restart\"), Start)", &[(&[(10, "choose restart")], None)]);
    expect("Not(Did(Chose(\"restart\")))", &[(&[(10, "choose restart")], Some(1))]);
}

#[test]
fn recently_ends_when_its_seconds_are_over() {
    let over = "All([Did(Grabbed(\"pump.switch\")), Not(Recently(Grabbed(\"pump.switch\"), 1.0))])";
    // Grabbed in tick 10, recent up to tick 70; a second grab counts anew.
    expect(over, &[(&[(10, GRAB)], Some(71)), (&[(10, GRAB), (40, GRAB)], Some(101))]);
}

#[test]
fn a_share_counts_each_tick_of_its_window_once() {
    // Half of two seconds: 60 of the last 120 ticks.
    let share = "Share(In(\"corridor\"), 0.5, 2.0)";
    let (stay, short) = ([(70, ENTER), (130, LEAVE)], [(70, ENTER), (129, LEAVE)]);
    expect(share, &[(&stay, Some(129)), (&short, None)]);
    // H2 comes out with A1, so that the tick is asked in several rounds: it counts once.
    let busy = [(70, ENTER), (100, "move pump.switch off"), (129, LEAVE)];
    expect(share, &[(&busy, None)]);
    // What has left the window counts no more: 40 and 30 ticks, never 60 of 120.
    expect(share, &[(&[(1, ENTER), (41, LEAVE), (170, ENTER), (200, LEAVE)], None)]);
}

#[test]
fn of_endless_compressions_some_thousands_are_remembered() {
    let good = "Compressions(count: 1, rate_per_min: (100, 120), depth_mm: (50, 60))";
    let after = |bad: usize| {
        let mut deeds = vec![(10, "compress 90 50"); bad];
        deeds.push((11, "compress 110 55"));
        holds_at(good, &deeds)
    };
    assert_eq!((after(4095), after(4096)), (Some(11), None));
}

/// Whatever comes about in a round is asked about again in the same tick, in whatever order the
/// file has it.
#[test]
fn what_comes_about_is_seen_by_all_in_the_same_tick() {
    let appeared = |texts: Texts, lines: &str| {
        let setup = Setup { mode: Mode::Exam, seed: 1 };
        let played = play(&texts.bundle(), setup, lines, nothing);
        let is_it = |e: &&(u64, Effect)| e.1 == Effect::Appeared("H1".into());
        played.effects.iter().find(is_it).map(|(tick, _)| *tick)
    };
    // H1 stands before H2, which appears by itself.
    let first = "            likelihood: 5,\n            class: 5,";
    let after_cue = pump_room()
        .edit("scenario.ron", first, &format!("{first}\n            appears: Appeared(\"H2\"),"))
        .edit("scenario.ron", "appears: Done(\"A1\")", "appears: At(0.5)");
    assert_eq!(appeared(after_cue, ""), Some(30));
    // H2 comes under control, by itself.
    let second = "            likelihood: 2,\n            class: 3,";
    let control = "controlled: [(level: Ppe, when: At(0.5))],";
    let after_control = pump_room()
        .edit("scenario.ron", first, &format!("{first}\n appears: Controlled(\"H2\"),"))
        .edit("scenario.ron", second, &format!("{second}\n {control}"));
    assert_eq!(appeared(after_control, ""), Some(30));
}
