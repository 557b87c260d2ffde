//! A body that the test moves itself: what is sensed, and what walls and doors allow.

use crate::theatre::{Theatre, bundle};
use anlan_attempt::{Ending, Mode, StoppedBy};
use anlan_scenario::Event;
use anlan_stage::{Body, BodyInput, Buttons, Finished, Pose, clear};
use bevy::prelude::*;

const EYES: Vec3 = Vec3::new(0.0, 1.6, 0.0);

fn theatre() -> Theatre {
    Theatre::open(&bundle("kitchen-gas-leak"), Mode::Exam, 1, None)
}

/// Stands at `feet` (x, z), eyes and hand on `target`.
fn aimed(theatre: &Theatre, feet: Vec2, target: Vec3) -> BodyInput {
    let body = theatre.app.world().resource::<Body>();
    let eyes = Vec3::new(feet.x, EYES.y, feet.y);
    let rot = Transform::from_translation(eyes).looking_at(target, Vec3::Y).rotation;
    let rot = Quat::from_rotation_y(-body.yaw) * rot;
    let head = Pose { at: EYES, rot };
    BodyInput { head, hand: head, teleport: Some(feet), ..default() }
}

fn press(theatre: &mut Theatre, feet: Vec2, target: Vec3) {
    let input = aimed(theatre, feet, target);
    theatre.send(input.clone());
    theatre.send(BodyInput { buttons: Buttons { mark: true, ..default() }, ..input });
}

fn hold(theatre: &mut Theatre, feet: Vec2, target: Vec3, ticks: usize) {
    let input = aimed(theatre, feet, target);
    theatre.send(input.clone());
    for _ in 0..ticks {
        theatre.send(BodyInput { buttons: Buttons { hold: true, ..default() }, ..input.clone() });
    }
    theatre.send(input);
}

#[test]
fn a_mark_on_the_pot_is_the_hazard_and_on_the_wall_is_nothing() {
    let mut theatre = theatre();
    press(&mut theatre, Vec2::ZERO, Vec3::new(0.0, 3.0, -6.0));
    assert_eq!(theatre.attempt().outcome().neutral_marks, 0);
    press(&mut theatre, Vec2::ZERO, Vec3::new(-1.2, 1.25, -5.26));
    let marked: Vec<_> = theatre
        .attempt()
        .outcome()
        .hazards
        .iter()
        .filter(|h| h.marked.is_some())
        .map(|h| h.id.as_str().to_owned())
        .collect();
    assert_eq!(marked, ["H3"]);
}

#[test]
fn the_cartons_keep_the_hand_from_the_valve() {
    let mut theatre = theatre();
    let (feet, lever) = (Vec2::new(-2.75, -3.2), Vec3::new(-3.85, 1.0, -3.2));
    let grabbed =
        |theatre: &Theatre, part: &str| theatre.attempt().did(&Event::Grabbed(part.into()));
    hold(&mut theatre, feet, lever, 100);
    assert!(!grabbed(&theatre, "main_valve.lever"), "the lever was reached through the cartons");
    assert!(grabbed(&theatre, "boxes_valve.stack"));
    assert_eq!(theatre.attempt().part_end(&"boxes_valve.stack".into()), Some("aside"));
    let lever = Vec3::new(-3.85, 0.95, -3.2);
    hold(&mut theatre, Vec2::new(-3.2, -3.2), lever, 60);
    assert_eq!(theatre.attempt().part_end(&"main_valve.lever".into()), Some("shut"));
}

#[test]
fn a_hand_does_not_reach_across_the_room() {
    let mut theatre = theatre();
    hold(&mut theatre, Vec2::new(0.0, -3.4), Vec3::new(0.0, 0.72, -5.1), 40);
    assert!(!theatre.attempt().did(&Event::Grabbed("stove_line.knob_mid".into())));
    hold(&mut theatre, Vec2::new(0.0, -4.6), Vec3::new(0.0, 0.72, -5.12), 40);
    assert!(theatre.attempt().did(&Event::Grabbed("stove_line.knob_mid".into())));
}

#[test]
fn a_shut_door_stops_the_body_and_an_open_one_lets_it_out() {
    let mut theatre = theatre();
    let door = Vec3::new(0.0, 1.1, 2.0);
    let walk = |theatre: &mut Theatre| {
        for _ in 0..180 {
            theatre.send(BodyInput { walk: Vec2::new(0.0, 1.4), ..default() });
        }
        theatre.app.world().resource::<Body>().feet.z
    };
    theatre.send(aimed(&theatre, Vec2::new(0.0, 1.0), door));
    assert!(walk(&mut theatre) < 1.95, "walked through the shut door");
    assert!(!theatre.attempt().is_in(&"yard".into()));
    hold(&mut theatre, Vec2::new(0.0, 1.2), door, 100);
    assert_eq!(theatre.attempt().part_end(&"back_door.leaf".into()), Some("open"));
    assert!(walk(&mut theatre) > 2.5, "the open door did not let the body out");
    assert!(theatre.attempt().is_in(&"yard".into()));
}

#[test]
fn a_look_through_things_is_no_look() {
    let mut theatre = theatre();
    // From behind the sacks' far end, the window's marker side is hidden; the pot is in the open.
    for _ in 0..30 {
        let input = aimed(&theatre, Vec2::ZERO, Vec3::new(-1.2, 1.3, -5.3));
        theatre.send(input);
    }
    let seen = |theatre: &Theatre, id: &str| {
        let outcome = theatre.attempt().outcome();
        outcome.hazards.iter().any(|h| h.id.as_str() == id && h.seen.is_some())
    };
    assert!(seen(&theatre, "H3"));
    // The alarm low on the back wall, looked for through the range and its wall.
    for _ in 0..30 {
        let input = aimed(&theatre, Vec2::new(-1.0, -4.6), Vec3::new(2.6, 0.5, -6.78));
        theatre.send(input);
    }
    assert!(!seen(&theatre, "H2"), "the alarm was seen through the range");
}

#[test]
fn a_tape_that_cannot_be_written_ends_the_attempt_with_its_reason() {
    let mut theatre = theatre();
    theatre.break_tape_at(50);
    for _ in 0..60 {
        theatre.send(BodyInput::default());
    }
    let finished: Vec<_> =
        theatre.app.world_mut().resource_mut::<Messages<Finished>>().drain().collect();
    assert_eq!(finished.len(), 1);
    assert_eq!(finished[0].ending, Ending::Stopped(StoppedBy::Fault));
    assert_eq!(finished[0].fault.as_deref(), Some("the disk is full"));
}

#[test]
fn nothing_of_an_attempt_stays_on_stage() {
    let count = |theatre: &mut Theatre| {
        let world = theatre.app.world_mut();
        world.query::<&Transform>().iter(world).count()
    };
    let mut theatre = theatre();
    let on_stage = count(&mut theatre);
    assert!(on_stage > 60, "{on_stage} things on stage");
    clear(theatre.app.world_mut());
    assert_eq!(count(&mut theatre), 0);
}
