//! The desk from both ends: an instructor's forms and pages, and a headset that says what the
//! test makes it say.

use crate::cabin::{Answer, Cabin};
use crate::console::{said, says};
use crate::fixture;
use anlan_wire::*;
use axum::body::Body;
use axum::http::Request;
use tempfile::{TempDir, tempdir};

/// A cabin's desk and the headset beside it.
pub struct Seat {
    _folder: TempDir,
    pub cabin: Cabin,
    seat: SeatId,
    number: std::cell::Cell<u64>,
}

impl Seat {
    fn empty() -> Self {
        let folder = tempdir().unwrap();
        let cabin = Cabin::open(folder.path());
        Self { _folder: folder, cabin, seat: SeatId::draw(), number: std::cell::Cell::new(0) }
    }

    /// With a headset that waits.
    pub fn ready() -> Self {
        let seat = Self::empty();
        assert_eq!(seat.hello().status, 204);
        assert_eq!(seat.say(FromHeadset::Ready).status, 204);
        seat
    }

    /// With an attempt that runs.
    pub fn playing() -> (Self, IssuedTicket) {
        let seat = Self::ready();
        assert_eq!(seat.press_start().status, 303);
        let ticket = seat.started();
        (seat, ticket)
    }

    fn hello(&self) -> Answer {
        let hello = Hello { build: "test".to_owned(), display: SeatDisplay::Window };
        self.say(FromHeadset::Hello(hello))
    }

    pub fn say(&self, word: FromHeadset) -> Answer {
        self.number.set(self.number.get() + 1);
        self.say_as(&self.seat, self.number.get(), word)
    }

    fn say_as(&self, seat: &SeatId, number: u64, word: FromHeadset) -> Answer {
        let report = Report { format: DESK_FORMAT, seat: seat.clone(), number, word };
        self.cabin.ask("POST", "/api/seat/reports", report.to_json())
    }

    pub fn order(&self, after: u64) -> Option<Order> {
        let path = format!("/api/seat/orders?seat={}&after={after}&wait_s=0", self.seat);
        let answer = self.cabin.get(&path);
        match answer.status.as_u16() {
            200 => Some(Order::read(&answer.body).unwrap()),
            204 => None,
            other => panic!("{other}: {}", answer.text()),
        }
    }

    /// The headset takes the start that waits for it.
    fn started(&self) -> IssuedTicket {
        let order = self.order(0).unwrap();
        let ToHeadset::Start(ticket) = order.order else { panic!("{order:?}") };
        assert_eq!(self.say(FromHeadset::Started(ticket.clone())).status, 204);
        ticket
    }

    pub fn form(&self, path: &str, fields: &str) -> Answer {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "127.0.0.1:1")
            .header("origin", "http://127.0.0.1:1")
            .header("content-type", "application/x-www-form-urlencoded");
        self.cabin.send(request.body(Body::from(fields.to_owned())).unwrap())
    }

    fn press_start(&self) -> Answer {
        self.form("/desk/start", "scenario=valve-room&trainee=p-07&mode=exam&seed=7&language=en")
    }

    fn press_stop(&self, ticket: &IssuedTicket) -> Answer {
        self.form("/desk/stop", &format!("attempt={}&reason=unwell", ticket.attempt))
    }

    pub fn page(&self) -> Answer {
        let page = self.cabin.get("/?lang=zh-CN");
        assert_eq!(page.status, 200);
        page
    }
}

pub fn live(ticket: &IssuedTicket, scene_ms: u64) -> Live {
    let hazard = |id: &str, state| LiveHazard { id: id.into(), state };
    let notes = [
        Happening::Marked(MarkVerdict::Hit("H1".into())),
        Happening::Did(anlan_scenario::Event::Said("stop".into(), "he".into())),
        Happening::Marked(MarkVerdict::FalseAlarm("D1".into())),
    ];
    let note = |(i, what)| Note { number: i as u32 + 1, scene_ms, what };
    Live {
        attempt: ticket.attempt.clone(),
        phase: LivePhase::Scene,
        scene_ms,
        hazards: vec![
            hazard("H1", HazardState::Found),
            hazard("H2", HazardState::Seen),
            hazard("H3", HazardState::Out),
            hazard("H4", HazardState::Hidden),
        ],
        false_alarms: 1,
        steps_done: 2,
        notes: notes.into_iter().enumerate().map(note).collect(),
    }
}

