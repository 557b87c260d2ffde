//! The measures of worked tapes, and what no tape of ours reaches: pooled turns, duties,
//! violations, blocking errors, the pass rule and explanations in words.

use crate::play::{nothing, play, right, wrong};
use crate::texts::{Texts, full_room, kitchen};
use anlan_attempt::{Anchor, Answer, Card, Mode, Question, Setup};
use anlan_scenario::{ControlLevel, Duty, Language, Violation};
use anlan_score::measures::{Counts, Discrimination, Grade, Measures, Pooled, Tendency};
use anlan_score::{Scorecard, explain, pass_rule, score};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A case of `cards.ron`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    deeds: Vec<String>,
    #[serde(default)]
    answers: String,
    /// H, S, F, N.
    counts: (u32, u32, u32, u32),
    d_prime_milli: i32,
    bias_milli: i32,
    tendency: String,
    grades: BTreeMap<String, String>,
    mean_milli: Option<u32>,
    is_over_clicked: bool,
    looked: Vec<String>,
    never_looked: Vec<String>,
    /// Found, appeared, and their risks.
    recognition: (u32, u32, u32, u32),
    /// Severities answered, their deviation; likelihoods, theirs.
    risk: (u32, Option<u32>, u32, Option<u32>),
    calibration: (u32, Option<i32>),
}

/// The kitchen with every card on.
fn asking(texts: Texts) -> Texts {
    let cards = "cards: (class: true, risk: true, confidence: true),\n    look_alikes:";
    texts.edit("scenario.ron", "look_alikes:", cards)
}

fn sure(card: &Card, is_sure: bool, other: fn(&Card) -> Option<Answer>) -> Option<Answer> {
    match card.id.question {
        Question::Confidence => Some(Answer::Confidence(is_sure)),
        _ => other(card),
    }
}

fn right_sure(card: &Card) -> Option<Answer> {
    sure(card, true, right)
}

fn right_unsure(card: &Card) -> Option<Answer> {
    sure(card, false, right)
}

fn wrong_sure(card: &Card) -> Option<Answer> {
    sure(card, true, wrong)
}

fn wrong_unsure(card: &Card) -> Option<Answer> {
    sure(card, false, wrong)
}

fn middle(card: &Card) -> Option<Answer> {
    match card.id.question {
        Question::Severity => Some(Answer::Severity(Anchor::Middle)),
        Question::Likelihood => Some(Answer::Likelihood(Anchor::Middle)),
        _ => right_sure(card),
    }
}

fn first_right(card: &Card) -> Option<Answer> {
    if card.id.hazard.as_str() == "H1" { right_sure(card) } else { wrong_sure(card) }
}

fn card(texts: Texts, mode: Mode, deeds: &str, answers: crate::play::Answers) -> Scorecard {
    let bundle = texts.bundle();
    score(&bundle, &play(&bundle, Setup { mode, seed: 1 }, deeds, answers).tape).unwrap()
}

fn measures(card: &Scorecard) -> &Measures {
    card.measures.as_ref().unwrap()
}

fn strings<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(T::to_string).collect()
}

fn check(case: &Case) {
    let name = &case.name;
    let answers = match case.answers.as_str() {
        "right" => right_sure,
        "right_unsure" => right_unsure,
        "wrong" => wrong_sure,
        "wrong_unsure" => wrong_unsure,
        "middle" => middle,
        "first_right" => first_right,
        _ => nothing,
    };
    let card = card(asking(kitchen()), Mode::Practice, &case.deeds.join("\n"), answers);
    let m = measures(&card);
    let (d, c) = (&m.discrimination, &m.discrimination.counts);
    assert_eq!((c.hits, c.hazards, c.false_alarms, c.look_alikes), case.counts, "{name}");
    assert_eq!((d.d_prime_milli, d.bias_milli), (case.d_prime_milli, case.bias_milli), "{name}");
    assert_eq!(format!("{:?}", d.tendency), case.tendency, "{name}");
    let grade = |grade: Grade| format!("{grade:?}");
    let windows = m.earliness.windows.iter().map(|w| (w.id.to_string(), grade(w.grade)));
    assert_eq!(windows.collect::<BTreeMap<_, _>>(), case.grades, "{name}");
    let earliness = (m.earliness.mean_milli, m.earliness.is_over_clicked);
    assert_eq!(earliness, (case.mean_milli, case.is_over_clicked), "{name}");
    assert_eq!(strings(&m.cover.looked), case.looked, "{name}");
    assert_eq!(strings(&m.cover.never_looked), case.never_looked, "{name}");
    let r = &m.recognition;
    let recognition = (r.found, r.appeared, r.found_risk, r.appeared_risk);
    assert_eq!(recognition, case.recognition, "{name}");
    let k = &m.risk;
    let risk = (k.severities, k.severity_milli, k.likelihoods, k.likelihood_milli);
    assert_eq!(risk, case.risk, "{name}");
    assert_eq!((m.calibration.answered, m.calibration.over_milli), case.calibration, "{name}");
}

