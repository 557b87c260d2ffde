//! Hands and buttons: one set of actions, suggested for the controllers in use, read once a frame.

use crate::eyes::{transform, vector};
use crate::joints::{self, Gesture, Joints};
use bevy::prelude::*;
use openxr as xr;
use openxr::sys::Result as Code;
use std::time::Duration;

/// Left and right.
const HANDS: [&str; 2] = ["left", "right"];
/// Both eyes together.
const EYES: &str = "/user/eyes_ext";
const IDENTITY: xr::Posef = xr::Posef::IDENTITY;
/// A stick that is pushed less than this rests.
const STICK_REST: f32 = 0.2;

/// What one hand does at the frame's display time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct XrHand {
    /// Where it points from, in the play space; `None` while it is not tracked.
    pub aim: Option<Transform>,
    /// How it moves, metres per second, in the play space.
    pub linear_m_per_s: Vec3,
    /// How it turns about each axis, radians per second, in the play space.
    pub angular_rad_per_s: Vec3,
    /// The trigger is pulled.
    pub mark: bool,
    /// The hand is closed.
    pub hold: bool,
    /// The upper button is down.
    pub skip: bool,
    /// The stick: x to the right, y forward, −1 to 1; rest is exactly zero.
    pub stick: Vec2,
}

/// Head and hands at the frame's display time, in the play space.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct XrInput {
    /// Middle of the eyes; `None` while the runtime does not know.
    pub head: Option<Transform>,
    /// Left and right.
    pub hands: [XrHand; 2],
    /// Where the eyes look, from their middle; `None` where a headset does not tell.
    pub gaze: Option<Transform>,
}

/// The joints of bare hands, left and right, at the frame's display time.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct XrJoints(pub [Option<Joints>; 2]);

/// Lets a hand feel something.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct XrPulse {
    /// 0 left, 1 right.
    pub hand: usize,
    /// 0 to 1.
    pub strength: f32,
    /// How long.
    pub lasts: Duration,
}

pub(crate) struct Input {
    set: xr::ActionSet,
    hands: [xr::Path; 2],
    aim: xr::Action<xr::Posef>,
    mark: xr::Action<bool>,
    hold: xr::Action<bool>,
    skip: xr::Action<bool>,
    stick: xr::Action<xr::Vector2f>,
    pulse: xr::Action<xr::Haptic>,
    spaces: [xr::Space; 2],
    /// Where the eyes look, if the headset tells.
    gaze: Option<xr::Space>,
    /// Of bare hands, if they are tracked.
    trackers: Option<[xr::HandTracker; 2]>,
    gestures: [Gesture; 2],
}

