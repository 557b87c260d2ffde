//! Frames: wait, begin, locate the eyes, end. Their order is checked, and every step is stamped.

use crate::layer;
use crate::pose;
use crate::report::{ROWS_MAX, Row};
use crate::world::{BEGUN, DONE, Event, Session, World, call, fill, lock};
use openxr::sys::{self, Handle as _, Result as Code};
use openxr::{SessionState as State, ViewStateFlags};
use std::time::Duration;

/// A wait before the last frame was begun holds its thread, as a real runtime does; but not for
/// good.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Half of the distance between the eyes, metres.
const EYE_M: f32 = 0.0315;
/// A report is written every so many frames, and more often at first.
const REPORT_FRAMES: u64 = 5400;

pub unsafe extern "system" fn wait(
    session: sys::Session,
    _: *const sys::FrameWaitInfo,
    out: *mut sys::FrameState,
) -> Code {
    let handle = session.into_raw();
    let is_waited = |world: &mut Option<World>| {
        let session = world.as_ref().and_then(|world| world.sessions.get(&handle));
        session.is_some_and(|session| session.waited.is_some() && !session.is_lost)
    };
    drop(BEGUN.wait_timeout_while(lock(), WAIT_MAX, is_waited));
    call("xrWaitFrame", |world| {
        let found = world.session(handle)?;
        if !found.is_running {
            return world.refuse(Code::ERROR_SESSION_NOT_RUNNING, "a wait without a session");
        }
        if found.waited.is_some() {
            let rule = "a wait before the last frame was begun";
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        }
        found.frames += 1;
        let number = found.frames;
        if found.lost_at_frame.is_some_and(|at| number > at) {
            found.is_lost = true;
            return Err(Code::ERROR_SESSION_LOST);
        }
        let period_ns = world.period_ns();
        let next_ns = world.vsync_ns + period_ns;
        let late = ((world.now_ns - next_ns).max(0) + period_ns - 1) / period_ns;
        world.vsync_ns = next_ns + late * period_ns;
        world.now_ns = world.now_ns.max(world.vsync_ns - period_ns);
        if number == 1 {
            for state in [State::SYNCHRONIZED, State::VISIBLE, State::FOCUSED] {
                world.say(Event::State(handle, state));
            }
        }
        let is_hidden = world.hidden > 0;
        world.hidden = world.hidden.saturating_sub(1);
        let display_ns = world.vsync_ns + period_ns;
        let mut row = Row { display_ns, period_ns, wait_ns: world.now_ns, ..Row::default() };
        row.wall_ns[0] = world.wall_ns();
        let found = world.session(handle)?;
        let is_seen = !is_hidden && !found.is_headless;
        found.waited = Some(row);
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        out.predicted_display_time = sys::Time::from_nanos(display_ns);
        out.predicted_display_period = sys::Duration::from_nanos(period_ns);
        out.should_render = is_seen.into();
        DONE
    })
}

pub unsafe extern "system" fn begin(session: sys::Session, _: *const sys::FrameBeginInfo) -> Code {
    let code = call("xrBeginFrame", |world| {
        let (now_ns, wall_ns) = (world.now_ns, world.wall_ns());
        let found = world.session(session.into_raw())?;
        if !found.is_running {
            return world.refuse(Code::ERROR_SESSION_NOT_RUNNING, "a frame without a session");
        }
        let Some(mut row) = found.waited.take() else {
            let rule = "a frame is begun that was not waited for";
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        };
        (row.begin_ns, row.wall_ns[1]) = (now_ns, wall_ns);
        let before = found.begun.replace(row);
        if before.is_some() {
            world.report.discarded += 1;
            return Ok(Code::FRAME_DISCARDED);
        }
        DONE
    });
    BEGUN.notify_all();
    code
}

