//! Actions: what the program wants to know of the controllers, which inputs it suggested for the
//! one that is held, and what the script does with them.

use crate::pose;
use crate::world::{DONE, World, call, fill};
use openxr::sys::{self, Handle as _, Posef, Result as Code};
use std::collections::BTreeMap;
use std::ffi::c_char;

/// The controller that is always there.
const GAZE: &str = "/interaction_profiles/ext/eye_gaze_interaction";
/// A button is down above this.
const DOWN: f32 = 0.5;

#[derive(Default)]
pub struct Actions {
    sets: BTreeMap<u64, ()>,
    actions: BTreeMap<u64, sys::ActionType>,
    /// Inputs by their controller.
    bindings: BTreeMap<String, Vec<(u64, String)>>,
    /// The script's time of the last sync and of the one before.
    synced: [Option<i64>; 2],
}

impl Actions {
    pub fn forget(&mut self) {
        self.bindings.clear();
    }
}

impl World {
    /// The inputs that an action has on the controller that is held; of one hand, or of all for
    /// an empty name.
    fn inputs(&self, action: u64, hand: &str) -> Vec<String> {
        let held = [self.script.profile.as_str(), GAZE];
        let bound = held.into_iter().filter_map(|profile| self.actions.bindings.get(profile));
        let is_ours = |(of, input): &&(u64, String)| *of == action && input.starts_with(hand);
        bound.flatten().filter(is_ours).map(|(_, input)| input.clone()).collect()
    }

    /// Where a hand's pose is, or the eyes', which look straight ahead; `None` without a binding
    /// or without the hand.
    pub fn hand(&self, action: u64, hand: &str, at_ns: i64) -> Option<Posef> {
        let input = self.inputs(action, hand).into_iter().next()?;
        let script = &self.script;
        if input.starts_with("/user/hand/left/") {
            pose::along(&script.left, self.script_s(at_ns))
        } else if input.starts_with("/user/hand/right/") {
            pose::along(&script.right, self.script_s(at_ns))
        } else {
            Some(self.head(at_ns))
        }
    }

    /// What the script does with an input then.
    fn value(&self, input: &str, at_ns: i64) -> f32 {
        let at_s = self.script_s(at_ns);
        let pressed = self.script.buttons.iter().filter(|b| b.input == input && b.at_s <= at_s);
        pressed.max_by(|a, b| a.at_s.total_cmp(&b.at_s)).map_or(0.0, |button| button.value)
    }

    /// The strongest value of an action now and at the sync before, and whether it has an input.
    fn state(
        &mut self,
        session: sys::Session,
        info: *const sys::ActionStateGetInfo,
        axis: &str,
    ) -> Result<(f32, f32, bool), Code> {
        self.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for structures.
        let info = unsafe { &*info };
        let action = info.action.into_raw();
        if !self.actions.actions.contains_key(&action) {
            return self.refuse(Code::ERROR_HANDLE_INVALID, "a call on no action");
        }
        let hand = match info.subaction_path {
            sys::Path::NULL => String::new(),
            path => self.path(path)?.to_owned(),
        };
        let inputs = self.inputs(action, &hand);
        let at = |synced: Option<i64>| {
            let values = inputs.iter().map(|input| match synced {
                Some(at_ns) => self.value(&format!("{input}{axis}"), at_ns),
                None => 0.0,
            });
            values.max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0)
        };
        let [now, before] = self.actions.synced;
        Ok((at(now), at(before), !inputs.is_empty() && now.is_some()))
    }
}

pub unsafe extern "system" fn create_set(
    instance: sys::Instance,
    _: *const sys::ActionSetCreateInfo,
    out: *mut sys::ActionSet,
) -> Code {
    call("xrCreateActionSet", |world| {
        world.instance(instance)?;
        let handle = world.make("action set");
        world.actions.sets.insert(handle, ());
        // SAFETY: a place for the handle.
        unsafe { *out = sys::ActionSet::from_raw(handle) };
        DONE
    })
}

