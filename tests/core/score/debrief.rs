//! What a debrief shows of the bots' turns in the kitchen, and of turns made for one rule each.

use crate::play::{header, nothing, play, right};
use crate::texts::{full_room, kitchen};
use anlan_attempt::tape::{Tape, read};
use anlan_attempt::trace::{Trace, TraceWriter};
use anlan_attempt::{FalseAlarm, Mode, Setup};
use anlan_bot::BotKind;
use anlan_scenario::{Bundle, ControlLevel};
use anlan_score::debrief::{CutView, Debrief, MomentKind, debrief};
use anlan_tests_core::watched_turn;

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 1 };

/// A bot's turn with its trace.
fn turn(bundle: &Bundle, kind: BotKind) -> (Tape, Trace) {
    let (tape, trace, hash) = watched_turn(bundle, kind, header(bundle, EXAM));
    (read(&tape).unwrap(), Trace::read(&trace, &hash).unwrap())
}

fn of_bot(kind: BotKind) -> Debrief {
    let bundle = kitchen().bundle();
    let (tape, trace) = turn(&bundle, kind);
    debrief(&bundle, &tape, Some(&trace)).unwrap()
}

fn of_script(bundle: &Bundle, lines: &str) -> Debrief {
    let tape = play(bundle, EXAM, lines, right).tape;
    debrief(bundle, &tape, None).unwrap()
}

#[test]
fn perfect_has_nothing_to_do_again() {
    let told = of_bot(BotKind::Perfect);
    assert!(told.card.passed);
    assert_eq!((told.redo, told.counterfactual), (None, None));
    assert!(told.false_reports.is_empty());
    assert_eq!(told.cuts[0].view, CutView::Own);
    // The last report is H8's, on Ding.
    assert_eq!(told.cuts[1].view, CutView::Agent("ding".into()));
    assert_eq!(told.quiz.len(), 2);
    // Over the middle of 8 m by 11 m, 1.2 times the longer side above the ceiling.
    let (at, toward) = ([0.0, 3.2 + 11.0 * 1.2, -1.5], [0.0, 0.0, -1.5]);
    assert_eq!(told.cuts[2].view, CutView::Above { at, toward });
}

#[test]
fn blind_is_struck_and_the_right_control_averts_it() {
    let told = of_bot(BotKind::Blind);
    // H7 came out at 90 s and He pressed the switch 30 s later; the cuts surround that.
    for cut in &told.cuts {
        assert_eq!((cut.from_ms, cut.to_ms), (110_000, 120_000));
        assert_eq!(cut.ticks, (6600, 7200));
    }
    assert_eq!(told.cuts[1].view, CutView::Agent("ding".into()));
    let redo = told.redo.unwrap();
    // All six of the first tick were missed; H1 is the gravest.
    assert_eq!((redo.hazard.as_str(), redo.cue_ms, redo.from_ms, redo.from_tick), ("H1", 16, 0, 1));
    let other = told.counterfactual.unwrap();
    assert_eq!((other.hazard.as_str(), other.control.as_str()), ("H1", "b"));
    assert_eq!(other.level, ControlLevel::Substitution);
    let tamed: Vec<_> = other.tamed.iter().map(|id| id.as_str()).collect();
    assert_eq!(tamed, ["H1", "H7", "H8"]);
    assert_eq!(other.consequence, Some("C1".into()));
    assert!(other.is_averted);
    let strikes = told.moments.iter().filter(|m| matches!(m.kind, MomentKind::Strike(_)));
    assert_eq!(strikes.map(|m| (m.at_ms, m.tick)).collect::<Vec<_>>(), [(120_000, 7200)]);
}

#[test]
fn hasty_hears_of_every_false_report() {
    let told = of_bot(BotKind::Hasty);
    let look_alikes =
        told.false_reports.iter().filter(|r| matches!(r.of, FalseAlarm::LookAlike(_)));
    assert_eq!((look_alikes.count(), told.false_reports.len()), (3, 5));
    assert!(told.false_reports.iter().is_sorted_by_key(|r| r.at_ms));
}

