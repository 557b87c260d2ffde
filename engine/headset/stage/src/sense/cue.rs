//! Whether a cue can be perceived from a place: near enough, large enough for an eye, and nothing
//! between. One rule for looks, for what hides a cue, and for whoever asks where to stand.

use crate::agent::{AGENT_RADIUS_M, AgentBody};
use crate::apply::Emission;
use crate::body::{Body, Pose};
use crate::part::PartState;
use crate::place::{MarkerPoint, Placed, Thing};
use crate::rays::Rays;
use anlan_scenario::{LiveCue, Markable};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// Farther than this nothing counts as looked at: it could not be reported from there.
const SIGHT_M_MAX: f32 = 12.0;
/// An eye reads a shape of half a degree; smaller ones it only notes.
const CUE_DEG_MIN: f32 = 0.5;
/// A cue is no larger than what its marker stands for: twice the radius of a mark, metres.
const CUE_M_MAX: f32 = 0.7;
/// What sounds is heard through things from this near, if it sounds this strongly.
const HEARD_M: f32 = 6.0;
const HEARD_LEVEL_MIN: f32 = 0.1;

/// Where and how large something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Solid {
    pub at: Transform,
    pub half: Vec3,
}

impl Solid {
    /// The point of it that is nearest to a point.
    pub fn nearest(&self, to: Vec3) -> Vec3 {
        let local = self.at.rotation.inverse() * (to - self.at.translation);
        self.at.translation + self.at.rotation * local.clamp(-self.half, self.half)
    }

    /// How large its middling view is, metres: long things that are thin count as small.
    fn seen_m(&self) -> f32 {
        let mut sides = (self.half * 2.0).to_array();
        sides.sort_by(f32::total_cmp);
        (sides[1] * sides[2]).sqrt().min(CUE_M_MAX)
    }
}

/// How a cue is seen from somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// How far it is, metres.
    pub distance_m: f32,
    /// How large it looks, degrees.
    pub degrees: f32,
}

/// Everything that can be perceived, and what stands between.
#[derive(SystemParam)]
pub struct Cues<'w, 's> {
    pub(crate) rays: Rays<'w, 's>,
    things: Query<'w, 's, (&'static Thing, Entity)>,
    shapes: Query<
        'w,
        's,
        (
            &'static Transform,
            Option<&'static Placed>,
            Option<&'static PartState>,
            Option<&'static AgentBody>,
        ),
    >,
    emissions: Query<'w, 's, (&'static Placed, &'static Transform, &'static Emission)>,
}

impl Cues<'_, '_> {
    /// How the marker, which is `at` now, is seen by eyes that look for it; `None` if it is not.
    pub fn sight(&self, eyes: Vec3, marker: &MarkerPoint, at: Vec3) -> Option<Sight> {
        let size_m = self.solid(marker.carrier).map_or(CUE_M_MAX, |solid| solid.seen_m());
        let sight = Sight::of(size_m, eyes.distance(at))?;
        self.rays.sees(eyes, at, marker.carrier).then_some(sight)
    }

    /// Whether something of the thing can be heard through everything else.
    pub(crate) fn is_heard(&self, ears: Vec3, on: &Markable) -> bool {
        self.emissions.iter().any(|(placed, at, emission)| {
            *on == Markable::Prop(placed.prop.clone())
                && emission.level >= HEARD_LEVEL_MIN
                && emission.cue != Some(LiveCue::Grit)
                && at.translation.distance(ears) <= HEARD_M
        })
    }

    /// Whether the eyes rest on the thing: some of it within the cone, seen and large enough.
    pub(crate) fn is_looked_at(&self, head: &Pose, on: &Markable, cone_deg: f32) -> bool {
        self.solids(on).iter().any(|solid| {
            let middle = solid.at.translation;
            let depth = (middle - head.at).dot(head.forward()).max(0.0);
            let ahead = solid.nearest(head.at + head.forward() * depth);
            [ahead, middle].into_iter().any(|point| {
                let way = point - head.at;
                way.angle_between(head.forward()) <= cone_deg.to_radians()
                    && Sight::of(solid.seen_m(), way.length()).is_some()
                    && self.meets(head.at, point, on)
            })
        })
    }

    /// True if a straight line to the point meets the thing, or nothing, first.
    pub(crate) fn meets(&self, from: Vec3, to: Vec3, on: &Markable) -> bool {
        const SKIN_M: f32 = 0.02;
        let way = to - from;
        let first =
            self.rays.first(from, way.normalize_or_zero(), (way.length() - SKIN_M).max(0.0));
        first.is_none_or(|(entity, _)| self.thing(entity) == Some(on))
    }

    /// What this entity counts as.
    pub(crate) fn thing(&self, entity: Entity) -> Option<&Markable> {
        self.things.get(entity).ok().map(|(thing, _)| &thing.0)
    }

    /// All boxes of a thing.
    pub(crate) fn solids(&self, on: &Markable) -> Vec<Solid> {
        let of = |(thing, entity): (&Thing, Entity)| (thing.0 == *on).then_some(entity);
        self.things.iter().filter_map(of).filter_map(|entity| self.solid(entity)).collect()
    }

    fn solid(&self, entity: Entity) -> Option<Solid> {
        let (at, placed, part, agent) = self.shapes.get(entity).ok()?;
        let upright = |a: &AgentBody| Vec3::new(AGENT_RADIUS_M, a.height_m / 2.0, AGENT_RADIUS_M);
        let half = placed.map(|p| p.size / 2.0).or(part.map(|p| p.size / 2.0));
        Some(Solid { at: *at, half: half.or(agent.map(upright))? })
    }
}

impl Sight {
    /// A thing of this size so far away, if an eye can make it out.
    fn of(size_m: f32, distance_m: f32) -> Option<Self> {
        let degrees = 2.0 * (size_m / 2.0).atan2(distance_m).to_degrees();
        (distance_m <= SIGHT_M_MAX && degrees >= CUE_DEG_MIN)
            .then_some(Self { distance_m, degrees })
    }
}

/// The eyes, if they see anything of the place: they are tracked, and no wall parts them from the
/// body, as when somebody leans out of the area.
pub(crate) fn eyes(body: &Body, rays: &Rays) -> Option<Pose> {
    let head = body.head();
    let neck = body.feet.with_y(head.at.y);
    (!body.input.is_lost && rays.is_clear(neck, head.at)).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_degree_is_the_smallest_cue() {
        assert!(Sight::of(0.1, 11.4).is_some());
        assert!(Sight::of(0.1, 11.6).is_none());
        assert!(Sight::of(0.7, 12.1).is_none(), "too far for any");
        let cable = Solid { at: Transform::IDENTITY, half: Vec3::new(1.0, 0.01, 0.01) };
        assert!((cable.seen_m() - 0.2).abs() < 1e-4);
    }
}
