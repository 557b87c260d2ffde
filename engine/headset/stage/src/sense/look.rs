//! Looks at things that conditions ask for: the eyes come to rest on a thing, or leave it.

use super::Signals;
use super::cue::{Cues, eyes};
use super::gaze::{CONE_DEG, LOOK_TICKS_MIN};
use super::wanted::Wanted;
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::Signal;
use anlan_scenario::Markable;
use bevy::prelude::*;
use std::collections::BTreeMap;

/// What the eyes rest on, and for how many ticks they have done otherwise.
#[derive(Resource, Default)]
pub(crate) struct Rest(BTreeMap<Markable, (bool, u32)>);

pub(crate) fn sense_looks(
    body: Res<Body>,
    cues: Cues,
    wanted: Res<Wanted>,
    mut rest: ResMut<Rest>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        return;
    }
    let eyes = eyes(&body, &cues.rays);
    for on in &wanted.looks {
        let is_on = eyes.is_some_and(|head| cues.is_looked_at(&head, on, CONE_DEG));
        let (was_on, otherwise) = rest.0.entry(on.clone()).or_default();
        *otherwise = if is_on == *was_on { 0 } else { *otherwise + 1 };
        // A blink is no look away, and a glance in passing no look.
        if *otherwise >= LOOK_TICKS_MIN {
            (*was_on, *otherwise) = (is_on, 0);
            signals.0.push(Signal::Looked { on: on.clone(), is_on });
        }
    }
}