#[test]
fn a_redo_begins_ten_seconds_before_the_first_missed_critical_cue() {
    let growing = full_room().edit(
        "scenario.ron",
        "            class: 5,\n",
        "            class: 5, tier: Weak, grows: [(tier: Critical, when: At(12.5))],\n",
    );
    let bundle = growing.bundle();
    let redo = of_script(&bundle, "").redo.unwrap();
    assert_eq!((redo.hazard.as_str(), redo.cue_ms, redo.from_ms), ("H1", 12_500, 2_500));
    assert_eq!(redo.from_tick, 150);
    // The cuts surround the cue, ten seconds before it and five after.
    let told = of_script(&bundle, "");
    assert!(told.cuts.iter().all(|cut| (cut.from_ms, cut.to_ms) == (2_500, 17_500)));
    assert!(told.cuts.iter().all(|cut| cut.ticks == (150, 1050)));
    // Stopped before the cue was critical, and reported: nothing critical was missed.
    assert_eq!(of_script(&bundle, "12 stop trainee").redo, None);
    assert_eq!(of_script(&bundle, "19 mark H1").redo, None);
    // H2's cue comes out with A1, critical at once, and earlier.
    let redo = of_script(&bundle, "4 move pump.switch off").redo.unwrap();
    assert_eq!((redo.hazard.as_str(), redo.cue_ms, redo.from_ms), ("H2", 4_000, 0));
}

#[test]
fn what_strikes_all_the_same_is_not_said_to_be_averted() {
    // The call is what strikes here, whatever becomes of H1.
    let told = of_script(&full_room().bundle(), "5 call office");
    let other = told.counterfactual.unwrap();
    assert_eq!((other.tamed.len(), other.is_averted), (1, false));
    // Missed, and nothing struck: the control is told, and nothing is claimed.
    let told = of_script(&full_room().bundle(), "5 choose wait");
    let other = told.counterfactual.unwrap();
    assert_eq!((other.hazard.as_str(), other.consequence, other.is_averted), ("H1", None, false));
}

