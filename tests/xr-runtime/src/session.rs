//! The session: made, begun, ended and given back.

use crate::gpu::Gpu;
use crate::world::{DONE, Event, Session, call, chained};
use openxr::SessionState as State;
use openxr::sys::{self, Handle as _, Result as Code};

pub unsafe extern "system" fn create(
    instance: sys::Instance,
    info: *const sys::SessionCreateInfo,
    out: *mut sys::Session,
) -> Code {
    call("xrCreateSession", |world| {
        world.instance(instance)?;
        if !world.sessions.is_empty() {
            return world.refuse(Code::ERROR_LIMIT_REACHED, "a second session");
        }
        let ty = sys::GraphicsBindingVulkanKHR::TYPE;
        // SAFETY: a chain of OpenXR.
        let binding = unsafe { chained::<sys::GraphicsBindingVulkanKHR>((*info).next, ty) };
        let may_be_headless = world.extensions.iter().any(|name| name == "XR_MND_headless");
        let gpu = match binding {
            // SAFETY: the application's device, which outlives the session.
            Some(binding) => match unsafe { Gpu::open(&world.vulkan()?, binding) } {
                Ok(gpu) => Some(gpu),
                Err(error) => {
                    world.fail(error);
                    return Err(Code::ERROR_GRAPHICS_DEVICE_INVALID);
                }
            },
            None if may_be_headless => None,
            None => return Err(Code::ERROR_GRAPHICS_DEVICE_INVALID),
        };
        let handle = world.make("session");
        let session = Session { is_headless: gpu.is_none(), gpu, ..Session::default() };
        world.sessions.insert(handle, session);
        world.say(Event::State(handle, State::IDLE));
        world.say(Event::State(handle, State::READY));
        // SAFETY: a place for the handle.
        unsafe { *out = sys::Session::from_raw(handle) };
        DONE
    })
}

pub unsafe extern "system" fn destroy(session: sys::Session) -> Code {
    call("xrDestroySession", |world| {
        let handle = session.into_raw();
        let Some(gone) = world.sessions.remove(&handle) else {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no session is given back");
        };
        let left = world.swapchains.values().filter(|chain| chain.session == handle).count();
        if left > 0 {
            world.wrong("a session is given back before its swapchains");
        }
        if world.spaces.values().any(|space| space.session == handle) {
            world.wrong("a session is given back before its spaces");
        }
        drop(gone);
        world.events.retain(|(_, event)| {
            !matches!(event, Event::State(of, _) | Event::SpaceChange(of, _) if *of == handle)
        });
        world.give_back("session");
        world.write_report();
        DONE
    })
}

pub unsafe extern "system" fn begin(
    session: sys::Session,
    _: *const sys::SessionBeginInfo,
) -> Code {
    call("xrBeginSession", |world| {
        let found = world.session(session.into_raw())?;
        if found.is_running {
            return world.refuse(Code::ERROR_SESSION_RUNNING, "a session is begun twice");
        }
        if found.state != State::READY {
            return world.refuse(Code::ERROR_SESSION_NOT_READY, "a session is begun too early");
        }
        found.is_running = true;
        (found.frames, found.waited, found.begun) = (0, None, None);
        world.zero_ns.get_or_insert(world.now_ns);
        DONE
    })
}

pub unsafe extern "system" fn end(session: sys::Session) -> Code {
    call("xrEndSession", |world| {
        let handle = session.into_raw();
        let found = world.session(handle)?;
        if !found.is_running {
            return world.refuse(Code::ERROR_SESSION_NOT_RUNNING, "a session is ended twice");
        }
        if found.state != State::STOPPING {
            return world.refuse(Code::ERROR_SESSION_NOT_STOPPING, "a session is ended too early");
        }
        found.is_running = false;
        let (is_exiting, is_open) = (found.is_exiting, found.begun.take().is_some());
        found.waited = None;
        if is_open {
            world.wrong("a session is ended in mid-frame");
        }
        world.stopped(handle, is_exiting);
        DONE
    })
}

pub unsafe extern "system" fn request_exit(session: sys::Session) -> Code {
    call("xrRequestExitSession", |world| {
        if !world.session(session.into_raw())?.is_running {
            return Err(Code::ERROR_SESSION_NOT_RUNNING);
        }
        world.exit(session.into_raw());
        DONE
    })
}
