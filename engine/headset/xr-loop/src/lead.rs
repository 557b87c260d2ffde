//! The main world's half: follows the runtime's news, does what the session asks for, waits for
//! frames, and says where eyes are. It alone builds up and tears down, and only while no frame is
//! open.

use crate::SECOND_NS;
use crate::calls::{Calls, EYES, Event};
use crate::drawer::{Drawer, Half, Shared};
use crate::format::{choose_colour, choose_depth};
use crate::frame::FrameTicket;
use crate::ledger::{Ledger, Row};
use crate::pacing::Pace;
use crate::session::{DOFFED_NS_MAX, Picture, Session, Task, Worn};
use crate::space::{PlaySpace, choose_space, eyes_of};
use crate::verdict::{Call, Verdict};
use openxr::Posef;
use openxr::sys::Result as Code;
use std::sync::Arc;
use std::time::Duration;

/// Events of one turn; more wait for the next.
const EVENTS_MAX: usize = 64;
/// Tasks of one turn.
const TASKS_MAX: usize = 8;
/// A frame that is open for so long will not be ended by who began it.
const FORGOTTEN_NS: i64 = SECOND_NS;

/// What the program must know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum News {
    /// Whether somebody wears the headset has changed.
    Worn(Worn),
    /// The play space lies elsewhere from this frame on.
    Recentred,
    /// The lenses hide another part of this eye's picture.
    MaskChanged(usize),
    /// The display runs at another rate.
    RateChanged(f32),
    /// A hand holds another controller.
    ProfileChanged,
}

/// What a turn brought.
pub struct Turn {
    /// A frame to make. Without one nothing has blocked: whoever turns must pace itself.
    pub frame: Option<FrameTicket>,
    /// Where the picture is.
    pub picture: Picture,
    /// What has changed.
    pub news: Vec<News>,
}

/// The main world's end of the loop.
pub struct Lead<C: Calls> {
    calls: C,
    session: Session,
    space: PlaySpace,
    shared: Arc<Shared<C::Draw>>,
    frames: u64,
    /// What this thread had worked when the last wait was over.
    woken_ns: i64,
    eyes: Option<crate::calls::Eyes>,
    closing_since_ns: Option<i64>,
    news: Vec<News>,
}

/// Names the call that a result belongs to.
trait During<T> {
    fn during(self, call: Call) -> Result<T, (Call, Code)>;
}

impl<T> During<T> for Result<T, Code> {
    fn during(self, call: Call) -> Result<T, (Call, Code)> {
        self.map_err(|code| (call, code))
    }
}

impl<C: Calls> Lead<C> {
    /// A loop on these calls; it does nothing before its first turn. Its ledger keeps so many
    /// frames, [`LEDGER_ROWS`](crate::LEDGER_ROWS) for an ordinary run.
    pub fn new(calls: C, ledger_rows: usize) -> Self {
        let shared = Drawer::new().shared;
        shared.gate().ledger = Ledger::new(ledger_rows);
        Self {
            calls,
            session: Session::new(DOFFED_NS_MAX),
            space: PlaySpace::default(),
            shared,
            frames: 0,
            woken_ns: 0,
            eyes: None,
            closing_since_ns: None,
            news: Vec::new(),
        }
    }

    /// The render world's end.
    pub fn drawer(&self) -> Drawer<C::Draw> {
        Drawer { shared: self.shared.clone() }
    }

    /// The calls, for what the loop does not do: hands, haptics, overlays.
    pub fn calls(&mut self) -> &mut C {
        &mut self.calls
    }

    /// How the headset stands.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// A call that was made outside of the loop failed.
    pub fn failed(&mut self, call: Call, code: Code) -> Option<Verdict> {
        self.session.failed(call, code, self.calls.now_ns())
    }

    /// The graphics device is lost, and everything on it.
    pub fn lost_device(&mut self) {
        self.failed(Call::EndFrame, Code::ERROR_GRAPHICS_DEVICE_INVALID);
    }

    /// Once a frame, before everything else: news, tasks, and the wait.
    pub fn turn(&mut self) -> Turn {
        self.heed_drawer();
        self.hear();
        self.work();
        if self.session.tick(self.calls.now_ns()) {
            self.news.push(News::Worn(self.session.worn()));
        }
        let frame = self.wait();
        Turn { frame, picture: self.session.picture(), news: std::mem::take(&mut self.news) }
    }

