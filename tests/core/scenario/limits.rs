//! Numbers out of range, names declared twice, rubrics that do not add up: each has its place.

use super::table::{Case, expect_cases, expect_rows, ron};
use crate::texts::{Texts, kitchen, lines, pump_room};

#[test]
fn whole_numbers_keep_their_range() {
    expect_rows(&[
        ron("severity: 4", "severity: ▸0", "the severity is 0; it must lie in 1–5"),
        ron("severity: 4", "severity: ▸6", "the severity is 6; it must lie in 1–5"),
        ron("likelihood: 5", "likelihood: ▸6", "the likelihood is 6; it must lie in 1–5"),
        ron("class: 5,", "class: ▸21,", "the accident class is 21; it must lie in 1–20"),
        ron("version: 1,\n    kit", "version: ▸0,\n    kit", "the version is 0"),
        ron("comfort: 1", "comfort: ▸4", "the comfort class is 4; it must lie in 1–3"),
        ron("accident_class: 3", "accident_class: ▸0", "the accident class is 0"),
        ron("classes: [5]", "classes: [5, ▸21]", "the accident class is 21"),
        ron("Smell(bars: 1", "▸Smell(bars: 5", "the number of bars is 5; it must lie in 0–4"),
        ron("right: \"b\"", "right: ▸\"e\"", "`e` is none of a, b, c, d"),
    ]);
}

#[test]
fn seconds_keep_their_range_and_are_numbers() {
    expect_rows(&[
        ron("duration_s: 30.0", "duration_s: ▸29.9", "it must lie in 30–600"),
        ron("duration_s: 30.0", "duration_s: ▸601.0", "it must lie in 30–600"),
        ron("At(20.0)", "▸At(-1.0)", "the second of the scene is -1; it must lie in 0–30"),
        ron("At(20.0)", "▸At(31.0)", "the second of the scene is 31; it must lie in 0–30"),
        ron("At(20.0)", "▸At(NaN)", "the second of the scene is NaN"),
        ron("At(20.0)", "▸Held(Start, -0.5)", "the delay in seconds is -0.5"),
        ron("At(20.0)", "▸Held(Start, NaN)", "the delay in seconds is NaN"),
        ron("off\"), limit_s: 10.0", "off\"), limit_s: ▸0.0", "the limit in seconds is 0"),
        ron("off\"), limit_s: 10.0", "off\"), limit_s: ▸NaN", "the limit in seconds is NaN"),
        ron("travel_s: 0.2", "travel_s: ▸0.0", "the travel in seconds is 0"),
        ron("travel_s: 0.2", "travel_s: ▸NaN", "the travel in seconds is NaN"),
        ron("lasts_s: 3.0", "lasts_s: ▸2.9", "it must lie in 3–10"),
        ron("Smell(bars: 1, s_per_bar: 2.0)", "▸Smell(bars: 1, s_per_bar: -2.0)", "-2; it must"),
        ron(
            "depiction: FlashAndFreeze",
            "depiction: Fall(drop_m: ▸0.1)",
            "the way down in metres is 0.1; it must lie in 0.3–100",
        ),
        ron(
            "depiction: FlashAndFreeze",
            "depiction: StruckBy(from: (0.0, 4.0, 0.0), clear_m: ▸60.0)",
            "the radius in metres is 60; it must lie in 0.5–50",
        ),
        ron("Emit(prop: \"pump\", level: 0.5)", "▸Emit(prop: \"pump\", level: 1.5)", "1.5; it"),
        ron("height_m: 1.7", "height_m: ▸17.0", "the body height in metres is 17"),
    ]);
}

#[test]
fn a_duration_that_is_no_number_is_refused_with_all_that_hangs_on_it() {
    for word in ["NaN", "-30.0", "inf", "-inf"] {
        let texts = pump_room().edit(
            "scenario.ron",
            "30.0,\n    comfort",
            &format!("{word},\n    comfort"),
        );
        let told = lines(&texts.read().unwrap_err());
        let place = "pump-room/scenario.ron:7:17: the duration in seconds is ";
        assert!(told[0].starts_with(place), "{word}: {told:#?}");
    }
}

