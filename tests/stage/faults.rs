//! What goes wrong about a trainee: tracking that is lost, one hand, a step out of the area, a
//! small or seated body, every button at once, a picture that stands still. Nothing breaks, nothing
//! is unfair, and the tape says what happened.

use crate::room::*;
use crate::theatre::{Theatre, bundle, test_room};
use anlan_attempt::{Mode, Signal};
use anlan_bot::BotKind;
use anlan_scenario::{Event, PartId};
use anlan_score::score;
use anlan_stage::{Body, BodyInput, Buttons, ItemPlace, PartState, Pose};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::f32::consts::TAU;
use std::time::Duration;

const GAUGE: Vec3 = Vec3::new(0.0, 1.55, -2.95);

fn hides(told: &[Signal], hidden: bool) -> usize {
    let is_so =
        |s: &&Signal| matches!(s, Signal::Occluded { is_occluded, .. } if *is_occluded == hidden);
    told.iter().filter(is_so).count()
}

#[test]
fn a_head_that_is_lost_sees_nothing_and_the_tape_says_so() {
    let mut theatre = open();
    let gauge = look(Vec2::ZERO, GAUGE);
    stay(&mut theatre, &gauge, 60);
    let lost = BodyInput { is_lost: true, ..gauge.clone() };
    let told = stay(&mut theatre, &lost, 120);
    assert!(hides(&told, true) >= 1, "what was in sight is not any more: {told:?}");
    assert!(!told.iter().any(|s| matches!(s, Signal::Saw { ticks, .. } if *ticks > 72)));
    let back = stay(&mut theatre, &gauge, 60);
    assert!(hides(&back, false) >= 1);
    assert!(back.iter().any(|s| matches!(s, Signal::Saw { ticks: 12, .. })), "a new look");
}

#[test]
fn hands_that_are_lost_lose_nothing() {
    let mut theatre = open();
    let lock = Vec3::new(-1.9, 0.96, -2.2);
    let feet = Vec2::new(-1.9, -1.5);
    let reaching = with_hand(look(feet, lock), Vec3::new(-1.9, 1.2, -1.8), lock);
    theatre.send(reaching.clone());
    assert_eq!(deeds(&mut theatre, &closed(&reaching), 3), [Event::Taken("lock".into())]);
    // The runtime loses the hand: nothing is closed any more.
    let gone = look(feet, Vec3::new(-1.9, 1.6, -5.0));
    assert_eq!(deeds(&mut theatre, &gone, 60), []);
    assert!(matches!(place_of(&mut theatre, "lock").0, ItemPlace::Belt(_)));
}

#[test]
fn one_hand_is_enough() {
    let hasp = Vec3::new(-3.5, 1.1, -2.9);
    let lock = Vec3::new(-1.9, 0.96, -2.2);
    let mut theatre = open();
    let reaching = with_hand(look(Vec2::new(-1.9, -1.5), lock), Vec3::new(-1.9, 1.2, -1.8), lock);
    theatre.send(reaching.clone());
    deeds(&mut theatre, &closed(&reaching), 3);
    let at = with_hand(look(Vec2::new(-3.5, -2.2), hasp), Vec3::new(-3.5, 1.1, -2.7), hasp);
    deeds(&mut theatre, &closed(&at), 3);
    assert_eq!(deeds(&mut theatre, &at, 2), [Event::Placed("lock".into(), "hasp".into())]);
    // The other hand alone still touches.
    let only_other =
        with_hand(look(Vec2::new(0.4, -2.4), GAUGE), Vec3::new(0.1, 1.55, -2.87), GAUGE);
    let only_other = BodyInput { palms: [None, only_other.palms[0]], ..only_other };
    let told = deeds(&mut theatre, &only_other, 30);
    assert!(told.contains(&Event::Touched(anlan_scenario::Markable::Prop("gauge".into()))));
}

#[test]
fn who_leans_through_a_wall_sees_nothing_behind_it() {
    let mut theatre = open();
    let crate_face = Vec3::new(2.0, 1.2, -3.3);
    let feet = Vec2::new(2.0, -1.6);
    let before = stay(&mut theatre, &look(feet, crate_face), 60);
    assert!(!before.iter().any(|s| matches!(s, Signal::Looked { is_on: true, .. })));
    // The head is 0.9 m ahead of the feet: beyond the wall.
    let mut leaning = look(feet, crate_face);
    leaning.head.at += Vec3::new(0.0, 0.0, -0.9);
    let told = stay(&mut theatre, &leaning, 60);
    assert!(
        !told.iter().any(|s| matches!(s, Signal::Saw { .. } | Signal::Looked { is_on: true, .. }))
    );
    let inside = theatre.app.world().resource::<Body>().feet;
    assert!(inside.z > -1.9, "the body stays before the wall: {inside}");
}

#[test]
fn who_walks_out_of_the_area_stays_on_the_floor() {
    let mut theatre = open();
    for _ in 0..300 {
        theatre.send(BodyInput { walk: Vec2::new(-2.0, 0.0), ..look(Vec2::new(-4.0, 2.0), GAUGE) });
        theatre.send(BodyInput { walk: Vec2::new(-50.0, 30.0), ..default() });
    }
    theatre.send(look(Vec2::new(40.0, 0.0), GAUGE));
    let feet = theatre.app.world().resource::<Body>().feet;
    assert!(feet.x.abs() <= 4.81 && feet.z.abs() <= 5.81, "{feet}");
}

