//! Hands on items: taken, put where they can rest, used on something, worn and taken off. What is
//! let go of anywhere else hangs at the belt: nothing that matters is lost.

use super::Signals;
use super::cue::Cues;
use super::operate::{Grip, REACH_M_MAX};
use super::wanted::Wanted;
use crate::body::Body;
use crate::drive::Run;
use crate::item::{ItemPlace, ItemState, SocketPoint, belt_at, wearing_at};
use crate::part::PartState;
use anlan_attempt::Signal;
use anlan_scenario::{Event, ItemId, SocketId};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// From the hand, or its ray, to where a thing is put, used or worn, metres.
const NEAR_M: f32 = 0.25;
/// A tool is held to its place for a second before it has told anything.
const USE_TICKS: u32 = 60;
/// Who has no hand reaches down to the belt by looking down this steeply, degrees.
const DOWN_DEG: f32 = 60.0;

/// How long the tool in the hand has been at its place; whether it has left where it is worn.
#[derive(Resource, Default)]
pub(crate) struct Handling {
    used: Option<(SocketId, u32)>,
    has_left_body: bool,
    count: u16,
}

#[derive(SystemParam)]
pub(crate) struct Holder<'w, 's> {
    body: Res<'w, Body>,
    cues: Cues<'w, 's>,
    grip: Res<'w, Grip>,
    wanted: Res<'w, Wanted>,
    sockets: Query<'w, 's, (&'static SocketPoint, &'static Transform)>,
    parts: Query<'w, 's, (), With<PartState>>,
}

impl Holder<'_, '_> {
    fn has_hand(&self) -> bool {
        self.body.input.palms[0].is_some()
    }

    /// A body without hands reaches for itself.
    fn reaches_down(&self) -> bool {
        !self.has_hand() && self.body.hand().forward().y < -DOWN_DEG.to_radians().sin()
    }

    fn hand_is_near(&self, point: Vec3) -> bool {
        self.has_hand() && self.body.hand().at.distance(point) <= NEAR_M
    }

    fn is_at_body(&self, item: &ItemState) -> bool {
        item.worn_at.is_some_and(|at| self.hand_is_near(wearing_at(&self.body, at)))
    }

    /// The socket nearest to the hand's ray within reach, with nothing before it.
    fn socket(&self, is_good: impl Fn(&SocketId) -> bool) -> Option<SocketId> {
        let hand = self.body.hand();
        let off = |at: Vec3| {
            let along = (at - hand.at).dot(hand.forward()).clamp(0.0, REACH_M_MAX);
            (hand.at + hand.forward() * along).distance(at)
        };
        let is_open = |at: Vec3| {
            let way = at - hand.at;
            let reach = (way.length() - NEAR_M).max(0.0);
            self.cues.rays.first(hand.at, way.normalize_or_zero(), reach).is_none()
        };
        self.sockets
            .iter()
            .map(|(socket, at)| (off(at.translation), &socket.id, at.translation))
            .filter(|(off, id, at)| *off <= NEAR_M && is_good(id) && is_open(*at))
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)))
            .map(|(_, id, _)| id.clone())
    }
}

pub(crate) fn sense_items(
    holder: Holder,
    mut handling: ResMut<Handling>,
    mut items: Query<(Entity, &mut ItemState)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() || items.is_empty() {
        return;
    }
    let taken: Vec<_> = items.iter().filter_map(|(_, item)| item.socket().cloned()).collect();
    let held = items.iter_mut().find(|(_, item)| item.place == ItemPlace::Hand);
    let tell = |event| signals.0.push(Signal::Did(event));
    match held {
        Some((_, mut item)) if holder.body.input.buttons.hold => {
            handling.goes_on(&holder, &mut item).into_iter().for_each(tell);
        }
        Some((_, mut item)) => {
            handling.lets_go(&holder, &mut item, &taken).into_iter().for_each(tell);
        }
        None if holder.body.grasps() && holder.grip.part.is_none() => {
            let grasped = grasped(&holder, &items);
            if let Some((_, mut item)) = grasped.and_then(|e| items.get_mut(e).ok()) {
                handling.takes(&holder, &mut item).into_iter().for_each(tell);
            }
        }
        None => {}
    }
}

