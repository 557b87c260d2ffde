//! Where a colleague looks: at whoever speaks or listens, at the part the hand goes to, along the
//! way, or as the clip has it. Head and neck turn there in ticks of the scene; `aim` poses them.

use super::cast::{eyes, stands};
use super::deed::{Acting, Deed, smooth};
use crate::speech::Speech;
use anlan_attempt::ticks;
use anlan_scenario::{AgentId, PhraseId};
use anlan_stage::{AgentBody, Body, PartState, Run, addressee};
use bevy::prelude::*;
use std::f32::consts::FRAC_PI_2;

const TICK_S: f32 = 1.0 / anlan_attempt::TICKS_PER_S as f32;
/// A head turns aside and bends up or down by so much, radians.
pub(super) const YAW_MAX: f32 = 70.0 * FRAC_PI_2 / 90.0;
pub(super) const PITCH_MAX: f32 = 35.0 * FRAC_PI_2 / 90.0;
/// What is farther behind than this is not looked at, radians.
const BEHIND: f32 = 110.0 * FRAC_PI_2 / 90.0;
/// A head turns at most so fast, radians per second, and gathers speed by so much in a second.
const TURN_MAX: f32 = 160.0 * FRAC_PI_2 / 90.0;
const GATHER: f32 = 20.0;
/// It goes slower the nearer it has come: its speed for each radian that is left.
const EASE_PER_S: f32 = 6.0;
/// From what the clip does to a look and back, seconds; meanwhile the look itself only drifts.
const COME_S: f32 = 1.0;
const DRIFT_MAX: f32 = 20.0 * FRAC_PI_2 / 90.0;
/// Who is spoken to looks at the speaker for so long, and who has spoken so long after, seconds.
const HEED_S: f32 = 4.0;
const SPOKEN_S: f32 = 1.0;
/// A trainee this near is looked at, metres, if not farther aside than this, radians.
const NEAR_M: f32 = 2.0;
const ASIDE: f32 = FRAC_PI_2 * 2.0 / 3.0;
/// Whoever is busy only glances at somebody near: so long, so often, seconds.
const GLANCE_S: f32 = 2.4;
const GLANCE_EVERY_S: f32 = 8.0;
/// Colleagues hear one another over this distance, metres.
const EARSHOT_M: f32 = 4.0;
/// Who walks looks so far ahead, metres.
const AHEAD_M: f32 = 3.0;
/// Where a hand reaches, before the body and over the floor, as shares of its height; and how far
/// from there a part may be, metres.
const REACH_AHEAD: f32 = 0.33;
const REACH_UP: f32 = 0.8;
const REACH_M: f32 = 0.8;

/// A colleague's look through time.
#[derive(Component, Clone, Debug, Default)]
pub(crate) struct Gaze {
    /// Yaw and pitch of the look, in the body's frame, radians.
    way: Vec2,
    /// How fast they change, radians per second.
    rate: Vec2,
    far_m: f32,
    /// How much of the look is in the pose, 0–1, before it is eased.
    share: f32,
    /// Ticks in which the trainee is still heeded.
    heeds: u64,
    /// For how many ticks the trainee has been near.
    near: u64,
}

impl Gaze {
    /// One tick: toward a point in the body's frame seen from its eyes, or back to the clip.
    fn turn(&mut self, want: Option<Vec3>) {
        let goal = if want.is_some() { 1.0 } else { 0.0 };
        if let Some(off) = want {
            let (yaw, pitch) = angles(off);
            let way = Vec2::new(yaw.clamp(-YAW_MAX, YAW_MAX), pitch.clamp(-PITCH_MAX, PITCH_MAX));
            if self.share == 0.0 {
                (self.way, self.rate, self.far_m) = (way, Vec2::ZERO, off.length());
            }
            let most = if self.share < 1.0 { DRIFT_MAX } else { TURN_MAX };
            let rate = ((way - self.way) * EASE_PER_S).clamp_length_max(most);
            self.rate += (rate - self.rate).clamp_length_max(GATHER * TICK_S);
            self.way += self.rate * TICK_S;
            self.far_m += (off.length() - self.far_m) * EASE_PER_S * TICK_S;
        }
        self.share += (goal - self.share).clamp(-TICK_S / COME_S, TICK_S / COME_S);
    }

