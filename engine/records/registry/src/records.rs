//! The archive for reading, with the bundles whose words tell what a record means. The console
//! reads here; it never sees the file.

use crate::RegistryError;
use crate::store::Store;
use anlan_attempt::tape;
use anlan_attempt::trace::Trace;
use anlan_scenario::Bundle;
use anlan_score::debrief::{Debrief, debrief};
use anlan_wire::{AttemptId, RecordView};
use std::sync::Arc;

/// A handle for reading; clones are cheap and read the same archive.
#[derive(Clone)]
pub struct Records {
    store: Store,
}

/// One record with the bundle it was scored by.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Ticket, card and what the tape is known by.
    pub view: RecordView,
    /// Scenario and words as they were.
    pub bundle: Arc<Bundle>,
}

/// One record of a list.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// Ticket, card and what the tape is known by.
    pub view: RecordView,
    /// Scenario and words as they were; `None` if this build cannot read them any more.
    pub bundle: Option<Arc<Bundle>>,
}

/// A page of the archive, newest arrival first.
#[derive(Clone, Debug)]
pub struct Page {
    /// Records in the whole archive.
    pub total: u64,
    /// Those of this page.
    pub records: Vec<Shelved>,
}

impl Records {
    pub(crate) fn new(store: Store) -> Self {
        Self { store }
    }

    /// `limit` records after the `offset` newest ones.
    pub async fn list(&self, limit: u32, offset: u64) -> Result<Page, RegistryError> {
        let (total, views) = self.store.list(limit, offset).await?;
        let mut records = Vec::with_capacity(views.len());
        for view in views {
            let bundle = self.store.bundle(&view.ticket.bundle).await;
            // One bundle that cannot be read must not hide all other records.
            let bundle = bundle.inspect_err(|error| tracing::error!("{error}")).ok().flatten();
            records.push(Shelved { view, bundle });
        }
        Ok(Page { total, records })
    }

    /// The record of an attempt with its debrief, told from its tape and, if it is still here,
    /// its trace.
    pub async fn debrief(
        &self,
        attempt: &AttemptId,
    ) -> Result<Option<(Kept, Debrief)>, RegistryError> {
        let Some(kept) = self.get(attempt).await? else { return Ok(None) };
        let bytes = self.store.tape(attempt).await?.unwrap_or_default();
        let trace = self.store.trace(attempt).await?;
        let bundle = kept.bundle.clone();
        let told = tokio::task::spawn_blocking(move || {
            let tape = tape::read(&bytes).map_err(|fault| fault.to_string())?;
            let sealed = tape.seal.trace.unwrap_or_default();
            // A trace was checked when it came; one that went bad since is as good as none.
            let trace = trace.and_then(|bytes| Trace::read(&bytes, &sealed).ok());
            debrief(&bundle, &tape, trace.as_ref()).map_err(|error| error.to_string())
        });
        let told = told.await.map_err(|error| RegistryError::new(error.to_string()))?;
        let told = told.map_err(|why| RegistryError::new(format!("a kept tape: {why}")))?;
        Ok(Some((kept, told)))
    }

    /// The record of an attempt.
    pub async fn get(&self, attempt: &AttemptId) -> Result<Option<Kept>, RegistryError> {
        let Some(view) = self.store.record(attempt).await? else { return Ok(None) };
        let hash = &view.ticket.bundle;
        let missing = || RegistryError::new(format!("the bundle {hash} of a record is gone"));
        let bundle = self.store.bundle(hash).await?.ok_or_else(missing)?;
        Ok(Some(Kept { view, bundle }))
    }
}
