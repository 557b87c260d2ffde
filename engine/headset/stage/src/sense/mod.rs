//! Turning the world into signals: one file per percept, run in one fixed order so that the same
//! tick always gives the same signals in the same order.

mod answer;
mod carry;
mod cue;
mod gaze;
mod gesture;
mod look;
mod mark;
mod near;
mod operate;
mod presence;
mod sight;
mod speech;
mod touch;
mod wanted;

pub use cue::{Cues, Sight};
pub use mark::MARK_M_MAX;
pub(crate) use operate::Grip;
pub use operate::REACH_M_MAX;
pub use speech::addressee;
pub(crate) use wanted::Wanted;

use crate::StageSystems;
use anlan_attempt::Signal;
use bevy::prelude::*;

/// Grows with every change to what is sensed; it is on each tape.
pub const SENSE_VERSION: u32 = 2;

/// What was sensed in this tick, in order.
#[derive(Resource, Default)]
pub(crate) struct Signals(pub Vec<Signal>);

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Signals>();
    forget(app.world_mut());
    app.add_systems(
        FixedUpdate,
        (
            (
                clear,
                presence::sense_unshown,
                presence::sense_stalls,
                presence::sense_zones,
                near::sense_nearness,
                presence::sense_arrivals,
                sight::sense_sight,
                gaze::sense_gaze,
                look::sense_looks,
                touch::sense_touch,
                gesture::sense_gestures,
            )
                .chain(),
            (
                answer::sense_answers,
                mark::sense_marks,
                carry::sense_items,
                operate::sense_grip,
                operate::sense_speed,
                operate::sense_ends,
                operate::spring_back,
                speech::sense_speech,
                presence::sense_exit,
            )
                .chain(),
        )
            .chain()
            .in_set(StageSystems::Sense),
    );
}

/// Nothing is asked for, looked at, held or near any more.
pub(crate) fn forget(world: &mut World) {
    world.insert_resource(Wanted::default());
    world.insert_resource(gaze::Looks::default());
    world.insert_resource(sight::Hidden::default());
    world.insert_resource(look::Rest::default());
    world.insert_resource(near::Nearness::default());
    world.insert_resource(presence::Inside::default());
    world.insert_resource(touch::Touches::default());
    world.insert_resource(gesture::Shown::default());
    world.insert_resource(carry::Handling::default());
    world.insert_resource(Grip::default());
}

fn clear(mut signals: ResMut<Signals>) {
    signals.0.clear();
}
