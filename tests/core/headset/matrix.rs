//! The fault matrix: every fault at every call of a script of 300 frames, in turns and pipelined,
//! and pairs of the ten worst. Nothing panics, leaks or breaks the order; there is a picture
//! somewhere within two seconds; and the headset comes back.

use super::fake::{Fake, Fault};
use super::script::{Program, TAKEOVER_NS_MAX};
use anlan_xr_loop::{Call, Event, SECOND_NS};
use openxr::sys::Result as Code;
use openxr::{ReferenceSpaceType, SessionState as State};

const FRAMES: u64 = 300;
/// Frames that prove that the headset is back.
const BACK: u64 = 5;
/// The longest wait is the one after the program was closed from within the headset.
const BACK_NS_MAX: i64 = 30 * SECOND_NS;

const CODES: [Code; 19] = [
    Code::ERROR_SESSION_LOST,
    Code::ERROR_INSTANCE_LOST,
    Code::SESSION_LOSS_PENDING,
    Code::TIMEOUT_EXPIRED,
    Code::ERROR_RUNTIME_FAILURE,
    Code::ERROR_RUNTIME_UNAVAILABLE,
    Code::ERROR_CALL_ORDER_INVALID,
    Code::ERROR_VALIDATION_FAILURE,
    Code::ERROR_OUT_OF_MEMORY,
    Code::ERROR_TIME_INVALID,
    Code::ERROR_GRAPHICS_DEVICE_INVALID,
    Code::ERROR_HANDLE_INVALID,
    Code::ERROR_LIMIT_REACHED,
    Code::ERROR_FORM_FACTOR_UNAVAILABLE,
    Code::ERROR_SESSION_NOT_RUNNING,
    Code::ERROR_SESSION_NOT_READY,
    Code::ERROR_LAYER_INVALID,
    Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED,
    Code::ERROR_PERMISSION_INSUFFICIENT,
];

const TEN_WORST: [Fault; 10] = [
    Fault::Code(Code::ERROR_SESSION_LOST),
    Fault::Code(Code::ERROR_INSTANCE_LOST),
    Fault::Code(Code::SESSION_LOSS_PENDING),
    Fault::Code(Code::ERROR_RUNTIME_FAILURE),
    Fault::Code(Code::ERROR_SESSION_NOT_RUNNING),
    Fault::Gone,
    Fault::Unplugged,
    Fault::Withheld(5 * SECOND_NS),
    Fault::News(Event::State(State::STOPPING)),
    Fault::News(Event::State(State::LOSS_PENDING)),
];

fn kinds() -> Vec<Fault> {
    let unheard_of = [Code::from_raw(-77_777), Code::from_raw(77_777)];
    let codes = CODES.into_iter().chain(unheard_of).map(Fault::Code);
    let stage = ReferenceSpaceType::STAGE;
    let news = [
        Event::State(State::STOPPING),
        Event::State(State::EXITING),
        Event::State(State::LOSS_PENDING),
        Event::State(State::from_raw(4242)),
        Event::InstanceLossPending,
        Event::SpaceChange { kind: stage, at_ns: 3 * SECOND_NS },
        Event::MaskChange { eye: 7 },
        Event::RateChange { hz: 72.0 },
        Event::Presence { is_worn: false },
        Event::Lost,
    ];
    let rest = [
        Fault::Hidden,
        Fault::Withheld(30_000_000),
        Fault::Withheld(5 * SECOND_NS),
        Fault::Gone,
        Fault::Unplugged,
    ];
    codes.chain(news.map(Fault::News)).chain(rest).collect()
}

/// The calls of the script when nothing goes wrong.
fn healthy(is_pipelined: bool) -> Vec<Call> {
    let fake = Fake::new(&[]);
    fake.world().is_recording = true;
    let mut program = Program::on(fake, is_pipelined);
    assert!(program.show(FRAMES, 10 * SECOND_NS));
    let calls = std::mem::take(&mut program.fake.world().calls);
    assert_eq!(program.close(), [""; 0]);
    calls
}

/// What one case got wrong.
fn play(faults: &[(u64, Fault)], is_pipelined: bool) -> Vec<String> {
    let mut program = Program::new(faults, is_pipelined);
    while !program.fake.world().faults.is_empty() {
        program.step();
        if program.fake.world().now_ns > 60 * SECOND_NS {
            return vec!["the fault's call was never made".to_owned()];
        }
    }
    let is_back = program.show(BACK, BACK_NS_MAX);
    let dark_ns = program.dark_ns;
    let mut wrong = program.close();
    if !is_back {
        wrong.push("the headset did not come back".to_owned());
    }
    if dark_ns > TAKEOVER_NS_MAX {
        wrong.push(format!("no picture for {} ms", dark_ns / 1_000_000));
    }
    wrong
}

fn check(what: &str, cases: impl Iterator<Item = (Vec<(u64, Fault)>, bool)>) -> usize {
    let (mut count, mut bad) = (0, Vec::new());
    for (faults, is_pipelined) in cases {
        count += 1;
        let wrong = play(&faults, is_pipelined);
        if !wrong.is_empty() {
            bad.push(format!("{faults:?}, pipelined {is_pipelined}: {wrong:?}"));
        }
    }
    let first = bad.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(bad.is_empty(), "{what}: {} of {count} cases fail:\n{first}", bad.len());
    println!("{what}: {count} cases; no panic, leak or broken order; every headset came back");
    count
}

fn every_fault_at_every_call(is_pipelined: bool) -> usize {
    let calls = healthy(is_pipelined).len() as u64;
    let kinds = kinds();
    let cases = (0..calls).flat_map(|n| kinds.iter().map(move |kind| (vec![(n, *kind)], false)));
    let cases = cases.map(|(faults, _)| (faults, is_pipelined));
    let count = check(if is_pipelined { "pipelined" } else { "in turns" }, cases);
    assert_eq!(count as u64, calls * 36);
    count
}

#[test]
fn every_fault_at_every_call_in_turns() {
    assert!(every_fault_at_every_call(false) > 90_000);
}

#[test]
fn every_fault_at_every_call_pipelined() {
    assert!(every_fault_at_every_call(true) > 90_000);
}

/// The first fault at each call of a frame, the second at each call of the next twenty.
#[test]
fn pairs_of_the_ten_worst() {
    let begin = 150;
    let pairs = TEN_WORST.into_iter().flat_map(|a| TEN_WORST.map(|b| (a, b)));
    let cases = pairs.flat_map(|(a, b)| {
        (begin..begin + 9)
            .flat_map(move |first| (1..=20).map(move |apart| vec![(first, a), (first + apart, b)]))
    });
    let count = check("pairs", cases.flat_map(|faults| [(faults.clone(), false), (faults, true)]));
    assert_eq!(count, 10 * 10 * 9 * 20 * 2);
}

/// Six faults of any kind, one in each hundred calls, drawn from a fixed seed.
#[test]
fn handfuls_of_faults() {
    let kinds = kinds();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut draw = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let cases: Vec<_> = (0..10_000)
        .map(|case| {
            let mut one =
                |slot: u64| (100 * slot + draw(100), kinds[draw(kinds.len() as u64) as usize]);
            let faults = (0..6).map(&mut one);
            (faults.collect::<Vec<_>>(), case % 2 == 0)
        })
        .collect();
    check("handfuls", cases.into_iter());
}