pub fn ended(ticket: &IssuedTicket, ending: Ending, record: RecordState) -> FromHeadset {
    let earned = Earned {
        is_judged: !matches!(ending, Ending::Stopped(_)),
        passed: true,
        score: 91,
        hits: 3,
        hazards_appeared: 3,
        false_alarms: 1,
    };
    let attempt = ticket.attempt.clone();
    FromHeadset::Ended(Ended { attempt, ending, earned: Some(earned), record })
}

#[test]
fn a_start_goes_out_once_and_is_acknowledged() {
    let seat = Seat::ready();
    says(&seat.page(), &["开始一次体验", "阀室燃气泄漏", "1 分钟", "平稳", "头显就绪"]);
    let answer = seat.press_start();
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (303, &"/".parse().unwrap()));
    says(&seat.page(), &["p-07", "正在请头显开始"]);

    let order = seat.order(0).unwrap();
    assert_eq!(seat.order(0), Some(order.clone()), "a lost answer is asked for again");
    assert_eq!(seat.order(order.number), None, "what the headset has is not given again");
    let ToHeadset::Start(ticket) = &order.order else { panic!("{order:?}") };
    assert_eq!(ticket.trainee.as_str(), "p-07");
    assert_eq!((ticket.mode, ticket.seed), (Mode::Exam, Some(7)));
    assert_eq!(ticket.bundle.as_ref(), Some(fixture::bundle().hash()));
    assert_eq!(ticket.language, anlan_scenario::Language::En);

    // A second press, and a second tablet, find it asked already.
    assert_eq!(seat.press_start().status, 303);
    assert_eq!(seat.order(order.number), None);

    assert_eq!(seat.say(FromHeadset::Started(ticket.clone())).status, 204);
    assert_eq!(seat.order(0), None, "an answered start is gone");
    let page = seat.page();
    says(&page, &["体验中", "停止体验", "识别隐患 0 / 4"]);
    assert!(!said(&page).contains("正在请头显开始"));
}

#[test]
fn a_start_without_a_headset_is_refused_and_never_kept() {
    let seat = Seat::empty();
    says(&seat.page(), &["等待头显", "还没有头显连上"]);
    let answer = seat.press_start();
    assert_eq!(answer.status, 409);
    says(&answer, &["还没有头显连上"]);
    assert!(answer.text().contains("value=\"p-07\""), "the form keeps what was typed");

    assert_eq!(seat.hello().status, 204);
    let answer = seat.press_start();
    assert_eq!(answer.status, 409);
    says(&answer, &["头显正忙"]);
    seat.say(FromHeadset::Ready);
    assert_eq!(seat.order(0), None, "nothing waited for the headset");

    seat.cabin.pass_ms(LINK_S_MAX * 1_000);
    assert_eq!(seat.press_start().status, 409);
    says(&seat.page(), &["头显失去联系"]);
}

#[test]
fn an_unanswered_start_is_taken_back() {
    let seat = Seat::ready();
    seat.press_start();
    for _ in 0..ORDER_S_MAX / 10 {
        assert!(seat.order(0).is_some());
        seat.cabin.pass_ms(10_000);
    }
    assert_eq!(seat.order(0), None);
    says(&seat.page(), &["开始一次体验", "头显一分钟没有应答，这次开始已经撤回"]);

    // Who went away and comes back does not find it either.
    seat.press_start();
    seat.cabin.pass_ms(LINK_S_MAX * 1_000);
    says(&seat.page(), &["头显断开了，这次开始已经撤回"]);
    seat.say(FromHeadset::Ready);
    assert_eq!(seat.order(0), None);

    seat.press_start();
    assert_eq!(seat.hello().status, 204, "it was restarted");
    assert_eq!(seat.order(0), None);
}

#[test]
fn a_refused_start_is_told_in_the_reader_s_language() {
    for (why, zh, en) in [
        (NotStarted::Busy, "已经有一次体验在进行", "already running"),
        (NotStarted::NoScenario, "头显里没有这个场景", "does not have this scenario"),
        (NotStarted::OtherBundle, "另一个版本", "another version"),
        (NotStarted::Fault, "头显没能开始：the disk is full", "could not start: the disk is full"),
    ] {
        let seat = Seat::ready();
        seat.press_start();
        let order = seat.order(0).unwrap();
        let ToHeadset::Start(ticket) = order.order else { panic!() };
        let sentence = "the disk is full".to_owned();
        let refusal = StartRefusal { attempt: ticket.attempt, why, sentence };
        assert_eq!(seat.say(FromHeadset::Refused(refusal)).status, 204);
        says(&seat.page(), &["开始一次体验", zh]);
        says(&seat.cabin.get("/?lang=en"), &["Start a session", en]);
        assert_eq!(seat.press_start().status, 303, "it can be tried again at once");
    }
}

