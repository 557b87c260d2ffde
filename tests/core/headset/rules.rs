//! The rules R1 to R14 of the frame loop, as far as they need no picture: each was a way to die.

use super::fake::{Fake, Fault};
use super::script::Program;
use anlan_xr_loop::*;
use openxr::sys::Result as Code;
use openxr::{ReferenceSpaceType as Kind, SessionState as State, ViewStateFlags};

fn running() -> Program {
    let mut program = Program::new(&[], false);
    assert!(program.show(60, 10 * SECOND_NS));
    program
}

/// Lets a fault strike at the next call.
fn strike(program: &mut Program, fault: Fault) {
    let mut world = program.fake.world();
    let next = world.count();
    world.faults.push((next, fault));
}

/// R2: a session that cannot be made leaves nothing behind, and nothing says that it was made.
#[test]
fn a_session_that_fails_leaves_nothing() {
    let healthy = Fake::new(&[]);
    healthy.world().is_recording = true;
    let mut program = Program::on(healthy, false);
    program.step();
    let calls = program.fake.world().calls.clone();
    let making = calls.iter().filter(|call| **call != Call::PollEvent).count();
    let furnishing = [Call::CreateSession, Call::CreateSpace, Call::CreateSwapchain];
    for (at, call) in calls.iter().enumerate().take(making) {
        if !furnishing.contains(call) {
            continue;
        }
        let fault = Fault::Code(Code::ERROR_LIMIT_REACHED);
        let mut program = Program::new(&[(at as u64, fault)], false);
        program.step();
        let world = program.fake.world();
        assert_eq!(world.made[1] - world.given_back[1], 0, "{call:?}");
        assert_eq!(world.made[2] - world.given_back[2], 0, "{call:?}");
        drop(world);
        assert_eq!(program.pictures, [Picture::Desktop]);
        assert!(program.news.is_empty());
        assert!(program.show(5, 10 * SECOND_NS), "and the next one is made");
        assert_eq!(program.close(), [""; 0]);
    }
}

/// R5: the wait for an image comes after recording; one that times out costs its frame's picture,
/// and the same image is waited for in the next.
#[test]
fn a_withheld_image_costs_one_picture() {
    let mut program = running();
    program.fake.world().image_wait_ns = 8_000_000;
    assert!(program.show(50, SECOND_NS));
    assert_eq!(program.drops, 0);
    program.lead.with_ledger(|ledger| {
        let row = ledger.rows().last().unwrap();
        assert_eq!(row.image_wait_ns, 8_010_000);
        assert_eq!(row.work_ns, 0, "waiting is no work");
    });
    program.fake.world().image_wait_ns = 0;
    strike(&mut program, Fault::Withheld(25_000_000));
    let ends = program.fake.world().ends;
    program.step();
    assert_eq!((program.drops, program.fake.world().ends), (1, ends + 1));
    assert!(matches!(program.fake.world().last_shown, Some(Shown::Overlays)));
    program.step();
    assert_eq!(program.drops, 1);
    assert!(matches!(program.fake.world().last_shown, Some(Shown::Eyes(_))));
    assert_eq!(program.close(), [""; 0]);
}

/// R4: what the latch sees is what the layer says.
#[test]
fn the_layer_says_where_the_latch_saw_the_eyes() {
    let mut program = running();
    program.fake.world().yaw_per_s = 12.0;
    program.step();
    let early = program.last.clone().unwrap().eyes.unwrap();
    let Some(Shown::Eyes(late)) = &program.fake.world().last_shown else { panic!("no eyes") };
    let turned = late[0].pose.orientation.y - early[0].pose.orientation.y;
    assert!(turned.abs() > 1e-5, "{turned}");
}

