//! What a ray meets first: the one question that marking, grasping and looking ask of physics.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// Ray casts against everything placed.
#[derive(SystemParam)]
pub struct Rays<'w, 's> {
    context: ReadRapierContext<'w, 's>,
}

impl Rays<'_, '_> {
    /// The first collider along the unit vector `dir` within `reach_m`, and where it is met.
    pub fn first(&self, from: Vec3, dir: Vec3, reach_m: f32) -> Option<(Entity, Vec3)> {
        let context = self.context.single().ok()?;
        let (entity, toi) = context.cast_ray(from, dir, reach_m, true, QueryFilter::default())?;
        Some((entity, from + dir * toi))
    }

    /// True if nothing at all stands between the two points.
    pub(crate) fn is_clear(&self, from: Vec3, to: Vec3) -> bool {
        let way = to - from;
        Dir3::new(way).is_err() || self.first(from, way.normalize(), way.length()).is_none()
    }

    /// True if nothing stands between the two points but `carrier` itself.
    pub fn sees(&self, from: Vec3, to: Vec3, carrier: Entity) -> bool {
        // A marker may sit a little inside the surface that carries its picture.
        const SKIN_M: f32 = 0.1;
        let way = to - from;
        let distance = way.length();
        let Ok(dir) = Dir3::new(way) else { return true };
        match self.first(from, *dir, (distance - SKIN_M).max(0.0)) {
            None => true,
            Some((entity, _)) => entity == carrier,
        }
    }
}
