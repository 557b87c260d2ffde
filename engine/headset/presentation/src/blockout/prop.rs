//! Shapes for props and their parts. A prop's kind and box say all there is to know: pipes and
//! pots are round, goods are piles, windows are glass in a frame.

use super::follow::Follows;
use super::palette::Palette;
use super::solid;
use crate::kit::Hanger;
use crate::sight::LID_LAYER;
use anlan_scenario::{PropKind, Scenario};
use anlan_stage::{PartState, Placed, Run};
use bevy::camera::visibility::RenderLayers;
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// What is flatter than this is a floor or a ceiling, metres.
const SLAB_M_MAX: f32 = 0.25;
/// A floor or ceiling is at least this wide each way, metres.
const SLAB_WIDE_M_MIN: f32 = 1.0;
/// A ceiling hangs at least this high, metres.
const CEILING_M_MIN: f32 = 1.8;
/// The bars of a window or door case, metres.
const CASE_M: f32 = 0.05;
/// They stand out of the wall by this much, so that no face lies in another, metres.
const CASE_PROUD_M: f32 = 0.03;
/// The bars of a sash, metres.
const SASH_M: f32 = 0.04;
/// A pane is thinner than its sash by this share.
const PANE_SHARE: f32 = 0.4;
/// A leaf that starts lower than this is a door, metres.
const DOOR_SILL_M: f32 = 0.2;
/// The pieces that goods come in, metres.
const PIECE_M: Vec3 = Vec3::new(0.6, 0.43, 0.45);

/// A piece of the room, and whether it is a wall: the consequence looks through walls.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// Upright.
    Wall,
    /// Underfoot.
    Floor,
    /// Overhead.
    Ceiling,
}

/// True for the box of a floor or ceiling.
fn is_slab(size: Vec3) -> bool {
    size.y <= SLAB_M_MAX && size.x.min(size.z) >= SLAB_WIDE_M_MIN
}

fn room_of(size: Vec3, at: Vec3) -> Room {
    match is_slab(size) {
        true if at.y >= CEILING_M_MIN => Room::Ceiling,
        true => Room::Floor,
        false => Room::Wall,
    }
}

/// True if a ceiling hangs over the point.
fn is_indoors(scenario: &Scenario, at: Vec3) -> bool {
    scenario.file().props.iter().any(|prop| {
        let (pos, size) = (Vec3::from(prop.pos), Vec3::from(prop.size));
        let off = (at - pos).abs();
        prop.kind == PropKind::Structure
            && room_of(size, pos) == Room::Ceiling
            && off.x <= size.x / 2.0
            && off.z <= size.z / 2.0
    })
}

/// The ceiling is on a layer of its own: a view from above lifts it.
fn layer_of(prop: &Placed, at: Vec3) -> usize {
    let is_lid = prop.kind == PropKind::Structure && room_of(prop.size, at) == Room::Ceiling;
    if is_lid { LID_LAYER } else { 0 }
}

// The stage places one entity after the other, and whether a wall stands indoors is known only
// when all of them are there: so things are dressed in the next frame, not by an observer.
pub(super) fn dress_props(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    (palette, hanger): (Res<Palette>, Hanger),
    run: Option<Res<Run>>,
    props: Query<(Entity, &Placed, &Transform), Added<Placed>>,
) {
    let Some(run) = run else { return };
    let file = run.attempt.scenario().file();
    for (entity, prop, transform) in &props {
        let mut alike = file.props.iter().filter(|p| p.kind == prop.kind);
        let index = alike.position(|p| p.id == prop.prop).unwrap_or_default();
        let coat = palette.of(prop.kind, index);
        let layer = layer_of(prop, transform.translation);
        if hanger.hang(&mut commands, &palette, entity, prop.prop.as_str(), layer) {
            if prop.kind == PropKind::Structure {
                commands.entity(entity).insert(room_of(prop.size, transform.translation));
            }
            continue;
        }
        let mut dress = Dress { commands: &mut commands, meshes: &mut meshes, palette: &palette };
        let at = transform.translation;
        match prop.kind {
            PropKind::Structure => {
                let is_indoors = is_indoors(run.attempt.scenario(), at);
                dress.structure(entity, prop, at, is_indoors);
            }
            PropKind::Opening if prop.is_solid => dress.glazing(entity, prop.size),
            PropKind::Opening => {
                dress.solid(entity, solid::frame(prop.size, CASE_M, CASE_PROUD_M), coat);
                commands.entity(entity).insert(NotShadowCaster);
            }
            // Only its parts fill it: they are dressed themselves.
            _ if !prop.is_solid => {}
            PropKind::Gas | PropKind::Vessel => {
                let mesh = solid::round(prop.size).unwrap_or_else(|| solid::block(prop.size));
                dress.solid(entity, mesh, coat);
            }
            _ => dress.solid(entity, solid::block(prop.size), coat),
        }
    }
}