#[test]
fn hand_worked_tapes_earn_their_measures() {
    let options = ron::Options::default();
    let cases: Vec<Case> = options.from_str(include_str!("../fixture/cards.ron")).unwrap();
    assert!(cases.len() >= 40, "{}", cases.len());
    cases.iter().for_each(check);
}

/// H 10 of 20, F 2 of 10: h = 10.5/21 = 0.5, z 0; f = 2.5/11 = 0.2273, z −0.7479. d′ 0.7479.
/// Variance: 0.25/(21 · 0.3989²) = 0.0748; 0.1756/(11 · 0.3016²) = 0.1755. Half of the interval:
/// 1.6449 · √0.2503 = 0.8229.
#[test]
fn several_turns_have_an_interval() {
    let turn = |hits, hazards, false_alarms, look_alikes| Counts {
        hits,
        hazards,
        false_alarms,
        look_alikes,
    };
    let pooled = Pooled::of(&[turn(4, 8, 1, 4), turn(6, 12, 1, 6)]);
    assert_eq!(pooled.counts, turn(10, 20, 2, 10));
    assert_eq!(pooled.d_prime_milli, 748);
    let (low, high) = pooled.interval_milli;
    assert!((low + 75).abs() <= 1 && (high - 1571).abs() <= 1, "{low} {high}");
    let many = Pooled::of(&[turn(10, 20, 2, 10); 10]).interval_milli;
    assert!(many.1 - many.0 < (high - low) / 2, "more turns, a narrower interval");
}

#[test]
fn the_pictogram_turns_at_half_a_unit_of_bias() {
    let of = |hits, hazards, false_alarms, look_alikes| {
        let told = Discrimination::of(Counts { hits, hazards, false_alarms, look_alikes });
        (told.bias_milli, told.tendency)
    };
    // h 2.5/9, z −0.5895; f 1.5/4, z −0.3186: c 0.4541. One hit less: h 1.5/9, z −0.9674: 0.6430.
    assert_eq!(of(2, 8, 1, 3), (454, Tendency::Balanced));
    assert_eq!(of(1, 8, 1, 3), (643, Tendency::Misses));
    assert_eq!(of(7, 8, 2, 3), (-643, Tendency::CriesWolf));
    // Half a unit itself is still balanced. h 3.5/10, z −0.3853; f 3.5/13, z −0.6151; and mirrored.
    assert_eq!(of(3, 9, 3, 12), (500, Tendency::Balanced));
    assert_eq!(of(6, 9, 9, 12), (-500, Tendency::Balanced));
    assert_eq!(of(0, 0, 0, 0), (0, Tendency::Balanced));
}

#[test]
fn control_tells_what_was_reached_for() {
    let card = card(full_room(), Mode::Practice, "1 mark H1", |card| {
        let is_ppe = |o: &&anlan_attempt::CardOption| o.level == Some(ControlLevel::Ppe);
        card.options.iter().find(is_ppe).map(|o| o.answer.clone())
    });
    let [choice] = &measures(&card).control[..] else { panic!("one card was answered") };
    assert_eq!((choice.chosen, choice.best), (ControlLevel::Ppe, ControlLevel::Elimination));
    assert!(!choice.is_right);
}

#[test]
fn duties_violations_and_blocks_are_told() {
    let texts = full_room()
        .edit(
            "scenario.ron",
            "from: Start, done: Did(Said",
            "duty: Alarm, from: Start, done: Did(Said",
        )
        .edit(
            "scenario.ron",
            "weight: Fatal(\"C1\"))",
            "weight: Major, violation: UnsafeAct, is_blind_rescue: true, blocks: [\"A1\"])",
        );
    let card =
        card(texts, Mode::Exam, "2 say stop lin\n3 call office\n4 move pump.switch off", nothing);
    let m = measures(&card);
    let [duty] = &m.response.duties[..] else { panic!("one duty") };
    assert_eq!((duty.id.as_str(), duty.duty, duty.done_ms), ("A2", Duty::Alarm, Some(2000)));
    assert!(m.response.is_blind_rescue);
    let [violation] = &m.violations[..] else { panic!("one violation") };
    assert_eq!((violation.kind, violation.at_ms), (Violation::UnsafeAct, 3000));
    let p = &m.procedure;
    assert_eq!((p.steps, p.done, p.in_order, p.in_time), (2, 1, 1, 1));
    assert_eq!(strings(&p.blocking), ["E1"]);
    assert_eq!(card.penalties.major_errors, 15);
}

#[test]
fn the_score_is_the_same_with_and_without_what_stands_beside_it() {
    let bundle = asking(kitchen()).bundle();
    let plain = kitchen().bundle();
    let setup = Setup { mode: Mode::Exam, seed: 1 };
    let lines = "5 mark H1\n6 mark D1\n91 say stop he";
    let points = |bundle, answers| {
        let tape = play(bundle, setup, lines, answers).tape;
        let card = score(bundle, &tape).unwrap();
        (card.points, card.penalties, card.score)
    };
    assert_eq!(points(&bundle, right_sure), points(&plain, right));
    assert_eq!(points(&bundle, right_unsure), points(&plain, right));
}

