//! How the headset stands and what is to be done next: build up, begin, end, tear down and wait
//! before the next try. It makes no call itself; it is told the time, the runtime's states and
//! what became of each task.

use crate::SECOND_NS;
use crate::verdict::{Call, Verdict, sentence, verdict};
use openxr::SessionState as State;
use openxr::sys::Result as Code;

/// An attempt is held open this long for a headset that was taken off.
pub const DOFFED_NS_MAX: i64 = 60 * SECOND_NS;
/// The second try in a row waits this long, the next ones twice as long each.
const BACKOFF_NS_MIN: i64 = SECOND_NS / 10;
/// No try waits longer.
const BACKOFF_NS_MAX: i64 = 5 * SECOND_NS;
/// How often a desktop asks for a headset.
const PROBE_NS: i64 = 2 * SECOND_NS;
/// Somebody closed the program from within the headset: it does not come back at once.
const EXITED_NS: i64 = 10 * SECOND_NS;
/// Without news for so long after the runtime stopped frames, the session is made again.
const SILENCE_NS_MAX: i64 = SECOND_NS;
/// So many sessions fail in a row before everything is built anew.
const SESSIONS_FAILED_MAX: u32 = 3;
/// So many frames with a picture prove that it runs.
const PROVEN_FRAMES: u32 = 30;

/// How much of the headset stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Built {
    Nothing,
    Instance,
    System,
    Session,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Connect to the runtime.
    CreateInstance,
    /// Look for a headset.
    FindSystem,
    /// Open a session, its space and its swapchains.
    CreateSession,
    /// Begin it.
    Begin,
    /// End it; no frame may be open.
    End,
    /// Give swapchains, space and session back; no frame may be open.
    DestroySession,
    /// Give the instance back.
    DestroyInstance,
}

/// Where the picture is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// On the desktop.
    #[default]
    Desktop,
    /// In the headset.
    Headset,
}

/// Whether somebody wears the headset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Worn {
    /// Nobody has so far.
    #[default]
    Never,
    /// Somebody does.
    On,
    /// Not since then; who comes back goes on.
    Off {
        /// When it was taken off.
        since_ns: i64,
    },
    /// For too long: the attempt is over.
    TooLong,
}

/// The headset's state machine.
#[derive(Clone, Debug)]
pub struct Session {
    built: Built,
    /// No more than this may stand.
    keep: Built,
    state: State,
    is_running: bool,
    /// The runtime stopped frames without saying so.
    silent_since_ns: Option<i64>,
    failures: u32,
    shown: u32,
    not_before_ns: i64,
    is_present: bool,
    worn: Worn,
    doffed_ns_max: i64,
    why: String,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(DOFFED_NS_MAX)
    }
}

impl Session {
    /// Nothing stands yet; a headset that is off for longer than `doffed_ns_max` ends the attempt.
    pub fn new(doffed_ns_max: i64) -> Self {
        Self {
            built: Built::Nothing,
            keep: Built::Session,
            state: State::UNKNOWN,
            is_running: false,
            silent_since_ns: None,
            failures: 0,
            shown: 0,
            not_before_ns: i64::MIN,
            is_present: true,
            worn: Worn::Never,
            doffed_ns_max,
            why: String::new(),
        }
    }

    /// What is to be done now, if anything is.
    pub fn task(&self, now_ns: i64) -> Option<Task> {
        if self.built > self.keep {
            let is_session = self.built == Built::Session;
            return Some(if is_session { Task::DestroySession } else { Task::DestroyInstance });
        }
        match (self.built, self.state) {
            (Built::Session, State::READY) if !self.is_running => {
                (now_ns >= self.not_before_ns).then_some(Task::Begin)
            }
            (Built::Session, State::STOPPING) if self.is_running => Some(Task::End),
            (Built::Session, _) => None,
            _ if now_ns < self.not_before_ns => None,
            (Built::Nothing, _) => Some(Task::CreateInstance),
            (Built::Instance, _) => Some(Task::FindSystem),
            (Built::System, _) => Some(Task::CreateSession),
        }
    }

    /// A task was done.
    pub fn did(&mut self, task: Task) {
        match task {
            Task::CreateInstance => self.built = Built::Instance,
            Task::FindSystem => self.built = Built::System,
            Task::CreateSession => {
                self.built = Built::Session;
                self.state = State::UNKNOWN;
                self.shown = 0;
            }
            Task::Begin => self.is_running = true,
            Task::End => self.is_running = false,
            // The system is looked for again: the headset may be another one.
            Task::DestroySession => self.torn_to(Built::Instance),
            Task::DestroyInstance => self.torn_to(Built::Nothing),
        }
    }

    fn torn_to(&mut self, built: Built) {
        self.built = built;
        self.is_running = false;
        self.silent_since_ns = None;
        if built <= self.keep {
            self.keep = Built::Session;
        }
    }

