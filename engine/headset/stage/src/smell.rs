//! The smell indicator: 0 to 4 bars, moving by the timeline's wish.

use crate::drive::Run;
use bevy::prelude::*;

/// What the nose would tell.
#[derive(Resource, Clone, Debug, Default)]
pub struct Smell {
    /// 0–4, in between while it changes.
    pub bars: f32,
    pub(crate) target: f32,
    pub(crate) s_per_bar: f32,
}

pub(crate) fn drift_smell(mut smell: ResMut<Smell>, run: Res<Run>) {
    if !run.attempt.scene_runs() {
        return;
    }
    let step = if smell.s_per_bar > 0.0 {
        1.0 / (smell.s_per_bar * anlan_attempt::TICKS_PER_S as f32)
    } else {
        f32::INFINITY
    };
    let change = (smell.target - smell.bars).clamp(-step, step);
    smell.bars += change;
}