/// A controller: its profile, and what stands for each action on it, by its name below `input/`.
/// An empty name is a thing it does not have.
struct Controller {
    profile: &'static str,
    mark: &'static str,
    hold: &'static str,
    /// On the left hand and on the right one.
    skip: [&'static str; 2],
    stick: &'static str,
    /// It can be felt.
    pulses: bool,
}

/// Two handles with a trigger, a grip, a stick and two buttons each: what most of them are.
const fn handles(profile: &'static str) -> Controller {
    Controller {
        profile,
        mark: "trigger/value",
        hold: "squeeze/value",
        skip: ["y/click", "b/click"],
        stick: "thumbstick",
        pulses: true,
    }
}

const CONTROLLERS: [Controller; 11] = [
    Controller {
        mark: "select/click",
        hold: "",
        skip: ["menu/click"; 2],
        stick: "",
        ..handles("khr/simple_controller")
    },
    handles("bytedance/pico4_controller"),
    handles("bytedance/pico_neo3_controller"),
    handles("oculus/touch_controller"),
    handles("meta/touch_controller_plus"),
    handles("hp/mixed_reality_controller"),
    Controller { mark: "trigger/click", skip: ["b/click"; 2], ..handles("valve/index_controller") },
    Controller { hold: "squeeze/click", ..handles("htc/vive_focus3_controller") },
    Controller {
        hold: "squeeze/click",
        skip: ["menu/click"; 2],
        stick: "trackpad",
        ..handles("htc/vive_controller")
    },
    Controller {
        hold: "squeeze/click",
        skip: ["menu/click"; 2],
        ..handles("microsoft/motion_controller")
    },
    // Bare hands: a pinch marks, a fist holds.
    Controller {
        mark: "pinch_ext/value",
        hold: "grasp_ext/value",
        skip: [""; 2],
        stick: "",
        pulses: false,
        ..handles("ext/hand_interaction_ext")
    },
];

/// Tells the runtime what stands for the actions on this device.
fn suggest(instance: &xr::Instance, name: &str, bindings: &[xr::Binding]) -> Result<(), Code> {
    let profile = instance.string_to_path(&format!("/interaction_profiles/{name}"))?;
    match instance.suggest_interaction_profile_bindings(profile, bindings) {
        // A runtime that does not know this device knows others.
        Ok(()) | Err(Code::ERROR_PATH_UNSUPPORTED) => Ok(()),
        Err(code) => Err(code),
    }
}

/// The action of looking, where a runtime follows eyes.
fn look(
    instance: &xr::Instance,
    set: &xr::ActionSet,
    eyes: xr::Path,
) -> Result<Option<xr::Action<xr::Posef>>, Code> {
    if instance.exts().ext_eye_gaze_interaction.is_none() {
        return Ok(None);
    }
    let look = set.create_action("look", "Look", &[eyes])?;
    let gaze = instance.string_to_path(&format!("{EYES}/input/gaze_ext/pose"))?;
    suggest(instance, "ext/eye_gaze_interaction", &[xr::Binding::new(&look, gaze)])?;
    Ok(Some(look))
}

/// Both hands' joints; a headset that cannot track hands says so, or refuses.
fn trackers(
    instance: &xr::Instance,
    system: xr::SystemId,
    session: &xr::Session<xr::Vulkan>,
) -> Option<[xr::HandTracker; 2]> {
    if !instance.supports_hand_tracking(system).unwrap_or(false) {
        return None;
    }
    let track = |hand| session.create_hand_tracker(hand).ok();
    Some([track(xr::Hand::LEFT)?, track(xr::Hand::RIGHT)?])
}

impl Input {
    pub fn attach(
        instance: &xr::Instance,
        system: xr::SystemId,
        session: &xr::Session<xr::Vulkan>,
    ) -> Result<Self, Code> {
        let path = |text: &str| instance.string_to_path(text);
        let hands = [path(xr::USER_HAND_LEFT)?, path(xr::USER_HAND_RIGHT)?];
        let set = instance.create_action_set("anlan", "Anlan", 0)?;
        let aim = set.create_action("aim", "Point", &hands)?;
        let mark = set.create_action("mark", "Mark a hazard", &hands)?;
        let hold = set.create_action("hold", "Take hold", &hands)?;
        let skip = set.create_action("skip", "Put the card away", &hands)?;
        let stick = set.create_action("stick", "Turn and step", &hands)?;
        let pulse = set.create_action("pulse", "Touch", &hands)?;
        for controller in &CONTROLLERS {
            let mut bindings = Vec::new();
            for (index, hand) in HANDS.iter().enumerate() {
                let at = |name: &str| path(&format!("/user/hand/{hand}/{name}"));
                let input = |name: &str| at(&format!("input/{name}"));
                bindings.push(xr::Binding::new(&aim, input("aim/pose")?));
                if controller.pulses {
                    bindings.push(xr::Binding::new(&pulse, at("output/haptic")?));
                }
                let buttons = [
                    (&mark, controller.mark),
                    (&hold, controller.hold),
                    (&skip, controller.skip[index]),
                ];
                for (action, name) in buttons.into_iter().filter(|(_, name)| !name.is_empty()) {
                    bindings.push(xr::Binding::new(action, input(name)?));
                }
                if !controller.stick.is_empty() {
                    bindings.push(xr::Binding::new(&stick, input(controller.stick)?));
                }
            }
            suggest(instance, controller.profile, &bindings)?;
        }
        let eyes = path(EYES)?;
        let look = look(instance, &set, eyes)?;
        session.attach_action_sets(&[&set])?;
        let space = |hand| aim.create_space(session, hand, IDENTITY);
        let spaces = [space(hands[0])?, space(hands[1])?];
        let gaze = look.map(|look| look.create_space(session, eyes, IDENTITY)).transpose()?;
        let trackers = trackers(instance, system, session);
        let gestures = [Gesture::default(); 2];
        Ok(Self {
            set,
            hands,
            aim,
            mark,
            hold,
            skip,
            stick,
            pulse,
            spaces,
            gaze,
            trackers,
            gestures,
        })
    }