#[test]
fn the_pass_rule_names_every_number_of_the_rubric() {
    let rubric = &kitchen().scenario().file().rubric.clone();
    let zh = pass_rule(rubric, Language::ZhCn);
    let en = pass_rule(rubric, Language::En);
    for text in [&zh, &en] {
        for number in [30, 10, 20, 40, 3, 12, 205, 1, 5, 15, 59, 80] {
            assert!(text.contains(&number.to_string()), "{number}: {text}");
        }
    }
    assert!(zh.contains("三项同时满足为合格") && en.contains("A pass needs all three"));
}

#[test]
fn every_hazard_is_explained_in_both_languages() {
    let texts = asking(kitchen());
    let deeds = "0.0167 hide H4\n10 mark H1\n20 see H2 30\n30 stall 400\n40 mark H3\n\
                 50 stop trainee";
    let card = card(texts.clone(), Mode::Practice, deeds, right_sure);
    let scenario = texts.scenario();
    let en = explain(&scenario, &card, Language::En);
    let zh = explain(&scenario, &card, Language::ZhCn);
    assert_eq!(en.len(), 8);
    let why: Vec<_> = en.iter().map(|e| e.why.as_str()).collect();
    assert_eq!(
        why[0],
        "It could be noticed from the start and was reported at 0:10. Earliness: 5 of 5. \
         Factor: right; control: right."
    );
    assert_eq!(
        why[1],
        "It could be noticed from the start and was looked at from 0:19 on, but was not reported. \
         The picture stood still meanwhile, so earliness does not count."
    );
    assert!(why[2].ends_with("does not count. Factor: right; control: right."), "{}", why[2]);
    assert!(
        why[3].ends_with("Its cue was hidden all the time, so earliness does not count."),
        "{}",
        why[3]
    );
    let unseen = "It could be noticed from the start, but was never looked at and not reported.";
    assert!(why[4].starts_with(unseen), "{}", why[4]);
    assert_eq!(why[6], "It did not appear and counts for nothing.");
    assert_eq!(
        zh[0].why,
        "一开始就能察觉，0:10 上报。及时性 5 分，满分 5 分。因素答对，控制措施答对。"
    );
    assert!(zh[1].why.starts_with("一开始就能察觉，0:19 看到了，却没有上报。"), "{}", zh[1].why);
    assert!(zh[4].why.starts_with("一开始就能察觉，但一直没有看它，也没有上报。"), "{}", zh[4].why);
    assert_eq!(zh[6].why, "这次没有出现，不计分。");
    for (zh, en) in zh.iter().zip(&en) {
        assert!(
            !zh.name.is_empty() && zh.name != en.name && !en.best.is_empty() && !en.cue.is_empty()
        );
    }
    let struck = self::card(kitchen(), Mode::Exam, "", nothing);
    let told = explain(&scenario, &struck, Language::En);
    assert!(told[0].why.ends_with("It led to the accident."), "{}", told[0].why);
    assert!(!told[1].why.contains("accident"));
    // What was missed earned nothing for being early, which needs no sentence.
    assert!(!told[1].why.contains("arliness"), "{}", told[1].why);
    let late = "It could be noticed from 1:30 on, but was never looked at";
    assert!(told[6].why.starts_with(late), "{}", told[6].why);
}

#[test]
fn only_errors_that_block_are_told_as_blocking() {
    let fatal = "errors: [(id: \"E1\", when: Did(Called(\"office\")), weight: Fatal(\"C1\"))]";
    let two = "errors: [
        (id: \"E1\", when: Did(Called(\"office\")), weight: Major, blocks: [\"A1\"]),
        (id: \"E2\", when: Did(Called(\"control_room\")), weight: Major),
    ]";
    let texts = full_room().edit("scenario.ron", fatal, two);
    let texts = ["words.en.ron", "words.zh-CN.ron"].iter().fold(texts, |texts, file| {
        texts.edit(
            file,
            "{\n    \"gesture.hoist\"",
            "{\n    \"error.E2\": \"!\", \"gesture.hoist\"",
        )
    });
    let blocking = |lines: &str| {
        strings(&measures(&card(texts.clone(), Mode::Exam, lines, nothing)).procedure.blocking)
    };
    assert_eq!(blocking("3 call control_room"), [""; 0]);
    assert_eq!(blocking("3 call control_room\n4 call office"), ["E1"]);
}

#[test]
fn a_cue_that_is_covered_again_in_its_first_tick_could_not_be_noticed_yet() {
    let from = |lines: &str| {
        let card = card(full_room(), Mode::Exam, lines, nothing);
        measures(&card).earliness.windows[0].from_ms
    };
    // What is sensed in tick 2 is so in the first tick of the scene, in which the cue came out.
    assert_eq!(from("0.0333 hide H1\n5 bare H1"), 4_983);
    assert_eq!(from("0.0333 bare H1\n0.0333 hide H1\n5 bare H1"), 4_983);
    assert_eq!(from("0.0333 hide H1\n0.0333 bare H1\n5 hide H1"), 16);
}
