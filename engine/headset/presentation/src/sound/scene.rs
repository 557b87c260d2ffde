//! What sounds without end in the place: its bed and its spots, gas, flames, pots, machines, ropes.
//! Derived anew each frame from what the stage shows; which sound belongs to what follows from what
//! a thing is, as its looks do, and from the place's scape. A gas alarm has none: where it is dead,
//! its silence is the hazard.

use super::library::Sound;
use super::scape::{Bed, Scape, Spot, When};
use super::strike;
use super::way::Muffle;
use crate::consequence::Moment;
use crate::cue::cue_of;
use crate::script::Strike;
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
const AIR_DB: f32 = 9.0;
const ENGINE_DB: f32 = 5.0;
const ARC_DB: f32 = 10.0;
const GRIT_DB: f32 = 2.0;
const ROPE_DB: f32 = 4.0;
const CLOTH_DB: f32 = 4.0;
const CREAK_DB: f32 = 4.0;
const HUM_DB: f32 = 0.0;
/// What comes and goes at once does it in this time, so that nothing clicks, seconds.
pub(super) const FADE_S: f32 = 0.15;
/// Ears as they are, hertz.
pub(super) const CLEAR_HZ: f64 = 20_000.0;

/// What stands in a sound's way: a wall, a door or a large thing. What is narrower than a
/// person, or thinner than a board, is none. Metres.
const WIDE_M: f32 = 0.7;
const THIN_M: f32 = 0.025;
/// A source on or in a thing is not behind it, metres.
const SKIN_M: f32 = 0.12;
const WALL: Muffle = Muffle { gain_db: -10.0, cutoff_hz: 1000.0 };
const THING: Muffle = Muffle { gain_db: -3.0, cutoff_hz: 4000.0 };
/// Feet are this near to what they stand on, metres.
const SOLE_M: f32 = 0.12;

/// A sound without end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loop {
    pub sound: Sound,
    /// What it comes from; nothing if it is all around.
    pub from: Option<Source>,
    pub gain_db: f32,
    /// It comes and goes over this time, seconds.
    pub fade_s: f32,
}

/// Where a sound comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    /// A prop, a part or a spot's number: whose sound it is.
    pub id: String,
    pub at: Vec3,
    /// As loud as its file up to here, metres.
    pub near_m: f32,
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
    parts: Query<'w, 's, (&'static PartState, &'static Transform)>,
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

    /// What somebody stands on.
    pub(super) fn under(&self, feet: Vec3) -> Option<&PropId> {
        let below = self.props.iter().filter(|(prop, at, _)| {
            let off = feet - at.translation;
            let half = prop.size / 2.0;
            off.x.abs() <= half.x && off.z.abs() <= half.z && (off.y - half.y).abs() <= SOLE_M
        });
        let top = |(prop, at, _): &(&Placed, &Transform, _)| at.translation.y + prop.size.y / 2.0;
        below.max_by(|a, b| top(a).total_cmp(&top(b))).map(|(prop, ..)| &prop.prop)
    }

    /// What stands between two places.
    pub(super) fn muffle(&self, from: Vec3, to: Vec3) -> Muffle {
        let props = self.props.iter().filter(|(prop, ..)| prop.is_solid).map(|(prop, at, _)| {
            let is_wall = matches!(prop.kind, PropKind::Structure | PropKind::Opening);
            (at, prop.size, if is_wall { WALL } else { THING })
        });
        let parts = self.parts.iter().map(|(part, at)| (at, part.size, THING));
        props
            .chain(parts)
            .filter(|(at, size, _)| is_between(at, *size, from, to))
            .fold(Muffle::NONE, |muffle, (.., thing)| muffle.past(thing))
    }

    /// True if the switch of this prop is on.
    fn is_switched_on(&self, prop: &PropId) -> bool {
        self.parts.iter().any(|(part, _)| {
            part.id.prop().as_str().strip_suffix(SWITCH) == Some(prop.as_str())
                && part.end() == Some(SWITCHED_ON)
        })
    }

    /// Where a spot is now, if all that it waits for is so.
    pub(super) fn spot(&self, spot: &Spot) -> Option<Vec3> {
        let is_so = |when: &When| {
            let part = |id: &String| self.parts.iter().find(|(part, _)| part.id.as_str() == id);
            match when {
                When::Moves(id) => part(id).is_some_and(|(part, _)| part.end().is_none()),
                When::Is(id, end) => part(id).is_some_and(|(part, _)| part.end() == Some(end)),
                When::Not(id, end) => part(id).is_some_and(|(part, _)| part.end() != Some(end)),
            }
        };
        if !spot.when.iter().all(is_so) {
            return None;
        }
        let fixed = spot.at.map(|(x, y, z)| Vec3::new(x, y, z));
        fixed.or_else(|| {
            let on = spot.on.as_deref()?;
            let part = self.parts.iter().find(|(part, _)| part.id.as_str() == on);
            let prop = || self.props.iter().find(|(prop, ..)| prop.prop.as_str() == on);
            part.map(|(_, at)| at.translation).or_else(|| prop().map(|(_, at, _)| at.translation))
        })
    }
}

