//! Items: what is taken into the hand, put where it can rest, worn, or kept at the belt. What the
//! hand does with them is sensed; here they only stand where they are.

use crate::body::Body;
use crate::place::{OnStage, Placed, Thing, update_obstacles};
use anlan_scenario::{ItemId, Markable, ScenarioFile, Socket, SocketId, WornAt};
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// The belt is at this share of the height of the eyes.
const BELT_SHARE: f32 = 0.58;
/// What hangs at the belt hangs this far before the body's middle, and this far apart, metres.
const BELT_AHEAD_M: f32 = 0.18;
const BELT_STEP_M: f32 = 0.14;
/// More things hang over one another.
const BELT_PLACES: u16 = 3;
/// What is in the hand is held this far ahead of it; ahead of the eyes where they are the hand.
const HELD_AHEAD_M: f32 = 0.12;
const SHOWN_AHEAD_M: f32 = 0.55;
const SHOWN_BELOW_M: f32 = 0.2;
/// The middle of the chest, below the eyes; and of the feet, above the floor, metres.
const CHEST_BELOW_M: f32 = 0.4;
const FEET_ABOVE_M: f32 = 0.1;

/// Where an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemPlace {
    /// Where it stood at the start, on a socket or not.
    There(Option<SocketId>),
    /// On the socket where it was put.
    On(SocketId),
    /// In the pointing hand.
    Hand,
    /// At the belt, in the order in which things came there.
    Belt(u16),
    /// On the body, in the order in which things were put on.
    Worn(u16),
}

/// An item on stage: its prop's entity.
#[derive(Component, Clone, Debug)]
pub struct ItemState {
    /// Which.
    pub id: ItemId,
    /// Where it is.
    pub place: ItemPlace,
    /// Where it is worn, if it is made for that.
    pub worn_at: Option<WornAt>,
}

impl ItemState {
    /// In the hand, at the belt or worn.
    pub fn is_with_trainee(&self) -> bool {
        !matches!(self.place, ItemPlace::There(_) | ItemPlace::On(_))
    }

    /// The socket on which it rests.
    pub(crate) fn socket(&self) -> Option<&SocketId> {
        match &self.place {
            ItemPlace::There(socket) => socket.as_ref(),
            ItemPlace::On(socket) => Some(socket),
            _ => None,
        }
    }
}

/// A socket; its transform is where it is now.
#[derive(Component, Clone, Debug)]
pub(crate) struct SocketPoint {
    pub id: SocketId,
    carrier: Option<Entity>,
    offset: Vec3,
}

pub(crate) fn place_items(world: &mut World, file: &ScenarioFile) {
    let mut props = world.query::<(Entity, &Placed)>();
    let props: Vec<_> =
        props.iter(world).map(|(e, p)| (p.prop.clone(), e, p.size, p.is_solid)).collect();
    for item in &file.items {
        let Some((_, entity, size, is_solid)) = props.iter().find(|p| p.0 == item.prop) else {
            continue;
        };
        let mut prop = world.entity_mut(*entity);
        // What several items share is seen as the first of them.
        if prop.contains::<ItemState>() {
            continue;
        }
        let place = match item.is_worn {
            true => ItemPlace::Worn(0),
            false => ItemPlace::There(item.rests.clone()),
        };
        if !is_solid {
            let half = *size / 2.0;
            prop.insert((RigidBody::Fixed, Collider::cuboid(half.x, half.y, half.z)));
        }
        if item.is_worn {
            prop.insert(ColliderDisabled);
        }
        prop.insert(ItemState { id: item.id.clone(), place, worn_at: item.worn_at });
    }
    file.sockets.iter().for_each(|socket| place_socket(world, socket));
}

fn place_socket(world: &mut World, socket: &Socket) {
    let at = Vec3::from(socket.at);
    let carrier = socket.on.as_ref().and_then(|on| carrier(world, on));
    let offset = carrier.map_or(at, |(_, t)| t.rotation.inverse() * (at - t.translation));
    let carrier = carrier.map(|(entity, _)| entity);
    let point = SocketPoint { id: socket.id.clone(), carrier, offset };
    world.spawn((OnStage, point, Transform::from_translation(at)));
}

