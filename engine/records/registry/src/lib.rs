//! The registry (档案库): keeps tapes with the bundles they were played by, scores every tape again
//! and refuses what does not agree. It shows what it keeps as JSON; pages are the console's
//! business, sending is the outbox's.
//!
//! In this slice it serves its own machine only: every request must name a loopback host, so that
//! no web page can reach it through a name that it made point here (DNS rebinding).

mod guard;
mod judge;
mod records;
mod routes;
mod store;

pub use guard::loopback_only;
pub use records::{Kept, Page, Records, Shelved};
pub use routes::{LIST_RECORDS, LIST_RECORDS_MAX};

use anlan_outbox::Pace;
use anlan_outbox::disk::DiskError;
use anlan_wire::{CabinName, PublicKey, TRACE_KEPT_MS};
use std::fmt;
use std::path::Path;
use store::Store;

/// How often old traces are looked for: a day is kept exactly enough, and a cabin is on for hours.
const EXPIRY_EVERY_MS: u64 = 3_600_000;

/// Why the registry did not do what it was asked, in a sentence.
#[derive(Debug)]
pub struct RegistryError(String);

impl RegistryError {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RegistryError {}

impl From<DiskError> for RegistryError {
    fn from(error: DiskError) -> Self {
        tracing::error!(?error, "{error}");
        Self(format!("the registry: {error}"))
    }
}

impl From<sqlx::Error> for RegistryError {
    fn from(error: sqlx::Error) -> Self {
        DiskError::from(error).into()
    }
}

/// An open registry.
#[derive(Clone)]
pub struct Registry {
    store: Store,
}

impl Registry {
    /// Opens or makes the registry in this folder. Runs on, and belongs to, the caller's Tokio
    /// runtime.
    pub async fn open(folder: &Path) -> Result<Self, RegistryError> {
        Ok(Self { store: Store::open(&folder.join("registry.db")).await? })
    }

    /// What it keeps, for reading.
    pub fn records(&self) -> Records {
        Records::new(self.store.clone())
    }

    /// Registers a cabin: from now on only tapes that a registered cabin signed are taken. Doing it
    /// again changes nothing.
    pub async fn trust(&self, cabin: &CabinName, key: &PublicKey) -> Result<(), RegistryError> {
        self.store.trust(cabin, key).await
    }

    /// Forgets each trace when its time is up ([`TRACE_KEPT_MS`]), and never ends: whoever serves
    /// the registry runs this beside it. Tapes stay.
    pub async fn expire_traces(self, mut pace: impl Pace) {
        loop {
            let before_ms = pace.now_ms().saturating_sub(TRACE_KEPT_MS);
            match self.store.expire_traces(before_ms).await {
                Ok(0) => {}
                Ok(count) => tracing::info!("{count} traces were kept long enough and are gone"),
                Err(error) => tracing::error!("old traces are still here: {error}"),
            }
            pace.wait(EXPIRY_EVERY_MS).await;
        }
    }

    /// Everything it serves, under `/api`; only for loopback hosts.
    pub fn router(self) -> axum::Router {
        loopback_only(routes::router(self.store))
    }
}
