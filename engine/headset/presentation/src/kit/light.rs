//! The light of a kit. Still things carry theirs in the lightmap; what moves stands in the same
//! room, caught once from its middle: dim light from every side, and reflections. One lamp without
//! shadows gives it shape.

use super::Kit;
use super::coat::{Content, Pictures, colour};
use super::file::LightRow;
use bevy::camera::Camera3d;
use bevy::light::EnvironmentMapLight;
use bevy::prelude::*;

/// The light of the room that is dressed.
pub(super) struct RoomLight {
    environment: EnvironmentMapLight,
    key: (DirectionalLight, Transform),
    sky: Color,
    pub ground: Color,
}

impl RoomLight {
    pub fn read(row: &LightRow, pictures: &mut Pictures) -> Result<Self, String> {
        let environment = EnvironmentMapLight {
            diffuse_map: pictures.read(&row.diffuse, Content::Light)?,
            specular_map: pictures.read(&row.specular, Content::Light)?,
            intensity: row.nits,
            // The lightmap holds it already.
            affects_lightmapped_mesh_diffuse: false,
            ..default()
        };
        let key = DirectionalLight {
            illuminance: row.key_lx,
            shadow_maps_enabled: false,
            affects_lightmapped_mesh_diffuse: false,
            ..default()
        };
        let to = Vec3::from(row.key_to);
        let key = (key, Transform::default().looking_to(to, Vec3::Y));
        Ok(Self { environment, key, sky: colour(&row.sky)?, ground: colour(&row.ground)? })
    }

    /// The blockout's lamps go out, this room's go on.
    pub fn shine(&self, commands: &mut Commands, lamps: &Query<Entity, With<DirectionalLight>>) {
        lamps.iter().for_each(|lamp| commands.entity(lamp).despawn());
        commands.insert_resource(ClearColor(self.sky));
        commands.insert_resource(GlobalAmbientLight::NONE);
        commands.spawn((Name::new("key"), self.key.0.clone(), self.key.1));
    }
}

type Unlit = (With<Camera3d>, Without<EnvironmentMapLight>);

pub(super) fn light_cameras(
    mut commands: Commands,
    kit: Option<Res<Kit>>,
    cameras: Query<Entity, Unlit>,
) {
    let Some(kit) = kit else { return };
    for camera in &cameras {
        commands.entity(camera).insert(kit.light.environment.clone());
    }
}
