//! Serves the debriefs of the bots' turns in the kitchen, to look at them:
//!
//!   cargo run -p anlan-tests-records --example debrief
//!
//! prints one address for each bot and serves until it is ended. `tests/browser/debrief.mjs`
//! takes their pictures.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod bot_turn;

use anlan_attempt::Mode;
use anlan_bot::BotKind;
use anlan_console::{self as console, Catalogue, Desk};
use anlan_registry::Registry;
use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = bot_turn::kitchen();
    let registry = Registry::open(folder.path()).await.unwrap();
    let catalogue = Catalogue::new(&[bundle.clone()], &folder.path().join("pictures"));
    let pages = console::router(registry.records(), Desk::new(catalogue));
    let router = registry.router().merge(pages);
    let send = async |method: &str, path: String, body: Vec<u8>| {
        let request = Request::builder().method(method).uri(path).header("host", "localhost");
        let answer = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.unwrap().status(), 201);
    };
    send("PUT", format!("/api/bundles/{}", bundle.hash()), bundle.bytes().to_vec()).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    for kind in BotKind::ALL {
        let (record, trace) = bot_turn::turn(&bundle, kind, Mode::Exam);
        let attempt = record.ticket.attempt.clone();
        send("POST", "/api/records".to_owned(), record.to_json()).await;
        send("PUT", format!("/api/records/{attempt}/trace"), trace).await;
        println!("{} http://{at}/records/{attempt}/debrief", kind.name());
    }
    axum::serve(listener, router).await.unwrap();
}
