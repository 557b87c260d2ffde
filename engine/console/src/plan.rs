//! The plan of a run as numbers for an SVG: centimetres, x to the right, z downward.

use anlan_scenario::{PropId, PropKind};
use anlan_wire::debrief::{Debrief, Footprint, Place, Plan, Walker};
use anlan_wire::{Identification, MarkerId};

/// Room around the place, centimetres.
const MARGIN_CM: i32 = 40;
/// A pin's width with its rim, centimetres.
const PIN_CM: i32 = 54;
/// The ground of the smallest thing that has its name on it: a cupboard, not a pot.
const LABELLED_CM2_MIN: i32 = 3_000;
/// How wide a Chinese sign and a Latin letter of a name are drawn, centimetres.
const SIGN_CM: i32 = 24;
const LETTER_CM: i32 = 11;

/// Everything that is drawn.
pub(crate) struct PlanSheet {
    /// `x y width height`.
    pub view: String,
    pub floor: Vec<Block>,
    pub props: Vec<Block>,
    pub labels: Vec<Label>,
    pub markers: Vec<Pin>,
    pub walkers: Vec<Way>,
    pub end_ms: u64,
}

/// A rectangle.
pub(crate) struct Block {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    pub class: &'static str,
}

/// The name of a thing, on it.
pub(crate) struct Label {
    pub text: String,
    pub x: i32,
    pub y: i32,
    /// Written downward, on what is deeper than wide.
    pub is_upright: bool,
}

/// A hazard or look-alike.
pub(crate) struct Pin {
    pub id: String,
    pub x: i32,
    pub y: i32,
    pub class: &'static str,
    /// When its cue came out, and when it was reported; empty if never.
    pub from_ms: String,
    pub marked_ms: String,
}

/// Somebody's way.
pub(crate) struct Way {
    pub name: String,
    pub is_trainee: bool,
    /// The whole way, as SVG points.
    pub points: String,
    /// `ms,x,y,degrees` for each place, apart by blanks.
    pub places: String,
    /// Where it ends, for readers without a script.
    pub last: (i32, i32, i32),
}

fn cm(metres: f32) -> i32 {
    (metres * 100.0).round() as i32
}

/// A name, if the thing is large enough to be read by.
fn label(prop: &Footprint, text: String) -> Option<Label> {
    let (width, depth) = (cm(prop.size[0]), cm(prop.size[1]));
    let long: i32 = text.chars().map(|c| if c.is_ascii() { LETTER_CM } else { SIGN_CM }).sum();
    let is_upright = depth > width && long > width;
    let (along, across) = if is_upright { (depth, width) } else { (width, depth) };
    let is_furniture = prop.kind != PropKind::Structure && width * depth >= LABELLED_CM2_MIN;
    let is_readable = is_furniture && long <= along && across >= SIGN_CM;
    let (x, y) = (cm(prop.at[0]), cm(prop.at[1]));
    is_readable.then_some(Label { text, x, y, is_upright })
}

/// Pins that would cover each other stand side by side.
fn spread(mut pins: Vec<Pin>) -> Vec<Pin> {
    for nr in 1..pins.len() {
        let (before, rest) = pins.split_at_mut(nr);
        let pin = &mut rest[0];
        while let Some(other) =
            before.iter().find(|b| (b.x - pin.x).abs() < PIN_CM && (b.y - pin.y).abs() < PIN_CM)
        {
            pin.y = other.y + PIN_CM;
        }
    }
    pins
}

pub(crate) fn plan(
    told: &Debrief,
    name_of: impl Fn(&str) -> String,
    prop_name: impl Fn(&PropId) -> String,
) -> PlanSheet {
    let Plan { min, max, floor, props, walkers, .. } = &told.plan;
    let size = |axis: usize| cm(max[axis] - min[axis]) + 2 * MARGIN_CM;
    let (left, top) = (cm(min[0]) - MARGIN_CM, cm(min[1]) - MARGIN_CM);
    let block = |at: [f32; 2], size: [f32; 2], class| Block {
        x: cm(at[0] - size[0] / 2.0),
        y: cm(at[1] - size[1] / 2.0),
        width: cm(size[0]),
        height: cm(size[1]),
        class,
    };
    let rooms = floor.iter().map(|rect| Block {
        x: cm(rect.min[0]),
        y: cm(rect.min[1]),
        width: cm(rect.max[0] - rect.min[0]),
        height: cm(rect.max[1] - rect.min[1]),
        class: "floor",
    });
    let class = |kind| if kind == PropKind::Structure { "wall" } else { "prop" };
    PlanSheet {
        view: format!("{left} {top} {} {}", size(0), size(1)),
        floor: rooms.collect(),
        props: props.iter().map(|p| block(p.at, p.size, class(p.kind))).collect(),
        labels: props.iter().filter_map(|p| label(p, prop_name(&p.id))).collect(),
        markers: spread(told.plan.markers.iter().map(|m| pin(told, &m.id, m.at)).collect()),
        walkers: walkers.iter().map(|w| way(w, &name_of)).collect(),
        end_ms: told.card.scene_ms,
    }
}

fn pin(told: &Debrief, id: &MarkerId, at: [f32; 2]) -> Pin {
    let text = |ms: Option<u64>| ms.map(|ms| ms.to_string()).unwrap_or_default();
    let (outcome, from, marked) = match id {
        MarkerId::Hazard(id) => {
            let line = told.card.hazards.iter().find(|h| h.id == *id);
            let outcome = line.map_or(Identification::NotAppeared, |h| h.outcome);
            (outcome, line.and_then(|h| h.appeared_ms), line.and_then(|h| h.marked_ms))
        }
        MarkerId::LookAlike(id) => {
            let line = told.card.look_alikes.iter().find(|d| d.id == *id);
            let outcome = line.map_or(Identification::CorrectRejection, |d| d.outcome);
            (outcome, Some(0), line.and_then(|d| d.marked_ms))
        }
    };
    let class = match outcome {
        Identification::Hit => "found",
        Identification::Miss => "missed",
        Identification::FalseAlarm => "false",
        Identification::CorrectRejection => "fine",
        Identification::NotAppeared => "absent",
    };
    let (from_ms, marked_ms) = (text(from), text(marked));
    Pin { id: id.to_string(), x: cm(at[0]), y: cm(at[1]), class, from_ms, marked_ms }
}

fn way(walker: &Walker, name_of: &impl Fn(&str) -> String) -> Way {
    let degrees = |place: &Place| place.facing.to_degrees().round() as i32;
    let point = |p: &Place| format!("{},{}", cm(p.at[0]), cm(p.at[1]));
    let place = |p: &Place| format!("{},{},{}", p.at_ms, point(p), degrees(p));
    let join = |texts: Vec<String>| texts.join(" ");
    let last = walker.places.last().map(|p| (cm(p.at[0]), cm(p.at[1]), degrees(p)));
    Way {
        name: name_of(&walker.name),
        is_trainee: walker.name == "head",
        points: join(walker.places.iter().map(point).collect()),
        places: join(walker.places.iter().map(place).collect()),
        last: last.unwrap_or_default(),
    }
}
