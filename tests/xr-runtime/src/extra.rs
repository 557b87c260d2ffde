//! What only some headsets have: masks of what the lenses hide, refresh rates, tracked hands.

use crate::pose;
use crate::world::{DONE, call, fill};
use openxr::SpaceLocationFlags as Known;
use openxr::sys::{self, Handle as _, Result as Code, Vector2f, VisibilityMaskTypeKHR as Mask};

const RATES: [f32; 3] = [72.0, 90.0, 120.0];
/// Half of the visible square at the distance of one metre.
const SEEN_M: f32 = 0.7;

pub unsafe extern "system" fn visibility_mask(
    session: sys::Session,
    _: sys::ViewConfigurationType,
    eye: u32,
    kind: Mask,
    out: *mut sys::VisibilityMaskKHR,
) -> Code {
    call("xrGetVisibilityMaskKHR", |world| {
        world.session(session.into_raw())?;
        if eye > 1 {
            return world.refuse(Code::ERROR_VALIDATION_FAILURE, "a mask of a third eye");
        }
        let corner = |x: f32, y: f32| Vector2f { x: x * SEEN_M, y: y * SEEN_M };
        // What is hidden is one corner; what is seen is a square.
        let (points, indices): (Vec<_>, Vec<u32>) = match kind {
            Mask::HIDDEN_TRIANGLE_MESH => {
                (vec![corner(-1.0, 1.0), corner(-1.0, 0.8), corner(-0.8, 1.0)], vec![0, 1, 2])
            }
            Mask::VISIBLE_TRIANGLE_MESH | Mask::LINE_LOOP => {
                let points =
                    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| corner(x, y));
                let is_loop = kind == Mask::LINE_LOOP;
                (points.into(), if is_loop { vec![0, 1, 2, 3] } else { vec![0, 1, 2, 0, 2, 3] })
            }
            _ => return Err(Code::ERROR_VALIDATION_FAILURE),
        };
        // SAFETY: OpenXR's promise for output structures and their arrays.
        unsafe {
            let out = &mut *out;
            let count = &raw mut out.vertex_count_output;
            fill(&points, out.vertex_capacity_input, count, out.vertices)?;
            let count = &raw mut out.index_count_output;
            fill(&indices, out.index_capacity_input, count, out.indices)
        }
    })
}

/// The rates of the display: the usual ones, or the script's own alone.
fn offered(hz: f32) -> Vec<f32> {
    if RATES.contains(&hz) { RATES.to_vec() } else { vec![hz] }
}

pub unsafe extern "system" fn rates(
    session: sys::Session,
    capacity: u32,
    count: *mut u32,
    out: *mut f32,
) -> Code {
    call("xrEnumerateDisplayRefreshRatesFB", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&offered(world.script.refresh_hz), capacity, count, out) }
    })
}

pub unsafe extern "system" fn rate(session: sys::Session, out: *mut f32) -> Code {
    call("xrGetDisplayRefreshRateFB", |world| {
        world.session(session.into_raw())?;
        // SAFETY: a place for the number.
        unsafe { *out = world.script.refresh_hz };
        DONE
    })
}

pub unsafe extern "system" fn request_rate(session: sys::Session, hz: f32) -> Code {
    call("xrRequestDisplayRefreshRateFB", |world| {
        world.session(session.into_raw())?;
        if !offered(world.script.refresh_hz).contains(&hz) {
            return Err(Code::ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB);
        }
        if hz != world.script.refresh_hz {
            world.refresh(hz);
        }
        DONE
    })
}

pub unsafe extern "system" fn create_tracker(
    session: sys::Session,
    info: *const sys::HandTrackerCreateInfoEXT,
    out: *mut sys::HandTrackerEXT,
) -> Code {
    call("xrCreateHandTrackerEXT", |world| {
        world.session(session.into_raw())?;
        if !world.script.has_hand_tracking {
            return Err(Code::ERROR_FEATURE_UNSUPPORTED);
        }
        let handle = world.make("hand tracker");
        // SAFETY: OpenXR's promise for structures, and a place for the handle.
        unsafe {
            world.trackers.insert(handle, (*info).hand == sys::HandEXT::LEFT);
            *out = sys::HandTrackerEXT::from_raw(handle);
        }
        DONE
    })
}

pub unsafe extern "system" fn destroy_tracker(tracker: sys::HandTrackerEXT) -> Code {
    call("xrDestroyHandTrackerEXT", |world| {
        if world.trackers.remove(&tracker.into_raw()).is_none() {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no hand tracker is given back");
        }
        world.give_back("hand tracker");
        DONE
    })
}

pub unsafe extern "system" fn locate_joints(
    tracker: sys::HandTrackerEXT,
    info: *const sys::HandJointsLocateInfoEXT,
    out: *mut sys::HandJointLocationsEXT,
) -> Code {
    call("xrLocateHandJointsEXT", |world| {
        let Some(is_left) = world.trackers.get(&tracker.into_raw()).copied() else {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "a call on no hand tracker");
        };
        // SAFETY: OpenXR's promise for structures.
        let (info, out) = unsafe { (&*info, &mut *out) };
        let at_ns = world.asked_ns(info.time.as_nanos());
        let base = world.placed(info.base_space.into_raw(), at_ns)?;
        let keys = if is_left { &world.script.left } else { &world.script.right };
        let hand = pose::along(keys, world.script_s(at_ns)).zip(base);
        out.is_active = hand.is_some().into();
        let count = (out.joint_count as usize).min(sys::HAND_JOINT_COUNT_EXT);
        // SAFETY: OpenXR's promise for arrays.
        let joints = unsafe { std::slice::from_raw_parts_mut(out.joint_locations, count) };
        for (index, joint) in joints.iter_mut().enumerate() {
            joint.radius = 0.01;
            joint.location_flags = Known::EMPTY;
            joint.pose = sys::Posef::IDENTITY;
            if let Some((hand, base)) = &hand {
                joint.location_flags = Known::ORIENTATION_VALID
                    | Known::POSITION_VALID
                    | Known::ORIENTATION_TRACKED
                    | Known::POSITION_TRACKED;
                let in_hand = pose::then(hand, &joint_in_hand(index));
                joint.pose = pose::then(&pose::back(base), &in_hand);
            }
        }
        DONE
    })
}

/// A flat, open hand: palm, wrist, and then the fingers from the thumb on, each away from the
/// wrist.
fn joint_in_hand(index: usize) -> sys::Posef {
    let Some(finger_joint) = index.checked_sub(2) else {
        return pose::at(0.0, 0.0, if index == 0 { 0.0 } else { 0.05 });
    };
    // The thumb has four joints, the others five.
    let (finger, joint) = match finger_joint.checked_sub(4) {
        None => (0, finger_joint),
        Some(rest) => (1 + rest / 5, rest % 5),
    };
    pose::at((finger as f32 - 2.0) * 0.02, 0.0, 0.02 - joint as f32 * 0.025)
}
