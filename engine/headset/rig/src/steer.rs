//! Moving a scripted body like a person: walk a way, turn the head at a human speed, and find a
//! place from which something can be seen or reached.

use crate::EYE_HEIGHT_M;
use anlan_attempt::TICKS_PER_S;
use anlan_scenario::{Floor, Scenario};
use anlan_stage::{Body, BodyInput, Obstacles, Pose, Rays};
use bevy::prelude::*;
use std::f32::consts::{FRAC_PI_2, TAU};

/// Walking speed, metres per second.
const WALK_M_PER_S: f32 = 1.4;
/// Head and body turn this fast, radians per second.
const TURN_RAD_PER_S: f32 = 3.5;
/// Aimed well enough to press, radians.
const AIM_RAD: f32 = 0.002;
/// A point of a way is reached within this distance, metres.
const REACHED_M: f32 = 0.02;
/// Distances from which a thing is looked at or reached for, nearest first, metres.
const STANCE_RADII_M: [f32; 7] = [0.5, 0.7, 0.9, 1.2, 1.7, 2.4, 3.2];
/// Directions tried about a thing.
const STANCE_DIRECTIONS: usize = 32;

/// Eyes and pitch of a steered body, and the way it is on.
#[derive(Debug, Default)]
pub(crate) struct Steering {
    pitch: f32,
    way: Vec<[f32; 2]>,
}

/// The body and what it can ask of the world.
pub(crate) struct Senses<'a, 'w, 's> {
    pub body: &'a Body,
    pub rays: &'a Rays<'w, 's>,
    pub obstacles: &'a Obstacles,
    pub scenario: &'a Scenario,
}

impl Senses<'_, '_, '_> {
    pub fn eyes(&self) -> Vec3 {
        self.body.feet + Vec3::Y * EYE_HEIGHT_M
    }

    fn feet(&self) -> [f32; 2] {
        [self.body.feet.x, self.body.feet.z]
    }

    fn floor(&self) -> Floor {
        Floor::new(self.scenario, &self.obstacles.0)
    }

    /// The nearest standing place from which `is_good` holds for the eyes there.
    pub fn stance(&self, target: Vec3, is_good: impl Fn(Vec3) -> bool) -> Option<[f32; 2]> {
        let floor = self.floor();
        let ways = floor.ways(self.feet());
        let ring = |radius: f32| {
            (0..STANCE_DIRECTIONS).map(move |i| {
                let angle = TAU * i as f32 / STANCE_DIRECTIONS as f32;
                [target.x + radius * angle.sin(), target.z + radius * angle.cos()]
            })
        };
        let reachable = |at: [f32; 2]| Some((ways.metres_to(at)?, at));
        let mut places: Vec<_> =
            STANCE_RADII_M.into_iter().flat_map(ring).filter_map(reachable).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let eyes = |at: [f32; 2]| Vec3::new(at[0], self.body.feet.y + EYE_HEIGHT_M, at[1]);
        places.into_iter().map(|(_, at)| at).find(|at| is_good(eyes(*at)))
    }
}

impl Steering {
    /// Looks for the way to a place.
    pub fn set_out(&mut self, senses: &Senses, to: [f32; 2]) {
        self.way = senses.floor().way(senses.feet(), to);
    }

    /// Stays where it is.
    pub fn halt(&mut self) {
        self.way.clear();
    }

    pub fn is_walking(&self) -> bool {
        !self.way.is_empty()
    }

    /// One tick along the way, eyes ahead.
    pub fn walk(&mut self, senses: &Senses) -> BodyInput {
        let here = Vec2::from(senses.feet());
        while self.way.first().is_some_and(|p| here.distance(Vec2::from(*p)) < REACHED_M) {
            self.way.remove(0);
        }
        let Some(next) = self.way.first().map(|p| Vec2::from(*p)) else {
            return self.look(senses, None).0;
        };
        let way = next - here;
        let speed = (way.length() * TICKS_PER_S as f32).min(WALK_M_PER_S);
        let ahead = senses.eyes() + Vec3::new(way.x, 0.0, way.y).normalize_or_zero() * 3.0;
        let (mut input, _) = self.look(senses, Some(ahead - Vec3::Y * 0.3));
        input.walk = way.normalize_or_zero() * speed;
        input
    }

    /// One tick of turning toward a point; true once the eyes are on it.
    pub fn look(&mut self, senses: &Senses, at: Option<Vec3>) -> (BodyInput, bool) {
        let step = TURN_RAD_PER_S / TICKS_PER_S as f32;
        let way = at.unwrap_or(senses.eyes() + senses.body.head().forward()) - senses.eyes();
        let yaw = f32::atan2(-way.x, -way.z) - senses.body.yaw;
        let yaw = yaw - TAU * (yaw / TAU).round();
        let pitch = f32::atan2(way.y, way.with_y(0.0).length()).clamp(-FRAC_PI_2, FRAC_PI_2);
        let pitch_off = if at.is_some() { pitch - self.pitch } else { 0.0 };
        self.pitch += pitch_off.clamp(-step, step);
        let head = Pose { at: Vec3::Y * EYE_HEIGHT_M, rot: Quat::from_rotation_x(self.pitch) };
        let input = BodyInput { head, hand: head, turn: yaw.clamp(-step, step), ..default() };
        (input, yaw.abs() < AIM_RAD && pitch_off.abs() < AIM_RAD)
    }
}
