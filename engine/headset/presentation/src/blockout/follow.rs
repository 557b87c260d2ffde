//! Shapes that belong to something on stage and are more than one solid. They follow it; they never
//! become its children: physics moves an entity with children along another way, and with
//! presentation the stage would no longer do what it does without.

use super::stir::Stirred;
use crate::consequence::Rolling;
use anlan_stage::{PartState, Placed};
use bevy::prelude::*;

/// Stands where an entity of the stage stands, and goes when it goes.
#[derive(Component)]
pub(crate) struct Follows(pub Entity);

pub(super) fn follow(
    mut commands: Commands,
    mut followers: Query<(Entity, &Follows, &mut Transform)>,
    stage: Query<(&Transform, Option<&Placed>, Option<&PartState>), Without<Follows>>,
    (rolling, stirred): (Res<Rolling>, Res<Stirred>),
) {
    for (entity, follows, mut transform) in &mut followers {
        match stage.get(follows.0) {
            Ok((at, prop, part)) => {
                let prop = prop.map(|prop| prop.prop.clone());
                let prop = prop.or(part.map(|part| part.id.prop()));
                let aside = prop.map_or(Vec3::ZERO, |prop| rolling.of(&prop) + stirred.of(&prop));
                transform.set_if_neq(at.with_translation(at.translation + aside));
            }
            Err(_) => commands.entity(entity).despawn(),
        }
    }
}