    /// Lets the render world begin the last frame first, for so long at most: to be called before
    /// [`Self::turn`] where another thread draws.
    pub fn await_begin(&self, at_most: Duration) {
        let mut gate = self.shared.gate();
        gate.is_awaited = true;
        drop(self.shared.begun.wait_timeout_while(gate, at_most, |gate| gate.is_waited()));
        self.shared.gate().is_awaited = false;
    }

    /// Acts on what the drawing half met.
    fn heed_drawer(&mut self) {
        let (fault, shown) = {
            let mut gate = self.shared.gate();
            (gate.take_fault(), std::mem::take(&mut gate.shown))
        };
        (0..shown).for_each(|_| self.session.showed());
        if let Some((call, code)) = fault {
            self.failed(call, code);
        }
    }

    fn hear(&mut self) {
        for _ in 0..EVENTS_MAX {
            if !self.session.hears() {
                return;
            }
            let event = match self.calls.poll_event() {
                Ok(Some(event)) => event,
                Ok(None) => return,
                Err(code) => {
                    self.failed(Call::PollEvent, code);
                    return;
                }
            };
            match event {
                Event::State(state) => self.session.became(state, self.calls.now_ns()),
                Event::InstanceLossPending => {
                    self.failed(Call::PollEvent, Code::ERROR_INSTANCE_LOST);
                }
                Event::SpaceChange { kind, at_ns } => self.space.will_change(kind, at_ns),
                Event::MaskChange { eye } if eye < EYES => self.news.push(News::MaskChanged(eye)),
                Event::RateChange { hz } => self.news.push(News::RateChanged(hz)),
                Event::ProfileChange => self.news.push(News::ProfileChanged),
                Event::Presence { is_worn } => self.session.presence(is_worn),
                Event::MaskChange { .. } | Event::Lost | Event::Other => {}
            }
        }
    }

    fn work(&mut self) {
        for _ in 0..TASKS_MAX {
            let now_ns = self.calls.now_ns();
            let Some(task) = self.session.task(now_ns) else { return };
            let gives_back = matches!(task, Task::Begin | Task::End | Task::DestroySession);
            if gives_back && !self.settle(now_ns) {
                return;
            }
            match self.perform(task) {
                Ok(()) => self.session.did(task),
                Err((call, code)) => {
                    self.session.failed(call, code, now_ns);
                    // Also where only "not yet" was said: the turn must not be held up.
                    return;
                }
            }
        }
    }

    /// Sees to it that no frame is open; false if the render world still has one.
    fn settle(&mut self, now_ns: i64) -> bool {
        let since_ns = *self.closing_since_ns.get_or_insert(now_ns);
        if !self.shared.gate().close() {
            if now_ns - since_ns < FORGOTTEN_NS {
                return false;
            }
            if let Some(half) = self.shared.half().as_mut() {
                half.end(&self.shared);
            }
        }
        self.closing_since_ns = None;
        true
    }

    fn perform(&mut self, task: Task) -> Result<(), (Call, Code)> {
        match task {
            Task::CreateInstance => self.calls.create_instance().during(Call::CreateInstance),
            Task::FindSystem => self.calls.find_system().during(Call::FindSystem),
            Task::CreateSession => {
                self.calls.create_session().during(Call::CreateSession)?;
                self.furnish().inspect_err(|_| self.calls.destroy_session())
            }
            Task::Begin => {
                self.calls.begin_session().during(Call::BeginSession)?;
                let mut gate = self.shared.gate();
                gate.open();
                gate.ledger.paused();
                Ok(())
            }
            Task::End => {
                let waited = self.shared.gate().take_waited();
                if let (Some(ticket), Some(half)) = (waited, self.shared.half().as_mut()) {
                    half.finish(ticket, &self.shared);
                }
                self.calls.end_session().during(Call::EndSession)
            }
            Task::DestroySession => {
                *self.shared.half() = None;
                self.calls.destroy_session();
                self.eyes = None;
                Ok(())
            }
            Task::DestroyInstance => {
                self.calls.destroy_instance();
                Ok(())
            }
        }
    }

