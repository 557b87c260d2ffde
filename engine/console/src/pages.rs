//! Which address shows which page, and the headers that every page goes out with.

use crate::debrief::DebriefSheet;
use crate::desk::{Console, Desk, api_router, pages_router};
use crate::language::Reader;
use crate::list::Shelf;
use crate::sheet::Sheet;
use crate::words::Words;
use anlan_registry::{LIST_RECORDS, Records, RegistryError, loopback_only};
use anlan_scenario::Language;
use anlan_wire::AttemptId;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

/// Nothing but this server's own style sheets, pictures and script; no frame, no form elsewhere.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// How often the empty list looks again, seconds.
const EMPTY_RELOAD_S: u32 = 10;

/// The console's pages, and what a headset asks of the desk; only for loopback hosts, like the
/// registry.
pub fn router(records: Records, desk: Desk) -> Router {
    let router = pages_router()
        .route("/records", get(list))
        .route("/records/{attempt}", get(record))
        .route("/records/{attempt}/debrief", get(debrief))
        .route("/console.css", get(style))
        .route("/debrief.js", get(debrief_script))
        .route("/icon.svg", get(icon))
        .fallback(lost)
        .with_state(Console { records, desk: desk.clone() })
        .merge(api_router(desk))
        .layer(map_response(guarded));
    loopback_only(router)
}

/// What all pages have around them.
pub(crate) struct Frame {
    pub w: &'static Words,
    pub language: Language,
    pub title: String,
    /// What stands between `?` and `lang=` in the links to the other language.
    pub query: String,
    pub reload_s: Option<u32>,
    /// A page of the desk: its script keeps it true.
    pub is_desk: bool,
    /// Where there is no script, it is loaded again this often, seconds.
    pub follow_s: Option<u32>,
}

impl Frame {
    fn new(reader: &Reader, title: &str) -> Self {
        let w = Words::of(reader.language);
        let (title, query) = (title.to_owned(), String::new());
        let language = reader.language;
        Self { w, language, title, query, reload_s: None, is_desk: false, follow_s: None }
    }

    pub fn at_desk(reader: &Reader, title: &str) -> Self {
        Self { is_desk: true, ..Self::new(reader, title) }
    }

    pub fn is(&self, tag: &str) -> bool {
        self.language.tag() == tag
    }
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    frame: Frame,
    shelf: Shelf,
}

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage {
    frame: Frame,
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "debrief.html")]
struct DebriefPage {
    frame: Frame,
    sheet: DebriefSheet,
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage {
    frame: Frame,
    text: String,
}

#[derive(Default, Deserialize)]
struct Offset {
    offset: Option<u64>,
}

async fn list(State(records): State<Records>, reader: Reader, uri: Uri) -> Response {
    let place = Query::<Offset>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    let offset = place.offset.unwrap_or(0);
    let page = match records.list(LIST_RECORDS, offset).await {
        Ok(page) => page,
        Err(error) => return fault(&reader, &error),
    };
    let mut frame = Frame::new(&reader, &Words::of(reader.language).list_title);
    frame.reload_s = (page.total == 0).then_some(EMPTY_RELOAD_S);
    if offset > 0 {
        frame.query = format!("offset={offset}&");
    }
    let shelf = Shelf::new(&page, offset, reader.language);
    show(StatusCode::OK, &reader, &ListPage { frame, shelf })
}

async fn record(
    State(records): State<Records>,
    reader: Reader,
    Path(attempt): Path<String>,
) -> Response {
    let Ok(attempt) = AttemptId::try_from(attempt) else { return lost(reader).await };
    match records.get(&attempt).await {
        Ok(Some(kept)) => {
            let sheet = Sheet::new(&kept, reader.language);
            let title = format!("{} · {}", sheet.trainee, sheet.title);
            show(StatusCode::OK, &reader, &RecordPage { frame: Frame::new(&reader, &title), sheet })
        }
        Ok(None) => no_record(&reader),
        Err(error) => fault(&reader, &error),
    }
}

async fn debrief(
    State(records): State<Records>,
    reader: Reader,
    Path(attempt): Path<String>,
) -> Response {
    let w = Words::of(reader.language);
    let Ok(attempt) = AttemptId::try_from(attempt) else { return lost(reader).await };
    match records.debrief(&attempt).await {
        Ok(Some((kept, told))) => {
            let sheet = DebriefSheet::new(&kept, &told, reader.language);
            let frame = Frame::new(&reader, &format!("{} · {}", w.debrief_title, sheet.title));
            show(StatusCode::OK, &reader, &DebriefPage { frame, sheet })
        }
        Ok(None) => no_record(&reader),
        Err(error) => fault(&reader, &error),
    }
}

/// There is no record of this attempt.
fn no_record(reader: &Reader) -> Response {
    let w = Words::of(reader.language);
    notice(StatusCode::NOT_FOUND, reader, &w.record_lost_title, &w.record_lost_text)
}

async fn lost(reader: Reader) -> Response {
    let w = Words::of(reader.language);
    notice(StatusCode::NOT_FOUND, &reader, &w.lost_title, &w.lost_text)
}

/// The reason is for the log; the reader learns what to do.
fn fault(reader: &Reader, error: &RegistryError) -> Response {
    tracing::error!("a page cannot be shown: {error}");
    let w = Words::of(reader.language);
    notice(StatusCode::INTERNAL_SERVER_ERROR, reader, &w.fault_title, &w.fault_text)
}

fn notice(status: StatusCode, reader: &Reader, title: &str, text: &str) -> Response {
    let page = NoticePage { frame: Frame::new(reader, title), text: text.to_owned() };
    show(status, reader, &page)
}

pub(crate) fn show(status: StatusCode, reader: &Reader, page: &impl Template) -> Response {
    let html = match page.render() {
        Ok(html) => Html(html),
        Err(error) => {
            tracing::error!("a page cannot be made: {error}");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    match reader.cookie() {
        Some(cookie) => (status, [(header::SET_COOKIE, cookie)], html).into_response(),
        None => (status, html).into_response(),
    }
}

async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../console.css"))
}

async fn debrief_script() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("../debrief.js"))
}

async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../icon.svg"))
}

/// Pages tell of people: no cache keeps them, no other site learns that they were read.
async fn guarded(mut response: Response) -> Response {
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // With `no-referrer` browsers would say of our own forms that they come from nowhere.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "Accept-Language, Cookie"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