    /// True while somebody busy looks up at a trainee who has come near.
    fn glances(&self) -> bool {
        self.near > 0 && (self.near - 1) % ticks(GLANCE_EVERY_S) < ticks(GLANCE_S)
    }

    /// The point looked at, in the body's frame seen from its eyes, and how much of the look is in
    /// the pose.
    pub(super) fn look(&self) -> (Vec3, f32) {
        let turn = Quat::from_euler(EulerRot::YXZ, self.way.x, self.way.y, 0.0);
        (turn * Vec3::Z * self.far_m, smooth(self.share))
    }
}

/// Yaw to the left and pitch downward of a way in a frame that looks along +z.
pub(super) fn angles(way: Vec3) -> (f32, f32) {
    (way.x.atan2(way.z), -way.y.atan2(way.xz().length()))
}

/// What is heard in this tick, and where everybody's eyes are.
struct Around<'a> {
    trainee: Vec3,
    speaker: Option<&'a str>,
    eyes: Vec<(AgentId, Vec3)>,
    addressed: Vec<AgentId>,
}

impl<'a> Around<'a> {
    fn of(run: &Run, body: &Body, speech: &'a Speech, agents: &[(&AgentBody, &Transform)]) -> Self {
        let phrases = &run.attempt.scenario().file().phrases;
        let is_to_all =
            |id: &PhraseId| phrases.iter().any(|phrase| phrase.id == *id && phrase.to_all);
        let everybody = || agents.iter().map(|(agent, _)| agent.id.clone()).collect();
        let one = || addressee(body, agents.iter().copied()).map(|agent| agent.id.clone());
        let addressed = match &body.input.say {
            Some(phrase) if is_to_all(phrase) => everybody(),
            Some(_) => one().into_iter().collect(),
            None => Vec::new(),
        };
        let eyes = |(agent, at): &(&AgentBody, &Transform)| {
            let over_middle = eyes(agent).y - agent.height_m / 2.0;
            (agent.id.clone(), at.translation + Vec3::Y * over_middle)
        };
        Self {
            trainee: body.head().at,
            speaker: speech.sounding().map(|sounding| sounding.file.by.as_str()),
            eyes: agents.iter().map(eyes).collect(),
            addressed,
        }
    }

    /// For how many ticks somebody heeds the trainee from now on at least.
    fn heeds(&self, id: &AgentId) -> u64 {
        if self.addressed.contains(id) {
            ticks(HEED_S)
        } else if self.speaker == Some(id.as_str()) {
            ticks(SPOKEN_S)
        } else {
            0
        }
    }

    /// The eyes of a colleague who speaks within earshot of a place.
    fn speaker_near(&self, at: Vec3) -> Option<Vec3> {
        let (_, eyes) = self.eyes.iter().find(|(id, _)| self.speaker == Some(id.as_str()))?;
        (eyes.distance(at) < EARSHOT_M).then_some(*eyes)
    }
}

pub(super) fn note_gazes(
    run: Res<Run>,
    (body, speech): (Res<Body>, Res<Speech>),
    parts: Query<(&PartState, &Transform)>,
    mut people: Query<(&AgentBody, &Transform, &Acting, &mut Gaze)>,
) {
    if !run.attempt.scene_runs() {
        return;
    }
    let mut agents: Vec<_> = people.iter().map(|(agent, at, ..)| (agent, at)).collect();
    agents.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let around = Around::of(&run, &body, &speech, &agents);
    for (agent, at, acting, mut gaze) in &mut people {
        let person = stands(agent, acting, at);
        let back = person.to_matrix().inverse();
        let seen = |point: Vec3| back.transform_point3(point) - eyes(agent);
        let trainee = seen(around.trainee);
        let is_near = trainee.xz().length() < NEAR_M && angles(trainee).0.abs() < ASIDE;
        gaze.near = if is_near { gaze.near + 1 } else { 0 };
        gaze.heeds = gaze.heeds.saturating_sub(1).max(around.heeds(&agent.id));
        let concern = match acting.deed() {
            _ if gaze.heeds > 0 => Some(around.trainee),
            Deed::Reach => {
                let before = Vec3::new(0.0, REACH_UP, REACH_AHEAD) * agent.height_m;
                nearest(&parts, person.transform_point(before), REACH_M)
            }
            Deed::Walk => {
                // The stage turns before the body does: the head leads.
                let ahead = at.rotation * Vec3::NEG_Z * AHEAD_M;
                Some(at.translation + ahead + Vec3::Y * agent.height_m * 0.3)
            }
            Deed::Work | Deed::Phone => gaze.glances().then_some(around.trainee),
            Deed::Idle | Deed::Heed if is_near => Some(around.trainee),
            Deed::Idle | Deed::Heed => around.speaker_near(person.transform_point(eyes(agent))),
        };
        gaze.turn(concern.map(seen).filter(|way| angles(*way).0.abs() < BEHIND));
    }
}

