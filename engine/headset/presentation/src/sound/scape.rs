//! What a place sounds like: the part `sound` of its `kit.ron`. Beds, spots, what one walks on, and
//! what a part sounds like where its kind does not tell. A place without it sounds as the kitchen
//! does. What of it sounds at a moment is `scene`'s and `touch`'s business.

use super::library::Sound;
use super::scene::FADE_S;
use crate::kit::KitFile;
use anlan_attempt::ticks;
use anlan_scenario::{PartId, PropId, Scenario};
use anlan_stage::Run;
use bevy::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Louder than this beside its file is a mistake, softer is silence, decibels.
const GAIN_DB: (f32, f32) = (-60.0, 24.0);
/// The largest source is a street; the longest pause is that of a compressor. Metres, seconds.
const NEAR_M_MAX: f32 = 50.0;
const PAUSE_S_MAX: f32 = 600.0;
const FADE_S_MAX: f32 = 20.0;

/// The part `sound` of a `kit.ron`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ScapeRow {
    /// What is heard everywhere under a ceiling, and elsewhere; one of them is enough.
    indoors: Option<Bed>,
    outdoors: Option<Bed>,
    floor: FloorRow,
    spots: Vec<Spot>,
    /// By a part's id.
    parts: BTreeMap<String, PartRow>,
}

/// The place itself.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bed {
    pub sound: Sound,
    pub gain_db: f32,
}

/// What one walks on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FloorRow {
    indoors: Option<Ground>,
    outdoors: Option<Ground>,
    /// By what a prop's id begins with; the longest counts.
    on: BTreeMap<String, Ground>,
}

/// What a sole meets.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
pub(super) enum Ground {
    Tile,
    Paving,
    Concrete,
    Steel,
    Board,
    Soil,
}

/// A source of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spot {
    pub sound: Sound,
    /// Where it is, metres.
    #[serde(default)]
    pub at: Option<(f32, f32, f32)>,
    /// The prop or part that it is on and goes with.
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub gain_db: f32,
    /// As loud as its file up to here, metres; a large source is heard far.
    #[serde(default = "one")]
    pub near_m: f32,
    /// It comes and goes over this time, seconds.
    #[serde(default = "briefly")]
    pub fade_s: f32,
    #[serde(default)]
    pub rhythm: Rhythm,
    /// All of it is true while it sounds.
    #[serde(default)]
    pub when: Vec<When>,
}

fn one() -> f32 {
    1.0
}

fn briefly() -> f32 {
    FADE_S
}

/// How it goes on.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
pub(super) enum Rhythm {
    #[default]
    Always,
    /// On and off, seconds.
    Cycles(f32, f32),
    /// Once in each stretch of so many seconds, at a moment of its own.
    Sometimes(f32),
}

/// What a spot waits for.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum When {
    /// This part is on its way.
    Moves(String),
    /// This part is at this end, or is not.
    Is(String, String),
    Not(String, String),
}

/// What a part sounds like when it leaves an end, and when it comes to its other.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PartRow {
    pub starts: Option<Sound>,
    pub ends: Option<Sound>,
}

/// The scape of the scenario on stage.
#[derive(Resource)]
pub(super) struct Scape {
    kits: PathBuf,
    of: String,
    row: ScapeRow,
}

impl Scape {
    pub(super) fn new(asset_root: &Path) -> Self {
        Self { kits: asset_root.join("kits"), of: String::new(), row: kitchen() }
    }

    /// Reads what this scenario's place sounds like. Gives a sentence for each mistake; what is
    /// wrong is left out.
    pub(super) fn turn_to(&mut self, scenario: &Scenario) -> Vec<String> {
        let folder = self.kits.join(&scenario.file().kit);
        let (row, mut faults) = match KitFile::read(&folder) {
            Ok(file) => (file.sound.unwrap_or_else(kitchen), Vec::new()),
            Err(sentence) => (kitchen(), vec![sentence]),
        };
        self.row = row;
        let mut wrong = |what: String| {
            faults.push(format!("{}: sound: {what}", folder.join("kit.ron").display()));
        };
        for bed in [&mut self.row.indoors, &mut self.row.outdoors] {
            if let Some(fault) = bed.as_ref().and_then(|bed| gain_fault(bed.gain_db)) {
                wrong(format!("a bed's {fault}"));
                *bed = None;
            }
        }
        let mut number = 0;
        self.row.spots.retain(|spot| {
            number += 1;
            let fault = spot.fault(scenario);
            if let Some(fault) = &fault {
                wrong(format!("spot {number} ({:?}) {fault}", spot.sound));
            }
            fault.is_none()
        });
        self.row.parts.retain(|id, _| {
            let is_there = scenario.part(&PartId(id.clone())).is_some();
            if !is_there {
                wrong(format!("there is no part `{id}` in the scenario"));
            }
            is_there
        });
        faults
    }

    /// What is heard of the place itself.
    pub(super) fn bed(&self, is_indoors: bool) -> Option<Bed> {
        let (here, there) = (self.row.indoors, self.row.outdoors);
        if is_indoors { here.or(there) } else { there.or(here) }
    }

    /// What the street sounds like behind the place's walls.
    pub(super) fn street(&self) -> Option<Bed> {
        self.row.outdoors.or(kitchen().outdoors)
    }

