//! The light of the blockout: one lamp with shadows from above, a fill without, and what bounces.
//! Walls and ceiling cast no shadow, or the room would be dark; furniture does, so that it stands.

use super::Palette;
use anlan_stage::Run;
use bevy::light::{CascadeShadowConfigBuilder, DirectionalLightShadowMap, NotShadowCaster};
use bevy::prelude::*;

/// Illuminance of the lamp, lux at the cameras' default exposure.
const LAMP_LX: f32 = 3_100.0;
/// Its colour: a warm white, so that what the cool bounce fills looks like shade.
const LAMP: Color = Color::srgb(1.0, 0.965, 0.91);
/// Where the lamp shines to: down, and a little along each wall so that faces differ.
const LAMP_TO: Vec3 = Vec3::new(-0.32, -1.0, -0.42);
/// Illuminance of the fill, lux, and where it shines to: what a light floor throws back.
const FILL_LX: f32 = 900.0;
const FILL_TO: Vec3 = Vec3::new(0.5, 0.6, 0.62);
/// Light from everywhere, candela per square metre.
const BOUNCE: f32 = 900.0;
const SHADE: Color = Color::srgb(0.93, 0.965, 1.0);
/// Shadows end here; a room and a view from above need no more, metres.
const SHADOW_M: f32 = 24.0;
/// Texels of a side of a shadow's map.
const SHADOW_MAP: usize = 1024;
/// The sky behind windows and over walls.
const SKY: Color = Color::srgb(0.74, 0.81, 0.86);
/// Side of the ground around the place, metres.
const GROUND_M: f32 = 120.0;
/// The ground lies under the floors by this much, metres.
const GROUND_BELOW_M: f32 = 0.03;

pub(super) fn light_room(mut commands: Commands) {
    commands.insert_resource(ClearColor(SKY));
    commands.insert_resource(GlobalAmbientLight { brightness: BOUNCE, color: SHADE, ..default() });
    commands.insert_resource(DirectionalLightShadowMap { size: SHADOW_MAP });
    let toward = |to: Vec3| Transform::default().looking_to(to, Vec3::Y);
    commands.spawn((
        Name::new("lamp"),
        DirectionalLight {
            illuminance: LAMP_LX,
            color: LAMP,
            shadow_maps_enabled: true,
            ..default()
        },
        CascadeShadowConfigBuilder {
            num_cascades: 2,
            first_cascade_far_bound: 6.0,
            maximum_distance: SHADOW_M,
            ..default()
        }
        .build(),
        toward(LAMP_TO),
    ));
    commands.spawn((
        Name::new("fill"),
        DirectionalLight { illuminance: FILL_LX, shadow_maps_enabled: false, ..default() },
        toward(FILL_TO),
    ));
}

/// The ground around the place.
#[derive(Component)]
pub(super) struct Ground;

/// A plain ground, so that nothing outside hangs in the sky.
pub(super) fn lay_ground(commands: &mut Commands, meshes: &mut Assets<Mesh>, palette: &Palette) {
    commands.spawn((
        Name::new("ground"),
        Ground,
        Mesh3d(meshes.add(Plane3d::default().mesh().size(GROUND_M, GROUND_M))),
        MeshMaterial3d(palette.ground.clone()),
        NotShadowCaster,
        Transform::from_xyz(0.0, -GROUND_BELOW_M, 0.0),
    ));
}

/// A place may have a pit: the ground lies under that too.
pub(super) fn sink_ground(run: Option<Res<Run>>, mut grounds: Query<&mut Transform, With<Ground>>) {
    let Some(run) = run else { return };
    let lowest = run.attempt.scenario().file().bounds.min[1].min(0.0);
    for mut ground in &mut grounds {
        ground.set_if_neq(Transform::from_xyz(0.0, lowest - GROUND_BELOW_M, 0.0));
    }
}
