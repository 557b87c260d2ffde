//! Hands on parts: the hand closes on what its ray meets within reach, and moves it toward its
//! other end while it stays closed.

use super::Signals;
use super::wanted::Wanted;
use crate::body::Body;
use crate::drive::Run;
use crate::item::{ItemPlace, ItemState};
use crate::part::PartState;
use crate::rays::Rays;
use anlan_attempt::{Signal, TICKS_PER_S};
use anlan_scenario::Event;
use bevy::prelude::*;
use std::collections::VecDeque;

/// An arm and a lean: from the hand's ray origin to the part, metres.
pub const REACH_M_MAX: f32 = 1.2;
/// A grip slips when the part is this far away, metres.
const SLIP_M: f32 = REACH_M_MAX + 0.6;

/// A hand that moves faster than this jerks what it holds, metres per second.
const FAST_M_PER_S: f32 = 1.0;
/// The speed is that of the last tenth of a second: a single tick tells of noise.
const SPEED_TICKS: usize = 6;

/// The part in the hand.
#[derive(Resource, Default)]
pub(crate) struct Grip {
    pub part: Option<Entity>,
    /// Where the hand was in the body's frame, the latest last.
    way: VecDeque<Vec3>,
    is_told_fast: bool,
}

pub(crate) fn sense_grip(
    body: Res<Body>,
    rays: Rays,
    mut grip: ResMut<Grip>,
    items: Query<&ItemState>,
    mut parts: Query<(&mut PartState, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    let hand = body.hand();
    if let Some(held) = grip.part {
        let keeps = parts.get(held).is_ok_and(|(part, transform)| {
            let off = transform.rotation.inverse() * (hand.at - transform.translation);
            let distance = (off.abs() - part.size / 2.0).max(Vec3::ZERO).length();
            // What has come to its end is let go of, but for what would spring back.
            (part.target.is_some() || part.springs_back) && distance <= SLIP_M
        });
        if !keeps || !body.input.buttons.hold || !run.attempt.scene_runs() {
            if let Ok((mut part, _)) = parts.get_mut(held) {
                part.target = None;
            }
            grip.part = None;
        }
    }
    let is_full = grip.part.is_some() || items.iter().any(|i| i.place == ItemPlace::Hand);
    if !body.grasps() || is_full || !run.attempt.scene_runs() {
        return;
    }
    let Some((entity, _)) = rays.first(hand.at, hand.forward(), REACH_M_MAX) else { return };
    if let Ok((mut part, _)) = parts.get_mut(entity) {
        part.target = Some(if part.was_at_second { 0.0 } else { 1.0 });
        *grip = Grip { part: Some(entity), ..default() };
        signals.0.push(Signal::Did(Event::Grabbed(part.id.clone())));
    }
}

/// Tells of a hand that jerks the part it holds, once a grip, where conditions ask.
pub(crate) fn sense_speed(
    body: Res<Body>,
    wanted: Res<Wanted>,
    mut grip: ResMut<Grip>,
    parts: Query<&PartState>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    let held = grip.part.and_then(|part| parts.get(part).ok());
    let held = held.filter(|part| wanted.fast.contains(&part.id) && run.attempt.scene_runs());
    let (Some(part), Some(palm)) = (held, body.input.palms[0]) else {
        grip.way.clear();
        return;
    };
    grip.way.push_back(palm.at);
    if grip.way.len() <= SPEED_TICKS {
        return;
    }
    let from = grip.way.pop_front().unwrap_or(palm.at);
    let speed = from.distance(palm.at) * TICKS_PER_S as f32 / SPEED_TICKS as f32;
    if speed > FAST_M_PER_S && !grip.is_told_fast {
        grip.is_told_fast = true;
        signals.0.push(Signal::Did(Event::MovedFast(part.id.clone())));
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

/// What springs back does so once its hand is open and its end is told.
pub(crate) fn spring_back(grip: Res<Grip>, mut parts: Query<(Entity, &mut PartState)>) {
    for (entity, mut part) in &mut parts {
        let is_away = part.target.is_none() && part.at > 0.0;
        if part.springs_back && is_away && grip.part != Some(entity) {
            part.target = Some(0.0);
        }
    }
}
