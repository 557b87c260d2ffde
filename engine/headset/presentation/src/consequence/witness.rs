//! Where the freeze is seen from: the consequence's own view if the trainee is in it, or else the
//! place near by from which most can be seen of what befell, and of what it came from.

use super::victim::Victim;
use anlan_scenario::{Depiction, View};
use anlan_stage::Rays;
use bevy::prelude::*;
use std::f32::consts::TAU;

/// Whoever looks on stands this far off, metres, in so many directions, at the height of eyes or of
/// a step.
const OFF_M: [f32; 4] = [4.6, 3.6, 2.7, 2.0];
const DIRECTIONS: usize = 20;
const EYES_M: [f32; 2] = [1.7, 2.6];
/// A fall is seen from above its edge, so that the way down can be seen: as far off, as high.
const FALL_OFF_M: [f32; 4] = [3.0, 4.0, 5.2, 6.5];
const FALL_EYES_M: [f32; 2] = [4.2, 5.6];
/// The trainee is in a view if within this angle of its middle, degrees.
const WITHIN_DEG: f32 = 24.0;
/// A thing that is farther off than this does not draw the view to it, and one that falls, metres.
const NEAR_M: f32 = 3.0;
const ABOVE_M: f32 = 6.0;
/// From so far off one sees best, metres, and what each metre more or less costs.
const BEST_M: f32 = 3.8;
const PER_M: f32 = 2.0;
/// What a view of the scenario is worth beside others, what each thing in sight is, and what it is
/// to see a fall from outside.
const AUTHORED: f32 = 5.0;
const IN_SIGHT: f32 = 6.0;
const OUTSIDE: f32 = 12.0;

/// What is to be seen.
pub(crate) struct Scene<'a> {
    pub depiction: &'a Depiction,
    pub victim: &'a Victim,
}

impl Scene<'_> {
    /// Where the outline stands.
    fn feet(&self) -> Vec3 {
        let edge = self.victim.edge(self.depiction);
        edge + (self.victim.feet - edge).clamp_length_max(1.0)
    }

    /// Head, shoulders, knees; the edge of a fall; what it came from.
    fn points(&self) -> Vec<Vec3> {
        let up = |aside: f32, share: f32| {
            let aside = Quat::from_rotation_y(self.victim.yaw) * Vec3::X * aside;
            self.feet() + aside + Vec3::Y * self.victim.height_m * share
        };
        let mut points = vec![up(0.0, 0.95), up(-0.22, 0.75), up(0.22, 0.75), up(0.0, 0.3)];
        if let Depiction::Fall { .. } = self.depiction {
            points.push(self.victim.edge(self.depiction) + Vec3::Y * 0.1);
        }
        points.extend(self.source());
        points
    }

    /// Where whoever fell has come to lie.
    fn lies(&self) -> Option<Vec3> {
        let Depiction::Fall { drop_m, .. } = self.depiction else { return None };
        Some(self.victim.edge(self.depiction) - Vec3::Y * *drop_m)
    }

    /// What it came from, if that is near enough to be in the same picture.
    fn source(&self) -> Option<Vec3> {
        let (source, near) = match self.depiction {
            Depiction::StruckBy { from, .. } => (Some(Vec3::from(*from)), ABOVE_M),
            _ => (self.victim.source, NEAR_M),
        };
        source.filter(|at| at.distance(self.feet() + Vec3::Y * 1.2) < near)
    }
}

/// The view, upright, of a consequence; `authored` is the scenario's.
pub(crate) fn witness(authored: &View, scene: &Scene, rays: &Rays) -> Transform {
    let own = match *authored {
        View::Camera { at, toward, .. } => look(at.into(), toward.into()),
        View::Eye => look(scene.feet() + Vec3::new(0.0, 1.7, 3.0), scene.feet() + Vec3::Y),
    };
    // What an explosion fills, and what lies below a vehicle, is seen through what is before it.
    if matches!(scene.depiction, Depiction::Blast | Depiction::RunOver { .. }) {
        return own;
    }
    let is_clear = |from: Vec3, to: Vec3| {
        let way = to - from;
        let Ok(dir) = Dir3::new(way) else { return true };
        rays.first(from, *dir, (way.length() - 0.12).max(0.0)).is_none()
    };
    best(own, scene, is_clear)
}

