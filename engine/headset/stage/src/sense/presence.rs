//! Being somewhere, stalls of the picture, colleagues who arrive, and the wish to leave.

use super::Signals;
use crate::agent::AgentBody;
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::{Signal, StoppedBy};
use anlan_scenario::{Event, Zone, ZoneId};
use bevy::prelude::*;
use std::time::Duration;

/// A frame that took longer has hidden more than an eye blink from the trainee.
const STALL_MIN: Duration = Duration::from_millis(250);
/// Hysteresis at a zone's edge, so that swaying does not leave and enter, metres.
const EDGE_M: f32 = 0.05;

/// What cannot be shown is told before anything else.
pub(crate) fn sense_unshown(run: Res<Run>, mut signals: ResMut<Signals>) {
    if run.attempt.ticks() == 0 {
        let unshown = run.unshown.iter().cloned();
        signals.0.extend(unshown.map(|hazard| Signal::Unshown { hazard }));
    }
}

/// Real frames only: an attempt at full speed has no picture that could stall.
pub(crate) fn sense_stalls(
    time: Res<Time<Real>>,
    mut told: Local<Duration>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    let is_told = *told == time.elapsed();
    *told = time.elapsed();
    if run.is_real_time && !is_told && run.attempt.ticks() > 1 && time.delta() > STALL_MIN {
        let ms = u32::try_from(time.delta().as_millis()).unwrap_or(u32::MAX);
        signals.0.push(Signal::Stalled { ms });
    }
}

pub(crate) fn sense_zones(
    body: Res<Body>,
    mut inside: Local<Vec<ZoneId>>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if run.attempt.ticks() == 0 {
        inside.clear();
    }
    if !run.attempt.scene_runs() {
        return;
    }
    for zone in &run.attempt.scenario().file().zones {
        let was_in = inside.contains(&zone.id);
        let is_in = is_within(body.feet, zone, if was_in { EDGE_M } else { 0.0 });
        if is_in && !was_in {
            inside.push(zone.id.clone());
            signals.0.push(Signal::Did(Event::Entered(zone.id.clone())));
        } else if was_in && !is_in {
            inside.retain(|id| *id != zone.id);
            signals.0.push(Signal::Did(Event::Left(zone.id.clone())));
        }
    }
}

fn is_within(feet: Vec3, zone: &Zone, margin_m: f32) -> bool {
    let [x, y, z] = zone.pos;
    let [w, h, d] = zone.size;
    let off = feet - Vec3::new(x, y + h / 2.0, z);
    off.x.abs() <= w / 2.0 + margin_m
        && off.y.abs() <= h / 2.0 + margin_m
        && off.z.abs() <= d / 2.0 + margin_m
}

pub(crate) fn sense_arrivals(mut agents: Query<&mut AgentBody>, mut signals: ResMut<Signals>) {
    let mut arrivals = Vec::new();
    for mut agent in &mut agents {
        if agent.arrived.is_some() {
            let spot = agent.arrived.take();
            arrivals.extend(spot.map(|spot| (agent.id.clone(), spot)));
        }
    }
    arrivals.sort();
    signals.0.extend(arrivals.into_iter().map(|(agent, spot)| Signal::Arrived { agent, spot }));
}

pub(crate) fn sense_exit(body: Res<Body>, mut signals: ResMut<Signals>) {
    if body.input.buttons.exit {
        signals.0.push(Signal::Stopped { by: StoppedBy::Trainee });
    }
}