#[test]
fn things_stand_inside_the_bounds_and_have_a_size() {
    expect_rows(&[
        ron("size: (0.4, 0.1, 0.4)", "size: ▸(0.4, 0.0, 0.4)", "must lie in 0.001–100 m"),
        ron("size: (0.4, 0.1, 0.4)", "size: ▸(0.4, NaN, 0.4)", "must lie in 0.001–100 m"),
        ron("size: (2.0, 2.0, 1.0)", "size: ▸(2.0, -2.0, 1.0)", "must lie in 0.001–100 m"),
        ron("pos: (-1.0, 0.0, -2.0)", "pos: ▸(-9.0, 0.0, -2.0)", "lies outside the bounds"),
        ron("pos: (-1.0, 0.0, -2.0)", "pos: ▸(NaN, 0.0, -2.0)", "lies outside the bounds"),
        ron("pos: (0.0, 0.0, 1.2)", "pos: ▸(0.0, 0.0, 4.2)", "lies outside the bounds"),
        ron("at: (-1.0, 0.1, -2.0)", "at: ▸(-1.0, 9.1, -2.0)", "lies outside the bounds"),
        ron("at: (2.0, 0.5, -2.0)", "at: ▸(2.0, NaN, -2.0)", "lies outside the bounds"),
        ron("pos: (0.0, 0.0, 0.0)", "pos: ▸(0.0, 0.0, 9.0)", "lies outside the bounds"),
        ron("[(min: (-2.5, -2.5), max: (2.5, 2.5))]", "▸[]", "there is no floor to stand on"),
        ron("(min: (-2.5, -2.5)", "▸(min: (2.5, -2.5)", "the rectangle is empty"),
        ron("Turn(axis: (1.0,", "▸Turn(axis: (2.0,", "the length of the axis is 2"),
        ron(
            "Turn(axis: (1.0, 0.0, 0.0), degrees: 20.0)",
            "▸Turn(axis: (1.0, 0.0, 0.0), degrees: NaN)",
            "the angle in degrees is NaN",
        ),
    ]);
}

/// What no bound reaches yet has to be a number all the same: JSON has no other, so a scenario
/// with one of these would make a bundle that nobody can read.
#[test]
fn every_number_is_a_number() {
    let rows = [
        ("pos: (1.0, 0.0, -1.0))", "pos: (1.0, 0.0, -1.0), facing_deg: NaN)"),
        ("pos: (0.0, 0.0, 0.0)", "pos: (0.0, 0.0, 0.0), facing_deg: inf"),
        ("pos: (0.0, 0.0, -3.1)", "pos: (NaN, 0.0, -3.1)"),
        ("at: (0.0, 0.7, 0.35)", "at: (0.0, inf, 0.35)"),
        ("by: (0.5, 0.0, 0.0)", "by: (0.5, NaN, 0.0)"),
        ("Turn(axis:", "Turn(pivot: (0.0, 0.0, -inf), axis:"),
        ("at: (0.0, 2.0, 2.0)", "at: (0.0, NaN, 2.0)"),
        ("toward: (0.0, 1.0, -2.0)", "toward: (inf, 1.0, -2.0)"),
        ("max: (3.0, 3.0, 3.0)", "max: (3.0, inf, 3.0)"),
    ];
    let is_taken =
        |(from, to): &&(&str, &str)| pump_room().edit("scenario.ron", from, to).read().is_ok();
    let taken: Vec<_> = rows.iter().filter(is_taken).map(|(_, to)| to).collect();
    assert!(taken.is_empty(), "{} of {} are taken for sound: {taken:#?}", taken.len(), rows.len());
}

