//! Each sense both ways: told when it should be, and not when it should not be.

use crate::room::*;
use crate::theatre::{Theatre, test_room};
use anlan_attempt::{MarkerId, Mode, Signal};
use anlan_scenario::{Bundle, Event, Markable, ScenarioFile, read_texts};
use anlan_stage::{BodyInput, Buttons, Pose};
use bevy::prelude::*;
use std::collections::BTreeMap;
use std::f32::consts::FRAC_PI_2;
use std::path::Path;

const GAUGE: Vec3 = Vec3::new(0.0, 1.55, -2.95);
const CRATE: Vec3 = Vec3::new(2.0, 1.2, -3.3);

fn hazard(id: &str) -> MarkerId {
    MarkerId::Hazard(id.into())
}

fn prop(id: &str) -> Markable {
    Markable::Prop(id.into())
}

fn looked(id: &str, is_on: bool) -> Signal {
    Signal::Looked { on: prop(id), is_on }
}

#[test]
fn a_look_takes_the_cone_the_time_and_a_clear_line() {
    let mut theatre = open();
    let gauge = look(Vec2::ZERO, GAUGE);
    let saw = |told: &[Signal], id: &str| {
        told.iter().any(|s| matches!(s, Signal::Saw { marker, .. } if *marker == hazard(id)))
    };
    assert!(!saw(&stay(&mut theatre, &gauge, 11), "H1"), "a glance is no look");
    assert!(saw(&stay(&mut theatre, &gauge, 1), "H1"));
    // The same place 15 degrees beside the view's middle.
    let beside = Quat::from_rotation_y(15_f32.to_radians()) * gauge.head.rot;
    let aside = BodyInput { head: Pose { rot: beside, ..gauge.head }, ..gauge.clone() };
    assert!(!saw(&stay(&mut theatre, &aside, 60), "H1"));
    // The wall is between.
    assert!(!saw(&stay(&mut theatre, &look(Vec2::new(2.0, 0.0), CRATE), 60), "H2"));
    assert!(saw(&stay(&mut theatre, &look(Vec2::new(2.0, -2.8), CRATE), 60), "H2"));
    // A head's pin at six metres is no cue; at one metre it is.
    let pin = Vec3::new(-3.0, 1.71, -5.49);
    assert!(!saw(&stay(&mut theatre, &look(Vec2::new(-3.0, 0.0), pin), 60), "H3"));
    assert!(saw(&stay(&mut theatre, &look(Vec2::new(-3.0, -4.0), pin), 60), "H3"));
}

#[test]
fn eyes_rest_on_a_thing_and_leave_it() {
    let mut theatre = open();
    let gauge = look(Vec2::ZERO, GAUGE);
    assert!(!stay(&mut theatre, &gauge, 11).contains(&looked("gauge", true)));
    assert!(stay(&mut theatre, &gauge, 1).contains(&looked("gauge", true)));
    let away = look(Vec2::ZERO, Vec3::new(0.0, 1.6, 3.0));
    assert!(!stay(&mut theatre, &away, 5).contains(&looked("gauge", false)), "a blink");
    assert!(!stay(&mut theatre, &gauge, 30).contains(&looked("gauge", true)), "it went on");
    assert!(stay(&mut theatre, &away, 12).contains(&looked("gauge", false)));
    let behind = stay(&mut theatre, &look(Vec2::new(2.0, 0.0), CRATE), 60);
    assert!(!behind.contains(&looked("crate", true)), "the wall is between");
    let before = stay(&mut theatre, &look(Vec2::new(2.0, -2.8), CRATE), 60);
    assert!(before.contains(&looked("crate", true)));
}

