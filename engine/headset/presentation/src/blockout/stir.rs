//! Things that stir of themselves: what hangs swings, what the wind takes flaps, a board that gives
//! trembles. They are drawn aside of where they stand by less than a hand's breadth; on the stage
//! they stand still.

use crate::cue::cue_of;
use crate::script::{Script, living_tick};
use anlan_scenario::{LiveCue, PropId};
use anlan_stage::{Emission, Placed, Run};
use bevy::prelude::*;
use std::f32::consts::TAU;

/// A load on eight metres of rope: swings a second, and how far, metres.
const SWAY_HZ: f32 = 0.18;
const SWAY_M: f32 = 0.09;
/// Cloth in the wind, and a board under a foot.
const FLUTTER_HZ: f32 = 1.3;
const FLUTTER_M: f32 = 0.03;
const TREMBLE_HZ: f32 = 2.4;
const TREMBLE_M: f32 = 0.007;

/// How far things are drawn aside now, metres.
#[derive(Resource, Default)]
pub(super) struct Stirred(Vec<(PropId, Vec3)>);

impl Stirred {
    /// How far a thing of this prop is drawn aside.
    pub fn of(&self, prop: &PropId) -> Vec3 {
        self.0.iter().find(|(id, _)| id == prop).map_or(Vec3::ZERO, |(_, aside)| *aside)
    }
}

pub(super) fn stir_things(
    mut stirred: ResMut<Stirred>,
    props: Query<(&Placed, &Transform, &Emission)>,
    (run, script): (Option<Res<Run>>, Res<Script>),
) {
    stirred.0.clear();
    let Some(run) = run else { return };
    let seconds = living_tick(&script, &run) as f32 / anlan_attempt::TICKS_PER_S as f32;
    stirred.0.extend(props.iter().filter_map(|(prop, at, emission)| {
        let cue = cue_of(prop, at.translation, emission)?;
        Some((prop.prop.clone(), aside(cue, seconds)? * emission.level))
    }));
}

/// How far a thing with this cue is aside at full level; none if the cue moves nothing.
fn aside(cue: LiveCue, seconds: f32) -> Option<Vec3> {
    let beat = |hz: f32| (seconds * hz * TAU).sin();
    match cue {
        LiveCue::Sway => Some(Vec3::new(beat(SWAY_HZ), 0.0, 0.4 * beat(SWAY_HZ * 0.93)) * SWAY_M),
        LiveCue::Flutter => {
            let gust = 0.55 + 0.45 * beat(0.21);
            Some(Vec3::new(0.3 * beat(FLUTTER_HZ * 0.71), 0.0, beat(FLUTTER_HZ)) * FLUTTER_M * gust)
        }
        LiveCue::Tremble => Some(Vec3::Y * TREMBLE_M * beat(TREMBLE_HZ) * (0.5 + 0.5 * beat(0.3))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stirs_keeps_near_and_below_three_beats_a_second() {
        for cue in [LiveCue::Sway, LiveCue::Flutter, LiveCue::Tremble] {
            let way: Vec<Vec3> = (0..1200).map(|t| aside(cue, t as f32 / 60.0).unwrap()).collect();
            assert!(way.iter().all(|at| at.length() < 0.12), "{cue:?}");
            let along = |at: &Vec3| at.x + at.y + at.z;
            let turns = way
                .windows(3)
                .filter(|w| (along(&w[1]) - along(&w[0])) * (along(&w[2]) - along(&w[1])) < 0.0);
            assert!(turns.count() as f32 / 20.0 / 2.0 < 3.0, "{cue:?}");
        }
        assert_eq!(aside(LiveCue::Hum, 1.0), None);
    }
}
