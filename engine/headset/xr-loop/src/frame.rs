//! One frame's legal order across both worlds, kept in a gate that both can look at for a moment:
//! a wait is never made before the last one was begun, because a runtime would hold the thread for
//! good; and nothing is given back while a frame is open.

use crate::SECOND_NS;
use crate::calls::{Eyes, Waited};
use crate::ledger::Ledger;
use crate::pacing::Pacing;
use crate::verdict::{Call, Verdict, verdict};
use openxr::Time;
use openxr::sys::Result as Code;

/// Nobody has seen a picture for so long although the runtime asks for one: the session is sick.
const BLANK_NS_MAX: i64 = SECOND_NS;

/// A frame that was waited for, on its way from the main world to the render world. One display
/// time is in it, and everything in the frame uses that one.
#[derive(Clone)]
pub struct FrameTicket {
    /// Counted over all sessions.
    pub id: u64,
    /// When and whether it is shown.
    pub waited: Waited,
    /// Where the eyes are drawn from; `None` while the runtime does not know.
    pub eyes: Option<Eyes>,
}

impl FrameTicket {
    /// When it is shown, as the runtime is told.
    pub fn display_time(&self) -> Time {
        Time::from_nanos(self.waited.display_ns)
    }
}

/// What both worlds look at.
#[derive(Default)]
pub(crate) struct Gate {
    is_open: bool,
    /// Waited for, and not yet begun.
    waited: Option<FrameTicket>,
    /// Begun, and not yet ended.
    drawn: Option<u64>,
    fault: Option<(Call, Code)>,
    /// The main world sleeps until the frame is begun.
    pub is_awaited: bool,
    /// Frames with a picture that the session was not told of yet.
    pub shown: u32,
    blank_since_ns: Option<i64>,
    pub ledger: Ledger,
    pub pacing: Pacing,
}

impl Gate {
    /// Frames may run; those of an earlier session are forgotten.
    pub fn open(&mut self) {
        let (ledger, pacing) = (std::mem::take(&mut self.ledger), std::mem::take(&mut self.pacing));
        *self = Self { is_open: true, ledger, pacing, ..Self::default() };
    }

    /// No frame begins any more. True when none is open either.
    pub fn close(&mut self) -> bool {
        self.is_open = false;
        self.drawn.is_none()
    }

    /// Whether the last wait was begun.
    pub fn may_wait(&self) -> bool {
        self.is_open && self.waited.is_none()
    }

    pub fn waited(&mut self, ticket: &FrameTicket) {
        self.waited = Some(ticket.clone());
    }

    /// The wait that nobody has begun, to be begun and ended at once before the session ends.
    pub fn take_waited(&mut self) -> Option<FrameTicket> {
        self.waited.take()
    }

    /// A frame is waiting for the render world.
    pub fn is_waited(&self) -> bool {
        self.is_open && self.waited.is_some()
    }

    fn is_next(&self, id: u64) -> bool {
        self.waited.as_ref().is_some_and(|ticket| ticket.id == id)
    }

    /// Whether this frame is the one to begin. It counts as open from here.
    pub fn begin(&mut self, id: u64) -> bool {
        let may = self.is_open && self.drawn.is_none() && self.is_next(id);
        if may {
            self.drawn = Some(id);
        }
        may
    }

    /// It was begun, or it could not be: then its wait stands, and no other is made.
    pub fn began(&mut self, result: Result<(), Code>) -> bool {
        match result {
            Ok(()) => self.waited = None,
            Err(code) => {
                self.drawn = None;
                self.fault(Call::BeginFrame, code);
            }
        }
        result.is_ok()
    }

    /// It was ended, with a picture or without; `wanted` if the runtime asked for one.
    pub fn ended(&mut self, now_ns: i64, has_eyes: bool, wanted: bool) {
        self.drawn = None;
        if has_eyes {
            self.shown += 1;
        }
        if has_eyes || !wanted {
            self.blank_since_ns = None;
        } else if now_ns - *self.blank_since_ns.get_or_insert(now_ns) >= BLANK_NS_MAX {
            self.blank_since_ns = None;
            self.fault(Call::EndFrame, Code::ERROR_RUNTIME_FAILURE);
        }
    }

    /// Keeps the first fault for the main world, which alone may act on it; until then no frame
    /// begins. A mild one is over by itself.
    pub fn fault(&mut self, call: Call, code: Code) {
        if verdict(call, code).is_none_or(|verdict| verdict == Verdict::Retry) {
            return;
        }
        self.is_open = false;
        self.fault.get_or_insert((call, code));
    }

    pub fn take_fault(&mut self) -> Option<(Call, Code)> {
        self.fault.take()
    }
}
