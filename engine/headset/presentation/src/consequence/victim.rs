//! Whom a consequence befell.

use anlan_scenario::Depiction;
use bevy::prelude::*;

/// A hand or a foot is on what is no farther aside than this, metres.
const REACH_M: f32 = 1.1;

/// Somebody as they stood when it struck.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Victim {
    pub feet: Vec3,
    /// Turned to the left of −z, radians.
    pub yaw: f32,
    pub height_m: f32,
    /// The nearest of what the consequence comes from.
    pub source: Option<Vec3>,
}

impl Victim {
    pub fn at(feet: Vec3, yaw: f32, height_m: f32, points: &[Vec3]) -> Self {
        let by = |a: &&Vec3, b: &&Vec3| a.distance(feet).total_cmp(&b.distance(feet));
        let source = points.iter().min_by(by).copied();
        Self { feet, yaw, height_m, source }
    }

    /// The top of the head.
    pub fn crown(&self) -> Vec3 {
        self.feet + Vec3::Y * self.height_m
    }

    /// Over which point a fall goes down.
    pub fn edge(&self, depiction: &Depiction) -> Vec3 {
        match depiction {
            Depiction::Fall { at: Some(at), .. } => Vec3::from(*at),
            _ => self.feet,
        }
    }

    /// True if what it comes from is at hand, or underfoot.
    pub fn is_in_reach(&self) -> bool {
        self.source.is_some_and(|at| at.xz().distance(self.feet.xz()) < REACH_M)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_hand_or_underfoot_is_in_reach() {
        let points = [Vec3::new(0.0, 1.2, -0.7), Vec3::new(5.0, 0.0, 0.0)];
        let victim = Victim::at(Vec3::ZERO, 0.0, 1.7, &points);
        assert_eq!(victim.source, Some(points[0]));
        assert!(victim.is_in_reach());
        assert!(Victim::at(Vec3::X * 4.2, 0.0, 1.7, &points).is_in_reach());
        assert!(!Victim::at(Vec3::X * 3.0, 0.0, 1.7, &points).is_in_reach());
    }
}
