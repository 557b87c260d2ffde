//! Living cues, plainly: flames where a burner burns, steam and foam on a pot, drops under a hood,
//! a shimmer of gas at a leak. How strong they are is the stage's; they move with its ticks.

use super::foam;
use super::follow::Follows;
use super::palette::Palette;
use crate::script::{Script, living_tick};
use crate::sight::Sight;
use anlan_attempt::MarkerId;
use anlan_scenario::PropKind;
use anlan_stage::{Emission, MarkerPoint, Placed, Run};
use bevy::light::NotShadowCaster;
use bevy::prelude::*;

/// A fixture whose foot is higher than this hangs: it drips, it does not burn, metres.
const HANGS_M: f32 = 1.5;
/// From this level on a pot boils over.
const BOILS_OVER: f32 = 0.6;
/// Sheets of flame about a burner, each as wide as this: they overlap, metres.
const FLAMES: usize = 22;
const FLAME_WIDE_M: f32 = 0.13;
/// They lick the vessel's side from within its box by this much, metres.
const FLAME_IN_M: f32 = 0.01;
/// A vessel lower than this is a wok; the collar that it sits in: its height, and how far its upper
/// edge lies within the wok's, metres.
const FLAT_M: f32 = 0.3;
const COLLAR_M: (f32, f32) = (0.062, 0.016);
/// A flame's height at full level, metres.
const FLAME_M: f32 = 0.1;
/// Drops under a hood and half their width in metres, puffs of vapour, sheets of shimmer at a leak.
const DROPS: usize = 3;
const DROP_M: f32 = 0.004;
const PUFFS: usize = 9;
const SHIMMERS: usize = 8;
/// Half a puff of steam, metres.
const STEAM_M: f32 = 0.2;
/// Half a sheet of shimmer, and how far it rises, metres.
const SHIMMER_M: f32 = 0.075;
const SHIMMER_RISE_M: f32 = 0.34;
/// What flows over the rim stands out this far beyond it, metres.
const RIM_M: f32 = -0.006;
/// How far a drop falls and a puff rises before it starts again, metres.
const DROP_FALL_M: f32 = 0.5;
/// The share of its course that a drop hangs and swells; what falls all the time reads as flies.
const DROP_HANGS: f32 = 0.86;
const PUFF_RISE_M: f32 = 0.42;
/// Seconds of one fall and of one rise.
const DROP_S: f32 = 3.4;
const PUFF_S: f32 = 2.6;
const SHIMMER_S: f32 = 1.5;

/// One small solid of a cue.
#[derive(Component, Clone, Copy)]
pub(super) struct Wisp {
    form: Form,
    /// Where it starts, in its prop's frame.
    at: Vec3,
    /// Half its width, metres.
    half_m: f32,
    /// Where in its course it is at tick 0, 0–1.
    phase: f32,
    /// The prop that it comes from.
    from: Entity,
    /// The prop whose level it follows beside, if any: a burner dies with its pot.
    with: Option<Entity>,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Flame,
    /// A flame that something disturbs.
    WildFlame,
    Foam,
    Drop,
    Puff,
    /// Gas in air: it bends the light.
    Shimmer,
}