    /// A call failed: what that means, after it was heeded.
    pub fn failed(&mut self, call: Call, code: Code, now_ns: i64) -> Option<Verdict> {
        let mut verdict = verdict(call, code)?;
        if verdict == Verdict::RebuildSession && self.failures >= SESSIONS_FAILED_MAX {
            verdict = Verdict::RebuildInstance;
        }
        if verdict != Verdict::Retry {
            self.why = sentence(call, code);
        }
        let is_alone = call == Call::FindSystem && code == Code::ERROR_FORM_FACTOR_UNAVAILABLE;
        match verdict {
            Verdict::Retry if call == Call::BeginSession => self.wait(now_ns, BACKOFF_NS_MIN),
            Verdict::Retry => {}
            Verdict::EndSession => {
                self.is_running &= call != Call::EndSession;
                self.silent_since_ns.get_or_insert(now_ns);
            }
            Verdict::RebuildSession => self.tear(Built::Instance, now_ns),
            Verdict::RebuildInstance => self.tear(Built::Nothing, now_ns),
            // A runtime that answers is kept, and asked again for a headset.
            Verdict::Desktop if is_alone => self.wait(now_ns, PROBE_NS),
            Verdict::Desktop => {
                self.tear(Built::Nothing, now_ns);
                self.wait(now_ns, PROBE_NS);
            }
        }
        Some(verdict)
    }

    fn wait(&mut self, now_ns: i64, ns: i64) {
        self.not_before_ns = self.not_before_ns.max(now_ns.saturating_add(ns));
    }

    /// Lowers what may stand; the first try after it worked comes at once.
    fn tear(&mut self, keep: Built, now_ns: i64) {
        let is_torn = self.built > self.keep;
        self.keep = self.keep.min(keep);
        if is_torn {
            return;
        }
        if self.failures > 0 {
            let doubled = BACKOFF_NS_MIN << (self.failures - 1).min(16);
            self.wait(now_ns, doubled.min(BACKOFF_NS_MAX));
        }
        self.failures = self.failures.saturating_add(1);
        // A system is only a number: it is looked for again.
        self.built = if self.built == Built::System { Built::Instance } else { self.built };
        if self.built <= self.keep {
            self.keep = Built::Session;
        }
    }

    /// The runtime's news of the session's state. States that nobody has heard of change nothing.
    pub fn became(&mut self, state: State, now_ns: i64) {
        if self.built < Built::Session || self.keep < Built::Session {
            return;
        }
        match state {
            State::LOSS_PENDING => {
                self.failed(Call::PollEvent, Code::SESSION_LOSS_PENDING, now_ns);
            }
            State::EXITING => {
                self.why = "the program was closed from within the headset".to_owned();
                self.keep = Built::Nothing;
                self.wait(now_ns, EXITED_NS);
            }
            State::STOPPING if !self.is_running => {}
            State::IDLE
            | State::READY
            | State::SYNCHRONIZED
            | State::VISIBLE
            | State::FOCUSED
            | State::STOPPING => {
                self.state = state;
                // What stopped by itself may be begun again, or wants to be ended.
                if matches!(state, State::IDLE | State::READY | State::STOPPING)
                    && self.silent_since_ns.take().is_some()
                {
                    self.is_running = state == State::STOPPING;
                }
            }
            _ => {}
        }
    }

    /// The headset was put on or taken off, where a runtime tells.
    pub fn presence(&mut self, is_worn: bool) {
        self.is_present = is_worn;
    }

    /// Once a turn: what only the clock decides. True if somebody put the headset on, took it off,
    /// or has been away for too long, since the last turn.
    pub fn tick(&mut self, now_ns: i64) -> bool {
        if self.silent_since_ns.is_some_and(|since| now_ns - since >= SILENCE_NS_MAX) {
            self.silent_since_ns = None;
            self.failed(Call::WaitFrame, Code::ERROR_SESSION_LOST, now_ns);
        }
        let is_on = self.picture() == Picture::Headset && self.is_present;
        let before = self.worn;
        self.worn = match self.worn {
            _ if is_on => Worn::On,
            Worn::On => Worn::Off { since_ns: now_ns },
            Worn::Off { since_ns } if now_ns - since_ns >= self.doffed_ns_max => Worn::TooLong,
            worn => worn,
        };
        self.worn != before
    }

    /// A frame with a picture of both eyes was ended.
    pub fn showed(&mut self) {
        self.shown = self.shown.saturating_add(1);
        if self.shown >= PROVEN_FRAMES {
            self.failures = 0;
        }
    }

    /// A session stands.
    pub(crate) fn has_session(&self) -> bool {
        self.built == Built::Session
    }

    /// A runtime is connected.
    pub(crate) fn has_instance(&self) -> bool {
        self.built >= Built::Instance
    }

    /// The runtime's news are worth hearing.
    pub(crate) fn hears(&self) -> bool {
        self.has_instance() && self.built <= self.keep
    }

    /// Frames are to be waited for.
    pub fn runs_frames(&self) -> bool {
        let is_sound = self.keep == Built::Session && self.silent_since_ns.is_none();
        self.is_running && is_sound && self.state != State::STOPPING
    }

    /// Where the picture is: in the headset while its wearer can see frames.
    pub fn picture(&self) -> Picture {
        let is_seen = matches!(self.state, State::VISIBLE | State::FOCUSED);
        if self.runs_frames() && is_seen { Picture::Headset } else { Picture::Desktop }
    }

    /// Whether somebody wears it.
    pub fn worn(&self) -> Worn {
        self.worn
    }

    /// Hands and buttons are the program's, not the runtime's own menu's.
    pub fn has_focus(&self) -> bool {
        self.runs_frames() && self.state == State::FOCUSED
    }

    /// Why the last session went, for people; empty at first.
    pub fn why(&self) -> &str {
        &self.why
    }
}
