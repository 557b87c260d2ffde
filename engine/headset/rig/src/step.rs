//! Stepping further at once and turning by a fixed angle: the same for stick and keyboard, and
//! comfortable, because nothing glides.

use anlan_stage::{Body, Pose};
use bevy::prelude::*;
use std::f32::consts::PI;

/// One turn: few enough for a quick look round, small enough not to lose the place.
pub(crate) const SNAP_RAD: f32 = PI / 6.0;
/// The farthest step at once, metres: across a room, not through it.
const STEP_M_MAX: f32 = 5.0;

/// Where the hand's ray meets the floor.
pub(crate) fn floor_ahead(body: &Body, hand: &Pose) -> Option<Vec2> {
    let turn = Quat::from_rotation_y(body.yaw);
    let way = turn * hand.forward();
    let from = body.feet + turn * hand.at;
    let far = (body.feet.y - from.y) / way.y;
    let goal = from + way * far;
    let is_ahead = far > 0.0 && goal.distance(body.feet) <= STEP_M_MAX;
    is_ahead.then_some(goal.xz())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ray_meets_the_floor_within_a_step() {
        let mut body = Body::default();
        body.feet = Vec3::new(1.0, 0.0, 2.0);
        let down =
            |degrees: f32| Pose { at: Vec3::Y, rot: Quat::from_rotation_x(-degrees.to_radians()) };
        let goal = floor_ahead(&body, &down(45.0)).unwrap();
        assert!(goal.abs_diff_eq(Vec2::new(1.0, 1.0), 1e-4), "{goal}");
        assert_eq!(floor_ahead(&body, &down(5.0)), None, "too far");
        assert_eq!(floor_ahead(&body, &down(-10.0)), None, "at the ceiling");
    }
}
