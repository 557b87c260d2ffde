//! Every kind of fault once, on the real loader and software Vulkan: the loop comes through, the
//! order of calls is kept, nothing leaks, and the headset is back.

use crate::play;
use anlan_tests_xr_runtime::{Fault, FaultAt, Script};

fn script(call: &str, number: u64, fault: Fault) -> Script {
    let faults = vec![FaultAt { call: call.to_owned(), number, fault }];
    Script { faults, ..Script::default() }
}

#[test]
fn every_kind_of_fault_is_survived() {
    every_kind("vulkan");
}

#[test]
fn every_kind_of_fault_is_survived_by_two_threads() {
    every_kind("pipelined");
}

fn every_kind(mode: &str) {
    const LIMIT_REACHED: i32 = -10;
    const UNHEARD_OF: i32 = -77_777;
    let cases = [
        ("xrEndFrame", 40, Fault::SessionLost),
        ("xrBeginFrame", 40, Fault::SessionLost),
        ("xrWaitFrame", 40, Fault::InstanceLost),
        ("xrAcquireSwapchainImage", 40, Fault::InstanceLost),
        ("xrLocateViews", 61, Fault::LossPending(3)),
        ("xrPollEvent", 40, Fault::InstanceLossPending),
        ("xrAcquireSwapchainImage", 60, Fault::Stopping),
        ("xrWaitFrame", 40, Fault::Exiting),
        ("xrWaitFrame", 30, Fault::UnknownState),
        ("xrWaitFrame", 30, Fault::Hidden(10)),
        ("xrWaitFrame", 30, Fault::Blurred(20)),
        ("xrWaitSwapchainImage", 50, Fault::Withheld(3)),
        ("xrWaitFrame", 30, Fault::Refresh(72.0)),
        ("xrEndFrame", 30, Fault::Gone(3)),
        ("xrReleaseSwapchainImage", 50, Fault::Unplugged(3)),
        ("xrWaitFrame", 30, Fault::Recentred(1.0)),
        ("xrWaitFrame", 30, Fault::MaskChanged),
        ("xrWaitFrame", 30, Fault::ProfileChanged),
        ("xrWaitFrame", 30, Fault::Worn(false)),
        ("xrEndFrame", 30, Fault::Code(UNHEARD_OF)),
        ("xrCreateSwapchain", 2, Fault::Code(LIMIT_REACHED)),
        ("xrCreateReferenceSpace", 1, Fault::SessionLost),
        ("xrCreateSession", 1, Fault::InstanceLost),
        ("xrCreateInstance", 1, Fault::Gone(1)),
        ("xrGetSystem", 1, Fault::Unplugged(2)),
        ("xrBeginSession", 1, Fault::SessionLost),
    ];
    for (call, number, fault) in cases {
        let what = format!("{mode}: {fault:?} at {call} {number}");
        let played = play(&script(call, number, fault), mode, 150);
        played.expect_sound(&what);
        assert_eq!(played.report.faults.len(), 1, "{what} did not happen");
        // Two threads have one more frame open when the program has seen enough.
        assert!((150..=152).contains(&played.report.with_eyes), "{what}");
        let is_loss = matches!(
            fault,
            Fault::SessionLost | Fault::InstanceLost | Fault::LossPending(_) | Fault::Gone(_)
        );
        if is_loss && number > 20 {
            assert!(played.report.made["session"] >= 2, "{what}");
            assert!(!played.said["why"].as_str().unwrap().is_empty(), "{what}");
        }
    }
    println!("{mode}: {} faults through the loader; all came back", cases.len());
}

/// R9: a hundred sessions, and a hundred instances with their devices.
#[test]
fn a_hundred_rebuilds_leave_nothing() {
    for (fault, kind) in [(Fault::SessionLost, "session"), (Fault::InstanceLost, "instance")] {
        let at = |number| FaultAt { call: "xrEndFrame".to_owned(), number, fault };
        let faults = (1..=100).map(|count| at(40 * count)).collect();
        let played = play(&Script { faults, ..Script::default() }, "vulkan", 4000);
        played.expect_sound(kind);
        assert_eq!(played.report.made[kind], 101);
        assert_eq!(played.report.made["swapchain"], 3 * played.report.made["session"]);
        let grown_kib = played.said["grown_kib"].as_i64().unwrap();
        println!("{kind}: 80 rebuilds grew the process by {grown_kib} KiB");
        // The pictures of 80 sessions are 180 MiB; what software Vulkan keeps varies by 30.
        assert!(grown_kib < 64 * 1024, "{kind}: {grown_kib} KiB");
    }
}

/// R13: taken off, and on again.
#[test]
fn a_headset_that_is_off_is_told() {
    let mut script = script("xrWaitFrame", 30, Fault::Worn(false));
    let on = FaultAt { call: "xrWaitFrame".to_owned(), number: 60, fault: Fault::Worn(true) };
    script.faults.push(on);
    let played = play(&script, "vulkan", 100);
    played.expect_sound("worn");
    let worn = played.said["worn"].as_array().unwrap();
    assert_eq!(worn.len(), 3, "{worn:?}");
    assert_eq!((worn[0].as_str(), worn[2].as_str()), (Some("On"), Some("On")));
}

/// R8, R10, R14: what a runtime may lack.
#[test]
fn what_a_runtime_lacks_is_done_without() {
    let lacking = [
        ("no sRGB", Script { formats: vec![44, 37], ..Script::default() }),
        ("half floats", Script { formats: vec![97], ..Script::default() }),
        ("no stage", Script { has_stage: false, ..Script::default() }),
        ("no floor", Script { has_stage: false, has_local_floor: false, ..Script::default() }),
        ("not tracked", Script { is_tracked: false, ..Script::default() }),
    ];
    for (what, script) in lacking {
        let played = play(&script, "vulkan", 40);
        played.expect_sound(what);
        assert_eq!(played.report.with_eyes, 40, "{what}");
        let has_depth = script.formats.contains(&126);
        assert_eq!(played.report.depths > 0, has_depth, "{what}");
    }
}

/// R12: no runtime at all.
#[test]
fn a_runtime_that_never_answers_leaves_the_desktop() {
    let script = script("xrCreateInstance", 1, Fault::Gone(u32::MAX));
    let played = play(&script, "vulkan", 1);
    assert!(!played.is_success);
    assert_eq!(played.said["pictures"], serde_json::json!(["Desktop"]));
    assert!(played.said["why"].as_str().unwrap().contains("no OpenXR runtime"));
}
