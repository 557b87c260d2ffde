//! One attempt after another on the same stage, as a seat plays them: nothing of the first is left
//! for the second, neither things nor what a sense or a bot remembers.

use crate::theatre::{Theatre, bundle};
use anlan_attempt::tape::Tape;
use anlan_attempt::{Ending, Mode, Signal, StoppedBy};
use anlan_bot::BotKind;
use anlan_stage::{Run, clear};
use bevy::prelude::*;

fn entities(theatre: &mut Theatre) -> usize {
    // What was despawned in a tick is gone after an update.
    theatre.app.update();
    let world = theatre.app.world_mut();
    world.query::<Entity>().iter(world).count()
}

/// The same bot and seed write the same tape, whatever was on stage before.
#[track_caller]
fn expect_same(one: &Tape, other: &Tape) {
    let mut pairs = one.signals.iter().zip(&other.signals);
    if let Some((a, b)) = pairs.find(|(a, b)| a != b) {
        panic!("the tapes part: {a:?} or {b:?}");
    }
    assert_eq!(one.seal, other.seal);
}

#[test]
fn the_second_attempt_is_as_if_it_were_the_first() {
    let bundle = bundle("kitchen-gas-leak");
    let mut theatre = Theatre::open(&bundle, Mode::Practice, 5, Some(BotKind::Hasty));
    let full = entities(&mut theatre);
    let (first, _) = theatre.play_on();
    clear(theatre.app.world_mut());
    let empty = entities(&mut theatre);
    assert!(empty < full, "{empty} of {full} entities are left");

    theatre.begin(&bundle, Mode::Practice, 5);
    assert_eq!(entities(&mut theatre), full);
    let (second, _) = theatre.play_on();
    expect_same(&first, &second);
    clear(theatre.app.world_mut());
    assert_eq!(entities(&mut theatre), empty);
}

#[test]
fn an_attempt_that_was_stopped_leaves_nothing_to_the_next() {
    let bundle = bundle("kitchen-gas-leak");
    let (alone, _) = Theatre::open(&bundle, Mode::Exam, 5, Some(BotKind::Perfect)).play();
    let mut theatre = Theatre::open(&bundle, Mode::Exam, 5, Some(BotKind::Perfect));
    for _ in 0..60 * 20 {
        theatre.tick();
    }
    theatre.app.world_mut().resource_mut::<Run>().stop(StoppedBy::Instructor);
    let (tape, _) = theatre.play_on();
    assert_eq!(tape.seal.ending, Ending::Stopped(StoppedBy::Instructor));
    let stopped = Signal::Stopped { by: StoppedBy::Instructor };
    assert!(tape.signals.iter().any(|(_, s)| s.contains(&stopped)), "the stop is on the tape");
    theatre.begin(&bundle, Mode::Exam, 5);
    let (after, _) = theatre.play_on();
    expect_same(&alone, &after);
}
