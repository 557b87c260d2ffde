//! The spelling of orders and reports, pinned: a headset and a cabin may be of different builds.
//! If a golden here must change, raise [`DESK_FORMAT`].
#![allow(clippy::unwrap_used)]

use super::*;
use anlan_attempt::{Question, StoppedBy};
use anlan_scenario::{Factor, OptionId};

const GOLDEN: &str = include_str!("desk_golden.jsonl");

fn attempt() -> AttemptId {
    "7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01".to_owned().try_into().unwrap()
}

fn ticket() -> IssuedTicket {
    IssuedTicket {
        attempt: attempt(),
        trainee: "1122-07".to_owned().try_into().unwrap(),
        scenario: "kitchen-gas-leak".to_owned(),
        bundle: Some(BundleHash::of(b"a bundle")),
        mode: Mode::Exam,
        seed: None,
        language: Language::ZhCn,
    }
}

fn live() -> Live {
    let hazard = |id: &str, state| LiveHazard { id: id.into(), state };
    let card = CardId { hazard: "H1".into(), question: Question::Control };
    let notes = [
        Happening::Did(Event::Moved("main_valve.lever".into(), "shut".to_owned())),
        Happening::Did(Event::Said("stop".into(), "he".into())),
        Happening::Answered {
            card: CardId { question: Question::Factor, ..card.clone() },
            answer: Answer::Factor(Factor::Object),
        },
        Happening::Answered { card, answer: Answer::Control(OptionId::from("b")) },
        Happening::Appeared("H1".into()),
        Happening::Marked(MarkVerdict::Hit("H1".into())),
        Happening::Marked(MarkVerdict::FalseAlarm("D1".into())),
        Happening::Marked(MarkVerdict::Neutral),
        Happening::StepDone("A1".into()),
        Happening::Erred("E1".into()),
        Happening::Struck("C1".into()),
    ];
    let note = |(i, what)| Note { number: i as u32 + 1, scene_ms: 21_400, what };
    Live {
        attempt: attempt(),
        phase: LivePhase::Card,
        scene_ms: 21_400,
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

fn orders() -> Vec<Order> {
    let stop = ToHeadset::Stop { attempt: attempt(), reason: StopReason::Unwell };
    let number = |(i, order)| Order { format: DESK_FORMAT, number: i as u64 + 1, order };
    [ToHeadset::Start(ticket()), stop].into_iter().enumerate().map(number).collect()
}

fn reports() -> Vec<Report> {
    let ended = |ending, earned, record| {
        FromHeadset::Ended(Ended { attempt: attempt(), ending, earned, record })
    };
    let earned = Earned {
        is_judged: true,
        passed: true,
        score: 87,
        hits: 7,
        hazards_appeared: 8,
        false_alarms: 1,
    };
    let kept = RecordState::Kept("the tape cannot be written".to_owned());
    let words = [
        FromHeadset::Hello(Hello { build: "anlan 0.1.0".to_owned(), display: SeatDisplay::Xr }),
        FromHeadset::Ready,
        FromHeadset::Started(ticket()),
        FromHeadset::Live(live()),
        ended(Ending::Finished, None, RecordState::Underway),
        ended(Ending::TimeOut, Some(earned), RecordState::Stored),
        ended(Ending::Stopped(StoppedBy::Instructor), Some(earned), RecordState::Queued),
        ended(Ending::Struck("C1".into()), None, kept),
        FromHeadset::Refused(StartRefusal {
            attempt: attempt(),
            why: NotStarted::OtherBundle,
            sentence: "this headset has another version".to_owned(),
        }),
    ];
    let seat: SeatId = "0b5c7c3e-8a55-4a1c-8d11-3f6a1f1f2a02".to_owned().try_into().unwrap();
    let number =
        |(i, word)| Report { format: DESK_FORMAT, seat: seat.clone(), number: i as u64 + 1, word };
    words.into_iter().enumerate().map(number).collect()
}

#[test]
fn the_spelling_of_orders_and_reports_is_pinned() {
    let mut written: Vec<_> = orders().iter().map(Order::to_json).collect();
    written.extend(reports().iter().map(Report::to_json));
    let lines: Vec<_> = written.into_iter().map(|b| String::from_utf8(b).unwrap()).collect();
    assert_eq!(lines.join("\n"), GOLDEN.trim_end());
    let mut golden = GOLDEN.lines().map(str::as_bytes);
    for order in orders() {
        assert_eq!(Order::read(golden.next().unwrap()).unwrap(), order);
    }
    for report in reports() {
        assert_eq!(Report::read(golden.next().unwrap()).unwrap(), report);
    }
}

#[test]
fn what_is_beyond_the_limits_is_refused() {
    let check = |text: String, expect: &str| {
        let refusal = Report::read(text.as_bytes()).unwrap_err();
        assert!(refusal.sentence.contains(expect), "{refusal}");
    };
    let report = |word| Report { word, ..reports().remove(0) };
    let text = |word| String::from_utf8(report(word).to_json()).unwrap();
    check(text(FromHeadset::Ready).replacen("\"format\":1", "\"format\":2", 1), "layout 2");
    check(text(FromHeadset::Ready).replacen("0b5c7c3e-8a55-4", "0b5c7c3e-8a55-1", 1), "a seat is");
    check(
        text(FromHeadset::Ready).replacen("\"format\"", "\"x\":1,\"format\"", 1),
        "unknown field",
    );
    check("x".repeat(DESK_BYTES_MAX + 1), "larger than 64 KiB");
    let bad = IssuedTicket { scenario: "../x".to_owned(), ..ticket() };
    check(text(FromHeadset::Started(bad.clone())), "no scenario's id");
    let many = vec![live().notes.remove(0); NOTES_MAX + 1];
    check(text(FromHeadset::Live(Live { notes: many, ..live() })), "more than 12 notes");
    let many = vec![live().hazards.remove(0); HAZARDS_MAX + 1];
    check(text(FromHeadset::Live(Live { hazards: many, ..live() })), "more than 64 hazards");
    let long = "说".repeat(TEXT_CHARS_MAX + 1);
    let hello = Hello { build: long.clone(), display: SeatDisplay::None };
    check(text(FromHeadset::Hello(hello)), "more than 400 characters");
    assert_eq!(short_text(&long).chars().count(), TEXT_CHARS_MAX);
    let order = Order { format: 1, number: 1, order: ToHeadset::Start(bad) };
    assert!(Order::read(&order.to_json()).is_err());
}
