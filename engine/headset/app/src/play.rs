//! Attempts on stage: the plugin list, and the loops that drive it.

use crate::args::Shown;
use crate::headset::{self, Opened};
use crate::later::Watch;
use crate::lobby::{self, House, Left};
use crate::seat::Seat;
use anlan_attempt::Attempt;
use anlan_bot::BotKind;
use anlan_presentation::{
    LobbyPage, Pictures, PresentationPlugin, Surface, adapter, engine_plugins, headset_plugins,
    prepare, unshown,
};
use anlan_rig::{RigPlugin, speech_lines};
use anlan_scenario::Language;
use anlan_stage::{Finished, Recorder, Run, StagePlugin, begin};
use anlan_xr::{XrPlugin, XrStatus};
use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::PathBuf;
use std::time::Duration;

/// Ticks between two rounds of Bevy's house-keeping at full speed.
const TICKS_PER_UPDATE: usize = 60;
/// Without a window, real time runs at this pace.
const FRAME: Duration = Duration::from_micros(16_667);
/// Of a single attempt the debrief stays this long unless Enter is pressed: until it was read out.
const DEBRIEF: Duration = Duration::from_secs(25);
/// A bot reads nothing; whoever watches it sees how it ended.
const DEBRIEF_OF_BOT: Duration = Duration::from_secs(3);
/// Width and height of pictures without a window, pixels.
const PICTURE_PX: UVec2 = UVec2::new(1280, 720);

const WINDOW_TITLE: &str = "安澜 Anlan";