pub unsafe extern "system" fn locate_views(
    session: sys::Session,
    info: *const sys::ViewLocateInfo,
    state: *mut sys::ViewState,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::View,
) -> Code {
    call("xrLocateViews", |world| {
        // SAFETY: OpenXR's promise for input structures.
        let info = unsafe { &*info };
        let at_ns = info.display_time.as_nanos();
        let (now_ns, wall_ns) = (world.now_ns, world.wall_ns());
        let found = world.session(session.into_raw())?;
        if capacity > 0 && !stamp(found, at_ns, now_ns, wall_ns) {
            world.report.mismatches += 1;
            world.wrong("the eyes are located at another time than a frame's");
        }
        let asked_ns = world.asked_ns(at_ns);
        let base = world.placed(info.space.into_raw(), asked_ns)?;
        let mut flags = ViewStateFlags::EMPTY;
        if base.is_some() {
            flags |= ViewStateFlags::ORIENTATION_VALID | ViewStateFlags::POSITION_VALID;
            flags |= ViewStateFlags::ORIENTATION_TRACKED;
        }
        if world.script.is_tracked && base.is_some() {
            flags |= ViewStateFlags::POSITION_TRACKED;
        }
        let head = world.head(asked_ns);
        let base = pose::back(&base.unwrap_or(sys::Posef::IDENTITY));
        let eye = |side: f32, angle_left: f32, angle_right: f32| sys::View {
            ty: sys::View::TYPE,
            next: std::ptr::null_mut(),
            pose: pose::then(&base, &pose::then(&head, &pose::at(side * EYE_M, 0.0, 0.0))),
            fov: sys::Fovf { angle_left, angle_right, angle_up: 0.75, angle_down: -0.8 },
        };
        // SAFETY: OpenXR's promise for output structures and arrays.
        unsafe {
            (*state).view_state_flags = flags;
            fill(&[eye(-1.0, -0.85, 0.75), eye(1.0, -0.75, 0.85)], capacity, count, out)
        }
    })
}

/// Notes when the eyes of an open frame were located; false if there is none of that time.
fn stamp(session: &mut Session, at_ns: i64, now_ns: i64, wall_ns: i64) -> bool {
    let open = [&mut session.waited, &mut session.begun];
    let mut rows = open.into_iter().flatten();
    let Some(row) = rows.find(|row| row.display_ns == at_ns) else { return false };
    (row.locate_ns, row.wall_ns[2]) = (now_ns, wall_ns);
    true
}

pub unsafe extern "system" fn end(session: sys::Session, info: *const sys::FrameEndInfo) -> Code {
    call("xrEndFrame", |world| {
        let handle = session.into_raw();
        let found = world.session(handle)?;
        let Some(mut row) = found.begun else {
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, "a frame is ended twice");
        };
        // SAFETY: OpenXR's promise for input structures.
        let info = unsafe { &*info };
        if info.display_time.as_nanos() != row.display_ns {
            world.report.mismatches += 1;
            let rule = "a frame is ended with another display time";
            return world.refuse(Code::ERROR_TIME_INVALID, rule);
        }
        // SAFETY: an array of layers, each with its type.
        let layers = unsafe { layer::read(world, info) }?;
        world.session(handle)?.begun = None;
        (row.end_ns, row.wall_ns[3]) = (world.now_ns, world.wall_ns());
        if let Some(at) = layers.eye {
            let truth = world.head(row.display_ns).orientation;
            row.has_eyes = true;
            row.off_deg = pose::apart_deg(at.orientation, truth);
            world.report.with_eyes += 1;
        }
        world.report.empty += u64::from(info.layer_count == 0);
        world.report.frames += 1;
        layer::capture(world, handle, &layers);
        if world.report.rows.len() < ROWS_MAX {
            world.report.rows.push(row);
        }
        if world.script.frames == Some(world.report.frames) {
            world.exit(handle);
        }
        let frames = world.report.frames;
        if frames.is_power_of_two() || frames.is_multiple_of(REPORT_FRAMES) {
            world.write_report();
        }
        DONE
    })
}
