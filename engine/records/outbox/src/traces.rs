//! The rows of traces in the outbox. They follow their records and are worth less: what is too
//! much or too old is given up, while a record never is. Records' rows are `queue.rs`'s business.

use crate::Delivery;
use crate::disk::DiskError;
use crate::pace::RETRY_AFTER_MS_MAX;
use crate::queue::Queue;
use anlan_wire::{AttemptId, TRACE_KEPT_MS};
use sqlx::{Connection, Row};

/// Traces that wait, a few megabytes each: more than a cabin's day. One more, and the oldest goes.
pub const TRACES_WAITING_MAX: u32 = 128;

/// A trace as it is put.
pub(crate) struct TraceParcel {
    pub attempt: AttemptId,
    pub sha256: String,
    pub body: Vec<u8>,
}

/// A trace that is to be sent.
#[derive(Clone, Debug)]
pub(crate) struct TraceSending {
    pub id: i64,
    pub attempt: String,
    pub sha256: String,
    pub body: Vec<u8>,
    /// With this one.
    pub tries: u32,
}

/// What became of a trace that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TracePut {
    Kept,
    /// Another trace of this attempt is here already.
    Another,
    /// Its record was never put.
    NoRecord,
}

impl Queue {
    /// Keeps the trace of a record that was put.
    pub async fn put_trace(
        &mut self,
        parcel: &TraceParcel,
        now_ms: i64,
    ) -> Result<TracePut, DiskError> {
        let attempt = parcel.attempt.as_str();
        if self.delivery(&parcel.attempt).await?.is_none() {
            return Ok(TracePut::NoRecord);
        }
        let mut change = self.disk.begin().await?;
        let sql = "INSERT INTO trace (attempt, sha256, body, state, put_at_ms) \
                   VALUES ($1, $2, $3, 'pending', $4) ON CONFLICT DO NOTHING";
        sqlx::query(sql)
            .bind(attempt)
            .bind(&parcel.sha256)
            .bind(&parcel.body)
            .bind(now_ms)
            .execute(&mut *change)
            .await?;
        let held: String = sqlx::query_scalar("SELECT sha256 FROM trace WHERE attempt = $1")
            .bind(attempt)
            .fetch_one(&mut *change)
            .await?;
        let sql = "UPDATE trace SET state = 'given_up', body = NULL, \
                   last_error = 'newer traces needed its room' WHERE id IN ( \
                       SELECT id FROM trace WHERE state = 'pending' \
                       ORDER BY id DESC LIMIT -1 OFFSET $1)";
        sqlx::query(sql).bind(TRACES_WAITING_MAX).execute(&mut *change).await?;
        change.commit().await?;
        Ok(if held == parcel.sha256 { TracePut::Kept } else { TracePut::Another })
    }

