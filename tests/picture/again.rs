//! One attempt after another in one window, as a seat shows them: what the first needed is gone
//! when the stage is cleared, and the second needs no more.

use crate::theatre::{Theatre, assets, look_at};
use anlan_attempt::Mode;
use anlan_presentation::set_language;
use anlan_scenario::Language;
use anlan_stage::clear;
use bevy::prelude::*;
use std::path::Path;

/// Frames in which what was loaded is dressed, and what was despawned is dropped.
const FRAMES: usize = 4;

/// Entities, meshes, materials and images.
fn counts(theatre: &mut Theatre) -> [usize; 4] {
    (0..FRAMES).for_each(|_| theatre.frame());
    let world = theatre.world_mut();
    let entities = world.query::<Entity>().iter(world).count();
    [
        entities,
        world.resource::<Assets<Mesh>>().len(),
        world.resource::<Assets<StandardMaterial>>().len(),
        world.resource::<Assets<Image>>().len(),
    ]
}

#[test]
fn a_second_attempt_leaves_no_more_than_the_first() {
    let shots = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures-of-a-seat");
    std::fs::create_dir_all(&shots).unwrap();
    let mut theatre = Theatre::open(Mode::Exam, 3, Language::ZhCn, &shots, &assets());
    let ahead = look_at(Vec3::new(0.0, 1.5, -5.0));
    let mut seen = Vec::new();
    // Who comes next reads another language, and the one after that the first again.
    for language in [Language::ZhCn, Language::En, Language::ZhCn, Language::En] {
        set_language(theatre.world_mut(), language);
        theatre.begin(Mode::Exam, 3);
        theatre.play(30, &ahead);
        let full = counts(&mut theatre);
        clear(theatre.world_mut());
        seen.push((full, counts(&mut theatre)));
    }
    // What is loaded once stays; from then on every attempt takes the same and leaves nothing.
    let (full, empty) = seen[1];
    assert!(empty[0] < full[0], "{empty:?} of {full:?} are left");
    assert!(seen[1..].iter().all(|now| *now == seen[1]), "on stage and left: {seen:?}");
}
