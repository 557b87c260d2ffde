//! The cards: their options and order, when they come, and what time does meanwhile.

use crate::play::{right, signal};
use crate::texts::{kitchen, pump_room};
use anlan_attempt::{
    Answer, Attempt, Card, CardId, Effect, Ending, Mode, Phase, Question, REVIEW_CARD_S_MAX, Setup,
    Signal, TICKS_PER_S,
};
use anlan_scenario::Factor;
use std::collections::BTreeSet;
use std::sync::Arc;

const AT_ONCE: [Mode; 3] = [Mode::Demo, Mode::Guided, Mode::Practice];

fn attempt(mode: Mode) -> Attempt {
    let mut attempt = Attempt::new(Arc::new(pump_room().scenario()), Setup { mode, seed: 1 });
    attempt.tick(&[]);
    attempt
}

fn tick(attempt: &mut Attempt, deed: &str) -> Vec<Effect> {
    let signal = signal(deed, attempt.scenario());
    attempt.tick(&[signal]).to_vec()
}

/// The options of a card as one word, `bdac`.
fn order(card: &Card) -> String {
    let letter = |o: &anlan_attempt::CardOption| match &o.answer {
        Answer::Control(id) => id.to_string(),
        Answer::Factor(factor) => format!("{factor:?} "),
        other => format!("{other:?} "),
    };
    card.options.iter().map(letter).collect()
}

#[test]
fn a_seed_draws_one_order_and_all_orders_are_drawn() {
    let scenario = kitchen().scenario();
    let seeds = 0..400;
    for hazard in &scenario.file().hazards {
        let mut orders = BTreeSet::new();
        let mut right_places = [0; 4];
        for seed in seeds.clone() {
            let card = Card::new(hazard, Question::Control, seed);
            assert_eq!(card, Card::new(hazard, Question::Control, seed), "seed {seed}");
            let ids: BTreeSet<_> = order(&card).chars().collect();
            assert_eq!(ids, "abcd".chars().collect(), "{}: all four options", hazard.id);
            let right: Vec<_> = (0..4).filter(|at| card.options[*at].is_right).collect();
            assert_eq!(right.len(), 1);
            right_places[right[0]] += 1;
            orders.insert(order(&card));
        }
        assert_eq!(orders.len(), 24, "{}: every order is drawn", hazard.id);
        // 100 expected; five standard deviations are 43.
        assert!(right_places.iter().all(|n| (57..=143).contains(n)), "{right_places:?}");
    }
}

#[test]
fn the_hazards_of_one_attempt_have_their_own_orders() {
    let scenario = kitchen().scenario();
    for seed in 0..50 {
        let cards = scenario.file().hazards.iter().map(|h| Card::new(h, Question::Control, seed));
        let orders: BTreeSet<_> = cards.map(|card| order(&card)).collect();
        assert!(orders.len() >= 3, "seed {seed}: {orders:?}");
    }
}

#[test]
fn an_option_keeps_its_answer_level_and_truth_wherever_it_stands() {
    for hazard in &pump_room().scenario().file().hazards {
        for seed in 0..24 {
            for option in Card::new(hazard, Question::Control, seed).options {
                let declared =
                    hazard.controls.iter().find(|o| option.answer == Answer::Control(o.id.clone()));
                let declared = declared.unwrap();
                assert_eq!(option.level, Some(declared.level));
                assert_eq!(option.is_right, declared.right);
            }
            let card = Card::new(hazard, Question::Factor, seed);
            assert_eq!(order(&card), "Human Object Environment Management ");
            let right = card.options.iter().find(|o| o.is_right).unwrap();
            assert_eq!(right.answer, Answer::Factor(hazard.factor));
        }
    }
}

#[test]
fn the_scene_stands_still_while_a_card_is_open() {
    for mode in AT_ONCE {
        let mut attempt = attempt(mode);
        let opened = tick(&mut attempt, "mark H1");
        assert!(matches!(opened.last(), Some(Effect::CardOpened(_))), "{mode:?}: {opened:?}");
        assert_eq!((attempt.outcome().scene_ticks, attempt.ticks()), (2, 2));
        for _ in 0..2 * TICKS_PER_S * REVIEW_CARD_S_MAX {
            assert_eq!(attempt.tick(&[]), [], "{mode:?}: nothing happens, and no card closes");
        }
        assert!(!attempt.scene_runs());
        assert_eq!(attempt.outcome().scene_ticks, 2);
        // The factor card closes, one tick of the scene passes, the control card opens.
        for scene_ticks in [3, 4] {
            let answer = answer(&attempt);
            attempt.tick(&[answer]);
            assert_eq!(attempt.outcome().scene_ticks, scene_ticks);
        }
        assert!(attempt.scene_runs());
        let mut shown = Vec::new();
        while attempt.outcome().scene_ticks < TICKS_PER_S {
            shown = attempt.tick(&[]).to_vec();
        }
        assert_eq!(shown.len(), 2, "{mode:?}: what is due at 1 s of the scene comes then");
    }
}

fn answer(attempt: &Attempt) -> Signal {
    let card = attempt.card().unwrap();
    Signal::Answered { card: card.id.clone(), answer: right(card).unwrap() }
}

