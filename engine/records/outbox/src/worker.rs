//! The worker: one thread, one request in flight, oldest record first, traces after all records. It
//! owns the file, so that a change of state and what set it off are never two opinions.

use crate::disk::DiskError;
use crate::pace::{Pace, RETRY_AFTER_MS_MAX, backoff_ms};
use crate::post::{Post, Verdict};
use crate::queue::{Parcel, Queue, Sending};
use crate::traces::{TraceParcel, TracePut, TraceSending};
use crate::{Delivery, Summary};
use anlan_wire::AttemptId;
use std::pin::Pin;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;

/// A full disk is emptied by a person; asking more often only fills the log.
const DISK_WAIT_MS: i64 = 30_000;

/// Where a caller waits for the answer to its command.
pub(crate) type Reply<T> = SyncSender<Result<T, DiskError>>;

/// What callers ask of the worker.
pub(crate) enum Command {
    Put(Parcel, Reply<bool>),
    PutTrace(TraceParcel, Reply<TracePut>),
    Delivery(AttemptId, Reply<Option<Delivery>>),
    TraceDelivery(AttemptId, Reply<Option<Delivery>>),
    Summary(Reply<Summary>),
}

/// Counts settled records, so that callers can wait for the next one.
#[derive(Default)]
pub(crate) struct Settled {
    count: Mutex<u64>,
    changed: Condvar,
}

