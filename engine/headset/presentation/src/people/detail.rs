//! Whom one sees closely: a person's file holds the body twice, and whoever is far away is drawn
//! with the one that has far fewer triangles.

use super::dress::Person;
use crate::sight::Sight;
use anlan_stage::Body;
use bevy::prelude::*;

/// Nearer than this the fine body is seen, metres.
const NEAR_M: f32 = 4.0;
/// Who is seen finely stays so a little farther, so that nobody changes to and fro.
const STAYS_M: f32 = 0.5;
/// So many people at once are fine. Two of them and all others coarse are about the 40 000
/// triangles that a scenario's people may have.
const FINE_MAX: usize = 2;
/// Where a body's middle is over its feet, metres.
const MIDDLE_M: f32 = 1.2;

/// Both bodies of a person.
#[derive(Component)]
pub(super) struct Detail {
    fine: Entity,
    coarse: Entity,
    is_fine: bool,
}

impl Detail {
    /// Finds them by name among a person's nodes.
    pub(super) fn find<'a>(nodes: impl Iterator<Item = (Entity, &'a str)>) -> Option<Self> {
        let (mut fine, mut coarse) = (None, None);
        for (entity, name) in nodes {
            match name {
                "figure" => fine = Some(entity),
                "figure.far" => coarse = Some(entity),
                _ => {}
            }
        }
        Some(Self { fine: fine?, coarse: coarse?, is_fine: false })
    }
}

pub(super) fn choose_detail(
    sight: Res<Sight>,
    body: Res<Body>,
    mut people: Query<(Entity, &Transform, &mut Detail), With<Person>>,
    mut visibilities: Query<&mut Visibility>,
) {
    let views = [sight.view.at.translation, body.head().at];
    let mut near: Vec<_> = people
        .iter()
        .filter_map(|(entity, at, detail)| {
            let middle = at.translation + Vec3::Y * MIDDLE_M;
            let far = views.map(|view| view.distance(middle)).into_iter().fold(f32::MAX, f32::min);
            let far = if detail.is_fine { far - STAYS_M } else { far };
            (far < NEAR_M).then_some((far, entity))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.truncate(FINE_MAX);
    for (entity, _, mut detail) in &mut people {
        detail.is_fine = near.iter().any(|(_, other)| *other == entity);
        for (figure, is_seen) in [(detail.fine, detail.is_fine), (detail.coarse, !detail.is_fine)] {
            let shown = if is_seen { Visibility::Inherited } else { Visibility::Hidden };
            if let Ok(mut visibility) = visibilities.get_mut(figure) {
                visibility.set_if_neq(shown);
            }
        }
    }
}