fn carrier(world: &mut World, on: &Markable) -> Option<(Entity, Transform)> {
    let mut things = world.query::<(Entity, &Thing, &Transform, Has<crate::PartState>)>();
    let own = things.iter(world).find(|(_, thing, _, is_part)| thing.0 == *on && !is_part);
    own.map(|(entity, _, transform, _)| (entity, *transform))
}

/// Where a thing is worn.
pub(crate) fn wearing_at(body: &Body, at: WornAt) -> Vec3 {
    let head = body.head().at;
    match at {
        WornAt::Head => head,
        WornAt::Chest => head - Vec3::Y * CHEST_BELOW_M,
        // Gloves are put on the other hand first.
        WornAt::Hands => body.palms()[1].map_or(head - Vec3::Y * CHEST_BELOW_M, |palm| palm.at),
        WornAt::Feet => head.with_y(body.feet.y + FEET_ABOVE_M),
    }
}

/// Where the thing of this number hangs at the belt: left, before or right of the body's middle.
pub(crate) fn belt_at(body: &Body, number: u16) -> Vec3 {
    let head = body.head();
    let ahead = head.forward().with_y(0.0).normalize_or(Vec3::NEG_Z);
    let side = ahead.cross(Vec3::Y) * BELT_STEP_M;
    let at = head.at + ahead * BELT_AHEAD_M + side * (f32::from(number % BELT_PLACES) - 1.0);
    at.with_y(body.feet.y + (head.at.y - body.feet.y) * BELT_SHARE)
}

/// Where a thing is that the hand holds, and how it is turned.
fn held_at(body: &Body) -> (Vec3, Quat) {
    if body.palms()[0].is_some() {
        let hand = body.hand();
        return (hand.at + hand.forward() * HELD_AHEAD_M, hand.rot);
    }
    let head = body.head();
    (head.at + head.forward() * SHOWN_AHEAD_M - head.rot * Vec3::Y * SHOWN_BELOW_M, head.rot)
}

/// Sockets go with what carries them.
pub(crate) fn carry_sockets(
    mut sockets: Query<(&SocketPoint, &mut Transform)>,
    carriers: Query<&Transform, Without<SocketPoint>>,
) {
    for (socket, mut transform) in &mut sockets {
        if let Some(carrier) = socket.carrier.and_then(|carrier| carriers.get(carrier).ok()) {
            transform.translation = carrier.transform_point(socket.offset);
        }
    }
}

/// Items go with their sockets and with the body. What the trainee has about him stands in no
/// ray's and nobody's way.
pub(crate) fn carry_items(
    mut commands: Commands,
    body: Res<Body>,
    sockets: Query<(&SocketPoint, &Transform)>,
    mut items: Query<(Entity, Ref<ItemState>, &mut Transform), Without<SocketPoint>>,
) {
    for (entity, item, mut transform) in &mut items {
        if item.is_changed() && !item.is_added() {
            match item.is_with_trainee() {
                true => commands.entity(entity).insert(ColliderDisabled),
                false => commands.entity(entity).remove::<ColliderDisabled>(),
            };
            commands.queue(update_obstacles);
        }
        let upright = Quat::from_rotation_y(body.yaw);
        let (at, rot) = match &item.place {
            ItemPlace::There(_) => continue,
            ItemPlace::On(id) => {
                let socket = sockets.iter().find(|(socket, _)| socket.id == *id);
                let Some((_, socket)) = socket else { continue };
                (socket.translation, Quat::IDENTITY)
            }
            ItemPlace::Hand => held_at(&body),
            ItemPlace::Belt(number) => (belt_at(&body, *number), upright),
            ItemPlace::Worn(_) => {
                let at = item.worn_at.map_or(belt_at(&body, 0), |at| wearing_at(&body, at));
                (at, upright)
            }
        };
        transform.set_if_neq(Transform::from_translation(at).with_rotation(rot));
    }
}
