//! A registry and its console without a network: requests go straight into the router.

use anlan_console as console;
use anlan_registry::Registry;
use anlan_scenario::Bundle;
use anlan_wire::{Record, RecordList, Refusal, RefusalCode};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use std::path::Path;
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub struct Desk {
    runtime: Runtime,
    router: Router,
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

impl Desk {
    pub fn open(folder: &Path) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let registry = runtime.block_on(Registry::open(folder)).unwrap();
        let pages = console::router(registry.records());
        Self { runtime, router: registry.router().merge(pages) }
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
