//! Looks: a marker near the middle of the view, near enough, and with nothing in between.

use super::Signals;
use crate::body::Body;
use crate::drive::Run;
use crate::place::MarkerPoint;
use crate::rays::Rays;
use anlan_attempt::{MarkerId, Signal};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// Half the angle of the cone about the view's middle, without eye tracking.
const CONE_DEG: f32 = 12.0;
/// Farther than this a cue of a hand's size is under half a degree.
const LOOK_M_MAX: f32 = 12.0;
/// A fixation lasts at least 200 ms.
const LOOK_TICKS_MIN: u32 = 12;
/// A look that lasts is told again after each second.
const LOOK_TICKS_TOLD: u32 = 60;

/// Length of the present look at each marker, in ticks.
#[derive(Resource, Default)]
pub(crate) struct Looks(BTreeMap<MarkerId, u32>);

pub(crate) fn sense_gaze(
    body: Res<Body>,
    rays: Rays,
    mut looks: ResMut<Looks>,
    markers: Query<(&MarkerPoint, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        looks.0.clear();
        return;
    }
    let head = body.head();
    let is_seen = |marker: &MarkerPoint, at: Vec3| {
        let way = at - head.at;
        way.length() <= LOOK_M_MAX
            && way.angle_between(head.forward()) <= CONE_DEG.to_radians()
            && rays.sees(head.at, at, marker.carrier)
    };
    let mut all: Vec<_> = markers.iter().collect();
    all.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    for (marker, transform) in all {
        if is_seen(marker, transform.translation) {
            let ticks = looks.0.entry(marker.id.clone()).or_default();
            *ticks += 1;
            if *ticks == LOOK_TICKS_MIN || *ticks % LOOK_TICKS_TOLD == 0 {
                signals.0.push(Signal::Saw { marker: marker.id.clone(), ticks: *ticks });
            }
        } else if let Some(ticks) = looks.0.remove(&marker.id) {
            if ticks > LOOK_TICKS_MIN && ticks % LOOK_TICKS_TOLD != 0 {
                signals.0.push(Signal::Saw { marker: marker.id.clone(), ticks });
            }
        }
    }
}