pub(super) fn dress_parts(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    (palette, hanger): (Res<Palette>, Hanger),
    run: Option<Res<Run>>,
    parts: Query<(Entity, &PartState, &Transform), Added<PartState>>,
) {
    let Some(run) = run else { return };
    for (entity, part, transform) in &parts {
        if hanger.hang(&mut commands, &palette, entity, part.id.as_str(), 0) {
            continue;
        }
        let mut dress = Dress { commands: &mut commands, meshes: &mut meshes, palette: &palette };
        let Some((prop, _)) = run.attempt.scenario().part(&part.id) else { continue };
        let foot = transform.translation.y - part.size.y / 2.0;
        let material = palette.part_of(prop.kind);
        match prop.kind {
            PropKind::Opening if foot > DOOR_SILL_M => dress.glazing(entity, part.size),
            PropKind::Goods => dress.solid(entity, solid::pile(part.size, PIECE_M), material),
            _ => dress.solid(entity, solid::block(part.size), material),
        }
        // Walls cast no shadow, so what fills their holes casts none either.
        if prop.kind == PropKind::Opening {
            commands.entity(entity).insert(NotShadowCaster);
        }
    }
}

/// Puts shapes on entities.
struct Dress<'a, 'w, 's> {
    commands: &'a mut Commands<'w, 's>,
    meshes: &'a mut Assets<Mesh>,
    palette: &'a Palette,
}

impl Dress<'_, '_, '_> {
    fn solid(&mut self, entity: Entity, mesh: Mesh, material: Handle<StandardMaterial>) {
        let mesh = Mesh3d(self.meshes.add(mesh));
        self.commands.entity(entity).insert((mesh, MeshMaterial3d(material)));
    }

    fn structure(&mut self, entity: Entity, prop: &Placed, at: Vec3, is_indoors: bool) {
        let room = room_of(prop.size, at);
        let palette = self.palette;
        let material = match (room, is_indoors) {
            (Room::Ceiling, _) => &palette.ceiling,
            (Room::Floor, true) => &palette.floor,
            (Room::Floor, false) => &palette.paving,
            (Room::Wall, true) => &palette.wall,
            (Room::Wall, false) => &palette.masonry,
        };
        self.solid(entity, solid::wall(prop.size, at), material.clone());
        let layer = layer_of(prop, at);
        self.commands.entity(entity).insert((room, NotShadowCaster, RenderLayers::layer(layer)));
    }

    /// A pane in a sash.
    fn glazing(&mut self, entity: Entity, size: Vec3) {
        let thin = if size.x < size.z { Vec3::X } else { Vec3::Z };
        // The bars straddle the outline they are given, and must stay inside the box.
        let sash = solid::frame(size - (Vec3::ONE - thin) * SASH_M, SASH_M, 0.0);
        self.solid(entity, sash, self.palette.part_of(PropKind::Opening));
        let pane = size * (Vec3::ONE - thin * (1.0 - PANE_SHARE));
        let pane = self.meshes.add(Cuboid::from_size(pane));
        self.commands.entity(entity).insert(NotShadowCaster);
        self.commands.spawn((
            Follows(entity),
            Mesh3d(pane),
            MeshMaterial3d(self.palette.glass.clone()),
            NotShadowCaster,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_wall_and_ceiling_are_told_apart() {
        let slab = Vec3::new(8.0, 0.1, 9.0);
        assert_eq!(room_of(slab, Vec3::new(0.0, -0.05, 0.0)), Room::Floor);
        assert_eq!(room_of(slab, Vec3::new(0.0, 3.25, 0.0)), Room::Ceiling);
        assert_eq!(room_of(Vec3::new(0.15, 3.2, 9.0), Vec3::Y), Room::Wall);
        assert!(!is_slab(Vec3::new(1.6, 0.2, 0.15)));
    }
}