#[test]
fn what_cannot_be_perceived_is_told_and_what_sounds_can() {
    let mut theatre = open();
    let hidden = |id, is_occluded| Signal::Occluded { marker: hazard(id), is_occluded };
    let behind = look(Vec2::new(2.0, 0.5), Vec3::new(2.0, 1.6, 3.0));
    theatre.send(behind.clone());
    let told = stay(&mut theatre, &behind, 60);
    let first = theatre.attempt().outcome().hazards[1].occlusions.clone();
    assert_eq!(first.first().map(|o| o.1), Some(true), "H2 is behind the wall");
    assert!(!told.contains(&hidden("H2", false)));
    // The pipe behind the wall is silent until 3 s, then it hisses.
    let pipe = stay(&mut theatre, &behind, 180);
    assert!(pipe.contains(&hidden("H4", false)), "it is heard through the wall");
    let before = stay(&mut theatre, &look(Vec2::new(2.0, -2.8), GAUGE), 60);
    assert!(before.contains(&hidden("H2", false)), "it could be seen from here");
    // Too small from here, large enough from there, wherever the eyes turn.
    let far = stay(&mut theatre, &look(Vec2::new(-3.0, 0.0), GAUGE), 12);
    assert!(!far.contains(&hidden("H3", false)));
    let near = stay(&mut theatre, &look(Vec2::new(-3.0, -4.0), GAUGE), 12);
    assert!(near.contains(&hidden("H3", false)));
}

#[test]
fn a_hand_touches_within_a_hands_breadth() {
    let mut theatre = open();
    let feet = Vec2::new(0.4, -2.4);
    let at = |z: f32| with_hand(look(feet, GAUGE), Vec3::new(0.1, 1.55, z), GAUGE);
    let touched = Event::Touched(prop("gauge"));
    assert!(!deeds(&mut theatre, &at(-2.83), 30).contains(&touched), "12 cm away");
    assert!(!deeds(&mut theatre, &at(-2.87), 5).contains(&touched), "in passing");
    assert!(deeds(&mut theatre, &at(-2.87), 1).contains(&touched));
    assert!(!deeds(&mut theatre, &at(-2.87), 60).contains(&touched), "told once");
    // A hand pushed through the wall, on the crate behind it.
    let through = look(Vec2::new(2.0, -1.6), CRATE);
    let through = with_hand(through, Vec3::new(2.0, 1.2, -3.25), CRATE);
    assert!(!deeds(&mut theatre, &through, 30).contains(&Event::Touched(prop("crate"))));
    let before = look(Vec2::new(2.0, -2.8), CRATE);
    let before = with_hand(before, Vec3::new(2.0, 1.2, -3.25), CRATE);
    assert!(deeds(&mut theatre, &before, 30).contains(&Event::Touched(prop("crate"))));
}

#[test]
fn who_has_no_hand_touches_what_is_within_reach() {
    let mut theatre = open();
    let touched = Event::Touched(prop("gauge"));
    let far = look(Vec2::new(0.3, -1.2), GAUGE);
    theatre.send(far.clone());
    assert!(!deeds(&mut theatre, &closed(&far), 10).contains(&touched));
    let near = look(Vec2::new(0.3, -2.4), GAUGE);
    assert!(!deeds(&mut theatre, &near, 10).contains(&touched), "the hand is open");
    assert!(deeds(&mut theatre, &closed(&near), 10).contains(&touched));
}

#[test]
fn to_point_is_to_rest_on_a_thing() {
    let mut theatre = open();
    let lin = Event::Pointed(Markable::Agent("lin".into()));
    let at_lin = look(Vec2::new(1.5, 0.5), Vec3::new(3.5, 1.2, 0.5));
    assert!(!deeds(&mut theatre, &at_lin, 29).contains(&lin));
    assert!(deeds(&mut theatre, &at_lin, 1).contains(&lin));
    assert!(!deeds(&mut theatre, &at_lin, 60).contains(&lin), "told once");
    let wall = deeds(&mut theatre, &look(Vec2::new(2.0, 0.0), CRATE), 60);
    assert!(!wall.contains(&Event::Pointed(prop("crate"))));
    let open = deeds(&mut theatre, &look(Vec2::new(2.0, -2.8), CRATE), 60);
    assert!(open.contains(&Event::Pointed(prop("crate"))));
}