pub unsafe extern "system" fn destroy_set(set: sys::ActionSet) -> Code {
    call("xrDestroyActionSet", |world| {
        if world.actions.sets.remove(&set.into_raw()).is_none() {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no action set is given back");
        }
        world.give_back("action set");
        DONE
    })
}

pub unsafe extern "system" fn create(
    set: sys::ActionSet,
    info: *const sys::ActionCreateInfo,
    out: *mut sys::Action,
) -> Code {
    call("xrCreateAction", |world| {
        if !world.actions.sets.contains_key(&set.into_raw()) {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "an action of no set");
        }
        let handle = world.make("action");
        // SAFETY: OpenXR's promise for structures, and a place for the handle.
        unsafe {
            world.actions.actions.insert(handle, (*info).action_type);
            *out = sys::Action::from_raw(handle);
        }
        DONE
    })
}

pub unsafe extern "system" fn destroy(action: sys::Action) -> Code {
    call("xrDestroyAction", |world| {
        if world.actions.actions.remove(&action.into_raw()).is_none() {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no action is given back");
        }
        world.give_back("action");
        DONE
    })
}

pub unsafe extern "system" fn suggest(
    instance: sys::Instance,
    info: *const sys::InteractionProfileSuggestedBinding,
) -> Code {
    call("xrSuggestInteractionProfileBindings", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for structures and arrays.
        let (profile, suggested) = unsafe {
            let count = (*info).count_suggested_bindings as usize;
            let bindings = std::slice::from_raw_parts((*info).suggested_bindings, count);
            ((*info).interaction_profile, bindings)
        };
        let mut bindings = Vec::new();
        for binding in suggested {
            let input = world.path(binding.binding)?.to_owned();
            bindings.push((binding.action.into_raw(), input));
        }
        let profile = world.path(profile)?.to_owned();
        world.actions.bindings.insert(profile, bindings);
        DONE
    })
}

pub unsafe extern "system" fn attach(
    session: sys::Session,
    _: *const sys::SessionActionSetsAttachInfo,
) -> Code {
    call("xrAttachSessionActionSets", |world| {
        let found = world.session(session.into_raw())?;
        if std::mem::replace(&mut found.has_actions, true) {
            let rule = "action sets are attached twice";
            return world.refuse(Code::ERROR_ACTIONSETS_ALREADY_ATTACHED, rule);
        }
        world.actions.synced = [None; 2];
        DONE
    })
}

pub unsafe extern "system" fn profile(
    session: sys::Session,
    _: sys::Path,
    out: *mut sys::InteractionProfileState,
) -> Code {
    call("xrGetCurrentInteractionProfile", |world| {
        world.session(session.into_raw())?;
        let profile = world.script.profile.clone();
        let index = world.paths.iter().position(|path| *path == profile);
        let is_bound = world.actions.bindings.contains_key(&profile);
        let raw = index.filter(|_| is_bound).map_or(0, |index| index as u64 + 1);
        // SAFETY: OpenXR's promise for output structures.
        unsafe { (*out).interaction_profile = sys::Path::from_raw(raw) };
        DONE
    })
}

pub unsafe extern "system" fn sync(session: sys::Session, _: *const sys::ActionsSyncInfo) -> Code {
    call("xrSyncActions", |world| {
        let found = world.session(session.into_raw())?;
        if !found.has_actions {
            let rule = "actions are asked for that were not attached";
            return world.refuse(Code::ERROR_ACTIONSET_NOT_ATTACHED, rule);
        }
        if found.state != openxr::SessionState::FOCUSED {
            world.actions.synced = [None; 2];
            return Ok(Code::SESSION_NOT_FOCUSED);
        }
        let [last, _] = world.actions.synced;
        world.actions.synced = [Some(world.now_ns), last];
        DONE
    })
}

