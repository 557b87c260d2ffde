//! The toy scene in a headset, by our plugin. `benches/peers/run` measures it beside others.

mod scene;
mod seconds;

use anlan_presentation::headset_plugins;
use anlan_xr::{XrEye, XrHeadset, XrPlugin, XrStatus};
use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use std::time::{Duration, Instant};

/// When to leave.
#[derive(Resource)]
struct End(Instant);

fn main() -> Result<(), String> {
    let seconds = seconds::from_arguments()?;
    let (headset, creation) = XrHeadset::open(90.0).map_err(|fault| fault.to_string())?;
    eprintln!("headset: {}", headset.name());
    let mut app = App::new();
    app.add_plugins((headset_plugins(creation, None), XrPlugin::new(headset)))
        .add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO))
        .insert_resource(End(Instant::now() + Duration::from_secs(seconds)))
        .add_observer(dress)
        .add_systems(Last, leave);
    scene::fill(&mut app);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err("the headset was lost".to_owned()),
    }
}

fn dress(eye: On<Add, XrEye>, mut commands: Commands) {
    commands.entity(eye.entity).insert(scene::look());
}

fn leave(end: Res<End>, status: Res<XrStatus>, mut exit: MessageWriter<AppExit>) {
    if let XrStatus::Away(why) = &*status {
        eprintln!("{why}");
        exit.write(AppExit::error());
    } else if Instant::now() >= end.0 {
        exit.write(AppExit::Success);
    }
}