#[test]
fn feet_hands_and_heads_are_in_zones_of_their_own() {
    let mut theatre = open();
    let mat = Vec2::new(-4.0, 1.0);
    let ahead = Vec3::new(0.0, 1.6, -5.0);
    assert!(deeds(&mut theatre, &look(mat, ahead), 2).contains(&Event::Entered("mat".into())));
    assert!(deeds(&mut theatre, &look(Vec2::ZERO, ahead), 2).contains(&Event::Left("mat".into())));
    let beside = look(Vec2::new(0.4, 0.5), ahead);
    let hand_in = with_hand(beside.clone(), Vec3::new(1.0, 1.0, 0.5), ahead);
    let told = deeds(&mut theatre, &hand_in, 2);
    assert!(told.contains(&Event::HandEntered("pit".into())));
    assert!(!told.contains(&Event::Entered("pit".into())), "the feet stand outside");
    let out = deeds(&mut theatre, &with_hand(beside, Vec3::new(0.5, 1.0, 0.5), ahead), 2);
    assert!(out.contains(&Event::HandLeft("pit".into())));
    let duct = Vec2::new(4.0, -4.0);
    let low = deeds(&mut theatre, &look_from(duct, 1.1, ahead), 2);
    assert!(!low.contains(&Event::HeadEntered("duct".into())), "under it");
    let high = deeds(&mut theatre, &look(duct, ahead), 2);
    assert!(high.contains(&Event::HeadEntered("duct".into())));
    let down = deeds(&mut theatre, &look_from(duct, 1.1, ahead), 2);
    assert!(down.contains(&Event::HeadLeft("duct".into())));
}

#[test]
fn nearness_and_height_are_told_at_their_edges() {
    let mut theatre = open();
    let near = |is_near| Signal::CameNear { to: prop("crate"), within_cm: 150, is_near };
    let ahead = Vec3::new(0.0, 1.6, -5.0);
    let at = |z: f32| look(Vec2::new(3.6, z), ahead);
    // The crate's side is at x 2.2, z −3.7 to −3.3.
    assert!(!stay(&mut theatre, &at(-2.4), 3).contains(&near(true)), "1.66 m");
    assert!(stay(&mut theatre, &at(-3.0), 3).contains(&near(true)), "1.43 m");
    assert!(!stay(&mut theatre, &at(-2.7), 3).contains(&near(false)), "1.52 m: swaying");
    assert!(stay(&mut theatre, &at(-2.4), 3).contains(&near(false)));
    let head = |cm| Signal::Head { height_cm: cm };
    let crouch = |theatre: &mut Theatre, m| stay(theatre, &look_from(Vec2::ZERO, m, ahead), 3);
    crouch(&mut theatre, 1.6);
    let swaying = crouch(&mut theatre, 1.56);
    assert!(!swaying.iter().any(|s| matches!(s, Signal::Head { .. })), "within the step");
    assert!(crouch(&mut theatre, 1.1).contains(&head(110)));
}

#[test]
fn only_a_hand_that_jerks_is_fast() {
    let rope = Vec3::new(-2.6, 1.55, -2.9);
    let fast = Event::MovedFast("panel.rope".into());
    for (m_per_s, is_fast) in [(0.5_f32, false), (1.5, true)] {
        let mut theatre = open();
        let feet = Vec2::new(-2.6, -2.3);
        let at = |y: f32| with_hand(look(feet, rope), Vec3::new(-2.6, y, -2.6), rope);
        theatre.send(at(1.55));
        let mut told = Vec::new();
        for tick in 0..20_u8 {
            let y = 1.55 - m_per_s * f32::from(tick) / 60.0;
            told.extend(deeds(&mut theatre, &closed(&at(y)), 1));
        }
        assert!(told.contains(&Event::Grabbed("panel.rope".into())));
        assert_eq!(told.iter().filter(|e| **e == fast).count(), usize::from(is_fast));
    }
}

#[test]
fn a_mark_is_made_by_ray_by_touch_and_by_gaze() {
    let press =
        |input: BodyInput| BodyInput { buttons: Buttons { mark: true, ..default() }, ..input };
    let marked = |told: &[Signal]| {
        told.iter()
            .any(|s| matches!(s, Signal::Marked { marker, .. } if *marker == Some(hazard("H1"))))
    };
    let mut theatre = open();
    let by_gaze = look(Vec2::ZERO, GAUGE);
    assert!(marked(&stay(&mut theatre, &press(by_gaze.clone()), 1)));
    // The eyes are elsewhere; the hand points.
    let away = look(Vec2::ZERO, Vec3::new(0.0, 1.6, 3.0));
    let by_ray = with_hand(away, Vec3::new(0.2, 1.2, -0.3), GAUGE);
    assert!(marked(&stay(&mut theatre, &press(by_ray), 1)));
    // The hand lies in the thing.
    let near = look(Vec2::new(0.3, -2.4), GAUGE);
    let by_touch = with_hand(near, Vec3::new(0.0, 1.55, -2.96), GAUGE + Vec3::NEG_Z);
    assert!(marked(&stay(&mut theatre, &press(by_touch), 1)));
    let at_wall = look(Vec2::ZERO, Vec3::new(-4.0, 2.5, -6.0));
    assert!(!marked(&stay(&mut theatre, &press(at_wall), 1)));
}

