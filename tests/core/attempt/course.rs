//! What a course can have besides steps: growing cues, controls in place, blocking errors,
//! injects, hints, retries, terms, variants by seed, and signals of nothing.

use crate::play::{Answers, exam, nothing, play, right, wrong};
use crate::texts::{Texts, full_room};
use anlan_attempt::*;
use anlan_scenario::{ControlLevel, CueTier, DepictionLevel, Effect as Shown, Variant};

/// The first hazard's cue grows, and the guard puts it under control.
fn living() -> Texts {
    full_room().edit(
        "scenario.ron",
        "            class: 5,\n",
        "            class: 5, tier: Weak,
            grows: [(tier: Developing, when: At(4.0)), (tier: Critical, when: At(8.0))],
            controlled: [
                (level: Elimination, when: Rests(\"lock\", \"breaker\")),
                (level: Ppe, when: Wears(\"gloves\")),
            ],\n",
    )
}

fn setup(mode: Mode) -> Setup {
    Setup { mode, seed: 1 }
}

/// The life of H1 at the end of a script.
fn life(texts: &Texts, lines: &str) -> HazardLife {
    let played = play(&texts.bundle(), setup(Mode::Exam), lines, nothing);
    let mut attempt = Attempt::new(texts.bundle().scenario().clone(), setup(Mode::Exam));
    played.tape.replay(&mut attempt);
    attempt.outcome().hazards[0].clone()
}

#[test]
fn a_cue_grows_and_each_tier_has_its_tick() {
    let lived = life(&living(), "10 stop trainee");
    let tiers = [(CueTier::Weak, 1), (CueTier::Developing, 240), (CueTier::Critical, 480)];
    assert_eq!(lived.cues, tiers);
    assert_eq!(lived.state(false), HazardState::Cued(CueTier::Critical));
    let early = life(&living(), "5 stop trainee");
    assert_eq!(early.state(false), HazardState::Cued(CueTier::Developing));
}

#[test]
fn a_hazard_lives_from_latent_to_its_end() {
    use HazardState::*;
    let cases = [
        ("5 mark H1\n6 stop trainee", Identified, Identified),
        ("6 stop trainee", Cued(CueTier::Developing), Lapsed),
        (
            "5 wear gloves\n6 stop trainee",
            Controlled(ControlLevel::Ppe),
            Controlled(ControlLevel::Ppe),
        ),
        (
            "4 wear gloves\n5 place lock breaker\n6 stop trainee",
            Controlled(ControlLevel::Elimination),
            Controlled(ControlLevel::Elimination),
        ),
        ("3 mark H1\n4 wear gloves\n5 strip gloves\n6 stop trainee", Lapsed, Lapsed),
        ("3 mark H1\n4 wear gloves\n5 call office", Struck, Struck),
    ];
    for (lines, now, over) in cases {
        let lived = life(&living(), lines);
        assert_eq!((lived.state(false), lived.state(true)), (now, over), "{lines}");
    }
    let second = play(&living().bundle(), setup(Mode::Exam), "2 stop trainee", nothing);
    let mut attempt = Attempt::new(living().bundle().scenario().clone(), setup(Mode::Exam));
    second.tape.replay(&mut attempt);
    assert_eq!(attempt.outcome().hazards[1].state(true), Latent);
}

#[test]
fn a_control_in_place_tells_when_it_came_and_went() {
    let lived =
        life(&living(), "3 wear gloves\n4 strip gloves\n5 place lock breaker\n9 stop trainee");
    assert_eq!((lived.first_controlled, lived.control_lost), (Some(180), Some(240)));
    assert_eq!(lived.controlled, Some((ControlLevel::Elimination, 300)));
}

#[test]
fn an_error_blocks_its_steps() {
    let blocking = full_room().edit(
        "scenario.ron",
        "weight: Fatal(\"C1\"))]",
        "weight: Major, blocks: [\"A1\"])]",
    );
    let done = |lines: &str| {
        let card = exam(&blocking.bundle(), lines, nothing);
        [card.steps[0].done_ms, card.steps[1].done_ms]
    };
    let (switch, stop) = ("move pump.switch off", "say stop lin");
    assert_eq!(done(&format!("1 call office\n2 {switch}\n3 {stop}")), [None, Some(3000)]);
    assert_eq!(done(&format!("1 {switch}\n2 call office\n3 {stop}")), [Some(1000), Some(3000)]);
    // What comes about in the tick of the error was there before it.
    assert_eq!(done(&format!("1 {switch}\n1 call office")), [Some(1000), None]);
}

#[test]
fn an_inject_happens_once_and_waits_for_a_card() {
    let bundle = full_room().bundle();
    let injected = |mode, lines: &str, answers: Answers| {
        let played = play(&bundle, setup(mode), lines, answers);
        let is_it = |e: &&(u64, Effect)| matches!(e.1, Effect::Injected(_));
        let ticks = played.effects.iter().filter(is_it).map(|(tick, _)| *tick);
        ticks.collect::<Vec<_>>()
    };
    assert_eq!(injected(Mode::Exam, "5 inject phone\n6 inject phone", nothing), [300]);
    // A card that nobody answers holds the scene, and so the inject, until it is put away.
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup(Mode::Practice));
    let mut tick = |deed: &str| {
        let signals = [crate::play::signal(deed, bundle.scenario())];
        let told = attempt.tick(&signals).iter().any(|e| matches!(e, Effect::Injected(_)));
        (told, attempt.card().map(|card| card.id.clone()))
    };
    tick("stall 300");
    let (_, card) = tick("mark H1");
    assert!(card.is_some());
    assert_eq!(tick("inject phone"), (false, card.clone()));
    assert_eq!(tick("stall 300"), (false, card.clone()));
    let put_away = Signal::Skipped { card: card.unwrap() };
    assert!(attempt.tick(&[put_away]).contains(&Effect::Injected("phone".into())));
    let again = crate::play::signal("inject phone", bundle.scenario());
    attempt.tick(&[again.clone(), again]);
    assert_eq!(attempt.outcome().ignored, 2);
    assert_eq!(injected(Mode::Exam, "5 choose wait\n21 inject phone", nothing), [0_u64; 0]);
}

#[test]
fn hints_come_in_guided_mode_only() {
    let guided = full_room().edit(
        "scenario.ron",
        "    look_alikes:",
        "    guidance: (hint_after_s: 3.0, retries: 1),\n    look_alikes:",
    );
    let hints = |mode, lines: &str| {
        let played = play(&guided.bundle(), setup(mode), lines, right);
        let told = played.effects.into_iter().filter_map(|(tick, effect)| match effect {
            Effect::Hint(id) => Some((tick, id.to_string())),
            Effect::StepHint(id) => Some((tick, id.to_string())),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let hint = |tick, id: &str| (tick, id.to_owned());
    let all = [hint(181, "H1"), hint(181, "A1"), hint(181, "A2"), hint(361, "H1")];
    assert_eq!(hints(Mode::Guided, ""), all);
    let lines = "2 mark H1\n2 move pump.switch off\n10 stop trainee";
    assert_eq!(hints(Mode::Guided, lines), [hint(181, "A2"), hint(300, "H2"), hint(480, "H2")]);
    assert!(hints(Mode::Practice, "").is_empty() && hints(Mode::Exam, "").is_empty());
}

#[test]
fn a_wrong_answer_is_asked_again_in_guided_mode() {
    let texts = |retries: u8| {
        let guidance = format!("    guidance: (hint_after_s: 60.0, retries: {retries}),\n");
        full_room().edit("scenario.ron", "    look_alikes:", &format!("{guidance}    look_alikes:"))
    };
    let asked = |retries: u8, mode, answers: Answers| {
        let played = play(&texts(retries).bundle(), setup(mode), "2 mark H1", answers);
        let options = played.effects.into_iter().filter_map(|(_, effect)| match effect {
            Effect::CardOpened(card) => Some(card.options.len()),
            _ => None,
        });
        options.collect::<Vec<_>>()
    };
    assert_eq!(asked(0, Mode::Guided, wrong), [4, 4]);
    assert_eq!(asked(1, Mode::Guided, wrong), [4, 3, 4, 3]);
    assert_eq!(asked(2, Mode::Guided, wrong), [4, 3, 2, 4, 3, 2]);
    assert_eq!(asked(2, Mode::Guided, right), [4, 4]);
    assert_eq!(asked(2, Mode::Guided, nothing), [4, 4]);
    assert_eq!(asked(2, Mode::Practice, wrong), [4, 4]);
    assert_eq!(asked(2, Mode::Exam, wrong), [4, 4]);
}

#[test]
fn the_first_answer_counts() {
    let texts = full_room().edit(
        "scenario.ron",
        "    look_alikes:",
        "    guidance: (hint_after_s: 60.0, retries: 2),\n    look_alikes:",
    );
    fn at_last(card: &Card) -> Option<Answer> {
        if card.options.len() == 4 { wrong(card) } else { right(card) }
    }
    let played = play(&texts.bundle(), setup(Mode::Guided), "2 mark H1", at_last);
    let card = anlan_score::score(&texts.bundle(), &played.tape).unwrap();
    assert_eq!(card.hazards[0].answers.len(), 4);
    assert_eq!(card.hazards[0].factor, anlan_score::Mark::Wrong);
    assert_eq!((card.points.classification, card.points.control), (0, 0));
}

#[test]
fn verdicts_are_told_where_the_mode_and_the_terms_say_so() {
    let bundle = full_room().bundle();
    let told = |mode, verdicts: Option<Verdicts>| {
        let mut attempt = Attempt::new(bundle.scenario().clone(), setup(mode));
        let terms = verdicts.map(|verdicts| Terms { verdicts, ..Terms::default() });
        attempt.tick(&terms.map(Signal::Agreed).into_iter().collect::<Vec<_>>());
        attempt.tells_verdicts()
    };
    assert!(told(Mode::Guided, None) && told(Mode::Guided, Some(Verdicts::InDebrief)));
    assert!(told(Mode::Practice, None) && told(Mode::Practice, Some(Verdicts::AtOnce)));
    assert!(!told(Mode::Practice, Some(Verdicts::InDebrief)));
    assert!(!told(Mode::Exam, Some(Verdicts::AtOnce)) && !told(Mode::Demo, None));
    let judged = |mode| {
        let played = play(&bundle, setup(mode), "2 mark H1", right);
        let is_it = |e: &&(u64, Effect)| matches!(e.1, Effect::Judged { is_right: true, .. });
        played.effects.iter().filter(is_it).count()
    };
    assert_eq!([Mode::Guided, Mode::Practice, Mode::Exam].map(judged), [2, 2, 0]);
}

#[test]
fn terms_are_heeded_in_the_first_tick_only() {
    let bundle = full_room().bundle();
    let agreed = |depiction| Signal::Agreed(Terms { depiction, ..Terms::default() });
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup(Mode::Exam));
    attempt.tick(&[agreed(DepictionLevel::Witness)]);
    attempt.tick(&[agreed(DepictionLevel::Diagram)]);
    assert_eq!(attempt.terms().depiction, DepictionLevel::Witness);
    assert_eq!(attempt.outcome().ignored, 1);
}

#[test]
fn a_consequence_is_shown_as_chosen_or_milder() {
    use DepictionLevel::*;
    let shown = |levels: &str, chosen| {
        let levels = format!("view: Eye, levels: [{levels}])");
        let texts = full_room().edit("scenario.ron", "view: Eye)", &levels);
        let mut attempt = Attempt::new(texts.bundle().scenario().clone(), setup(Mode::Exam));
        attempt.tick(&[Signal::Agreed(Terms { depiction: chosen, ..Terms::default() })]);
        attempt.depiction(&"C1".into())
    };
    assert_eq!(shown("", Diagram), None);
    for level in [FirstPerson, Witness, NearMiss, Diagram] {
        assert_eq!(shown("Diagram, FirstPerson, NearMiss, Witness", level), Some(level));
    }
    assert_eq!(shown("FirstPerson, NearMiss", Witness), Some(NearMiss));
    assert_eq!(shown("FirstPerson, NearMiss", Diagram), Some(NearMiss));
    assert_eq!(shown("Diagram", FirstPerson), Some(Diagram));
}

/// H1 and D1 are twins, and one of H1 and H2 is real.
fn varied() -> Texts {
    full_room().edit(
        "scenario.ron",
        "    look_alikes:",
        "    twins: [(hazard: \"H1\", look_alike: \"D1\")],
    draws: [(of: [\"H1\", \"H2\"], real: 1)],\n    look_alikes:",
    )
}

#[test]
fn a_seed_draws_what_is_real_and_who_stands_where() {
    let bundle = varied().bundle();
    let file = bundle.scenario().file();
    let (mut swaps, mut absences) = ([0; 2], [0; 2]);
    for seed in 0..200 {
        let variant = Variant::draw(file, seed);
        assert_eq!(variant, Variant::draw(file, seed));
        swaps[variant.swapped.len()] += 1;
        assert_eq!(variant.absent.len(), 1);
        absences[usize::from(variant.absent[0].as_str() == "H2")] += 1;
        let drawn = Attempt::new(bundle.scenario().clone(), Setup { mode: Mode::Exam, seed });
        let at = &drawn.scenario().file().hazards[0].marker.at;
        let twin = if variant.swapped.is_empty() { [-1.0, 0.1, -2.0] } else { [2.0, 0.5, -2.0] };
        assert_eq!(*at, twin);
    }
    assert!(
        swaps.iter().chain(&absences).all(|n| (70..=130).contains(n)),
        "{swaps:?} {absences:?}"
    );
}

#[test]
fn what_is_not_real_never_appears_and_counts_for_nothing() {
    let bundle = varied().bundle();
    let file = bundle.scenario().file();
    let seed = (0..).find(|s| Variant::draw(file, *s).absent[0].as_str() == "H1").unwrap();
    let lines = "1 move pump.switch off\n2 mark H1\n3 mark H2";
    let played = play(&bundle, Setup { mode: Mode::Exam, seed }, lines, right);
    let card = anlan_score::score(&bundle, &played.tape).unwrap();
    assert_eq!((card.hits, card.hazards_appeared, card.false_alarms), (1, 1, 0));
    assert_eq!(card.points.identification, 30_000);
}

#[test]
fn neighbours_play_different_variants() {
    let scenario = varied().bundle().scenario().clone();
    let variant = |seed| Variant::draw(scenario.file(), seed);
    for seed in 0..50 {
        let other = scenario.seed_apart(seed, &[seed, 7]);
        assert!(variant(other) != variant(seed) && variant(other) != variant(7));
    }
    let plain = full_room().bundle().scenario().clone();
    assert_eq!(plain.seed_apart(5, &[5, 6, 7]), 8);
    assert_eq!(plain.seed_apart(4, &[5]), 4);
}

#[test]
fn what_nobody_knows_is_set_aside() {
    let bundle = full_room().bundle();
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup(Mode::Exam));
    let clean = attempt.outcome().clone();
    let strange = [
        "see H9 30",
        "see D9 30",
        "mark ghost",
        "grab ghost.part",
        "move pump.switch sideways",
        "say boo lin",
        "say stop ghost",
        "announce boo",
        "call ghost",
        "choose ghost",
        "enter ghost",
        "hand in ghost",
        "head out ghost",
        "gesture boo",
        "point ghost",
        "take ghost",
        "place lock ghost",
        "place ghost rack",
        "use ghost",
        "use lock ghost",
        "wear ghost",
        "fast ghost.part",
        "look ghost",
        "near ghost 100",
        "arrive ghost door",
        "arrive lin ghost",
        "inject ghost",
        "hide H9",
    ];
    let signals: Vec<_> =
        strange.iter().map(|deed| crate::play::signal(deed, bundle.scenario())).collect();
    attempt.tick(&signals);
    assert_eq!(attempt.outcome().ignored, strange.len() as u32);
    let expected = Outcome { ignored: strange.len() as u32, scene_ticks: 1, ..clean };
    let mut found = attempt.outcome().clone();
    (found.hazards, found.steps) = (expected.hazards.clone(), expected.steps.clone());
    assert_eq!(found, expected);
}

#[test]
fn further_cards_are_asked_in_their_order() {
    let texts = full_room().edit(
        "scenario.ron",
        "    look_alikes:",
        "    cards: (class: true, risk: true, confidence: true),\n    look_alikes:",
    );
    let played = play(&texts.bundle(), setup(Mode::Practice), "2 mark H1", right);
    let cards: Vec<_> = played
        .effects
        .iter()
        .filter_map(|(_, effect)| match effect {
            Effect::CardOpened(card) => Some((card.id.question, card.options.len())),
            _ => None,
        })
        .collect();
    use Question::*;
    let order =
        [(Factor, 4), (Class, 4), (Severity, 3), (Likelihood, 3), (Control, 4), (Confidence, 2)];
    assert_eq!(cards, order);
    let hazard = &texts.bundle().scenario().file().hazards[0].clone();
    for seed in 0..50 {
        let card = Card::new(hazard, Class, seed);
        let classes: std::collections::BTreeSet<_> =
            card.options.iter().map(|o| &o.answer).collect();
        assert_eq!((classes.len(), card.options.iter().filter(|o| o.is_right).count()), (4, 1));
    }
    let anchors = [1, 2, 3, 4, 5].map(Anchor::of);
    use anlan_attempt::Anchor::{High, Low, Middle};
    assert_eq!(anchors, [Low, Low, Middle, High, High]);
}

#[test]
fn a_mark_before_any_cue_is_remembered() {
    let card = |lines: &str| {
        let played = play(&full_room().bundle(), setup(Mode::Exam), lines, nothing);
        let mut attempt = Attempt::new(full_room().bundle().scenario().clone(), setup(Mode::Exam));
        played.tape.replay(&mut attempt);
        (attempt.outcome().hazards[1].early_mark, attempt.outcome().marks)
    };
    let switch = "3 move pump.switch off";
    assert_eq!(card(&format!("1 mark H2\n2 mark lin\n{switch}\n4 mark H2")), (Some(59), 3));
    assert_eq!(card(&format!("{switch}\n4 mark H2")), (None, 1));
    assert_eq!(card("1 mark bin"), (None, 1));
    assert_eq!(MarkerId::Hazard("H1".into()).to_string(), "H1");
    assert_eq!(MarkerId::LookAlike("D1".into()).to_string(), "D1");
}

#[test]
fn each_inject_brings_its_own() {
    let texts = full_room()
        .edit(
            "scenario.ron",
            "injects: [(id: \"phone\", then: [Prompt(\"humming\")])]",
            "injects: [
                (id: \"phone\", then: [Prompt(\"humming\")]),
                (id: \"hurry\", then: [Picture(\"view\")]),
            ]",
        )
        .edit("scenario.ron", ", Picture(\"view\")]", "]");
    let texts = ["words.en.ron", "words.zh-CN.ron"].iter().fold(texts, |texts, file| {
        texts.edit(
            file,
            "{\n    \"gesture.hoist\"",
            "{\n    \"inject.hurry\": \"!\", \"gesture.hoist\"",
        )
    });
    let bundle = texts.bundle();
    let pictures = |lines: &str| {
        let played = play(&bundle, setup(Mode::Exam), lines, nothing);
        let is_it = |e: &&(u64, Effect)| matches!(&e.1, Effect::Scene(Shown::Picture(_)));
        played.effects.iter().filter(is_it).map(|(tick, _)| *tick).collect::<Vec<_>>()
    };
    assert_eq!(pictures("5 inject phone"), [0_u64; 0]);
    assert_eq!(pictures("5 inject phone\n6 inject hurry"), [360]);
}

/// Behind an open card nothing is done, but where somebody stands is where he stands.
#[test]
fn places_and_parts_go_on_behind_an_open_card() {
    let done = "done: Did(Said(\"stop\", \"lin\"))";
    let now = "done: All([In(\"corridor\"), Is(\"pump.guard\", \"fitted\")])";
    let texts = full_room().edit("scenario.ron", done, now);
    let mut attempt = Attempt::new(std::sync::Arc::new(texts.scenario()), setup(Mode::Practice));
    let scenario = attempt.scenario().clone();
    let mut tick = |deed: &str| {
        let card = attempt.card().cloned();
        let signal = match (deed, card) {
            ("answer", Some(card)) => Signal::Skipped { card: card.id },
            _ => crate::play::signal(deed, &scenario),
        };
        attempt.tick(&[signal]);
        (attempt.card().is_some(), attempt.outcome().steps[1].done.is_some())
    };
    tick("stall 300");
    assert_eq!(tick("mark H1"), (true, false));
    assert_eq!(tick("enter corridor"), (true, false));
    assert_eq!(tick("move pump.guard fitted"), (true, false));
    while tick("answer").0 {}
    assert_eq!(tick("stall 300"), (false, true));
}

#[test]
fn of_endless_stalls_and_covers_some_thousands_are_told() {
    let bundle = full_room().bundle();
    let mut attempt = Attempt::new(bundle.scenario().clone(), setup(Mode::Exam));
    let stall = crate::play::signal("stall 300", bundle.scenario());
    let hide = crate::play::signal("hide H1", bundle.scenario());
    for _ in 0..5 {
        attempt.tick(&vec![stall.clone(); 1000]);
        attempt.tick(&vec![hide.clone(); 1000]);
    }
    let outcome = attempt.outcome();
    assert_eq!((outcome.stalls.len(), outcome.stalled_ms), (4096, 1_500_000));
    assert!(outcome.hazards[0].occlusions.len() <= 4096);
}

#[test]
fn a_condition_knows_what_the_seed_made_real() {
    let done = "done: Did(Said(\"stop\", \"lin\"))";
    let bundle = varied().edit("scenario.ron", done, "done: Real(\"H1\")").bundle();
    for seed in 0..8 {
        let is_absent = Variant::draw(bundle.scenario().file(), seed).absent[0].as_str() == "H1";
        let setup = Setup { mode: Mode::Exam, seed };
        let mut attempt = Attempt::new(bundle.scenario().clone(), setup);
        attempt.tick(&[]);
        assert_eq!(attempt.outcome().steps[1].done.is_none(), is_absent, "seed {seed}");
    }
}
