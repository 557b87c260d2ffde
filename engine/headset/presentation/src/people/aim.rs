//! What bodies do beside their clips, frame by frame from what was noted in ticks: lids fall, head
//! and neck turn to what concerns somebody, and a hand that reaches goes to the part itself.

use super::blink::{SHUT_RAD, shut};
use super::cast::eyes;
use super::deed::{Acting, smooth};
use super::dress::Person;
use super::gaze::{Gaze, PITCH_MAX, YAW_MAX, angles, nearest};
use anlan_stage::{AgentBody, PartState};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// The neck's share of a turned head.
const NECK_SHARE: f32 = 0.45;
/// Eyes over the joint of the head, as a share of the body's height.
const EYES_OVER_HEAD: f32 = 0.035;
/// A hand follows a part no farther than this from where its clip takes it, metres; from the lesser
/// distance on it does so less and less.
const FOLLOW_M: (f32, f32) = (0.3, 0.5);
/// An arm is never quite straight: an elbow that locks snaps.
const STRETCH: f32 = 0.995;

/// The bones that are posed beside the clips.
#[derive(Component, Default)]
pub(super) struct Bones {
    chest: Option<Entity>,
    neck: Option<Entity>,
    head: Option<Entity>,
    lids: Option<Entity>,
    grip: Option<Grip>,
}

/// The hand that reaches.
struct Grip {
    /// In the hand: what touches.
    point: Entity,
    /// In the person's frame: where the clip takes that.
    touch: Vec3,
}

impl Bones {
    /// Finds them by name among a person's nodes.
    pub(super) fn find<'a>(nodes: impl Iterator<Item = (Entity, &'a str, Vec3)>) -> Self {
        let (mut bones, mut point, mut touch) = (Self::default(), None, None);
        for (entity, name, at) in nodes {
            match name {
                "spine_03" => bones.chest = Some(entity),
                "neck_01" => bones.neck = Some(entity),
                "head" => bones.head = Some(entity),
                "lids" => bones.lids = Some(entity),
                "grip.reach" => point = Some(entity),
                "touch.reach" => touch = Some(at),
                _ => {}
            }
        }
        bones.grip = point.zip(touch).map(|(point, touch)| Grip { point, touch });
        bones
    }
}

#[derive(SystemParam)]
pub(super) struct Skeletons<'w, 's> {
    transforms: Query<'w, 's, &'static mut Transform>,
    parents: Query<'w, 's, &'static ChildOf>,
}

impl Skeletons<'_, '_> {
    fn own(&self, bone: Entity) -> Transform {
        self.transforms.get(bone).copied().unwrap_or_default()
    }

    fn turn(&mut self, bone: Entity, rotation: Quat) {
        if let Ok(mut transform) = self.transforms.get_mut(bone) {
            transform.rotation = rotation;
        }
    }

    fn above(&self, bone: Entity) -> Option<Entity> {
        self.parents.get(bone).ok().map(ChildOf::parent)
    }

    /// A bone in the frame of the person whose root is given.
    fn placed(&self, bone: Entity, root: Entity) -> Transform {
        let (mut found, mut at) = (self.own(bone), bone);
        while let Some(above) = self.above(at).filter(|above| *above != root) {
            found = self.own(above) * found;
            at = above;
        }
        found
    }
}

pub(super) fn aim_people(
    people: Query<(Entity, &Person, &Bones)>,
    agents: Query<(&AgentBody, &Acting, &Gaze)>,
    parts: Query<(Entity, &PartState)>,
    mut skeletons: Skeletons,
) {
    for (root, person, bones) in &people {
        let Ok((agent, acting, gaze)) = agents.get(person.agent) else { continue };
        if let Some(lids) = bones.lids {
            let shut = shut(&agent.id, acting.life()) * SHUT_RAD;
            skeletons.turn(lids, Quat::from_rotation_x(shut));
        }
        aim_head(&mut skeletons, root, bones, agent, gaze);
        if let Some(grip) = bones.grip.as_ref().filter(|_| acting.reached() > 0.0) {
            let stands = skeletons.own(root);
            let touch = stands.transform_point(grip.touch);
            let placed: Vec<_> =
                parts.iter().map(|(entity, part)| (part, skeletons.own(entity))).collect();
            let parts = placed.iter().map(|(part, at)| (*part, at));
            let Some(part) = nearest(parts, touch, FOLLOW_M.1) else { continue };
            let far = (touch.distance(part) - FOLLOW_M.0) / (FOLLOW_M.1 - FOLLOW_M.0);
            let share = acting.reached() * (1.0 - smooth(far));
            let part = stands.to_matrix().inverse().transform_point3(part);
            bring_hand(&mut skeletons, root, grip.point, part, share);
        }
    }
}

