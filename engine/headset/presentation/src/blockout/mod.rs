//! The blockout: every thing on stage as a plain solid of its true size, coloured by kind. It is
//! what the place is, before art. Which things there are, and where, is the stage's.

mod emission;
mod figure;
mod foam;
mod follow;
mod light;
mod palette;
mod prop;
mod solid;
mod stir;
mod texture;
mod wisp;

pub(crate) use figure::{Figure, elbow};
pub(crate) use follow::Follows;
pub(crate) use palette::{OVER_ALL, Palette, clear, glow};
pub(crate) use prop::Room;

use crate::FrameSystems;
use bevy::prelude::*;

/// Shapes are put on what has come on stage.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DressSystems;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<stir::Stirred>()
        .add_systems(Startup, (mix_palette, light::light_room))
        .add_systems(
            Update,
            (
                (prop::dress_props, prop::dress_parts, figure::dress_figures, emission::dress_cues)
                    .chain()
                    .in_set(DressSystems)
                    .in_set(FrameSystems::Dress),
                (
                    stir::stir_things,
                    follow::follow,
                    figure::pose_figures,
                    emission::stir_cues,
                    light::sink_ground,
                )
                    .chain()
                    .in_set(FrameSystems::Draw),
            ),
        );
}

fn mix_palette(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut images: ResMut<Assets<Image>>,
) {
    let palette = Palette::mix(&mut materials, &mut images);
    light::lay_ground(&mut commands, &mut meshes, &palette);
    commands.insert_resource(palette);
}
