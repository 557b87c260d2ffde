//! The freeze: which picture explains which consequence, drawn when it begins and taken away when
//! it is over.

use super::gas::{self, Ghosted, Rooms};
use super::outline::{Attitude, Outline};
use super::sketch::{Ink, Sketch};
use crate::blockout::Palette;
use crate::script::{Script, Strike, playing};
use crate::sight::Sight;
use anlan_attempt::MarkerId;
use anlan_scenario::{Condition, Depiction, Hazard, Scenario};
use anlan_stage::{MarkerPoint, PartState, Run};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// A hand reaches what is no farther than this, metres.
const TOUCHES_M: f32 = 1.3;
/// The way of a thing that fell is this thick, metres.
const WAY_M: f32 = 0.025;
/// Lines on the floor lie this much above it, metres.
const PROUD_M: f32 = 0.03;
/// What should have been there stands out of what is there by this, metres.
const BARRIER_PROUD_M: f32 = 0.012;

/// There only to explain; gone when the freeze is over.
#[derive(Component)]
pub(super) struct Explains;

pub(super) fn explain_freeze(
    mut commands: Commands,
    mut was_frozen: Local<bool>,
    mut meshes: ResMut<Assets<Mesh>>,
    (script, run, palette, sight): (Res<Script>, Option<Res<Run>>, Res<Palette>, Res<Sight>),
    rooms: Rooms,
    parts: Query<&PartState>,
    markers: Query<(&MarkerPoint, &Transform)>,
    (ghosts, explained): (Query<Entity, With<Ghosted>>, Query<Entity, With<Explains>>),
) {
    let Some(run) = run else { return };
    let frozen = playing(&script, &run).filter(|(_, moment)| moment.is_frozen);
    if frozen.is_some() == *was_frozen {
        return;
    }
    *was_frozen = frozen.is_some();
    let Some((strike, _)) = frozen else {
        explained.iter().for_each(|entity| commands.entity(entity).despawn());
        ghosts.iter().for_each(|entity| {
            commands.entity(entity).remove::<Ghosted>();
        });
        return;
    };
    let mut sketch = Sketch::default();
    let hazards = struck(run.attempt.scenario(), &strike);
    match &strike.depiction {
        Depiction::Blast => {
            let eye = sight.view.at.translation;
            for wall in gas::draw(&mut sketch, &rooms, eye, strike.spark) {
                commands.entity(wall).insert(Ghosted);
            }
        }
        depiction => {
            let marked = |hazard: &&Hazard| {
                let id = MarkerId::Hazard(hazard.id.clone());
                markers.iter().find(|(m, _)| m.id == id).map(|(_, at)| at.translation)
            };
            let points: Vec<Vec3> = hazards.iter().filter_map(marked).collect();
            draw(&mut sketch, depiction, &strike, &points);
            draw_barriers(&mut sketch, &hazards, &parts);
        }
    }
    for (mesh, coat) in sketch.done(&palette) {
        let piece = (Mesh3d(meshes.add(mesh)), MeshMaterial3d(coat), Transform::default());
        commands.spawn((Explains, piece, NotShadowCaster));
    }
}

/// The hazards that feed the consequence and that the seed made real.
fn struck<'a>(scenario: &'a Scenario, strike: &Strike) -> Vec<&'a Hazard> {
    let Some(consequence) = scenario.consequence(&strike.id) else { return Vec::new() };
    scenario.file().hazards.iter().filter(|h| consequence.hazards.contains(&h.id)).collect()
}

