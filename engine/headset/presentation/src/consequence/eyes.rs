//! What a shock does to sight: the colours go, and the view narrows to a tunnel.

use crate::script::{Script, playing};
use crate::sight::{SATURATION, Sight};
use anlan_stage::Run;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::light::NotShadowCaster;
use bevy::prelude::*;
use bevy::render::view::ColorGrading;

/// Colour that is left when most of it has gone.
const PALE: f32 = 0.12;
/// The tunnel lies before everything but the words, metres.
const TUNNEL_M: f32 = 0.35;
/// Half the angle that stays clear, and that at which it is dark, degrees.
const TUNNEL_DEG: (f32, f32) = (9.0, 24.0);
const TUNNEL_DARK: f32 = 0.96;

#[derive(Component)]
pub(super) struct Tunnel;

/// A dark sphere about the eyes with a clear spot ahead, hidden.
pub(super) fn hang_tunnel(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let mut mesh = Sphere::new(TUNNEL_M).mesh().uv(48, 48);
    let shade = |at: &[f32; 3]| {
        let off = Vec3::from(*at).angle_between(Vec3::NEG_Z).to_degrees();
        let s = ((off - TUNNEL_DEG.0) / (TUNNEL_DEG.1 - TUNNEL_DEG.0)).clamp(0.0, 1.0);
        [0.0, 0.0, 0.0, s * s * (3.0 - 2.0 * s)]
    };
    let places = mesh.attribute(Mesh::ATTRIBUTE_POSITION).and_then(|a| a.as_float3());
    let shades: Vec<_> = places.unwrap_or_default().iter().map(shade).collect();
    mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, shades);
    let coat = StandardMaterial {
        base_color: Color::NONE,
        unlit: true,
        fog_enabled: false,
        cull_mode: None,
        alpha_mode: AlphaMode::Blend,
        ..default()
    };
    commands.spawn((
        Tunnel,
        Mesh3d(meshes.add(mesh)),
        MeshMaterial3d(materials.add(coat)),
        Transform::default(),
        Visibility::Hidden,
        (NotShadowCaster, NoFrustumCulling),
    ));
}

pub(super) fn change_sight(
    (script, run, sight): (Res<Script>, Option<Res<Run>>, Res<Sight>),
    mut tunnels: Query<
        (&MeshMaterial3d<StandardMaterial>, &mut Transform, &mut Visibility),
        With<Tunnel>,
    >,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut cameras: Query<&mut ColorGrading>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, m)| m).unwrap_or_default();
    let saturation = SATURATION * (1.0 - moment.faded * (1.0 - PALE));
    for mut grading in &mut cameras {
        if grading.global.post_saturation != saturation {
            grading.global.post_saturation = saturation;
        }
    }
    for (coat, mut at, mut visibility) in &mut tunnels {
        let is_narrow = moment.narrow > 0.0;
        visibility.set_if_neq(if is_narrow { Visibility::Inherited } else { Visibility::Hidden });
        if is_narrow {
            at.set_if_neq(sight.view.at);
            if let Some(mut coat) = materials.get_mut(&coat.0) {
                coat.base_color = Color::WHITE.with_alpha(moment.narrow * TUNNEL_DARK);
            }
        }
    }
}
