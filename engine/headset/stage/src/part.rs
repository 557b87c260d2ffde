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
    /// It goes back to its first end when the hand opens.
    pub(crate) springs_back: bool,
    home: Vec3,
    motion: Motion,
    travel_s: f32,
    detents: u8,
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
            springs_back: part.springs_back,
            home: Vec3::from(prop.pos) + Vec3::from(part.at),
            motion: part.motion,
            travel_s: part.travel_s,
            detents: part.detents,
        }
    }

    /// True while a hand or the timeline moves it.
    pub fn is_moving(&self) -> bool {
        self.target.is_some()
    }

    /// How many notches it has passed on its way from the first end.
    pub(crate) fn notches(&self) -> u8 {
        ((self.at * (f32::from(self.detents) + 1.0)) as u8).min(self.detents)
    }

    /// The name of the end at which it rests, if it rests at one.
    pub fn end(&self) -> Option<&str> {
        match self.at {
            at if at <= 0.0 => Some(&self.ends.0),
            at if at >= 1.0 => Some(&self.ends.1),
            _ => None,
        }
    }

    /// Where it is in the world once it is at this end; `None` if it has no such end.
    pub fn transform_at(&self, end: &str) -> Option<Transform> {
        let ends = [&self.ends.0, &self.ends.1];
        let index = ends.iter().position(|name| *name == end)?;
        Some(Self { at: index as f32, ..self.clone() }.transform())
    }

    /// Where it is in the world.
    pub(crate) fn transform(&self) -> Transform {
        match self.motion {
            Motion::Slide { by } => {
                Transform::from_translation(self.home + Vec3::from(by) * self.at)
            }
            Motion::Fall { by } => {
                let (along, down) = fall(self.at);
                let way = Vec3::from(by) * Vec3::new(along, down, along);
                Transform::from_translation(self.home + way)
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

/// Share of its travel after which a falling part lands for the first time.
pub const LANDS: f32 = 0.75;
/// How high it then bounces, share of its fall.
const BOUNCE: f32 = 0.05;

/// How far a falling part has come at a share of its travel: along, and down.
fn fall(at: f32) -> (f32, f32) {
    if at < LANDS {
        let s = at / LANDS;
        (s * 0.9, s * s)
    } else {
        let s = (at - LANDS) / (1.0 - LANDS);
        (0.9 + 0.1 * s, 1.0 - BOUNCE * 4.0 * s * (1.0 - s))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_speeds_up_bounces_once_and_lies_still() {
        let down: Vec<f32> = (0..=100).map(|i| fall(i as f32 / 100.0).1).collect();
        assert_eq!((down[0], down[75], down[100]), (0.0, 1.0, 1.0));
        assert!(down[20] - down[10] < down[70] - down[60], "it speeds up");
        assert!(down.iter().all(|d| *d <= 1.0), "never through the floor");
        let rises = down.windows(2).filter(|w| w[1] < w[0]).count();
        assert!((5..20).contains(&rises), "one small bounce: {rises}");
    }
}
