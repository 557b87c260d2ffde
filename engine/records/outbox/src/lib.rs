//! The outbox: a record that was put here reaches the registry, whatever breaks in between, and
//! reaches it once; its trace follows if it can. Callers block; a worker thread of its own sends.
//! It knows neither scoring nor tapes, only bytes and what the registry answers.
//!
//! The file is SQLite; [`disk`] says how a records database is opened, for the registry too.

mod cabin_key;
pub mod disk;
mod pace;
mod post;
mod queue;
mod traces;
mod worker;

pub use cabin_key::open_cabin_key;
pub use pace::{Pace, WallPace};
pub use traces::TRACES_WAITING_MAX;

use anlan_wire::{AttemptId, Record, TRACE_BYTES_MAX, sha256_hex};
use disk::DiskError;
use post::Post;
use queue::{Parcel, Queue};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use traces::{TraceParcel, TracePut};
use worker::{Command, Reply, Settled, Worker};

/// What became of a record or of its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The registry holds it.
    Stored,
    /// It waits on this machine's disk and will be sent.
    Queued,
    /// The registry will never take it; the sentence says why. A record stays on this disk; of a
    /// trace only the sentence does.
    Quarantined(String),
}

/// What has not reached the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records that wait or are under way.
    pub unsent: u32,
    /// When the oldest of them was put, milliseconds since 1970-01-01 UTC.
    pub oldest_put_at_ms: Option<i64>,
    /// Records that the registry will never take.
    pub quarantined: u32,
    /// Traces that wait or are under way.
    pub unsent_traces: u32,
}

/// Why the outbox did not do what it was asked, in a sentence.
#[derive(Debug)]
pub struct OutboxError(String);

impl fmt::Display for OutboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OutboxError {}

impl From<DiskError> for OutboxError {
    fn from(error: DiskError) -> Self {
        tracing::error!(?error, "{error}");
        Self(format!("the outbox: {error}"))
    }
}

/// An outbox that is open and sends. Dropping it stops the worker; nothing is lost by that.
pub struct Outbox {
    /// `None` only while dropping.
    commands: Option<UnboundedSender<Command>>,
    worker: Option<JoinHandle<()>>,
    settled: Arc<Settled>,
}

impl Outbox {
    /// Opens or makes the file at `path` and starts to send what waits in it to the registry at
    /// `registry_url` (`http://127.0.0.1:4870`).
    pub fn start(path: &Path, registry_url: &str) -> Result<Self, OutboxError> {
        Self::start_with(path, registry_url, Box::new(WallPace))
    }

