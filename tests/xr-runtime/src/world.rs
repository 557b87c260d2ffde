//! Everything there is: the script, the virtual clock, handles, events, and the door that every
//! call goes through, where it is counted and where faults strike.

use crate::gpu::Gpu;
use crate::pose;
use crate::report::{Report, Row};
use crate::script::{Fault, REPORT, SCRIPT, Script};
use openxr::sys::{self, Posef, Result as Code};
use openxr::{ReferenceSpaceType, SessionState as State};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// What a function answers: a success or an error.
pub type Reply = Result<Code, Code>;
/// The plain success.
pub const DONE: Reply = Ok(Code::SUCCESS);

/// What a call takes if the script says nothing.
const CALL_NS: i64 = 10_000;
/// While no session runs, time passes with each question for news.
const IDLE_NS: i64 = 10_000_000;
/// After a stop the session is ready again so much later.
const READY_AGAIN_NS: i64 = 500_000_000;

static WORLD: Mutex<Option<World>> = Mutex::new(None);
/// Told when a frame was begun.
pub static BEGUN: Condvar = Condvar::new();

pub enum Event {
    State(u64, State),
    InstanceLossPending,
    SpaceChange(u64, i64),
    MaskChange(u64),
    Refresh(f32, f32),
    Profile(u64),
    Presence(u64, bool),
}

#[derive(Default)]
pub struct Session {
    pub is_lost: bool,
    pub is_headless: bool,
    pub is_running: bool,
    pub is_exiting: bool,
    pub state: State,
    pub frames: u64,
    pub lost_at_frame: Option<u64>,
    /// Waited for and not begun; begun and not ended.
    pub waited: Option<Row>,
    pub begun: Option<Row>,
    pub gpu: Option<Gpu>,
    pub has_actions: bool,
}

pub enum SpaceKind {
    Reference(ReferenceSpaceType),
    Action { action: u64, hand: String },
}

pub struct Space {
    pub session: u64,
    pub kind: SpaceKind,
    pub offset: Posef,
}

#[derive(Default)]
pub struct World {
    pub script: Script,
    pub report: Report,
    pub now_ns: i64,
    started: Option<Instant>,
    /// When the first session was begun: the script's zero.
    pub zero_ns: Option<i64>,
    pub vsync_ns: i64,
    next_handle: u64,
    pub instance: Option<u64>,
    pub vulkan: Option<crate::gpu::Vulkan>,
    pub is_instance_lost: bool,
    pub extensions: Vec<String>,
    pub sessions: BTreeMap<u64, Session>,
    pub swapchains: BTreeMap<u64, crate::swapchain::Swapchain>,
    pub spaces: BTreeMap<u64, Space>,
    pub actions: crate::action::Actions,
    pub trackers: BTreeMap<u64, bool>,
    pub paths: Vec<String>,
    /// Frames that ended with a layer.
    pub layered: u64,
    pub events: VecDeque<(i64, Event)>,
    pub hidden: u32,
    pub withheld: u32,
    pub gone: u32,
    pub unplugged: u32,
    /// From that time on the reference spaces lie so far to the right.
    pub recentred: Option<(i64, f32)>,
    /// A success that still has to be said by the call that is going on.
    also: Option<Code>,
}

pub fn lock() -> MutexGuard<'static, Option<World>> {
    WORLD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every function goes through here.
pub fn call(name: &'static str, body: impl FnOnce(&mut World) -> Reply) -> Code {
    let mut guard = lock();
    let world = guard.get_or_insert_with(World::open);
    let code = match world.enter(name) {
        Ok(()) => body(world).unwrap_or_else(|code| code),
        Err(code) => code,
    };
    match world.also.take() {
        Some(also) if code == Code::SUCCESS => also,
        _ => code,
    }
}

impl World {
    fn open() -> Self {
        let mut world =
            Self { now_ns: 1_000_000_000, started: Some(Instant::now()), ..Self::default() };
        if let Some(path) = std::env::var_os(SCRIPT) {
            let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
            match read.and_then(|text| ron::from_str(&text).map_err(|error| error.to_string())) {
                Ok(script) => world.script = script,
                Err(error) => world.fail(format!("{}: {error}", path.display())),
            }
        }
        world
    }

