//! What a headset asks and says: it waits for orders with a request that is held open, and reports
//! with others. Both are plain HTTP, so that a cabin's network needs to let nothing else through.

use super::Desk;
use anlan_wire::{DESK_BYTES_MAX, ORDER_WAIT_S_MAX, Refusal, RefusalCode, Report, SeatId};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub(crate) fn router(desk: Desk) -> Router {
    let reports = post(report).layer(DefaultBodyLimit::max(DESK_BYTES_MAX));
    Router::new()
        .route("/api/seat/orders", get(order))
        .route("/api/seat/reports", reports)
        .with_state(desk)
}

struct Refused(Refusal);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self.0.code {
            RefusalCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RefusalCode::UnknownSeat | RefusalCode::SeatTaken => StatusCode::CONFLICT,
            _ => StatusCode::BAD_REQUEST,
        };
        (status, Json(self.0)).into_response()
    }
}

async fn report(
    State(desk): State<Desk>,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refused> {
    let body = body.map_err(|rejection| {
        let code = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => RefusalCode::TooLarge,
            _ => RefusalCode::Unreadable,
        };
        Refused(Refusal::new(code, "the report is too large, or broke off"))
    })?;
    let report = Report::read(&body).map_err(Refused)?;
    desk.at_seat(|seat, now_ms| seat.hear(now_ms, report)).map_err(Refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    seat: SeatId,
    /// The number of the last order that the headset has.
    after: u64,
    /// How long to wait for the next one.
    wait_s: u64,
}

/// The next order, or 204 when the wait is over.
async fn order(
    State(desk): State<Desk>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    let Ok(Query(asked)) = asked else {
        let sentence = "say `seat`, `after` and `wait_s`";
        return Err(Refused(Refusal::new(RefusalCode::Unreadable, sentence)));
    };
    let until = Instant::now() + Duration::from_secs(asked.wait_s.min(ORDER_WAIT_S_MAX));
    let mut changes = desk.changes();
    loop {
        changes.mark_unchanged();
        let next = desk.at_seat(|seat, now_ms| seat.order_after(now_ms, &asked.seat, asked.after));
        if let Some(order) = next.map_err(Refused)? {
            let kind = [(header::CONTENT_TYPE, "application/json")];
            return Ok((kind, order.to_json()).into_response());
        }
        if timeout_at(until, changes.changed()).await.is_err() {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
    }
}