/// A deed of a tick in which a card is open is either done or not; no condition knows half of it.
#[test]
fn a_deed_behind_an_open_card_is_the_same_to_every_condition() {
    for (scene_time, deed) in [(true, "before"), (false, "behind")] {
        let done = |condition: &str| {
            let from = "done: Did(Said(\"stop\", \"lin\"))";
            let texts = pump_room().edit("scenario.ron", from, &format!("done: {condition}"));
            let setup = Setup { mode: Mode::Practice, seed: 1 };
            let mut attempt = Attempt::new(Arc::new(texts.scenario()), setup);
            attempt.tick(&[]);
            if scene_time {
                tick(&mut attempt, "say stop lin");
            }
            tick(&mut attempt, "mark H1");
            if !scene_time {
                tick(&mut attempt, "say stop lin");
            }
            while attempt.card().is_some() {
                let answer = answer(&attempt);
                attempt.tick(&[answer]);
            }
            attempt.tick(&[]);
            attempt.outcome().steps[1].done.is_some()
        };
        let plain = done("Did(Said(\"stop\", \"lin\"))");
        let latched = done("DidWhile(Said(\"stop\", \"lin\"), Start)");
        assert_eq!(plain, latched, "Did and DidWhile(.., Start) of a deed {deed} the card");
    }
}

#[test]
fn cards_come_in_the_order_of_the_questions_and_of_the_marks() {
    for mode in [Mode::Exam, Mode::Practice] {
        let mut attempt = attempt(mode);
        tick(&mut attempt, "move pump.switch off");
        // Where cards come at once, H1 is marked behind those of H2.
        let mut marks =
            ["mark H2", "mark H1"].map(|deed| signal(deed, attempt.scenario())).into_iter();
        let mut asked = Vec::new();
        while *attempt.phase() != Phase::Over {
            let now = match attempt.card() {
                Some(card) => {
                    asked.push(format!("{} {:?}", card.id.hazard, card.id.question));
                    Some(answer(&attempt))
                }
                None => marks.next(),
            };
            attempt.tick(now.as_slice());
        }
        let expected = ["H2 Factor", "H2 Control", "H1 Factor", "H1 Control"];
        assert_eq!(asked, expected, "{mode:?}");
    }
}

#[test]
fn an_exam_asks_after_the_scene() {
    let mut attempt = attempt(Mode::Exam);
    let mut effects = tick(&mut attempt, "mark H1");
    while *attempt.phase() == Phase::Scene {
        assert!(attempt.card().is_none() && attempt.scene_runs());
        effects.extend(attempt.tick(&[]).to_vec());
    }
    assert_eq!(attempt.outcome().scene_ticks, 20 * TICKS_PER_S, "the scene never stood still");
    let is_card = |e: &Effect| matches!(e, Effect::CardOpened(_));
    let review = effects.iter().position(|e| *e == Effect::Review).unwrap();
    assert_eq!(effects.iter().position(is_card), Some(review + 1));
}

#[test]
fn a_card_that_nobody_answers_is_put_away_in_the_review() {
    let limit = TICKS_PER_S * REVIEW_CARD_S_MAX;
    let mut attempt = attempt(Mode::Exam);
    tick(&mut attempt, "mark H1");
    while *attempt.phase() == Phase::Scene {
        attempt.tick(&[]);
    }
    for question in Question::ALL {
        let since = attempt.ticks();
        assert_eq!(attempt.card().unwrap().id.question, question);
        while attempt.card().is_some_and(|c| c.id.question == question) {
            attempt.tick(&[]);
        }
        assert_eq!(attempt.ticks() - since, limit, "{question:?}");
    }
    assert_eq!(*attempt.phase(), Phase::Over);
    assert_eq!(attempt.outcome().hazards[0].answers, []);
    assert_eq!(attempt.outcome().ending, Some(Ending::Finished));
    assert_eq!(attempt.outcome().scene_ticks, 20 * TICKS_PER_S);
}

#[test]
fn an_answer_that_is_not_on_the_open_card_does_nothing() {
    let mut attempt = attempt(Mode::Practice);
    tick(&mut attempt, "mark H1");
    let id = |hazard: &str, question| CardId { hazard: hazard.into(), question };
    let open = id("H1", Question::Factor);
    let factor = Answer::Factor(Factor::Object);
    let control = Answer::Control("a".into());
    let strays = [
        Signal::Answered { card: id("H1", Question::Control), answer: control.clone() },
        Signal::Answered { card: id("H2", Question::Factor), answer: factor.clone() },
        Signal::Answered { card: open.clone(), answer: control },
        Signal::Skipped { card: id("H2", Question::Factor) },
        Signal::Skipped { card: id("H1", Question::Control) },
    ];
    assert_eq!(attempt.tick(&strays), []);
    assert_eq!(attempt.card().map(|c| &c.id), Some(&open));
    assert_eq!(attempt.outcome().hazards[0].answers, []);
    // Answered twice in one tick: the first counts, the second meets no open card.
    let wrong = Answer::Factor(Factor::Management);
    let answers = [factor, wrong].map(|answer| Signal::Answered { card: open.clone(), answer });
    attempt.tick(&answers);
    let answers = &attempt.outcome().hazards[0].answers;
    assert!(answers.len() == 1 && answers[0].is_right, "{answers:?}");
    let stray =
        Signal::Answered { card: id("H1", Question::Control), answer: Answer::Control("e".into()) };
    assert_eq!(attempt.tick(&[stray]), []);
}