/// The point of any part that is nearest to a place and not farther than `most` metres.
pub(super) fn nearest<'a>(
    parts: impl IntoIterator<Item = (&'a PartState, &'a Transform)>,
    to: Vec3,
    most: f32,
) -> Option<Vec3> {
    let found = parts.into_iter().map(|(part, at)| {
        let local = at.rotation.inverse() * (to - at.translation);
        let half = part.size / 2.0;
        (&part.id, at.translation + at.rotation * local.clamp(-half, half))
    });
    let near = found.filter(|(_, point)| point.distance(to) < most);
    near.min_by(|a, b| a.1.distance(to).total_cmp(&b.1.distance(to)).then_with(|| a.0.cmp(b.0)))
        .map(|(_, point)| point)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a gaze toward a way, and returns the fastest turn of what is shown, radians a second.
    fn run(gaze: &mut Gaze, want: Option<Vec3>, seconds: f32) -> f32 {
        let mut fastest: f32 = 0.0;
        for _ in 0..ticks(seconds) {
            let shown = |gaze: &Gaze| {
                let (way, share) = gaze.look();
                Quat::IDENTITY.slerp(Quat::from_rotation_arc(Vec3::Z, way.normalize()), share)
            };
            let before = (gaze.share > 0.0).then(|| shown(gaze));
            gaze.turn(want);
            let turned = before.map_or(0.0, |before| before.angle_between(shown(gaze)));
            fastest = fastest.max(turned / TICK_S);
        }
        fastest
    }

    fn off_deg(gaze: &Gaze, want: Vec3) -> f32 {
        gaze.look().0.angle_between(want).to_degrees()
    }

    #[test]
    fn a_look_comes_in_a_second_never_faster_than_a_neck_and_goes_again() {
        let most = 180_f32.to_radians();
        let (left, right) = (Vec3::new(2.0, 0.1, 1.0), Vec3::new(-2.0, -0.3, 1.2));
        let mut gaze = Gaze::default();
        assert!(run(&mut gaze, Some(left), 1.1) < most);
        assert!(off_deg(&gaze, left) < 0.5 && gaze.look().1 == 1.0, "{gaze:?}");
        let fastest = run(&mut gaze, Some(right), 1.8);
        assert!(fastest < most && fastest > most / 2.0, "{fastest}");
        assert!(off_deg(&gaze, right) < 1.0, "{gaze:?}");
        assert!(run(&mut gaze, None, 1.1) < most);
        assert_eq!(gaze.look().1, 0.0);
    }

    #[test]
    fn a_neck_has_its_limits() {
        let mut gaze = Gaze::default();
        run(&mut gaze, Some(Vec3::new(1.0, 3.0, -0.3)), 3.0);
        let (yaw, pitch) = angles(gaze.look().0);
        assert!((yaw - YAW_MAX).abs() < 1e-3 && (pitch + PITCH_MAX).abs() < 1e-3, "{yaw} {pitch}");
    }

    #[test]
    fn who_is_busy_glances_and_goes_on() {
        let glances = |near| Gaze { near, ..default() }.glances();
        assert!(!glances(0) && glances(1) && glances(100) && !glances(200) && glances(481));
    }
}
