//! A soft dark spot under whoever stands: baked light knows nothing of people, and without it they
//! would float.

use super::Kit;
use crate::blockout::Palette;
use anlan_stage::AgentBody;
use bevy::prelude::*;

/// Half the spot's width, metres.
const SPOT_M: f32 = 0.42;
/// It lies above the floor and what is painted on it by this much, metres.
const ABOVE_M: f32 = 0.006;

/// The spot under an agent.
#[derive(Component)]
pub(super) struct Spot(Entity);

pub(super) fn ground_people(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    (kit, palette): (Option<Res<Kit>>, Res<Palette>),
    agents: Query<Entity, Added<AgentBody>>,
) {
    if kit.is_none() {
        return;
    }
    for agent in &agents {
        commands.spawn((
            Spot(agent),
            Mesh3d(meshes.add(Plane3d::default().mesh().size(2.0 * SPOT_M, 2.0 * SPOT_M))),
            MeshMaterial3d(palette.contact.clone()),
            Transform::default(),
        ));
    }
}

pub(super) fn follow_people(
    mut commands: Commands,
    mut spots: Query<(Entity, &Spot, &mut Transform)>,
    agents: Query<&Transform, (With<AgentBody>, Without<Spot>)>,
) {
    for (entity, spot, mut transform) in &mut spots {
        match agents.get(spot.0) {
            Ok(agent) => {
                let at = Transform::from_translation(agent.translation.with_y(ABOVE_M));
                transform.set_if_neq(at);
            }
            Err(_) => commands.entity(entity).despawn(),
        }
    }
}
