//! Whatever breaks between the headset and the registry: every record arrives, once.

use crate::cabin::Cabin;
use crate::fault::{Fault, FaultyRegistry, Seen};
use crate::fixture::*;
use anlan_outbox::{Delivery, Outbox, Pace, Summary};
use anlan_registry::Registry;
use anlan_wire::{Record, sha256_hex};
use sqlx::{Connection, Row, SqliteConnection};
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::{TempDir, tempdir};
use tokio::sync::Semaphore;

/// Longer than any of these takes; who waits so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);
const NOW: Duration = Duration::ZERO;

/// A clock that stands still until somebody waits, and then jumps. Chance always says "longest".
#[derive(Clone)]
pub struct FastPace {
    now_ms: Arc<AtomicI64>,
    waits: Arc<Mutex<Vec<u64>>>,
}

impl FastPace {
    pub fn new() -> Self {
        Self { now_ms: Arc::new(AtomicI64::new(STARTED_AT_MS)), waits: Arc::default() }
    }

    pub fn waits(&self) -> Vec<u64> {
        self.waits.lock().unwrap().clone()
    }
}

impl Pace for FastPace {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::SeqCst)
    }

    fn wait(&mut self, ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let this = self.clone();
        Box::pin(async move {
            this.waits.lock().unwrap().push(ms);
            this.now_ms.fetch_add(ms as i64, Ordering::SeqCst);
        })
    }

    fn jitter(&mut self, ms_max: u64) -> u64 {
        ms_max
    }
}

/// As [`FastPace`], but every wait is told of and ends only when the test lets it.
struct GatedPace {
    fast: FastPace,
    told: Sender<u64>,
    gate: Arc<Semaphore>,
}

impl GatedPace {
    fn new() -> (Self, Receiver<u64>, Arc<Semaphore>) {
        let (told, waits) = channel();
        let gate = Arc::new(Semaphore::new(0));
        (Self { fast: FastPace::new(), told, gate: gate.clone() }, waits, gate)
    }
}

impl Pace for GatedPace {
    fn now_ms(&self) -> i64 {
        self.fast.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let (told, gate, wait) = (self.told.clone(), self.gate.clone(), self.fast.wait(ms));
        Box::pin(async move {
            let _ = told.send(ms);
            gate.acquire().await.unwrap().forget();
            wait.await;
        })
    }

    fn jitter(&mut self, ms_max: u64) -> u64 {
        ms_max
    }
}

/// An outbox and a registry that the script spoils.
pub struct Road {
    pub registry: TempDir,
    headset: TempDir,
    pub faulty: FaultyRegistry,
    pub pace: FastPace,
}

impl Road {
    pub fn new(script: impl IntoIterator<Item = Fault>) -> Self {
        let registry = tempdir().unwrap();
        let faulty = FaultyRegistry::start(registry.path(), 0, script);
        Self { registry, headset: tempdir().unwrap(), faulty, pace: FastPace::new() }
    }

    pub fn outbox(&self) -> Outbox {
        let pace = Box::new(self.pace.clone());
        Outbox::start_with(&self.file(), &self.faulty.url(), pace).unwrap()
    }

    fn file(&self) -> std::path::PathBuf {
        self.headset.path().join("outbox.db")
    }

    fn kept(&self) -> Vec<Record> {
        kept(self.registry.path())
    }
}

/// What the registry in this folder holds, oldest first, put together again.
fn kept(folder: &Path) -> Vec<Record> {
    let cabin = Cabin::open(folder);
    let mut lines = cabin.list("").records;
    lines.reverse();
    let bundle = bundle();
    let tape = |attempt| cabin.get(&format!("/api/records/{attempt}/tape")).body;
    lines.iter().map(|line| Record::of_tape(&bundle, tape(&line.ticket.attempt)).unwrap()).collect()
}

pub fn put(outbox: &Outbox, record: &Record) {
    outbox.put(record, bundle().bytes()).unwrap();
}

#[track_caller]
pub fn arrives(outbox: &Outbox, record: &Record) {
    assert_eq!(outbox.wait(&record.ticket.attempt, PATIENCE).unwrap(), Delivery::Stored);
}

#[test]
fn a_record_arrives_with_its_bundle_and_the_next_one_alone() {
    let road = Road::new([]);
    let outbox = road.outbox();
    let records = [record(&poor()), record(&perfect())];
    for record in &records {
        put(&outbox, record);
        arrives(&outbox, record);
    }
    assert_eq!(road.kept(), records);
    assert_eq!(outbox.summary().unwrap(), Summary::default());
    let expect = [
        "POST /api/records 422",
        "PUT /api/bundles 201",
        "POST /api/records 201",
        "POST /api/records 201",
    ];
    assert_eq!(road.faulty.summary(), expect);
    assert!(road.pace.waits().is_empty());
}

