//! Hands and buttons: one set of actions, suggested for the controllers in use, read once a frame.

use crate::eyes::transform;
use crate::fault::{Doing, XrFault};
use bevy::prelude::*;
use openxr as xr;
use std::time::Duration;

/// Left and right.
const HANDS: [&str; 2] = ["left", "right"];
/// A stick that is pushed less than this rests.
const STICK_REST: f32 = 0.2;

/// What one hand does at the frame's display time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct XrHand {
    /// Where it points from, in the play space; `None` while it is not tracked.
    pub aim: Option<Transform>,
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
}

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
}

/// A controller: its profile, and where `mark`, `hold`, `skip` and `stick` are on it. An empty
/// name is a thing it does not have.
struct Controller {
    profile: &'static str,
    mark: &'static str,
    hold: &'static str,
    skip: [&'static str; 2],
    stick: &'static str,
}

const CONTROLLERS: [Controller; 3] = [
    Controller {
        profile: "/interaction_profiles/khr/simple_controller",
        mark: "select/click",
        hold: "",
        skip: ["menu/click", "menu/click"],
        stick: "",
    },
    Controller {
        profile: "/interaction_profiles/oculus/touch_controller",
        mark: "trigger/value",
        hold: "squeeze/value",
        skip: ["y/click", "b/click"],
        stick: "thumbstick",
    },
    Controller {
        profile: "/interaction_profiles/valve/index_controller",
        mark: "trigger/click",
        hold: "squeeze/value",
        skip: ["b/click", "b/click"],
        stick: "thumbstick",
    },
];

impl Input {
    pub fn attach(
        instance: &xr::Instance,
        session: &xr::Session<xr::Vulkan>,
    ) -> Result<Self, XrFault> {
        const DOING: &str = "setting up the controllers";
        let path = |text: &str| instance.string_to_path(text).doing(DOING);
        let hands = [path(xr::USER_HAND_LEFT)?, path(xr::USER_HAND_RIGHT)?];
        let set = instance.create_action_set("anlan", "Anlan", 0).doing(DOING)?;
        let aim = set.create_action("aim", "Point", &hands).doing(DOING)?;
        let mark = set.create_action("mark", "Mark a hazard", &hands).doing(DOING)?;
        let hold = set.create_action("hold", "Take hold", &hands).doing(DOING)?;
        let skip = set.create_action("skip", "Put the card away", &hands).doing(DOING)?;
        let stick = set.create_action("stick", "Turn and step", &hands).doing(DOING)?;
        let pulse = set.create_action("pulse", "Touch", &hands).doing(DOING)?;
        for controller in &CONTROLLERS {
            let mut bindings = Vec::new();
            for (index, hand) in HANDS.iter().enumerate() {
                let at = |name: &str| path(&format!("/user/hand/{hand}/{name}"));
                let input = |name: &str| at(&format!("input/{name}"));
                bindings.push(xr::Binding::new(&aim, input("aim/pose")?));
                bindings.push(xr::Binding::new(&pulse, at("output/haptic")?));
                bindings.push(xr::Binding::new(&mark, input(controller.mark)?));
                bindings.push(xr::Binding::new(&skip, input(controller.skip[index])?));
                if !controller.hold.is_empty() {
                    bindings.push(xr::Binding::new(&hold, input(controller.hold)?));
                }
                if !controller.stick.is_empty() {
                    bindings.push(xr::Binding::new(&stick, input(controller.stick)?));
                }
            }
            let profile = path(controller.profile)?;
            instance.suggest_interaction_profile_bindings(profile, &bindings).doing(DOING)?;
        }
        session.attach_action_sets(&[&set]).doing(DOING)?;
        let space = |hand| aim.create_space(session, hand, xr::Posef::IDENTITY).doing(DOING);
        let spaces = [space(hands[0])?, space(hands[1])?];
        Ok(Self { set, hands, aim, mark, hold, skip, stick, pulse, spaces })
    }

    /// Reads everything once; the head is the session's.
    pub fn sync(
        &mut self,
        session: &xr::Session<xr::Vulkan>,
        base: &xr::Space,
        time: xr::Time,
    ) -> Result<XrInput, XrFault> {
        const DOING: &str = "reading the controllers";
        session.sync_actions(&[xr::ActiveActionSet::new(&self.set)]).doing(DOING)?;
        let mut input = XrInput::default();
        for (index, hand) in input.hands.iter_mut().enumerate() {
            let path = self.hands[index];
            let is_down = |action: &xr::Action<bool>| {
                action.state(session, path).map(|state| state.current_state).doing(DOING)
            };
            hand.mark = is_down(&self.mark)?;
            hand.hold = is_down(&self.hold)?;
            hand.skip = is_down(&self.skip)?;
            let stick = self.stick.state(session, path).doing(DOING)?.current_state;
            let stick = Vec2::new(stick.x, stick.y);
            hand.stick = if stick.length() < STICK_REST { Vec2::ZERO } else { stick };
            if self.aim.is_active(session, path).doing(DOING)? {
                let at = self.spaces[index].locate(base, time).doing(DOING)?;
                let known = xr::SpaceLocationFlags::ORIENTATION_VALID
                    | xr::SpaceLocationFlags::POSITION_VALID;
                hand.aim = at.location_flags.contains(known).then(|| transform(&at.pose));
            }
        }
        Ok(input)
    }

    pub fn pulse(&self, session: &xr::Session<xr::Vulkan>, pulse: &XrPulse) -> Result<(), XrFault> {
        let Some(hand) = self.hands.get(pulse.hand) else { return Ok(()) };
        let lasts = i64::try_from(pulse.lasts.as_nanos()).unwrap_or(i64::MAX);
        let feeling = xr::HapticVibration::new()
            .amplitude(pulse.strength.clamp(0.0, 1.0))
            .frequency(xr::FREQUENCY_UNSPECIFIED)
            .duration(xr::Duration::from_nanos(lasts));
        self.pulse.apply_feedback(session, *hand, &feeling).doing("touching a hand")
    }
}
