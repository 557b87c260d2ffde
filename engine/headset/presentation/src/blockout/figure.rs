//! Colleagues as plain figures, for whom no person's file is there: body, head, cap, and arms whose
//! pose says what they do. Where they stand and walk is the stage's.

use super::follow::Follows;
use super::palette::Palette;
use anlan_scenario::Posture;
use anlan_stage::{AgentBody, Run};
use bevy::prelude::*;

/// The body's parts are given for this height and scaled to the colleague's, metres.
const MODEL_M: f32 = 1.75;
/// Shoulder, in the figure's frame: feet at the origin, looking along −z, right is +x.
const SHOULDER: Vec3 = Vec3::new(0.2, 1.37, 0.0);
const HIP: Vec3 = Vec3::new(0.1, 0.86, 0.0);
/// Lengths of upper arm, and of forearm to the middle of the hand.
const UPPER_ARM_M: f32 = 0.3;
const FOREARM_M: f32 = 0.32;
const ARM_RADIUS_M: f32 = 0.048;
/// A stride: angle of a leg to each side, radians, and strides per second.
const STRIDE_RAD: f32 = 0.42;
const STRIDES_PER_S: f32 = 0.95;

/// What a colleague looks like, be it a person or a plain figure.
#[derive(Component)]
pub(crate) struct Figure {
    /// Bears all the rest; a consequence hides it.
    pub root: Entity,
}

/// The parts of a plain figure that move.
#[derive(Component)]
pub(super) struct Limbs {
    upper_arms: [Entity; 2],
    forearms: [Entity; 2],
    legs: [Entity; 2],
    phone: Entity,
}

/// Meshes and materials at hand.
struct Tailor<'a, 'w, 's> {
    commands: &'a mut Commands<'w, 's>,
    meshes: &'a mut Assets<Mesh>,
    /// The figure's frame, between the feet.
    body: Entity,
}

impl Tailor<'_, '_, '_> {
    fn add(
        &mut self,
        mesh: impl Into<Mesh>,
        material: &Handle<StandardMaterial>,
        at: Vec3,
    ) -> Entity {
        self.add_to(self.body, mesh, material, at)
    }

    fn add_to(
        &mut self,
        parent: Entity,
        mesh: impl Into<Mesh>,
        material: &Handle<StandardMaterial>,
        at: Vec3,
    ) -> Entity {
        let mesh = Mesh3d(self.meshes.add(mesh.into()));
        let material = MeshMaterial3d(material.clone());
        let part = (mesh, material, Transform::from_translation(at), ChildOf(parent));
        self.commands.spawn(part).id()
    }
}

pub(super) fn dress_figures(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    palette: Res<Palette>,
    run: Option<Res<Run>>,
    agents: Query<(Entity, &AgentBody), Without<Figure>>,
) {
    let Some(run) = run else { return };
    for (entity, agent) in &agents {
        let all = &run.attempt.scenario().file().agents;
        let index = all.iter().position(|a| a.id == agent.id).unwrap_or_default();
        let scale = agent.height_m / MODEL_M;
        let feet =
            Transform::from_xyz(0.0, -agent.height_m / 2.0, 0.0).with_scale(Vec3::splat(scale));
        let place = (Follows(entity), Transform::default(), Visibility::default());
        let root = commands.spawn(place).id();
        let body = commands.spawn((feet, Visibility::default(), ChildOf(root))).id();
        let mut tailor = Tailor { commands: &mut commands, meshes: &mut meshes, body };
        dress_trunk(&mut tailor, &palette, index);
        let limbs = dress_limbs(&mut tailor, &palette);
        commands.entity(entity).insert((Figure { root }, limbs));
    }
}

