//! The desk's pages and streams: who sees what, what is resumed, what is kept out.

use crate::cabin::Cabin;
use crate::console::{said, says};
use crate::desk::{Seat, ended, live};
use crate::fixture;
use anlan_wire::*;
use axum::body::Body;
use axum::http::Request;
use tempfile::tempdir;

#[test]
fn two_pages_see_the_same() {
    let (seat, ticket) = Seat::playing();
    let (mut one, mut two) = (seat.cabin.follow(None), seat.cabin.follow(None));
    let first = seat.cabin.event(&mut one).unwrap();
    assert_eq!(seat.cabin.event(&mut two).unwrap().now, first.now);
    assert_eq!(first.now["page"], format!("turn {}", ticket.attempt));
    assert!(seat.cabin.event(&mut one).is_none(), "nothing is told twice");

    seat.say(FromHeadset::Live(live(&ticket, 5_000)));
    let second = seat.cabin.event(&mut one).unwrap();
    assert_eq!(seat.cabin.event(&mut two).unwrap().now, second.now);
    assert!(second.now["parts"]["clock"].as_str().unwrap().contains("0:05"));
    assert_ne!(first.id, second.id);
    seat.say(ended(&ticket, Ending::Finished, RecordState::Stored));
    assert_eq!(seat.cabin.event(&mut one).unwrap().now["page"], format!("over {}", ticket.attempt));
}

#[test]
fn a_stream_resumes_after_the_last_event() {
    let (seat, ticket) = Seat::playing();
    let mut stream = seat.cabin.follow(None);
    let last = seat.cabin.event(&mut stream).unwrap();
    drop(stream);
    let mut again = seat.cabin.follow(Some(&last.id));
    assert!(seat.cabin.event(&mut again).is_none(), "it has missed nothing");
    drop(again);
    seat.say(FromHeadset::Live(live(&ticket, 9_000)));
    seat.say(FromHeadset::Live(live(&ticket, 10_000)));
    let mut late = seat.cabin.follow(Some(&last.id));
    let event = seat.cabin.event(&mut late).unwrap();
    assert!(event.now["parts"]["clock"].as_str().unwrap().contains("0:10"));
    let mut stranger = seat.cabin.follow(Some("of another desk"));
    assert!(seat.cabin.event(&mut stranger).is_some());
}

#[test]
fn streams_have_a_limit_and_give_their_place_back() {
    let seat = Seat::ready();
    let mut streams: Vec<_> = (0..16).map(|_| seat.cabin.follow(None)).collect();
    assert!(streams.iter().all(|s| s.status == 200));
    assert_eq!(seat.cabin.follow(None).status, 503);
    streams.pop();
    assert_eq!(seat.cabin.follow(None).status, 200);
}

#[test]
fn pages_of_another_origin_change_nothing() {
    let (seat, ticket) = Seat::playing();
    let forged = |path: &str, body: String| {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "127.0.0.1:1")
            .header("origin", "http://evil.test")
            .header("content-type", "application/x-www-form-urlencoded");
        seat.cabin.send(request.body(Body::from(body)).unwrap())
    };
    for path in ["/desk/start", "/desk/stop", "/desk/next", "/api/seat/reports"] {
        let answer = forged(path, format!("attempt={}&reason=time", ticket.attempt));
        answer.is_refused(403, RefusalCode::Forbidden, "another origin");
    }
    let host = Request::builder().uri("/").header("host", "cabin.evil.test");
    assert_eq!(seat.cabin.send(host.body(Body::empty()).unwrap()).status, 403);
    says(&seat.page(), &["停止体验"]);
}

#[test]
fn what_a_headset_sends_has_limits() {
    let seat = Seat::ready();
    let post = |body: Vec<u8>| seat.cabin.ask("POST", "/api/seat/reports", body);
    post(vec![b' '; DESK_BYTES_MAX + 1]).is_refused(413, RefusalCode::TooLarge, "too large");
    post(b"{}".to_vec()).is_refused(400, RefusalCode::Unreadable, "cannot be read");
    let order = seat.cabin.get("/api/seat/orders?seat=x&after=0&wait_s=0");
    order.is_refused(400, RefusalCode::Unreadable, "`seat`");
    assert_eq!(seat.order(0), None);
}

#[test]
fn pictures_come_from_the_catalogue_only() {
    let folder = tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pictures")).unwrap();
    std::fs::write(folder.path().join("pictures/valve-room.png"), b"picture").unwrap();
    std::fs::write(folder.path().join("pictures/other.png"), b"secret").unwrap();
    let cabin = Cabin::open(folder.path());
    assert_eq!(cabin.get("/desk/pictures/valve-room").body, b"picture");
    for path in ["other", "..%2Fregistry.db", "valve-room.png", "%2e%2e"] {
        assert_eq!(cabin.get(&format!("/desk/pictures/{path}")).status, 404, "{path}");
    }
    assert!(cabin.get("/").text().contains("/desk/pictures/valve-room"));
}

#[test]
fn the_desk_s_pages_bring_nothing_of_others_in() {
    let (seat, _) = Seat::playing();
    let pages = [seat.page(), Seat::ready().page()];
    for page in pages {
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'"), "{policy}");
        for forbidden in ["style=", "<style", "http://", "https://", "onclick", "<script>"] {
            assert!(!page.text().contains(forbidden), "{forbidden}");
        }
    }
    let script = seat.cabin.get("/desk.js");
    assert_eq!(script.headers["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(seat.cabin.get("/desk.css").headers["content-type"], "text/css; charset=utf-8");
}

#[test]
fn the_day_s_first_number_follows_the_archive() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    let first = said(&cabin.get("/"));
    assert!(!first.is_empty());
    let value = |cabin: &Cabin| {
        let page = cabin.get("/").text();
        let field = page.split("name=\"trainee\" value=\"").nth(1).unwrap().to_owned();
        field.split('"').next().unwrap().to_owned()
    };
    let today = value(&cabin);
    assert!(today.ends_with("-01"), "{today}");
    assert_eq!(cabin.put_bundle(&fixture::bundle()).status, 201);
    let bundle = fixture::bundle();
    let trainee = today.replacen("-01", "-41", 1);
    let tape = fixture::tape(&bundle, &fixture::attempt_id(), &trainee, &fixture::perfect());
    assert_eq!(cabin.post(&Record::of_tape(&bundle, tape).unwrap()).status, 201);
    assert_eq!(value(&cabin), today.replacen("-01", "-42", 1));
}
