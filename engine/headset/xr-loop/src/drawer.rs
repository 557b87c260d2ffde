//! The render world's half of a frame: begin and acquire, wait for the image and latch, release
//! and end. Each piece is short of blocking for long, and each may find that the frame is not to
//! be drawn after all.

use crate::calls::{DrawCalls, Eyes, Shown, Waited};
use crate::frame::{FrameTicket, Gate};
use crate::image::{ImageOrder, Taken};
use crate::space::eyes_of;
use crate::verdict::Call;
use openxr::Time;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How long an image may be withheld before its frame goes without, nanoseconds. A wait that took
/// longer would cost more frames than it saves.
const IMAGE_WAIT_NS_MAX: i64 = 20_000_000;

/// What there is to draw on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// No frame was begun: draw on parked pictures.
    Nothing,
    /// A frame was begun that nobody will see: draw on parked pictures.
    Blank,
    /// A frame was begun with this image.
    Image(usize),
}

/// What becomes of what was recorded.
#[derive(Clone)]
pub enum Latch {
    /// It went to parked pictures: nothing is to be done.
    Parked,
    /// The image is withheld: what was recorded must not reach the graphics card.
    Drop,
    /// Draw from here, and submit. The views are those that the layer will say.
    Draw(Eyes),
}

/// The drawing end of a session, with what it is in the middle of.
pub(crate) struct Half<D> {
    pub calls: D,
    pub image: ImageOrder,
    frame: Option<FrameTicket>,
    /// What the thread had worked when it was begun.
    begun_ns: i64,
}

/// Both worlds have one. The gate is held for a moment only; the half for the length of a piece,
/// and by the main world only while no frame is open.
pub(crate) struct Shared<D> {
    pub gate: Mutex<Gate>,
    pub half: Mutex<Option<Half<D>>>,
    /// Told when a frame was begun, or could not be, and somebody sleeps for it.
    pub begun: Condvar,
}

/// The render world's end of the loop.
pub struct Drawer<D> {
    pub(crate) shared: Arc<Shared<D>>,
}

impl<D> Clone for Drawer<D> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone() }
    }
}

impl<D> Shared<D> {
    pub fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn half(&self) -> MutexGuard<'_, Option<Half<D>>> {
        self.half.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<D: DrawCalls> Drawer<D> {
    pub(crate) fn new() -> Self {
        let shared =
            Shared { gate: Mutex::default(), half: Mutex::new(None), begun: Condvar::new() };
        Self { shared: Arc::new(shared) }
    }

    /// Begins the frame and takes its image. Tickets of frames that are over begin nothing.
    pub fn begin(&self, ticket: FrameTicket) -> Begun {
        let mut slot = self.shared.half();
        let Some(half) = slot.as_mut() else { return Begun::Nothing };
        // Whoever begins twice forgot to end.
        half.end(&self.shared);
        if !self.shared.gate().begin(ticket.id) {
            return Begun::Nothing;
        }
        let result = half.calls.begin_frame();
        let now_ns = half.calls.now_ns();
        let mut gate = self.shared.gate();
        if gate.is_awaited {
            self.shared.begun.notify_all();
        }
        if !gate.began(result) {
            return Begun::Nothing;
        }
        gate.ledger.note(ticket.id, |row| row.begin_ns = now_ns);
        drop(gate);
        half.begun_ns = half.calls.worked_ns();
        let is_seen = ticket.waited.should_render && ticket.eyes.is_some();
        half.frame = Some(ticket);
        if !is_seen {
            return Begun::Blank;
        }
        match half.image.acquire(|| half.calls.acquire()) {
            Ok(index) => Begun::Image(index),
            Err(code) => {
                self.shared.gate().fault(Call::Acquire, code);
                Begun::Blank
            }
        }
    }

    /// Waits for the image, and asks once more where the eyes will be; `is_late` is false to draw
    /// from where the main world saw them. To be called after recording, before submitting.
    pub fn latch(&self, is_late: bool) -> Latch {
        let mut slot = self.shared.half();
        let Some(half) = slot.as_mut() else { return Latch::Drop };
        let Some(ticket) = &mut half.frame else { return Latch::Parked };
        let (true, Some(eyes)) = (ticket.waited.should_render, ticket.eyes) else {
            return Latch::Parked;
        };
        let before_ns = half.calls.now_ns();
        let taken = half.image.wait(|| half.calls.wait_image(IMAGE_WAIT_NS_MAX));
        let now_ns = half.calls.now_ns();
        self.shared.gate().ledger.note(ticket.id, |row| {
            row.image_ns = now_ns;
            row.image_wait_ns = now_ns - before_ns;
        });
        match taken {
            Ok(Taken::Ready(_)) => {}
            Ok(Taken::Withheld) => return Latch::Drop,
            Ok(Taken::None) => return Latch::Parked,
            Err(code) => {
                self.shared.gate().fault(Call::WaitImage, code);
                return Latch::Drop;
            }
        }
        if !is_late {
            return Latch::Draw(eyes);
        }
        let located = half.calls.locate_views(ticket.display_time());
        let now_ns = half.calls.now_ns();
        let mut gate = self.shared.gate();
        match located {
            Ok((flags, views)) => {
                gate.ledger.used(ticket.id, ticket.waited.display_ns);
                if let Some(later) = eyes_of(flags, &views, Some(&eyes)) {
                    gate.ledger.note(ticket.id, |row| row.latch_ns = now_ns);
                    ticket.eyes = Some(later);
                    return Latch::Draw(later);
                }
            }
            Err(code) => gate.fault(Call::Locate, code),
        }
        Latch::Draw(eyes)
    }

    /// Gives the image back and ends the frame. To be called after submitting.
    pub fn end(&self) {
        let mut slot = self.shared.half();
        if let Some(half) = slot.as_mut() {
            half.end(&self.shared);
        }
    }

    /// Begins and ends a frame without the eyes' pictures, from whichever thread is free: so the
    /// headset hears from the program while the world loads.
    pub fn pass(&self, ticket: FrameTicket) {
        self.begin(FrameTicket { eyes: None, ..ticket });
        self.end();
    }
}

impl<D: DrawCalls> Half<D> {
    pub fn new(calls: D) -> Self {
        Self { calls, image: ImageOrder::Away, frame: None, begun_ns: 0 }
    }