impl Form {
    const ALL: [Self; 6] =
        [Self::Flame, Self::WildFlame, Self::Foam, Self::Drop, Self::Puff, Self::Shimmer];
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
    props: Query<(Entity, &Placed, &Transform, Option<&Emission>)>,
    markers: Query<&MarkerPoint>,
) {
    for (entity, prop, transform, level) in &new {
        let top = Vec3::Y * prop.size.y / 2.0;
        let hazard = markers
            .iter()
            .find(|m| m.carrier == entity && matches!(m.id, MarkerId::Hazard(_)))
            .map(|m| m.offset);
        let mut wisps = Wisps { all: Vec::new(), from: entity };
        match prop.kind {
            PropKind::Fixture if transform.translation.y - top.y >= HANGS_M => {
                let from = hazard.unwrap_or(-top).with_y(-top.y);
                let at = |i| from + Vec3::X * 0.16 * (i as f32 - 1.0);
                wisps.add(Form::Drop, DROP_M, DROPS, at);
            }
            PropKind::Fixture => {
                for (vessel, pot, at, pot_level) in &props {
                    let off = at.translation - transform.translation;
                    if pot.kind == PropKind::Vessel && stands_on(off, pot.size, prop.size) {
                        let is_wild = pot_level.is_some_and(|level| level.0 >= BOILS_OVER);
                        let form = if is_wild { Form::WildFlame } else { Form::Flame };
                        // A flat vessel sits in a collar: there flames come out above it.
                        let is_flat = pot.size.y < FLAT_M;
                        let (up, within) = if is_flat { COLLAR_M } else { (0.0, FLAME_IN_M) };
                        let foot = off - Vec3::Y * (pot.size.y / 2.0 - up);
                        let radius = pot.size.x / 2.0 - within;
                        let ring = wisps.ring(form, FLAMES, foot, radius);
                        ring.iter_mut().for_each(|wisp| wisp.with = Some(vessel));
                    }
                }
            }
            PropKind::Vessel => {
                if level.0 >= BOILS_OVER {
                    wisps.add(Form::Foam, prop.size.x / 2.0 + RIM_M, 1, |_| top);
                }
                let at = |i| top + sway(i) * prop.size.x * 0.25;
                wisps.add(Form::Puff, STEAM_M, PUFFS, at);
            }
            _ => {
                let from = hazard.unwrap_or(top);
                wisps.add(Form::Shimmer, SHIMMER_M, SHIMMERS, |i| from + sway(i) * 0.03);
            }
        }
        spawn_wisps(&mut commands, &mut meshes, &palette, &wisps);
        commands.entity(entity).insert(Cued);
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
            Wisp { form, at: at(i), half_m, phase, from, with: None }
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
        let level_of = |entity| levels.get(entity).map_or(1.0, |e| e.0);
        let level = level_of(wisp.from).min(wisp.with.map_or(1.0, |w| level_of(w).ceil()));
        let is_on = level > 0.0;
        visibility.set_if_neq(if is_on { Visibility::Inherited } else { Visibility::Hidden });
        if is_on {
            let mut course = wisp.course(seconds, level);
            // Puffs and flames are flat and turn to whoever looks, what stands about its own
            // height; props themselves never turn.
            let eye = sight.view.at;
            match wisp.form {
                Form::Puff => course.rotation = eye.rotation,
                Form::Flame | Form::WildFlame | Form::Shimmer => {
                    course.rotation = Quat::from_rotation_y(eye.rotation.to_euler(EulerRot::YXZ).0);
                }
                Form::Foam | Form::Drop => {}
            }
            transform.set_if_neq(course);
        }
    }
}

impl Wisp {
    /// Where it is, and how large, at a moment.
    fn course(&self, seconds: f32, level: f32) -> Transform {
        let beat = |hz: f32| (std::f32::consts::TAU * (seconds * hz + self.phase)).sin();
        match self.form {
            Form::Flame | Form::WildFlame => {
                let (calm, restless) =
                    if self.form == Form::Flame { (0.75, 0.12) } else { (1.0, 0.5) };
                let tall = FLAME_M * level * (calm + restless * beat(2.3));
                Transform::from_translation(self.at + Vec3::Y * tall / 2.0).with_scale(Vec3::new(
                    self.half_m,
                    tall,
                    self.half_m,
                ))
            }
            Form::Foam => {
                // It heaves, and keeps to the pot's side.
                let heave = level.sqrt() * (1.0 + 0.07 * beat(0.7));
                Transform::from_translation(self.at).with_scale(Vec3::new(1.0, heave, 1.0))
            }
            Form::Drop => {
                let way = (seconds / DROP_S + self.phase).fract();
                let swollen = (way / DROP_HANGS).min(1.0);
                let fallen = ((way - DROP_HANGS) / (1.0 - DROP_HANGS)).max(0.0);
                Transform::from_translation(self.at - Vec3::Y * DROP_FALL_M * fallen * fallen)
                    .with_scale(Vec3::new(1.0, 1.0 + swollen, 1.0) * self.half_m * swollen.sqrt())
            }
            Form::Puff => {
                let way = (seconds / PUFF_S + self.phase).fract();
                let size = self.half_m * level.sqrt() * (0.5 + way) * (1.0 - way).sqrt();
                Transform::from_translation(self.at + Vec3::Y * PUFF_RISE_M * way)
                    .with_scale(Vec3::splat(size))
            }
            Form::Shimmer => {
                let way = (seconds / SHIMMER_S + self.phase).fract();
                let wide = level.sqrt() * (0.35 + way) * (4.0 * way * (1.0 - way)).sqrt();
                let lean = Vec3::X * 0.012 * beat(0.9);
                Transform::from_translation(self.at + lean + Vec3::Y * SHIMMER_RISE_M * way)
                    .with_scale(Vec3::new(wide, 1.0, wide) * self.half_m)
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
        for form in Form::ALL {
            let (from, at) = (Entity::PLACEHOLDER, Vec3::ZERO);
            let wisp = Wisp { form, at, half_m: 0.05, phase: 0.3, from, with: None };
            for tick in 0..600 {
                let course = wisp.course(tick as f32 / 60.0, 1.0);
                assert!(course.is_finite() && course.translation.length() < 0.6);
            }
        }
    }
}
