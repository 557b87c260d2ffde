//! What binds the headset to stage and presentation: who dresses its eyes, where the eyes are in a
//! consequence, and what happens when the headset is gone.

use crate::play::LeaveSystems;
use anlan_attempt::{StoppedBy, TICKS_PER_S};
use anlan_presentation::{Elsewhere, HeadsetPanel, Loading, eye_look, write_png};
use anlan_rig::StandSystems;
use anlan_stage::Run;
use anlan_xr::{
    XrCaptured, XrEye, XrHeadset, XrInput, XrOrigin, XrPlacing, XrPlaySpace, XrQuad, XrQuadsShown,
    XrStatus, XrWarmth, capture_eyes, frame_ledger, frame_summary, lose_device,
};
use bevy::camera::visibility::RenderLayers;
use bevy::prelude::*;
use bevy::render::settings::RenderCreation;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A headset and the renderer on its device.
pub type Opened = (XrHeadset, RenderCreation);

/// The picture of both eyes is of this tick: the wearer looks ahead, and the scene is new.
const CAPTURED_TICK: u64 = 120;

/// Opens the headset if one is wanted, or tells why there is none.
pub fn look_for(is_wanted: bool, rate_hz: u16) -> (Option<Opened>, Result<(), String>) {
    if !is_wanted {
        return (None, Err("no headset was asked for".to_owned()));
    }
    match XrHeadset::open(f32::from(rate_hz)) {
        Ok(opened) => (Some(opened), Ok(())),
        Err(fault) => (None, Err(fault.to_string())),
    }
}

/// Binds the headset to what is played.
pub fn plugin(app: &mut App, shots: Option<PathBuf>, ledger: Option<PathBuf>) {
    app.add_observer(dress_eye)
        .add_observer(show_panel)
        .init_resource::<Standstill>()
        .add_systems(First, ((wait_for_place, wait_for_wearer).chain(), heed_keys))
        .add_systems(Update, choose_panels.run_if(resource_changed::<XrQuadsShown>))
        .add_systems(PostUpdate, see_elsewhere.after(StandSystems).before(XrPlacing));
    if let Some(path) = ledger {
        let write = move |world: &mut World| {
            if world.resource_mut::<Messages<AppExit>>().is_empty() {
                return;
            }
            if let Err(sentence) = write_ledger(world, &path) {
                eprintln!("anlan: {sentence}");
            }
        };
        app.add_systems(Last, write.after(LeaveSystems));
    }
    if let Some(folder) = shots {
        app.insert_resource(Copies { folder, is_asked: false })
            .add_systems(Last, (ask_for_copy, keep_copy).chain());
    }
}

/// Loses the graphics device once, so long after the first attempt began.
pub fn drill(app: &mut App, after: Duration) {
    let mut is_done = false;
    app.add_systems(Last, move |world: &mut World| {
        let ticks = world.get_resource::<Run>().map_or(0, |run| run.attempt.ticks());
        if !is_done && ticks >= after.as_secs() * TICKS_PER_S {
            is_done = true;
            eprintln!("anlan: a drill: the graphics device is lost");
            lose_device(world);
        }
    });
}

