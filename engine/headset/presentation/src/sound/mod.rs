//! What is heard: the living cues of the scene, what is touched, steps, voices and the consequence.
//! Each frame a plain list says what sounds, where and how loudly (`scene`, `touch`, and `speech`
//! beside this folder); `mixer` makes samples of it, with `ears`. It reads the stage and never
//! writes it, and without a device, or at full speed, everything else goes on in silence.

mod ears;
mod library;
mod limiter;
mod lines;
mod mixer;
mod scape;
mod scene;
mod strike;
#[cfg(test)]
mod tests;
mod touch;
mod way;

pub(crate) use lines::{Lines, VoiceFile};
pub(crate) use scape::ScapeRow;

use crate::script::{Script, playing};
use crate::speech::Speech;
use crate::surface::Surface;
use crate::{FrameSystems, PresentationSystems};
use anlan_scenario::Language;
use anlan_stage::{AgentBody, Body, Run};
use bevy::prelude::*;
use kira::backend::cpal::{CpalBackend, CpalBackendSettings};
use library::Library;
use mixer::{Mixer, Settings};
use scape::Scape;
use scene::{Place, Scene};
use std::path::Path;
use touch::Touches;
use way::Listening;

/// Where a colleague's mouth is, share of the body's height above its middle.
const MOUTH_SHARE: f32 = 0.42;

/// Lines and, where there is somebody to hear it, the sound device. Sound belongs to a surface that
/// a person looks at; pictures for a file are taken in silence.
pub(crate) fn plugin(app: &mut App, surface: &Surface, asset_root: &Path, language: Language) {
    app.insert_resource(Lines::new(asset_root, language));
    match surface {
        Surface::Window { .. } | Surface::Headset => {
            if let Some(mixer) = open(CpalBackendSettings::default(), asset_root) {
                add_mixer::<CpalBackend>(app, mixer, asset_root);
            }
        }
        Surface::Offscreen { .. } => {}
    }
}

/// An empty folder for a test. (The crate tempfile would give rustix, below Bevy, another feature
/// than `tools/run` does, and Bevy would be built twice.)
#[cfg(test)]
fn scratch(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("anlan-sound-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    folder
}

/// A mixer on this backend. What is missing is told in one sentence each.
fn open<B: Settings>(settings: B::Settings, asset_root: &Path) -> Option<Mixer<B>> {
    let library = Library::read(asset_root);
    library.faults().iter().for_each(|sentence| warn!("{sentence}"));
    Mixer::open(settings, library)
        .inspect_err(|sentence| warn!("{sentence}; the attempt goes on in silence"))
        .ok()
}

fn add_mixer<B: Settings>(app: &mut App, mixer: Mixer<B>, asset_root: &Path) {
    app.insert_resource(mixer)
        .insert_resource(Scape::new(asset_root))
        .init_resource::<Touches>()
        .add_systems(
            FixedUpdate,
            (scape::turn_scape, touch::feel_touches)
                .chain()
                .after(crate::narration::heed_words)
                .in_set(PresentationSystems),
        )
        .add_systems(Update, sound_out::<B>.in_set(FrameSystems::Draw));
}

fn sound_out<B: Settings>(
    mut mixer: ResMut<Mixer<B>>,
    mut touches: ResMut<Touches>,
    (place, scape): (Place, Res<Scape>),
    agents: Query<(&AgentBody, &Transform)>,
    (run, script, speech, body): (Option<Res<Run>>, Res<Script>, Res<Speech>, Res<Body>),
) {
    let ears = body.head();
    let cues = touches.take();
    let Some(run) = run.filter(|run| run.is_real_time) else { return mixer.fall_silent() };
    let strike = playing(&script, &run);
    let (phase, tick) = (run.attempt.phase(), run.attempt.ticks());
    let scene = Scene::of((&place, &scape), ears.at, phase, strike.as_ref(), tick);
    let listening = Listening { ears, muffle: &|at| place.muffle(ears.at, at) };
    mixer.sound(&scene, &listening);
    cues.iter().for_each(|cue| mixer.play(cue, &listening));
    let sounding = speech.sounding();
    let speaker = sounding.and_then(|s| agents.iter().find(|(a, _)| a.id.as_str() == s.file.by));
    let mouth = speaker.map(|(agent, at)| at.translation + Vec3::Y * agent.height_m * MOUTH_SHARE);
    if let Some(sentence) = mixer.speak(sounding, mouth, &listening) {
        warn!("{sentence}");
    }
    mixer.follow(&listening);
}
