//! Being somewhere with feet, hands or head, stalls of the picture, colleagues who arrive, and the
//! wish to leave.

use super::Signals;
use super::cue::Cues;
use super::touch::hands as hand_places;
use super::wanted::Wanted;
use crate::agent::AgentBody;
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::{Signal, StoppedBy};
use anlan_scenario::{Event, Zone, ZoneId};
use bevy::prelude::*;
use std::collections::BTreeSet;
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

/// The zones in which feet, hands and head are.
#[derive(Resource, Default)]
pub(crate) struct Inside([BTreeSet<ZoneId>; 3]);

/// Feet in every zone; hands and head in those that conditions ask for.
pub(crate) fn sense_zones(
    body: Res<Body>,
    cues: Cues,
    wanted: Res<Wanted>,
    mut inside: ResMut<Inside>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        return;
    }
    let Inside([feet, hands, heads]) = &mut *inside;
    let mut tell = |event| signals.0.push(Signal::Did(event));
    let in_hand = if wanted.hands.is_empty() { Vec::new() } else { hand_places(&body, &cues) };
    let head = (!body.input.is_lost).then(|| body.head().at);
    for zone in &run.attempt.scenario().file().zones {
        let id = &zone.id;
        match crosses(feet, zone, &[body.feet]) {
            Some(true) => tell(Event::Entered(id.clone())),
            Some(false) => tell(Event::Left(id.clone())),
            None => {}
        }
        if wanted.hands.contains(id) {
            match crosses(hands, zone, &in_hand) {
                Some(true) => tell(Event::HandEntered(id.clone())),
                Some(false) => tell(Event::HandLeft(id.clone())),
                None => {}
            }
        }
        // A head that is not tracked is where it was.
        if let Some(head) = head.filter(|_| wanted.heads.contains(id)) {
            match crosses(heads, zone, &[head]) {
                Some(true) => tell(Event::HeadEntered(id.clone())),
                Some(false) => tell(Event::HeadLeft(id.clone())),
                None => {}
            }
        }
    }
}

/// True if one of the points has come into the zone, false if the last one has left it.
fn crosses(inside: &mut BTreeSet<ZoneId>, zone: &Zone, points: &[Vec3]) -> Option<bool> {
    let was_in = inside.contains(&zone.id);
    let margin_m = if was_in { EDGE_M } else { 0.0 };
    let is_in = points.iter().any(|point| is_within(*point, zone, margin_m));
    if is_in == was_in {
        return None;
    }
    match is_in {
        true => inside.insert(zone.id.clone()),
        false => inside.remove(&zone.id),
    };
    Some(is_in)
}

fn is_within(point: Vec3, zone: &Zone, margin_m: f32) -> bool {
    let [x, y, z] = zone.pos;
    let [w, h, d] = zone.size;
    let off = point - Vec3::new(x, y + h / 2.0, z);
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