    /// As [`Outbox::start`], with another clock and other chance.
    pub fn start_with(
        path: &Path,
        registry_url: &str,
        pace: Box<dyn Pace>,
    ) -> Result<Self, OutboxError> {
        let (commands, inbox) = unbounded_channel();
        let (opened, open) = sync_channel(1);
        let settled = Arc::new(Settled::default());
        let (path, post, shared) = (path.to_owned(), Post::new(registry_url), settled.clone());
        let cannot = |error: std::io::Error| {
            OutboxError(format!("the outbox's worker cannot be started: {error}"))
        };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        let run = move || {
            runtime.block_on(async {
                match Queue::open(&path).await {
                    Ok(queue) => {
                        let _ = opened.send(Ok(()));
                        Worker::new(queue, post, pace, shared).run(inbox).await;
                    }
                    Err(error) => {
                        let _ = opened.send(Err(error));
                    }
                }
            });
            // A request that still hangs is left to its own time limit.
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().name("anlan-outbox".to_owned());
        let worker = Some(thread.spawn(run).map_err(cannot)?);
        let outbox = Self { commands: Some(commands), worker, settled };
        open.recv().map_err(|_| stopped())??;
        Ok(outbox)
    }

    /// Keeps a record and the bundle it was recorded with. When this returns, both would survive
    /// a power cut. Putting the same record again changes nothing.
    pub fn put(&self, record: &Record, bundle_bytes: &[u8]) -> Result<(), OutboxError> {
        let bundle = record.ticket.bundle.to_string();
        if sha256_hex(bundle_bytes) != bundle {
            let sentence =
                format!("the outbox: the record names the bundle {bundle}, not this one");
            return Err(OutboxError(sentence));
        }
        let body = record.to_json();
        let parcel = Parcel {
            attempt: record.ticket.attempt.clone(),
            bundle,
            bundle_bytes: bundle_bytes.to_vec(),
            sha256: sha256_hex(&body),
            body,
        };
        if self.ask(|reply| Command::Put(parcel, reply))? {
            return Ok(());
        }
        let attempt = &record.ticket.attempt;
        Err(OutboxError(format!("the outbox holds another record of the attempt {attempt}")))
    }

    /// Keeps the trace of a record that was put before. It is sent after its record; if more than
    /// [`TRACES_WAITING_MAX`] wait, the oldest is given up.
    pub fn put_trace(&self, attempt: &AttemptId, bytes: &[u8]) -> Result<(), OutboxError> {
        if bytes.len() > TRACE_BYTES_MAX {
            let limit = TRACE_BYTES_MAX >> 20;
            let sentence =
                format!("the outbox: the trace of the attempt {attempt} is over {limit} MiB");
            return Err(OutboxError(sentence));
        }
        let (sha256, body) = (sha256_hex(bytes), bytes.to_vec());
        let parcel = TraceParcel { attempt: attempt.clone(), sha256, body };
        Err(OutboxError(match self.ask(|reply| Command::PutTrace(parcel, reply))? {
            TracePut::Kept => return Ok(()),
            TracePut::Another => {
                format!("the outbox holds another trace of the attempt {attempt}")
            }
            TracePut::NoRecord => {
                format!("the outbox has no record of the attempt {attempt}: put it first")
            }
        }))
    }

    /// Waits until the record of this attempt has reached its fate, but no longer than `timeout`:
    /// then it is still [`Delivery::Queued`]. With no time to wait it tells the present state.
    pub fn wait(&self, attempt: &AttemptId, timeout: Duration) -> Result<Delivery, OutboxError> {
        self.wait_for("record", attempt, timeout, Command::Delivery)
    }

    /// The same for the trace of this attempt.
    pub fn wait_for_trace(
        &self,
        attempt: &AttemptId,
        timeout: Duration,
    ) -> Result<Delivery, OutboxError> {
        self.wait_for("trace", attempt, timeout, Command::TraceDelivery)
    }

    fn wait_for(
        &self,
        what: &str,
        attempt: &AttemptId,
        timeout: Duration,
        command: fn(AttemptId, Reply<Option<Delivery>>) -> Command,
    ) -> Result<Delivery, OutboxError> {
        let until = Instant::now() + timeout;
        loop {
            // Counted before asking, so that what settles in between is not missed.
            let seen = self.settled.count();
            match self.ask(|reply| command(attempt.clone(), reply))? {
                Some(Delivery::Queued) => {}
                Some(delivery) => return Ok(delivery),
                None => {
                    let sentence = format!("the outbox has no {what} of the attempt {attempt}");
                    return Err(OutboxError(sentence));
                }
            }
            if !self.settled.wait(seen, until.saturating_duration_since(Instant::now())) {
                return Ok(Delivery::Queued);
            }
        }
    }

    /// What has not reached the registry.
    pub fn summary(&self) -> Result<Summary, OutboxError> {
        self.ask(Command::Summary)
    }

    fn ask<T>(&self, command: impl FnOnce(Reply<T>) -> Command) -> Result<T, OutboxError> {
        let (reply, answer) = sync_channel(1);
        let commands = self.commands.as_ref().ok_or_else(stopped)?;
        commands.send(command(reply)).map_err(|_| stopped())?;
        Ok(answer.recv().map_err(|_| stopped())??)
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has said so on its way.
            let _ = worker.join();
        }
    }
}

fn stopped() -> OutboxError {
    OutboxError("the outbox's worker has stopped; restart the program".to_owned())
}
