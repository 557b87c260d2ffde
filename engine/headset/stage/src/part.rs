//! Parts with one degree of freedom: a lever, knob, leaf, sash or stack between two named ends.
//! Hands and the timeline move them; sensing tells when an end is reached.

use crate::place::update_obstacles;
use anlan_scenario::{Motion, Part, PartId, Prop};
use bevy::prelude::*;

/// A part as it stands now.
#[derive(Component, Clone, Debug)]
pub struct PartState {
    /// Which.
    pub id: PartId,
    /// Names of the two ends.
    pub ends: (String, String),
    /// 0 at the first end, 1 at the second.
    pub at: f32,
    /// Where it is being moved to, if it is.
    pub(crate) target: Option<f32>,
    /// Width, height, depth, metres.
    pub size: Vec3,
    /// The end it last rested at is the second.
    pub(crate) was_at_second: bool,
    home: Vec3,
    motion: Motion,
    travel_s: f32,
}

impl PartState {
    pub(crate) fn new(prop: &Prop, part: &Part) -> Self {
        let was_at_second = part.start_end() == part.ends.1;
        Self {
            id: part.id.clone(),
            ends: part.ends.clone(),
            at: if was_at_second { 1.0 } else { 0.0 },
            target: None,
            size: part.size.into(),
            was_at_second,
            home: Vec3::from(prop.pos) + Vec3::from(part.at),
            motion: part.motion,
            travel_s: part.travel_s,
        }
    }

    /// The name of the end at which it rests, if it rests at one.
    pub fn end(&self) -> Option<&str> {
        match self.at {
            at if at <= 0.0 => Some(&self.ends.0),
            at if at >= 1.0 => Some(&self.ends.1),
            _ => None,
        }
    }

    /// Where it is in the world.
    pub(crate) fn transform(&self) -> Transform {
        match self.motion {
            Motion::Slide { by } => {
                Transform::from_translation(self.home + Vec3::from(by) * self.at)
            }
            Motion::Turn { pivot, axis, degrees } => {
                let pivot = Vec3::from(pivot);
                let turn = Quat::from_axis_angle(
                    Vec3::from(axis).normalize_or_zero(),
                    degrees.to_radians() * self.at,
                );
                Transform::from_translation(self.home + pivot - turn * pivot).with_rotation(turn)
            }
        }
    }
}

pub(crate) fn move_parts(world: &mut World) {
    let step = 1.0 / anlan_attempt::TICKS_PER_S as f32;
    let mut parts = world.query::<(&mut PartState, &mut Transform)>();
    let mut moved = false;
    for (mut part, mut transform) in parts.iter_mut(world) {
        let Some(target) = part.target else { continue };
        let reach = step / part.travel_s;
        part.at += (target - part.at).clamp(-reach, reach);
        if part.at == target {
            part.target = None;
            part.was_at_second = target == 1.0;
        }
        *transform = part.transform();
        moved = true;
    }
    if moved {
        update_obstacles(world);
    }
}
