//! The toy scene of `benches/frame` in a headset, by the plugin that Bevy programs commonly use:
//! bevy_mod_openxr as its own example sets it up, without a window and without pipelining.

#[path = "../../frame/scene.rs"]
mod scene;
#[path = "../../frame/seconds.rs"]
mod seconds;

use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::window::{ExitCondition, WindowPlugin};
use bevy_mod_openxr::add_xr_plugins;
use bevy_mod_openxr::init::OxrInitPlugin;
use bevy_mod_xr::camera::XrCamera;
use bevy_mod_xr::session::{XrRequestExitMessage, XrSessionDestroyedMessage};
use std::time::{Duration, Instant};

/// A session that has not ended by then will not end.
const PARTING: Duration = Duration::from_secs(3);

/// When to ask for the end.
#[derive(Resource)]
struct End {
    at: Instant,
    is_asked: bool,
}

fn main() -> Result<(), String> {
    let seconds = seconds::from(&std::env::args().skip(1).collect::<Vec<_>>())?;
    let bevy = DefaultPlugins.build().disable::<PipelinedRenderingPlugin>().set(WindowPlugin {
        primary_window: None,
        primary_cursor_options: None,
        exit_condition: ExitCondition::DontExit,
        ..default()
    });
    let plugins = add_xr_plugins(bevy)
        .set(OxrInitPlugin { synchronous_pipeline_compilation: true, ..default() });
    let mut app = App::new();
    app.add_plugins(plugins)
        .add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO))
        .insert_resource(End { at: Instant::now() + Duration::from_secs(seconds), is_asked: false })
        .add_observer(dress)
        .add_systems(Last, leave);
    scene::fill(&mut app);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("exit code {code}")),
    }
}

fn dress(eye: On<Add, XrCamera>, mut commands: Commands) {
    commands.entity(eye.entity).insert(scene::look());
}

/// Ends the session first, and the program when that is done.
fn leave(
    mut end: ResMut<End>,
    mut ask: MessageWriter<XrRequestExitMessage>,
    mut gone: MessageReader<XrSessionDestroyedMessage>,
    mut exit: MessageWriter<AppExit>,
) {
    if Instant::now() < end.at {
        return;
    }
    if !end.is_asked {
        end.is_asked = true;
        ask.write_default();
    }
    if gone.read().next().is_some() || end.at.elapsed() > PARTING {
        exit.write(AppExit::Success);
    }
}
