//! The toy scene in a headset, by our plugin. `benches/peers/run` measures it beside others.
//!
//! `--bare` leaves out what the peers' programs do not do either (hands, depth for the runtime),
//! `--no-mask` the lenses' mask, `--no-latch` the late latch.

mod scene;
mod seconds;

use anlan_presentation::headset_plugins;
use anlan_xr::{
    XrDepth, XrEye, XrHands, XrHeadset, XrLatch, XrMask, XrPlugin, XrStatus, frame_summary,
};
use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::render::RenderApp;
use std::time::{Duration, Instant};

/// When to leave.
#[derive(Resource)]
struct End(Instant);

fn main() -> Result<(), String> {
    let (flags, rest): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| ["--bare", "--no-latch", "--no-mask"].contains(&argument.as_str()));
    let has = |flag: &str| flags.iter().any(|one| one == flag);
    let seconds = seconds::from(&rest)?;
    let (headset, creation) = XrHeadset::open(90.0).map_err(|fault| fault.to_string())?;
    eprintln!("headset: {}", headset.name());
    let mut app = App::new();
    app.add_plugins((headset_plugins(creation, None), XrPlugin::new(headset)))
        .add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO))
        .insert_resource(End(Instant::now() + Duration::from_secs(seconds)))
        .add_observer(dress)
        .add_systems(Last, leave);
    scene::fill(&mut app);
    app.insert_resource(XrHands(!has("--bare")));
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.insert_resource(XrDepth(!has("--bare"))).insert_resource(XrMask(!has("--no-mask")));
        render.insert_resource(XrLatch(!has("--no-latch")));
    }
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err("the headset was lost".to_owned()),
    }
}

fn dress(eye: On<Add, XrEye>, mut commands: Commands) {
    commands.entity(eye.entity).insert(scene::look());
}

fn leave(world: &mut World) {
    if let XrStatus::Away(why) = world.resource::<XrStatus>() {
        eprintln!("{why}");
        world.write_message(AppExit::error());
    } else if Instant::now() >= world.resource::<End>().0 {
        frame_summary(world).into_iter().for_each(|summary| eprintln!("{summary}"));
        world.write_message(AppExit::Success);
    }
}
