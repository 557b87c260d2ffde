//! Points lost: false alarms, time over par, major and fatal errors.

use super::case::{Case, PERFECT, expect};

#[test]
fn false_alarms_cost_three_up_to_twelve() {
    expect(&[
        // 100 − 3, however often the same one is marked.
        Case {
            name: "one look-alike",
            with: "40 mark D1\n41 mark D1",
            penalties: [3, 0, 0],
            score: 97,
            ..PERFECT
        },
        Case {
            name: "three neutral marks",
            with: "40 mark sink\n41 mark sink\n42 mark wok",
            ..PERFECT
        },
        // Cook He at 50 s is nobody's hazard yet, and the third neutral mark.
        Case { name: "too early", with: "40 mark sink\n41 mark bins\n50 mark he", ..PERFECT },
        // The fourth and the fifth: 100 − 2 × 3.
        Case {
            name: "five neutral marks",
            with: "40 mark sink\n41 mark wok\n42 mark bins\n43 mark sink\n44 mark sink",
            penalties: [6, 0, 0],
            score: 94,
            ..PERFECT
        },
        // 3 look-alikes and 1 of 4 neutral marks: 100 − 4 × 3. The window is H5, marked before.
        Case {
            name: "marks everything",
            with: "40 mark D1\n41 mark D2\n42 mark D3\n43 mark sink\n44 mark wok\n45 mark bins\n\
                   46 mark hood\n47 mark window",
            penalties: [12, 0, 0],
            score: 88,
            ..PERFECT
        },
        // One more would be 15, 12 at most: 100 − 12.
        Case {
            name: "marks everything and more",
            with: "40 mark D1\n41 mark D2\n42 mark D3\n43 mark sink\n44 mark wok\n45 mark bins\n\
                   46 mark hood\n47 mark prep_table",
            penalties: [12, 0, 0],
            score: 88,
            ..PERFECT
        },
    ]);
}

#[test]
fn every_full_ten_seconds_over_par_cost_one() {
    const LATE: Case = Case { without: &["choose wait"], ..PERFECT };
    // Par is 205 s.
    expect(&[
        Case { name: "at par", with: "205 choose wait", ..LATE },
        Case { name: "9 s over", with: "214.9 choose wait", ..LATE },
        Case {
            name: "10 s over",
            with: "215 choose wait",
            penalties: [0, 1, 0],
            score: 99,
            ..LATE
        },
        Case {
            name: "29 s over",
            with: "234 choose wait",
            penalties: [0, 2, 0],
            score: 98,
            ..LATE
        },
        // With par at 100 s, 239 s are 13 full units: 5 at most.
        Case {
            name: "far over",
            edit: ("par_s: 205", "par_s: 100"),
            with: "239 choose wait",
            penalties: [0, 5, 0],
            score: 95,
            ..LATE
        },
    ]);
}

#[test]
fn a_major_error_costs_fifteen_and_bars_no_pass() {
    expect(&[
        // A second outside the yard after A5 is E3: 100 − 15.
        Case {
            name: "back for a moment",
            without: &["choose wait"],
            with: "119 leave yard\n122 enter yard\n124 choose wait",
            penalties: [0, 0, 15],
            score: 85,
            ..PERFECT
        },
        // Less than a second is swaying.
        Case {
            name: "swaying",
            without: &["choose wait"],
            with: "119 leave yard\n119.9 enter yard\n124 choose wait",
            ..PERFECT
        },
        // 30 × 118 ÷ 130 + 10 + 20 + 40 − 3 − 15 = 79.230: below 80 by less than a point.
        Case {
            name: "just too little",
            without: &["mark H5", "choose wait"],
            with: "40 mark D1\n119 leave yard\n122 enter yard\n124 choose wait",
            points: [27_230, 10_000, 20_000, 40_000],
            penalties: [3, 0, 15],
            score: 79,
            verdicts: &["below the pass mark"],
            ..PERFECT
        },
    ]);
}

#[test]
fn a_fatal_error_caps_the_score_at_59() {
    expect(&[
        // All found and done but A7: 96.923, capped.
        Case {
            name: "the light switch at last",
            with: "119 move light_switch.rocker off",
            points: [30_000, 10_000, 20_000, 36_923],
            score: 59,
            verdicts: &["below the pass mark", "fatal E1"],
            ending: "struck C1",
            ..PERFECT
        },
        // Inside for a second (E3, −15) and five more (E4, fatal): 96.923 − 15 = 81.923, capped.
        Case {
            name: "back inside",
            without: &["choose wait"],
            with: "119 leave yard",
            points: [30_000, 10_000, 20_000, 36_923],
            penalties: [0, 0, 15],
            score: 59,
            verdicts: &["below the pass mark", "fatal E4"],
            ending: "struck C1",
            ..PERFECT
        },
        // A call from inside after 85 s; A1 to A4 are done: 40 × 8 ÷ 13 = 24.615; 84.615, capped.
        Case {
            name: "phones inside",
            without: &["enter yard"],
            points: [30_000, 10_000, 20_000, 24_615],
            score: 59,
            verdicts: &["below the pass mark", "A5 missing", "A6 missing", "fatal E2"],
            ending: "struck C1",
            ..PERFECT
        },
    ]);
}

#[test]
fn the_cap_lifts_no_score() {
    // Nobody stops He, who presses the switch at 120 s. H5 and H6 are found:
    // 30 × 28 ÷ 130 = 6.461; 6.461 + 10 + 20 + 0 = 36.461.
    expect(&[Case {
        name: "nobody stops anybody",
        without: &[
            "mark H1",
            "mark H2",
            "mark H3",
            "mark H4",
            "mark H7",
            "mark H8",
            "say stop he",
            "say stop ding",
            "announce leave",
            "window.sash open",
            "choose wait",
            "main_valve.lever shut",
            "enter yard",
            "call gas",
            "emergency_119",
        ],
        points: [6_461, 10_000, 20_000, 0],
        score: 36,
        verdicts: &[
            "below the pass mark",
            "A1 missing",
            "A2 missing",
            "A3 missing",
            "A4 missing",
            "A5 missing",
            "A6 missing",
            "fatal E1",
        ],
        ending: "struck C1",
        ..PERFECT
    }]);
}

#[test]
fn no_score_is_below_nothing() {
    // Every penalty and no point: 0 − 12 − 5 is 0.
    let poor = Case {
        edit: ("par_s: 205", "par_s: 100"),
        without: &[
            "mark H1",
            "mark H2",
            "mark H3",
            "mark H4",
            "mark H5",
            "mark H6",
            "mark H7",
            "mark H8",
            "boxes_valve.stack aside",
            "window.sash open",
            "announce leave",
            "enter yard",
            "knob_left off",
            "call gas",
            "emergency_119",
            "choose wait",
            "say stop ding",
        ],
        with: "1 mark D1\n2 mark D2\n3 mark D3\n4 mark sink\n5 mark sink\n6 mark sink\n7 mark sink",
        ..PERFECT
    };
    let card = poor.card();
    assert_eq!((card.points.actions, card.penalties.false_alarms, card.score), (0, 12, 0));
}