/// The trainee in outline, and the way of what befell.
fn draw(sketch: &mut Sketch, depiction: &Depiction, strike: &Strike, points: &[Vec3]) {
    let outline = |feet: Vec3, attitude: Attitude| Outline {
        feet,
        yaw: strike.yaw,
        height_m: strike.height_m,
        attitude,
    };
    let feet = strike.feet;
    match depiction {
        Depiction::Blast => {}
        Depiction::Shock => {
            let chest = feet + Vec3::Y * 1.3;
            let near = |at: &&Vec3| at.distance(chest) < TOUCHES_M;
            let by = |a: &&Vec3, b: &&Vec3| a.distance(chest).total_cmp(&b.distance(chest));
            // What was touched, or what was stepped on.
            let touched = points.iter().filter(near).min_by(by);
            let at = touched.copied().unwrap_or(strike.hand);
            let outline = outline(feet, Attitude::Touching(at));
            outline.draw(sketch);
            outline.draw_current(sketch);
            gas::draw_spark(sketch, at);
        }
        Depiction::Fall { by } => {
            let lies = feet + Vec3::from(*by);
            outline(feet, Attitude::Standing).draw(sketch);
            outline(lies, Attitude::Lying).draw(sketch);
            let edge = Vec3::new(lies.x, feet.y, lies.z);
            sketch.arrow(Ink::Way, edge, lies + Vec3::Y * 0.3, WAY_M);
        }
        Depiction::RunOver { by, .. } => {
            outline(feet, Attitude::Standing).draw(sketch);
            let at = strike.feet + Vec3::Y * (PROUD_M + 1.9);
            let way = Vec3::from(*by);
            sketch.arrow(Ink::Way, at - way, at + way * 0.5, WAY_M * 1.6);
        }
        Depiction::StruckBy { from, clear_m } => {
            let outline = outline(feet, Attitude::Standing);
            outline.draw(sketch);
            let from = Vec3::from(*from);
            sketch.arrow(Ink::Way, from, outline.crown() + Vec3::Y * 0.03, WAY_M);
            let below = from.with_y(feet.y + PROUD_M);
            sketch.ring(Ink::KeepOut, below, *clear_m);
            gas::draw_spark(sketch, from);
        }
    }
}

/// What would have controlled the hazards and was not in place: in outline, where it belongs.
fn draw_barriers(sketch: &mut Sketch, hazards: &[&Hazard], parts: &Query<&PartState>) {
    let mut wanted = Vec::new();
    for control in hazards.iter().flat_map(|hazard| &hazard.controlled) {
        control.when.walk(&mut |condition| {
            if let Condition::Is(part, end) = condition {
                wanted.push((part.clone(), end.clone()));
            }
        });
    }
    for (id, end) in wanted {
        let part = parts.iter().find(|part| part.id == id);
        let Some(part) = part.filter(|part| part.end() != Some(&end)) else { continue };
        if let Some(at) = part.transform_at(&end) {
            let size = part.size + Vec3::splat(2.0 * BARRIER_PROUD_M);
            sketch.add(Ink::Barrier, Cuboid::from_size(size), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strike(depiction: Depiction) -> Strike {
        Strike {
            id: "C1".into(),
            at: 0,
            lasts_s: 6.0,
            depiction,
            spark: None,
            feet: Vec3::ZERO,
            yaw: 0.0,
            height_m: 1.7,
            hand: Vec3::new(0.2, 1.2, -0.4),
        }
    }

    #[test]
    fn each_consequence_is_explained_by_its_own_picture() {
        let inks = |depiction: Depiction| {
            let mut sketch = Sketch::default();
            draw(&mut sketch, &depiction, &strike(depiction.clone()), &[Vec3::new(0.3, 1.1, -0.5)]);
            sketch.inks()
        };
        let by = [0.0, -3.0, -1.0];
        use Ink::*;
        assert_eq!(inks(Depiction::Shock), [Outline, Current, Spark]);
        assert_eq!(inks(Depiction::Fall { by }), [Outline, Way]);
        assert_eq!(inks(Depiction::RunOver { props: Vec::new(), by }), [Outline, Way]);
        let from = [0.0, 5.0, 0.0];
        assert_eq!(
            inks(Depiction::StruckBy { from, clear_m: 2.0 }),
            [Outline, Way, KeepOut, Spark]
        );
    }
}
