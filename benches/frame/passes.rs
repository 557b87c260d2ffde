//! What a graphics card has to do for a scenario, pass by pass: primitives, vertex and fragment
//! invocations of one eye, counted by the driver while the perfect bot plays. Counts do not depend
//! on the machine's speed. Mesa's software driver counts fragments before their depth is tested:
//! what a card saves by testing first is not taken off. Prints one table for each scenario.
//!
//! `cargo run -p anlan-bench-frame --bin bench-passes -- [SCENARIO]...`, from the root of the
//! project; without a name, every scenario there is.

use anlan_attempt::{Attempt, Mode, Setup, Signal};
use anlan_bot::BotKind;
use anlan_presentation::{PresentationPlugin, Surface, engine_plugins, eye_look, prepare};
use anlan_rig::RigPlugin;
use anlan_scenario::{Language, Scenario, read_folder};
use anlan_stage::{Body, Pose, Recorder, Run, StagePlugin, begin};
use bevy::camera::RenderTarget;
use bevy::diagnostic::DiagnosticsStore;
use bevy::prelude::*;
use bevy::render::diagnostic::RenderDiagnosticsPlugin;
use bevy::render::render_resource::TextureFormat;
use bevy::time::TimeUpdateStrategy;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// One eye of a common headset, pixels: the driver counts in blocks of 4 × 4, which makes the edges
/// of small triangles dear where pixels are few.
const EYE_PX: UVec2 = UVec2::new(2064, 2208);
/// Ticks from one sample to the next, and samples: four minutes of the scene.
const TICKS: usize = 1800;
const SAMPLES: usize = 8;
/// Counts come back some frames after they were asked for.
const FRAMES_BACK: usize = 4;

/// Keeps nothing.
struct Nowhere;

impl Recorder for Nowhere {
    fn tick(&mut self, _: &[Signal]) -> Result<(), String> {
        Ok(())
    }
    fn trace(&mut self, _: u64, _: &[(String, Pose)]) -> Result<(), String> {
        Ok(())
    }
}

#[derive(Component)]
struct Eye;

/// Counts by pass and kind.
type Counts = BTreeMap<(String, String), f64>;

fn main() -> Result<(), String> {
    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = folders()?;
    }
    for id in ids {
        let scenario = read_folder(&Path::new("scenarios").join(&id)).map_err(|problems| {
            format!("{id} has {} problem(s): anlan-author check", problems.len())
        })?;
        tell(&id, &count(scenario));
    }
    Ok(())
}

fn folders() -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir("scenarios").map_err(|error| format!("scenarios: {error}"))?;
    let folders = entries.flatten().filter(|entry| entry.path().join("scenario.ron").is_file());
    let mut ids: Vec<_> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.sort();
    Ok(ids)
}

/// The counts of every sample.
fn count(scenario: Scenario) -> Vec<Counts> {
    let mut app = program();
    app.finish();
    app.cleanup();
    app.update();
    while !prepare(app.world_mut(), &scenario) {
        app.update();
    }
    let attempt = Attempt::new(Arc::new(scenario), Setup { mode: Mode::Exam, seed: 3 });
    begin(app.world_mut(), Run::new(attempt, Nowhere, false));
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        for _ in 0..TICKS {
            app.world_mut().run_schedule(FixedUpdate);
        }
        if !app.world().resource::<Run>().attempt.scene_runs() {
            break;
        }
        (0..FRAMES_BACK).for_each(|_| app.update());
        samples.push(counted(app.world().resource::<DiagnosticsStore>()));
    }
    samples
}

fn program() -> App {
    let surface = Surface::Offscreen { size: EYE_PX };
    let mut app = App::new();
    app.add_plugins((
        engine_plugins(&surface),
        RenderDiagnosticsPlugin,
        StagePlugin,
        RigPlugin::Bot(BotKind::Perfect),
    ));
    app.add_plugins(PresentationPlugin {
        language: Language::ZhCn,
        surface,
        digit_keys: Vec::new(),
        shots: None,
        asset_root: "assets".into(),
    });
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO))
        .add_systems(Startup, open_eye)
        .add_systems(Update, place_eye);
    app
}

fn open_eye(mut commands: Commands, mut images: ResMut<Assets<Image>>) {
    let format = TextureFormat::Rgba8UnormSrgb;
    let picture = images.add(Image::new_target_texture(EYE_PX.x, EYE_PX.y, format, None));
    let lens = PerspectiveProjection { fov: 1.7, ..default() };
    commands.spawn((
        Eye,
        Camera3d::default(),
        RenderTarget::Image(picture.into()),
        Projection::Perspective(lens),
        eye_look(),
    ));
}

fn place_eye(body: Res<Body>, mut eyes: Query<&mut Transform, With<Eye>>) {
    let head = body.head();
    for mut at in &mut eyes {
        *at = Transform::from_translation(head.at).with_rotation(head.rot);
    }
}

/// The last counts of every pass: paths are `render/PASS/KIND`.
fn counted(store: &DiagnosticsStore) -> Counts {
    let last = |diagnostic: &bevy::diagnostic::Diagnostic| {
        let parts: Vec<_> = diagnostic.path().components().collect();
        let [.., pass, kind] = parts[..] else { return None };
        let is_count = kind.ends_with("invocations") || kind.ends_with("primitives_out");
        let value = diagnostic.measurement().map(|m| m.value)?;
        is_count.then(|| ((pass.to_owned(), kind.to_owned()), value))
    };
    store.iter().filter_map(last).collect()
}

/// Prints the mean and the most of every pass.
fn tell(id: &str, samples: &[Counts]) {
    println!("{id}: {} samples, one eye of {EYE_PX} pixels: mean, most", samples.len());
    let keys: BTreeSet<_> = samples.iter().flat_map(|counts| counts.keys()).collect();
    for (pass, kind) in keys {
        let key = &(pass.clone(), kind.clone());
        let of = |counts: &Counts| counts.get(key).copied().unwrap_or_default();
        let (mean, most) = mean_and_most(samples.iter().map(of));
        println!("  {pass:26} {kind:28} {mean:>12.0} {most:>12.0}");
    }
    let fragments = |counts: &Counts, pass: &str| {
        let key = (pass.to_owned(), "fragment_shader_invocations".to_owned());
        counts.get(&key).copied().unwrap_or_default()
    };
    let clear = |counts: &Counts| fragments(counts, "main_transparent_pass_3d");
    let all = |counts: &Counts| clear(counts) + fragments(counts, "main_opaque_pass_3d");
    let pixels = f64::from(EYE_PX.x * EYE_PX.y);
    let (mean, most) = mean_and_most(samples.iter().map(|counts| all(counts) / pixels));
    println!("  fragments a pixel, before the depth test {mean:.2} {most:.2}");
    let share = |counts: &Counts| 100.0 * clear(counts) / all(counts).max(1.0);
    let (mean, most) = mean_and_most(samples.iter().map(share));
    println!("  of these transparent, % {mean:.1} {most:.1}");
}

fn mean_and_most(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.collect();
    let most = values.iter().copied().fold(0.0, f64::max);
    (values.iter().sum::<f64>() / values.len().max(1) as f64, most)
}
