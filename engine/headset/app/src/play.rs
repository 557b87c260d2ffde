//! One attempt on stage: the plugin list, and the loop that drives it.

use crate::args::Shown;
use crate::headset::{self, Opened};
use anlan_attempt::Attempt;
use anlan_bot::BotKind;
use anlan_presentation::{
    Pictures, PresentationPlugin, Surface, adapter, engine_plugins, headset_plugins,
};
use anlan_rig::{RigPlugin, speech_lines};
use anlan_scenario::Language;
use anlan_stage::{Finished, Recorder, Run, StagePlugin, begin};
use anlan_xr::XrPlugin;
use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Ticks between two rounds of Bevy's house-keeping at full speed.
const TICKS_PER_UPDATE: usize = 60;
/// Without a window, real time runs at this pace.
const FRAME: Duration = Duration::from_micros(16_667);
/// With `--once`, the debrief stays this long unless Enter is pressed: until it has been read out.
const DEBRIEF: Duration = Duration::from_secs(25);
/// Width and height of pictures without a window, pixels.
const PICTURE_PX: UVec2 = UVec2::new(1280, 720);

/// What is played, how, and where it is shown.
pub struct Play<R: Recorder> {
    /// Before its first tick.
    pub attempt: Attempt,
    /// Where the tape goes.
    pub recorder: R,
    /// Where it is shown.
    pub shown: Shown,
    /// The headset, if it is shown there.
    pub headset: Option<Opened>,
    /// Who steers; a person if none.
    pub bot: Option<BotKind>,
    /// One second per second.
    pub is_real_time: bool,
    /// End when the attempt has ended.
    pub once: bool,
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

/// Plays to the end. `on_finished` is called in the moment the attempt is over, while the debrief
/// is still to be seen.
pub fn play<R: Recorder>(
    mut play: Play<R>,
    on_finished: impl FnOnce(Finished) + Send + Sync + 'static,
) -> Result<(), String> {
    let mut app = App::new();
    add_surface(&mut app, &mut play)?;
    let rig = match (play.shown, play.bot) {
        (Shown::Headset, None) => RigPlugin::Headset,
        (Shown::Headset, Some(bot)) => RigPlugin::BotInHeadset(bot),
        (_, None) => RigPlugin::Desktop,
        (_, Some(bot)) => RigPlugin::Bot(bot),
    };
    app.add_plugins((StagePlugin, rig));
    if let Some(surface) = surface(&play) {
        app.add_plugins(PresentationPlugin {
            language: play.language,
            surface,
            digit_keys: match play.bot {
                None => speech_lines(play.attempt.scenario()),
                Some(_) => Vec::new(),
            },
            shots: play.shots.clone(),
            asset_root: play.asset_root,
        });
    }
    app.insert_resource(Curtain { on_finished: Some(Box::new(on_finished)), fell_at: None })
        .insert_resource(Afterwards { once: play.once, is_shown: play.shown != Shown::None })
        .add_systems(Last, (fall, leave).chain());
    let run = Run::new(play.attempt, play.recorder, play.is_real_time);
    if play.shown == Shown::Headset {
        headset::plugin(&mut app, run, play.shots);
        app.run();
    } else if play.is_real_time {
        // The stage is set once Bevy is ready for it.
        let mut run = Some(run);
        app.add_systems(PostStartup, move |world: &mut World| {
            run.take().into_iter().for_each(|run| begin(world, run));
        });
        app.run();
    } else {
        run_at_full_speed(&mut app, run);
    }
    Ok(())
}

/// What is drawn on, if anything is drawn at all.
fn surface<R: Recorder>(play: &Play<R>) -> Option<Surface> {
    match play.shown {
        Shown::Headset => Some(Surface::Headset),
        Shown::Window => Some(Surface::Window { title: "安澜 Anlan".to_owned() }),
        Shown::None => play.shots.as_ref().map(|_| Surface::Offscreen { size: PICTURE_PX }),
    }
}

fn add_surface<R: Recorder>(app: &mut App, play: &mut Play<R>) -> Result<(), String> {
    if let Some(opened) = play.headset.take() {
        let (headset, creation) = opened;
        eprintln!("anlan: headset {}", headset.name());
        app.add_plugins((headset_plugins(creation), XrPlugin::new(headset)));
        // The headset's own frames set the pace.
        app.add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO));
        return Ok(());
    }
    let Some(surface) = surface(play) else {
        app.add_plugins((
            MinimalPlugins.set(ScheduleRunnerPlugin::run_loop(FRAME)),
            TransformPlugin,
        ));
        return Ok(());
    };
    let name = adapter().map_err(|sentence| {
        format!("{sentence}; install a Vulkan driver (Debian: mesa-vulkan-drivers)")
    })?;
    eprintln!("anlan: drawing on {name}");
    app.add_plugins(engine_plugins(&surface));
    if play.shown == Shown::None {
        app.add_plugins(ScheduleRunnerPlugin::run_loop(FRAME));
    }
    Ok(())
}

/// Tick after tick without a clock; frames only where a picture is wanted.
fn run_at_full_speed(app: &mut App, run: Run) {
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
    app.finish();
    app.cleanup();
    app.update();
    begin(app.world_mut(), run);
    while app.world().resource::<Curtain>().fell_at.is_none() {
        for _ in 0..TICKS_PER_UPDATE {
            app.world_mut().run_schedule(FixedUpdate);
            while app.world().get_resource::<Pictures>().is_some_and(Pictures::is_busy) {
                app.update();
            }
        }
        app.update();
    }
    if let Some(pictures) = app.world().get_resource::<Pictures>() {
        pictures.taken().iter().for_each(|path| eprintln!("anlan: picture {}", path.display()));
        pictures.faults().iter().for_each(|sentence| eprintln!("anlan: {sentence}"));
    }
}

/// What follows the end of the attempt.
#[derive(Resource)]
struct Curtain {
    on_finished: Option<Box<dyn FnOnce(Finished) + Send + Sync>>,
    fell_at: Option<Instant>,
}

#[derive(Resource)]
struct Afterwards {
    once: bool,
    is_shown: bool,
}

fn fall(mut finished: MessageReader<Finished>, mut curtain: ResMut<Curtain>) {
    for word in finished.read() {
        curtain.fell_at = Some(Instant::now());
        if let Some(on_finished) = curtain.on_finished.take() {
            on_finished(word.clone());
        }
    }
}

/// Ends the program's loop: at once without a window, after the debrief with one.
fn leave(
    curtain: Res<Curtain>,
    afterwards: Res<Afterwards>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(fell_at) = curtain.fell_at else { return };
    let is_dismissed = keys.is_some_and(|keys| keys.just_pressed(KeyCode::Enter));
    let is_read = afterwards.once && fell_at.elapsed() > DEBRIEF;
    if !afterwards.is_shown || is_dismissed || is_read {
        exit.write(AppExit::Success);
    }
}
