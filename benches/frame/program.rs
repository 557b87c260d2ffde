//! The whole headset program with two eyes and a bot that plays, on wgpu's noop backend instead of
//! a graphics card.

use crate::noop::{EYE_PX, EYES_M, eye, noop};
use anlan_attempt::Signal;
use anlan_bot::BotKind;
use anlan_presentation::{PresentationPlugin, Surface, eye_look, headset_plugins};
use anlan_rig::RigPlugin;
use anlan_scenario::{Language, Scenario, read_folder};
use anlan_stage::{Body, Pose, Recorder, StagePlugin};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::Path;
use std::time::Duration;

/// Keeps nothing.
pub struct Nowhere;

impl Recorder for Nowhere {
    fn tick(&mut self, _: &[Signal]) -> Result<(), String> {
        Ok(())
    }
    fn trace(&mut self, _: u64, _: &[(String, Pose)]) -> Result<(), String> {
        Ok(())
    }
}

/// One eye: metres to the right of the middle.
#[derive(Component)]
struct Eye(f32);

/// The scenario of that name, from the root of the project.
pub fn scenario(id: &str) -> Result<Scenario, String> {
    read_folder(&Path::new("scenarios").join(id))
        .map_err(|problems| format!("{id} has {} problem(s): anlan-author check", problems.len()))
}

/// The program, in which each update is one frame of this length.
pub fn program(frame: Duration) -> Result<App, String> {
    let mut app = App::new();
    app.add_plugins((
        headset_plugins(noop()?, None),
        StagePlugin,
        RigPlugin::Bot(BotKind::Perfect),
    ));
    app.add_plugins(PresentationPlugin {
        language: Language::ZhCn,
        surface: Surface::Offscreen { size: EYE_PX },
        digit_keys: Vec::new(),
        shots: None,
        asset_root: "assets".into(),
    });
    app.insert_resource(TimeUpdateStrategy::ManualDuration(frame))
        .add_systems(Startup, open_eyes)
        .add_systems(Update, place_eyes);
    Ok(app)
}

fn open_eyes(mut commands: Commands, mut images: ResMut<Assets<Image>>) {
    for (order, right) in EYES_M.into_iter().enumerate() {
        commands.spawn((Eye(right), eye(order, &mut images), eye_look()));
    }
}

fn place_eyes(body: Res<Body>, mut eyes: Query<(&Eye, &mut Transform)>) {
    let head = body.head();
    for (eye, mut at) in &mut eyes {
        *at = Transform::from_translation(head.at + head.rot * Vec3::X * eye.0)
            .with_rotation(head.rot);
    }
}
