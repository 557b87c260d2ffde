//! A body for tests in the bare room: it stands somewhere, looks at something, and has hands where
//! the test puts them.

use crate::theatre::{Theatre, test_room};
use anlan_attempt::{Mode, Signal};
use anlan_scenario::Event;
use anlan_stage::{BodyInput, Buttons, ItemPlace, ItemState, Pose};
use bevy::prelude::*;

pub const EYES_M: f32 = 1.6;

/// The stage with the bare room and nobody who steers.
pub fn open() -> Theatre {
    Theatre::open(&test_room(), Mode::Exam, 1, None)
}

/// Stands at `feet` (x, z) and looks at `target`; a body without hands.
pub fn look(feet: Vec2, target: Vec3) -> BodyInput {
    look_from(feet, EYES_M, target)
}

/// The same with the eyes at this height.
pub fn look_from(feet: Vec2, eyes_m: f32, target: Vec3) -> BodyInput {
    let eyes = Vec3::new(feet.x, eyes_m, feet.y);
    let rot = Transform::from_translation(eyes).looking_at(target, Vec3::Y).rotation;
    let head = Pose { at: Vec3::Y * eyes_m, rot };
    BodyInput { head, hand: head, teleport: Some(feet), ..default() }
}

/// The same body with the pointing hand at a place, pointing at `target`.
pub fn with_hand(input: BodyInput, at: Vec3, target: Vec3) -> BodyInput {
    let feet = input.teleport.unwrap();
    let rot = Transform::from_translation(at).looking_at(target, Vec3::Y).rotation;
    let hand = Pose { at: at - Vec3::new(feet.x, 0.0, feet.y), rot };
    BodyInput { hand, palms: [Some(hand), input.palms[1]], ..input }
}

/// The same with the hand closed.
pub fn closed(input: &BodyInput) -> BodyInput {
    BodyInput { buttons: Buttons { hold: true, ..default() }, ..input.clone() }
}

/// Sends the same body for so many ticks and gives what was told meanwhile.
pub fn stay(theatre: &mut Theatre, input: &BodyInput, ticks: usize) -> Vec<Signal> {
    theatre.told();
    for _ in 0..ticks {
        theatre.send(input.clone());
    }
    theatre.told().into_iter().map(|(_, signal)| signal).collect()
}

/// What was done meanwhile.
pub fn deeds(theatre: &mut Theatre, input: &BodyInput, ticks: usize) -> Vec<Event> {
    let did = |signal| match signal {
        Signal::Did(event) => Some(event),
        _ => None,
    };
    stay(theatre, input, ticks).into_iter().filter_map(did).collect()
}

/// Where an item is.
pub fn place_of(theatre: &mut Theatre, item: &str) -> (ItemPlace, Vec3) {
    let world = theatre.app.world_mut();
    let mut items = world.query::<(&ItemState, &Transform)>();
    let found = items.iter(world).find(|(i, _)| i.id.as_str() == item);
    found.map(|(i, t)| (i.place.clone(), t.translation)).unwrap()
}