/// At the desktop's keyboard: R puts the wearer back into the middle, T lifts who sits to standing
/// height, or lets them down again.
fn heed_keys(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    mut wishes: MessageWriter<XrPlaySpace>,
    mut is_seated: Local<bool>,
) {
    let Some(keys) = keys else { return };
    if keys.just_pressed(KeyCode::KeyR) {
        wishes.write(XrPlaySpace::Recentre);
    }
    if keys.just_pressed(KeyCode::KeyT) {
        *is_seated = !*is_seated;
        wishes.write(if *is_seated { XrPlaySpace::Seat } else { XrPlaySpace::Stand });
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

/// Words and cards hang before the wearer as layers of the runtime, sharper than eyes' pictures.
/// Where the runtime shows none, a panel is a thing in the place.
fn show_panel(
    panel: On<Add, HeadsetPanel>,
    panels: Query<&HeadsetPanel>,
    shown: Res<XrQuadsShown>,
    mut commands: Commands,
) {
    if let Ok(HeadsetPanel { image, size_m, window_share }) = panels.get(panel.entity).cloned() {
        let quad = XrQuad { image, size_m, window_share };
        commands.entity(panel.entity).insert((quad, layers_of_thing(&shown)));
    }
}

fn choose_panels(
    shown: Res<XrQuadsShown>,
    panels: Query<Entity, With<HeadsetPanel>>,
    mut commands: Commands,
) {
    for panel in &panels {
        commands.entity(panel).insert(layers_of_thing(&shown));
    }
}

/// Where the thing is seen that stands in for a layer.
fn layers_of_thing(shown: &XrQuadsShown) -> RenderLayers {
    if shown.0 { RenderLayers::none() } else { RenderLayers::layer(0) }
}

/// Why the scene stands.
#[derive(Resource, Default)]
struct Standstill {
    /// Since when nobody wears the headset, while an attempt is on stage.
    absent_since: Option<Instant>,
    /// Since when the place is not ready to be seen.
    loading_since: Option<Instant>,
}

/// A place that is not whole by then is shown as it is.
const LOADING_MAX: Duration = Duration::from_secs(20);

/// Before an attempt begins, and after its graphics device was lost, everything is dark until the
/// place can be drawn whole.
fn wait_for_place(
    warmth: Res<XrWarmth>,
    status: Res<XrStatus>,
    mut standstill: ResMut<Standstill>,
    mut loading: ResMut<Loading>,
    run: Option<Res<Run>>,
) {
    if run.as_ref().is_some_and(|run| run.is_added()) {
        warmth.chill();
        standstill.loading_since = Some(Instant::now());
    } else if run.is_some() && standstill.absent_since.is_some() && !warmth.is_warm() {
        standstill.loading_since.get_or_insert_with(Instant::now);
    }
    let is_seen = *status == XrStatus::Running;
    let is_over = standstill.loading_since.is_some_and(|since| since.elapsed() > LOADING_MAX);
    if run.is_none() || is_over || (is_seen && warmth.is_warm()) {
        standstill.loading_since = None;
    }
    loading.set_if_neq(Loading(standstill.loading_since.is_some()));
}

/// Nothing goes on while nobody looks or there is nothing to see: who comes back goes on with the
/// same attempt, which is told how long it stood. After too long it ends, and its tape is sealed as
/// it is.
fn wait_for_wearer(
    status: Res<XrStatus>,
    mut standstill: ResMut<Standstill>,
    mut time: ResMut<Time<Virtual>>,
    run: Option<ResMut<Run>>,
) {
    let Some(mut run) = run else {
        standstill.absent_since = None;
        time.unpause();
        return;
    };
    match &*status {
        XrStatus::Running => {
            if let Some(since) = standstill.absent_since.take() {
                let ms = u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX);
                eprintln!("anlan: the headset is back after {:.1} s", f64::from(ms) / 1e3);
                run.stood(ms);
            }
        }
        XrStatus::TooLong => {
            if standstill.absent_since.take().is_some() {
                eprintln!("anlan: the headset was away for too long; the attempt ends");
                run.stop(StoppedBy::Fault);
            }
        }
        XrStatus::Idle | XrStatus::Away(_) => {
            if standstill.absent_since.is_none() {
                if let XrStatus::Away(why) = &*status {
                    let why = if why.is_empty() { "the headset was taken off" } else { why };
                    eprintln!("anlan: {why}; the attempt waits");
                }
                standstill.absent_since = Some(Instant::now());
            }
        }
    }
    let stands = standstill.absent_since.is_some() || standstill.loading_since.is_some();
    match (stands, time.is_paused()) {
        (true, false) => time.pause(),
        (false, true) => time.unpause(),
        _ => {}
    }
}

/// Writes the frame ledger, and says in a line how the frames went.
fn write_ledger(world: &World, path: &std::path::Path) -> Result<(), String> {
    std::fs::write(path, frame_ledger(world))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    if let Some(summary) = frame_summary(world) {
        eprintln!("anlan: {summary}");
    }
    Ok(())
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
