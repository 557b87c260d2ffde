//! Throwaway: serves the console with some records.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]
#[path = "../fixture.rs"]
mod fixture;
use anlan_bot::{Bot, BotKind};
use anlan_attempt::{Attempt, Mode, Setup, tape::{Header, TapeWriter}};
use anlan_outbox::Outbox;
use anlan_registry::{Loopback, Registry};
use anlan_scenario::Bundle;
use anlan_wire::{AttemptId, Record};
use std::sync::Arc;
fn bot(bundle: &Bundle, kind: BotKind, who: &str, seed: u64, mode: Mode) -> Record {
    let header = Header { attempt: AttemptId::draw().to_string(), trainee: who.into(), scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(), mode, seed, started_at_ms: fixture::STARTED_AT_MS + seed as i64 * 100_000, build: "x".into(), sense: 0 };
    let scenario = Arc::new(bundle.scenario().clone());
    let mut attempt = Attempt::new(scenario.clone(), Setup { mode, seed });
    let mut w = TapeWriter::start(Vec::new(), header).unwrap();
    anlan_bot::play(&mut attempt, Bot::new(kind, &scenario), |s| w.tick(s)).unwrap();
    Record::of_tape(bundle, w.seal(attempt.outcome().ending.clone().unwrap(), None).unwrap()).unwrap()
}
fn main() {
    let dir = tempfile::tempdir().unwrap();
    let empty = tempfile::tempdir().unwrap();
    let (folder, ef) = (dir.path().to_owned(), empty.path().to_owned());
    let serve = |folder: std::path::PathBuf, port| Loopback::start(port, move || async move {
        let registry = Registry::open(&folder).await?;
        let console = anlan_console::router(registry.records());
        Ok(registry.router().merge(console))
    }).unwrap();
    let server = serve(folder, 4871);
    let _e = serve(ef, 4872);
    let outbox = Outbox::start(&dir.path().join("o.db"), &server.url()).unwrap();
    let put = |r: &Record, b: &Bundle| { outbox.put(r, b.bytes()).unwrap();
        println!("{:?} {}/records/{}", outbox.wait(&r.ticket.attempt, std::time::Duration::from_secs(20)).unwrap(), server.url(), r.ticket.attempt); };
    let b = fixture::bundle();
    for p in [fixture::perfect(), fixture::fatal(), fixture::cut_off(), fixture::poor()] { put(&fixture::record(&p), &b); }
    let k = Bundle::pack(anlan_scenario::read_folder(std::path::Path::new("scenarios/kitchen-gas-leak")).unwrap()).unwrap();
    put(&bot(&k, BotKind::Perfect, "p-6fe0b2c09d1a4b53", 1, Mode::Exam), &k);
    put(&bot(&k, BotKind::Blind, "p-77e3", 2, Mode::Practice), &k);
    put(&bot(&k, BotKind::Hasty, "p-a9d1", 3, Mode::Exam), &k);
    println!("ready");
    std::thread::park();
}
