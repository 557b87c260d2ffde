//! The rows of the outbox: what waits, what is under way, what is done. Every change is one
//! transaction. When to send what is the worker's business.

use crate::disk::{self, DiskError};
use crate::pace::RETRY_AFTER_MS_MAX;
use crate::{Delivery, Summary};
use anlan_wire::AttemptId;
use sqlx::sqlite::{SqliteConnection, SqliteLockingMode, SqliteRow};
use sqlx::{ConnectOptions, Connection, Row};
use std::path::Path;

const MIGRATIONS: [&str; 2] =
    [include_str!("../migrations/0001_outbox.sql"), include_str!("../migrations/0002_traces.sql")];

/// The outbox's file. It has one connection, which keeps other programs out.
pub(crate) struct Queue {
    pub(crate) disk: SqliteConnection,
}

/// A record as it is put.
pub(crate) struct Parcel {
    pub attempt: AttemptId,
    pub bundle: String,
    pub bundle_bytes: Vec<u8>,
    pub sha256: String,
    pub body: Vec<u8>,
}

/// A record that is to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Sending {
    pub id: i64,
    pub attempt: String,
    pub bundle: String,
    pub bundle_bytes: Vec<u8>,
    pub sha256: String,
    pub body: Vec<u8>,
    /// With this one.
    pub tries: u32,
}

impl Queue {
    /// Opens the file. What was under way when the last run ended waits again, and at once.
    pub async fn open(path: &Path) -> Result<Self, DiskError> {
        let options = disk::options(path)?.locking_mode(SqliteLockingMode::Exclusive);
        let mut disk = options.connect().await?;
        disk::migrate(&mut disk, &MIGRATIONS).await?;
        let mut queue = Self { disk };
        queue.recover().await?;
        Ok(queue)
    }

    /// Makes what is under way wait again.
    pub async fn recover(&mut self) -> Result<(), DiskError> {
        let mut change = self.disk.begin().await?;
        for sql in [
            "UPDATE record SET state = 'pending', next_at_ms = 0 \
             WHERE state IN ('inflight', 'pending')",
            "UPDATE trace SET state = 'pending', next_at_ms = 0 \
             WHERE state IN ('inflight', 'pending')",
        ] {
            sqlx::query(sql).execute(&mut *change).await?;
        }
        Ok(change.commit().await?)
    }

    pub async fn close(self) {
        // What is committed is safe whether the file is closed well or not.
        let _ = self.disk.close().await;
    }

