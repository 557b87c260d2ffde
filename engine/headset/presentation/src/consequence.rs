//! What a consequence shows in the place itself: in the freeze the gas under the ceiling, denser
//! toward it, and the spark, seen through the wall. Nobody is hurt on the picture: colleagues are
//! not on it. The white and the words are the HUD's.

use crate::FrameSystems;
use crate::blockout::{Figure, Follows, Palette, Room};
use crate::script::{Script, Strike, playing};
use crate::sight::Sight;
use anlan_stage::{Placed, Run};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// How deep the gas hangs under the ceiling, metres: in layers, one within the other, so that it is
/// densest above and thin where a hand can make a spark.
const GAS_DEEP_M: [f32; 4] = [0.55, 0.95, 1.4, 2.0];
/// It keeps this far from the ceiling's edge, so that it lies inside the walls, metres.
const GAS_EDGE_M: f32 = 0.2;
/// Radius of the mark at the spark, metres.
const SPARK_M: f32 = 0.13;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Depicted>().add_systems(
        Update,
        (send_away, explain_freeze, hide_ghosted).chain().in_set(FrameSystems::Draw),
    );
}

/// What of the consequence is in the picture now.
#[derive(Resource, Default)]
struct Depicted {
    is_away: bool,
    is_frozen: bool,
}

/// There only to explain; gone when the freeze is over.
#[derive(Component)]
struct Explains;

/// A wall that is seen through, in place of what it looked like.
#[derive(Component)]
struct Ghosted;

/// Nobody is on the picture of a consequence.
fn send_away(
    mut depicted: ResMut<Depicted>,
    script: Res<Script>,
    run: Option<Res<Run>>,
    figures: Query<&Figure>,
    mut visibilities: Query<&mut Visibility>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    let is_away = moment.is_some_and(|moment| moment.is_away);
    if is_away == depicted.is_away {
        return;
    }
    depicted.is_away = is_away;
    for figure in &figures {
        if let Ok(mut visibility) = visibilities.get_mut(figure.root) {
            *visibility = if is_away { Visibility::Hidden } else { Visibility::Inherited };
        }
    }
}

type Wall = (Entity, &'static Room, &'static Placed, &'static Transform);

fn explain_freeze(
    mut commands: Commands,
    mut depicted: ResMut<Depicted>,
    mut meshes: ResMut<Assets<Mesh>>,
    (script, run, palette, sight): (Res<Script>, Option<Res<Run>>, Res<Palette>, Res<Sight>),
    rooms: Query<Wall>,
    ghosts: Query<Entity, With<Ghosted>>,
    explained: Query<Entity, With<Explains>>,
) {
    let frozen = run.and_then(|run| playing(&script, &run)).filter(|(_, m)| m.is_frozen);
    if frozen.is_some() == depicted.is_frozen {
        return;
    }
    depicted.is_frozen = frozen.is_some();
    let Some((strike, _)) = frozen else {
        explained.iter().for_each(|entity| commands.entity(entity).despawn());
        ghosts.iter().for_each(|entity| {
            commands.entity(entity).remove::<Ghosted>();
        });
        return;
    };
    let mut show = |mesh: Mesh, material: &Handle<StandardMaterial>, at: Vec3| {
        commands.spawn((
            Explains,
            Mesh3d(meshes.add(mesh)),
            MeshMaterial3d(material.clone()),
            Transform::from_translation(at),
            NotShadowCaster,
        ));
    };
    for (_, room, ceiling, at) in &rooms {
        if *room == Room::Ceiling {
            for deep in GAS_DEEP_M {
                let (size, centre) = gas_under(ceiling.size, at.translation, deep);
                show(Cuboid::from_size(size).into(), &palette.gas, centre);
            }
        }
    }
    show_spark(&strike, &palette, &mut show);
    let eye = sight.view.at.translation;
    let ceilings: Vec<_> = rooms.iter().filter(|(_, room, ..)| **room == Room::Ceiling).collect();
    let mut between = Vec::new();
    for (entity, room, wall, at) in &rooms {
        let is_between = |ceiling: &(Entity, &Room, &Placed, &Transform)| {
            stands_between(wall.size, at.translation, ceiling.2.size, ceiling.3.translation, eye)
        };
        if *room == Room::Wall && ceilings.iter().any(is_between) {
            show(Cuboid::from_size(wall.size).into(), &palette.ghost, at.translation);
            between.push(entity);
        }
    }
    between.into_iter().for_each(|entity| {
        commands.entity(entity).insert(Ghosted);
    });
}

/// What a ghosted wall looked like is hidden: its own shape and all that hangs on it.
fn hide_ghosted(
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

fn show_spark(
    strike: &Strike,
    palette: &Palette,
    show: &mut impl FnMut(Mesh, &Handle<StandardMaterial>, Vec3),
) {
    let Some(at) = strike.spark else { return };
    show(Sphere::new(SPARK_M).into(), &palette.spark, at);
    // Four points, as sparks are drawn on signs.
    for axis in [Vec3::X, Vec3::Y] {
        let arm = Vec3::splat(0.035) + axis * SPARK_M * 5.0;
        show(Cuboid::from_size(arm).into(), &palette.spark, at);
    }
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