#[test]
fn parts_have_two_ends_and_the_name_of_their_prop() {
    expect_rows(&[ron("starts: \"off\"", "starts: ▸\"lost\"", "starts at `lost`, which is none")]);
    expect_cases(&[Case {
        edits: &[
            ("scenario.ron", "(\"off\", \"fitted\")", "▸(\"off\", \"off\")"),
            ("scenario.ron", "Set(\"pump.guard\", \"fitted\")", "Set(\"pump.guard\", \"off\")"),
        ],
        says: &["the two ends need two names"],
    }]);
    // A part of another name is missing where it is meant, too.
    expect_cases(&[Case {
        edits: &[
            ("scenario.ron", "id: \"pump.guard\"", "id: ▸\"hose.guard\""),
            ("scenario.ron", "Set(\"pump.guard\"", "▸Set(\"pump.guard\""),
        ],
        says: &["`hose.guard` must read `pump.part`", "there is no part `pump.guard`"],
    }]);
}

#[test]
fn the_rubric_adds_up() {
    expect_cases(&[Case {
        edits: &[
            ("scenario.ron", "rubric: (", "rubric: ▸("),
            ("scenario.ron", "control: 20", "control: 21"),
        ],
        says: &["the four weights add up to 101; they must make 100"],
    }]);
    expect_rows(&[
        ron("false_alarm: (3, 12)", "false_alarm: (▸101, 12)", "the penalty in points is 101"),
        ron("false_alarm: (3, 12)", "false_alarm: (3, ▸101)", "the penalty in points is 101"),
        ron("over_par: (1, 5)", "over_par: (1, ▸500)", "the penalty in points is 500"),
        ron("major: 15", "major: ▸101", "the penalty in points is 101"),
        ron("par_s: 25", "par_s: ▸0", "the par time in seconds is 0; it must lie in 1–600"),
        ron("par_s: 25", "par_s: ▸601", "the par time in seconds is 601"),
        ron(
            "fatal_cap: 59",
            "fatal_cap: ▸80",
            "the cap after a fatal error is 80; it must lie in 0–79",
        ),
        ron("pass: 80", "pass: ▸101", "the pass mark is 101; it must lie in 1–100"),
    ]);
}

#[test]
fn one_option_of_four_is_right() {
    let two = "exactly one option must be right";
    expect_rows(&[
        ron(
            "controls: [\n                (id: \"a\", level: Elimination, right: true)",
            "controls: ▸[\n                (id: \"a\", level: Elimination)",
            two,
        ),
        ron(
            "controls: [\n                (id: \"a\", level: Administrative)",
            "controls: ▸[\n                (id: \"a\", level: Administrative, right: true)",
            two,
        ),
    ]);
}

#[test]
fn guessing_the_longest_option_does_not_pay() {
    // Two of the fixture's hazards may have it; the kitchen has eight, of which three may.
    let long = |texts: Texts, id: &str, right: &str| {
        let from = format!("\"hazard.{id}.control.{right}\": \"");
        texts.edit("words.en.ron", &from, &format!("{from}{}", "very ".repeat(30)))
    };
    let rights = [("H1", "b"), ("H2", "d"), ("H3", "a"), ("H4", "c"), ("H6", "a"), ("H7", "d")];
    let texts = rights.iter().fold(kitchen(), |texts, (id, right)| long(texts, id, right));
    let told = lines(&texts.read().unwrap_err());
    assert_eq!(told.len(), 1, "{told:#?}");
    let sentence = "the right control is the longest option of ";
    assert!(told[0].starts_with("kitchen-gas-leak/words.en.ron:2:1: "), "{told:#?}");
    assert!(told[0].contains(sentence) && told[0].ends_with("3 at most, or guessing pays"));
}

