//! Looks at markers: near the middle of the view, large enough, and with nothing in between.

use super::Signals;
use super::cue::{Cues, eyes};
use crate::body::Body;
use crate::drive::Run;
use crate::place::MarkerPoint;
use anlan_attempt::{MarkerId, Signal};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// Half the angle of the cone about the view's middle, without eye tracking.
pub(super) const CONE_DEG: f32 = 12.0;
/// A fixation lasts at least 200 ms.
pub(super) const LOOK_TICKS_MIN: u32 = 12;
/// A look that lasts is told again after each second.
const LOOK_TICKS_TOLD: u32 = 60;

/// Length of the present look at each marker, in ticks.
#[derive(Resource, Default)]
pub(crate) struct Looks(BTreeMap<MarkerId, u32>);

pub(crate) fn sense_gaze(
    body: Res<Body>,
    cues: Cues,
    mut looks: ResMut<Looks>,
    markers: Query<(&MarkerPoint, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        looks.0.clear();
        return;
    }
    let eyes = eyes(&body, &cues.rays);
    let is_seen = |marker: &MarkerPoint, at: Vec3| {
        eyes.is_some_and(|head| {
            (at - head.at).angle_between(head.forward()) <= CONE_DEG.to_radians()
                && cues.sight(head.at, marker, at).is_some()
        })
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
