//! The stream that keeps open pages true. An event is the whole of what changes on a page, made
//! here in the reader's language, so that one that was missed is no loss: who comes back with the
//! id of the present state gets nothing, and anyone else gets the present state.

use super::pages::Console;
use super::{Desk, Seen, over, pick, turn};
use crate::language::Reader;
use anlan_scenario::Language;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Map, Value, json};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;

/// What time alone changes is looked for this often.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// A browser whose stream broke comes back after this time.
const RETRY: Duration = Duration::from_millis(1_000);
/// Who asks while all places are taken tries again after this time, seconds.
const RETRY_AFTER_S: &str = "5";

/// One page that follows.
struct Follower {
    desk: Desk,
    language: Language,
    changes: watch::Receiver<u64>,
    /// The id of what the page has.
    has: Option<String>,
    _place: OwnedSemaphorePermit,
}

pub(super) async fn events(
    State(console): State<Console>,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let desk = console.desk;
    let Some(place) = desk.watcher() else {
        let later = [(header::RETRY_AFTER, RETRY_AFTER_S)];
        return (StatusCode::SERVICE_UNAVAILABLE, later).into_response();
    };
    let has = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let changes = desk.changes();
    let follower = Follower { desk, language: reader.language, changes, has, _place: place };
    let events = stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await;
        Some((Ok::<_, Infallible>(event), follower))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(LOOK_AGAIN * 5)).into_response()
}

impl Follower {
    async fn next(&mut self) -> Event {
        loop {
            self.changes.mark_unchanged();
            let seen = self.desk.look();
            let id = self.desk.event_id(&seen.seat);
            if self.has.as_ref() != Some(&id) {
                self.has = Some(id.clone());
                let parts = parts(&self.desk, &seen, self.language);
                let parts: Map<_, _> =
                    parts.into_iter().map(|(n, p)| (n.to_owned(), Value::String(p))).collect();
                let page = page_of(&seen);
                let text = json!({ "page": page, "parts": parts }).to_string();
                return Event::default().id(id).retry(RETRY).data(text);
            }
            // Whichever comes first: something changed, or it is time to look.
            let _ = timeout(LOOK_AGAIN, self.changes.changed()).await;
        }
    }
}

/// Which page shows this; another page is another load.
pub(super) fn page_of(seen: &Seen) -> String {
    use super::seat::{Over, Playing, Turn};
    match &seen.seat.turn {
        Turn::Free => "pick".to_owned(),
        Turn::Asked { ticket, .. } | Turn::Playing(Playing { ticket, .. }) => {
            format!("turn {}", ticket.attempt)
        }
        Turn::Over(Over { ticket, .. }) => format!("over {}", ticket.attempt),
    }
}

/// What changes on that page without another load, by the name of its place.
pub(super) fn parts(desk: &Desk, seen: &Seen, language: Language) -> Vec<(&'static str, String)> {
    use super::seat::Turn;
    match &seen.seat.turn {
        Turn::Free => pick::parts(seen, language),
        Turn::Asked { .. } | Turn::Playing(_) => turn::parts(desk, seen, language),
        Turn::Over(over) => over::parts(seen, desk, over, language),
    }
}
