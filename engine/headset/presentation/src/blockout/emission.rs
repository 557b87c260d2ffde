//! Living cues, plainly: flames where a burner burns, steam and foam on a pot, drops under a hood,
//! a shimmer of gas at a leak, sparks, haze, grit. How strong they are is the stage's; they move
//! with its ticks, and how is `course`'s.

use super::foam;
use super::follow::Follows;
use super::palette::Palette;
use super::wisp::{Facing, Form, Wisp};
use crate::cue::cue_of;
use crate::script::{Script, living_tick};
use crate::sight::Sight;
use anlan_attempt::MarkerId;
use anlan_scenario::{LiveCue, Markable, PropKind};
use anlan_stage::{Emission, MarkerPoint, Placed, Run, Thing};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// Sheets of flame about a burner, each as wide as this: they overlap, metres.
const FLAMES: usize = 22;
const FLAME_WIDE_M: f32 = 0.13;
/// They lick the vessel's side from within its box by this much, metres.
const FLAME_IN_M: f32 = 0.01;
/// A vessel lower than this is a wok; the collar that it sits in: its height, and how far its upper
/// edge lies within the wok's, metres.
const FLAT_M: f32 = 0.3;
const COLLAR_M: (f32, f32) = (0.062, 0.016);
/// Drops under a hood and half their width in metres, puffs of vapour, sheets of shimmer at a leak.
const DROPS: usize = 3;
const DROP_M: f32 = 0.004;
const PUFFS: usize = 9;
const SHIMMERS: usize = 8;
/// Half a puff of steam, metres.
const STEAM_M: f32 = 0.2;
/// Half a sheet of shimmer, metres.
const SHIMMER_M: f32 = 0.075;
/// What flows over the rim stands out this far beyond it, metres.
const RIM_M: f32 = -0.006;
/// How many, and half their width in metres: puffs of a jet and of exhaust; the light of a burst
/// and its sparks; grains and dust.
const JETS: usize = 7;
const JET_M: f32 = 0.035;
const HAZES: usize = 9;
const HAZE_M: f32 = 0.42;
const GLARE_M: f32 = 0.16;
const SPARKS: usize = 12;
const SPARK_M: f32 = 0.0035;
const GRAINS: usize = 12;
const GRAIN_M: f32 = 0.006;
const DUSTS: usize = 5;
const DUST_M: f32 = 0.11;

/// The cues of a prop have been made.
#[derive(Component)]
pub(super) struct Cued;

type NewCue = (Added<Emission>, Without<Cued>);

pub(super) fn dress_cues(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    palette: Res<Palette>,
    new: Query<(Entity, &Placed, &Transform, &Emission), NewCue>,
    props: Props,
    markers: Query<(&MarkerPoint, &Transform)>,
    things: Query<&Thing>,
) {
    for (entity, prop, transform, level) in &new {
        let top = Vec3::Y * prop.size.y / 2.0;
        let is_on_it = |marker: &MarkerPoint| {
            let on = things.get(marker.carrier).map(|thing| &thing.0);
            matches!(marker.id, MarkerId::Hazard(_)) && on == Ok(&Markable::Prop(prop.prop.clone()))
        };
        let hazard = markers
            .iter()
            .find(|(marker, _)| is_on_it(marker))
            .map(|(_, at)| at.translation - transform.translation);
        let mut wisps = Wisps { all: Vec::new(), from: entity };
        let from = hazard.unwrap_or(top);
        match cue_of(prop, transform.translation, level) {
            Some(LiveCue::Drip) => {
                let from = hazard.unwrap_or(-top).with_y(-top.y);
                let at = |i| from + Vec3::X * 0.16 * (i as f32 - 1.0);
                wisps.add(Form::Drop, DROP_M, DROPS, at);
            }
            Some(LiveCue::Flames) => {
                burn(&mut wisps, prop.size, transform.translation, &props);
            }
            Some(cue @ (LiveCue::Steam | LiveCue::BoilOver)) => {
                if cue == LiveCue::BoilOver {
                    wisps.add(Form::Foam, prop.size.x / 2.0 + RIM_M, 1, |_| top);
                }
                let at = |i| top + sway(i) * prop.size.x * 0.25;
                wisps.add(Form::Puff, STEAM_M, PUFFS, at);
            }
            Some(LiveCue::GasLeak) => {
                wisps.add(Form::Shimmer, SHIMMER_M, SHIMMERS, |i| from + sway(i) * 0.03);
            }
            Some(LiveCue::AirLeak) => {
                wisps.add(Form::Jet, JET_M, JETS, |_| from);
            }
            Some(LiveCue::Exhaust) => {
                wisps.add(Form::Haze, HAZE_M, HAZES, |i| from + sway(i) * 0.12);
            }
            Some(LiveCue::Arc) => {
                wisps.add(Form::Glare, GLARE_M, 1, |_| from);
                wisps.add(Form::Spark, SPARK_M, SPARKS, |_| from);
            }
            Some(LiveCue::Grit) => {
                wisps.add(Form::Grain, GRAIN_M, GRAINS, |i| from + sway(i) * 0.08);
                wisps.add(Form::Dust, DUST_M, DUSTS, |i| from + sway(i) * 0.06);
                let high = transform.translation.y + from.y;
                wisps.all.iter_mut().for_each(|wisp| wisp.falls_m = high.max(0.2));
            }
            Some(LiveCue::Sway | LiveCue::Flutter | LiveCue::Tremble | LiveCue::Hum) | None => {}
        }
        spawn_wisps(&mut commands, &mut meshes, &palette, &wisps);
        commands.entity(entity).insert(Cued);
    }
}