impl Settled {
    pub fn count(&self) -> u64 {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the count is no longer `seen`; false if time runs out before.
    pub fn wait(&self, seen: u64, timeout: std::time::Duration) -> bool {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(count, timeout, |count| *count == seen);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    fn add(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }
}

pub(crate) struct Worker {
    queue: Queue,
    post: Post,
    pace: Box<dyn Pace>,
    settled: Arc<Settled>,
    /// Nothing is sent before this moment: the registry asked for patience, or the disk fails.
    paused_until_ms: i64,
    /// The last change could not be written: a row may say "under way" that is not.
    is_disk_doubtful: bool,
}

impl Worker {
    pub fn new(queue: Queue, post: Post, pace: Box<dyn Pace>, settled: Arc<Settled>) -> Self {
        Self { queue, post, pace, settled, paused_until_ms: 0, is_disk_doubtful: false }
    }

    /// Works until the last caller is gone. A record under way then is sent again at the next
    /// start, which the registry answers with "held already".
    pub async fn run(mut self, mut commands: UnboundedReceiver<Command>) {
        let mut under_way: Option<(Cargo, JoinHandle<Verdict>)> = None;
        loop {
            let alarm = match &under_way {
                Some(_) => None,
                None => match self.next().await {
                    Ok(Next::Send(cargo)) => {
                        let (post, copy) = (self.post.clone(), cargo.clone());
                        let task = tokio::task::spawn_blocking(move || match &copy {
                            Cargo::Record(record) => post.deliver(record),
                            Cargo::Trace(trace) => post.deliver_trace(trace),
                        });
                        under_way = Some((cargo, task));
                        None
                    }
                    Ok(Next::Wait(ms)) => Some(self.pace.wait(ms)),
                    Ok(Next::Nothing) => None,
                    Err(error) => {
                        self.doubt_disk(&error);
                        Some(self.pace.wait(DISK_WAIT_MS as u64))
                    }
                },
            };
            tokio::select! {
                biased;
                command = commands.recv() => match command {
                    Some(command) => self.obey(command).await,
                    None => break,
                },
                verdict = task_of(&mut under_way) => {
                    if let Some((cargo, _)) = under_way.take() {
                        self.settle(&cargo, verdict).await;
                    }
                }
                () = alarm_of(alarm) => {}
            }
        }
        self.queue.close().await;
    }

    async fn obey(&mut self, command: Command) {
        // A caller that has gone away needs no answer.
        match command {
            Command::Put(parcel, reply) => {
                let now_ms = self.pace.now_ms();
                let _ = reply.send(self.queue.put(&parcel, now_ms).await);
            }
            Command::PutTrace(parcel, reply) => {
                let now_ms = self.pace.now_ms();
                let _ = reply.send(self.queue.put_trace(&parcel, now_ms).await);
            }
            Command::TraceDelivery(attempt, reply) => {
                let _ = reply.send(self.queue.trace_delivery(&attempt).await);
            }
            Command::Delivery(attempt, reply) => {
                let _ = reply.send(self.queue.delivery(&attempt).await);
            }
            Command::Summary(reply) => {
                let _ = reply.send(self.queue.summary().await);
            }
        }
    }

    async fn next(&mut self) -> Result<Next, DiskError> {
        let now_ms = self.pace.now_ms();
        let pause_ms = self.paused_until_ms.saturating_sub(now_ms);
        // A pause longer than any of ours began before the clock was put back.
        if (1..=RETRY_AFTER_MS_MAX as i64).contains(&pause_ms) {
            return Ok(Next::Wait(pause_ms as u64));
        }
        if self.is_disk_doubtful {
            self.queue.recover().await?;
            self.is_disk_doubtful = false;
        }
        if let Some(record) = self.queue.take(now_ms).await? {
            return Ok(Next::Send(Cargo::Record(record)));
        }
        if let Some(trace) = self.queue.take_trace(now_ms).await? {
            return Ok(Next::Send(Cargo::Trace(trace)));
        }
        let due = [self.queue.next_at_ms().await?, self.queue.next_trace_at_ms().await?];
        Ok(match due.into_iter().flatten().min() {
            Some(at_ms) => Next::Wait(at_ms.saturating_sub(now_ms).max(0) as u64),
            None => Next::Nothing,
        })
    }

    async fn settle(&mut self, cargo: &Cargo, verdict: Verdict) {
        let (what, attempt, tries) = match cargo {
            Cargo::Record(record) => ("attempt", &record.attempt, record.tries),
            Cargo::Trace(trace) => ("the trace of attempt", &trace.attempt, trace.tries),
        };
        let now_ms = self.pace.now_ms();
        let done = match &verdict {
            Verdict::Stored => match cargo {
                Cargo::Record(record) => self.queue.ack(record.id, now_ms).await,
                Cargo::Trace(trace) => self.queue.ack_trace(trace.id).await,
            },
            Verdict::Refused { status, sentence } => match cargo {
                Cargo::Record(record) => {
                    tracing::error!("attempt {attempt} is quarantined: {sentence}");
                    self.queue.quarantine(record.id, *status, sentence).await
                }
                Cargo::Trace(trace) => {
                    tracing::error!("the trace of attempt {attempt} is given up: {sentence}");
                    self.queue.give_up_trace(trace.id, *status, sentence).await
                }
            },
            Verdict::Later { status, sentence } => {
                tracing::warn!("{what} {attempt} waits: {sentence}");
                let wait_ms = self.pace.jitter(backoff_ms(tries));
                let next_at_ms = now_ms.saturating_add(wait_ms as i64);
                self.postpone(cargo, next_at_ms, *status, sentence).await
            }
            Verdict::Pause { status, sentence, ms } => {
                tracing::warn!("records wait for {} s: {sentence}", ms / 1_000);
                let extra_ms = self.pace.jitter(backoff_ms(1));
                let pause_ms = ms.saturating_add(extra_ms).min(RETRY_AFTER_MS_MAX);
                self.paused_until_ms = now_ms.saturating_add(pause_ms as i64);
                self.postpone(cargo, self.paused_until_ms, Some(*status), sentence).await
            }
        };
        match done {
            Ok(()) => self.settled.add(),
            Err(error) => self.doubt_disk(&error),
        }
    }

    async fn postpone(
        &mut self,
        cargo: &Cargo,
        next_at_ms: i64,
        status: Option<u16>,
        sentence: &str,
    ) -> Result<(), DiskError> {
        match cargo {
            Cargo::Record(r) => self.queue.postpone(r.id, next_at_ms, status, sentence).await,
            Cargo::Trace(t) => self.queue.postpone_trace(t.id, next_at_ms, status, sentence).await,
        }
    }

    /// Tells of a disk that failed and gives it time. The row under way is sent once more when
    /// the disk works again, since nobody could write down what became of it.
    fn doubt_disk(&mut self, error: &DiskError) {
        tracing::error!(?error, "{error}");
        self.is_disk_doubtful = true;
        self.paused_until_ms = self.pace.now_ms().saturating_add(DISK_WAIT_MS);
    }
}

/// What is under way.
#[derive(Clone)]
enum Cargo {
    Record(Sending),
    Trace(TraceSending),
}

enum Next {
    Send(Cargo),
    Wait(u64),
    Nothing,
}

async fn task_of(under_way: &mut Option<(Cargo, JoinHandle<Verdict>)>) -> Verdict {
    match under_way {
        Some((_, task)) => task.await.unwrap_or_else(|error| Verdict::Later {
            status: None,
            sentence: format!("sending failed inside this program: {error}"),
        }),
        None => std::future::pending().await,
    }
}

async fn alarm_of(alarm: Option<Pin<Box<dyn Future<Output = ()> + Send>>>) {
    match alarm {
        Some(alarm) => alarm.await,
        None => std::future::pending().await,
    }
}
