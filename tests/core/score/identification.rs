//! Hazards found by their risk, factors and controls by the share of right answers.

use super::case::{COURSE, Case, PERFECT, expect};
use crate::play::{exam, nothing, right, wrong};
use crate::texts::kitchen;
use anlan_attempt::{Answer, Card, Question};
use anlan_score::{Identification, Mark};

const NO_HAZARD: &[&str] =
    &["mark H1", "mark H2", "mark H3", "mark H4", "mark H5", "mark H6", "mark H7", "mark H8"];

fn right_control_only(card: &Card) -> Option<Answer> {
    if card.id.question == Question::Control { right(card) } else { wrong(card) }
}

/// Right about the first three hazards, nothing about the others.
fn right_thrice(card: &Card) -> Option<Answer> {
    if ["H1", "H2", "H3"].contains(&card.id.hazard.as_str()) { right(card) } else { None }
}

/// Right controls of five hazards, wrong ones of three; all factors.
fn five_controls(card: &Card) -> Option<Answer> {
    let is_wrong = ["H2", "H5", "H8"].contains(&card.id.hazard.as_str());
    if is_wrong && card.id.question == Question::Control { wrong(card) } else { right(card) }
}

#[test]
fn hazards_are_worth_their_risk() {
    expect(&[
        PERFECT,
        // 30 × (130 − 12) ÷ 130 = 27.230; 27.230 + 10 + 20 + 40 = 97.230.
        Case {
            name: "the smallest is missed",
            without: &["mark H5"],
            points: [27_230, 10_000, 20_000, 40_000],
            score: 97,
            ..PERFECT
        },
        // 30 × (130 − 20 − 20) ÷ 130 = 20.769; 20.769 + 70 = 90.769.
        Case {
            name: "the two greatest are missed",
            without: &["mark H1", "mark H7"],
            points: [20_769, 10_000, 20_000, 40_000],
            score: 90,
            ..PERFECT
        },
        // 30 × 12 ÷ 130 = 2.769; what is found is answered right: 2.769 + 10 + 20 + 40 = 72.769.
        Case {
            name: "only the smallest is found",
            without: &["mark H1", "mark H2", "mark H3", "mark H4", "mark H6", "mark H7", "mark H8"],
            points: [2_769, 10_000, 20_000, 40_000],
            score: 72,
            verdicts: &["below the pass mark"],
            ..PERFECT
        },
        // Nothing found, so nothing to classify or to control: 40.
        Case {
            name: "nothing is found",
            without: NO_HAZARD,
            points: [0, 0, 0, 40_000],
            score: 40,
            verdicts: &["below the pass mark"],
            ..PERFECT
        },
    ]);
}

#[test]
fn answers_are_worth_their_share_of_what_was_found() {
    expect(&[
        // 30 + 10 × 0 ÷ 8 + 20 × 8 ÷ 8 + 40 = 90.
        Case {
            name: "wrong factors",
            answers: right_control_only,
            points: [30_000, 0, 20_000, 40_000],
            score: 90,
            ..PERFECT
        },
        // 30 + 10 + 20 × 5 ÷ 8 + 40 = 92.5; the half point is not given.
        Case {
            name: "five of eight controls",
            answers: five_controls,
            points: [30_000, 10_000, 12_500, 40_000],
            score: 92,
            ..PERFECT
        },
        // 30 + 10 × 3 ÷ 8 + 20 × 3 ÷ 8 + 40 = 30 + 3.75 + 7.5 + 40 = 81.25.
        Case {
            name: "three of eight answered",
            answers: right_thrice,
            points: [30_000, 3_750, 7_500, 40_000],
            score: 81,
            ..PERFECT
        },
        // 30 × 118 ÷ 130 + 10 × 3 ÷ 7 + 20 × 3 ÷ 7 + 40 = 27.230 + 4.285 + 8.571 + 40 = 80.086.
        Case {
            name: "three of seven answered",
            without: &["mark H5"],
            answers: right_thrice,
            points: [27_230, 4_285, 8_571, 40_000],
            score: 80,
            ..PERFECT
        },
        // 30 + 0 + 0 + 40 = 70.
        Case {
            name: "no answer",
            answers: nothing,
            points: [30_000, 0, 0, 40_000],
            score: 70,
            verdicts: &["below the pass mark"],
            ..PERFECT
        },
        Case {
            name: "all wrong",
            answers: wrong,
            points: [30_000, 0, 0, 40_000],
            score: 70,
            verdicts: &["below the pass mark"],
            ..PERFECT
        },
    ]);
}

