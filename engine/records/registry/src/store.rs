//! The registry's file: bundles and records, and nothing that could be computed from them.

use crate::RegistryError;
use anlan_outbox::disk::{self, DiskError};
use anlan_scenario::{Bundle, BundleHash};
use anlan_score::Scorecard;
use anlan_wire::{
    AttemptId, CabinName, Proof, PublicKey, Record, RecordView, Signer, TapeInfo, Ticket, hex,
    sha256_hex,
};
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions, SqliteRow};
use sqlx::{Connection, Row};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

const MIGRATIONS: [&str; 3] = [
    include_str!("../migrations/0001_registry.sql"),
    include_str!("../migrations/0002_traces.sql"),
    include_str!("../migrations/0003_cabins.sql"),
];
/// One writer and some pages being read.
const CONNECTIONS_MAX: u32 = 4;
/// Checked bundles kept in memory: a class plays a few scenarios, a year's archive some dozens.
const BUNDLES_CACHED_MAX: usize = 32;

/// Columns of a record as [`view`] reads them.
macro_rules! select_records {
    ($rest:literal) => {
        concat!(
            "SELECT bundle, ticket, card, length(tape) AS tape_bytes, tape_sha256, chain, ",
            "received_at_ms, signed_by, ",
            "(SELECT name FROM cabin WHERE key = signed_by) AS cabin FROM record ",
            $rest
        )
    };
}

#[derive(Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
    bundles: Arc<Mutex<BTreeMap<BundleHash, Arc<Bundle>>>>,
}

