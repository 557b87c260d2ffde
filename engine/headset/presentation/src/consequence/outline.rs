//! The trainee as an outline: head, trunk and limbs without a face, as on a sign.

use super::sketch::{Ink, Sketch};
use crate::blockout::elbow;
use bevy::prelude::*;

/// The figure is drawn for this height and scaled, metres.
const MODEL_M: f32 = 1.75;
const SHOULDER: Vec3 = Vec3::new(0.2, 1.4, 0.0);
const HIP: Vec3 = Vec3::new(0.1, 0.9, 0.0);
const CHEST: Vec3 = Vec3::new(0.0, 1.3, 0.0);

/// How the outline is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Attitude {
    /// Upright, the arms at the sides.
    Standing,
    /// Upright, the right hand at a point.
    Touching(Vec3),
    /// On the ground.
    Lying,
}

/// Where a current comes into a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Entry {
    /// By the right hand, at this point.
    Hand(Vec3),
    /// By a foot, over the ground from this point.
    Foot(Option<Vec3>),
}

/// An outline at these feet, looking along −z turned by `yaw`.
pub(super) struct Outline {
    pub feet: Vec3,
    pub yaw: f32,
    pub height_m: f32,
    pub attitude: Attitude,
}

impl Outline {
    /// The figure's frame in the place.
    fn frame(&self) -> Transform {
        let scale = Vec3::splat(self.height_m / MODEL_M);
        let turn = Quat::from_rotation_y(self.yaw);
        let at = Transform::from_translation(self.feet).with_rotation(turn).with_scale(scale);
        match self.attitude {
            // On the back, a body's depth above the ground.
            Attitude::Lying => {
                let down = Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2);
                let middle = Transform::from_translation(Vec3::new(0.0, 0.17, MODEL_M / 2.0));
                at * middle.with_rotation(down)
            }
            _ => at,
        }
    }

    /// Left and right hand, in the figure's frame.
    fn hands(&self) -> [Vec3; 2] {
        let side = Vec3::new(0.3, 0.82, -0.04);
        let right = match self.attitude {
            Attitude::Touching(at) => {
                let local = self.frame().to_matrix().inverse().transform_point3(at);
                // An arm is as long as it is.
                SHOULDER + (local - SHOULDER).clamp_length_max(0.6)
            }
            _ => side,
        };
        [side * Vec3::new(-1.0, 1.0, 1.0), right]
    }

    pub fn draw(&self, ink: Ink, sketch: &mut Sketch) {
        let frame = self.frame();
        let scale = frame.scale.x;
        let bar = |sketch: &mut Sketch, from: Vec3, to: Vec3, radius: f32| {
            let (from, to) = (frame.transform_point(from), frame.transform_point(to));
            sketch.bar(ink, from, to, radius * scale);
        };
        let head = frame * Transform::from_xyz(0.0, 1.64, 0.0);
        sketch.add(ink, Sphere::new(0.115).mesh().uv(24, 16), head);
        bar(sketch, CHEST, Vec3::new(0.0, 1.0, 0.0), 0.155);
        for (sign, hand) in [-1.0, 1.0].into_iter().zip(self.hands()) {
            let side = Vec3::new(sign, 1.0, 1.0);
            let (shoulder, hip) = (SHOULDER * side, HIP * side);
            let elbow = elbow(shoulder, hand, Vec3::new(sign * 0.6, -0.8, 0.5));
            bar(sketch, CHEST, shoulder, 0.075);
            bar(sketch, shoulder, elbow, 0.055);
            bar(sketch, elbow, hand, 0.048);
            bar(sketch, Vec3::new(0.0, 1.0, 0.0), hip, 0.1);
            bar(sketch, hip, Vec3::new(sign * 0.12, 0.09, 0.0), 0.08);
            let toe = Vec3::new(sign * 0.13, 0.05, -0.14);
            bar(sketch, Vec3::new(sign * 0.12, 0.05, 0.02), toe, 0.05);
        }
    }

    /// The way of a current through the body to the ground.
    pub fn draw_current(&self, entry: Entry, sketch: &mut Sketch) {
        let frame = self.frame();
        let belly = Vec3::new(0.0, 1.0, 0.0);
        let foot = |sign: f32| Vec3::new(sign * 0.12, 0.03, 0.0);
        let leg = |sign: f32| [belly, HIP * Vec3::new(sign, 1.0, 1.0), foot(sign)];
        let mut line = |way: &[Vec3]| {
            for way in way.windows(2) {
                let (from, to) = (frame.transform_point(way[0]), frame.transform_point(way[1]));
                sketch.bar(Ink::Current, from, to, 0.022);
            }
        };
        line(&leg(-1.0));
        line(&leg(1.0));
        match entry {
            Entry::Hand(_) => {
                let [_, hand] = self.hands();
                let elbow = elbow(SHOULDER, hand, Vec3::new(0.6, -0.8, 0.5));
                let heart = Vec3::new(-0.03, 1.28, 0.0);
                line(&[hand, elbow, SHOULDER, heart, belly]);
            }
            Entry::Foot(Some(at)) => {
                let foot = frame.transform_point(foot(1.0));
                sketch.bar(Ink::Current, at, foot, 0.022);
            }
            Entry::Foot(None) => {}
        }
    }

    /// The crown of the head.
    pub fn crown(&self) -> Vec3 {
        self.frame().transform_point(Vec3::Y * MODEL_M)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(attitude: Attitude) -> Outline {
        Outline { feet: Vec3::new(1.0, 0.0, -2.0), yaw: 0.4, height_m: 1.6, attitude }
    }

    #[test]
    fn an_arm_reaches_what_is_near_and_no_further() {
        let near = Vec3::new(1.1, 1.2, -2.45);
        let touching = outline(Attitude::Touching(near));
        let hand = touching.frame().transform_point(touching.hands()[1]);
        assert!(hand.distance(near) < 0.02, "{hand}");
        let far = outline(Attitude::Touching(Vec3::new(1.0, 1.0, -9.0)));
        let hand = far.frame().transform_point(far.hands()[1]);
        assert!(hand.distance(far.feet) < 2.0);
    }

    #[test]
    fn whoever_lies_is_low_and_whoever_stands_is_as_tall_as_told() {
        assert!((outline(Attitude::Standing).crown().y - 1.6).abs() < 1e-4);
        assert!(outline(Attitude::Lying).crown().y < 0.3);
    }
}
