//! The marking tool: a ray from the hand names the first thing it meets, and the marker near by.

use super::Signals;
use super::wanted::Wanted;
use crate::body::Body;
use crate::drive::Run;
use crate::item::{ItemPlace, ItemState};
use crate::place::{MarkerPoint, Thing};
use crate::rays::Rays;
use anlan_attempt::Signal;
use anlan_scenario::Event;
use bevy::prelude::*;

/// The tool reaches across any room, not across the yard.
pub const MARK_M_MAX: f32 = 12.0;
/// A mark within this distance of a marker is meant for it (catalogue, section 4).
const MARKER_RADIUS_M: f32 = 0.35;

pub(crate) fn sense_marks(
    body: Res<Body>,
    rays: Rays,
    things: Query<&Thing>,
    (items, wanted): (Query<&ItemState>, Res<Wanted>),
    markers: Query<(&MarkerPoint, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !body.input.buttons.mark || !run.attempt.scene_runs() {
        return;
    }
    // Who holds a tool that is used by its button uses it.
    let is_tool = |item: &ItemState| {
        item.place == ItemPlace::Hand && wanted.used.contains(&(item.id.clone(), None))
    };
    if let Some(tool) = items.iter().find(|item| is_tool(item)) {
        signals.0.push(Signal::Did(Event::Used(tool.id.clone(), None)));
        return;
    }
    let hand = body.hand();
    let Some((entity, at)) = rays.first(hand.at, hand.forward(), MARK_M_MAX) else { return };
    // Walls and floor are nothing that one could report.
    let Ok(thing) = things.get(entity) else { return };
    let near = markers
        .iter()
        .map(|(marker, transform)| (transform.translation.distance(at), &marker.id))
        .filter(|(distance, _)| *distance <= MARKER_RADIUS_M)
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    signals.0.push(Signal::Marked { on: thing.0.clone(), marker: near.map(|(_, id)| id.clone()) });
}
