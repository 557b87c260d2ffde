//! The instructor's desk: starts an attempt at the seat, follows it and stops it. The server holds
//! all state; pages, event streams and the headset look at the same. An attempt never depends on
//! a page: who closes it loses nothing but the sight of it.

mod api;
mod events;
mod happening;
mod over;
mod pages;
mod pick;
mod seat;
mod turn;

pub(crate) use api::router as api_router;
pub(crate) use pages::{Console, router as pages_router};

use crate::catalogue::Catalogue;
use seat::Seat;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Open event streams: every tablet and wall screen of a cabin, and some forgotten tabs.
const WATCHERS_MAX: usize = 16;

/// Time as the desk is told it.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since some moment before; never goes back.
    fn ms(&self) -> u64;
    /// Wall time, milliseconds since 1970-01-01 UTC.
    fn wall_ms(&self) -> i64;
}

/// This machine's clocks.
struct MachineClock(Instant);

impl Clock for MachineClock {
    fn ms(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn wall_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The desk of one seat. Clones are the same desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    catalogue: Catalogue,
    clock: Box<dyn Clock>,
    seat: Mutex<Seat>,
    changed: watch::Sender<u64>,
    watchers: Arc<Semaphore>,
    /// Tells this run of the desk from the one before, in the ids of events.
    run: i64,
}

/// What a page sees.
pub(crate) struct Seen {
    pub seat: Seat,
    pub is_linked: bool,
    pub is_ready: bool,
    /// For how long no page had looked at the attempt, if that was long.
    pub gap_ms: Option<u64>,
}

impl Desk {
    /// A desk that can start these scenarios.
    pub fn new(catalogue: Catalogue) -> Self {
        Self::with_clock(catalogue, Box::new(MachineClock(Instant::now())))
    }

    /// As [`Desk::new`], with another clock.
    pub fn with_clock(catalogue: Catalogue, clock: Box<dyn Clock>) -> Self {
        let (changed, _) = watch::channel(0);
        let run = clock.wall_ms();
        let watchers = Arc::new(Semaphore::new(WATCHERS_MAX));
        // A headset remembers the number of its last order longer than a desk may run.
        let seat = Mutex::new(Seat::new(run.unsigned_abs()));
        Self(Arc::new(Inner { catalogue, clock, seat, changed, watchers, run }))
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.0.catalogue
    }

    fn wall_ms(&self) -> i64 {
        self.0.clock.wall_ms()
    }

    /// Does something at the seat, at the present time, and tells everyone if it changed.
    fn at_seat<T>(&self, deed: impl FnOnce(&mut Seat, u64) -> T) -> T {
        let mut seat = self.0.seat.lock().unwrap_or_else(PoisonError::into_inner);
        let now_ms = self.0.clock.ms();
        seat.settle(now_ms);
        let done = deed(&mut seat, now_ms);
        let version = seat.version;
        drop(seat);
        self.0.changed.send_if_modified(|told| std::mem::replace(told, version) != version);
        done
    }

    /// What a page sees now.
    fn look(&self) -> Seen {
        self.at_seat(|seat, now_ms| Seen {
            gap_ms: seat.watch(now_ms),
            seat: seat.clone(),
            is_linked: seat.is_linked(now_ms),
            is_ready: seat.is_ready(now_ms),
        })
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    /// A place among those who watch, while there is one.
    fn watcher(&self) -> Option<OwnedSemaphorePermit> {
        self.0.watchers.clone().try_acquire_owned().ok()
    }

    /// The name of a state of this desk.
    fn event_id(&self, seat: &Seat) -> String {
        format!("{}.{}", self.0.run, seat.version)
    }
}
