//! A runtime in memory with a clock of its own. It counts what was made and given back, notes
//! every call that breaks the legal order, and fails where it is told to.

mod calls;

use anlan_xr_loop::{Call, Event, Format, SECOND_NS, Shown, verdict};
use openxr::sys::Result as Code;
use openxr::{Fovf, Posef, Quaternionf, ReferenceSpaceType, SessionState as State, Time};
use openxr::{Vector3f, View, ViewStateFlags};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

/// 90 Hz.
pub const PERIOD_NS: i64 = 11_111_111;
/// What every call takes.
const CALL_NS: i64 = 10_000;

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// This one call has that result; losses stay until what is lost was given back.
    Code(Code),
    /// News arrive, beginning with this.
    News(Event),
    /// Nobody will see the next ten frames.
    Hidden,
    /// No image may be written for so long, nanoseconds.
    Withheld(i64),
    /// The runtime is gone for a second.
    Gone,
    /// The headset is gone for three seconds.
    Unplugged,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Image {
    Away,
    Acquired,
    Ready,
}

struct Session {
    is_lost: bool,
    /// A fault said that it will go: it may be given back in mid-frame.
    is_going: bool,
    is_exiting: bool,
    state: State,
    is_running: bool,
    /// The frame that was waited for and not begun, by its display time.
    waited: Option<i64>,
    begun: Option<i64>,
    has_swapchain: bool,
    image: Image,
    is_released: bool,
    frames: u64,
}

/// Everything that can be asked of the fake afterwards.
pub struct World {
    pub now_ns: i64,
    pub worked_ns: i64,
    pub calls: Vec<Call>,
    pub is_recording: bool,
    count: u64,
    pub faults: Vec<(u64, Fault)>,
    pub fired_ns: Option<i64>,
    pub made: [u32; 3],
    pub given_back: [u32; 3],
    pub errors: Vec<String>,
    /// Frames that ended with both eyes; and the last one's moment and views.
    pub shown: u64,
    pub shown_ns: i64,
    pub last_shown: Option<Shown>,
    pub ends: u64,
    /// Settings.
    pub formats: Vec<u32>,
    pub spaces: Vec<ReferenceSpaceType>,
    pub flags: ViewStateFlags,
    pub image_wait_ns: i64,
    pub yaw_per_s: f32,
    pub should_render: fn(u64) -> bool,
    pub space: Option<(ReferenceSpaceType, Posef)>,
    pub created: Option<(Format, Option<u32>)>,
    session: Option<Session>,
    has_instance: bool,
    is_instance_lost: bool,
    gone_until_ns: i64,
    unplugged_until_ns: i64,
    withheld_until_ns: i64,
    hidden: u32,
    vsync: i64,
    events: VecDeque<(i64, Event)>,
}

const INSTANCE: usize = 0;
const SESSION: usize = 1;
const SWAPCHAIN: usize = 2;

/// One runtime, both ends of it.
#[derive(Clone)]
pub struct Fake(pub Arc<Mutex<World>>);

/// The drawing end.
pub struct FakeDraw(Fake);

impl Fake {
    pub fn new(faults: &[(u64, Fault)]) -> Self {
        Self(Arc::new(Mutex::new(World {
            now_ns: SECOND_NS,
            worked_ns: 0,
            calls: Vec::new(),
            is_recording: false,
            count: 0,
            faults: faults.to_vec(),
            fired_ns: None,
            made: [0; 3],
            given_back: [0; 3],
            errors: Vec::new(),
            shown: 0,
            shown_ns: 0,
            last_shown: None,
            ends: 0,
            formats: vec![44, 43, 126],
            spaces: vec![ReferenceSpaceType::LOCAL, ReferenceSpaceType::STAGE],
            flags: ViewStateFlags::ORIENTATION_VALID | ViewStateFlags::POSITION_VALID,
            image_wait_ns: 0,
            yaw_per_s: 0.0,
            should_render: |_| true,
            space: None,
            created: None,
            session: None,
            has_instance: false,
            is_instance_lost: false,
            gone_until_ns: 0,
            unplugged_until_ns: 0,
            withheld_until_ns: 0,
            hidden: 0,
            vsync: 0,
            events: VecDeque::new(),
        })))
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    pub fn pass(&self, ns: i64) {
        self.world().now_ns += ns;
    }

    /// The calling thread works for so long.
    pub fn work(&self, ns: i64) {
        let mut world = self.world();
        world.now_ns += ns;
        world.worked_ns += ns;
    }
}

impl World {
    /// Calls so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn say(&mut self, event: Event) {
        self.say_in(0, event);
    }

    pub fn say_in(&mut self, ns: i64, event: Event) {
        self.events.push_back((self.now_ns + ns, event));
    }

    fn error(&mut self, text: &str) {
        if self.errors.len() < 20 {
            self.errors.push(format!("call {}: {text}", self.count));
        }
    }