/// Turns head and neck, within what a neck can, from the clip's way to that of the gaze.
fn aim_head(
    skeletons: &mut Skeletons,
    root: Entity,
    bones: &Bones,
    agent: &AgentBody,
    gaze: &Gaze,
) {
    let (look, share) = gaze.look();
    let (Some(chest), Some(neck), Some(head)) = (bones.chest, bones.neck, bones.head) else {
        return;
    };
    if share == 0.0 {
        return;
    }
    let at = skeletons.placed(head, root);
    let from = at.transform_point(Vec3::Y * agent.height_m * EYES_OVER_HEAD);
    let way = skeletons.placed(chest, root).rotation.inverse() * (eyes(agent) + look - from);
    let (yaw, pitch) = angles(way);
    let (yaw, pitch) = (yaw.clamp(-YAW_MAX, YAW_MAX), pitch.clamp(-PITCH_MAX, PITCH_MAX));
    let wish = Quat::from_euler(EulerRot::YXZ, yaw, pitch, 0.0);
    let (neck_own, head_own) = (skeletons.own(neck).rotation, skeletons.own(head).rotation);
    let turned = (neck_own * head_own).slerp(wish, share);
    let bent = neck_own.slerp(Quat::IDENTITY.slerp(wish, NECK_SHARE), share);
    skeletons.turn(neck, bent);
    skeletons.turn(head, bent.inverse() * turned);
}

/// Bends an arm so that a point of its hand comes to `goal` by a share of the way. The elbow stays
/// on its side, and the hand is held as the clip holds it. All in the person's frame.
fn bring_hand(skeletons: &mut Skeletons, root: Entity, point: Entity, goal: Vec3, share: f32) {
    let above = |skeletons: &Skeletons, bone| skeletons.above(bone);
    let Some(hand) = above(skeletons, point) else { return };
    let Some(lower) = above(skeletons, hand) else { return };
    let Some(upper) = above(skeletons, lower) else { return };
    let trunk = above(skeletons, upper)
        .map_or(Quat::IDENTITY, |trunk| skeletons.placed(trunk, root).rotation);
    let [arm, forearm, palm] = [upper, lower, hand].map(|bone| skeletons.placed(bone, root));
    let grip = palm.transform_point(skeletons.own(point).translation);
    let wrist = palm.translation + (goal - grip) * share;
    let joints = [arm.translation, forearm.translation, palm.translation];
    let (elbow, wrist) = bend(joints, wrist);
    let turn = Quat::from_rotation_arc(
        (joints[1] - joints[0]).normalize_or(Vec3::Y),
        (elbow - joints[0]).normalize_or(Vec3::Y),
    );
    let arm_turned = turn * arm.rotation;
    let turn_lower = Quat::from_rotation_arc(
        (turn * (joints[2] - joints[1])).normalize_or(Vec3::Y),
        (wrist - elbow).normalize_or(Vec3::Y),
    );
    let forearm_turned = turn_lower * turn * forearm.rotation;
    skeletons.turn(upper, trunk.inverse() * arm_turned);
    skeletons.turn(lower, arm_turned.inverse() * forearm_turned);
    skeletons.turn(hand, forearm_turned.inverse() * palm.rotation);
}

/// Where elbow and wrist come to when the wrist shall go to `goal`; shoulder, elbow and wrist are
/// where they are now.
fn bend([shoulder, elbow, wrist]: [Vec3; 3], goal: Vec3) -> (Vec3, Vec3) {
    let (a, b) = (shoulder.distance(elbow), elbow.distance(wrist));
    let along = (goal - shoulder).normalize_or(Vec3::NEG_Y);
    let reach = goal.distance(shoulder).clamp((a - b).abs() + 0.02, (a + b) * STRETCH);
    let aside = (elbow - shoulder).reject_from(along).normalize_or(along.any_orthonormal_vector());
    let cos = ((a * a + reach * reach - b * b) / (2.0 * a * reach)).clamp(-1.0, 1.0);
    let out = a * (1.0 - cos * cos).sqrt();
    (shoulder + along * a * cos + aside * out, shoulder + along * reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARM: [Vec3; 3] = [Vec3::ZERO, Vec3::new(0.1, -0.28, -0.05), Vec3::new(0.05, -0.4, 0.18)];

    #[test]
    fn an_arm_keeps_its_bones_and_comes_to_its_goal() {
        let (a, b) = (ARM[0].distance(ARM[1]), ARM[1].distance(ARM[2]));
        for goal in [Vec3::new(0.1, -0.1, 0.4), Vec3::new(-0.2, 0.2, 0.3), ARM[2]] {
            let (elbow, wrist) = bend(ARM, goal);
            assert!(wrist.distance(goal) < 1e-4, "{goal}: {wrist}");
            assert!((elbow.length() - a).abs() < 1e-4, "{goal}: {elbow}");
            assert!((elbow.distance(wrist) - b).abs() < 1e-4, "{goal}: {elbow}");
        }
        assert!(bend(ARM, ARM[2]).0.distance(ARM[1]) < 1e-4, "an arm that is there moves");
    }

    #[test]
    fn what_is_out_of_reach_is_pointed_at() {
        let (_, wrist) = bend(ARM, Vec3::Z * 5.0);
        assert!(wrist.normalize().distance(Vec3::Z) < 1e-4);
        assert!(wrist.length() < ARM[0].distance(ARM[1]) + ARM[1].distance(ARM[2]));
    }
}
