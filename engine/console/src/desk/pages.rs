//! The desk's page and its buttons. Which of the three it is (pick, follow, result) follows from
//! what is on at the seat; every button is a form, so that all of it works without a script.

use super::over::reason_text;
use super::pick::{MODES, Pick, StartForm, fresh_form};
use super::seat::{Objection, Over, Playing, Seat, Turn};
use super::turn::notice_text;
use super::{Desk, events};
use crate::figures::span;
use crate::language::Reader;
use crate::pages::{Frame, show};
use crate::words::{Words, fill};
use anlan_registry::Records;
use anlan_scenario::Language;
use anlan_wire::{AttemptId, IssuedTicket, Mode, Pseudonym, StopReason};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRef, Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

/// A form is a handful of short fields.
const FORM_BYTES_MAX: usize = 8 << 10;

/// What the desk's pages are made from.
#[derive(Clone)]
pub(crate) struct Console {
    pub records: Records,
    pub desk: Desk,
}

impl FromRef<Console> for Records {
    fn from_ref(console: &Console) -> Self {
        console.records.clone()
    }
}

pub(crate) fn router() -> Router<Console> {
    Router::new()
        .route("/", get(desk))
        .route("/desk/events", get(events::events))
        .route("/desk/start", post(start))
        .route("/desk/stop", post(stop))
        .route("/desk/next", post(next))
        .route("/desk/pictures/{scenario}", get(picture))
        .route("/desk.css", get(async || sheet("text/css", include_str!("../../desk.css"))))
        .route("/desk.js", get(async || sheet("text/javascript", include_str!("../../desk.js"))))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

fn sheet(kind: &str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}

/// A part of a page. One that cannot be made leaves its place empty.
pub(super) fn rendered(part: &impl Template) -> String {
    let told = |error: &askama::Error| tracing::error!("a part of a page cannot be made: {error}");
    part.render().inspect_err(told).unwrap_or_default()
}

/// The parts of a page by their names.
struct Parts(Vec<(&'static str, String)>);

impl Parts {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| *n == name).map_or("", |(_, part)| part)
    }
}

#[derive(Template)]
#[template(path = "desk/pick.html")]
struct PickPage {
    frame: Frame,
    page: String,
    parts: Parts,
    pick: Pick,
    alerts: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/turn.html")]
struct TurnPage {
    frame: Frame,
    page: String,
    parts: Parts,
    head: Head,
    gap: Option<String>,
    /// The attempt, while the instructor is asked whether to stop it.
    confirm: Option<String>,
    reasons: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "desk/over.html")]
struct OverPage {
    frame: Frame,
    page: String,
    parts: Parts,
    head: Head,
}

/// Who plays what.
struct Head {
    attempt: String,
    trainee: String,
    title: String,
    mode: String,
    is_exam: bool,
}

impl Head {
    fn new(desk: &Desk, ticket: &IssuedTicket, language: Language) -> Self {
        let entry = desk.catalogue().get(&ticket.scenario);
        let title = entry.map(|e| e.scenario.word(language, "title").to_owned());
        Self {
            attempt: ticket.attempt.to_string(),
            trainee: ticket.trainee.to_string(),
            title: title.unwrap_or_else(|| ticket.scenario.clone()),
            mode: Words::of(language).mode(ticket.mode).to_owned(),
            is_exam: ticket.mode == Mode::Exam,
        }
    }
}

async fn desk(State(console): State<Console>, reader: Reader, uri: Uri) -> Response {
    let is_stop_asked = uri.query().is_some_and(|q| q.split('&').any(|part| part == "stop=1"));
    page(&console, &reader, StatusCode::OK, None, is_stop_asked, Vec::new()).await
}

/// The page of what is on now. `form` is what was filled in and not taken.
async fn page(
    console: &Console,
    reader: &Reader,
    status: StatusCode,
    form: Option<StartForm>,
    is_stop_asked: bool,
    mut alerts: Vec<String>,
) -> Response {
    let (desk, language) = (&console.desk, reader.language);
    let w = Words::of(language);
    let seen = desk.look();
    let page = events::page_of(&seen);
    let parts = Parts(events::parts(desk, &seen, language));
    match &seen.seat.turn {
        Turn::Free => {
            let form = match form {
                Some(form) => form,
                None => fresh_form(desk, &console.records, &seen, language).await,
            };
            alerts.extend(seen.seat.notice.as_ref().map(|notice| notice_text(w, notice)));
            let frame = Frame::at_desk(reader, &w.pick_title);
            let pick = Pick::new(desk, form, language);
            show(status, reader, &PickPage { frame, page, parts, pick, alerts })
        }
        Turn::Asked { ticket, .. } | Turn::Playing(Playing { ticket, .. }) => {
            let head = Head::new(desk, ticket, language);
            let mut frame = Frame::at_desk(reader, &format!("{} · {}", head.trainee, head.title));
            frame.follow_s = Some(FOLLOW_S);
            let confirm = is_stop_asked && can_stop(&seen.seat);
            if confirm {
                frame.query = "stop=1&".to_owned();
            }
            let gap = seen.gap_ms.map(|ms| fill(&w.page_gap, &[("span", &span(w, ms))]));
            let confirm = confirm.then(|| head.attempt.clone());
            let reasons = reasons(w);
            show(status, reader, &TurnPage { frame, page, parts, head, gap, confirm, reasons })
        }
        Turn::Over(Over { ticket, .. }) => {
            let head = Head::new(desk, ticket, language);
            let mut frame = Frame::at_desk(reader, &format!("{} · {}", head.trainee, head.title));
            frame.follow_s = Some(FOLLOW_S);
            show(status, reader, &OverPage { frame, page, parts, head })
        }
    }
}

/// Without a script the page is loaded again this often, seconds.
const FOLLOW_S: u32 = 3;

fn can_stop(seat: &Seat) -> bool {
    matches!(&seat.turn, Turn::Playing(playing) if playing.stop.is_none())
}

const REASONS: [(&str, StopReason); 4] = [
    ("unwell", StopReason::Unwell),
    ("equipment", StopReason::Equipment),
    ("time", StopReason::Time),
    ("other", StopReason::Other),
];

fn reasons(w: &Words) -> Vec<(&'static str, String)> {
    REASONS.map(|(value, reason)| (value, reason_text(w, reason).to_owned())).into()
}

async fn start(
    State(console): State<Console>,
    reader: Reader,
    Form(form): Form<StartForm>,
) -> Response {
    let w = Words::of(reader.language);
    let ticket = match ticket(&console.desk, &form, w) {
        Ok(ticket) => ticket,
        Err(sentence) => {
            let alerts = vec![sentence];
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&console, &reader, status, Some(form), false, alerts).await;
        }
    };
    match console.desk.at_seat(|seat, now_ms| seat.start(now_ms, ticket)) {
        Ok(()) => Redirect::to("/").into_response(),
        // What is on instead is told by the page itself.
        Err(Objection::Busy) => Redirect::to("/").into_response(),
        Err(objection) => {
            let sentence = match objection {
                Objection::NotReady => &w.hint_not_ready,
                _ => &w.hint_no_headset,
            };
            let alerts = vec![sentence.clone()];
            page(&console, &reader, StatusCode::CONFLICT, Some(form), false, alerts).await
        }
    }
}