/// The best view by what can be seen from it.
fn best(own: Transform, scene: &Scene, is_clear: impl Fn(Vec3, Vec3) -> bool) -> Transform {
    let points = scene.points();
    let middle = middle(scene);
    let worth = |at: &Transform| {
        let ahead = *at.forward();
        let in_sight = |point: &&Vec3| {
            let way = **point - at.translation;
            way.angle_between(ahead).to_degrees() < WITHIN_DEG && is_clear(at.translation, **point)
        };
        let mut seen = points.iter().filter(in_sight).count() as f32 * IN_SIGHT;
        // Drawn over everything, it is seen wherever it is in the picture.
        let lies = scene.lies().map(|lies| (lies - at.translation).angle_between(ahead));
        if lies.is_some_and(|off| off.to_degrees() < WITHIN_DEG) {
            seen += 2.0 * IN_SIGHT;
        }
        // From beyond the edge a fall goes down the picture, not over the floor.
        let edge = scene.victim.edge(scene.depiction);
        let beyond = (edge - scene.victim.feet).with_y(0.0).normalize_or_zero();
        seen += OUTSIDE * (at.translation - edge).with_y(0.0).normalize_or_zero().dot(beyond);
        // The nearer to the side from which the author looks, the better.
        seen + ahead.dot(*own.forward()) * 3.0
            - (at.translation.distance(middle) - BEST_M).abs() * PER_M
    };
    let (offs, ups) = match scene.depiction {
        Depiction::Fall { .. } => (FALL_OFF_M, FALL_EYES_M),
        _ => (OFF_M, EYES_M),
    };
    let around = offs.iter().flat_map(|off| {
        ups.iter().flat_map(move |up| {
            (0..DIRECTIONS).map(move |i| {
                let turn = TAU * i as f32 / DIRECTIONS as f32;
                look(scene.feet() + Vec3::new(turn.cos() * off, *up, turn.sin() * off), middle)
            })
        })
    });
    let mut best = (own, worth(&own) + AUTHORED);
    for at in around {
        let worth = worth(&at);
        if worth > best.1 {
            best = (at, worth);
        }
    }
    best.0
}

/// Between the outline and what it came from, or at the edge.
fn middle(scene: &Scene) -> Vec3 {
    let chest = scene.feet() + Vec3::Y * scene.victim.height_m * 0.62;
    match (scene.depiction, scene.source()) {
        // Down the way, as far as still shows who stood above.
        (Depiction::Fall { drop_m, .. }, _) => {
            scene.victim.edge(scene.depiction) - Vec3::Y * (drop_m * 0.3).min(2.5)
        }
        (_, Some(at)) => chest.lerp(at, 0.4),
        _ => chest,
    }
}

fn look(at: Vec3, toward: Vec3) -> Transform {
    Transform::from_translation(at).looking_at(toward, Vec3::Y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn victim() -> Victim {
        Victim::at(Vec3::ZERO, 0.0, 1.7, &[Vec3::new(0.0, 1.2, -0.6)])
    }

    fn found(own: Transform, is_clear: impl Fn(Vec3, Vec3) -> bool) -> Transform {
        best(own, &Scene { depiction: &Depiction::Shock, victim: &victim() }, is_clear)
    }

    #[test]
    fn the_authors_view_is_kept_if_the_trainee_is_in_it() {
        let own = look(Vec3::new(3.0, 1.7, 2.0), Vec3::Y);
        assert_eq!(found(own, |_, _| true), own);
    }

    #[test]
    fn a_view_that_looks_elsewhere_gives_way_to_one_that_sees_all() {
        let own = look(Vec3::new(3.0, 1.7, 2.0), Vec3::new(9.0, 1.0, 9.0));
        let seen = found(own, |_, _| true);
        let off = (Vec3::Y * 1.2 - seen.translation).angle_between(*seen.forward());
        assert!(off.to_degrees() < WITHIN_DEG && seen.translation.y > 1.0);
    }

    #[test]
    fn nothing_stands_before_the_view_that_is_taken() {
        // A wall at x = 1: only from its far side, -x, can be seen.
        let own = look(Vec3::new(3.0, 1.7, 0.0), Vec3::Y);
        let seen = found(own, |from, _| from.x < 1.0);
        assert!(seen.translation.x < 1.0, "{seen:?}");
    }
}