#[test]
fn a_storm_of_faults_delivers_exactly_once_and_changes_no_byte() {
    let road = Road::new([
        Fault::LostRequest,
        Fault::Answer(500, "", ""),
        Fault::Answer(429, "Retry-After: 7", ""),
        Fault::Answer(200, "Content-Type: text/html", "<html>log in to the network</html>"),
        Fault::Answer(404, "", ""),
        Fault::Pass,
        Fault::LostRequest,
        Fault::Pass,
        Fault::Pass,
        Fault::LostAnswer,
    ]);
    let outbox = road.outbox();
    let record = record(&poor());
    put(&outbox, &record);
    arrives(&outbox, &record);
    assert_eq!(road.kept(), std::slice::from_ref(&record));
    let expect = [
        "POST /api/records -",
        "POST /api/records -",
        "POST /api/records -",
        "POST /api/records -",
        "POST /api/records -",
        "POST /api/records 422",
        "PUT /api/bundles -",
        "POST /api/records 422",
        "PUT /api/bundles 201",
        "POST /api/records 201",
        "POST /api/records 200",
    ];
    assert_eq!(road.faulty.summary(), expect);
    // Lost, 500; then what was asked for and two pauses, each with its jitter; then lost twice.
    assert_eq!(road.pace.waits(), [1_000, 2_000, 8_000, 301_000, 301_000, 32_000, 64_000]);
    let is_record = |seen: &&Seen| seen.request.starts_with("POST");
    let sent = sha256_hex(&record.to_json());
    assert!(road.faulty.seen().iter().filter(is_record).all(|seen| seen.sha256 == sent));
}

#[test]
fn what_the_registry_never_takes_is_kept_aside_and_holds_up_nobody() {
    let too_large = Fault::Answer(413, "", r#"{"code":"too_large","sentence":"Too large."}"#);
    let road = Road::new([too_large]);
    let outbox = road.outbox();
    let (first, second) = (record(&poor()), record(&perfect()));
    put(&outbox, &first);
    let fate = outbox.wait(&first.ticket.attempt, PATIENCE).unwrap();
    assert_eq!(fate, Delivery::Quarantined("Too large.".to_owned()));
    put(&outbox, &second);
    arrives(&outbox, &second);
    let summary = Summary { quarantined: 1, ..Summary::default() };
    assert_eq!(outbox.summary().unwrap(), summary);
    drop(outbox);
    let reopened = road.outbox();
    assert_eq!(reopened.summary().unwrap(), summary);
    assert_eq!(road.kept(), [second]);
}

#[test]
fn a_registry_that_holds_other_bytes_quarantines_the_record() {
    let road = Road::new([]);
    let (bundle, attempt) = (bundle(), attempt_id());
    let of = |play: &Play| Record::of_tape(&bundle, tape(&bundle, &attempt, "p-01", play)).unwrap();
    let cabin = Cabin::open(road.registry.path());
    assert_eq!(cabin.put_bundle(&bundle).status, 201);
    assert_eq!(cabin.post(&of(&poor())).status, 201);
    let outbox = road.outbox();
    put(&outbox, &of(&perfect()));
    let Delivery::Quarantined(sentence) = outbox.wait(&attempt, PATIENCE).unwrap() else {
        panic!("the record is not quarantined");
    };
    assert!(sentence.contains("another record of this attempt"), "{sentence}");
}

#[test]
fn a_registry_that_is_away_gets_the_records_when_it_comes_back() {
    let (registry, headset) = (tempdir().unwrap(), tempdir().unwrap());
    // A port that was free a moment ago, and where nobody listens now.
    let port = FaultyRegistry::start(registry.path(), 0, []).port();
    let (pace, waits, gate) = GatedPace::new();
    let url = format!("http://127.0.0.1:{port}");
    let outbox =
        Outbox::start_with(&headset.path().join("outbox.db"), &url, Box::new(pace)).unwrap();
    let records = [record(&poor()), record(&fatal())];
    put(&outbox, &records[0]);
    assert_eq!(waits.recv_timeout(PATIENCE).unwrap(), 1_000);
    put(&outbox, &records[1]);
    for record in &records {
        assert_eq!(outbox.wait(&record.ticket.attempt, NOW).unwrap(), Delivery::Queued);
    }
    let oldest_put_at_ms = Some(STARTED_AT_MS);
    let summary = Summary { unsent: 2, oldest_put_at_ms, ..Summary::default() };
    assert_eq!(outbox.summary().unwrap(), summary);
    let _back = FaultyRegistry::start(registry.path(), port, []);
    gate.add_permits(10);
    records.iter().for_each(|record| arrives(&outbox, record));
    assert_eq!(kept(registry.path()).len(), 2);
}

#[test]
fn a_clock_that_is_put_back_holds_up_no_record() {
    let (registry, headset) = (tempdir().unwrap(), tempdir().unwrap());
    let faulty = FaultyRegistry::start(registry.path(), 0, [Fault::LostRequest]);
    let (pace, waits, gate) = GatedPace::new();
    let clock = pace.fast.clone();
    let file = headset.path().join("outbox.db");
    let outbox = Outbox::start_with(&file, &faulty.url(), Box::new(pace)).unwrap();
    let record = record(&poor());
    put(&outbox, &record);
    assert_eq!(waits.recv_timeout(PATIENCE).unwrap(), 1_000);
    clock.now_ms.fetch_sub(24 * 3_600_000, Ordering::SeqCst);
    gate.add_permits(1);
    arrives(&outbox, &record);
    assert!(waits.try_iter().all(|ms| ms <= 1_000), "somebody waited for the clock");
}

#[test]
fn a_record_under_way_when_the_program_ends_is_sent_again() {
    let (hung, is_hung) = channel();
    let (end, until) = channel();
    let road = Road::new([Fault::Pass, Fault::Pass, Fault::Hang(hung, until)]);
    let record = record(&poor());
    let outbox = road.outbox();
    put(&outbox, &record);
    // The program ends when the registry has the record and nobody knows it yet.
    is_hung.recv_timeout(PATIENCE).unwrap();
    assert_eq!(road.faulty.summary().last().unwrap(), "POST /api/records 201");
    drop(outbox);
    assert_eq!(state(&road.file()), ("inflight".to_owned(), true));
    drop(end);
    let outbox = road.outbox();
    arrives(&outbox, &record);
    drop(outbox);
    assert_eq!(state(&road.file()), ("acked".to_owned(), false));
    assert_eq!(road.faulty.summary().last().unwrap(), "POST /api/records 200");
    assert_eq!(road.kept(), [record]);
}

/// The state of the only record in an outbox file, and whether its bytes are there.
fn state(file: &Path) -> (String, bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite://{}", file.display());
        let mut disk = SqliteConnection::connect(&url).await.unwrap();
        let sql = "SELECT state, body IS NOT NULL AS is_whole FROM record";
        let row = sqlx::query(sql).fetch_one(&mut disk).await.unwrap();
        let state = (row.get("state"), row.get("is_whole"));
        disk.close().await.unwrap();
        state
    })
}

