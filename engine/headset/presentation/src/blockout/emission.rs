//! Living cues, plainly: flames where a burner burns, steam and foam on a pot, drops under a hood,
//! a shimmer of gas at a leak. How strong they are is the stage's; they move with its ticks.

use super::palette::Palette;
use anlan_attempt::MarkerId;
use anlan_scenario::PropKind;
use anlan_stage::{Emission, MarkerPoint, Placed, Run};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// A fixture whose foot is higher than this hangs: it drips, it does not burn, metres.
const HANGS_M: f32 = 1.5;
/// From this level on a pot boils over.
const BOILS_OVER: f32 = 0.6;
/// Flames about a burner.
const FLAMES: usize = 12;
/// A flame's height at full level, metres.
const FLAME_M: f32 = 0.1;
/// Blobs of foam about a rim, drops under a hood, puffs of vapour.
const BLOBS: usize = 11;
const DROPS: usize = 3;
const PUFFS: usize = 4;
/// How far a drop falls and a puff rises before it starts again, metres.
const DROP_FALL_M: f32 = 0.5;
const PUFF_RISE_M: f32 = 0.42;
/// Seconds of one fall and of one rise.
const DROP_S: f32 = 1.6;
const PUFF_S: f32 = 2.6;

/// One small solid of a cue.
#[derive(Component, Clone, Copy)]
pub(super) struct Wisp {
    form: Form,
    /// Where it starts, in its prop's frame.
    at: Vec3,
    /// Where in its course it is at tick 0, 0–1.
    phase: f32,
    /// The prop whose level it follows beside its own, if any: a burner dies with its pot.
    with: Option<Entity>,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Flame,
    Foam,
    Drop,
    Puff,
}

/// The cues of a prop have been made.
#[derive(Component)]
pub(super) struct Cued;

type NewCue = (Added<Emission>, Without<Cued>);

pub(super) fn dress_cues(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    palette: Res<Palette>,
    new: Query<(Entity, &Placed, &Transform, &Emission), NewCue>,
    props: Query<(Entity, &Placed, &Transform)>,
    markers: Query<&MarkerPoint>,
) {
    for (entity, prop, transform, level) in &new {
        let top = Vec3::Y * prop.size.y / 2.0;
        let hazard = markers
            .iter()
            .find(|m| m.carrier == entity && matches!(m.id, MarkerId::Hazard(_)))
            .map(|m| m.offset);
        let mut wisps = Vec::new();
        match prop.kind {
            PropKind::Fixture if transform.translation.y - top.y >= HANGS_M => {
                let from = hazard.unwrap_or(-top).with_y(-top.y);
                add(&mut wisps, Form::Drop, DROPS, |i| from + Vec3::X * 0.16 * (i as f32 - 1.0));
            }
            PropKind::Fixture => {
                for (vessel, pot, at) in &props {
                    let off = at.translation - transform.translation;
                    if pot.kind == PropKind::Vessel && stands_on(off, pot.size, prop.size) {
                        let foot = off - Vec3::Y * pot.size.y / 2.0;
                        let radius = pot.size.x / 2.0 + 0.015;
                        ring(&mut wisps, Form::Flame, FLAMES, foot, radius, Some(vessel));
                    }
                }
            }
            PropKind::Vessel => {
                if level.0 >= BOILS_OVER {
                    ring(&mut wisps, Form::Foam, BLOBS, top, prop.size.x / 2.0 - 0.02, None);
                }
                add(&mut wisps, Form::Puff, PUFFS, |i| top + sway(i) * prop.size.x * 0.25);
            }
            _ => {
                let from = hazard.unwrap_or(top);
                add(&mut wisps, Form::Puff, PUFFS, |i| from + sway(i) * 0.06);
            }
        }
        spawn_wisps(&mut commands, &mut meshes, &palette, entity, &wisps);
        commands.entity(entity).insert(Cued);
    }
}

fn add(wisps: &mut Vec<Wisp>, form: Form, count: usize, at: impl Fn(usize) -> Vec3) {
    wisps.extend((0..count).map(|i| Wisp {
        form,
        at: at(i),
        phase: (i as f32 * 0.618).fract(),
        with: None,
    }));
}

fn ring(
    wisps: &mut Vec<Wisp>,
    form: Form,
    count: usize,
    centre: Vec3,
    radius: f32,
    with: Option<Entity>,
) {
    let first = wisps.len();
    add(wisps, form, count, |i| {
        let turn = std::f32::consts::TAU * i as f32 / count as f32;
        centre + Vec3::new(turn.cos(), 0.0, turn.sin()) * radius
    });
    wisps[first..].iter_mut().for_each(|wisp| wisp.with = with);
}

/// A fixed scatter, so that pictures of one tick are the same.
fn sway(i: usize) -> Vec3 {
    let turn = i as f32 * 2.4;
    Vec3::new(turn.cos(), 0.0, turn.sin())
}