/// Whether a straight way passes a box that is large enough to matter.
fn is_between(at: &Transform, size: Vec3, from: Vec3, to: Vec3) -> bool {
    let mut sides = size.to_array();
    sides.sort_by(f32::total_cmp);
    if sides[1] < WIDE_M || sides[0] < THIN_M {
        return false;
    }
    let turn = at.rotation.inverse();
    let (from, to) = (turn * (from - at.translation), turn * (to - at.translation));
    let half = size / 2.0;
    let holds = |point: Vec3| point.abs().cmple(half + SKIN_M).all();
    if holds(from) || holds(to) {
        return false;
    }
    let way = to - from;
    let (one, other) = ((-half - from) / way, (half - from) / way);
    // Along a side that it is parallel to, it is inside all the way or never.
    let misses = (0..3).any(|i| way[i] == 0.0 && from[i].abs() > half[i]);
    let enters = one.min(other).to_array().into_iter().filter(|s| !s.is_nan()).fold(0.0, f32::max);
    let leaves = one.max(other).to_array().into_iter().filter(|s| !s.is_nan()).fold(1.0, f32::min);
    !misses && enters < leaves
}

impl Scene {
    /// `strike` is the consequence that plays, and how it stands; `tick` is the attempt's.
    pub(super) fn of(
        (place, scape): (&Place, &Scape),
        ears: Vec3,
        phase: &Phase,
        strike: Option<&(Strike, Moment)>,
        tick: u64,
    ) -> Self {
        let bed = |bed: Bed| all_around(bed.sound, bed.gain_db);
        let around = || scape.bed(place.is_indoors(ears)).map(bed);
        let mut loops = Vec::new();
        match (phase, strike) {
            (_, Some((strike, moment))) => {
                return strike::loops(strike, moment, tick, scape.street().map(bed));
            }
            // The dark before it and what comes after: nothing lives in either.
            (Phase::Over | Phase::Consequence { .. }, None) => {}
            (Phase::Review, None) => loops.extend(around()),
            (Phase::Scene, None) => {
                loops = cues(place);
                loops.extend(spots(place, scape, tick));
                loops.extend(around());
            }
        }
        Self { loops, cutoff_hz: CLEAR_HZ }
    }
}

pub(super) fn all_around(sound: Sound, gain_db: f32) -> Loop {
    Loop { sound, from: None, gain_db, fade_s: FADE_S }
}

fn spots(place: &Place, scape: &Scape, tick: u64) -> impl Iterator<Item = Loop> {
    scape.spots().iter().enumerate().filter_map(move |(number, spot)| {
        let at = spot.goes_on(tick).then(|| place.spot(spot)).flatten()?;
        let from = Source { id: format!("spot {number}"), at, near_m: spot.near_m };
        let Spot { sound, gain_db, fade_s, .. } = *spot;
        Some(Loop { sound, from: Some(from), gain_db, fade_s })
    })
}

fn cues(place: &Place) -> Vec<Loop> {
    let mut loops = Vec::new();
    for (prop, transform, emission) in &place.props {
        let at = transform.translation;
        let mut add = |sound, gain_db: f32| {
            let from = Source { id: prop.prop.0.clone(), at, near_m: 1.0 };
            loops.push(Loop { sound, from: Some(from), gain_db, fade_s: FADE_S });
        };
        if let Some(emission) = emission.filter(|emission| emission.level > 0.0)
            && let Some(cue) = cue_of(prop, at, emission)
        {
            let (sound, gain_db) = voice(cue);
            add(sound, gain_db + 20.0 * emission.level.log10());
        }
        if prop.kind == PropKind::Fixture && place.is_switched_on(&prop.prop) {
            add(Sound::HoodFan, FAN_DB);
        }
    }
    loops
}

/// The sound of a living cue, and its loudness at full level.
pub(super) fn voice(cue: LiveCue) -> (Sound, f32) {
    match cue {
        LiveCue::GasLeak => (Sound::GasHiss, HISS_DB),
        LiveCue::Drip => (Sound::GreaseDrip, DRIP_DB),
        LiveCue::Flames => (Sound::Flames, FLAMES_DB),
        LiveCue::BoilOver => (Sound::SoupBoil, POT_DB),
        LiveCue::Steam => (Sound::WokFry, POT_DB),
        LiveCue::AirLeak => (Sound::AirLeak, AIR_DB),
        LiveCue::Exhaust => (Sound::EngineIdle, ENGINE_DB),
        LiveCue::Arc => (Sound::ArcCrackle, ARC_DB),
        LiveCue::Grit => (Sound::GritTrickle, GRIT_DB),
        LiveCue::Sway => (Sound::RopeCreak, ROPE_DB),
        LiveCue::Flutter => (Sound::ClothFlutter, CLOTH_DB),
        LiveCue::Tremble => (Sound::BoardCreak, CREAK_DB),
        LiveCue::Hum => (Sound::MainsHum, HUM_DB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_is_in_the_way_and_a_post_a_net_and_the_source_itself_are_not() {
        let (from, to) = (Vec3::new(0.0, 1.6, 0.0), Vec3::new(0.0, 1.0, -6.0));
        let at = Transform::from_xyz(0.0, 1.5, -3.0);
        let passes = |at: Transform, size| is_between(&at, size, from, to);
        assert!(passes(at, Vec3::new(4.0, 3.0, 0.1)), "a wall");
        assert!(!passes(at, Vec3::new(0.06, 3.0, 0.06)), "a post");
        assert!(!passes(at, Vec3::new(4.0, 3.0, 0.02)), "a net");
        assert!(!passes(at.with_translation(Vec3::new(3.0, 1.5, -3.0)), Vec3::new(4.0, 3.0, 0.1)));
        assert!(!passes(at.with_translation(to), Vec3::ONE), "what it comes from");
        let open = at.with_rotation(Quat::from_rotation_y(90.0_f32.to_radians()));
        let beside = open.with_translation(Vec3::new(0.6, 1.5, -3.0));
        assert!(!passes(beside, Vec3::new(1.0, 2.0, 0.05)), "an open door");
    }
}
