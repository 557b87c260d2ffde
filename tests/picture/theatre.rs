//! A stage with presentation and no program around it: it plays an attempt at full speed and stops
//! for pictures, as the program does with `--display none`.

use anlan_attempt::{Attempt, Mode, Setup, Signal};
use anlan_presentation::{Pictures, PresentationPlugin, Surface, adapter, engine_plugins};
use anlan_scenario::{Language, PictureId, Scenario, View, read_folder};
use anlan_stage::{BodyInput, Buttons, Pose, Recorder, Run, StagePlugin, begin};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Width and height of the pictures, as the program takes them.
pub const SIZE: UVec2 = UVec2::new(1280, 720);
/// Eyes of a standing trainee, metres.
pub const EYES: Vec3 = Vec3::new(0.0, 1.65, 0.0);

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

/// An attempt on stage.
pub struct Theatre {
    app: App,
}

fn root() -> PathBuf {
    Path::new("../..").canonicalize().unwrap()
}

/// The product's own art and fonts.
pub fn assets() -> PathBuf {
    root().join("assets")
}

/// The kitchen as it is.
pub fn kitchen() -> Scenario {
    read_folder(&root().join("scenarios/kitchen-gas-leak")).unwrap()
}

impl Theatre {
    /// The attempt before its first tick; pictures go to `shots`.
    pub fn open(mode: Mode, seed: u64, language: Language, shots: &Path, assets: &Path) -> Self {
        if let Err(sentence) = adapter() {
            panic!("{sentence}; run this with VK_ICD_FILENAMES on lavapipe's file");
        }
        let surface = Surface::Offscreen { size: SIZE };
        let mut app = App::new();
        app.add_plugins((engine_plugins(&surface), StagePlugin))
            .add_plugins(PresentationPlugin {
                language,
                surface,
                digit_keys: Vec::new(),
                shots: Some(shots.to_owned()),
                asset_root: assets.to_owned(),
            })
            .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
        app.finish();
        app.cleanup();
        // Physics and presentation set themselves up in the first update.
        app.update();
        let mut theatre = Self { app };
        theatre.begin(mode, seed);
        theatre
    }

    /// Puts another attempt on stage.
    pub fn begin(&mut self, mode: Mode, seed: u64) {
        let attempt = Attempt::new(Arc::new(kitchen()), Setup { mode, seed });
        begin(self.world_mut(), Run::new(attempt, Nowhere, false));
    }

    /// Ticks up to and with `tick`, with the body as `input` says, and the frames for pictures.
    pub fn play(&mut self, tick: u64, input: &BodyInput) {
        let is_on = |world: &World| {
            let attempt = &world.resource::<Run>().attempt;
            attempt.ticks() < tick && attempt.outcome().ending.is_none()
        };
        while is_on(self.world()) {
            self.app.world_mut().write_message(input.clone());
            self.app.world_mut().run_schedule(FixedUpdate);
            self.draw();
        }
    }

    /// One more picture, from the trainee's eyes.
    pub fn picture(&mut self, id: &str) {
        let id = PictureId(id.to_owned());
        self.app.world_mut().resource_mut::<Pictures>().request(id, View::Eye);
        self.draw();
    }

    /// One more picture, from `at` toward a point.
    pub fn view(&mut self, id: &str, at: Vec3, toward: Vec3) {
        let (id, lifts_ceiling) = (PictureId(id.to_owned()), false);
        let view = View::Camera { at: at.to_array(), toward: toward.to_array(), lifts_ceiling };
        self.app.world_mut().resource_mut::<Pictures>().request(id, view);
        self.draw();
    }

    /// One more picture, from a point toward another.
    pub fn picture_from(&mut self, id: &str, [at, toward]: [Vec3; 2]) {
        let (at, toward) = (at.to_array(), toward.to_array());
        let view = View::Camera { at, toward, lifts_ceiling: false };
        let id = PictureId(id.to_owned());
        self.app.world_mut().resource_mut::<Pictures>().request(id, view);
        self.draw();
    }

    fn draw(&mut self) {
        while self.world().resource::<Pictures>().is_busy() {
            self.app.update();
        }
    }

    /// One frame, whether a picture is wanted or not.
    pub fn frame(&mut self) {
        self.app.update();
    }

    pub fn world(&self) -> &World {
        self.app.world()
    }

    pub fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// The pictures taken so far; a fault fails the test.
    pub fn taken(&self) -> Vec<PathBuf> {
        let pictures = self.world().resource::<Pictures>();
        assert!(pictures.faults().is_empty(), "{:?}", pictures.faults());
        pictures.taken().to_vec()
    }
}

/// Standing, looking and pointing at a point from where the trainee starts.
pub fn look_at(point: Vec3) -> BodyInput {
    let rot = Transform::from_translation(EYES).looking_at(point, Vec3::Y).rotation;
    let hand = Pose { at: EYES, rot };
    BodyInput { head: hand, hand, ..default() }
}

/// The same with the marking tool pressed.
pub fn mark(point: Vec3) -> BodyInput {
    BodyInput { buttons: Buttons { mark: true, ..default() }, ..look_at(point) }
}
