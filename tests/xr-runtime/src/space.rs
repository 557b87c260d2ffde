//! Spaces: the reference spaces, those of hands, and where one lies in another.

use crate::pose;
use crate::world::{DONE, Space, SpaceKind, World, call, chained, fill};
use openxr::sys::{self, Handle as _, Posef, Result as Code};
use openxr::{ReferenceSpaceType as Kind, SpaceLocationFlags as Known, SpaceVelocityFlags};

/// LOCAL begins at the eyes of whoever stands, metres over the floor.
const EYES_M: f32 = 1.6;
/// Velocities are taken from so far in time, seconds.
const APART_S: f32 = 0.001;

impl World {
    fn offered(&self) -> Vec<Kind> {
        let mut kinds = vec![Kind::VIEW, Kind::LOCAL];
        let knows_floor = self.extensions.iter().any(|name| name == "XR_EXT_local_floor");
        if self.script.has_local_floor && knows_floor {
            kinds.push(Kind::LOCAL_FLOOR);
        }
        if self.script.has_stage {
            kinds.push(Kind::STAGE);
        }
        kinds
    }

    /// Where a space lies in the stage at that time; `None` while that is not known.
    pub fn placed(&mut self, space: u64, at_ns: i64) -> Result<Option<Posef>, Code> {
        let Some(found) = self.spaces.get(&space) else {
            return self.refuse(Code::ERROR_HANDLE_INVALID, "a call on no space");
        };
        let offset = found.offset;
        let right_m = self.recentred.filter(|(from, _)| at_ns >= *from).map_or(0.0, |(_, m)| m);
        let base = match &found.kind {
            SpaceKind::Reference(Kind::VIEW) => Some(self.head(at_ns)),
            SpaceKind::Reference(Kind::LOCAL) => Some(pose::at(right_m, EYES_M, 0.0)),
            SpaceKind::Reference(_) => Some(pose::at(right_m, 0.0, 0.0)),
            SpaceKind::Action { action, hand } => self.hand(*action, hand, at_ns),
        };
        Ok(base.map(|base| pose::then(&base, &offset)))
    }

    fn add(&mut self, session: u64, kind: SpaceKind, offset: Posef) -> sys::Space {
        let handle = self.make("space");
        self.spaces.insert(handle, Space { session, kind, offset });
        sys::Space::from_raw(handle)
    }
}

pub unsafe extern "system" fn enumerate(
    session: sys::Session,
    capacity: u32,
    count: *mut u32,
    out: *mut Kind,
) -> Code {
    call("xrEnumerateReferenceSpaces", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&world.offered(), capacity, count, out) }
    })
}

pub unsafe extern "system" fn create_reference(
    session: sys::Session,
    info: *const sys::ReferenceSpaceCreateInfo,
    out: *mut sys::Space,
) -> Code {
    call("xrCreateReferenceSpace", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for structures.
        let info = unsafe { &*info };
        if !world.offered().contains(&info.reference_space_type) {
            return Err(Code::ERROR_REFERENCE_SPACE_UNSUPPORTED);
        }
        let kind = SpaceKind::Reference(info.reference_space_type);
        let space = world.add(session.into_raw(), kind, info.pose_in_reference_space);
        // SAFETY: a place for the handle.
        unsafe { *out = space };
        DONE
    })
}

pub unsafe extern "system" fn create_action(
    session: sys::Session,
    info: *const sys::ActionSpaceCreateInfo,
    out: *mut sys::Space,
) -> Code {
    call("xrCreateActionSpace", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for structures.
        let info = unsafe { &*info };
        let hand = match info.subaction_path {
            sys::Path::NULL => String::new(),
            path => world.path(path)?.to_owned(),
        };
        let kind = SpaceKind::Action { action: info.action.into_raw(), hand };
        let space = world.add(session.into_raw(), kind, info.pose_in_action_space);
        // SAFETY: a place for the handle.
        unsafe { *out = space };
        DONE
    })
}

pub unsafe extern "system" fn bounds(
    session: sys::Session,
    _: Kind,
    out: *mut sys::Extent2Df,
) -> Code {
    call("xrGetReferenceSpaceBoundsRect", |world| {
        world.session(session.into_raw())?;
        let side = if world.script.has_stage { 3.0 } else { 0.0 };
        // SAFETY: OpenXR's promise for output structures.
        unsafe { *out = sys::Extent2Df { width: side, height: side } };
        if world.script.has_stage { DONE } else { Ok(Code::SPACE_BOUNDS_UNAVAILABLE) }
    })
}

pub unsafe extern "system" fn locate(
    space: sys::Space,
    base: sys::Space,
    time: sys::Time,
    out: *mut sys::SpaceLocation,
) -> Code {
    call("xrLocateSpace", |world| {
        let owner = world.spaces.get(&space.into_raw()).map(|space| space.session);
        world.session(owner.unwrap_or_default())?;
        let at_ns = world.asked_ns(time.as_nanos());
        let before_ns = at_ns - (APART_S * 1e9) as i64;
        let mut seen = |at_ns| -> Result<Option<Posef>, Code> {
            let base = world.placed(base.into_raw(), at_ns)?;
            let found = world.placed(space.into_raw(), at_ns)?;
            Ok(base.zip(found).map(|(base, found)| pose::then(&pose::back(&base), &found)))
        };
        let (now, before) = (seen(at_ns)?, seen(before_ns)?);
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        let mut known = Known::EMPTY;
        if now.is_some() {
            known |= Known::ORIENTATION_VALID | Known::POSITION_VALID | Known::ORIENTATION_TRACKED;
        }
        if now.is_some() && world.script.is_tracked {
            known |= Known::POSITION_TRACKED;
        }
        (out.location_flags, out.pose) = (known, now.unwrap_or(Posef::IDENTITY));
        // SAFETY: a chain of OpenXR.
        let velocity = unsafe { chained::<sys::SpaceVelocity>(out.next, sys::SpaceVelocity::TYPE) };
        if let Some(velocity) = velocity {
            velocity.velocity_flags = SpaceVelocityFlags::EMPTY;
            if let Some((before, now)) = before.zip(now) {
                let (linear, angular) = pose::velocity(&before, &now, APART_S);
                (velocity.linear_velocity, velocity.angular_velocity) = (linear, angular);
                velocity.velocity_flags =
                    SpaceVelocityFlags::LINEAR_VALID | SpaceVelocityFlags::ANGULAR_VALID;
            }
        }
        DONE
    })
}

pub unsafe extern "system" fn destroy(space: sys::Space) -> Code {
    call("xrDestroySpace", |world| {
        if world.spaces.remove(&space.into_raw()).is_none() {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no space is given back");
        }
        world.give_back("space");
        DONE
    })
}
