//! Shapes that belong to something on stage and are more than one solid. They follow it; they never
//! become its children: physics moves an entity with children along another way, and with
//! presentation the stage would no longer do what it does without.

use bevy::prelude::*;

/// Stands where an entity of the stage stands, and goes when it goes.
#[derive(Component)]
pub(crate) struct Follows(pub Entity);

pub(super) fn follow(
    mut commands: Commands,
    mut followers: Query<(Entity, &Follows, &mut Transform)>,
    stage: Query<&Transform, Without<Follows>>,
) {
    for (entity, follows, mut transform) in &mut followers {
        match stage.get(follows.0) {
            Ok(at) => {
                transform.set_if_neq(*at);
            }
            Err(_) => commands.entity(entity).despawn(),
        }
    }
}
