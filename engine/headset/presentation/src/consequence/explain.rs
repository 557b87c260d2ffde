//! The freeze: which picture explains which consequence, drawn when it begins and taken away when
//! it is over.

use super::gas::{self, Ghosted, Rooms};
use super::outline::{Attitude, Entry, Outline};
use super::sketch::{Ink, Inks, Sketch};
use super::victim::Victim;
use crate::script::{Script, Strike, playing};
use crate::sight::Sight;
use anlan_scenario::{Condition, Depiction, Hazard, Scenario};
use anlan_stage::{PartState, Run};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// What is lower than this is touched with a foot, metres.
const UNDERFOOT_M: f32 = 0.5;
/// The way of a thing that fell is this thick, metres.
const WAY_M: f32 = 0.025;
/// One's last step, metres.
const LAST_STEP_M: f32 = 0.75;
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
    (script, run, inks, sight): (Res<Script>, Option<Res<Run>>, Res<Inks>, Res<Sight>),
    rooms: Rooms,
    parts: Query<&PartState>,
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
            draw(&mut sketch, depiction, &strike.victim);
            draw_barriers(&mut sketch, &hazards, &parts);
        }
    }
    for (mesh, coat) in sketch.done(&inks) {
        let piece = (Mesh3d(meshes.add(mesh)), MeshMaterial3d(coat), Transform::default());
        commands.spawn((Explains, piece, NotShadowCaster));
    }
}

/// The hazards that feed the consequence and that the seed made real.
fn struck<'a>(scenario: &'a Scenario, strike: &Strike) -> Vec<&'a Hazard> {
    let Some(consequence) = scenario.consequence(&strike.id) else { return Vec::new() };
    scenario.file().hazards.iter().filter(|h| consequence.hazards.contains(&h.id)).collect()
}

/// Whom it befell in outline, and the way of what befell.
fn draw(sketch: &mut Sketch, depiction: &Depiction, victim: &Victim) {
    let outline = |feet: Vec3, attitude: Attitude| Outline {
        feet,
        yaw: victim.yaw,
        height_m: victim.height_m,
        attitude,
    };
    let feet = victim.feet;
    match depiction {
        Depiction::Blast => {}
        Depiction::Shock => {
            let source = victim.source.filter(|_| victim.is_in_reach());
            let entry = match source {
                Some(at) if at.y > feet.y + UNDERFOOT_M => Entry::Hand(at),
                _ => Entry::Foot(source),
            };
            let attitude = match entry {
                Entry::Hand(at) => Attitude::Touching(at),
                Entry::Foot(_) => Attitude::Standing,
            };
            let outline = outline(feet, attitude);
            outline.draw(Ink::Outline, sketch);
            outline.draw_current(entry, sketch);
            if let Some(at) = source {
                gas::draw_spark(sketch, at, 0.5);
            }
        }
        Depiction::Fall { drop_m, .. } => {
            let edge = victim.edge(depiction);
            let lies = edge - Vec3::Y * *drop_m;
            let stood = edge + (feet - edge).clamp_length_max(LAST_STEP_M);
            outline(stood, Attitude::Standing).draw(Ink::Outline, sketch);
            outline(edge - Vec3::Y * *drop_m * 0.4, Attitude::Lying).draw(Ink::Beneath, sketch);
            outline(lies, Attitude::Lying).draw(Ink::Beneath, sketch);
            sketch.arrow(Ink::Way, edge, lies + Vec3::Y * 0.3, WAY_M);
        }
        Depiction::RunOver { at, .. } => {
            // What rolled is there itself.
            let feet = at.map_or(feet, Vec3::from);
            outline(feet, Attitude::Standing).draw(Ink::Beneath, sketch);
        }
        Depiction::StruckBy { from, clear_m } => {
            let outline = outline(feet, Attitude::Standing);
            outline.draw(Ink::Outline, sketch);
            let from = Vec3::from(*from);
            sketch.arrow(Ink::Way, from, outline.crown() + Vec3::Y * 0.03, WAY_M);
            let below = from.with_y(feet.y + PROUD_M);
            sketch.ring(Ink::KeepOut, below, *clear_m);
            gas::draw_spark(sketch, from, 0.7);
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

    #[test]
    fn each_consequence_is_explained_by_its_own_picture() {
        let inks = |depiction: Depiction, source: Vec3| {
            let mut sketch = Sketch::default();
            let victim = Victim::at(Vec3::ZERO, 0.0, 1.7, &[source]);
            draw(&mut sketch, &depiction, &victim);
            sketch.inks()
        };
        let near = Vec3::new(0.3, 1.1, -0.5);
        use Ink::*;
        assert_eq!(inks(Depiction::Shock, near), [Outline, Current, Spark]);
        assert_eq!(inks(Depiction::Shock, near * 9.0), [Outline, Current], "from nowhere near");
        let fall = Depiction::Fall { drop_m: 3.0, at: None };
        assert_eq!(inks(fall, near), [Outline, Beneath, Way]);
        let over = Depiction::RunOver { props: Vec::new(), by: [0.0, 0.0, 1.0], at: None };
        assert_eq!(inks(over, near), [Beneath]);
        let from = [0.0, 5.0, 0.0];
        let struck = Depiction::StruckBy { from, clear_m: 2.0 };
        assert_eq!(inks(struck, near), [Outline, Way, KeepOut, Spark]);
    }
}