    pub(super) fn spots(&self) -> &[Spot] {
        &self.row.spots
    }

    pub(super) fn part(&self, id: &PartId) -> Option<PartRow> {
        self.row.parts.get(id.as_str()).copied()
    }

    /// What a foot meets that comes down on this prop.
    pub(super) fn ground(&self, on: Option<&PropId>, is_indoors: bool) -> Ground {
        let floor = &self.row.floor;
        let starts = |on: &PropId| {
            let fits = floor.on.iter().filter(|(head, _)| on.as_str().starts_with(head.as_str()));
            fits.max_by_key(|(head, _)| head.len()).map(|(_, ground)| *ground)
        };
        let (here, there) = (floor.indoors, floor.outdoors);
        let usual = if is_indoors { here.or(there) } else { there.or(here) };
        on.and_then(starts).or(usual).unwrap_or(Ground::Concrete)
    }
}

/// How a place sounds that says nothing: a room with a tiled floor, a yard before it.
fn kitchen() -> ScapeRow {
    ScapeRow {
        indoors: Some(Bed { sound: Sound::RoomTone, gain_db: -15.0 }),
        outdoors: Some(Bed { sound: Sound::Yard, gain_db: -13.0 }),
        floor: FloorRow {
            indoors: Some(Ground::Tile),
            outdoors: Some(Ground::Paving),
            on: BTreeMap::new(),
        },
        ..ScapeRow::default()
    }
}

fn gain_fault(gain_db: f32) -> Option<String> {
    let (least, most) = GAIN_DB;
    let is_right = (least..=most).contains(&gain_db);
    (!is_right).then(|| format!("gain_db is {gain_db}; it is a number from {least} to {most}"))
}

impl Spot {
    /// What is wrong with it.
    fn fault(&self, scenario: &Scenario) -> Option<String> {
        if let Some(fault) = gain_fault(self.gain_db) {
            return Some(format!("has a mistake: {fault}"));
        }
        if !(self.near_m > 0.0 && self.near_m <= NEAR_M_MAX) {
            return Some(format!("has near_m {}; it is above 0, up to {NEAR_M_MAX}", self.near_m));
        }
        if !(self.fade_s >= 0.0 && self.fade_s <= FADE_S_MAX) {
            return Some(format!("has fade_s {}; it is from 0 to {FADE_S_MAX}", self.fade_s));
        }
        let pauses = match self.rhythm {
            Rhythm::Always => vec![],
            Rhythm::Cycles(on_s, off_s) => vec![on_s, off_s],
            Rhythm::Sometimes(s) => vec![s],
        };
        if let Some(s) = pauses.iter().find(|s| !(**s >= 1.0 && **s <= PAUSE_S_MAX)) {
            return Some(format!("has a rhythm of {s} s; it is from 1 to {PAUSE_S_MAX} s"));
        }
        let is_thing = |id: &str| {
            let prop = PropId(id.to_owned());
            let is_prop = || scenario.file().props.iter().any(|p| p.id == prop);
            scenario.part(&PartId(id.to_owned())).is_some() || is_prop()
        };
        match (&self.at, &self.on) {
            (Some(_), None) => {}
            (None, Some(on)) if is_thing(on) => {}
            (None, Some(on)) => return Some(format!("is on `{on}`, which the scenario lacks")),
            _ => return Some("needs one of `at` and `on`".to_owned()),
        }
        self.when.iter().find_map(|when| when.fault(scenario))
    }

    /// Whether its rhythm has it sound on at this tick.
    pub(super) fn goes_on(&self, tick: u64) -> bool {
        match self.rhythm {
            Rhythm::Always => true,
            Rhythm::Cycles(on_s, off_s) => tick % ticks(on_s + off_s) < ticks(on_s),
            Rhythm::Sometimes(_) => false,
        }
    }

    /// Whether it sounds once in this tick. `number` is its own among the spots.
    pub(super) fn calls(&self, number: usize, tick: u64) -> bool {
        let Rhythm::Sometimes(s) = self.rhythm else { return false };
        let (stretch, within) = (tick / ticks(s), tick % ticks(s));
        // The same at each playing, and like chance to the ear.
        let mixed = (stretch << 8 | number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)) % ticks(s) == within
    }
}

impl When {
    fn fault(&self, scenario: &Scenario) -> Option<String> {
        let (id, end) = match self {
            Self::Moves(id) => (id, None),
            Self::Is(id, end) | Self::Not(id, end) => (id, Some(end)),
        };
        let Some((_, part)) = scenario.part(&PartId(id.clone())) else {
            return Some(format!("waits for the part `{id}`, which the scenario lacks"));
        };
        let end = end.filter(|end| **end != part.ends.0 && **end != part.ends.1)?;
        Some(format!("waits for `{id}` at `{end}`, which is none of its ends"))
    }
}

/// Turns to the scenario that begins.
pub(super) fn turn_scape(mut scape: ResMut<Scape>, run: Res<Run>) {
    let scenario = run.attempt.scenario();
    if scape.of != scenario.file().id {
        scape.of = scenario.file().id.clone();
        scape.turn_to(scenario).iter().for_each(|sentence| warn!("{sentence}"));
    }
}
