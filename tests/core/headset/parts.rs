//! The loop's parts that decide by themselves: verdicts, formats, rates, spaces, views, pace.

use anlan_xr_loop::*;
use openxr::sys::Result as Code;
use openxr::{Posef, Quaternionf, ReferenceSpaceType as Kind, Vector3f, View, ViewStateFlags};

#[test]
fn every_result_of_every_call_has_its_verdict() {
    let known = -1_000_800_000..=-1_000_000_000;
    let codes = (-200..=200).chain(known.step_by(997)).chain([i32::MIN, i32::MAX]);
    let mut counts = [0_u32; 6];
    for raw in codes {
        for call in Call::ALL {
            let code = Code::from_raw(raw);
            let verdict = verdict(call, code);
            assert_eq!(verdict.is_none(), raw >= 0 && !asks(call, code), "{call:?} {code:?}");
            assert!(!sentence(call, code).is_empty());
            counts[verdict.map_or(5, |verdict| verdict as usize)] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

/// Successes that ask for something.
fn asks(call: Call, code: Code) -> bool {
    let waits = matches!(call, Call::CreateInstance | Call::CreateSession | Call::WaitImage);
    code == Code::SESSION_LOSS_PENDING || (code == Code::TIMEOUT_EXPIRED && waits)
}

#[test]
fn losses_are_told_apart() {
    let of = |code| verdict(Call::EndFrame, code);
    assert_eq!(of(Code::ERROR_SESSION_LOST), Some(Verdict::RebuildSession));
    assert_eq!(of(Code::SESSION_LOSS_PENDING), Some(Verdict::RebuildSession));
    assert_eq!(of(Code::ERROR_INSTANCE_LOST), Some(Verdict::RebuildInstance));
    assert_eq!(of(Code::ERROR_SESSION_NOT_RUNNING), Some(Verdict::EndSession));
    assert_eq!(of(Code::FRAME_DISCARDED), None);
    let start = |code| verdict(Call::CreateInstance, code);
    assert_eq!(start(Code::ERROR_RUNTIME_UNAVAILABLE), Some(Verdict::Desktop));
    let text = sentence(Call::CreateInstance, Code::ERROR_RUNTIME_UNAVAILABLE);
    assert!(text.contains("start SteamVR"), "{text}");
    let locate = verdict(Call::Locate, Code::ERROR_TIME_INVALID);
    assert_eq!(locate, Some(Verdict::Retry));
}

/// R10.
#[test]
fn formats_fall_back_in_order() {
    let raw = |offered: &[u32]| choose_colour(offered).map(|format| format.raw);
    assert_eq!(raw(&[44, 37, 97, 50, 43]), Some(43));
    assert_eq!(raw(&[44, 37, 97, 50]), Some(50));
    assert_eq!(choose_colour(&[44, 37, 97]).unwrap().encoding, Encoding::Linear);
    assert_eq!(
        choose_colour(&[44, 37]).unwrap(),
        Format { raw: 37, encoding: Encoding::LinearBanded }
    );
    assert_eq!(raw(&[44]), Some(44));
    assert_eq!((raw(&[]), raw(&[1, 2, 3])), (None, None));
    assert_eq!((choose_depth(&[124, 126]), choose_depth(&[43])), (Some(126), None));
}

#[test]
fn rates_are_reachable() {
    let offered = [72.0, 120.0, 90.0, f32::NAN, -1.0];
    assert_eq!(choose_rate(&offered, 90.0), Some(90.0));
    assert_eq!(choose_rate(&offered, 119.0), Some(90.0));
    assert_eq!(choose_rate(&[71.99, 89.9], 90.0), Some(89.9));
    assert_eq!(choose_rate(&offered, 60.0), Some(72.0));
    assert_eq!(choose_rate(&[], 90.0), None);
}

/// R8.
#[test]
fn without_a_stage_the_floor_is_found() {
    assert_eq!(choose_space(&[Kind::LOCAL, Kind::LOCAL_FLOOR, Kind::STAGE]), Kind::STAGE);
    assert_eq!(choose_space(&[Kind::LOCAL, Kind::LOCAL_FLOOR]), Kind::LOCAL_FLOOR);
    assert_eq!(choose_space(&[Kind::LOCAL]), Kind::LOCAL);
    assert_eq!(choose_space(&[]), Kind::LOCAL);
    assert_eq!(PlaySpace::new(Kind::STAGE).pose().position.y, 0.0);
    assert_eq!(PlaySpace::new(Kind::LOCAL_FLOOR).pose().position.y, 0.0);
    assert_eq!(PlaySpace::new(Kind::LOCAL).pose().position.y, -1.6);
}

fn pose(x: f32, y: f32, z: f32, yaw: f32) -> Posef {
    let (sin, cos) = (yaw / 2.0).sin_cos();
    let orientation = Quaternionf { x: 0.0, y: sin, z: 0.0, w: cos };
    Posef { orientation, position: Vector3f { x, y, z } }
}

fn is_near(a: &Posef, b: &Posef) -> bool {
    let (p, q) = (a.position, b.position);
    let off = [p.x - q.x, p.y - q.y, p.z - q.z, a.orientation.y - b.orientation.y];
    off.iter().all(|d| d.abs() < 1e-5)
}

#[test]
fn recentring_twice_adds_up_and_a_change_of_the_runtime_takes_it_back() {
    let quarter = std::f32::consts::FRAC_PI_2;
    let mut space = PlaySpace::new(Kind::STAGE);
    space.recentre(&pose(1.0, 1.7, -2.0, quarter));
    assert!(is_near(&space.pose(), &pose(1.0, 0.0, -2.0, quarter)));
    // One step ahead of a head that looks to the left is one step to the left.
    space.recentre(&pose(0.0, 1.7, -1.0, 0.0));
    assert!(is_near(&space.pose(), &pose(0.0, 0.0, -2.0, quarter)), "{:?}", space.pose());
    space.seat(&pose(0.0, 1.2, 0.0, 0.0));
    assert!((space.pose().position.y + 0.4).abs() < 1e-6);
    space.will_change(Kind::LOCAL, 50);
    assert!(!space.changes(100), "another space");
    space.will_change(Kind::STAGE, 100);
    assert!(!space.changes(99), "not yet");
    assert!(space.changes(100));
    assert!(!space.changes(101), "once");
    assert!(is_near(&space.pose(), &pose(0.0, -0.4, 0.0, 0.0)), "who sits stays lifted");
    space.stand();
    assert_eq!(space.pose().position.y, 0.0);
}

/// R14.
#[test]
fn views_that_are_not_tracked_are_views() {
    let view = View { pose: pose(0.0, 1.6, 0.0, 0.3), ..View::default() };
    let known = ViewStateFlags::ORIENTATION_VALID | ViewStateFlags::POSITION_VALID;
    let eyes = eyes_of(known, &[view, view], None).unwrap();
    assert_eq!(eyes[0].pose, view.pose);
    assert!(eyes_of(ViewStateFlags::POSITION_VALID, &[view, view], None).is_none());
    assert!(eyes_of(known, &[view], None).is_none());
    assert!(eyes_of(known, &[View::default(); 2], None).is_none(), "no rotation at all");
    let lost = View { pose: pose(f32::NAN, 0.0, 0.0, 0.1), ..View::default() };
    let turned = eyes_of(ViewStateFlags::ORIENTATION_VALID, &[lost, lost], Some(&eyes)).unwrap();
    assert_eq!(turned[1].pose.position, view.pose.position);
    assert_eq!(turned[1].pose.orientation, lost.pose.orientation);
}

#[test]
fn the_pace_follows_the_work_and_does_not_flutter() {
    let mut pacing = Pacing::default();
    let mut work = |percent: i64| {
        (0..90).for_each(|_| pacing.worked(percent, 100));
        pacing.pace()
    };
    assert_eq!(work(60), Pace::Sequential);
    assert_eq!(work(61), Pace::Pipelined);
    assert_eq!(work(45), Pace::Pipelined);
    assert_eq!(work(44), Pace::Sequential);
    assert_eq!(work(59), Pace::Sequential);
}

#[test]
fn images_go_round_in_order() {
    let mut image = ImageOrder::default();
    assert_eq!(image.wait(|| Err(Code::ERROR_CALL_ORDER_INVALID)), Ok(Taken::None));
    assert_eq!(image.release(|| Err(Code::ERROR_CALL_ORDER_INVALID)), Ok(false));
    assert_eq!(image.acquire(|| Ok(2)), Ok(2));
    assert_eq!(image.wait(|| Err(Code::TIMEOUT_EXPIRED)), Ok(Taken::Withheld));
    assert_eq!(image.release(|| Ok(())), Ok(false), "a withheld image is not given back");
    assert_eq!(image.acquire(|| Ok(0)), Ok(2), "the same one is waited for");
    assert_eq!(image.wait(|| Ok(())), Ok(Taken::Ready(2)));
    assert_eq!(image.wait(|| Err(Code::ERROR_CALL_ORDER_INVALID)), Ok(Taken::Ready(2)));
    assert_eq!(image.release(|| Ok(())), Ok(true));
    assert_eq!(image, ImageOrder::Away);
}