fn dress_trunk(tailor: &mut Tailor, palette: &Palette, index: usize) {
    let apron = &palette.aprons[index % palette.aprons.len()];
    let chest = tailor.add(Capsule3d::new(0.17, 0.36), &palette.jacket, Vec3::Y * 1.14);
    let flat = Transform::from_xyz(0.0, 1.14, 0.0).with_scale(Vec3::new(1.12, 1.0, 0.74));
    tailor.commands.entity(chest).insert(flat);
    tailor.add(Cuboid::new(0.32, 0.62, 0.05), apron, Vec3::new(0.0, 0.9, -0.115));
    tailor.add(Cylinder::new(0.05, 0.12), &palette.skin, Vec3::Y * 1.5);
    tailor.add(Sphere::new(0.108), &palette.skin, Vec3::Y * 1.635);
    // A mask: one sees at once where the face is.
    tailor.add(Cuboid::new(0.13, 0.085, 0.05), &palette.mask, Vec3::new(0.0, 1.6, -0.09));
    // The tall cap is the cook's, the flat one the helper's; it sits about the crown.
    let tall = if index == 0 { 0.17 } else { 0.085 };
    tailor.add(Cylinder::new(0.112, tall), &palette.jacket, Vec3::Y * (1.665 + tall / 2.0));
}

fn dress_limbs(tailor: &mut Tailor, palette: &Palette) -> Limbs {
    let sides = [-1.0, 1.0];
    let legs = sides.map(|side| {
        let hip = HIP * Vec3::new(side, 1.0, 1.0);
        let pivot = (Transform::from_translation(hip), Visibility::default());
        let leg = tailor.commands.spawn((pivot, ChildOf(tailor.body))).id();
        let shin = Capsule3d::new(0.082, 0.66);
        tailor.add_to(leg, shin, &palette.trousers, Vec3::Y * -0.42);
        let shoe = Vec3::new(0.0, -0.825, -0.045);
        tailor.add_to(leg, Cuboid::new(0.11, 0.07, 0.27), &palette.shoes, shoe);
        leg
    });
    let mut sleeve =
        |long: f32| tailor.add(Capsule3d::new(ARM_RADIUS_M, long), &palette.jacket, Vec3::ZERO);
    let upper_arms = [sleeve(UPPER_ARM_M), sleeve(UPPER_ARM_M)];
    // The sleeve ends before the hand does.
    let forearms = [sleeve(FOREARM_M - 0.12), sleeve(FOREARM_M - 0.12)];
    for forearm in forearms {
        let end = Vec3::Y * (FOREARM_M / 2.0);
        tailor.add_to(forearm, Cuboid::new(0.075, 0.12, 0.05), &palette.skin, end);
    }
    let phone = tailor.add(Cuboid::new(0.078, 0.16, 0.012), &palette.phone, Vec3::ZERO);
    let screen = Cuboid::new(0.068, 0.142, 0.004);
    tailor.add_to(phone, screen, &palette.screen, Vec3::Z * 0.006);
    Limbs { upper_arms, forearms, legs, phone }
}

/// Where a hand is, left and right, in the figure's frame.
fn hands(posture: Posture) -> [Vec3; 2] {
    let idle = Vec3::new(0.25, 0.82, -0.05);
    let mirror = Vec3::new(-1.0, 1.0, 1.0);
    match posture {
        Posture::Idle => [idle * mirror, idle],
        Posture::Work => [Vec3::new(-0.13, 1.0, -0.4), Vec3::new(0.13, 1.04, -0.4)],
        Posture::Reach => [idle * mirror, Vec3::new(0.12, 1.46, -0.56)],
        Posture::Phone => [Vec3::new(-0.1, 1.18, -0.24), Vec3::new(0.1, 1.3, -0.32)],
    }
}

/// The telephone before the face, its screen to the eyes.
fn phone_pose(hand: Vec3) -> Transform {
    let at = hand + Vec3::new(-0.02, 0.06, -0.02);
    let eyes = Vec3::new(0.0, 1.66, -0.1);
    // The screen is on the telephone's +z side.
    Transform::from_translation(at).looking_to(at - eyes, Vec3::Y)
}