#[test]
fn forms_with_nonsense_are_refused_with_a_sentence() {
    let seat = Seat::ready();
    for (fields, sentence) in [
        ("scenario=../x&trainee=a&mode=exam", "没有这个场景"),
        ("scenario=valve-room&trainee=%E5%BC%A0&mode=exam", "学员代号要用"),
        ("scenario=valve-room&trainee=&mode=exam", "学员代号要用"),
        ("scenario=valve-room&trainee=a&mode=fun", "请选一种方式"),
        ("scenario=valve-room&trainee=a&mode=exam&seed=-1", "随机种子是一个整数"),
    ] {
        let answer = seat.form("/desk/start", fields);
        assert_eq!(answer.status, 422, "{fields}");
        says(&answer, &[sentence]);
    }
    let long = format!("scenario=valve-room&trainee=a&mode=exam&seed={}", "1".repeat(9_000));
    assert_eq!(seat.form("/desk/start", &long).status, 413);
    assert_eq!(seat.form("/desk/stop", "attempt=x&reason=unwell").status, 422);
    assert_eq!(seat.order(0), None);
}

#[test]
fn the_page_follows_the_attempt_in_words() {
    let (seat, ticket) = Seat::playing();
    assert_eq!(seat.say(FromHeadset::Live(live(&ticket, 21_400))).status, 204);
    says(
        &seat.page(),
        &[
            "p-07",
            "考核 · 对错不告诉学员",
            "0:21 / 1:00",
            "识别隐患 1 / 4",
            "误报 1",
            "处置步骤 2 / 3",
            "H1 燃气软管老化开裂 已识别",
            "H2 总阀被纸箱遮挡 看到，未报",
            "还没看到",
            "H4 窗户检查记录缺失 未出现",
            "误报：黄色燃气管有支架",
            "识别：燃气软管老化开裂",
        ],
    );
    says(
        &seat.cabin.get("/?lang=en"),
        &["In session", "Said to", "Found: Cracked gas hose", "Seen, not reported"],
    );
    let paused = Live { phase: LivePhase::Card, ..live(&ticket, 22_000) };
    seat.say(FromHeadset::Live(paused));
    says(&seat.page(), &["答题中，计时暂停"]);
}

#[test]
fn a_stop_is_asked_twice_and_done_once() {
    let (seat, ticket) = Seat::playing();
    let confirm = seat.cabin.get("/?stop=1&lang=zh-CN");
    says(&confirm, &["停止这次体验？", "学员不适", "设备问题", "时间不够", "不停，继续体验"]);
    assert_eq!(seat.order(1), None, "nothing is sent before it is confirmed");

    assert_eq!(seat.press_stop(&ticket).status, 303);
    assert_eq!(seat.press_stop(&ticket).status, 303);
    let order = seat.order(1).unwrap();
    let reason = StopReason::Unwell;
    assert_eq!(order.order, ToHeadset::Stop { attempt: ticket.attempt.clone(), reason });
    assert_eq!(seat.order(order.number), None);
    says(&seat.page(), &["正在停止"]);

    let ending = Ending::Stopped(StoppedBy::Instructor);
    seat.say(ended(&ticket, ending.clone(), RecordState::Underway));
    says(&seat.page(), &["不评判", "教员中止：学员不适", "正在保存"]);
    seat.say(ended(&ticket, ending, RecordState::Stored));
    let page = seat.page();
    says(&page, &["已入库", "看完整档案", "下一位学员"]);
    assert!(page.text().contains(&format!("href=\"/records/{}\"", ticket.attempt)));
    assert_eq!(seat.order(0), None);

    // A stop that comes too late for its attempt harms no other.
    assert_eq!(seat.press_stop(&ticket).status, 303);
    assert_eq!(seat.order(0), None);
}

#[test]
fn an_unanswered_stop_is_told() {
    let (seat, ticket) = Seat::playing();
    seat.press_stop(&ticket);
    seat.cabin.pass_ms(ORDER_S_MAX * 1_000);
    says(&seat.page(), &["没有应答停止。请直接帮学员摘下头显", "停止体验"]);
    assert_eq!(seat.order(1), None);
}

