//! Numbers out of range, names declared twice, rubrics that do not add up: each has its place.

use super::table::{Case, en, expect_cases, expect_rows, ron};
use crate::texts::{lines, pump_room};

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
        ron("bars: 1", "bars: 5", "the number of bars is 5; it must lie in 0–4").at_effect(),
        ron("right: \"b\"", "right: ▸\"e\"", "`e` is none of a, b, c, d"),
    ]);
}

#[test]
fn seconds_keep_their_range_and_are_numbers() {
    expect_rows(&[
        ron("duration_s: 30.0", "duration_s: ▸NaN", "the duration in seconds is NaN"),
        ron("duration_s: 30.0", "duration_s: ▸inf", "the duration in seconds is inf"),
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
        ron("s_per_bar: 2.0", "s_per_bar: -2.0", "the seconds per bar is -2").at_effect(),
        ron("level: 0.5", "level: 1.5", "the level is 1.5; it must lie in 0–1").at_emission(),
        ron("height_m: 1.7", "height_m: ▸17.0", "the body height in metres is 17"),
    ]);
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
        ron("(min: (-2.5, -2.5), max: (2.5, 2.5))", "", "there is no floor to stand on").at_floor(),
        ron("axis: (1.0, 0.0", "axis: (2.0, 0.0", "the length of the axis is 2").at_turn(),
        ron("degrees: 20.0", "degrees: NaN", "the angle in degrees is NaN").at_turn(),
    ]);
}