    /// Keeps a record. False if another record of the same attempt is here already.
    pub async fn put(&mut self, parcel: &Parcel, now_ms: i64) -> Result<bool, DiskError> {
        let mut change = self.disk.begin().await?;
        sqlx::query("INSERT INTO bundle (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(&parcel.bundle)
            .bind(&parcel.bundle_bytes)
            .execute(&mut *change)
            .await?;
        let sql = "INSERT INTO record (attempt, bundle, sha256, body, state, put_at_ms) \
                   VALUES ($1, $2, $3, $4, 'pending', $5) ON CONFLICT DO NOTHING";
        sqlx::query(sql)
            .bind(parcel.attempt.as_str())
            .bind(&parcel.bundle)
            .bind(&parcel.sha256)
            .bind(&parcel.body)
            .bind(now_ms)
            .execute(&mut *change)
            .await?;
        let held: String = sqlx::query_scalar("SELECT sha256 FROM record WHERE attempt = $1")
            .bind(parcel.attempt.as_str())
            .fetch_one(&mut *change)
            .await?;
        change.commit().await?;
        Ok(held == parcel.sha256)
    }

    /// Takes the oldest record that is due and marks it as under way.
    pub async fn take(&mut self, now_ms: i64) -> Result<Option<Sending>, DiskError> {
        // A time later than any wait of ours was set before the clock was put back: it is due.
        let sql = "UPDATE record SET state = 'inflight', tries = tries + 1 WHERE id = ( \
                       SELECT id FROM record WHERE state = 'pending' \
                       AND (next_at_ms <= $1 OR next_at_ms > $2) ORDER BY id LIMIT 1) \
                   RETURNING id, attempt, bundle, sha256, body, tries, \
                       (SELECT bytes FROM bundle WHERE hash = record.bundle) AS bundle_bytes";
        let row = sqlx::query(sql)
            .bind(now_ms)
            .bind(now_ms.saturating_add(RETRY_AFTER_MS_MAX as i64))
            .fetch_optional(&mut self.disk)
            .await?;
        Ok(row.map(|row| sending(&row)).transpose()?)
    }

    /// When the next record is due, if any waits.
    pub async fn next_at_ms(&mut self) -> Result<Option<i64>, DiskError> {
        let sql = "SELECT MIN(next_at_ms) FROM record WHERE state = 'pending'";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut self.disk).await?)
    }

    /// The registry has it. Since it answers, whatever else waits is due now.
    pub async fn ack(&mut self, id: i64, now_ms: i64) -> Result<(), DiskError> {
        let mut change = self.disk.begin().await?;
        let sql = "UPDATE record SET state = 'acked', body = NULL, acked_at_ms = $2, \
                   last_status = NULL, last_error = NULL WHERE id = $1";
        sqlx::query(sql).bind(id).bind(now_ms).execute(&mut *change).await?;
        for sql in [
            "UPDATE record SET next_at_ms = 0 WHERE state = 'pending'",
            "UPDATE trace SET next_at_ms = 0 WHERE state = 'pending'",
        ] {
            sqlx::query(sql).execute(&mut *change).await?;
        }
        Ok(change.commit().await?)
    }

    /// The registry will never take it.
    pub async fn quarantine(
        &mut self,
        id: i64,
        status: u16,
        sentence: &str,
    ) -> Result<(), DiskError> {
        let sql = "UPDATE record SET state = 'quarantined', last_status = $2, last_error = $3 \
                   WHERE id = $1";
        sqlx::query(sql).bind(id).bind(status).bind(sentence).execute(&mut self.disk).await?;
        Ok(())
    }

    /// It waits until `next_at_ms`.
    pub async fn postpone(
        &mut self,
        id: i64,
        next_at_ms: i64,
        status: Option<u16>,
        sentence: &str,
    ) -> Result<(), DiskError> {
        let sql = "UPDATE record SET state = 'pending', next_at_ms = $2, last_status = $3, \
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

    /// What became of the record of this attempt, if it was ever put.
    pub async fn delivery(&mut self, attempt: &AttemptId) -> Result<Option<Delivery>, DiskError> {
        let row = sqlx::query("SELECT state, last_error FROM record WHERE attempt = $1")
            .bind(attempt.as_str())
            .fetch_optional(&mut self.disk)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(match row.try_get("state")? {
            "acked" => Delivery::Stored,
            "quarantined" => {
                let sentence: Option<String> = row.try_get("last_error")?;
                Delivery::Quarantined(sentence.unwrap_or_default())
            }
            _ => Delivery::Queued,
        }))
    }

    /// How much waits.
    pub async fn summary(&mut self) -> Result<Summary, DiskError> {
        let sql = "SELECT COUNT(*) FILTER (WHERE state IN ('pending', 'inflight')) AS unsent, \
                   MIN(put_at_ms) FILTER (WHERE state IN ('pending', 'inflight')) AS oldest, \
                   COUNT(*) FILTER (WHERE state = 'quarantined') AS quarantined, \
                   (SELECT COUNT(*) FROM trace WHERE state IN ('pending', 'inflight')) AS traces \
                   FROM record";
        let row = sqlx::query(sql).fetch_one(&mut self.disk).await?;
        Ok(Summary {
            unsent: row.try_get::<u32, _>("unsent")?,
            oldest_put_at_ms: row.try_get("oldest")?,
            quarantined: row.try_get::<u32, _>("quarantined")?,
            unsent_traces: row.try_get::<u32, _>("traces")?,
        })
    }
}

fn sending(row: &SqliteRow) -> Result<Sending, sqlx::Error> {
    Ok(Sending {
        id: row.try_get("id")?,
        attempt: row.try_get("attempt")?,
        bundle: row.try_get("bundle")?,
        bundle_bytes: row.try_get("bundle_bytes")?,
        sha256: row.try_get("sha256")?,
        body: row.try_get("body")?,
        tries: row.try_get("tries")?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parcel(body: usize) -> Parcel {
        Parcel {
            attempt: AttemptId::draw(),
            bundle: "b".to_owned(),
            bundle_bytes: vec![1; 100],
            sha256: "s".to_owned(),
            body: vec![2; body],
        }
    }

    #[test]
    fn a_full_disk_keeps_all_of_a_record_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut queue = Queue::open(&folder.path().join("outbox.db")).await.unwrap();
            sqlx::query("PRAGMA max_page_count = 20").execute(&mut queue.disk).await.unwrap();
            let large = parcel(1 << 20);
            let error = queue.put(&large, 0).await.unwrap_err();
            assert!(error.to_string().starts_with("the disk is full"), "{error}");
            assert_eq!(queue.delivery(&large.attempt).await.unwrap(), None);
            let bundles: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM bundle")
                .fetch_one(&mut queue.disk)
                .await
                .unwrap();
            assert_eq!(bundles, 0);
            let small = parcel(100);
            assert!(queue.put(&small, 0).await.unwrap());
            assert_eq!(queue.take(0).await.unwrap().unwrap().body, small.body);
        });
    }
}