#[test]
fn what_never_appeared_is_not_missed() {
    // The light switch at 86 s strikes before H7 (90 s) and H8 (105 s) come out.
    // 30 × 95 ÷ 95 + 10 + 20 + 0 = 60, capped at 59.
    let early = Case {
        name: "struck at 86 s",
        with: "86 move light_switch.rocker off",
        points: [30_000, 10_000, 20_000, 0],
        score: 59,
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
    };
    // 30 × (95 − 12) ÷ 95 = 26.210; 26.210 + 30 = 56.210.
    let five = Case {
        name: "struck at 86 s, H5 missed",
        without: &["mark H5"],
        points: [26_210, 10_000, 20_000, 0],
        score: 56,
        ..early
    };
    expect(&[early, five]);
    let outcomes: Vec<_> = five.card().hazards.iter().map(|h| h.outcome).collect();
    use Identification::{Hit, Miss, NotAppeared};
    assert_eq!(outcomes, [Hit, Hit, Hit, Hit, Miss, Hit, NotAppeared, NotAppeared]);
    assert_eq!((five.card().hits, five.card().hazards_appeared), (5, 6));
}

#[test]
fn the_card_tells_of_each_hazard_when_and_how() {
    let lines = format!("{}\n3 see H1 60\n26 see D1 30\n27 mark D1", COURSE.join("\n"));
    let card = exam(&kitchen().bundle(), &lines, five_controls);
    let h1 = &card.hazards[0];
    // 3 s are 180 ticks, of which the 180th was not over; a look of 1 s began 60 ticks before.
    assert_eq!((h1.appeared_ms, h1.seen_ms, h1.longest_look_ms), (Some(16), Some(1_983), 1_000));
    assert_eq!((h1.marked_ms, h1.risk), (Some(4_983), 20));
    assert_eq!((h1.factor, h1.control), (Mark::Right, Mark::Right));
    let h2 = &card.hazards[1];
    assert_eq!((h2.factor, h2.control), (Mark::Right, Mark::Wrong));
    assert!(h2.control_level.is_some() && h2.answers.len() == 2);
    let h7 = &card.hazards[6];
    assert_eq!((h7.appeared_ms, h7.seen_ms), (Some(90_000), None));
    let d1 = &card.look_alikes[0];
    assert_eq!((d1.outcome, d1.is_seen), (Identification::FalseAlarm, true));
    assert_eq!(d1.marked_ms, Some(26_983));
    assert_eq!(card.look_alikes[1].outcome, Identification::CorrectRejection);
    assert_eq!((card.false_alarms, card.scene_ms, card.rubric), (1, 120_000, 1));
}

#[test]
fn a_hazard_that_could_not_be_shown_counts_for_nothing() {
    // In the attempt's first tick: H1 of risk 20 cannot be shown, and nobody marks it.
    let unshown =
        Case { name: "H1 unshown", without: &["mark H1"], with: "0.0166667 unshown H1", ..PERFECT };
    // The same, marked: it earns nothing and costs nothing.
    let marked = Case { name: "H1 unshown and marked", without: &[], ..unshown };
    expect(&[unshown, marked]);
    let card = unshown.card();
    assert_eq!((card.hits, card.hazards_appeared), (7, 7));
    assert_eq!(card.hazards[0].outcome, Identification::NotAppeared);
    // Told later it is set aside: 30 × (130 − 20) ÷ 130.
    expect(&[Case {
        name: "H1 unshown too late",
        with: "1 unshown H1",
        points: [25_384, 10_000, 20_000, 40_000],
        score: 95,
        ..unshown
    }]);
}
