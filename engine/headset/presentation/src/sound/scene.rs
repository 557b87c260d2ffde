//! What sounds without end in the place: gas, flames, pots, a fan, the room itself. Derived anew
//! each frame from what the stage shows; which sound belongs to what follows from what a thing is,
//! as its looks do. A gas alarm has none: where it is dead, its silence is the hazard.

use super::library::Sound;
use crate::consequence::Moment;
use crate::cue::cue_of;
use anlan_attempt::Phase;
use anlan_scenario::{LiveCue, PropId, PropKind};
use anlan_stage::{Emission, PartState, Placed};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// A switch names what it switches: `hood_switch` is the hood's.
const SWITCH: &str = "_switch";
const SWITCHED_ON: &str = "on";

/// Loudness of the loops beside their files, decibels.
const HISS_DB: f32 = 2.0;
const FLAMES_DB: f32 = -5.0;
const POT_DB: f32 = -3.0;
const DRIP_DB: f32 = -10.0;
const FAN_DB: f32 = 0.0;
const ROOM_DB: f32 = -15.0;
const YARD_DB: f32 = -13.0;
/// What is heard through a wall or an open door, decibels.
const THROUGH_WALL_DB: f32 = -12.0;
/// Ears after an explosion: nothing above this comes through, hertz, and it is this much softer.
const STUNNED_HZ: f64 = 500.0;
const STUNNED_DB: f32 = -6.0;
/// Ears as they are.
const CLEAR_HZ: f64 = 20_000.0;

/// A sound without end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loop {
    pub sound: Sound,
    /// What it comes from; nothing if it is all around.
    pub from: Option<(PropId, Vec3)>,
    pub gain_db: f32,
}

/// All of it in one frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scene {
    pub loops: Vec<Loop>,
    /// Nothing above this is heard of them, hertz.
    pub cutoff_hz: f64,
}

/// What of the stage sounds.
#[derive(SystemParam)]
pub(super) struct Place<'w, 's> {
    props: Query<'w, 's, (&'static Placed, &'static Transform, Option<&'static Emission>)>,
    parts: Query<'w, 's, &'static PartState>,
}

impl Place<'_, '_> {
    /// True under a ceiling.
    pub(super) fn is_indoors(&self, at: Vec3) -> bool {
        self.props.iter().any(|(prop, transform, _)| {
            let off = at - transform.translation;
            let half = prop.size / 2.0;
            prop.kind == PropKind::Structure
                && off.y < -half.y
                && off.x.abs() <= half.x
                && off.z.abs() <= half.z
        })
    }

    /// True if the switch of this prop is on.
    fn is_switched_on(&self, prop: &PropId) -> bool {
        self.parts.iter().any(|part| {
            part.id.prop().as_str().strip_suffix(SWITCH) == Some(prop.as_str())
                && part.end() == Some(SWITCHED_ON)
        })
    }
}

impl Scene {
    pub(super) fn of(place: &Place, ears: Vec3, phase: &Phase, strike: Option<Moment>) -> Self {
        let quiet = Self { loops: Vec::new(), cutoff_hz: CLEAR_HZ };
        match (phase, strike) {
            (_, Some(moment)) if moment.is_away && !moment.is_frozen => {
                let street = all_around(Sound::Yard, YARD_DB + STUNNED_DB);
                Self { loops: vec![street], cutoff_hz: STUNNED_HZ }
            }
            // The blast itself, then a frozen moment: nothing lives in either.
            (_, Some(_)) | (Phase::Over | Phase::Consequence { .. }, _) => quiet,
            (Phase::Review, None) => Self { loops: vec![around(place, ears)], ..quiet },
            (Phase::Scene, None) => {
                let mut loops = cues(place, ears);
                loops.push(around(place, ears));
                Self { loops, ..quiet }
            }
        }
    }
}

/// The place itself, as it is heard everywhere in it.
fn around(place: &Place, ears: Vec3) -> Loop {
    if place.is_indoors(ears) {
        all_around(Sound::RoomTone, ROOM_DB)
    } else {
        all_around(Sound::Yard, YARD_DB)
    }
}

fn all_around(sound: Sound, gain_db: f32) -> Loop {
    Loop { sound, from: None, gain_db }
}

fn cues(place: &Place, ears: Vec3) -> Vec<Loop> {
    let is_inside = place.is_indoors(ears);
    let mut loops = Vec::new();
    for (prop, transform, emission) in &place.props {
        let at = transform.translation;
        let wall_db = if place.is_indoors(at) == is_inside { 0.0 } else { THROUGH_WALL_DB };
        let mut add = |sound, gain_db: f32| {
            let from = Some((prop.prop.clone(), at));
            loops.push(Loop { sound, from, gain_db: gain_db + wall_db });
        };
        if let Some(emission) = emission.filter(|emission| emission.level > 0.0)
            && let Some((sound, gain_db)) = cue_of(prop, at, emission).and_then(voice)
        {
            add(sound, gain_db + 20.0 * emission.level.log10());
        }
        if prop.kind == PropKind::Fixture && place.is_switched_on(&prop.prop) {
            add(Sound::HoodFan, FAN_DB);
        }
    }
    loops
}

/// The sound of a living cue, and its loudness at full level.
fn voice(cue: LiveCue) -> Option<(Sound, f32)> {
    match cue {
        LiveCue::GasLeak => Some((Sound::GasHiss, HISS_DB)),
        LiveCue::Drip => Some((Sound::GreaseDrip, DRIP_DB)),
        LiveCue::Flames => Some((Sound::Flames, FLAMES_DB)),
        LiveCue::BoilOver => Some((Sound::SoupBoil, POT_DB)),
        LiveCue::Steam => Some((Sound::WokFry, POT_DB)),
        LiveCue::AirLeak
        | LiveCue::Exhaust
        | LiveCue::Arc
        | LiveCue::Grit
        | LiveCue::Sway
        | LiveCue::Flutter
        | LiveCue::Tremble
        | LiveCue::Hum => None,
    }
}
