//! A stage for tests: a scenario, a body, and a tape in memory.

use anlan_attempt::tape::{Header, Tape, TapeWriter, read};
use anlan_attempt::{Attempt, Mode, Setup, Signal};
use anlan_bot::BotKind;
use anlan_rig::RigPlugin;
use anlan_scenario::{Bundle, read_folder};
use anlan_stage::{BodyInput, Finished, Pose, Recorder, Run, StagePlugin, begin};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// No attempt of the catalogue lasts longer than this, review included.
const TICKS_MAX: usize = 60 * 60 * 20;

fn root() -> PathBuf {
    Path::new("../../scenarios").canonicalize().unwrap()
}

/// The folders of all scenarios.
pub fn scenarios() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root()).unwrap().map(|e| e.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

pub fn bundle(id: &str) -> Bundle {
    let scenario = read_folder(&root().join(id));
    Bundle::pack(scenario.unwrap_or_else(|p| panic!("{p:#?}"))).unwrap()
}

/// The bare room in which senses are tried.
pub fn test_room() -> Bundle {
    let scenario = read_folder(Path::new("fixture/test-room"));
    Bundle::pack(scenario.unwrap_or_else(|p| panic!("{p:#?}"))).unwrap()
}

pub struct Theatre {
    pub app: App,
    told: Arc<Mutex<Vec<(u64, Signal)>>>,
    tape: Arc<Mutex<Option<TapeWriter<Vec<u8>>>>>,
    breaks_at: Arc<Mutex<Option<u64>>>,
}

struct InMemory {
    tape: Arc<Mutex<Option<TapeWriter<Vec<u8>>>>>,
    breaks_at: Arc<Mutex<Option<u64>>>,
    told: Arc<Mutex<Vec<(u64, Signal)>>>,
    ticks: u64,
}

impl Recorder for InMemory {
    fn tick(&mut self, signals: &[Signal]) -> Result<(), String> {
        self.ticks += 1;
        if self.breaks_at.lock().unwrap().is_some_and(|at| self.ticks >= at) {
            return Err("the disk is full".to_owned());
        }
        self.told.lock().unwrap().extend(signals.iter().map(|s| (self.ticks, s.clone())));
        self.tape.lock().unwrap().as_mut().unwrap().tick(signals).map_err(|e| e.to_string())
    }
    fn trace(&mut self, _: u64, _: &[(String, Pose)]) -> Result<(), String> {
        Ok(())
    }
}

impl Theatre {
    /// `bot` steers; without one the test sends `BodyInput` itself.
    pub fn open(bundle: &Bundle, mode: Mode, seed: u64, bot: Option<BotKind>) -> Self {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, TransformPlugin, StagePlugin));
        if let Some(kind) = bot {
            app.add_plugins(RigPlugin::Bot(kind));
        }
        // Only a test makes ticks: how long a frame really took is nobody's business.
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
        app.finish();
        app.cleanup();
        app.update();
        let (told, tape, breaks_at) = Default::default();
        let mut theatre = Self { app, told, tape, breaks_at };
        theatre.begin(bundle, mode, seed);
        theatre
    }

    /// Puts an attempt on stage, in place of the last one.
    pub fn begin(&mut self, bundle: &Bundle, mode: Mode, seed: u64) {
        self.begin_at(bundle, mode, seed, false);
    }

    /// The same; `is_real_time` if frames are those of a person's headset.
    pub fn begin_at(&mut self, bundle: &Bundle, mode: Mode, seed: u64, is_real_time: bool) {
        let header = Header {
            attempt: "7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01".into(),
            trainee: "t".into(),
            scenario: bundle.scenario().file().id.clone(),
            bundle: bundle.hash().to_string(),
            mode,
            seed,
            started_at_ms: 0,
            build: "test".into(),
            rules: anlan_attempt::RULES_VERSION,
            sense: anlan_stage::SENSE_VERSION,
        };
        *self.tape.lock().unwrap() = Some(TapeWriter::start(Vec::new(), header).unwrap());
        let attempt = Attempt::new(bundle.scenario().clone(), Setup { mode, seed });
        let (tape, breaks_at) = (self.tape.clone(), self.breaks_at.clone());
        self.told.lock().unwrap().clear();
        let recorder = InMemory { tape, breaks_at, told: self.told.clone(), ticks: 0 };
        begin(self.app.world_mut(), Run::new(attempt, recorder, is_real_time));
    }

    /// One tick with this body.
    pub fn send(&mut self, input: BodyInput) {
        self.app.world_mut().write_message(input);
        self.tick();
    }

    /// What the tape was told since the last time, with its ticks.
    pub fn told(&self) -> Vec<(u64, Signal)> {
        std::mem::take(&mut self.told.lock().unwrap())
    }

    /// From this tick on the tape takes nothing more.
    pub fn break_tape_at(&mut self, tick: u64) {
        *self.breaks_at.lock().unwrap() = Some(tick);
    }

    pub fn tick(&mut self) {
        self.app.world_mut().run_schedule(FixedUpdate);
    }

    pub fn attempt(&self) -> &Attempt {
        &self.app.world().resource::<Run>().attempt
    }

    /// Plays to the end and gives the tape.
    pub fn play(mut self) -> (Tape, Vec<u8>) {
        self.play_on()
    }

    /// As [`Theatre::play`], and the stage stays.
    pub fn play_on(&mut self) -> (Tape, Vec<u8>) {
        for tick in 0..TICKS_MAX {
            self.tick();
            if tick % 60 == 0 {
                // Old messages are dropped here.
                self.app.update();
            }
            let mut finished = self.app.world_mut().resource_mut::<Messages<Finished>>();
            if let Some(word) = finished.drain().next() {
                assert_eq!(word.fault, None);
                let writer = self.tape.lock().unwrap().take().unwrap();
                let bytes = writer.seal(word.ending, None).unwrap();
                return (read(&bytes).unwrap(), bytes);
            }
        }
        panic!("the attempt did not end: {:?}", self.attempt().outcome());
    }
}