impl Store {
    pub async fn open(path: &Path) -> Result<Self, RegistryError> {
        let options = disk::options(path)?;
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS_MAX);
        let pool = pool.connect_with(options).await?;
        disk::migrate(&mut *pool.acquire().await?, &MIGRATIONS).await?;
        Ok(Self { pool, bundles: Arc::default() })
    }

    /// Keeps a bundle; false if it was here already.
    pub async fn put_bundle(&self, bundle: Bundle) -> Result<bool, RegistryError> {
        let sql = "INSERT INTO bundle (hash, bytes, received_at_ms) VALUES ($1, $2, $3) \
                   ON CONFLICT DO NOTHING";
        let done = sqlx::query(sql)
            .bind(bundle.hash().as_str())
            .bind(bundle.bytes())
            .bind(now_ms())
            .execute(&self.pool)
            .await?;
        self.remember(Arc::new(bundle));
        Ok(done.rows_affected() == 1)
    }

    /// The bytes of a bundle.
    pub async fn bundle_bytes(&self, hash: &BundleHash) -> Result<Option<Vec<u8>>, RegistryError> {
        let query = sqlx::query_scalar("SELECT bytes FROM bundle WHERE hash = $1");
        Ok(query.bind(hash.as_str()).fetch_optional(&self.pool).await?)
    }

    /// A bundle, checked again when it comes from the disk.
    pub async fn bundle(&self, hash: &BundleHash) -> Result<Option<Arc<Bundle>>, RegistryError> {
        if let Some(bundle) = self.bundles().get(hash) {
            return Ok(Some(bundle.clone()));
        }
        let Some(bytes) = self.bundle_bytes(hash).await? else { return Ok(None) };
        let damaged = |why: &str| RegistryError::new(format!("the kept bundle {hash}: {why}"));
        let bundle = Bundle::read(&bytes).map_err(|error| damaged(&error.0))?;
        if bundle.hash() != hash {
            return Err(damaged("its bytes are not those that came"));
        }
        let bundle = Arc::new(bundle);
        self.remember(bundle.clone());
        Ok(Some(bundle))
    }

    fn remember(&self, bundle: Arc<Bundle>) {
        let mut bundles = self.bundles();
        if bundles.len() >= BUNDLES_CACHED_MAX {
            bundles.clear();
        }
        bundles.insert(bundle.hash().clone(), bundle);
    }

    fn bundles(&self) -> std::sync::MutexGuard<'_, BTreeMap<BundleHash, Arc<Bundle>>> {
        self.bundles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hash of the record that is held of this attempt.
    pub async fn held(&self, attempt: &AttemptId) -> Result<Option<String>, RegistryError> {
        let query = sqlx::query_scalar("SELECT sha256 FROM record WHERE attempt = $1");
        Ok(query.bind(attempt.as_str()).fetch_optional(&self.pool).await?)
    }

    /// Keeps a record that was judged; false if the attempt came in twice at once.
    pub async fn put_record(
        &self,
        record: &Record,
        proof: &Proof,
        sha256: &str,
    ) -> Result<bool, RegistryError> {
        let text = |json: Result<String, serde_json::Error>| {
            json.map_err(|error| RegistryError::new(format!("the registry: {error}")))
        };
        let sql = "INSERT INTO record (attempt, bundle, sha256, ticket, card, tape, tape_sha256, \
                   chain, signed_by, received_at_ms) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
                   ON CONFLICT DO NOTHING";
        let done = sqlx::query(sql)
            .bind(record.ticket.attempt.as_str())
            .bind(record.ticket.bundle.as_str())
            .bind(sha256)
            .bind(text(serde_json::to_string(&record.ticket))?)
            .bind(record.card.canonical_json())
            .bind(&record.tape)
            .bind(sha256_hex(&record.tape))
            .bind(hex(&proof.chain))
            .bind(proof.signed_by.map(|key| key.to_string()))
            .bind(now_ms())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes tapes of this key from now on. A key that is known keeps its name.
    pub async fn trust(&self, cabin: &CabinName, key: &PublicKey) -> Result<(), RegistryError> {
        let sql = "INSERT INTO cabin (key, name, added_at_ms) VALUES ($1, $2, $3) \
                   ON CONFLICT DO NOTHING";
        let query = sqlx::query(sql).bind(key.to_string()).bind(cabin.as_str()).bind(now_ms());
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// The keys whose tapes are taken; with none, any tape is.
    pub async fn trusted(&self) -> Result<Vec<PublicKey>, RegistryError> {
        let keys: Vec<String> =
            sqlx::query_scalar("SELECT key FROM cabin").fetch_all(&self.pool).await?;
        let damaged = || RegistryError::new("the registry: a kept cabin's key cannot be read");
        keys.iter().map(|key| PublicKey::of_hex(key).ok_or_else(damaged)).collect()
    }

    /// Records, newest arrival first, and how many there are in all.
    pub async fn list(
        &self,
        limit: u32,
        offset: u64,
    ) -> Result<(u64, Vec<RecordView>), RegistryError> {
        let mut connection = self.pool.acquire().await?;
        // One view of the file for both questions.
        let mut reading = connection.begin().await?;
        let total: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM record").fetch_one(&mut *reading).await?;
        let rows = sqlx::query(select_records!("ORDER BY id DESC LIMIT $1 OFFSET $2"))
            .bind(limit)
            .bind(i64::try_from(offset).unwrap_or(i64::MAX))
            .fetch_all(&mut *reading)
            .await?;
        let views = rows.iter().map(view).collect::<Result<_, _>>()?;
        Ok((total.unsigned_abs(), views))
    }

    /// One record.
    pub async fn record(&self, attempt: &AttemptId) -> Result<Option<RecordView>, RegistryError> {
        let row = sqlx::query(select_records!("WHERE attempt = $1"))
            .bind(attempt.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(view).transpose()
    }

    /// Keeps the trace of a held record; false if there was one already.
    pub async fn put_trace(
        &self,
        attempt: &AttemptId,
        bytes: &[u8],
    ) -> Result<bool, RegistryError> {
        let sql = "INSERT INTO trace (attempt, bytes, received_at_ms) VALUES ($1, $2, $3) \
                   ON CONFLICT DO NOTHING";
        let query = sqlx::query(sql).bind(attempt.as_str()).bind(bytes).bind(now_ms());
        Ok(query.execute(&self.pool).await?.rows_affected() == 1)
    }

    /// The bytes of a trace.
    pub async fn trace(&self, attempt: &AttemptId) -> Result<Option<Vec<u8>>, RegistryError> {
        let query = sqlx::query_scalar("SELECT bytes FROM trace WHERE attempt = $1");
        Ok(query.bind(attempt.as_str()).fetch_optional(&self.pool).await?)
    }

    /// Forgets the traces that came before a moment; how many there were.
    pub async fn expire_traces(&self, before_ms: i64) -> Result<u64, RegistryError> {
        let query = sqlx::query("DELETE FROM trace WHERE received_at_ms < $1").bind(before_ms);
        Ok(query.execute(&self.pool).await?.rows_affected())
    }

    /// The bytes of a tape.
    pub async fn tape(&self, attempt: &AttemptId) -> Result<Option<Vec<u8>>, RegistryError> {
        let query = sqlx::query_scalar("SELECT tape FROM record WHERE attempt = $1");
        Ok(query.bind(attempt.as_str()).fetch_optional(&self.pool).await?)
    }
}

fn view(row: &SqliteRow) -> Result<RecordView, RegistryError> {
    let damaged = |error: serde_json::Error| {
        DiskError::new(format!("a kept record cannot be read by this build: {error}"))
    };
    let ticket: Ticket = serde_json::from_str(row.try_get("ticket")?).map_err(damaged)?;
    let card: Scorecard = serde_json::from_str(row.try_get("card")?).map_err(damaged)?;
    let (key, cabin): (Option<String>, Option<String>) =
        (row.try_get("signed_by")?, row.try_get("cabin")?);
    let cabin = cabin.and_then(|name| CabinName::try_from(name).ok());
    let tape = TapeInfo {
        bytes: row.try_get::<i64, _>("tape_bytes")?.unsigned_abs(),
        sha256: row.try_get("tape_sha256")?,
        chain: row.try_get("chain")?,
        signed_by: key.map(|key| Signer { key, cabin }),
    };
    Ok(RecordView { ticket, received_at_ms: row.try_get("received_at_ms")?, card, tape })
}

/// Wall time, milliseconds since 1970-01-01 UTC; a clock before that counts as 1970.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
