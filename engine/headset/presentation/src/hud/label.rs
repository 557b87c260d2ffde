//! Names of things: near by in the blockout, whose plain boxes need them, and from above anywhere.
//! A label names a thing; it never says that it is a hazard, and marks nothing.

use super::style::{INK, say, show};
use super::whole;
use crate::font::Typeface;
use crate::kit::Kit;
use crate::sight::{FOV_DEG, Sight};
use crate::words::Wording;
use anlan_scenario::Markable;
use anlan_stage::{AgentBody, PartState, Placed, Rays, Run, Thing};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// Farther things go without a name, metres.
const LABEL_M_MAX: f32 = 6.0;
/// More names at once are noise.
const LABELS_MAX: usize = 12;
/// Size of a name, percent of the view's height.
const SIZE_VH: f32 = 1.9;
/// The view is kept free of names this near its edge, share of its height.
const EDGE: f32 = 0.03;

#[derive(Component)]
pub(super) struct Label(usize);

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface) {
    sheet.spawn(whole()).with_children(|labels| {
        for index in 0..LABELS_MAX {
            let node = Node {
                position_type: PositionType::Absolute,
                display: Display::None,
                padding: UiRect::axes(Val::Vh(0.6), Val::Vh(0.15)),
                border_radius: BorderRadius::all(Val::Vh(0.4)),
                ..default()
            };
            let middle = UiTransform::from_translation(Val2::percent(-50.0, -50.0));
            let ground = BackgroundColor(Color::srgba(0.05, 0.06, 0.07, 0.45));
            labels.spawn((Label(index), node, middle, ground)).with_child((
                Text::default(),
                TextFont {
                    font: typeface.regular.clone(),
                    font_size: FontSize::Vh(SIZE_VH),
                    ..default()
                },
                TextColor(INK.with_alpha(0.92)),
                TextLayout::no_wrap(),
            ));
        }
    });
}

type Bodies<'w, 's> = Query<
    'w,
    's,
    (
        &'static Thing,
        &'static Transform,
        Option<&'static Placed>,
        Option<&'static PartState>,
        Option<&'static AgentBody>,
    ),
>;

/// A name that could be shown.
struct Name<'a> {
    thing: &'a Markable,
    /// The middle of the thing.
    at: Vec3,
    /// Where the words go.
    anchor: Vec3,
    /// Its volume, cubic metres.
    bulk: f32,
}

/// A name on the page, in shares of the view's height from its middle.
#[derive(Clone, Copy)]
struct Spot {
    middle: Vec2,
    half: Vec2,
}

pub(super) fn draw_labels(
    mut labels: Query<(&Label, &mut Node, &Children)>,
    mut texts: Query<&mut Text>,
    bodies: Bodies,
    things: Query<&Thing>,
    cameras: Query<&Camera>,
    rays: Rays,
    (sight, run, wording, kit): (Res<Sight>, Option<Res<Run>>, Res<Wording>, Option<Res<Kit>>),
) {
    let Some(run) = run else { return };
    let size = cameras.get(sight.camera).ok().and_then(Camera::logical_viewport_size);
    let (view, eye) = (sight.view, sight.view.at.translation);
    let is_wanted = sight.is_flat && run.attempt.card().is_none();
    let is_wanted = is_wanted && (view.lifts_ceiling || (view.is_eye && kit.is_none()));
    let aspect = size.filter(|_| is_wanted).map_or(0.0, |size| size.x / size.y);
    let mut names = names(&bodies);
    if view.is_eye {
        names.retain(|name| name.at.distance(eye) <= LABEL_M_MAX);
        names.sort_by(|a, b| a.at.distance(eye).total_cmp(&b.at.distance(eye)));
    } else {
        // From above the large things say where one is.
        names.sort_by(|a, b| b.bulk.total_cmp(&a.bulk));
    }
    let mut shown: Vec<(String, Spot)> = Vec::new();
    for name in names {
        if shown.len() == LABELS_MAX {
            break;
        }
        let key = match name.thing {
            Markable::Prop(id) => format!("prop.{id}"),
            Markable::Agent(id) => format!("agent.{id}"),
        };
        let words = run.attempt.scenario().word(wording.0, &key).to_owned();
        let Some(spot) = spot(&name, &words, &sight.view.at, aspect) else { continue };
        let is_free = shown.iter().all(|(_, other)| !overlap(*other, spot));
        if is_free && (view.lifts_ceiling || is_seen(&name, eye, &rays, &things)) {
            shown.push((words, spot));
        }
    }
    for (label, mut node, children) in &mut labels {
        let name = shown.get(label.0);
        show(&mut node, name.is_some());
        let child = children.first().copied();
        if let (Some((words, spot)), Some(child)) = (name, child)
            && let Ok(mut text) = texts.get_mut(child)
        {
            say(&mut text, words);
            node.left = Val::Percent((spot.middle.x / aspect + 0.5) * 100.0);
            node.top = Val::Percent((spot.middle.y + 0.5) * 100.0);
        }
    }
}

