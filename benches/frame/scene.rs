//! The toy scene: a wall of cubes before the viewer, one light, nothing that moves. Whoever is
//! measured beside us draws it from this file too (`benches/peers`).

use bevy::core_pipeline::tonemapping::Tonemapping;
use bevy::prelude::*;

/// Cubes of a row, and rows.
const SIDE: usize = 10;
/// Edge of a cube, metres.
const CUBE_M: f32 = 0.3;
/// From one cube to the next, metres.
const STEP_M: f32 = 0.45;
/// The wall stands this far before the viewer, metres.
const AWAY_M: f32 = 3.0;
/// The middle of the wall, about where eyes are, metres.
pub const MIDDLE_M: f32 = 1.6;

/// Builds the wall and lights it.
pub fn fill(app: &mut App) {
    app.insert_resource(ClearColor(Color::srgb(0.5, 0.5, 0.5))).add_systems(Startup, build);
}

/// What both eyes' pictures look like.
pub fn look() -> impl Bundle {
    (Msaa::Sample4, Tonemapping::None)
}

fn build(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let cube = meshes.add(Cuboid::from_length(CUBE_M));
    let paint = materials.add(Color::srgb(0.2, 0.5, 0.8));
    let along = |index: usize| (index as f32 - (SIDE - 1) as f32 / 2.0) * STEP_M;
    for index in 0..SIDE * SIDE {
        let (x, y) = (along(index % SIDE), along(index / SIDE));
        commands.spawn((
            Mesh3d(cube.clone()),
            MeshMaterial3d(paint.clone()),
            Transform::from_xyz(x, MIDDLE_M + y, -AWAY_M),
        ));
    }
    commands.spawn((
        DirectionalLight::default(),
        Transform::from_xyz(1.0, 3.0, 2.0).looking_at(Vec3::ZERO, Vec3::Y),
    ));
}
