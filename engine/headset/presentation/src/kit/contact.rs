//! A dark spot under whoever stands and whatever can be pushed aside: baked light knows nothing
//! of them, and without it they would float.

use super::Kit;
use crate::blockout::{Figure, Palette};
use anlan_stage::{AgentBody, PartState};
use bevy::prelude::*;

/// A person's spot, metres.
const PERSON_M: Vec2 = Vec2::new(0.95, 0.95);
/// A spot is wider than what stands on it, and fades to its edge.
const STACK_SHARE: f32 = 1.8;
/// A part this thin is a door, a sash or a lever, metres.
const THIN_M: f32 = 0.3;
/// It stands on the floor if its foot is no higher, metres.
const FOOT_M_MAX: f32 = 0.2;
/// A spot lies above the floor and what is painted on it by this much, metres.
const ABOVE_M: f32 = 0.006;

/// Below everything that is seen, metres.
const HIDDEN_M: f32 = -1.0e3;

/// The spot under an entity of the stage.
#[derive(Component)]
pub(super) struct Spot(Entity);

type NewPart = (Entity, &'static PartState, &'static Transform);

pub(super) fn ground_what_moves(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    (kit, palette): (Option<Res<Kit>>, Res<Palette>),
    agents: Query<Entity, Added<AgentBody>>,
    parts: Query<NewPart, Added<PartState>>,
) {
    if kit.is_none() {
        return;
    }
    let stacks = parts.iter().filter(|(_, part, at)| stands(part.size, at.translation));
    let stacks = stacks.map(|(entity, part, _)| (entity, part.size.xz() * STACK_SHARE));
    for (entity, size) in agents.iter().map(|agent| (agent, PERSON_M)).chain(stacks) {
        commands.spawn((
            Spot(entity),
            Mesh3d(meshes.add(Plane3d::default().mesh().size(size.x, size.y))),
            MeshMaterial3d(palette.contact.clone()),
            Transform::default(),
        ));
    }
}

/// True for a stack on the floor.
fn stands(size: Vec3, at: Vec3) -> bool {
    size.min_element() > THIN_M && at.y - size.y / 2.0 < FOOT_M_MAX
}

pub(super) fn follow_what_moves(
    mut commands: Commands,
    mut spots: Query<(Entity, &Spot, &mut Transform)>,
    stage: Query<(&Transform, Option<&Figure>), Without<Spot>>,
    visibilities: Query<&Visibility>,
) {
    for (entity, spot, mut transform) in &mut spots {
        match stage.get(spot.0) {
            Ok((above, figure)) => {
                // Whoever is not on the picture casts no shade.
                let is_hidden = figure.is_some_and(|figure| {
                    visibilities.get(figure.root).is_ok_and(|v| *v == Visibility::Hidden)
                });
                let y = if is_hidden { HIDDEN_M } else { ABOVE_M };
                transform.set_if_neq(Transform::from_translation(above.translation.with_y(y)));
            }
            Err(_) => commands.entity(entity).despawn(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_stand_and_doors_do_not() {
        assert!(stands(Vec3::new(0.7, 1.3, 0.9), Vec3::new(-3.5, 0.65, -3.2)));
        assert!(!stands(Vec3::new(0.98, 2.06, 0.05), Vec3::new(0.0, 1.05, 2.1)));
        assert!(!stands(Vec3::splat(0.5), Vec3::Y));
    }
}
