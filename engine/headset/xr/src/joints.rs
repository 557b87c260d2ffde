//! Bare hands by their joints (XR_EXT_hand_tracking): where the hand points, whether it pinches and
//! whether it is closed. Runtimes that tell this themselves (XR_EXT_hand_interaction) are asked
//! first; joints are for those that do not.

use crate::eyes::transform;
use bevy::prelude::*;
use openxr as xr;

/// Joints of a hand, in OpenXR's order: palm, wrist, four of the thumb, five of each finger.
pub const JOINTS: usize = xr::HAND_JOINT_COUNT;

/// The joints of a hand that is tracked, in the play space.
pub type Joints = [Transform; JOINTS];

const PALM: usize = 0;
const THUMB_TIP: usize = 5;
const INDEX_PROXIMAL: usize = 7;
const INDEX_TIP: usize = 10;
/// Tips of the middle, ring and little finger.
const OTHER_TIPS: [usize; 3] = [15, 20, 25];
/// A pinch begins when thumb and index finger are this near, and ends beyond the second, metres.
const PINCH_M: (f32, f32) = (0.018, 0.035);
/// A hand is closed when its finger tips are this near to the palm, open beyond the second, metres.
const FIST_M: (f32, f32) = (0.055, 0.075);

/// What a bare hand does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Gesture {
    pub aim: Option<Transform>,
    pub is_pinching: bool,
    pub is_closed: bool,
}

/// All joints of a hand, if each of them is known.
pub(crate) fn known(locations: &xr::HandJointLocations) -> Option<Joints> {
    let needed = xr::SpaceLocationFlags::ORIENTATION_VALID | xr::SpaceLocationFlags::POSITION_VALID;
    let are_known = locations.iter().all(|joint| joint.location_flags.contains(needed));
    are_known.then(|| locations.map(|joint| transform(&joint.pose)))
}

/// What the hand does now, after what it did.
pub(crate) fn gesture(joints: &Joints, before: &Gesture) -> Gesture {
    let at = |joint: usize| joints[joint].translation;
    let pinch = at(THUMB_TIP).distance(at(INDEX_TIP));
    let fist = OTHER_TIPS.iter().map(|tip| at(*tip).distance(at(PALM))).fold(0.0, f32::max);
    let is_below =
        |value: f32, (near, far): (f32, f32), was: bool| value < if was { far } else { near };
    // The root of the index finger moves least when a hand pinches.
    let aim = joints[PALM].with_translation(at(INDEX_PROXIMAL));
    Gesture {
        aim: Some(aim),
        is_pinching: is_below(pinch, PINCH_M, before.is_pinching),
        is_closed: is_below(fist, FIST_M, before.is_closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A flat hand: its index finger is `pinch` from the thumb, its tips `fist` from the palm.
    fn hand(pinch: f32, fist: f32) -> Joints {
        let mut joints = [Transform::IDENTITY; JOINTS];
        joints[INDEX_PROXIMAL].translation = Vec3::new(0.0, 0.0, -0.03);
        joints[THUMB_TIP].translation = Vec3::new(-0.05, 0.0, -0.06);
        joints[INDEX_TIP].translation = joints[THUMB_TIP].translation + Vec3::X * pinch;
        for tip in OTHER_TIPS {
            joints[tip].translation = Vec3::NEG_Z * fist;
        }
        joints
    }

    #[test]
    fn a_pinch_begins_near_and_ends_far() {
        let open = gesture(&hand(0.06, 0.11), &Gesture::default());
        assert_eq!((open.is_pinching, open.is_closed), (false, false));
        let between = gesture(&hand(0.025, 0.11), &open);
        assert!(!between.is_pinching, "not yet near enough");
        let pinched = gesture(&hand(0.01, 0.11), &between);
        assert!(pinched.is_pinching && !pinched.is_closed);
        assert!(gesture(&hand(0.025, 0.11), &pinched).is_pinching, "not yet let go");
        assert!(!gesture(&hand(0.04, 0.11), &pinched).is_pinching);
    }

    #[test]
    fn a_fist_holds_and_an_open_hand_lets_go() {
        let closed = gesture(&hand(0.06, 0.04), &Gesture::default());
        assert!(closed.is_closed);
        assert!(gesture(&hand(0.06, 0.06), &closed).is_closed);
        assert!(!gesture(&hand(0.06, 0.09), &closed).is_closed);
        let one_finger_out = {
            let mut joints = hand(0.06, 0.04);
            joints[OTHER_TIPS[2]].translation = Vec3::NEG_Z * 0.1;
            joints
        };
        assert!(!gesture(&one_finger_out, &Gesture::default()).is_closed);
    }

    #[test]
    fn a_hand_points_from_the_root_of_its_index_finger() {
        let aim = gesture(&hand(0.06, 0.11), &Gesture::default()).aim.unwrap();
        assert_eq!(aim.translation, Vec3::new(0.0, 0.0, -0.03));
        assert_eq!(aim.forward(), Dir3::NEG_Z);
    }
}
