//! A headset and two controllers as a body. The wearer's own steps move the body as far as walls
//! and furniture let it; the stick steps further at once (teleport) and turns by a fixed angle.
//! The pointing hand marks and takes hold; the other one leafs through what can be said.

use crate::step::{SNAP_RAD, floor_ahead};
use crate::{RigSystems, StandSystems, speech};
use anlan_attempt::TICKS_PER_S;
use anlan_stage::{Body, BodyInput, Buttons, Pose, Pulse, PulseHand, Run};
use anlan_xr::{XrHand, XrInput, XrJoints, XrOrigin, XrPlacing, XrPulse, XrTracking};
use bevy::prelude::*;
use std::f32::consts::FRAC_PI_2;
use std::time::Duration;

/// The stick counts as pushed beyond this, and as back below the second value.
const PUSHED: (f32, f32) = (0.7, 0.4);
/// Both hands closed this long is the exit gesture, seconds.
const EXIT_HOLD_S: f32 = 2.0;
/// The hands in the order of their work.
const SPEAKING: usize = 0;
const POINTING: usize = 1;

pub(crate) fn plugin(app: &mut App, is_left_handed: bool) {
    app.insert_resource(Wearer { is_left_handed, ..default() })
        .add_systems(PreUpdate, gather_input.after(XrTracking))
        .add_systems(FixedUpdate, steer_wearer.in_set(RigSystems))
        .add_systems(Update, pulse_hands)
        .add_systems(PostUpdate, stand_wearer.in_set(StandSystems).before(XrPlacing));
}

/// What the controllers have said since the last tick, and where the wearer stands.
#[derive(Resource, Default)]
struct Wearer {
    is_left_handed: bool,
    was: [XrHand; 2],
    now: XrInput,
    mark: bool,
    skip: bool,
    say: bool,
    turns: f32,
    is_stepping: bool,
    steps: bool,
    stick_rests: [bool; 2],
    /// The line of the menu that would be said next.
    line: usize,
    exit_held_s: f32,
    /// The point of the play space that is at the body's feet.
    foot: Vec2,
    /// Where the feet were when the last tick began.
    feet: Vec3,
    /// The runtime does not know where the head is.
    is_lost: bool,
    /// Left and right: the hand is bare, and its joints are known.
    is_bare: [bool; 2],
}

impl Wearer {
    /// The speaking hand, then the pointing one.
    fn in_order(&self, [left, right]: [XrHand; 2]) -> [XrHand; 2] {
        if self.is_left_handed { [right, left] } else { [left, right] }
    }

    /// Hands with their palms down, in the order of their work. A controller is held like a
    /// handle: its palm is on its inner side.
    fn palms(&self) -> [Option<Transform>; 2] {
        let palm = |hand: usize| {
            let inward = if hand == 0 { FRAC_PI_2 } else { -FRAC_PI_2 };
            let roll = if self.is_bare[hand] { 0.0 } else { inward };
            let aim = self.now.hands[hand].aim?;
            Some(aim.with_rotation(aim.rotation * Quat::from_rotation_z(roll)))
        };
        let (left, right) = (palm(0), palm(1));
        if self.is_left_handed { [right, left] } else { [left, right] }
    }
}