pub(super) fn pose_figures(
    agents: Query<(&AgentBody, &Limbs)>,
    mut limbs: Query<(&mut Transform, &mut Visibility)>,
    run: Option<Res<Run>>,
) {
    let Some(run) = run else { return };
    let seconds = run.attempt.ticks() as f32 / anlan_attempt::TICKS_PER_S as f32;
    for (agent, figure) in &agents {
        let mut pose = |limb: Entity, to: Transform| {
            if let Ok((mut transform, _)) = limbs.get_mut(limb) {
                transform.set_if_neq(to);
            }
        };
        let hands = hands(agent.posture);
        for (side, hand) in hands.into_iter().enumerate() {
            let sign = if side == 0 { -1.0 } else { 1.0 };
            let shoulder = SHOULDER * Vec3::new(sign, 1.0, 1.0);
            let elbow = elbow(shoulder, hand, Vec3::new(sign * 0.6, -0.8, 0.5));
            pose(figure.upper_arms[side], bone(shoulder, elbow));
            pose(figure.forearms[side], bone(elbow, elbow + (hand - elbow) * 0.9));
            let swing = (seconds * STRIDES_PER_S * std::f32::consts::TAU).sin() * STRIDE_RAD;
            let turn = if agent.is_walking { swing * sign } else { 0.0 };
            let hip = Transform::from_translation(HIP * Vec3::new(sign, 1.0, 1.0));
            pose(figure.legs[side], hip.with_rotation(Quat::from_rotation_x(turn)));
        }
        pose(figure.phone, phone_pose(hands[1]));
        if let Ok((_, mut visibility)) = limbs.get_mut(figure.phone) {
            let is_out = agent.posture == Posture::Phone;
            visibility.set_if_neq(if is_out { Visibility::Inherited } else { Visibility::Hidden });
        }
    }
}

/// Where the elbow is between shoulder and hand, bent toward `outward`.
pub(crate) fn elbow(shoulder: Vec3, hand: Vec3, outward: Vec3) -> Vec3 {
    let way = hand - shoulder;
    let along = way.normalize_or(Vec3::NEG_Y);
    let reach = way.length().clamp(0.05, UPPER_ARM_M + FOREARM_M - 1e-3);
    let (a, b) = (UPPER_ARM_M, FOREARM_M);
    let cos = ((a * a + reach * reach - b * b) / (2.0 * a * reach)).clamp(-1.0, 1.0);
    let aside = (outward - along * outward.dot(along)).normalize_or(Vec3::X);
    shoulder + along * (a * cos) + aside * (a * (1.0 - cos * cos).sqrt())
}

/// A bar from one point to another.
fn bone(from: Vec3, to: Vec3) -> Transform {
    let along = (to - from).normalize_or(Vec3::NEG_Y);
    Transform::from_translation((from + to) / 2.0)
        .with_rotation(Quat::from_rotation_arc(Vec3::Y, along))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_are_as_long_as_they_are() {
        for posture in [Posture::Idle, Posture::Work, Posture::Reach, Posture::Phone] {
            for (hand, sign) in hands(posture).into_iter().zip([-1.0, 1.0]) {
                let shoulder = SHOULDER * Vec3::new(sign, 1.0, 1.0);
                let elbow = elbow(shoulder, hand, Vec3::new(sign, -1.0, 0.5));
                assert!((elbow.distance(shoulder) - UPPER_ARM_M).abs() < 1e-3, "{posture:?}");
                assert!((elbow.distance(hand) - FOREARM_M).abs() < 2e-2, "{posture:?}");
            }
        }
    }

    #[test]
    fn the_screen_faces_the_eyes() {
        let hand = hands(Posture::Phone)[1];
        let phone = phone_pose(hand);
        let eyes = Vec3::new(0.0, 1.66, -0.1);
        assert!((phone.rotation * Vec3::Z).dot(eyes - phone.translation) > 0.0);
    }
}
