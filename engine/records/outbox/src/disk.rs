//! SQLite as records need it: a power cut loses nothing that was committed, and an error is a
//! sentence for whoever runs the machine. What is stored is the business of those who open it.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection};
use std::fmt;
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another one; a commit on a slow card takes a tenth of it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What the disk did not do, in a sentence.
#[derive(Debug)]
pub struct DiskError {
    sentence: String,
    cause: Option<sqlx::Error>,
}

impl DiskError {
    /// An error of our own finding.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), cause: None }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

impl From<sqlx::Error> for DiskError {
    fn from(cause: sqlx::Error) -> Self {
        let code = match &cause {
            sqlx::Error::Database(error) => error.code().and_then(|c| c.parse::<u32>().ok()),
            _ => None,
        };
        // The low byte is SQLite's primary result code.
        let sentence = match code.map(|code| code & 0xff) {
            Some(5 | 6) => "another program has the database open; close it and try again",
            Some(8) => "the database is read-only; this program must be allowed to write it",
            Some(10) => "the disk failed to read or write; check the disk",
            Some(11 | 26) => "the database file is damaged or is none; restore it from a copy",
            Some(13) => "the disk is full; free some space and try again",
            Some(14) => "the database cannot be opened; its folder must exist and be writable",
            _ => "the database did not do what it was asked; the log tells more",
        };
        Self { sentence: sentence.to_owned(), cause: Some(cause) }
    }
}

/// How a records database is opened: WAL, and every commit on the disk before it counts.
pub fn options(path: &Path) -> Result<SqliteConnectOptions, DiskError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            DiskError::new(format!("the folder {} cannot be made: {error}", folder.display()))
        })?;
    }
    Ok(SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full))
}

/// Brings the tables up to date: runs the steps that this file has not seen, all or none.
pub async fn migrate(
    connection: &mut SqliteConnection,
    steps: &[&'static str],
) -> Result<(), DiskError> {
    let mut change = connection.begin_with("BEGIN IMMEDIATE").await?;
    let done: u32 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *change).await?;
    let done = done as usize;
    if done > steps.len() {
        let sentence = "the database was written by a later version of Anlan; update this program";
        return Err(DiskError::new(sentence));
    }
    for step in &steps[done..] {
        sqlx::raw_sql(*step).execute(&mut *change).await?;
    }
    let version = format!("PRAGMA user_version = {}", steps.len());
    sqlx::raw_sql(AssertSqlSafe(version)).execute(&mut *change).await?;
    Ok(change.commit().await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use sqlx::ConnectOptions;

    const STEPS: [&str; 2] =
        ["CREATE TABLE a (x BLOB) STRICT", "CREATE TABLE b (x INTEGER) STRICT"];

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }

    /// SQLite 3.7.0 to 3.51.2 could corrupt a WAL database that two connections reset at once.
    #[test]
    fn sqlite_is_new_enough_for_two_connections() {
        block_on(async {
            let mut memory = SqliteConnection::connect("sqlite::memory:").await.unwrap();
            let version: String =
                sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut memory).await.unwrap();
            let numbers: Vec<u32> = version.split('.').map(|n| n.parse().unwrap()).collect();
            assert!(numbers >= vec![3, 51, 3], "SQLite {version}");
        });
    }

    #[test]
    fn steps_run_once_and_a_later_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folder/x.db");
        block_on(async {
            let mut disk = options(&path).unwrap().connect().await.unwrap();
            migrate(&mut disk, &STEPS[..1]).await.unwrap();
            migrate(&mut disk, &STEPS).await.unwrap();
            migrate(&mut disk, &STEPS).await.unwrap();
            let mode: String =
                sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut disk).await.unwrap();
            let synchronous: u32 =
                sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut disk).await.unwrap();
            assert_eq!((mode.as_str(), synchronous), ("wal", 2));
            let error = migrate(&mut disk, &STEPS[..1]).await.unwrap_err();
            assert!(error.to_string().contains("later version"), "{error}");
        });
    }

    #[test]
    fn a_full_disk_and_a_damaged_file_are_sentences() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        block_on(async {
            let full = options(&path).unwrap().pragma("max_page_count", "8");
            let mut disk = full.connect().await.unwrap();
            migrate(&mut disk, &STEPS).await.unwrap();
            let insert = sqlx::query("INSERT INTO a VALUES (zeroblob(100000))");
            let error: DiskError = insert.execute(&mut disk).await.unwrap_err().into();
            assert!(error.to_string().starts_with("the disk is full"), "{error:?}");

            let damaged = folder.path().join("y.db");
            std::fs::write(&damaged, b"this is no database, however long it may be").unwrap();
            let error: DiskError = options(&damaged).unwrap().connect().await.unwrap_err().into();
            assert!(error.to_string().contains("damaged"), "{error:?}");

            let error = options(&damaged.join("z.db")).unwrap_err();
            assert!(error.to_string().contains("cannot be made"), "{error:?}");

            let error: DiskError =
                options(folder.path()).unwrap().connect().await.unwrap_err().into();
            assert!(error.to_string().contains("cannot be opened"), "{error:?}");
        });
    }
}