/// True if a box of size `pot`, off by `off`, stands on a box of size `under`.
fn stands_on(off: Vec3, pot: Vec3, under: Vec3) -> bool {
    const TOUCH_M: f32 = 0.03;
    let gap = (off.y - pot.y / 2.0) - under.y / 2.0;
    gap.abs() < TOUCH_M && off.x.abs() < under.x / 2.0 && off.z.abs() < under.z / 2.0
}

fn spawn_wisps(
    commands: &mut Commands,
    meshes: &mut Assets<Mesh>,
    palette: &Palette,
    prop: Entity,
    wisps: &[Wisp],
) {
    for form in [Form::Flame, Form::Foam, Form::Drop, Form::Puff] {
        let (mesh, material) = match form {
            Form::Flame => {
                (Cone { radius: 0.02, height: FLAME_M }.mesh().resolution(8).build(), &palette.flame)
            }
            Form::Foam => (Sphere::new(0.05).mesh().uv(12, 8), &palette.foam),
            Form::Drop => (Sphere::new(0.012).mesh().uv(10, 6), &palette.grease),
            Form::Puff => (Sphere::new(0.05).mesh().uv(12, 8), &palette.vapour),
        };
        if !wisps.iter().any(|wisp| wisp.form == form) {
            continue;
        }
        let mesh = meshes.add(mesh);
        for wisp in wisps.iter().filter(|wisp| wisp.form == form) {
            commands.spawn((
                *wisp,
                Mesh3d(mesh.clone()),
                MeshMaterial3d(material.clone()),
                Transform::from_translation(wisp.at),
                NotShadowCaster,
                ChildOf(prop),
            ));
        }
    }
}

pub(super) fn stir_cues(
    mut wisps: Query<(&Wisp, &ChildOf, &mut Transform, &mut Visibility)>,
    levels: Query<&Emission>,
    run: Option<Res<Run>>,
) {
    let Some(run) = run else { return };
    let seconds = run.attempt.ticks() as f32 / anlan_attempt::TICKS_PER_S as f32;
    for (wisp, parent, mut transform, mut visibility) in &mut wisps {
        let level_of = |entity| levels.get(entity).map_or(1.0, |e| e.0);
        let level = level_of(parent.parent()).min(wisp.with.map_or(1.0, |w| level_of(w).ceil()));
        let is_on = level > 0.0;
        visibility.set_if_neq(if is_on { Visibility::Inherited } else { Visibility::Hidden });
        if is_on {
            transform.set_if_neq(wisp.course(seconds, level));
        }
    }
}

impl Wisp {
    /// Where it is, and how large, at a moment.
    fn course(&self, seconds: f32, level: f32) -> Transform {
        let beat = |hz: f32| (std::f32::consts::TAU * (seconds * hz + self.phase)).sin();
        match self.form {
            Form::Flame => {
                let tall = level * (0.8 + 0.2 * beat(2.3));
                Transform::from_translation(self.at + Vec3::Y * FLAME_M * tall / 2.0)
                    .with_scale(Vec3::new(1.0, tall, 1.0))
            }
            Form::Foam => {
                let swell = level * (1.0 + 0.1 * beat(0.7)) * (0.8 + 0.4 * self.phase);
                // It runs over the rim, some of it down the side.
                let down = Vec3::Y * 0.1 * (self.phase - 0.3);
                Transform::from_translation(self.at - down).with_scale(Vec3::splat(swell))
            }
            Form::Drop => {
                let way = (seconds / DROP_S + self.phase).fract();
                Transform::from_translation(self.at - Vec3::Y * DROP_FALL_M * way * way)
            }
            Form::Puff => {
                let way = (seconds / PUFF_S + self.phase).fract();
                let size = level.sqrt() * (0.5 + way) * (1.0 - way).sqrt();
                Transform::from_translation(self.at + Vec3::Y * PUFF_RISE_M * way)
                    .with_scale(Vec3::splat(size))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pot_on_the_range_is_found() {
        let (pot, range) = (Vec3::new(0.5, 0.45, 0.5), Vec3::new(3.6, 0.85, 0.9));
        let off = Vec3::new(-1.2, 0.425 + 0.225, 0.1);
        assert!(stands_on(off, pot, range));
        assert!(!stands_on(off + Vec3::Y * 0.2, pot, range));
        assert!(!stands_on(off + Vec3::X * 4.0, pot, range));
    }

    #[test]
    fn a_wisp_keeps_near_its_place() {
        for form in [Form::Flame, Form::Foam, Form::Drop, Form::Puff] {
            let wisp = Wisp { form, at: Vec3::ZERO, phase: 0.3, with: None };
            for tick in 0..600 {
                let course = wisp.course(tick as f32 / 60.0, 1.0);
                assert!(course.is_finite() && course.translation.length() < 0.6);
            }
        }
    }
}