#[test]
fn a_small_and_a_seated_body_reach_what_a_tall_one_does() {
    // Eyes of somebody who is 1.4 m tall, who sits, and who is 1.9 m tall.
    for eyes_m in [1.28, 1.15, 1.78] {
        let mut theatre = open();
        let lock = Vec3::new(-1.9, 0.96, -2.2);
        let at_lock = look_from(Vec2::new(-1.9, -1.6), eyes_m, lock);
        theatre.send(at_lock.clone());
        assert_eq!(deeds(&mut theatre, &closed(&at_lock), 3), [Event::Taken("lock".into())]);
        let hasp = Vec3::new(-3.5, 1.1, -2.9);
        let at_hasp = look_from(Vec2::new(-3.5, -2.2), eyes_m, hasp);
        deeds(&mut theatre, &closed(&at_hasp), 3);
        let told = deeds(&mut theatre, &at_hasp, 2);
        assert_eq!(told, [Event::Placed("lock".into(), "hasp".into())], "{eyes_m}");
        let gauge = stay(&mut theatre, &look_from(Vec2::ZERO, eyes_m, GAUGE), 30);
        assert!(gauge.iter().any(|s| matches!(s, Signal::Saw { .. })), "{eyes_m}");
        let knob = look_from(Vec2::new(-3.4, -2.2), eyes_m, Vec3::new(-3.4, 1.55, -2.9));
        theatre.send(knob.clone());
        let turned = deeds(&mut theatre, &closed(&knob), 70);
        assert!(turned.contains(&Event::Moved("panel.knob".into(), "on".into())), "{eyes_m}");
    }
}

#[test]
fn every_button_at_once_is_a_mark_and_a_word_and_no_more() {
    let mut theatre = open();
    let all = Buttons { mark: true, hold: true, skip: true, exit: false };
    let input = BodyInput {
        buttons: all,
        walk: Vec2::splat(9.0),
        turn: TAU,
        goal: Some(Vec2::splat(3.0)),
        line: Some(99),
        say: Some("stop".into()),
        call: Some("office".into()),
        choose: Some("nothing".into()),
        gesture: Some("dance".into()),
        ..look(Vec2::ZERO, GAUGE)
    };
    for _ in 0..20 {
        theatre.send(input.clone());
    }
    assert_eq!(theatre.attempt().outcome().marks, 20);
    assert!(theatre.attempt().outcome().ending.is_none());
    let told = theatre.told();
    assert!(told.iter().any(|(_, s)| *s == Signal::Did(Event::Called("office".into()))));
    // A sensor that tells nonsense is not listened to.
    let feet = theatre.app.world().resource::<Body>().feet;
    let nan = Pose { at: Vec3::NAN, rot: Quat::from_xyzw(0.0, 0.0, 0.0, 0.0) };
    let nonsense = BodyInput {
        head: nan,
        hand: nan,
        palms: [Some(nan); 2],
        walk: Vec2::NAN,
        teleport: Some(Vec2::INFINITY),
        turn: f32::NAN,
        buttons: all,
        ..default()
    };
    for _ in 0..20 {
        theatre.send(nonsense.clone());
    }
    let body = theatre.app.world().resource::<Body>();
    assert!(body.feet.is_finite() && body.yaw.is_finite());
    assert_eq!(body.feet, feet);
    assert_eq!(theatre.attempt().outcome().marks, 20, "and nothing is pressed");
}

#[test]
fn a_stall_of_two_seconds_is_on_the_tape_and_voids_what_fell_into_it() {
    let mut theatre = open();
    theatre.begin_at(&test_room(), Mode::Exam, 1, true);
    let frame = Duration::from_millis(16);
    theatre.app.insert_resource(TimeUpdateStrategy::ManualDuration(frame));
    for _ in 0..20 {
        theatre.app.update();
    }
    theatre.told();
    theatre.app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(2)));
    theatre.app.update();
    theatre.app.insert_resource(TimeUpdateStrategy::ManualDuration(frame));
    for _ in 0..20 {
        theatre.app.update();
    }
    let stalls: Vec<_> = theatre
        .told()
        .into_iter()
        .filter_map(|(_, s)| if let Signal::Stalled { ms } = s { Some(ms) } else { None })
        .collect();
    assert_eq!(stalls, [2000], "told once");
    assert_eq!(theatre.attempt().outcome().stalled_ms, 2000);
    assert!(theatre.attempt().ticks() < 100, "the scene did not run on without a picture");
}

/// A hand that is knocked off a part takes hold again, and the bot's deed comes about.
#[test]
fn a_bot_whose_grip_slips_takes_hold_again() {
    let bundle = bundle("kitchen-gas-leak");
    let mut theatre = Theatre::open(&bundle, Mode::Exam, 1, Some(BotKind::Perfect));
    let lever = PartId::from("main_valve.lever");
    let mut knocked = 0;
    for tick in 0..60 * 400 {
        theatre.tick();
        if tick % 60 == 0 {
            theatre.app.update();
        }
        if theatre.attempt().part_end(&lever) == Some("shut") {
            break;
        }
        let world = theatre.app.world_mut();
        let mut parts = world.query::<&PartState>();
        let is_between =
            parts.iter(world).any(|p| p.id == lever && p.is_moving() && p.at > 0.3 && p.at < 0.7);
        if is_between && knocked < 2 {
            knocked += 1;
            world.resource_mut::<Body>().feet.x += 2.5;
        }
    }
    assert_eq!(knocked, 2);
    assert_eq!(theatre.attempt().part_end(&lever), Some("shut"));
    let (tape, _) = theatre.play_on();
    assert_eq!(score(&bundle, &tape).unwrap().score, 100);
}