#[test]
fn a_headset_that_comes_back_goes_on_where_it_is() {
    let (seat, ticket) = Seat::playing();
    seat.say(FromHeadset::Live(live(&ticket, 10_000)));
    seat.cabin.pass_ms(LINK_S_MAX * 1_000);
    says(&seat.page(), &["体验在头显里照常进行，档案不会丢", "不等了，换下一位"]);
    // Only the network was away.
    seat.say(FromHeadset::Live(live(&ticket, 31_000)));
    let page = seat.page();
    says(&page, &["0:31 / 1:00", "体验中"]);
    assert!(!said(&page).contains("照常进行"));

    // The desk was restarted: the headset is told to say who it is and what it plays.
    let seat = Seat::empty();
    seat.say(FromHeadset::Live(live(&ticket, 40_000))).is_refused(
        409,
        RefusalCode::UnknownSeat,
        "say hello",
    );
    seat.hello();
    seat.say(FromHeadset::Started(ticket.clone()));
    seat.say(FromHeadset::Live(live(&ticket, 41_000)));
    says(&seat.page(), &["0:41 / 1:00"]);
}

#[test]
fn an_attempt_put_away_while_its_headset_was_gone_is_taken_up_again() {
    let (seat, ticket) = Seat::playing();
    let next = format!("attempt={}", ticket.attempt);
    assert_eq!(seat.form("/desk/next", &next).status, 303);
    says(&seat.page(), &["停止体验"]);
    seat.cabin.pass_ms(LINK_S_MAX * 1_000);
    seat.form("/desk/next", &next);
    says(&seat.page(), &["开始一次体验"]);
    let lost = seat.say(FromHeadset::Live(live(&ticket, 50_000)));
    lost.is_refused(409, RefusalCode::UnknownSeat, "say hello");
    seat.hello();
    seat.say(FromHeadset::Started(ticket.clone()));
    seat.say(FromHeadset::Live(live(&ticket, 51_000)));
    says(&seat.page(), &["0:51 / 1:00"]);
}

#[test]
fn a_headset_that_was_restarted_has_lost_the_attempt() {
    let (seat, ticket) = Seat::playing();
    seat.hello();
    seat.say(FromHeadset::Ready);
    says(&seat.page(), &["结果未知", "头显重新启动了", "下一位学员"]);
    seat.form("/desk/next", &format!("attempt={}", ticket.attempt));
    let page = seat.page();
    says(&page, &["开始一次体验"]);
    assert!(page.text().contains("value=\"p-08\""), "the next number stands in the field");
}

#[test]
fn one_seat_has_one_headset() {
    let (seat, ticket) = Seat::playing();
    let other = SeatId::draw();
    let hello = || {
        let hello = Hello { build: "other".to_owned(), display: SeatDisplay::None };
        seat.say_as(&other, 1, FromHeadset::Hello(hello))
    };
    hello().is_refused(409, RefusalCode::SeatTaken, "another headset");
    let word = seat.say_as(&other, 2, FromHeadset::Live(live(&ticket, 1)));
    word.is_refused(409, RefusalCode::UnknownSeat, "say hello");
    let order = seat.cabin.get(&format!("/api/seat/orders?seat={other}&after=0&wait_s=0"));
    order.is_refused(409, RefusalCode::UnknownSeat, "say hello");
    seat.cabin.pass_ms(LINK_S_MAX * 1_000);
    assert_eq!(hello().status, 204);
    says(&seat.page(), &["结果未知"]);
}

#[test]
fn an_overtaken_report_does_not_turn_back_the_clock() {
    let (seat, ticket) = Seat::playing();
    let number = seat.number.get() + 2;
    seat.say_as(&seat.seat, number, FromHeadset::Live(live(&ticket, 30_000)));
    assert_eq!(seat.say(FromHeadset::Live(live(&ticket, 20_000))).status, 204);
    says(&seat.page(), &["0:30 / 1:00"]);
}

#[test]
fn a_page_that_was_closed_is_told_that_the_attempt_went_on() {
    let (seat, ticket) = Seat::playing();
    assert!(!said(&seat.page()).contains("这一页关了"), "a reload is no absence");
    for s in 1..=7 {
        seat.cabin.pass_ms(10_000);
        assert_eq!(seat.say(FromHeadset::Live(live(&ticket, s * 10_000))).status, 204);
    }
    says(&seat.page(), &["这一页关了 70 秒，其间体验照常进行，没有停。", "1:10"]);
    assert!(!said(&seat.page()).contains("这一页关了"), "it is told once");
}
