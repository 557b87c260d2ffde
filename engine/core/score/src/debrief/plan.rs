//! The place from above: floor, footprints, markers, and everybody's way as the trace tells it.

use super::story::Story;
use anlan_attempt::MarkerId;
use anlan_attempt::trace::{Pose, Trace};
use anlan_scenario::{FloorRect, PropId, PropKind, Scenario};

/// What hangs higher than this is not on the plan, metres.
const HEAD_M: f32 = 1.9;
/// What is flatter than this is floor, metres.
const FLAT_M: f32 = 0.02;
/// Every so many samples of a trace make one place of a way: four a second.
const SAMPLES_PER_PLACE: usize = 5;
/// A step shorter than this is not told, metres.
const STEP_M: f32 = 0.03;
/// A turn smaller than this is not told, radians.
const TURN_RAD: f32 = 0.1;

/// The place from above; x to the right, z downward, metres.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Lowest x and z.
    pub min: [f32; 2],
    /// Highest x and z.
    pub max: [f32; 2],
    /// Where feet may go.
    pub floor: Vec<FloorRect>,
    /// What stands there.
    pub props: Vec<Footprint>,
    /// Hazards and look-alikes, where the seed put them.
    pub markers: Vec<PlanMarker>,
    /// The trainee first, then colleagues; without a trace nobody.
    pub walkers: Vec<Walker>,
}

/// The ground that a prop covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    /// Which.
    pub id: PropId,
    /// What it is.
    pub kind: PropKind,
    /// Its middle.
    pub at: [f32; 2],
    /// Width and depth.
    pub size: [f32; 2],
}

/// A marker on the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanMarker {
    /// Whose.
    pub id: MarkerId,
    /// Where.
    pub at: [f32; 2],
}

/// Somebody's way.
#[derive(Clone, Debug, PartialEq)]
pub struct Walker {
    /// `head` for the trainee, else the colleague's id.
    pub name: String,
    /// Where, when.
    pub places: Vec<Place>,
}

/// Where somebody was from a moment on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Scene time.
    pub at_ms: u64,
    /// x and z.
    pub at: [f32; 2],
    /// Turned to the right of −z by this, radians.
    pub facing: f32,
}

pub(super) fn of(scenario: &Scenario, story: &Story, trace: Option<&Trace>) -> Plan {
    let file = scenario.file();
    let is_on_ground = |p: &&anlan_scenario::Prop| {
        p.pos[1] < HEAD_M && p.pos[1] + p.size[1] > FLAT_M && p.size[1] > FLAT_M
    };
    let props = file.props.iter().filter(is_on_ground).map(|p| Footprint {
        id: p.id.clone(),
        kind: p.kind,
        at: [p.pos[0], p.pos[2]],
        size: [p.size[0], p.size[2]],
    });
    let marker = |id, at: &[f32; 3]| PlanMarker { id, at: [at[0], at[2]] };
    let hazards = file.hazards.iter().map(|h| marker(MarkerId::Hazard(h.id.clone()), &h.marker.at));
    let twins =
        file.look_alikes.iter().map(|d| marker(MarkerId::LookAlike(d.id.clone()), &d.marker.at));
    let names = std::iter::once("head").chain(file.agents.iter().map(|a| a.id.as_str()));
    let walker = |name: &str| trace.and_then(|trace| walker(name, trace, story));
    Plan {
        min: [file.bounds.min[0], file.bounds.min[2]],
        max: [file.bounds.max[0], file.bounds.max[2]],
        floor: file.floor.clone(),
        props: props.collect(),
        markers: hazards.chain(twins).collect(),
        walkers: names.filter_map(walker).collect(),
    }
}

fn walker(name: &str, trace: &Trace, story: &Story) -> Option<Walker> {
    let nr = trace.names.iter().position(|n| n == name)?;
    let mut places: Vec<Place> = Vec::new();
    for (tick, poses) in trace.samples.iter().step_by(SAMPLES_PER_PLACE) {
        let place = place(story.ms_at(*tick), poses.get(nr)?);
        let is_news = places.last().is_none_or(|last: &Place| {
            let step = (last.at[0] - place.at[0]).hypot(last.at[1] - place.at[1]);
            step >= STEP_M || (last.facing - place.facing).abs() >= TURN_RAD
        });
        if is_news {
            places.push(place);
        }
    }
    Some(Walker { name: name.to_owned(), places })
}

fn place(at_ms: u64, pose: &Pose) -> Place {
    let [x, _, z, i, j, k, w] = *pose;
    // −z turned by the rotation, seen from above.
    let (ahead_x, ahead_z) = (-2.0 * (i * k + w * j), -(1.0 - 2.0 * (i * i + j * j)));
    Place { at_ms, at: [x, z], facing: ahead_x.atan2(-ahead_z) }
}