#[test]
fn a_name_is_declared_once() {
    expect_rows(&[
        ron(
            "calls: [\"office\",",
            "calls: [\"office\", ▸\"office\",",
            "`office` is declared twice",
        ),
        ron("choices: [\"wait\",", "choices: [\"wait\", ▸\"wait\",", "`wait` is declared twice"),
        ron("prompts: [", "prompts: [\"humming\", ▸", "`humming` is declared twice"),
        ron("lines: [", "lines: [\"N1\", ▸", "`N1` is declared twice"),
        ron("phrases: [", "phrases: [(id: \"stop\"), ▸", "`stop` is declared twice"),
        ron("quiz: [", "quiz: [(id: \"Q1\", right: \"a\"), ▸", "`Q1` is declared twice"),
        ron("pictures: [", "pictures: [(id: \"view\", from: Eye), ▸", "`view` is declared twice"),
        ron(
            "spots: [",
            "spots: [(id: \"bench\", pos: (0.0, 0.0, 0.0)), ▸",
            "`bench` is declared twice",
        ),
    ]);
}

#[test]
fn things_and_rules_are_declared_once() {
    let rows = [
        (
            "hazards: [\n",
            "(id: \"H2\", marker: (on: Prop(\"bin\"), at: (0.0, 0.0, 0.0)), factor: Human, \
             severity: 1, likelihood: 1, class: 1, \
             controls: [(id: \"a\", level: Ppe, right: true), (id: \"b\", level: Ppe), \
             (id: \"c\", level: Ppe), (id: \"d\", level: Ppe)])",
        ),
        ("look_alikes: [", "(id: \"D1\", marker: (on: Prop(\"bin\"), at: (0.0, 0.0, 0.0)))"),
        ("steps: [", "(id: \"A2\", from: Start, done: Start, limit_s: 1.0)"),
        ("errors: [", "(id: \"E1\", when: Start, weight: Major)"),
        (
            "consequences: [",
            "(id: \"C1\", depiction: FlashAndFreeze, lasts_s: 3.0, hazards: [], view: Eye)",
        ),
        ("zones: [", "(id: \"corridor\", pos: (0.0, 0.0, 0.0), size: (1.0, 1.0, 1.0))"),
        ("agents: [", "(id: \"lin\", spot: \"door\", height_m: 1.6, posture: Idle)"),
        ("props: [", "(id: \"bin\", kind: Gas, pos: (0.0, 0.0, 0.0), size: (1.0, 1.0, 1.0))"),
    ];
    for (list, first) in rows {
        let id = first.split('"').nth(1).unwrap();
        let mut texts = pump_room().edit("scenario.ron", list, &format!("{list}{first}, "));
        // The second of the two is told.
        let text = texts.text("scenario.ron").to_owned();
        let second = text.match_indices(&format!("id: \"{id}\"")).nth(1).unwrap().0;
        let start = text[..second].rfind('(').unwrap();
        let marked = format!("{}▸{}", &text[..start], &text[start..]);
        texts = texts.with("scenario.ron", marked.into_bytes());
        let place = texts.take_marks();
        let expected = format!("{}`{id}` is declared twice", place[0]);
        assert_eq!(lines(&texts.read().expect_err(id)), [expected]);
    }
}

#[test]
fn a_part_is_declared_once() {
    let told = pump_room().edit("scenario.ron", "\"pump.guard\",\n", "\"pump.switch\",\n");
    let told = told.edit(
        "scenario.ron",
        "Set(\"pump.guard\", \"fitted\")",
        "Set(\"pump.switch\", \"on\")",
    );
    let told = lines(&told.read().expect_err("two parts have one name"));
    assert!(told[0].contains("`pump.switch` is declared twice"), "{told:#?}");
}

#[test]
fn a_name_has_plain_letters_and_a_condition_says_something() {
    expect_rows(&[
        ron("At(20.0)", "▸All([])", "an empty All or Any says nothing"),
        ron("At(20.0)", "▸Not(Any([]))", "an empty All or Any says nothing"),
    ]);
    expect_cases(&[Case {
        edits: &[
            ("scenario.ron", "(id: \"view\", from", "▸(id: \"../view\", from"),
            ("scenario.ron", "Picture(\"view\")", "Picture(\"../view\")"),
        ],
        says: &["`../view` is no name: use ASCII letters, digits and _"],
    }]);
}
