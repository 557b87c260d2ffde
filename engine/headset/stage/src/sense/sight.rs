//! What cannot be perceived from where the trainee is, wherever the eyes turn: a marker that is
//! hidden, too small from there, or beyond a wall, and is not heard either.

use super::Signals;
use super::cue::{Cues, eyes};
use crate::body::Body;
use crate::drive::Run;
use crate::place::MarkerPoint;
use anlan_attempt::{MarkerId, Signal};
use anlan_scenario::Markable;
use bevy::prelude::*;
use std::collections::BTreeSet;

/// Sight is asked for ten times a second: nobody sees more in between.
const TICKS_PER_ASKING: u64 = 6;

/// The hazards that are hidden now.
#[derive(Resource, Default)]
pub(crate) struct Hidden(BTreeSet<MarkerId>);

pub(crate) fn sense_sight(
    body: Res<Body>,
    cues: Cues,
    mut hidden: ResMut<Hidden>,
    markers: Query<(&MarkerPoint, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() || !run.attempt.ticks().is_multiple_of(TICKS_PER_ASKING) {
        return;
    }
    let eyes = eyes(&body, &cues.rays);
    let scenario = run.attempt.scenario();
    let thing = |id: &MarkerId| match id {
        MarkerId::Hazard(id) => scenario.hazard(id).map(|h| h.marker.on.clone()),
        MarkerId::LookAlike(_) => None,
    };
    let is_perceivable = |marker: &MarkerPoint, at: Vec3, on: &Markable| {
        cues.is_heard(body.head().at, on)
            || eyes.is_some_and(|head| cues.sight(head.at, marker, at).is_some())
    };
    let mut all: Vec<_> =
        markers.iter().filter_map(|(marker, at)| Some((marker, at, thing(&marker.id)?))).collect();
    all.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    for (marker, at, on) in all {
        let is_occluded = !is_perceivable(marker, at.translation, &on);
        let has_changed = match is_occluded {
            true => hidden.0.insert(marker.id.clone()),
            false => hidden.0.remove(&marker.id),
        };
        if has_changed {
            signals.0.push(Signal::Occluded { marker: marker.id.clone(), is_occluded });
        }
    }
}