    /// Counts the call, lets time pass, and lets its fault strike.
    fn enter(&mut self, name: &'static str) -> Result<(), Code> {
        let takes_ns = self.script.takes_ms.get(name).map_or(CALL_NS, |ms| (ms * 1e6) as i64);
        self.now_ns += takes_ns;
        let count = self.report.calls.entry(name.to_owned()).or_default();
        *count += 1;
        let number = *count;
        let is_due = |at: &crate::script::FaultAt| at.call == name && at.number == number;
        let due: Vec<Fault> =
            self.script.faults.iter().filter(|at| is_due(at)).map(|at| at.fault).collect();
        for fault in due {
            Report::say(&mut self.report.faults, format!("{name} {number}: {fault:?}"));
            self.strike(fault)?;
            self.write_report();
        }
        Ok(())
    }

    fn strike(&mut self, fault: Fault) -> Result<(), Code> {
        let session = self.sessions.keys().next_back().copied().unwrap_or_default();
        let period_ns = self.period_ns();
        match fault {
            Fault::Code(raw) if raw < 0 => return Err(Code::from_raw(raw)),
            Fault::Code(raw) => self.also = Some(Code::from_raw(raw)),
            Fault::SessionLost => self.lose_session(),
            Fault::InstanceLost => self.is_instance_lost = true,
            Fault::LossPending(frames) => {
                self.also = Some(Code::SESSION_LOSS_PENDING);
                self.say(Event::State(session, State::LOSS_PENDING));
                if let Some(session) = self.sessions.get_mut(&session) {
                    session.lost_at_frame = Some(session.frames + frames);
                }
            }
            Fault::InstanceLossPending => self.say(Event::InstanceLossPending),
            Fault::Stopping => self.say(Event::State(session, State::STOPPING)),
            Fault::Exiting => self.exit(session),
            Fault::UnknownState => self.say(Event::State(session, State::from_raw(4242))),
            Fault::Hidden(frames) => self.hidden = frames,
            Fault::Withheld(waits) => self.withheld = waits,
            Fault::Blurred(frames) => {
                self.say(Event::State(session, State::VISIBLE));
                let later_ns = self.now_ns + period_ns * i64::from(frames);
                self.events.push_back((later_ns, Event::State(session, State::FOCUSED)));
            }
            Fault::Refresh(hz) => self.refresh(hz),
            Fault::Gone(tries) => (self.is_instance_lost, self.gone) = (true, tries),
            Fault::Unplugged(tries) => {
                self.lose_session();
                self.unplugged = tries;
            }
            Fault::Recentred(right_m) => {
                let at_ns = self.now_ns + 3 * period_ns;
                self.recentred = Some((at_ns, right_m));
                self.say(Event::SpaceChange(session, at_ns));
            }
            Fault::MaskChanged => self.say(Event::MaskChange(session)),
            Fault::ProfileChanged => self.say(Event::Profile(session)),
            Fault::Worn(is_worn) => self.say(Event::Presence(session, is_worn)),
        }
        Ok(())
    }

    fn lose_session(&mut self) {
        self.sessions.values_mut().for_each(|session| session.is_lost = true);
    }

    pub fn exit(&mut self, session: u64) {
        if let Some(found) = self.sessions.get_mut(&session) {
            found.is_exiting = true;
            self.say(Event::State(session, State::STOPPING));
        }
    }

    pub fn refresh(&mut self, hz: f32) {
        self.say(Event::Refresh(self.script.refresh_hz, hz));
        self.script.refresh_hz = hz;
    }

    pub fn say(&mut self, event: Event) {
        self.events.push_back((self.now_ns, event));
    }

    /// The session was ended: what comes next.
    pub fn stopped(&mut self, session: u64, is_exiting: bool) {
        self.say(Event::State(session, State::IDLE));
        if is_exiting {
            self.say(Event::State(session, State::EXITING));
        } else {
            let later_ns = self.now_ns + READY_AGAIN_NS;
            self.events.push_back((later_ns, Event::State(session, State::READY)));
        }
    }

    /// The next event that is due.
    pub fn news(&mut self) -> Option<Event> {
        let now_ns = self.now_ns;
        let due = self.events.iter().position(|(at_ns, _)| *at_ns <= now_ns);
        let event = due.and_then(|index| self.events.remove(index)).map(|(_, event)| event);
        if let Some(Event::State(session, state)) = &event
            && let Some(session) = self.sessions.get_mut(session)
        {
            session.state = *state;
        }
        if event.is_none() && !self.sessions.values().any(|session| session.is_running) {
            self.now_ns += IDLE_NS;
        }
        event
    }

    pub fn period_ns(&self) -> i64 {
        (1e9 / f64::from(self.script.refresh_hz.max(1.0))).round() as i64
    }

