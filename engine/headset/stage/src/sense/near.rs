//! How near things are, and how high the head is, where conditions ask.

use super::Signals;
use super::cue::Cues;
use super::wanted::Wanted;
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::Signal;
use anlan_scenario::Markable;
use bevy::prelude::*;
use std::collections::BTreeSet;

/// Hysteresis at a distance, so that swaying is no coming and going, metres.
const EDGE_M: f32 = 0.1;
/// The head is told in steps of this many centimetres, and must pass the middle between two by
/// this share of a step.
const STEP_CM: f32 = 10.0;
const EDGE_SHARE: f32 = 0.2;

/// What is within its distance now, and the height told last.
#[derive(Resource, Default)]
pub(crate) struct Nearness {
    near: BTreeSet<(Markable, u32)>,
    head_cm: Option<u16>,
}

pub(crate) fn sense_nearness(
    body: Res<Body>,
    cues: Cues,
    wanted: Res<Wanted>,
    mut nearness: ResMut<Nearness>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        return;
    }
    for asked in &wanted.near {
        let (to, within_cm) = asked;
        // Beside a thing one is near it, however high it hangs.
        let distance = |point: Vec3| point.xz().distance(body.feet.xz());
        let solids = cues.solids(to);
        let distances = solids
            .iter()
            .map(|solid| distance(solid.nearest(body.feet.with_y(solid.at.translation.y))));
        let was_near = nearness.near.contains(asked);
        let within_m = *within_cm as f32 / 100.0 + if was_near { EDGE_M } else { 0.0 };
        let is_near = distances.fold(f32::INFINITY, f32::min) <= within_m;
        if is_near != was_near {
            match is_near {
                true => nearness.near.insert(asked.clone()),
                false => nearness.near.remove(asked),
            };
            let (to, within_cm) = asked.clone();
            signals.0.push(Signal::CameNear { to, within_cm, is_near });
        }
    }
    if wanted.height && !body.input.is_lost {
        let steps = (body.head().at.y - body.feet.y).max(0.0) * 100.0 / STEP_CM;
        let told = nearness.head_cm.map(|cm| f32::from(cm) / STEP_CM);
        if told.is_none_or(|told| (steps - told).abs() > 0.5 + EDGE_SHARE) {
            let height_cm = (steps.round() * STEP_CM) as u16;
            nearness.head_cm = Some(height_cm);
            signals.0.push(Signal::Head { height_cm });
        }
    }
}
