//! The registry over HTTP: what comes in, what is shown, and which status tells what.

use crate::RegistryError;
use crate::judge::judge;
use crate::store::Store;
use anlan_attempt::tape;
use anlan_attempt::trace::{TRACE_BYTES_MAX, Trace};
use anlan_scenario::{BUNDLE_BYTES_MAX, Bundle, BundleHash};
use anlan_wire::{
    AttemptId, RECORD_BYTES_MAX, Record, RecordAnswer, RecordLine, RecordList, RecordView, Refusal,
    RefusalCode, sha256_hex,
};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;

/// Records in a list if nothing else is asked for: a morning of one cabin.
pub const LIST_RECORDS: u32 = 50;
/// Most records in one list: a megabyte of JSON.
pub const LIST_RECORDS_MAX: u32 = 200;

pub(crate) fn router(store: Store) -> Router {
    let bundle = put(put_bundle).layer(DefaultBodyLimit::max(BUNDLE_BYTES_MAX)).get(get_bundle);
    let records = post(post_record).layer(DefaultBodyLimit::max(RECORD_BYTES_MAX)).get(list);
    let trace = put(put_trace).layer(DefaultBodyLimit::max(TRACE_BYTES_MAX));
    Router::new()
        .route("/api/bundles/{hash}", bundle)
        .route("/api/records", records)
        .route("/api/records/{attempt}", get(get_record))
        .route("/api/records/{attempt}/tape", get(get_tape))
        .route("/api/records/{attempt}/trace", trace)
        .with_state(store)
}

/// A refusal on its way out.
struct Refused(Refusal);

impl Refused {
    fn new(code: RefusalCode, sentence: impl Into<String>) -> Self {
        Self(Refusal::new(code, sentence))
    }