    /// Takes the oldest trace that is due and whose record the registry has.
    pub async fn take_trace(&mut self, now_ms: i64) -> Result<Option<TraceSending>, DiskError> {
        let sql = "UPDATE trace SET state = 'given_up', body = NULL, \
                   last_error = 'it was too old when the registry could be reached' \
                   WHERE state = 'pending' AND put_at_ms < $1";
        let kept_from_ms = now_ms.saturating_sub(TRACE_KEPT_MS);
        sqlx::query(sql).bind(kept_from_ms).execute(&mut self.disk).await?;
        // A time later than any wait of ours was set before the clock was put back: it is due.
        let sql = "UPDATE trace SET state = 'inflight', tries = tries + 1 WHERE id = ( \
                       SELECT trace.id FROM trace JOIN record USING (attempt) \
                       WHERE trace.state = 'pending' AND record.state = 'acked' \
                       AND (trace.next_at_ms <= $1 OR trace.next_at_ms > $2) \
                       ORDER BY trace.id LIMIT 1) \
                   RETURNING id, attempt, sha256, body, tries";
        let row = sqlx::query(sql)
            .bind(now_ms)
            .bind(now_ms.saturating_add(RETRY_AFTER_MS_MAX as i64))
            .fetch_optional(&mut self.disk)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(TraceSending {
            id: row.try_get("id")?,
            attempt: row.try_get("attempt")?,
            sha256: row.try_get("sha256")?,
            body: row.try_get("body")?,
            tries: row.try_get("tries")?,
        }))
    }

    /// When the next trace is due whose record the registry has.
    pub async fn next_trace_at_ms(&mut self) -> Result<Option<i64>, DiskError> {
        let sql = "SELECT MIN(trace.next_at_ms) FROM trace JOIN record USING (attempt) \
                   WHERE trace.state = 'pending' AND record.state = 'acked'";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut self.disk).await?)
    }

    /// The registry has it.
    pub async fn ack_trace(&mut self, id: i64) -> Result<(), DiskError> {
        let sql = "UPDATE trace SET state = 'acked', body = NULL, last_status = NULL, \
                   last_error = NULL WHERE id = $1";
        sqlx::query(sql).bind(id).execute(&mut self.disk).await?;
        Ok(())
    }

    /// The registry will never take it.
    pub async fn give_up_trace(
        &mut self,
        id: i64,
        status: u16,
        sentence: &str,
    ) -> Result<(), DiskError> {
        let sql = "UPDATE trace SET state = 'given_up', body = NULL, last_status = $2, \
                   last_error = $3 WHERE id = $1";
        sqlx::query(sql).bind(id).bind(status).bind(sentence).execute(&mut self.disk).await?;
        Ok(())
    }

    /// It waits until `next_at_ms`.
    pub async fn postpone_trace(
        &mut self,
        id: i64,
        next_at_ms: i64,
        status: Option<u16>,
        sentence: &str,
    ) -> Result<(), DiskError> {
        let sql = "UPDATE trace SET state = 'pending', next_at_ms = $2, last_status = $3, \
                   last_error = $4 WHERE id = $1";
        sqlx::query(sql)
            .bind(id)
            .bind(next_at_ms)
            .bind(status)
            .bind(sentence)
            .execute(&mut self.disk)
            .await?;
        Ok(())
    }

    /// What became of the trace of this attempt, if one was ever put.
    pub async fn trace_delivery(
        &mut self,
        attempt: &AttemptId,
    ) -> Result<Option<Delivery>, DiskError> {
        let row = sqlx::query("SELECT state, last_error FROM trace WHERE attempt = $1")
            .bind(attempt.as_str())
            .fetch_optional(&mut self.disk)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(match row.try_get("state")? {
            "acked" => Delivery::Stored,
            "given_up" => {
                let sentence: Option<String> = row.try_get("last_error")?;
                Delivery::Quarantined(sentence.unwrap_or_default())
            }
            _ => Delivery::Queued,
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::queue::Parcel;

    async fn put(queue: &mut Queue, now_ms: i64) -> AttemptId {
        let attempt = AttemptId::draw();
        let parcel = Parcel {
            attempt: attempt.clone(),
            bundle: "b".to_owned(),
            bundle_bytes: vec![1],
            sha256: "s".to_owned(),
            body: vec![2],
        };
        assert!(queue.put(&parcel, now_ms).await.unwrap());
        let trace = TraceParcel { attempt: attempt.clone(), sha256: "t".to_owned(), body: vec![3] };
        assert_eq!(queue.put_trace(&trace, now_ms).await.unwrap(), TracePut::Kept);
        attempt
    }

    async fn fate(queue: &mut Queue, attempt: &AttemptId) -> String {
        match queue.trace_delivery(attempt).await.unwrap().unwrap() {
            Delivery::Quarantined(sentence) => sentence,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_is_too_much_or_too_old_is_given_up_and_its_record_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut queue = Queue::open(&folder.path().join("outbox.db")).await.unwrap();
            let mut all = Vec::new();
            for nr in 0..i64::from(TRACES_WAITING_MAX) + 2 {
                all.push(put(&mut queue, nr).await);
            }
            for gone in &all[..2] {
                assert_eq!(fate(&mut queue, gone).await, "newer traces needed its room");
            }
            assert_eq!(fate(&mut queue, &all[2]).await, "Queued");
            // Not one record has arrived, so no trace is due.
            assert!(queue.take_trace(TRACE_KEPT_MS + 3).await.unwrap().is_none());
            let old = "it was too old when the registry could be reached";
            assert_eq!(fate(&mut queue, &all[2]).await, old);
            assert_eq!(fate(&mut queue, &all[3]).await, "Queued");
            assert_eq!(queue.next_trace_at_ms().await.unwrap(), None);
            let summary = queue.summary().await.unwrap();
            assert_eq!(summary.unsent, TRACES_WAITING_MAX + 2);
            assert_eq!(summary.unsent_traces, TRACES_WAITING_MAX - 1);
        });
    }
}