#[test]
fn the_quiz_asks_first_about_what_was_missed() {
    let texts = full_room().edit(
        "scenario.ron",
        "quiz: [(id: \"Q1\", right: \"b\")]",
        "quiz: [
            (id: \"Q1\", right: \"b\"),
            (id: \"Q2\", right: \"b\", about: [\"H2\"]),
            (id: \"Q3\", right: \"b\", about: [\"H1\"]),
        ]",
    );
    let texts = ["words.en.ron", "words.zh-CN.ron"].iter().fold(texts, |texts, file| {
        let keys = ["", ".why", ".a", ".b", ".c", ".d"];
        let words: String = ["Q2", "Q3"]
            .iter()
            .flat_map(|q| keys.map(|k| format!("\"quiz.{q}{k}\": \"?\", ")))
            .collect();
        let first = "{\n    \"gesture.hoist\"";
        texts.edit(file, first, &format!("{{\n    {words}\"gesture.hoist\""))
    });
    let bundle = texts.bundle();
    let asked = |lines: &str| {
        of_script(&bundle, lines).quiz.iter().map(|id| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(asked(""), ["Q3", "Q1"]);
    assert_eq!(asked("2 mark H1\n3 move pump.switch off"), ["Q2", "Q1"]);
    assert_eq!(asked("3 move pump.switch off"), ["Q2", "Q3"]);
    assert_eq!(asked("2 mark H1"), ["Q1", "Q2"]);
}

#[test]
fn the_plan_has_the_place_and_everybodys_way() {
    let told = of_bot(BotKind::Perfect);
    let plan = &told.plan;
    assert_eq!((plan.min, plan.max), ([-4.0, -7.0], [4.0, 4.0]));
    assert_eq!((plan.floor.len(), plan.markers.len()), (3, 11));
    let names: Vec<_> = plan.props.iter().map(|p| p.id.as_str()).collect();
    assert!(names.contains(&"prep_table") && !names.contains(&"ceiling"), "{names:?}");
    let [trainee] = &plan.walkers[..] else { panic!("one walker: no colleague was traced") };
    assert_eq!(trainee.name, "head");
    assert!(trainee.places.len() > 50);
    assert!(trainee.places.is_sorted_by_key(|p| p.at_ms));
    let first = trainee.places[0].at;
    assert!(first[0].abs() < 0.5 && first[1].abs() < 0.5, "{first:?}");
    let end = trainee.places.last().unwrap().at;
    assert!(end[1] > 2.0, "the perfect trainee ends in the yard: {end:?}");
    assert!(trainee.places.last().unwrap().at_ms > 150_000);
    // Facing −z, to the range, is 0; +x, to the window, is a quarter turn.
    let step = |from: [f32; 2], to: [f32; 2]| (to[0] - from[0]).atan2(from[1] - to[1]);
    let walk = trainee.places.windows(2).find(|w| {
        (w[0].at[0] - w[1].at[0]).hypot(w[0].at[1] - w[1].at[1]) > 0.2 && w[0].facing == w[1].facing
    });
    let [a, b] = walk.unwrap() else { panic!() };
    assert!((step(a.at, b.at) - a.facing).abs() < 0.01, "{a:?} {b:?}");
}

#[test]
fn a_debrief_without_a_trace_lacks_nothing_but_ways() {
    let bundle = kitchen().bundle();
    let (tape, trace) = turn(&bundle, BotKind::Hasty);
    let with = debrief(&bundle, &tape, Some(&trace)).unwrap();
    let mut without = debrief(&bundle, &tape, None).unwrap();
    assert!(without.plan.walkers.is_empty());
    without.plan.walkers.clone_from(&with.plan.walkers);
    assert_eq!(with, without);
    let other = full_room().bundle();
    assert!(debrief(&other, &tape, None).is_err());
    assert!(debrief(&other, &play(&other, EXAM, "5 stop fault", nothing).tape, None).is_ok());
}

#[test]
fn a_head_that_looks_down_faces_where_it_did() {
    let bundle = full_room().bundle();
    let tape = play(&bundle, EXAM, "5 stop trainee", nothing).tape;
    let (turn, nod) = ((0.35_f32.sin(), 0.35_f32.cos()), (0.25_f32.sin(), 0.25_f32.cos()));
    let rotation = [turn.1 * nod.0, turn.0 * nod.1, -turn.0 * nod.0, turn.1 * nod.1];
    let mut bytes = Vec::new();
    let mut trace = TraceWriter::start(&mut bytes, &["head".to_owned()]).unwrap();
    let [i, j, k, w] = rotation;
    trace.sample(3, &[[0.5, 1.6, -1.0, i, j, k, w]]).unwrap();
    let hash = trace.finish().unwrap();
    let told = debrief(&bundle, &tape, Some(&Trace::read(&bytes, &hash).unwrap())).unwrap();
    let place = told.plan.walkers[0].places[0];
    assert_eq!((place.at, place.at_ms), ([0.5, -1.0], 50));
    // Turned to the left by 0.7 radians.
    assert!((place.facing + 0.7).abs() < 1e-5, "{place:?}");
}

#[test]
fn every_kind_of_moment_is_told_in_its_order() {
    let growing = full_room().edit(
        "scenario.ron",
        "            class: 5,\n",
        "            class: 5, tier: Weak, grows: [(tier: Critical, when: At(1.5))],\n",
    );
    let lines = "1 mark bin\n2 mark H1\n3 move pump.switch off\n4 call office";
    let moments = of_script(&growing.bundle(), lines).moments;
    let told: Vec<_> = moments.iter().map(|m| (m.at_ms, format!("{:?}", m.kind))).collect();
    let expected = [
        (16, "Cue(HazardId(\"H1\"), Weak)"),
        (1_000, "Report(Neutral)"),
        (1_500, "Cue(HazardId(\"H1\"), Critical)"),
        (2_000, "Report(Hit(HazardId(\"H1\")))"),
        (3_000, "Step(StepId(\"A1\"))"),
        (3_000, "Cue(HazardId(\"H2\"), Critical)"),
        (4_000, "Error(ErrorId(\"E1\"))"),
        (4_000, "Strike(ConsequenceId(\"C1\"))"),
        (4_000, "End(Struck(ConsequenceId(\"C1\")))"),
    ];
    assert_eq!(told, expected.map(|(at, kind)| (at, kind.to_owned())));
}

#[test]
fn whoever_stands_still_has_one_place_on_the_plan() {
    let bundle = full_room().bundle();
    let tape = play(&bundle, EXAM, "9 stop trainee", nothing).tape;
    let turned = |radians: f32| [0.0, -(radians / 2.0).sin(), 0.0, (radians / 2.0).cos()];
    let pose = |x: f32, z: f32, radians: f32| {
        let [i, j, k, w] = turned(radians);
        [[x, 1.6, z, i, j, k, w]]
    };
    let places = |poses: &[[[f32; 7]; 1]]| {
        let mut bytes = Vec::new();
        let mut trace = TraceWriter::start(&mut bytes, &["head".to_owned()]).unwrap();
        for (nr, pose) in (1..).zip(poses) {
            trace.sample(3 * nr, pose).unwrap();
        }
        let hash = trace.finish().unwrap();
        let told = debrief(&bundle, &tape, Some(&Trace::read(&bytes, &hash).unwrap())).unwrap();
        let places = told.plan.walkers[0].places.iter();
        places.map(|p| (p.at, (p.facing * 10.0).round())).collect::<Vec<_>>()
    };
    // One sample in five is looked at.
    let mut poses = vec![pose(2.0, -1.0, 0.7); 11];
    assert_eq!(places(&poses), [([2.0, -1.0], 7.0)]);
    // A step aside, a step ahead, and a turn are each told.
    poses.extend(vec![pose(2.04, -1.0, 0.7); 5]);
    poses.extend(vec![pose(2.04, -1.04, 0.7); 5]);
    poses.extend(vec![pose(2.04, -1.04, 0.9); 5]);
    poses.extend(vec![pose(2.05, -1.05, 0.95); 5]);
    let expected =
        [([2.0, -1.0], 7.0), ([2.04, -1.0], 7.0), ([2.04, -1.04], 7.0), ([2.04, -1.04], 9.0)];
    assert_eq!(places(&poses), expected);
}

#[test]
fn the_bird_hovers_by_the_longer_side() {
    for (max, side) in [("(5.0, 3.0, 3.0)", 8.0), ("(3.0, 3.0, 6.0)", 9.0)] {
        let wide = full_room().edit("scenario.ron", "max: (3.0, 3.0, 3.0)", &format!("max: {max}"));
        let told = of_script(&wide.bundle(), "");
        let CutView::Above { at, .. } = &told.cuts[2].view else { panic!() };
        assert!((at[1] - (3.0 + side * 1.2)).abs() < 1e-5, "{at:?}");
    }
}

#[test]
fn what_was_done_is_done_again_at_its_own_time() {
    // A call strikes after three seconds and is harmless before.
    let late = full_room().edit(
        "scenario.ron",
        "when: Did(Called(\"office\"))",
        "when: DidWhile(Called(\"office\"), At(3.0))",
    );
    let bundle = late.bundle();
    let other = of_script(&bundle, "5 call office").counterfactual.unwrap();
    assert_eq!((other.consequence, other.is_averted), (Some("C1".into()), false));
    let told = of_script(&bundle, "2 call office");
    assert!(!told.moments.iter().any(|m| matches!(m.kind, MomentKind::Strike(_))));
}

#[test]
fn what_hangs_high_or_lies_flat_is_not_on_the_plan() {
    let is_there = |pos: &str, size: &str| {
        let texts = full_room()
            .edit(
                "scenario.ron",
                "pos: (-2.0, 0.0, 2.0), size: (0.4, 0.6, 0.4)",
                &format!("pos: {pos}, size: {size}"),
            )
            .edit("scenario.ron", "bounds: (min: (-3.0, 0.0,", "bounds: (min: (-3.0, -1.0,");
        let plan = of_script(&texts.bundle(), "1 stop trainee").plan;
        plan.props.iter().any(|p| p.id.as_str() == "bin")
    };
    let (crate_, rug) = ("(0.4, 0.6, 0.4)", "(0.4, 0.02, 0.4)");
    assert!(is_there("(-2.0, 0.0, 2.0)", crate_) && is_there("(-2.0, 1.89, 2.0)", crate_));
    assert!(!is_there("(-2.0, 1.9, 2.0)", crate_) && !is_there("(-2.0, 0.5, 2.0)", rug));
    assert!(is_there("(-2.0, 0.5, 2.0)", "(0.4, 0.021, 0.4)"));
    // What is let into the floor is there by what stands out of it.
    let plate = "(0.4, 0.04, 0.4)";
    assert!(is_there("(-2.0, -0.01, 2.0)", plate) && !is_there("(-2.0, -0.02, 2.0)", plate));
}

#[test]
fn what_struck_is_tamed_unless_nothing_was_there_to_strike() {
    let other = |bundle: &Bundle, lines: &str| {
        let other = of_script(bundle, lines).counterfactual.unwrap();
        let tamed: Vec<_> = other.tamed.iter().map(|id| id.to_string()).collect();
        (other.hazard.to_string(), tamed, other.consequence.is_some(), other.is_averted)
    };
    let only = |id: &str, is_struck| (id.to_owned(), vec![id.to_owned()], is_struck, false);
    // H1 was found and struck, H2 was missed; stopped while the consequence plays, none struck.
    let bundle = full_room().bundle();
    let lines = "2 mark H1\n3 move pump.switch off\n5 call office";
    assert_eq!(other(&bundle, lines), only("H1", true));
    assert_eq!(other(&bundle, &format!("{lines}\n6 stop trainee")), only("H2", false));
    // C1 strikes before H1, which feeds it, was there.
    let class = "            class: 5,\n";
    let late = full_room().edit("scenario.ron", class, &format!("{class} appears: At(9.0),\n"));
    assert_eq!(other(&late.bundle(), "3 move pump.switch off\n5 call office"), only("H2", true));
}
