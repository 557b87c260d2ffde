//! Hands on parts: the hand closes on what its ray meets within reach, and moves it toward its
//! other end while it stays closed.

use super::Signals;
use crate::body::Body;
use crate::drive::Run;
use crate::part::PartState;
use crate::rays::Rays;
use anlan_attempt::Signal;
use anlan_scenario::Event;
use bevy::prelude::*;

/// An arm and a lean: from the hand's ray origin to the part, metres.
pub const REACH_M_MAX: f32 = 1.2;
/// A grip slips when the part is this far away, metres.
const SLIP_M: f32 = REACH_M_MAX + 0.6;

/// The part in the hand.
#[derive(Resource, Default)]
pub(crate) struct Grip(Option<Entity>);

pub(crate) fn sense_grip(
    body: Res<Body>,
    rays: Rays,
    mut grip: ResMut<Grip>,
    mut parts: Query<(&mut PartState, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    let hand = body.hand();
    if let Some(held) = grip.0 {
        let keeps = parts.get(held).is_ok_and(|(part, transform)| {
            let off = transform.rotation.inverse() * (hand.at - transform.translation);
            let distance = (off.abs() - part.size / 2.0).max(Vec3::ZERO).length();
            // What has come to its end is let go of.
            part.target.is_some() && distance <= SLIP_M
        });
        if !keeps || !body.input.buttons.hold || !run.attempt.scene_runs() {
            if let Ok((mut part, _)) = parts.get_mut(held) {
                part.target = None;
            }
            grip.0 = None;
        }
    }
    if !body.grasps() || grip.0.is_some() || !run.attempt.scene_runs() {
        return;
    }
    let Some((entity, _)) = rays.first(hand.at, hand.forward(), REACH_M_MAX) else { return };
    if let Ok((mut part, _)) = parts.get_mut(entity) {
        part.target = Some(if part.was_at_second { 0.0 } else { 1.0 });
        grip.0 = Some(entity);
        signals.0.push(Signal::Did(Event::Grabbed(part.id.clone())));
    }
}

/// Tells of parts that rest at another end than the attempt knows of.
pub(crate) fn sense_ends(parts: Query<&PartState>, run: Res<Run>, mut signals: ResMut<Signals>) {
    if !run.attempt.scene_runs() {
        return;
    }
    let mut reached: Vec<_> = parts
        .iter()
        // What the timeline has set in motion is on its way to the end that the attempt knows.
        .filter(|part| part.target.is_none())
        .filter_map(|part| Some((&part.id, part.end()?)))
        .filter(|(id, end)| run.attempt.part_end(id) != Some(end))
        .collect();
    reached.sort();
    for (id, end) in reached {
        signals.0.push(Signal::Did(Event::Moved(id.clone(), end.to_owned())));
    }
}
