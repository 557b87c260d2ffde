//! A registry and its console without a network: requests go straight into the router. The desk's
//! clock is the test's.

use crate::fixture;
use anlan_console::{self as console, Catalogue, Clock, Desk};
use anlan_outbox::Pace;
use anlan_registry::Registry;
use anlan_scenario::Bundle;
use anlan_wire::{CabinName, PublicKey, Record, RecordList, Refusal, RefusalCode};
use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use futures_util::{FutureExt, StreamExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub struct Cabin {
    runtime: Runtime,
    registry: Registry,
    router: Router,
    clock: TestClock,
}

/// A clock that stands until the test moves it.
#[derive(Clone, Default)]
struct TestClock(Arc<AtomicU64>);

impl Clock for TestClock {
    fn ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
    fn wall_ms(&self) -> i64 {
        fixture::STARTED_AT_MS + self.0.load(Ordering::SeqCst) as i64
    }
}

/// An open stream of events.
pub struct Stream {
    pub status: StatusCode,
    body: BodyDataStream,
}

/// One event.
pub struct Event {
    pub id: String,
    pub now: serde_json::Value,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn refusal(&self) -> Refusal {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status and code of a refusal whose sentence says this.
    #[track_caller]
    pub fn is_refused(&self, status: u16, code: RefusalCode, says: &str) {
        let refusal = self.refusal();
        assert_eq!((self.status.as_u16(), refusal.code), (status, code), "{refusal}");
        assert!(refusal.sentence.contains(says), "{refusal}");
    }
}

impl Cabin {
    pub fn open(folder: &Path) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let registry = runtime.block_on(Registry::open(folder)).unwrap();
        let catalogue = Catalogue::new(&[fixture::bundle()], &folder.join("pictures"));
        let clock = TestClock::default();
        let desk = Desk::with_clock(catalogue, Box::new(clock.clone()));
        let pages = console::router(registry.records(), desk);
        let router = registry.clone().router().merge(pages);
        Self { runtime, registry, router, clock }
    }

    /// Registers a cabin.
    pub fn trust(&self, name: &str, key: &PublicKey) {
        let name = CabinName::try_from(name.to_owned()).unwrap();
        self.runtime.block_on(self.registry.trust(&name, key)).unwrap();
    }

    /// The registry looks for old traces until this clock says that it has seen enough.
    pub fn expire_traces(&self, pace: impl Pace, is_enough: impl Future<Output = ()>) {
        self.runtime.block_on(async {
            tokio::select! {
                () = self.registry.clone().expire_traces(pace) => {}
                () = is_enough => {}
            }
        });
    }

    /// Time goes by at the desk.
    pub fn pass_ms(&self, ms: u64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Opens the desk's stream of events, with the id of the last one if there was one.
    pub fn follow(&self, last: Option<&str>) -> Stream {
        let mut request = Request::builder().uri("/desk/events?lang=zh-CN");
        request = request.header("host", "localhost");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.runtime.block_on(self.router.clone().oneshot(request)).unwrap();
        let status = response.status();
        Stream { status, body: response.into_body().into_data_stream() }
    }

    /// The next event of a stream; none if it has nothing to tell now.
    pub fn event(&self, stream: &mut Stream) -> Option<Event> {
        let chunk = self.runtime.block_on(async { stream.body.next().now_or_never() })?;
        let text = String::from_utf8(chunk.unwrap().unwrap().to_vec()).unwrap();
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no `{name}` in {text}")).trim().to_owned()
        };
        Some(Event { id: field("id:"), now: serde_json::from_str(&field("data:")).unwrap() })
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    /// A request from this machine.
    pub fn ask(&self, method: &str, path: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:1");
        self.send(request.body(Body::from(body)).unwrap())
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, Vec::new())
    }

    pub fn put_bundle(&self, bundle: &Bundle) -> Answer {
        self.ask("PUT", &format!("/api/bundles/{}", bundle.hash()), bundle.bytes().to_vec())
    }

    pub fn post(&self, record: &Record) -> Answer {
        self.ask("POST", "/api/records", record.to_json())
    }

    /// The list, after a look that it is one.
    pub fn list(&self, query: &str) -> RecordList {
        let answer = self.get(&format!("/api/records{query}"));
        assert_eq!(answer.status, StatusCode::OK);
        serde_json::from_slice(&answer.body).unwrap()
    }
}
