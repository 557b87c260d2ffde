//! What binds the headset to stage and presentation: who dresses its eyes, where the eyes are in a
//! consequence, and what happens when the headset is gone.

use anlan_presentation::{Elsewhere, eye_look, write_png};
use anlan_rig::StandSystems;
use anlan_stage::Run;
use anlan_xr::{
    XrCaptured, XrEye, XrHeadset, XrInput, XrOrigin, XrPlacing, XrStatus, capture_eyes,
};
use bevy::prelude::*;
use bevy::render::settings::RenderCreation;
use std::path::PathBuf;

/// A headset and the renderer on its device.
pub type Opened = (XrHeadset, RenderCreation);

/// The picture of both eyes is of this tick: the wearer looks ahead, and the scene is new.
const CAPTURED_TICK: u64 = 120;

/// Opens the headset if one is wanted, or tells why there is none.
pub fn look_for(is_wanted: bool) -> (Option<Opened>, Result<(), String>) {
    if !is_wanted {
        return (None, Err("no headset was asked for".to_owned()));
    }
    match XrHeadset::open() {
        Ok(opened) => (Some(opened), Ok(())),
        Err(fault) => (None, Err(fault.to_string())),
    }
}

/// Binds the headset to what is played.
pub fn plugin(app: &mut App, shots: Option<PathBuf>) {
    app.add_observer(dress_eye)
        .add_systems(Last, leave_lost)
        .add_systems(PostUpdate, see_elsewhere.after(StandSystems).before(XrPlacing));
    if let Some(folder) = shots {
        app.insert_resource(Copies { folder, is_asked: false })
            .add_systems(Last, (ask_for_copy, keep_copy).chain());
    }
}

fn dress_eye(eye: On<Add, XrEye>, mut commands: Commands) {
    commands.entity(eye.entity).insert(eye_look());
}

/// In a consequence the play space stands where it is seen from; the head stays free.
fn see_elsewhere(elsewhere: Res<Elsewhere>, input: Res<XrInput>, mut origin: ResMut<XrOrigin>) {
    let Some(view) = elsewhere.0 else { return };
    let ahead = view.forward();
    let turn = Quat::from_rotation_y(f32::atan2(-ahead.x, -ahead.z));
    let head = input.head.map_or(Vec3::ZERO, |head| head.translation);
    origin.0 = Transform::from_translation(view.translation - turn * head).with_rotation(turn);
}

/// Without its headset the attempt ends here; its tape is sealed by whoever started it.
fn leave_lost(status: Res<XrStatus>, mut exit: MessageWriter<AppExit>) {
    if let XrStatus::Over(fault) = &*status {
        eprintln!("anlan: {fault}");
        exit.write(AppExit::Success);
    }
}

/// Copies of both eyes, as `left.png` and `right.png`.
#[derive(Resource)]
struct Copies {
    folder: PathBuf,
    is_asked: bool,
}

fn ask_for_copy(world: &mut World) {
    let ticks = world.get_resource::<Run>().map_or(0, |run| run.attempt.ticks());
    let mut copies = world.resource_mut::<Copies>();
    if !copies.is_asked && ticks >= CAPTURED_TICK {
        copies.is_asked = true;
        capture_eyes(world);
    }
}

fn keep_copy(copies: Res<Copies>, mut captured: MessageReader<XrCaptured>) {
    for pair in captured.read() {
        for ((name, eye), view) in ["left", "right"].iter().zip(&pair.eyes).zip(&pair.views) {
            let path = copies.folder.join(format!("{name}.png"));
            match write_png(eye, &path) {
                Ok(()) => eprintln!(
                    "anlan: picture {} (eye at {:.4} m, left to right {:.4} to {:.4} rad)",
                    path.display(),
                    view.at.translation.x,
                    view.fov[0],
                    view.fov[1]
                ),
                Err(sentence) => eprintln!("anlan: {sentence}"),
            }
        }
    }
}