    /// Reads both hands once, and where the eyes look.
    pub fn sync(
        &mut self,
        session: &xr::Session<xr::Vulkan>,
        base: &xr::Space,
        time: xr::Time,
    ) -> Result<(XrInput, XrJoints), Code> {
        session.sync_actions(&[xr::ActiveActionSet::new(&self.set)])?;
        let mut hands = [XrHand::default(); 2];
        for (index, hand) in hands.iter_mut().enumerate() {
            let path = self.hands[index];
            let is_down = |action: &xr::Action<bool>| {
                action.state(session, path).map(|state| state.current_state)
            };
            hand.mark = is_down(&self.mark)?;
            hand.hold = is_down(&self.hold)?;
            hand.skip = is_down(&self.skip)?;
            let stick = self.stick.state(session, path)?.current_state;
            let stick = Vec2::new(stick.x, stick.y);
            hand.stick = if stick.length() < STICK_REST { Vec2::ZERO } else { stick };
            if self.aim.is_active(session, path)? {
                let (at, moves) = self.spaces[index].relate(base, time)?;
                let known = xr::SpaceLocationFlags::ORIENTATION_VALID
                    | xr::SpaceLocationFlags::POSITION_VALID;
                hand.aim = at.location_flags.contains(known).then(|| transform(&at.pose));
                if moves.velocity_flags.contains(xr::SpaceVelocityFlags::LINEAR_VALID) {
                    hand.linear_m_per_s = vector(moves.linear_velocity);
                }
                if moves.velocity_flags.contains(xr::SpaceVelocityFlags::ANGULAR_VALID) {
                    hand.angular_rad_per_s = vector(moves.angular_velocity);
                }
            }
        }
        let joints = self.bare_hands(base, time, &mut hands)?;
        let gaze = match &self.gaze {
            Some(gaze) => {
                let at = gaze.locate(base, time)?;
                let is_known =
                    at.location_flags.contains(xr::SpaceLocationFlags::ORIENTATION_VALID);
                is_known.then(|| transform(&at.pose))
            }
            None => None,
        };
        Ok((XrInput { head: None, hands, gaze }, XrJoints(joints)))
    }

    /// Joints, and what they tell of hands that no controller and no profile speaks for.
    fn bare_hands(
        &mut self,
        base: &xr::Space,
        time: xr::Time,
        hands: &mut [XrHand; 2],
    ) -> Result<[Option<Joints>; 2], Code> {
        let mut all = [None; 2];
        let Some(trackers) = &self.trackers else { return Ok(all) };
        for (index, tracker) in trackers.iter().enumerate() {
            let located = base.locate_hand_joints(tracker, time)?;
            all[index] = located.and_then(|located| joints::known(&located));
            let before = std::mem::take(&mut self.gestures[index]);
            if let (Some(joints), None) = (&all[index], hands[index].aim) {
                let now = joints::gesture(joints, &before);
                let hand = &mut hands[index];
                (hand.aim, hand.mark, hand.hold) = (now.aim, now.is_pinching, now.is_closed);
                self.gestures[index] = now;
            }
        }
        Ok(all)
    }

    pub fn pulse(&self, session: &xr::Session<xr::Vulkan>, pulse: &XrPulse) -> Result<(), Code> {
        let Some(hand) = self.hands.get(pulse.hand) else { return Ok(()) };
        let lasts = i64::try_from(pulse.lasts.as_nanos()).unwrap_or(i64::MAX);
        let feeling = xr::HapticVibration::new()
            .amplitude(pulse.strength.clamp(0.0, 1.0))
            .frequency(xr::FREQUENCY_UNSPECIFIED)
            .duration(xr::Duration::from_nanos(lasts));
        self.pulse.apply_feedback(session, *hand, &feeling)
    }
}