    /// Seconds of the script.
    pub fn script_s(&self, at_ns: i64) -> f64 {
        self.zero_ns.map_or(0.0, |zero| (at_ns - zero) as f64 / 1e9)
    }

    pub fn wall_ns(&self) -> i64 {
        self.started.map_or(0, |started| started.elapsed().as_nanos() as i64)
    }

    /// The head in the stage, as it truly is then.
    pub fn head(&self, at_ns: i64) -> Posef {
        pose::along(&self.script.head, self.script_s(at_ns)).unwrap_or(pose::at(0.0, 1.6, 0.0))
    }

    /// The time whose poses are given to whoever asks for that one.
    pub fn asked_ns(&self, at_ns: i64) -> i64 {
        if self.script.predicts { at_ns } else { at_ns.min(self.now_ns) }
    }

    /// A new handle, counted.
    pub fn make(&mut self, kind: &str) -> u64 {
        self.next_handle += 1;
        *self.report.made.entry(kind.to_owned()).or_default() += 1;
        self.next_handle
    }

    pub fn give_back(&mut self, kind: &str) {
        *self.report.given_back.entry(kind.to_owned()).or_default() += 1;
    }

    /// A rule was broken.
    pub fn wrong(&mut self, rule: &str) {
        let frames = self.report.frames;
        Report::say(&mut self.report.order_errors, format!("after frame {frames}: {rule}"));
    }

    /// A rule was broken, and the call is refused.
    pub fn refuse<T>(&mut self, code: Code, rule: &str) -> Result<T, Code> {
        self.wrong(rule);
        Err(code)
    }

    pub fn fail(&mut self, sentence: String) {
        Report::say(&mut self.report.failures, sentence);
    }

    /// The instance, if calls on it may succeed.
    pub fn instance(&mut self, handle: sys::Instance) -> Result<(), Code> {
        use sys::Handle as _;
        if self.instance != Some(handle.into_raw()) {
            return self.refuse(Code::ERROR_HANDLE_INVALID, "a call on no instance");
        }
        if self.is_instance_lost { Err(Code::ERROR_INSTANCE_LOST) } else { Ok(()) }
    }

    /// A session, if calls on it may succeed.
    pub fn session(&mut self, handle: u64) -> Result<&mut Session, Code> {
        if !self.sessions.contains_key(&handle) {
            return self.refuse(Code::ERROR_HANDLE_INVALID, "a call on no session");
        }
        if self.is_instance_lost {
            return Err(Code::ERROR_INSTANCE_LOST);
        }
        match self.sessions.get_mut(&handle) {
            Some(session) if !session.is_lost => Ok(session),
            _ => Err(Code::ERROR_SESSION_LOST),
        }
    }

    pub fn path(&self, path: sys::Path) -> Result<&str, Code> {
        let index = usize::try_from(path.into_raw()).unwrap_or(usize::MAX).wrapping_sub(1);
        self.paths.get(index).map(String::as_str).ok_or(Code::ERROR_PATH_INVALID)
    }

    pub fn write_report(&mut self) {
        let Some(path) = std::env::var_os(REPORT) else { return };
        let text = serde_json::to_string(&self.report).unwrap_or_default();
        if let Err(error) = std::fs::write(&path, text) {
            self.fail(format!("{}: {error}", path.display()));
        }
    }
}

/// Fills an array in the two steps of OpenXR: first how many, then which.
///
/// # Safety
/// `count` is writable, and `out` for `capacity` items.
pub unsafe fn fill<T: Copy>(items: &[T], capacity: u32, count: *mut u32, out: *mut T) -> Reply {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(count) = count.as_mut() {
            *count = items.len() as u32;
        }
        if capacity == 0 {
            return DONE;
        }
        if out.is_null() || (capacity as usize) < items.len() {
            return Err(Code::ERROR_SIZE_INSUFFICIENT);
        }
        std::ptr::copy_nonoverlapping(items.as_ptr(), out, items.len());
    }
    DONE
}

/// The structure of that type in a chain.
///
/// # Safety
/// `next` is null or the head of a chain whose structures of type `ty` are `T`.
pub unsafe fn chained<'a, T>(
    next: *const std::ffi::c_void,
    ty: sys::StructureType,
) -> Option<&'a mut T> {
    let mut at = next.cast::<sys::BaseInStructure>();
    // SAFETY: the caller's promise.
    unsafe {
        while let Some(base) = at.as_ref() {
            if base.ty == ty {
                return at.cast_mut().cast::<T>().as_mut();
            }
            at = base.next;
        }
    }
    None
}