/// All things once, each at its largest solid.
fn names<'a>(bodies: &'a Bodies) -> Vec<Name<'a>> {
    /// People are named before things.
    const PERSON_M3: f32 = 100.0;
    let mut names: Vec<Name> = Vec::new();
    for (thing, transform, prop, part, agent) in bodies {
        let at = transform.translation;
        let solid = prop.filter(|prop| prop.is_solid).map(|prop| prop.size);
        let (lift, bulk) = match (agent, solid.or(part.map(|part| part.size))) {
            (Some(agent), _) => (agent.height_m / 2.0 + 0.3, PERSON_M3),
            (None, Some(size)) => ((size.y / 2.0).min(0.35), size.element_product()),
            (None, None) => continue,
        };
        let name = Name { thing: &thing.0, at, anchor: at + Vec3::Y * lift, bulk };
        match names.iter_mut().find(|known| known.thing == name.thing) {
            // Of a prop and its parts, the largest bears the name.
            Some(known) if known.bulk >= bulk => {}
            Some(known) => *known = name,
            None => names.push(name),
        }
    }
    names
}

/// Where a name goes on the page, if it is in view.
fn spot(name: &Name, words: &str, eye: &Transform, aspect: f32) -> Option<Spot> {
    let local = eye.rotation.inverse() * (name.anchor - eye.translation);
    let ahead = -local.z;
    if ahead <= 0.3 {
        return None;
    }
    // One view height at this distance.
    let high = 2.0 * ahead * (FOV_DEG.to_radians() / 2.0).tan();
    let em = SIZE_VH / 100.0;
    let width: f32 = words.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum();
    let half = Vec2::new((width + 0.7) * em / 2.0, 0.8 * em);
    let middle = Vec2::new(local.x / high, -local.y / high - half.y);
    let room = Vec2::new(aspect / 2.0, 0.5) - half - Vec2::splat(EDGE);
    (middle.abs().cmple(room).all()).then_some(Spot { middle, half })
}

fn overlap(a: Spot, b: Spot) -> bool {
    (a.middle - b.middle).abs().cmplt(a.half + b.half).all()
}

/// True if the first thing on the way is the one that is named.
fn is_seen(name: &Name, eye: Vec3, rays: &Rays, things: &Query<&Thing>) -> bool {
    let Ok(way) = Dir3::new(name.at - eye) else { return false };
    rays.first(eye, *way, LABEL_M_MAX)
        .and_then(|(entity, _)| things.get(entity).ok())
        .is_some_and(|thing| thing.0 == *name.thing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anlan_scenario::PropId;

    fn spot_at(anchor: Vec3) -> Option<Spot> {
        let thing = Markable::Prop(PropId("pot".to_owned()));
        let name = Name { thing: &thing, at: anchor, anchor, bulk: 1.0 };
        super::spot(&name, "汤锅", &Transform::default(), 16.0 / 9.0)
    }

    #[test]
    fn only_what_is_in_view_is_named() {
        let ahead = spot_at(Vec3::new(0.0, 0.0, -3.0)).unwrap();
        assert!(ahead.middle.x.abs() < 1e-6 && ahead.middle.y < 0.0);
        assert!(spot_at(Vec3::new(0.0, 0.0, 3.0)).is_none(), "behind");
        assert!(spot_at(Vec3::new(5.0, 0.0, -3.0)).is_none(), "beside");
        assert!(overlap(ahead, spot_at(Vec3::new(0.05, 0.0, -3.0)).unwrap()));
    }
}
