//! Steps in their order, critical ones twice, and what a pass needs besides points.

use super::case::{Case, PERFECT, expect};

#[test]
fn steps_count_when_they_stand_in_order() {
    expect(&[
        // Knobs first, the valve at 145 s: from 140 s A3 needs no A2, so A3 and A4 are done at
        // 140 s and A2 at 145 s. In order stand A1, A3, A4, A5, A6, A7: 40 × 11 ÷ 13 = 33.846.
        Case {
            name: "the valve too late",
            without: &[
                "main_valve.lever shut",
                "announce leave",
                "enter yard",
                "call gas",
                "emergency_119",
                "choose wait",
            ],
            with: "145 move main_valve.lever shut\n150 announce leave\n151 enter yard\n\
                   152 call gas\n153 call emergency_119\n155 choose wait",
            points: [30_000, 10_000, 20_000, 33_846],
            score: 93,
            ..PERFECT
        },
        // All of A2 to A4 prepared at 40 s: they are done when they are due, right behind A1.
        Case {
            name: "prepared",
            without: &[
                "boxes_valve.stack aside",
                "main_valve.lever shut",
                "knob_left off",
                "knob_right off",
                "back_door.leaf open",
                "goods_window.sacks aside",
                "window.sash open",
            ],
            with: "40 move boxes_valve.stack aside\n41 move main_valve.lever shut\n\
                   42 move stove_line.knob_left off\n43 move stove_line.knob_right off\n\
                   44 move back_door.leaf open\n45 move goods_window.sacks aside\n\
                   46 move window.sash open",
            ..PERFECT
        },
        // The first choice counts: without A7 it is 40 × 12 ÷ 13 = 36.923, and the scene ends 5 s
        // later.
        Case {
            name: "somebody goes back",
            without: &["choose wait"],
            with: "120 choose go_back\n121 choose wait",
            points: [30_000, 10_000, 20_000, 36_923],
            score: 96,
            ..PERFECT
        },
    ]);
}

#[test]
fn a_critical_step_is_needed_for_a_pass() {
    expect(&[
        // Out at once, without valve, flames and windows: A1, A5, A6, A7 are 7 of 13.
        // 40 × 7 ÷ 13 = 21.538; 60 + 21.538 = 81.538: enough points, and no pass.
        Case {
            name: "out without the valve",
            without: &["main_valve.lever shut", "knob_left off", "window.sash open"],
            points: [30_000, 10_000, 20_000, 21_538],
            score: 81,
            verdicts: &["A2 missing", "A3 missing", "A4 missing"],
            ..PERFECT
        },
        // One sash left shut: A4 is missing. 40 × 11 ÷ 13 = 33.846.
        Case {
            name: "the window stays shut",
            without: &["window.sash open"],
            points: [30_000, 10_000, 20_000, 33_846],
            score: 93,
            verdicts: &["A4 missing"],
            ..PERFECT
        },
        // No call to 119, so no A6 and no offer for A7: 40 × 10 ÷ 13 = 30.769. Time runs out at
        // 240 s, 35 s over par: −3. 60 + 30.769 − 3 = 87.769.
        Case {
            name: "119 is not called",
            without: &["emergency_119"],
            points: [30_000, 10_000, 20_000, 30_769],
            penalties: [0, 3, 0],
            score: 87,
            verdicts: &["A6 missing"],
            ending: "time-out",
            ..PERFECT
        },
        // A step that is not critical may be missing. 60 + 36.923 − 3 = 93.923.
        Case {
            name: "nobody chooses",
            without: &["choose wait"],
            points: [30_000, 10_000, 20_000, 36_923],
            penalties: [0, 3, 0],
            score: 93,
            ending: "time-out",
            ..PERFECT
        },
    ]);
}

#[test]
fn the_card_tells_when_a_step_was_due_done_and_in_time() {
    let card = PERFECT.card();
    let times: Vec<_> = card.steps.iter().map(|s| (s.ready_ms, s.done_ms)).collect();
    let at = |ready: u64, done: u64| (Some(1000 * ready), Some(1000 * done));
    let expected = [
        at(105, 107),
        at(107, 109),
        at(109, 111),
        at(111, 114),
        at(114, 116),
        at(116, 118),
        at(118, 120),
    ];
    assert_eq!(times, expected);
    assert!(card.steps.iter().all(|s| s.is_in_time && s.is_in_order));
    let critical: Vec<_> = card.steps.iter().map(|s| s.is_critical).collect();
    assert_eq!(critical, [true, true, true, true, true, true, false]);
    // A7 has 10 s from 118 s.
    for (second, is_in_time) in [("128", true), ("129", false)] {
        let choice = ["128 choose wait", "129 choose wait"];
        let with = if second == "128" { choice[0] } else { choice[1] };
        let late = Case { without: &["choose wait"], with, ..PERFECT }.card();
        assert_eq!(late.steps[6].is_in_time, is_in_time, "{second} s");
        assert_eq!(late.score, 100, "being late is told and costs nothing");
    }
}
