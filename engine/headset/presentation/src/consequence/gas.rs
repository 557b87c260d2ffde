//! The freeze of an explosion: the gas under the ceiling, denser toward it, and the spark, seen
//! through the wall that stands before the eye.

use super::sketch::{Ink, Sketch};
use crate::blockout::{Follows, Room};
use anlan_stage::Placed;
use bevy::prelude::*;

/// How deep the gas hangs under the ceiling, metres: in layers, one within the other, so that it is
/// densest above and thin where a hand can make a spark.
const GAS_DEEP_M: [f32; 4] = [0.55, 0.95, 1.4, 2.0];
/// It keeps this far from the ceiling's edge, so that it lies inside the walls, metres.
const GAS_EDGE_M: f32 = 0.2;
/// Radius of the mark at the spark, metres.
const SPARK_M: f32 = 0.13;

/// A wall that is seen through, in place of what it looked like.
#[derive(Component)]
pub(super) struct Ghosted;

pub(super) type Rooms<'w, 's> =
    Query<'w, 's, (Entity, &'static Room, &'static Placed, &'static Transform)>;

/// Draws gas and spark; returns the walls to be seen through.
pub(super) fn draw(
    sketch: &mut Sketch,
    rooms: &Rooms,
    eye: Vec3,
    spark: Option<Vec3>,
) -> Vec<Entity> {
    let ceilings: Vec<_> = rooms.iter().filter(|(_, room, ..)| **room == Room::Ceiling).collect();
    for (_, _, ceiling, at) in &ceilings {
        for deep in GAS_DEEP_M {
            let (size, centre) = gas_under(ceiling.size, at.translation, deep);
            sketch.add(Ink::Gas, Cuboid::from_size(size), Transform::from_translation(centre));
        }
    }
    if let Some(at) = spark {
        draw_spark(sketch, at, 1.0);
    }
    let mut between = Vec::new();
    for (entity, room, wall, at) in rooms {
        let is_between = |ceiling: &(Entity, &Room, &Placed, &Transform)| {
            stands_between(wall.size, at.translation, ceiling.2.size, ceiling.3.translation, eye)
        };
        if *room == Room::Wall && ceilings.iter().any(is_between) {
            sketch.add(Ink::Ghost, Cuboid::from_size(wall.size), *at);
            between.push(entity);
        }
    }
    between
}

/// Where it came from: four points, as sparks are drawn on signs.
pub(super) fn draw_spark(sketch: &mut Sketch, at: Vec3, scale: f32) {
    let place = Transform::from_translation(at).with_scale(Vec3::splat(scale));
    sketch.add(Ink::Spark, Sphere::new(SPARK_M), place);
    for axis in [Vec3::X, Vec3::Y] {
        let arm = Vec3::splat(0.035) + axis * SPARK_M * 5.0;
        sketch.add(Ink::Spark, Cuboid::from_size(arm), place);
    }
}

/// What a ghosted wall looked like is hidden: its own shape and all that hangs on it.
pub(super) fn hide_ghosted(
    came: Query<Entity, Added<Ghosted>>,
    mut gone: RemovedComponents<Ghosted>,
    followers: Query<(Entity, &Follows)>,
    mut visibilities: Query<&mut Visibility>,
) {
    let mut set = |wall: Entity, to: Visibility| {
        let hung = followers.iter().filter(|(_, on)| on.0 == wall).map(|(entity, _)| entity);
        for entity in hung.chain([wall]) {
            if let Ok(mut visibility) = visibilities.get_mut(entity) {
                *visibility = to;
            }
        }
    };
    came.iter().for_each(|wall| set(wall, Visibility::Hidden));
    gone.read().for_each(|wall| set(wall, Visibility::Inherited));
}

/// Size and centre of the gas under a ceiling.
fn gas_under(ceiling: Vec3, at: Vec3, deep: f32) -> (Vec3, Vec3) {
    let edge = 2.0 * GAS_EDGE_M;
    let size = Vec3::new(ceiling.x - edge, deep, ceiling.z - edge).max(Vec3::splat(0.1));
    // A finger's breadth below the ceiling, so that no face lies in another.
    let centre = at - Vec3::Y * (ceiling.y / 2.0 + 0.01 + deep / 2.0);
    (size, centre)
}

/// True if a wall under the ceiling stands between the eye and the middle of the room.
fn stands_between(wall: Vec3, at: Vec3, ceiling: Vec3, middle: Vec3, eye: Vec3) -> bool {
    let off = (at - middle).abs();
    let is_under = off.x <= ceiling.x / 2.0 && off.z <= ceiling.z / 2.0;
    // The wall's outward side is that of its thickness, away from the middle.
    let thin = if wall.x < wall.z { Vec3::X } else { Vec3::Z };
    let outward = thin * (at - middle).dot(thin).signum();
    let is_outer = off.dot(thin) > ceiling.dot(thin) * 0.4;
    is_under && is_outer && (eye - at).dot(outward) > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const CEILING: Vec3 = Vec3::new(8.3, 0.1, 9.3);
    const MIDDLE: Vec3 = Vec3::new(0.0, 3.25, -2.5);
    const EYE: Vec3 = Vec3::new(1.9, 1.65, 6.4);

    #[test]
    fn only_the_wall_before_the_eye_is_seen_through() {
        let between = |size, at| stands_between(size, at, CEILING, MIDDLE, EYE);
        assert!(between(Vec3::new(1.6, 3.2, 0.15), Vec3::new(1.3, 1.6, 2.075)));
        assert!(!between(Vec3::new(8.3, 3.2, 0.15), Vec3::new(0.0, 1.6, -7.075)), "the far wall");
        assert!(!between(Vec3::new(0.15, 3.2, 9.0), Vec3::new(4.075, 1.6, -2.5)), "a side wall");
        assert!(!between(Vec3::new(8.3, 0.9, 0.15), Vec3::new(0.0, 0.45, 4.075)), "the yard's");
    }

    #[test]
    fn the_gas_hangs_under_the_ceiling() {
        let (size, centre) = gas_under(CEILING, MIDDLE, GAS_DEEP_M[0]);
        let top = centre.y + size.y / 2.0;
        assert!(top < MIDDLE.y - CEILING.y / 2.0 && top > 3.1);
        assert!(size.x < CEILING.x && size.z < CEILING.z);
    }
}