fn gather_input(
    mut wearer: ResMut<Wearer>,
    input: Res<XrInput>,
    joints: Res<XrJoints>,
    time: Res<Time<Real>>,
) {
    let wearer = &mut *wearer;
    wearer.is_lost = input.head.is_none();
    wearer.is_bare = [0, 1].map(|hand| joints.0[hand].is_some());
    let hands = wearer.in_order(input.hands);
    let [speaking, pointing] = hands;
    wearer.mark |= pointing.mark && !wearer.was[POINTING].mark;
    wearer.say |= speaking.mark && !wearer.was[SPEAKING].mark;
    wearer.skip |= (0..2).any(|hand| hands[hand].skip && !wearer.was[hand].skip);
    let has_rested = |rests: &mut bool, stick: Vec2| {
        let push = stick.abs().max_element();
        let fires = *rests && push > PUSHED.0;
        *rests = push < PUSHED.1 || (*rests && !fires);
        fires
    };
    if has_rested(&mut wearer.stick_rests[POINTING], pointing.stick) {
        if pointing.stick.x.abs() > pointing.stick.y.abs() {
            wearer.turns -= SNAP_RAD * pointing.stick.x.signum();
        } else {
            wearer.is_stepping = pointing.stick.y > 0.0;
        }
    }
    if wearer.is_stepping && pointing.stick.y < PUSHED.1 {
        wearer.is_stepping = false;
        wearer.steps = true;
    }
    if has_rested(&mut wearer.stick_rests[SPEAKING], speaking.stick) && speaking.stick.y != 0.0 {
        let back = speaking.stick.y > 0.0;
        wearer.line = if back { wearer.line.saturating_sub(1) } else { wearer.line + 1 };
    }
    let leaves = speaking.hold && pointing.hold;
    wearer.exit_held_s = if leaves { wearer.exit_held_s + time.delta_secs() } else { 0.0 };
    wearer.was = hands;
    // A head that is lost for a moment stays where it was last seen.
    wearer.now = XrInput { head: input.head.or(wearer.now.head), ..*input };
}

fn steer_wearer(
    mut wearer: ResMut<Wearer>,
    body: Res<Body>,
    run: Res<Run>,
    mut inputs: MessageWriter<BodyInput>,
) {
    let wearer = &mut *wearer;
    let turn = Quat::from_rotation_y(body.yaw);
    let into_play_space = |way: Vec3| (turn.inverse() * way).xz();
    // The body went as far as it could: that much of the wearer's step has been taken.
    wearer.foot += into_play_space(body.feet - wearer.feet);
    wearer.feet = body.feet;
    let head = wearer.now.head.unwrap_or(Transform::from_xyz(0.0, crate::EYE_HEIGHT_M, 0.0));
    let local = |at: Transform| Pose {
        at: at.translation - Vec3::new(wearer.foot.x, 0.0, wearer.foot.y),
        rot: at.rotation,
    };
    let pointing = wearer.in_order(wearer.now.hands)[POINTING];
    // Who has no hand points with the eyes, or with the head.
    let hand = local(pointing.aim.or(wearer.now.gaze).unwrap_or(head));
    let goal = floor_ahead(&body, &hand).filter(|_| wearer.is_stepping || wearer.steps);
    let own = head.translation.xz() - wearer.foot;
    let walk = turn * Vec3::new(own.x, 0.0, own.y) * TICKS_PER_S as f32;
    let lines = speech::lines(&run.attempt);
    wearer.line = wearer.line.min(lines.saturating_sub(1));
    let palms = wearer.palms().map(|palm| palm.map(local));
    let mut input = BodyInput {
        head: local(head),
        hand,
        palms: [palms[POINTING], palms[SPEAKING]],
        is_lost: wearer.is_lost,
        walk: walk.xz(),
        turn: std::mem::take(&mut wearer.turns),
        goal: goal.filter(|_| wearer.is_stepping),
        line: (lines > 0).then_some(wearer.line),
        buttons: Buttons {
            mark: std::mem::take(&mut wearer.mark),
            hold: pointing.hold,
            skip: std::mem::take(&mut wearer.skip),
            exit: wearer.exit_held_s >= EXIT_HOLD_S,
        },
        ..default()
    };
    if std::mem::take(&mut wearer.steps)
        && let Some(goal) = goal
    {
        // The head arrives above the goal; the step itself is none that feet have taken.
        input.teleport = Some(goal);
        input.walk = Vec2::ZERO;
        wearer.foot = head.translation.xz();
        input.head = Pose { at: head.translation.with_x(0.0).with_z(0.0), rot: head.rotation };
        wearer.feet = Vec3::new(goal.x, body.feet.y, goal.y);
    }
    if std::mem::take(&mut wearer.say) {
        speech::speak(&mut input, wearer.line, &run.attempt);
    }
    inputs.write(input);
}

