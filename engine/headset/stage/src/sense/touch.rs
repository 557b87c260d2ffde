//! Touching and pointing, where conditions ask. A real hand touches what is within a hand's
//! breadth; a body without hands touches what it closes its hand on within reach.

use super::cue::Cues;
use super::operate::REACH_M_MAX;
use super::wanted::Wanted;
use super::{MARK_M_MAX, Signals};
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::Signal;
use anlan_scenario::{Event, Markable};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// From the middle of a hand to what its fingers lie on, metres.
pub(super) const TOUCH_M_MAX: f32 = 0.1;
/// A hand that passes by has not touched: it rests a tenth of a second.
const TOUCH_TICKS: u32 = 6;
/// A hand that points rests on the thing for half a second.
const POINT_TICKS: u32 = 30;

/// For how many ticks each thing has been touched, and how long the hand has pointed at one.
#[derive(Resource, Default)]
pub(crate) struct Touches {
    touched: BTreeMap<Markable, u32>,
    pointed: Option<(Markable, u32)>,
}

pub(crate) fn sense_touch(
    body: Res<Body>,
    cues: Cues,
    wanted: Res<Wanted>,
    mut touches: ResMut<Touches>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        *touches = Touches::default();
        return;
    }
    let grasped = grasped(&body, &cues);
    for on in &wanted.touched {
        let ticks = touches.touched.entry(on.clone()).or_default();
        let is_on = lies_on(&body, &cues, on);
        *ticks = if is_on { *ticks + 1 } else { 0 };
        if *ticks == TOUCH_TICKS || grasped.as_ref() == Some(on) {
            signals.0.push(Signal::Did(Event::Touched(on.clone())));
        }
    }
    if wanted.pointed.is_empty() {
        return;
    }
    let hand = body.hand();
    let met = cues.rays.first(hand.at, hand.forward(), MARK_M_MAX);
    let met =
        met.and_then(|(entity, _)| cues.thing(entity)).filter(|on| wanted.pointed.contains(on));
    let before = touches.pointed.take();
    touches.pointed = met.map(|on| match before {
        Some((was, ticks)) if was == *on => (was, ticks + 1),
        _ => (on.clone(), 1),
    });
    if let Some((on, POINT_TICKS)) = &touches.pointed {
        signals.0.push(Signal::Did(Event::Pointed(on.clone())));
    }
}

/// Whether a real hand lies on the thing. A hand that was pushed through a wall touches nothing.
pub(super) fn lies_on(body: &Body, cues: &Cues, on: &Markable) -> bool {
    let solids = cues.solids(on);
    body.palms().into_iter().flatten().any(|palm| {
        let is_near = |point: Vec3| point.distance(palm.at) <= TOUCH_M_MAX;
        solids.iter().any(|solid| is_near(solid.nearest(palm.at)))
            && cues.meets(body.head().at, palm.at, on)
    })
}

/// What a body without hands closes its hand on.
fn grasped(body: &Body, cues: &Cues) -> Option<Markable> {
    if body.input.palms[0].is_some() || !body.grasps() {
        return None;
    }
    let hand = body.hand();
    let (entity, _) = cues.rays.first(hand.at, hand.forward(), REACH_M_MAX)?;
    cues.thing(entity).cloned()
}

/// Where hands are: the real ones, or what a body without hands holds on to. A hand beyond a wall
/// is nowhere.
pub(super) fn hands(body: &Body, cues: &Cues) -> Vec<Vec3> {
    let head = body.head().at;
    let hand = body.hand();
    let is_here = |palm: &Vec3| {
        let way = *palm - head;
        let reach = (way.length() - TOUCH_M_MAX).max(0.0);
        cues.rays.first(head, way.normalize_or_zero(), reach).is_none()
    };
    let palms: Vec<_> = body.palms().into_iter().flatten().map(|palm| palm.at).collect();
    if palms.is_empty() && body.input.buttons.hold {
        let met = cues.rays.first(hand.at, hand.forward(), REACH_M_MAX);
        return vec![met.map_or(hand.at + hand.forward() * REACH_M_MAX, |(_, at)| at)];
    }
    palms.into_iter().filter(is_here).collect()
}
