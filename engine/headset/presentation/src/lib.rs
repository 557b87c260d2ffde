//! What is seen and heard of an attempt: an honest blockout of the place (true sizes, colours by
//! kind, names), the words of the scene and their voices, sounds, the card, the consequence, and
//! the pictures that are kept. It reads the stage and never writes it; without it every score stays
//! the same. How a body enters is the rig's business.

mod blockout;
mod card;
mod consequence;
mod cue;
mod font;
mod headset;
mod hud;
mod kit;
mod lean;
mod narration;
mod people;
mod pictures;
mod script;
mod sight;
mod sound;
mod speech;
mod surface;
mod words;

pub use headset::{Elsewhere, HeadsetPanel, eye_look};
pub use hud::{Loading, LobbyPage};
pub use pictures::{Pictures, write_png};
pub use surface::{Surface, adapter, engine_plugins, headset_plugins};

use anlan_scenario::{HazardId, Language, Markable, Scenario};
use anlan_stage::{Run, StageSystems};
use bevy::prelude::*;
use std::path::PathBuf;

/// What presentation does within a tick, after the stage has settled: it takes down what is to be
/// shown. Drawing happens in `Update`, and only when there is a frame.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct PresentationSystems;

/// The order of one frame on `Update`.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FrameSystems {
    /// Which picture is being taken.
    Pictures,
    /// What is new on stage gets a shape.
    Dress,
    /// Where it is seen from.
    Sight,
    /// What moves by itself, and the words.
    Draw,
}

/// Everything that is seen. Add it after [`engine_plugins`] and the stage.
pub struct PresentationPlugin {
    /// The language of every word.
    pub language: Language,
    /// The surface that [`engine_plugins`] was made for.
    pub surface: Surface,
    /// Word keys of what the digits do, from 1 on; empty where nobody has a keyboard.
    pub digit_keys: Vec<String>,
    /// The folder for pictures, if any are to be kept.
    pub shots: Option<PathBuf>,
    /// The folder `assets`.
    pub asset_root: PathBuf,
}

/// Reads what a scenario looks like beside the running frames; true once its place can be shown
/// without a wait, or where nothing is shown. To be asked before every attempt, each frame until it
/// is true; an attempt that begins earlier stops its first frame for the rest of the reading.
pub fn prepare(world: &mut World, scenario: &Scenario) -> bool {
    if !world.contains_resource::<words::Wording>() {
        return true;
    }
    let file = scenario.file();
    // Everything is begun in the first frame.
    let people: Vec<_> =
        file.agents.iter().map(|agent| people::prepare(world, &agent.id)).collect();
    kit::prepare(world, &file.kit) && people.into_iter().all(|is_there| is_there)
}

/// The hazards whose looks are missing or broken, so that nobody can be judged by them; to be asked
/// once [`prepare`] is true. A place for which there is no art at all is played as a blockout: it
/// is what its author has for now, and nothing of it is missing.
pub fn unshown(world: &World, scenario: &Scenario) -> Vec<HazardId> {
    let shows = |on: &Markable| match on {
        Markable::Prop(id) => kit::shows(world, scenario, id),
        Markable::Agent(id) => people::shows(world, id),
    };
    let hazards = scenario.file().hazards.iter();
    hazards.filter(|hazard| !shows(&hazard.marker.on)).map(|hazard| hazard.id.clone()).collect()
}

/// From now on everything is said in this language; to be called between attempts. Where nothing
/// is shown it changes nothing.
pub fn set_language(world: &mut World, language: Language) {
    if world.get_resource::<words::Wording>().is_none_or(|wording| wording.0 == language) {
        return;
    }
    world.insert_resource(words::Wording(language));
    if let Some(mut lines) = world.get_resource_mut::<sound::Lines>() {
        lines.set_language(language);
    }
    hud::hang_again(world);
}

/// Word keys of what the digits do; a new attempt may have others.
#[derive(Resource)]
pub struct DigitKeys(pub Vec<String>);

impl Plugin for PresentationPlugin {
    fn build(&self, app: &mut App) {
        let typeface = {
            let mut fonts = app.world_mut().resource_mut::<Assets<Font>>();
            font::Typeface::read(&self.asset_root, &mut fonts)
        };
        app.insert_resource(typeface)
            .insert_resource(words::Wording(self.language))
            .insert_resource(DigitKeys(self.digit_keys.clone()))
            .insert_resource(Pictures::new(self.shots.clone()))
            .init_resource::<script::Script>()
            .init_resource::<speech::Speech>()
            .configure_sets(
                FixedUpdate,
                PresentationSystems.after(StageSystems::Settle).run_if(resource_exists::<Run>),
            )
            .configure_sets(
                Update,
                (
                    FrameSystems::Pictures,
                    FrameSystems::Dress,
                    FrameSystems::Sight,
                    FrameSystems::Draw,
                )
                    .chain(),
            )
            .add_systems(Update, script::forget_last.before(FrameSystems::Pictures))
            .add_systems(
                FixedUpdate,
                (script::heed_effects, narration::heed_words, pictures::request_pictures)
                    .chain()
                    .in_set(PresentationSystems),
            );
        sight::plugin(app, &self.surface);
        if self.surface == Surface::Headset {
            headset::plugin(app);
        }
        kit::plugin(app, &self.asset_root);
        people::plugin(app, &self.asset_root);
        sound::plugin(app, &self.surface, &self.asset_root, self.language);
        app.add_plugins((pictures::plugin, blockout::plugin, consequence::plugin, hud::plugin));
        card::plugin(app, &self.surface);
    }
}
