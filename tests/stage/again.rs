//! One attempt after another on the same stage, as a seat plays them: nothing of the first is left
//! for the second, neither things nor what a sense or a bot remembers.

use crate::theatre::{Theatre, bundle};
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

#[test]
fn the_second_attempt_is_as_if_it_were_the_first() {
    let bundle = bundle("kitchen-gas-leak");
    let mut theatre = Theatre::open(&bundle, Mode::Practice, 5, Some(BotKind::Hasty));
    let full = entities(&mut theatre);
    let (_, first) = theatre.play_on();
    clear(theatre.app.world_mut());
    let empty = entities(&mut theatre);
    assert!(empty < full, "{empty} of {full} entities are left");

    theatre.begin(&bundle, Mode::Practice, 5);
    assert_eq!(entities(&mut theatre), full);
    let (_, second) = theatre.play_on();
    assert!(first == second, "the same bot and seed write another tape the second time");
    clear(theatre.app.world_mut());
    assert_eq!(entities(&mut theatre), empty);
}

#[test]
fn an_attempt_that_was_stopped_leaves_nothing_to_the_next() {
    let bundle = bundle("kitchen-gas-leak");
    let (_, alone) = Theatre::open(&bundle, Mode::Exam, 5, Some(BotKind::Perfect)).play();
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
    let (_, after) = theatre.play_on();
    assert!(alone == after, "the next attempt is not as if it were the first");
}