#[test]
fn putting_again_changes_nothing_and_another_record_is_refused() {
    let road = Road::new([]);
    let outbox = road.outbox();
    let (bundle, attempt) = (bundle(), attempt_id());
    let of = |play: &Play| Record::of_tape(&bundle, tape(&bundle, &attempt, "p-01", play)).unwrap();
    for _ in 0..2 {
        put(&outbox, &of(&poor()));
        arrives(&outbox, &of(&poor()));
    }
    let error = outbox.put(&of(&perfect()), bundle.bytes()).unwrap_err();
    assert!(error.to_string().contains("another record of the attempt"), "{error}");
    let error = outbox.put(&record(&poor()), b"other bytes").unwrap_err();
    assert!(error.to_string().contains("names the bundle"), "{error}");
    let error = outbox.wait(&attempt_id(), NOW).unwrap_err();
    assert!(error.to_string().contains("has no record"), "{error}");
    assert_eq!(road.kept(), [of(&poor())]);
}

#[test]
fn a_place_that_cannot_hold_an_outbox_is_told_in_a_sentence() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, b"this is no database, however long it may be").unwrap();
    let error = Outbox::start(&file.join("outbox.db"), "http://127.0.0.1:1").err().unwrap();
    assert!(error.to_string().contains("cannot be made"), "{error}");
    let error = Outbox::start(folder.path(), "http://127.0.0.1:1").err().unwrap();
    assert!(error.to_string().contains("cannot be opened"), "{error}");
    let error = Outbox::start(&file, "http://127.0.0.1:1").err().unwrap();
    assert!(error.to_string().contains("damaged"), "{error}");
}

/// As the headset program carries it: real sockets, real clock.
#[test]
fn a_record_goes_through_the_embedded_registry() {
    let (registry, headset) = (tempdir().unwrap(), tempdir().unwrap());
    let folder = registry.path().to_owned();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = runtime.block_on(async move {
        let registry = Registry::open(&folder).await.unwrap();
        let console = {
            let nothing = anlan_console::Catalogue::new(&[], &folder);
            anlan_console::router(registry.records(), anlan_console::Desk::new(nothing))
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, registry.router().merge(console)).into_future());
        format!("http://{address}")
    });
    let outbox = Outbox::start(&headset.path().join("outbox.db"), &url).unwrap();
    let record = record(&perfect());
    put(&outbox, &record);
    arrives(&outbox, &record);
    let page = ureq::get(format!("{url}/records/{}?lang=en", record.ticket.attempt));
    let page = page.call().unwrap().into_body().read_to_string().unwrap();
    assert!(page.contains("Passed"));
    drop(outbox);
    drop(runtime);
    assert_eq!(kept(registry.path()), [record]);
}