/// The ticket that the form asks for, or what is wrong with it.
fn ticket(desk: &Desk, form: &StartForm, w: &Words) -> Result<IssuedTicket, String> {
    let entry = desk.catalogue().get(&form.scenario).ok_or_else(|| w.form_scenario.clone())?;
    let trainee = Pseudonym::try_from(form.trainee.trim().to_owned());
    let trainee = trainee.map_err(|_| w.form_trainee.clone())?;
    let mode: Option<Mode> = MODES.iter().find(|(v, _)| *v == form.mode).map(|(_, mode)| *mode);
    let seed = match form.seed.trim() {
        "" => None,
        text => Some(text.parse::<u64>().map_err(|_| w.form_seed.clone())?),
    };
    Ok(IssuedTicket {
        attempt: AttemptId::draw(),
        trainee,
        scenario: form.scenario.clone(),
        bundle: Some(entry.bundle.clone()),
        mode: mode.ok_or_else(|| w.form_mode.clone())?,
        seed,
        language: Language::of_tag(&form.language).unwrap_or_default(),
    })
}

#[derive(Deserialize)]
struct StopForm {
    attempt: AttemptId,
    reason: String,
}

async fn stop(State(console): State<Console>, Form(form): Form<StopForm>) -> Response {
    let known = REASONS.iter().find(|(value, _)| *value == form.reason);
    let reason = known.map_or(StopReason::Other, |(_, reason)| *reason);
    // What does not run any more needs no stop: the page tells what is on instead.
    let _ = console.desk.at_seat(|seat, now_ms| seat.stop(now_ms, &form.attempt, reason));
    Redirect::to("/").into_response()
}

#[derive(Deserialize)]
struct NextForm {
    attempt: AttemptId,
}

async fn next(State(console): State<Console>, Form(form): Form<NextForm>) -> Response {
    console.desk.at_seat(|seat, now_ms| seat.put_away(now_ms, &form.attempt));
    Redirect::to("/").into_response()
}

async fn picture(State(console): State<Console>, Path(scenario): Path<String>) -> Response {
    let none = StatusCode::NOT_FOUND.into_response();
    let Some(path) = console.desk.catalogue().picture(&scenario) else { return none };
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    match read {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, "image/png")], bytes).into_response(),
        _ => none,
    }
}