/// How attempts are played, and where they are shown.
pub struct Stage {
    /// Where it is shown.
    pub shown: Shown,
    /// The headset, if it is shown there.
    pub headset: Option<Opened>,
    /// Who steers; a person if none.
    pub bot: Option<BotKind>,
    /// One second per second.
    pub is_real_time: bool,
    /// Where pictures go.
    pub shots: Option<PathBuf>,
    /// Where the headset's frame ledger goes.
    pub frame_ledger: Option<PathBuf>,
    /// The left hand points.
    pub is_left_handed: bool,
    /// A drill: the graphics device is lost so long after an attempt began.
    pub lose_device_after: Option<Duration>,
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

/// Plays one attempt to the end. `on_finished` is called in the moment it is over, while the
/// debrief is still to be seen.
pub fn play(
    stage: Stage,
    attempt: Attempt,
    recorder: impl Recorder,
    on_finished: impl FnOnce(Finished) + Send + Sync + 'static,
) -> Result<(), String> {
    let is_real_time = stage.is_real_time;
    let debrief = match (stage.shown, stage.bot) {
        (Shown::None, _) => Duration::ZERO,
        (_, Some(_)) => DEBRIEF_OF_BOT,
        (_, None) => DEBRIEF,
    };
    let digit_keys = match stage.bot {
        None => speech_lines(attempt.scenario()),
        Some(_) => Vec::new(),
    };
    let mut app = set(stage, digit_keys)?;
    app.insert_resource(Curtain { on_finished: Some(Box::new(on_finished)), fell_at: None })
        .insert_resource(Afterwards(debrief))
        .add_systems(Last, (fall, leave).chain().in_set(LeaveSystems));
    let run = Run::new(attempt, recorder, is_real_time);
    if is_real_time {
        // The stage is set once Bevy is ready for it, and somebody wears the headset.
        let mut run = Some(run);
        app.add_systems(First, move |world: &mut World| {
            let is_ready = |run: &Run, world: &mut World| prepare(world, run.attempt.scenario());
            if is_worn(world) && run.as_ref().is_some_and(|run| is_ready(run, world)) {
                run.take().into_iter().for_each(|run| begin_shown(world, run));
            }
        });
        app.run();
    } else {
        run_at_full_speed(&mut app, run);
    }
    Ok(())
}

/// Plays whatever the desk asks, one after the other, until the window is closed or a headset is
/// there to go on in.
pub fn keep_seat(
    stage: Stage,
    house: House,
    seat: Seat,
    url: &str,
    watch: Option<Watch>,
) -> Result<Left, String> {
    let is_real_time = stage.is_real_time;
    let mut app = set(stage, Vec::new())?;
    app.insert_resource(LobbyPage { address: url.to_owned() });
    let aftermath = lobby::open(&mut app, house, seat, watch)?;
    if is_real_time {
        app.run();
    } else {
        lobby::run_at_full_speed(&mut app);
    }
    // What the world still holds of the seat goes with it.
    drop(app);
    aftermath.settle()
}

/// The plugin list.
fn set(mut stage: Stage, digit_keys: Vec<String>) -> Result<App, String> {
    let mut app = App::new();
    add_surface(&mut app, &mut stage)?;
    let rig = match (stage.shown, stage.bot) {
        (Shown::Headset, None) => RigPlugin::Headset { is_left_handed: stage.is_left_handed },
        (Shown::Headset, Some(bot)) => RigPlugin::BotInHeadset(bot),
        (_, None) => RigPlugin::Desktop,
        (_, Some(bot)) => RigPlugin::Bot(bot),
    };
    app.add_plugins((StagePlugin, rig));
    if stage.shown == Shown::Headset {
        headset::plugin(&mut app, stage.shots.clone(), stage.frame_ledger.clone());
        if let Some(after) = stage.lose_device_after {
            headset::drill(&mut app, after);
        }
    }
    if let Some(surface) = surface(&stage) {
        app.add_plugins(PresentationPlugin {
            language: stage.language,
            surface,
            digit_keys,
            shots: stage.shots,
            asset_root: stage.asset_root,
        });
    }
    Ok(app)
}

/// True once somebody wears the headset, or if there is none to wear.
pub fn is_worn(world: &World) -> bool {
    world.get_resource::<XrStatus>().is_none_or(|status| *status == XrStatus::Running)
}

/// What is drawn on, if anything is drawn at all.
fn surface(stage: &Stage) -> Option<Surface> {
    match stage.shown {
        Shown::Headset => Some(Surface::Headset),
        Shown::Window => Some(Surface::Window { title: WINDOW_TITLE.to_owned() }),
        Shown::None => stage.shots.as_ref().map(|_| Surface::Offscreen { size: PICTURE_PX }),
    }
}

fn add_surface(app: &mut App, stage: &mut Stage) -> Result<(), String> {
    if let Some(opened) = stage.headset.take() {
        let (headset, creation) = opened;
        eprintln!("anlan: headset {}", headset.name());
        let mirror = has_display().then(|| WINDOW_TITLE.to_owned());
        if mirror.is_none() {
            // The headset's own frames set the pace.
            app.add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO));
        }
        app.add_plugins((headset_plugins(creation, mirror), XrPlugin::new(headset)));
        return Ok(());
    }
    let Some(surface) = surface(stage) else {
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
    if stage.shown == Shown::None {
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
    while !prepare(app.world_mut(), run.attempt.scenario()) {
        app.update();
    }
    begin_shown(app.world_mut(), run);
    while app.world().resource::<Curtain>().fell_at.is_none() {
        tick_on(app);
        app.update();
    }
    if let Some(pictures) = app.world().get_resource::<Pictures>() {
        pictures.taken().iter().for_each(|path| eprintln!("anlan: picture {}", path.display()));
        pictures.faults().iter().for_each(|sentence| eprintln!("anlan: {sentence}"));
    }
}

/// Begins an attempt; what cannot be shown is not judged.
fn begin_shown(world: &mut World, run: Run) {
    let unshown = unshown(world, run.attempt.scenario());
    begin(world, run.without(unshown));
}

/// Some ticks at once, with the frames of the pictures that they ask for.
pub fn tick_on(app: &mut App) {
    for _ in 0..TICKS_PER_UPDATE {
        app.world_mut().run_schedule(FixedUpdate);
        while app.world().get_resource::<Pictures>().is_some_and(Pictures::is_busy) {
            app.update();
        }
    }
}

/// Here the program decides to end; what is to be written then comes after.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct LeaveSystems;

/// What follows the end of the attempt.
#[derive(Resource)]
struct Curtain {
    on_finished: Option<Box<dyn FnOnce(Finished) + Send + Sync>>,
    /// By the program's own time, which in a headset is that of its frames.
    fell_at: Option<Duration>,
}

/// How long the debrief stays.
#[derive(Resource)]
struct Afterwards(Duration);

fn fall(
    mut finished: MessageReader<Finished>,
    mut curtain: ResMut<Curtain>,
    time: Res<Time<Real>>,
) {
    for word in finished.read() {
        curtain.fell_at = Some(time.elapsed());
        if let Some(on_finished) = curtain.on_finished.take() {
            on_finished(word.clone());
        }
    }
}

/// Ends the program's loop: at once without a window, after the debrief with one.
fn leave(
    curtain: Res<Curtain>,
    (afterwards, time): (Res<Afterwards>, Res<Time<Real>>),
    keys: Option<Res<ButtonInput<KeyCode>>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(fell_at) = curtain.fell_at else { return };
    let is_dismissed = keys.is_some_and(|keys| keys.just_pressed(KeyCode::Enter));
    if is_dismissed || time.elapsed() >= fell_at + afterwards.0 {
        exit.write(AppExit::Success);
    }
}