pub unsafe extern "system" fn boolean(
    session: sys::Session,
    info: *const sys::ActionStateGetInfo,
    out: *mut sys::ActionStateBoolean,
) -> Code {
    call("xrGetActionStateBoolean", |world| {
        let (now, before, is_active) = world.state(session, info, "")?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        out.current_state = (now > DOWN).into();
        out.changed_since_last_sync = ((now > DOWN) != (before > DOWN)).into();
        out.last_change_time = sys::Time::from_nanos(world.now_ns);
        out.is_active = is_active.into();
        DONE
    })
}

pub unsafe extern "system" fn float(
    session: sys::Session,
    info: *const sys::ActionStateGetInfo,
    out: *mut sys::ActionStateFloat,
) -> Code {
    call("xrGetActionStateFloat", |world| {
        let (now, before, is_active) = world.state(session, info, "")?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        (out.current_state, out.is_active) = (now, is_active.into());
        out.changed_since_last_sync = (now != before).into();
        out.last_change_time = sys::Time::from_nanos(world.now_ns);
        DONE
    })
}

pub unsafe extern "system" fn vector(
    session: sys::Session,
    info: *const sys::ActionStateGetInfo,
    out: *mut sys::ActionStateVector2f,
) -> Code {
    call("xrGetActionStateVector2f", |world| {
        let (x, x_before, is_active) = world.state(session, info, "/x")?;
        let (y, y_before, _) = world.state(session, info, "/y")?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        (out.current_state, out.is_active) = (sys::Vector2f { x, y }, is_active.into());
        out.changed_since_last_sync = ((x, y) != (x_before, y_before)).into();
        out.last_change_time = sys::Time::from_nanos(world.now_ns);
        DONE
    })
}

pub unsafe extern "system" fn pose(
    session: sys::Session,
    info: *const sys::ActionStateGetInfo,
    out: *mut sys::ActionStatePose,
) -> Code {
    call("xrGetActionStatePose", |world| {
        let (_, _, is_synced) = world.state(session, info, "")?;
        // SAFETY: OpenXR's promise for structures.
        let (info, out) = unsafe { (&*info, &mut *out) };
        let hand = match info.subaction_path {
            sys::Path::NULL => String::new(),
            path => world.path(path)?.to_owned(),
        };
        let found = world.hand(info.action.into_raw(), &hand, world.now_ns);
        out.is_active = (is_synced && found.is_some()).into();
        DONE
    })
}

pub unsafe extern "system" fn haptics(
    session: sys::Session,
    _: *const sys::HapticActionInfo,
    _: *const sys::HapticBaseHeader,
) -> Code {
    call("xrApplyHapticFeedback", |world| {
        world.session(session.into_raw())?;
        world.report.haptics += 1;
        DONE
    })
}

pub unsafe extern "system" fn stop_haptics(
    session: sys::Session,
    _: *const sys::HapticActionInfo,
) -> Code {
    call("xrStopHapticFeedback", |world| {
        world.session(session.into_raw())?;
        DONE
    })
}

pub unsafe extern "system" fn sources(
    session: sys::Session,
    info: *const sys::BoundSourcesForActionEnumerateInfo,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::Path,
) -> Code {
    call("xrEnumerateBoundSourcesForAction", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for structures.
        let inputs = world.inputs(unsafe { (*info).action.into_raw() }, "");
        let index = |input: &String| world.paths.iter().position(|path| path == input);
        let paths: Vec<_> = inputs
            .iter()
            .filter_map(index)
            .map(|index| sys::Path::from_raw(index as u64 + 1))
            .collect();
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&paths, capacity, count, out) }
    })
}

pub unsafe extern "system" fn source_name(
    session: sys::Session,
    info: *const sys::InputSourceLocalizedNameGetInfo,
    capacity: u32,
    count: *mut u32,
    out: *mut c_char,
) -> Code {
    call("xrGetInputSourceLocalizedName", |world| {
        world.session(session.into_raw())?;
        // SAFETY: OpenXR's promise for structures and arrays.
        unsafe {
            let path = world.path((*info).source_path)?;
            let mut text: Vec<c_char> = path.bytes().map(u8::cast_signed).collect();
            text.push(0);
            fill(&text, capacity, count, out)
        }
    })
}