    /// Gives a new session its space and its swapchains.
    fn furnish(&mut self) -> Result<(), (Call, Code)> {
        let kinds = self.calls.reference_spaces().during(Call::CreateSpace)?;
        let kind = choose_space(&kinds);
        if kind != self.space.kind() {
            self.space = PlaySpace::new(kind);
        }
        self.calls.create_space(kind, self.space.pose()).during(Call::CreateSpace)?;
        let offered = self.calls.formats().during(Call::CreateSwapchain)?;
        let colour = choose_colour(&offered)
            .ok_or((Call::CreateSwapchain, Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED))?;
        let draw = self.calls.create_draw(colour, choose_depth(&offered));
        *self.shared.half() = Some(Half::new(draw.during(Call::CreateSwapchain)?));
        Ok(())
    }

    fn wait(&mut self) -> Option<FrameTicket> {
        if !self.session.runs_frames() || !self.shared.gate().may_wait() {
            return None;
        }
        let waited = match self.calls.wait_frame() {
            Ok(waited) => waited,
            Err(code) => {
                self.failed(Call::WaitFrame, code);
                return None;
            }
        };
        self.frames += 1;
        self.woken_ns = self.calls.worked_ns();
        let id = self.frames;
        let row = Row {
            id,
            display_ns: waited.display_ns,
            period_ns: waited.period_ns,
            wait_ns: self.calls.now_ns(),
            ..Row::default()
        };
        let ticket = FrameTicket { id, waited, eyes: None };
        let mut gate = self.shared.gate();
        gate.waited(&ticket);
        gate.ledger.waited(row);
        drop(gate);
        if self.space.changes(waited.display_ns) {
            self.news.push(News::Recentred);
            self.move_space();
        }
        Some(ticket)
    }

    /// Says where the eyes will be when the frame is shown, as late as the main world can.
    pub fn locate(&mut self, ticket: &mut FrameTicket) {
        match self.calls.locate_views(ticket.display_time()) {
            Ok((flags, views)) => {
                self.eyes = eyes_of(flags, &views, self.eyes.as_ref());
                ticket.eyes = self.eyes;
                let now_ns = self.calls.now_ns();
                let work_ns = self.calls.worked_ns() - self.woken_ns;
                let mut gate = self.shared.gate();
                gate.ledger.note(ticket.id, |row| {
                    row.locate_ns = now_ns;
                    row.work_ns = work_ns;
                });
                gate.ledger.used(ticket.id, ticket.waited.display_ns);
            }
            Err(code) => {
                self.failed(Call::Locate, code);
            }
        }
    }

    /// Notes that something of the frame was made for this time: simulation, hands.
    pub fn used(&self, ticket: &FrameTicket, display_ns: i64) {
        self.shared.gate().ledger.used(ticket.id, display_ns);
    }

    /// Puts the middle of the play space under the head, given in it.
    pub fn recentre(&mut self, head: &Posef) {
        self.space.recentre(head);
        self.move_space();
    }

    /// Lifts whoever sits to standing height, or lets them down again (`None`).
    pub fn seat(&mut self, head: Option<&Posef>) {
        match head {
            Some(head) => self.space.seat(head),
            None => self.space.stand(),
        }
        self.move_space();
    }

    fn move_space(&mut self) {
        let (kind, pose) = (self.space.kind(), self.space.pose());
        if self.session.has_session()
            && let Err(code) = self.calls.create_space(kind, pose)
        {
            self.failed(Call::CreateSpace, code);
        }
    }

    /// How frames should be made.
    pub fn pace(&self) -> Pace {
        self.shared.gate().pacing.pace()
    }

    /// The ledger, to read, to write to a file, or to take stalls from.
    pub fn with_ledger<T>(&self, look: impl FnOnce(&mut Ledger) -> T) -> T {
        look(&mut self.shared.gate().ledger)
    }
}

impl<C: Calls> Drop for Lead<C> {
    /// Gives everything back in order, whatever stands.
    fn drop(&mut self) {
        self.shared.gate().close();
        let mut half = self.shared.half();
        if let Some(half) = half.as_mut() {
            half.end(&self.shared);
        }
        *half = None;
        drop(half);
        if self.session.has_session() {
            self.calls.destroy_session();
        }
        if self.session.has_instance() {
            self.calls.destroy_instance();
        }
    }
}