    fn not_found(what: &str) -> Self {
        Self::new(RefusalCode::NotFound, format!("the registry holds no such {what}"))
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl From<RegistryError> for Refused {
    fn from(error: RegistryError) -> Self {
        Self::new(RefusalCode::Fault, error.to_string())
    }
}

impl From<BytesRejection> for Refused {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::new(RefusalCode::TooLarge, "this is larger than the registry takes")
        } else {
            Self::new(RefusalCode::Unreadable, "the request broke off")
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self.0.code {
            RefusalCode::Unreadable => StatusCode::BAD_REQUEST,
            RefusalCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RefusalCode::BadTape
            | RefusalCode::NotSigned
            | RefusalCode::UnknownCabin
            | RefusalCode::OtherTicket
            | RefusalCode::OtherCard
            | RefusalCode::OtherBundle
            | RefusalCode::UnknownBundle => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalCode::OtherBytes | RefusalCode::UnknownSeat | RefusalCode::SeatTaken => {
                StatusCode::CONFLICT
            }
            RefusalCode::NotFound => StatusCode::NOT_FOUND,
            RefusalCode::Forbidden => StatusCode::FORBIDDEN,
            RefusalCode::Fault | RefusalCode::Other => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Json(self.0)).into_response()
    }
}

async fn put_bundle(
    State(store): State<Store>,
    Path(hash): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refused> {
    let body = body?;
    let hash = BundleHash::try_from(hash)
        .map_err(|sentence| Refused::new(RefusalCode::Unreadable, sentence))?;
    let bundle = aside(move || {
        if BundleHash::of(&body) != hash {
            let sentence = "the bundle's bytes have another hash than the one they came under";
            return Err(Refusal::new(RefusalCode::OtherBundle, sentence));
        }
        Bundle::read(&body).map_err(|error| Refusal::new(RefusalCode::OtherBundle, error.0))
    });
    let is_new = store.put_bundle(bundle.await?).await?;
    Ok(if is_new { StatusCode::CREATED } else { StatusCode::OK })
}

async fn get_bundle(
    State(store): State<Store>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let none = || Refused::not_found("bundle");
    let hash = BundleHash::try_from(hash).map_err(|_| none())?;
    let bytes = store.bundle_bytes(&hash).await?.ok_or_else(none)?;
    Ok(file(bytes, "application/json", &format!("{hash}.json")))
}

async fn post_record(
    State(store): State<Store>,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<RecordAnswer>), Refused> {
    let body = body?;
    let (record, sha256) = aside(move || Ok((Record::read(&body)?, sha256_hex(&body)))).await?;
    let attempt = record.ticket.attempt.clone();
    let answer = Json(RecordAnswer { attempt: attempt.clone(), sha256: sha256.clone() });
    if let Some(held) = store.held(&attempt).await? {
        return same(&held, &sha256).map(|()| (StatusCode::OK, answer));
    }
    let hash = &record.ticket.bundle;
    let Some(bundle) = store.bundle(hash).await? else {
        let sentence = format!("the scenario bundle {hash} is not here yet; send it first");
        return Err(Refused::new(RefusalCode::UnknownBundle, sentence));
    };
    let trusted = store.trusted().await?;
    let (record, proof) = aside(move || {
        let proof = judge(&record, &bundle, &trusted)?;
        Ok((record, proof))
    })
    .await?;
    if store.put_record(&record, &proof, &sha256).await? {
        return Ok((StatusCode::CREATED, answer));
    }
    // The same attempt came in twice at once, and the other one was first.
    let held = store.held(&attempt).await?.unwrap_or_default();
    same(&held, &sha256).map(|()| (StatusCode::OK, answer))
}

fn same(held: &str, sha256: &str) -> Result<(), Refused> {
    if held == sha256 {
        return Ok(());
    }
    let sentence = "another record of this attempt is held already; that one stays";
    Err(Refused::new(RefusalCode::OtherBytes, sentence))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    limit: Option<u32>,
    offset: Option<u64>,
}

async fn list(
    State(store): State<Store>,
    window: Result<Query<Window>, QueryRejection>,
) -> Result<Json<RecordList>, Refused> {
    let Ok(Query(window)) = window else {
        let sentence = "a list takes `limit` and `offset`, two whole numbers";
        return Err(Refused::new(RefusalCode::Unreadable, sentence));
    };
    let limit = window.limit.unwrap_or(LIST_RECORDS).clamp(1, LIST_RECORDS_MAX);
    let (total, views) = store.list(limit, window.offset.unwrap_or(0)).await?;
    let line = |view: RecordView| RecordLine::new(view.ticket, &view.card, view.received_at_ms);
    Ok(Json(RecordList { total, records: views.into_iter().map(line).collect() }))
}

async fn get_record(
    State(store): State<Store>,
    Path(attempt): Path<String>,
) -> Result<Json<RecordView>, Refused> {
    let none = || Refused::not_found("record");
    let attempt = AttemptId::try_from(attempt).map_err(|_| none())?;
    Ok(Json(store.record(&attempt).await?.ok_or_else(none)?))
}

async fn get_tape(
    State(store): State<Store>,
    Path(attempt): Path<String>,
) -> Result<Response, Refused> {
    let none = || Refused::not_found("record");
    let attempt = AttemptId::try_from(attempt).map_err(|_| none())?;
    let bytes = store.tape(&attempt).await?.ok_or_else(none)?;
    Ok(file(bytes, "application/octet-stream", &format!("{attempt}.tape")))
}

/// Takes the trace that a held tape was sealed with; no other.
async fn put_trace(
    State(store): State<Store>,
    Path(attempt): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<RecordAnswer>), Refused> {
    let body = body?;
    let none = || Refused::not_found("record");
    let attempt = AttemptId::try_from(attempt).map_err(|_| none())?;
    let tape = store.tape(&attempt).await?.ok_or_else(none)?;
    let body = aside(move || {
        let refuse = |sentence: String| Refusal::new(RefusalCode::BadTape, sentence);
        let sealed = tape::read(&tape).map_err(|fault| refuse(fault.to_string()))?.seal.trace;
        let sealed =
            sealed.ok_or_else(|| refuse("the tape was sealed without a trace".to_owned()))?;
        Trace::read(&body, &sealed).map_err(refuse)?;
        Ok(body)
    });
    let body = body.await?;
    let is_new = store.put_trace(&attempt, &body).await?;
    let answer = Json(RecordAnswer { attempt, sha256: sha256_hex(&body) });
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, answer))
}

/// Bytes as a download; the name is one of ours and needs no quoting.
fn file(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// Runs work that would keep other requests waiting on a thread of its own.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refused> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(error) => {
            tracing::error!("judging a record failed: {error}");
            Err(Refused::new(RefusalCode::Fault, "the registry failed while judging this"))
        }
    }
}