/// R8, and news that are for others.
#[test]
fn spaces_and_masks_change_while_frames_run() {
    let fake = Fake::new(&[]);
    fake.world().spaces = vec![Kind::LOCAL, Kind::LOCAL_FLOOR];
    let mut program = Program::on(fake, false);
    assert!(program.show(10, SECOND_NS));
    assert_eq!(program.fake.world().space.unwrap().0, Kind::LOCAL_FLOOR);
    program.lead.recentre(&openxr::Posef {
        orientation: openxr::Quaternionf::IDENTITY,
        position: openxr::Vector3f { x: 1.0, y: 1.6, z: 0.0 },
    });
    assert_eq!(program.fake.world().space.unwrap().1.position.x, 1.0);
    program.news.clear();
    let at_ns = program.fake.world().now_ns + SECOND_NS / 2;
    for event in [
        Event::SpaceChange { kind: Kind::LOCAL_FLOOR, at_ns },
        Event::MaskChange { eye: 1 },
        Event::MaskChange { eye: 2 },
        Event::RateChange { hz: 120.0 },
        Event::ProfileChange,
    ] {
        program.fake.world().say(event);
    }
    assert!(program.show(20, SECOND_NS));
    let others = [News::MaskChanged(1), News::RateChanged(120.0), News::ProfileChanged];
    assert_eq!(program.news, others);
    assert!(program.show(40, SECOND_NS));
    assert_eq!(program.news[3..], [News::Recentred]);
    assert_eq!(program.fake.world().space.unwrap().1.position.x, 0.0);
    assert_eq!(program.close(), [""; 0]);
}

/// R9: nothing is left of a hundred sessions, nor of a hundred instances.
#[test]
fn a_hundred_rebuilds_leave_nothing() {
    for code in [Code::ERROR_SESSION_LOST, Code::ERROR_INSTANCE_LOST] {
        let mut program = running();
        for _ in 0..100 {
            strike(&mut program, Fault::Code(code));
            assert!(program.show(40, 10 * SECOND_NS));
        }
        let world = program.fake.world();
        assert!(world.made[1] >= 101 && world.made[2] == world.made[1], "{:?}", world.made);
        for kind in 0..3 {
            assert_eq!(world.made[kind] - world.given_back[kind], 1);
        }
        drop(world);
        assert_eq!(program.close(), [""; 0]);
    }
}

/// R10: the fallback is made, and with it a depth format.
#[test]
fn a_runtime_without_srgb_is_drawn_for() {
    let fake = Fake::new(&[]);
    fake.world().formats = vec![44, 97, 124];
    let mut program = Program::on(fake, false);
    assert!(program.show(10, SECOND_NS));
    let half_floats = Format { raw: 97, encoding: Encoding::Linear };
    assert_eq!(program.fake.world().created, Some((half_floats, Some(124))));
    let usage = COLOUR_USAGE.into_iter().fold(openxr::SwapchainUsageFlags::EMPTY, |a, b| a | b);
    assert_eq!(usage.into_raw(), 0x1 | 0x8, "colour attachment and source of copies, no more");
}

/// R11.
#[test]
fn frames_that_nobody_sees_keep_the_order() {
    for is_pipelined in [false, true] {
        let fake = Fake::new(&[]);
        fake.world().should_render = |frame| frame % 2 == 0;
        let mut program = Program::on(fake, is_pipelined);
        assert!(program.show(100, 10 * SECOND_NS));
        let world = program.fake.world();
        assert!(world.ends.abs_diff(2 * world.shown) <= 2, "{} {}", world.ends, world.shown);
        drop(world);
        assert_eq!(program.session().picture(), Picture::Headset);
        assert_eq!(program.close(), [""; 0]);
    }
}

/// R12, and a headset that is plugged in after the start.
#[test]
fn the_desktop_waits_for_a_headset() {
    let fake = Fake::new(&[(0, Fault::Gone), (1, Fault::Unplugged)]);
    let mut program = Program::on(fake, false);
    program.step();
    assert!(program.session().why().contains("no OpenXR runtime"), "{}", program.session().why());
    assert!(!program.show(1, SECOND_NS / 2));
    assert_eq!(program.pictures, [Picture::Desktop]);
    assert!(program.show(10, 10 * SECOND_NS));
    assert_eq!(program.pictures, [Picture::Desktop, Picture::Headset]);
    let calls_per_probe = program.fake.world().made[0];
    assert_eq!(calls_per_probe, 1, "a runtime that answers is kept while there is no headset");
    assert_eq!(program.close(), [""; 0]);
}