    /// Counts the call and lets a fault strike. `Ok(true)`: it happens, and more is to be said.
    fn enter(&mut self, call: Call) -> Result<Option<Code>, Code> {
        self.now_ns += CALL_NS;
        let number = self.count;
        self.count += 1;
        if self.is_recording {
            self.calls.push(call);
        }
        let mut also = None;
        if let Some(at) = self.faults.iter().position(|(n, _)| *n == number) {
            let (_, fault) = self.faults.swap_remove(at);
            self.fired_ns = Some(self.now_ns);
            also = self.strike(fault);
            // Its end may be refused twice: then it cannot be closed.
            let is_end = call == Call::EndFrame;
            self.session.iter_mut().for_each(|session| session.is_going |= is_end);
        }
        let is_connecting = call == Call::CreateInstance;
        if is_connecting && self.now_ns < self.gone_until_ns {
            return Err(Code::ERROR_RUNTIME_UNAVAILABLE);
        }
        if !is_connecting && (!self.has_instance || self.is_instance_lost) {
            return Err(Code::ERROR_INSTANCE_LOST);
        }
        let is_of_instance = matches!(call, Call::FindSystem | Call::PollEvent);
        let is_lost = self.session.as_ref().is_some_and(|session| session.is_lost);
        if is_lost && !is_connecting && !is_of_instance {
            return Err(Code::ERROR_SESSION_LOST);
        }
        match also {
            Some(code) if code.into_raw() < 0 => Err(code),
            also => Ok(also),
        }
    }

    fn strike(&mut self, fault: Fault) -> Option<Code> {
        match fault {
            Fault::Code(code) => {
                match code {
                    Code::ERROR_INSTANCE_LOST => self.is_instance_lost = self.has_instance,
                    Code::ERROR_SESSION_LOST => self.lose_session(),
                    Code::SESSION_LOSS_PENDING => {
                        self.session.as_mut().into_iter().for_each(|s| s.is_going = true);
                    }
                    _ => {}
                }
                return Some(code);
            }
            Fault::News(event) => {
                let is_exit = event == Event::State(State::EXITING);
                let is_end = is_exit || event == Event::State(State::STOPPING);
                let running = self.session.as_mut().filter(|session| session.is_running);
                match running {
                    Some(session) if is_end => {
                        session.state = State::STOPPING;
                        session.is_exiting = is_exit;
                        self.say(Event::State(State::STOPPING));
                    }
                    _ => self.say(event),
                }
            }
            Fault::Hidden => self.hidden = 10,
            Fault::Withheld(ns) => self.withheld_until_ns = self.now_ns + ns,
            Fault::Gone => {
                self.gone_until_ns = self.now_ns + SECOND_NS;
                self.is_instance_lost = self.has_instance;
            }
            Fault::Unplugged => {
                self.unplugged_until_ns = self.now_ns + 3 * SECOND_NS;
                self.lose_session();
            }
        }
        None
    }

    fn lose_session(&mut self) {
        self.session.as_mut().into_iter().for_each(|session| session.is_lost = true);
    }

    /// The session that the call is on; a call without one breaks the order.
    fn of_session(&mut self, what: &str) -> Result<&mut Session, Code> {
        if self.session.is_none() {
            self.error(&format!("{what} without a session"));
        }
        self.session.as_mut().ok_or(Code::ERROR_HANDLE_INVALID)
    }

    /// Notes a broken rule, and refuses the call.
    fn refuse(&mut self, rule: &str) -> Code {
        self.error(rule);
        Code::ERROR_CALL_ORDER_INVALID
    }

    fn views(&mut self, at: Time, what: &str) -> Result<(ViewStateFlags, Vec<View>), Code> {
        let also = self.enter(Call::Locate)?;
        let session = self.of_session(what)?;
        let is_due = [session.waited, session.begun].contains(&Some(at.as_nanos()));
        if !is_due {
            self.error("located at another time than the frame's");
        }
        done(Call::Locate, (), also)?;
        let turned = self.yaw_per_s * (self.now_ns as f32 / SECOND_NS as f32) / 2.0;
        let orientation = Quaternionf { x: 0.0, y: turned.sin(), z: 0.0, w: turned.cos() };
        let view = |x: f32| View {
            pose: Posef { orientation, position: Vector3f { x, y: 1.6, z: 0.0 } },
            fov: Fovf { angle_left: -0.8, angle_right: 0.8, angle_up: 0.8, angle_down: -0.8 },
        };
        Ok((self.flags, vec![view(-0.03), view(0.03)]))
    }
}

/// What a success still has to say.
fn done<T>(call: Call, value: T, also: Option<Code>) -> Result<T, Code> {
    also.filter(|code| verdict(call, *code).is_some()).map_or(Ok(value), Err)
}
