//! The beginning of one attempt: its tape is opened under what its ticket says.

use crate::files::AttemptFiles;
use crate::folder::Folder;
use anlan_attempt::tape::Header;
use anlan_attempt::{Attempt, Setup};
use anlan_scenario::Bundle;
use anlan_wire::IssuedTicket;
use std::time::{SystemTime, UNIX_EPOCH};

/// The attempt of a ticket before its first tick, and its files. The ticket gets what it left to
/// this side: bundle and seed.
pub fn open(
    data: &Folder,
    bundle: &Bundle,
    ticket: &mut IssuedTicket,
) -> Result<(Attempt, AttemptFiles), String> {
    data.keep_bundle(bundle)?;
    ticket.bundle = Some(bundle.hash().clone());
    let setup = Setup { mode: ticket.mode, seed: *ticket.seed.get_or_insert_with(draw_seed) };
    let header = Header {
        attempt: ticket.attempt.as_str().to_owned(),
        trainee: ticket.trainee.as_str().to_owned(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: setup.mode,
        seed: setup.seed,
        started_at_ms: now_ms(),
        build: crate::BUILD.to_owned(),
        rules: anlan_attempt::RULES_VERSION,
        sense: anlan_stage::SENSE_VERSION,
    };
    let files = AttemptFiles::start(data, header)?;
    Ok((Attempt::new(bundle.scenario().clone(), setup), files))
}

/// Milliseconds since 1970; a clock before that counts as 0 and is mended in reports.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Short enough to be read out; seeds need to differ, not to be secret.
fn draw_seed() -> u64 {
    u64::from(uuid::Uuid::new_v4().as_fields().0) % 1_000_000
}
