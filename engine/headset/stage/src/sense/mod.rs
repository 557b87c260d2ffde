//! Turning the world into signals: one file per percept, run in one fixed order so that the same
//! tick always gives the same signals in the same order.

mod answer;
mod gaze;
mod mark;
mod operate;
mod presence;
mod speech;

pub(crate) use gaze::Looks;
pub use mark::MARK_M_MAX;
pub(crate) use operate::Grip;
pub use operate::REACH_M_MAX;
pub use speech::addressee;

use crate::StageSystems;
use anlan_attempt::Signal;
use bevy::prelude::*;

/// Grows with every change to what is sensed; it is on each tape.
pub const SENSE_VERSION: u32 = 1;

/// What was sensed in this tick, in order.
#[derive(Resource, Default)]
pub(crate) struct Signals(pub Vec<Signal>);

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Signals>().init_resource::<Looks>().init_resource::<Grip>();
    app.add_systems(
        FixedUpdate,
        (
            clear,
            presence::sense_unshown,
            presence::sense_stalls,
            presence::sense_zones,
            presence::sense_arrivals,
            gaze::sense_gaze,
            answer::sense_answers,
            mark::sense_marks,
            operate::sense_grip,
            operate::sense_ends,
            speech::sense_speech,
            presence::sense_exit,
        )
            .chain()
            .in_set(StageSystems::Sense),
    );
}

fn clear(mut signals: ResMut<Signals>) {
    signals.0.clear();
}