#[test]
fn a_palm_that_is_shown_says_stop() {
    let mut theatre = open();
    let feet = Vec2::new(1.0, 0.5);
    let lin = Vec3::new(3.5, 1.2, 0.5);
    // Fingers up, the palm toward +x, where Lin stands.
    let raised = |y: f32, turn: f32| {
        let rot = Quat::from_rotation_y(turn) * Quat::from_rotation_x(FRAC_PI_2);
        let palm = Pose { at: Vec3::new(0.3, y, 0.0), rot };
        let input = look(feet, lin);
        BodyInput { palms: [None, Some(palm)], ..input }
    };
    let toward = -FRAC_PI_2;
    let said = Event::Said("stop".into(), "lin".into());
    let made = Event::Gestured("stop".into());
    let low = deeds(&mut theatre, &raised(1.2, toward), 60);
    assert!(!low.contains(&said), "the hand is not raised");
    let away = deeds(&mut theatre, &raised(1.4, -toward), 60);
    assert!(!away.contains(&said), "the back of the hand");
    let short = deeds(&mut theatre, &raised(1.4, toward), 23);
    assert!(!short.contains(&said), "not shown for long");
    let shown = deeds(&mut theatre, &raised(1.4, toward), 1);
    assert!(shown.contains(&said) && shown.contains(&made));
    let once = deeds(&mut theatre, &raised(1.4, toward), 120);
    assert!(!once.contains(&said), "told once");
    let menu = BodyInput { gesture: Some("stop".into()), ..look(feet, lin) };
    assert!(deeds(&mut theatre, &menu, 1).contains(&made), "by the menu");
}

/// A walk with looks, marks and hands at every turn.
fn course(bundle: &Bundle) -> Vec<(u64, Signal)> {
    let mut theatre = Theatre::open(bundle, Mode::Exam, 1, None);
    theatre.told();
    for tick in 0..1200_u16 {
        let t = f32::from(tick) / 60.0;
        let feet = Vec2::new(4.0 * (t * 0.7).sin(), 1.0 + 1.5 * (t * 0.9).cos());
        let target = Vec3::new(4.0 * (t * 1.3).sin(), 1.2, -3.0);
        let input = look(feet, target);
        let hand = Vec3::new(feet.x, 1.3, feet.y) + (t * 2.0).sin() * Vec3::X * 0.4;
        let input = with_hand(input, hand, target);
        let buttons =
            Buttons { mark: tick % 40 == 0, hold: tick % 200 > 120, ..Buttons::default() };
        theatre.send(BodyInput { buttons, ..input });
    }
    theatre.told()
}

#[test]
fn the_same_walk_is_sensed_the_same_whatever_was_placed_first() {
    let plain = test_room();
    let once = course(&plain);
    assert!(once.len() > 60, "{}", once.len());
    assert_eq!(once, course(&plain));
    let reversed = course(&backward());
    let pairs = once.iter().zip(&reversed).find(|(a, b)| a != b);
    assert_eq!(pairs, None, "the order of things changes what is sensed");
    assert_eq!(once.len(), reversed.len());
}

/// The room with its things, markers, zones and sockets in the opposite order.
fn backward() -> Bundle {
    let mut file: ScenarioFile = test_room().scenario().file().clone();
    file.props.reverse();
    file.items.reverse();
    file.sockets.reverse();
    file.hazards.reverse();
    let folder = Path::new("fixture/test-room");
    let text = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let mut files: BTreeMap<String, Vec<u8>> = ["words.en.ron", "words.zh-CN.ron"]
        .into_iter()
        .map(|name| (name.to_owned(), text(name)))
        .collect();
    let said = ron::to_string(&file).unwrap();
    files.insert("scenario.ron".to_owned(), said.into_bytes());
    let scenario = read_texts(folder, &files).unwrap_or_else(|p| panic!("{p:#?}"));
    Bundle::pack(scenario).unwrap()
}