    /// Begins and ends a frame that was waited for and will not be drawn any more.
    pub fn finish(&mut self, ticket: FrameTicket, shared: &Shared<D>) {
        self.end(shared);
        if self.calls.begin_frame().is_ok() {
            let waited = Waited { should_render: false, ..ticket.waited };
            self.frame = Some(FrameTicket { waited, ..ticket });
            self.end(shared);
        }
    }

    /// Ends the frame that is open, if one is.
    pub fn end(&mut self, shared: &Shared<D>) {
        let Some(ticket) = self.frame.take() else { return };
        let submit_ns = self.calls.now_ns();
        // Another thread's count, where the main world ends what was forgotten, may lie before.
        let work_ns = (self.calls.worked_ns() - self.begun_ns).max(0);
        let has_image = match self.image.release(|| self.calls.release()) {
            Ok(has_image) => has_image,
            Err(code) => {
                shared.gate().fault(Call::Release, code);
                false
            }
        };
        let shown = match ticket.eyes {
            Some(eyes) if has_image => Shown::Eyes(eyes),
            _ if ticket.waited.should_render => Shown::Overlays,
            _ => Shown::Nothing,
        };
        let display = ticket.display_time();
        let has_eyes = self.end_with(display, &shown, shared);
        let now_ns = self.calls.now_ns();
        let mut gate = shared.gate();
        gate.ended(now_ns, has_eyes, ticket.waited.should_render);
        gate.ledger.note(ticket.id, |row| {
            row.submit_ns = submit_ns;
            row.work_ns += work_ns;
        });
        gate.ledger.used(ticket.id, display.as_nanos());
        if let Some(row) = gate.ledger.ended(ticket.id, now_ns, has_eyes) {
            gate.pacing.worked(row.work_ns, row.period_ns);
        }
    }

    /// Whether the frame ended with both eyes. A refused end is made once more without layers, so
    /// that the frame is closed even if the session is torn down for it.
    fn end_with(&mut self, display: Time, shown: &Shown, shared: &Shared<D>) -> bool {
        let Err(code) = self.calls.end_frame(display, shown) else {
            return matches!(shown, Shown::Eyes(_));
        };
        shared.gate().fault(Call::EndFrame, code);
        let is_refused = code.into_raw() < 0;
        if is_refused && !matches!(shown, Shown::Nothing) {
            let _closed = self.calls.end_frame(display, &Shown::Nothing);
        }
        false
    }
}
