//! Placing a scenario: one entity per prop, part, agent and marker, with a collider of its true
//! size. Presentation dresses them.

use crate::agent::{AGENT_RADIUS_M, AgentBody};
use crate::item::{ItemState, place_items};
use crate::part::PartState;
use anlan_attempt::MarkerId;
use anlan_scenario::{Markable, Marker, Obstacle, Prop, PropId, PropKind, Scenario};
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// Belongs to the attempt that is on stage; gone with it.
#[derive(Component)]
pub(crate) struct OnStage;

/// A prop's own box, centred on the entity's transform.
#[derive(Component, Clone, Debug)]
pub struct Placed {
    /// Which prop.
    pub prop: PropId,
    /// What it is.
    pub kind: PropKind,
    /// Width, height, depth, metres.
    pub size: Vec3,
    /// False if only its parts fill it.
    pub is_solid: bool,
}

/// What a collider counts as when it is marked. Structure counts as nothing.
#[derive(Component, Clone, Debug, PartialEq, Eq)]
pub struct Thing(pub Markable);

/// The marker of a hazard or look-alike; its transform is where it is now.
#[derive(Component, Clone, Debug)]
pub struct MarkerPoint {
    /// Which.
    pub id: MarkerId,
    /// The entity that carries it.
    pub carrier: Entity,
    /// Where it is in the carrier's frame.
    pub offset: Vec3,
}

/// What stands in a walker's way now: props and parts, seen from above.
#[derive(Resource, Default)]
pub struct Obstacles(pub Vec<Obstacle>);

pub(crate) fn place(world: &mut World, scenario: &Scenario) {
    let file = scenario.file();
    for prop in &file.props {
        place_prop(world, prop);
    }
    for agent in &file.agents {
        let Some(spot) = scenario.spot(&agent.spot) else { continue };
        world.spawn((
            OnStage,
            AgentBody::new(agent),
            Thing(Markable::Agent(agent.id.clone())),
            Transform::from_translation(Vec3::from(spot.pos) + Vec3::Y * agent.height_m / 2.0)
                .with_rotation(Quat::from_rotation_y(spot.facing_deg.to_radians())),
            Visibility::default(),
            RigidBody::KinematicPositionBased,
            Collider::capsule_y(agent.height_m / 2.0 - AGENT_RADIUS_M, AGENT_RADIUS_M),
        ));
    }
    let hazards = file.hazards.iter().map(|h| (MarkerId::Hazard(h.id.clone()), &h.marker));
    let look_alikes =
        file.look_alikes.iter().map(|d| (MarkerId::LookAlike(d.id.clone()), &d.marker));
    for (id, marker) in hazards.chain(look_alikes) {
        place_marker(world, id, marker);
    }
    place_items(world, file);
    update_obstacles(world);
}

fn place_prop(world: &mut World, prop: &Prop) {
    let size = Vec3::from(prop.size);
    let centre = Vec3::from(prop.pos) + Vec3::Y * size.y / 2.0;
    let placed = Placed { prop: prop.id.clone(), kind: prop.kind, size, is_solid: prop.solid };
    let mut entity =
        world.spawn((OnStage, placed, Transform::from_translation(centre), Visibility::default()));
    if prop.solid {
        entity
            .insert((RigidBody::Fixed, Collider::cuboid(size.x / 2.0, size.y / 2.0, size.z / 2.0)));
    }
    if prop.kind != PropKind::Structure {
        entity.insert(Thing(Markable::Prop(prop.id.clone())));
    }
    for part in &prop.parts {
        let state = PartState::new(prop, part);
        let size = state.size;
        world.spawn((
            OnStage,
            state.transform(),
            Visibility::default(),
            Thing(Markable::Prop(prop.id.clone())),
            RigidBody::KinematicPositionBased,
            Collider::cuboid(size.x / 2.0, size.y / 2.0, size.z / 2.0),
            state,
        ));
    }
}

/// A marker rides on the nearest box of its thing: the prop's own, one of its parts, or an agent.
fn place_marker(world: &mut World, id: MarkerId, marker: &Marker) {
    let at = Vec3::from(marker.at);
    let mut carriers =
        world.query::<(Entity, &Thing, &Transform, Option<&Placed>, Option<&PartState>)>();
    let distance = |transform: &Transform, size: Option<Vec3>| {
        let local = transform.rotation.inverse() * (at - transform.translation);
        let half = size.unwrap_or(Vec3::ZERO) / 2.0;
        (local.abs() - half).max(Vec3::ZERO).length()
    };
    let nearest = carriers
        .iter(world)
        .filter(|(_, thing, ..)| thing.0 == marker.on)
        .map(|(entity, _, transform, placed, part)| {
            let size = part.map(|p| p.size).or(placed.filter(|p| p.is_solid).map(|p| p.size));
            (entity, *transform, distance(transform, size))
        })
        .min_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((carrier, transform, _)) = nearest {
        let offset = transform.rotation.inverse() * (at - transform.translation);
        world.spawn((
            OnStage,
            MarkerPoint { id, carrier, offset },
            Transform::from_translation(at),
        ));
    }
}

pub(crate) fn update_obstacles(world: &mut World) {
    let mut boxes =
        world.query::<(&Transform, Option<&Placed>, Option<&PartState>, Option<&ItemState>)>();
    let obstacles = boxes
        .iter(world)
        .filter(|(.., item)| item.is_none_or(|item| !item.is_with_trainee()))
        .filter_map(|(transform, placed, part, _)| {
            let size = placed.filter(|p| p.is_solid).map(|p| p.size).or(part.map(|p| p.size))?;
            Some(obstacle(transform, size))
        })
        .filter(Obstacle::is_in_the_way)
        .collect();
    world.insert_resource(Obstacles(obstacles));
}

/// The axis-aligned box around a turned box.
fn obstacle(transform: &Transform, size: Vec3) -> Obstacle {
    let turn = Mat3::from_quat(transform.rotation);
    let half = turn.x_axis.abs() * size.x / 2.0
        + turn.y_axis.abs() * size.y / 2.0
        + turn.z_axis.abs() * size.z / 2.0;
    Obstacle {
        min: (transform.translation - half).to_array(),
        max: (transform.translation + half).to_array(),
    }
}