/// R13: taken off; back before the timeout, and after it.
#[test]
fn a_headset_that_is_off_for_too_long_ends_the_attempt() {
    let mut program = running();
    assert_eq!(program.news, [News::Worn(Worn::On)]);
    program.fake.world().say(Event::Presence { is_worn: false });
    program.show(1, SECOND_NS);
    assert!(matches!(program.session().worn(), Worn::Off { .. }));
    program.fake.pass(DOFFED_NS_MAX - SECOND_NS);
    program.fake.world().say(Event::Presence { is_worn: true });
    program.show(1, SECOND_NS);
    assert_eq!(program.session().worn(), Worn::On, "the same attempt goes on");
    // Now the runtime stops for it, and the session ends in order.
    strike(&mut program, Fault::News(Event::State(State::STOPPING)));
    program.step();
    program.step();
    assert_eq!(program.session().picture(), Picture::Desktop);
    program.fake.pass(DOFFED_NS_MAX);
    program.step();
    assert_eq!(program.session().worn(), Worn::TooLong);
    assert!(program.show(5, SECOND_NS));
    assert_eq!(program.session().worn(), Worn::On, "for a new attempt");
    assert_eq!(program.news.iter().filter(|n| **n == News::Worn(Worn::TooLong)).count(), 1);
    assert_eq!(program.close(), [""; 0]);
}

/// R14: simulated headsets never track a position.
#[test]
fn views_without_tracking_are_drawn() {
    let fake = Fake::new(&[]);
    fake.world().flags = ViewStateFlags::ORIENTATION_VALID;
    let mut program = Program::on(fake, false);
    assert!(program.show(10, SECOND_NS));
}

/// Without a renderer nothing is begun, so nothing is waited for; a passed frame keeps it going.
#[test]
fn nothing_waits_while_nothing_draws() {
    let fake = Fake::new(&[]);
    let mut lead = Lead::new(fake.clone(), 16);
    let frames = (0..20).filter_map(|_| lead.turn().frame).collect::<Vec<_>>();
    assert_eq!(frames.len(), 1);
    let drawer = lead.drawer();
    drawer.pass(frames[0].clone());
    assert_eq!(drawer.begin(frames[0].clone()), Begun::Nothing, "a frame is begun once");
    assert!(matches!(fake.world().last_shown, Some(Shown::Overlays)));
    assert!(lead.turn().frame.is_some());
    // The last frame was waited for and not begun: the session is ended in order all the same.
    let next = fake.world().count();
    fake.world().faults.push((next, Fault::News(Event::State(State::STOPPING))));
    lead.turn();
    lead.turn();
    assert_eq!(fake.world().ends, 2);
    drop((lead, drawer));
    let world = fake.world();
    assert_eq!((world.errors.as_slice(), world.made), ([].as_slice(), world.given_back));
}

/// Two threads, as Bevy pipelines: waits and draws meet without a deadlock.
#[test]
fn two_threads_make_frames() {
    let fake = Fake::new(&[]);
    let mut lead = Lead::new(fake.clone(), 16);
    let drawer = lead.drawer();
    let (send, receive) = std::sync::mpsc::sync_channel::<FrameTicket>(1);
    let render = std::thread::spawn(move || {
        let mut drawn = 0;
        for ticket in receive {
            drawn += u32::from(matches!(drawer.begin(ticket), Begun::Image(_)));
            drawer.latch(true);
            drawer.end();
        }
        drawn
    });
    for _ in 0..200 {
        lead.await_begin(std::time::Duration::from_secs(5));
        if let Some(mut ticket) = lead.turn().frame {
            lead.locate(&mut ticket);
            send.send(ticket).unwrap();
        }
    }
    drop(send);
    assert!(render.join().unwrap() >= 190);
    drop(lead);
    let world = fake.world();
    assert_eq!((world.errors.as_slice(), world.made), ([].as_slice(), world.given_back));
}