type Props<'w, 's> =
    Query<'w, 's, (Entity, &'static Placed, &'static Transform, Option<&'static Emission>)>;

/// Rings of flame under every vessel that stands on a range.
fn burn(wisps: &mut Wisps, size: Vec3, middle: Vec3, props: &Props) {
    for (vessel, pot, at, level) in props {
        let off = at.translation - middle;
        if pot.kind != PropKind::Vessel || !stands_on(off, pot.size, size) {
            continue;
        }
        let cue = level.and_then(|level| cue_of(pot, at.translation, level));
        let is_wild = cue == Some(LiveCue::BoilOver);
        let form = if is_wild { Form::WildFlame } else { Form::Flame };
        // A flat vessel sits in a collar: there flames come out above it.
        let is_flat = pot.size.y < FLAT_M;
        let (up, within) = if is_flat { COLLAR_M } else { (0.0, FLAME_IN_M) };
        let foot = off - Vec3::Y * (pot.size.y / 2.0 - up);
        let ring = wisps.ring(form, FLAMES, foot, pot.size.x / 2.0 - within);
        ring.iter_mut().for_each(|wisp| wisp.with = Some(vessel));
    }
}

/// The wisps of one prop, before they are spawned.
struct Wisps {
    all: Vec<Wisp>,
    from: Entity,
}

impl Wisps {
    fn add(
        &mut self,
        form: Form,
        half_m: f32,
        count: usize,
        at: impl Fn(usize) -> Vec3,
    ) -> &mut [Wisp] {
        let (first, from) = (self.all.len(), self.from);
        self.all.extend((0..count).map(|i| {
            let phase = (i as f32 * 0.618).fract();
            Wisp { form, at: at(i), half_m, phase, falls_m: 0.0, from, with: None }
        }));
        &mut self.all[first..]
    }

    fn ring(&mut self, form: Form, count: usize, centre: Vec3, radius: f32) -> &mut [Wisp] {
        self.add(form, FLAME_WIDE_M / 2.0, count, |i| {
            let turn = std::f32::consts::TAU * i as f32 / count as f32;
            centre + Vec3::new(turn.cos(), 0.0, turn.sin()) * radius
        })
    }
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
    wisps: &Wisps,
) {
    let place = (Follows(wisps.from), Transform::default(), Visibility::default());
    let root = commands.spawn(place).id();
    let sheet = |wide: f32, high: f32| Rectangle::new(wide, high).into();
    for form in Form::ALL {
        let Some(first) = wisps.all.iter().find(|wisp| wisp.form == form) else { continue };
        let (mesh, material): (Mesh, _) = match form {
            Form::Flame => (sheet(2.0, 1.0), &palette.flame),
            Form::WildFlame => (sheet(2.0, 1.0), &palette.wild_flame),
            Form::Foam => (foam::head(first.half_m), &palette.foam),
            Form::Drop => (Sphere::new(1.0).mesh().uv(14, 9), &palette.grease),
            Form::Puff => (sheet(2.0, 2.0), &palette.vapour),
            Form::Shimmer => (sheet(2.0, 4.0), &palette.shimmer),
            Form::Jet => (sheet(2.0, 2.0), &palette.vapour),
            Form::Haze => (sheet(2.0, 2.0), &palette.haze),
            Form::Glare => (sheet(2.0, 2.0), &palette.glare),
            Form::Spark => (Sphere::new(1.0).mesh().uv(8, 6), &palette.ember),
            Form::Grain => (Cuboid::new(2.0, 1.4, 1.7).into(), &palette.grit),
            Form::Dust => (sheet(2.0, 2.0), &palette.dust),
        };
        let mesh = meshes.add(mesh);
        for wisp in wisps.all.iter().filter(|wisp| wisp.form == form) {
            commands.spawn((
                *wisp,
                Mesh3d(mesh.clone()),
                MeshMaterial3d(material.clone()),
                Transform::from_translation(wisp.at),
                NotShadowCaster,
                ChildOf(root),
            ));
        }
    }
}

pub(super) fn stir_cues(
    mut wisps: Query<(&Wisp, &mut Transform, &mut Visibility)>,
    levels: Query<&Emission>,
    (run, script, sight): (Option<Res<Run>>, Res<Script>, Res<Sight>),
) {
    let Some(run) = run else { return };
    let seconds = living_tick(&script, &run) as f32 / anlan_attempt::TICKS_PER_S as f32;
    for (wisp, mut transform, mut visibility) in &mut wisps {
        let level_of = |entity| levels.get(entity).map_or(1.0, |e| e.level);
        let level = level_of(wisp.from).min(wisp.with.map_or(1.0, |w| level_of(w).ceil()));
        let is_on = level > 0.0;
        visibility.set_if_neq(if is_on { Visibility::Inherited } else { Visibility::Hidden });
        if is_on {
            let mut course = wisp.course(seconds, level);
            // What is flat turns to whoever looks, what stands about its own height; props
            // themselves never turn.
            let eye = sight.view.at.rotation;
            match wisp.form.facing() {
                Facing::Eye => course.rotation = eye,
                Facing::Upright => {
                    course.rotation = Quat::from_rotation_y(eye.to_euler(EulerRot::YXZ).0);
                }
                Facing::Still => {}
            }
            transform.set_if_neq(course);
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
}
