//! One attempt on stage: the plugin list, and the loop that drives it.

use crate::args::Shown;
use anlan_attempt::Attempt;
use anlan_bot::BotKind;
use anlan_rig::RigPlugin;
use anlan_scenario::Language;
use anlan_stage::{Finished, Recorder, Run, StagePlugin, begin};
use bevy::prelude::*;
use std::path::PathBuf;

/// Ticks between two rounds of Bevy's house-keeping at full speed.
const TICKS_PER_UPDATE: usize = 60;

/// What is played, how, and where it is shown.
pub struct Play<R: Recorder> {
    /// Before its first tick.
    pub attempt: Attempt,
    /// Where the tape goes.
    pub recorder: R,
    /// Where it is shown.
    pub shown: Shown,
    /// Who steers; a person if none.
    pub bot: Option<BotKind>,
    /// One second per second.
    pub is_real_time: bool,
    /// Where pictures go.
    pub shots: Option<PathBuf>,
    /// What the trainee reads.
    pub language: Language,
    /// `assets/`.
    pub asset_root: PathBuf,
}

/// True if a window can be opened here.
pub fn has_display() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    // Wayland desktops bring an X server along; the build speaks X11.
    let Some(display) = std::env::var("DISPLAY").ok().filter(|d| !d.is_empty()) else {
        return false;
    };
    match display.strip_prefix(':') {
        // A local display has a socket; a stale variable has none.
        Some(rest) => {
            let number = rest.split('.').next().unwrap_or_default();
            std::path::Path::new(&format!("/tmp/.X11-unix/X{number}")).exists()
        }
        None => true,
    }
}

/// Plays to the end.
pub fn play<R: Recorder>(play: Play<R>) -> Result<Finished, String> {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin));
    app.add_plugins((StagePlugin, rig(play.bot)));
    app.init_resource::<LastWord>().add_systems(Last, keep_last_word);
    app.finish();
    app.cleanup();
    app.update();
    begin(app.world_mut(), Run::new(play.attempt, play.recorder, play.is_real_time));
    app.insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(std::time::Duration::ZERO));
    loop {
        for _ in 0..TICKS_PER_UPDATE {
            app.world_mut().run_schedule(FixedUpdate);
        }
        app.update();
        if let Some(finished) = app.world_mut().resource_mut::<LastWord>().0.take() {
            return Ok(finished);
        }
    }
}

fn rig(bot: Option<BotKind>) -> RigPlugin {
    bot.map_or(RigPlugin::Desktop, RigPlugin::Bot)
}

/// How the attempt ended.
#[derive(Resource, Default)]
struct LastWord(Option<Finished>);

fn keep_last_word(mut finished: MessageReader<Finished>, mut last: ResMut<LastWord>) {
    if let Some(word) = finished.read().last() {
        last.0 = Some(word.clone());
    }
}