/// What the stage lets a hand feel, its controller does.
fn pulse_hands(
    wearer: Res<Wearer>,
    mut felt: MessageReader<Pulse>,
    mut pulses: MessageWriter<XrPulse>,
) {
    for pulse in felt.read() {
        let is_pointing = pulse.hand == PulseHand::Pointing;
        pulses.write(XrPulse {
            hand: usize::from(is_pointing != wearer.is_left_handed),
            strength: pulse.strength,
            lasts: Duration::from_secs_f32(pulse.seconds),
        });
    }
}

/// Puts the play space where the wearer's body stands.
fn stand_wearer(wearer: Res<Wearer>, body: Res<Body>, mut origin: ResMut<XrOrigin>) {
    let turn = Quat::from_rotation_y(body.yaw);
    let foot = Vec3::new(wearer.foot.x, 0.0, wearer.foot.y);
    let at = Transform::from_translation(body.feet - turn * foot).with_rotation(turn);
    origin.set_if_neq(XrOrigin(at));
}

/// A bot's body wears the headset: its eyes are where the bot's are.
pub(crate) fn wear(app: &mut App) {
    app.add_systems(PostUpdate, stand_bot.in_set(StandSystems).before(XrPlacing));
}

fn stand_bot(input: Res<XrInput>, body: Res<Body>, mut origin: ResMut<XrOrigin>) {
    let head = input.head.unwrap_or_default();
    let eyes = body.head();
    let at = Transform::from_translation(eyes.at).with_rotation(eyes.rot);
    let back = Transform::from_matrix(head.to_matrix().inverse());
    origin.set_if_neq(XrOrigin(at * back));
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::ecs::system::RunSystemOnce;

    /// The pointing hand marks and the other one speaks, whichever hand that is.
    #[test]
    fn who_is_left_handed_marks_with_the_left() {
        for is_left_handed in [false, true] {
            for right in [false, true] {
                let mut world = World::new();
                let mut input = XrInput::default();
                input.hands[usize::from(right)].mark = true;
                world.insert_resource(input);
                world.insert_resource(Wearer { is_left_handed, ..default() });
                world.init_resource::<XrJoints>();
                world.init_resource::<Time<Real>>();
                world.run_system_once(gather_input).unwrap();
                let wearer = world.resource::<Wearer>();
                assert_eq!(
                    (wearer.mark, wearer.say),
                    (right != is_left_handed, right == is_left_handed)
                );
            }
        }
    }

    /// A palm that is shown faces ahead, whatever the hand holds.
    #[test]
    fn a_raised_hand_shows_its_palm() {
        // Fingers up: the palm of a bare hand ahead, a controller's with its inner side ahead.
        let bare = Quat::from_rotation_x(FRAC_PI_2);
        for (hand, inward) in [(0, FRAC_PI_2), (1, -FRAC_PI_2)] {
            for is_bare in [true, false] {
                let roll = if is_bare { 0.0 } else { -inward };
                let rot = bare * Quat::from_rotation_z(roll);
                let mut wearer = Wearer { is_bare: [is_bare; 2], ..default() };
                wearer.now.hands[hand].aim = Some(Transform::from_rotation(rot));
                let palm = wearer.palms()[hand].unwrap();
                assert!((palm.rotation * Vec3::NEG_Y).abs_diff_eq(Vec3::NEG_Z, 1e-4), "{hand}");
                assert!((palm.rotation * Vec3::NEG_Z).abs_diff_eq(Vec3::Y, 1e-4), "{hand}");
            }
        }
    }

    /// The hand that points is the one that feels.
    #[test]
    fn a_pulse_reaches_the_hand_that_points() {
        for is_left_handed in [false, true] {
            let mut world = World::new();
            world.insert_resource(Wearer { is_left_handed, ..default() });
            world.init_resource::<Messages<Pulse>>();
            world.init_resource::<Messages<XrPulse>>();
            world.write_message(Pulse { hand: PulseHand::Pointing, strength: 0.5, seconds: 0.02 });
            world.run_system_once(pulse_hands).unwrap();
            let felt: Vec<_> = world.resource_mut::<Messages<XrPulse>>().drain().collect();
            assert_eq!(felt.len(), 1);
            assert_eq!((felt[0].hand, felt[0].strength), (usize::from(!is_left_handed), 0.5));
        }
    }
}