/// What the closing hand takes hold of: what is worn or hangs at the belt, if a hand is there, else
/// what the ray meets. Who looks down without a hand means himself where there is nothing else.
fn grasped(holder: &Holder, items: &Query<(Entity, &mut ItemState)>) -> Option<Entity> {
    let hand = holder.body.hand();
    let met = holder.cues.rays.first(hand.at, hand.forward(), REACH_M_MAX);
    let met = met.map(|(entity, _)| entity);
    let is_thing = met.is_some_and(|met| items.contains(met) || holder.parts.contains(met));
    let means_self = holder.reaches_down() && !is_thing;
    let own = |(entity, item): (Entity, &ItemState)| {
        let (is_near, order) = match item.place {
            ItemPlace::Belt(order) => (holder.hand_is_near(belt_at(&holder.body, order)), order),
            ItemPlace::Worn(order) => (holder.is_at_body(item), order),
            _ => return None,
        };
        // The belt comes before clothes, and what came last before what came first.
        let is_belt = matches!(item.place, ItemPlace::Belt(_));
        (is_near || means_self).then_some((is_belt, order, item.id.clone(), entity))
    };
    let own: Option<(bool, u16, ItemId, Entity)> = items.iter().filter_map(own).max();
    own.map(|(.., entity)| entity).or(met.filter(|met| items.contains(*met)))
}

impl Handling {
    fn next(&mut self) -> u16 {
        self.count = self.count.saturating_add(1);
        self.count
    }

    fn takes(&mut self, holder: &Holder, item: &mut ItemState) -> Vec<Event> {
        let id = item.id.clone();
        let was = std::mem::replace(&mut item.place, ItemPlace::Hand);
        (self.used, self.has_left_body) = (None, !holder.is_at_body(item));
        match was {
            ItemPlace::There(_) | ItemPlace::On(_) if holder.has_hand() => vec![Event::Taken(id)],
            ItemPlace::There(_) | ItemPlace::On(_) => {
                let taken = Event::Taken(id.clone());
                if item.worn_at.is_none() {
                    return vec![taken];
                }
                // Who has no hand to bring it to the body puts it on at once.
                item.place = ItemPlace::Worn(self.next());
                vec![taken, Event::PutOn(id)]
            }
            ItemPlace::Worn(_) => vec![Event::TookOff(id)],
            ItemPlace::Hand | ItemPlace::Belt(_) => Vec::new(),
        }
    }

    /// The hand stays closed.
    fn goes_on(&mut self, holder: &Holder, item: &mut Mut<ItemState>) -> Option<Event> {
        let id = item.id.clone();
        let is_at_body = holder.is_at_body(item);
        self.has_left_body |= !is_at_body;
        if is_at_body && self.has_left_body {
            item.place = ItemPlace::Worn(self.next());
            return Some(Event::PutOn(id));
        }
        let asked =
            |socket: &SocketId| holder.wanted.used.contains(&(id.clone(), Some(socket.clone())));
        let at = holder.socket(asked);
        self.used = at.map(|socket| match self.used.take() {
            Some((was, ticks)) if was == socket => (was, ticks + 1),
            _ => (socket, 1),
        });
        match &self.used {
            Some((socket, USE_TICKS)) => Some(Event::Used(id, Some(socket.clone()))),
            _ => None,
        }
    }

    /// The hand opens.
    fn lets_go(
        &mut self,
        holder: &Holder,
        item: &mut ItemState,
        taken: &[SocketId],
    ) -> Option<Event> {
        let id = item.id.clone();
        if holder.reaches_down() {
            let order = self.next();
            let is_wearable = item.worn_at.is_some();
            item.place = if is_wearable { ItemPlace::Worn(order) } else { ItemPlace::Belt(order) };
            return is_wearable.then_some(Event::PutOn(id));
        }
        match holder.socket(|socket| !taken.contains(socket)) {
            Some(socket) => {
                item.place = ItemPlace::On(socket.clone());
                Some(Event::Placed(id, socket))
            }
            None => {
                item.place = ItemPlace::Belt(self.next());
                None
            }
        }
    }
}
