//! Steps and errors of a record.

use crate::badge::{Badge, Tone};
use crate::figures::clock;
use crate::sheet::Scene;
use crate::words::fill;

/// One step.
pub(crate) struct StepRow {
    pub id: String,
    pub name: String,
    pub is_critical: bool,
    pub done: Badge,
    /// Order and time, if it was done.
    pub order: Option<Badge>,
    pub time: Option<Badge>,
}

/// One error that was made.
pub(crate) struct ErrorRow {
    pub id: String,
    pub name: String,
    pub badge: Badge,
    pub at: String,
}

pub(crate) fn steps(scene: &Scene) -> Vec<StepRow> {
    let w = scene.words;
    let row = |line: &anlan_wire::StepLine| {
        let done = match line.done_ms {
            Some(ms) => Badge::new(Tone::Good, &fill(&w.step_done_at, &[("time", &clock(ms))])),
            None => Badge::new(Tone::Bad, &w.step_missing),
        };
        let when_done = |badge: Badge| line.done_ms.map(|_| badge);
        StepRow {
            id: line.id.to_string(),
            name: scene.word(&format!("step.{}", line.id)),
            is_critical: line.is_critical,
            done,
            order: when_done(match line.is_in_order {
                true => Badge::new(Tone::Good, &w.step_in_order),
                false => Badge::new(Tone::Bad, &w.step_out_of_order),
            }),
            time: when_done(match line.is_in_time {
                true => Badge::new(Tone::Good, &w.step_in_time),
                false => Badge::new(Tone::Warn, &w.step_late),
            }),
        }
    };
    scene.card.steps.iter().map(row).collect()
}

pub(crate) fn errors(scene: &Scene) -> Vec<ErrorRow> {
    let w = scene.words;
    let row = |line: &anlan_wire::ErrorLine| ErrorRow {
        id: line.id.to_string(),
        name: scene.word(&format!("error.{}", line.id)),
        badge: match line.is_fatal {
            true => Badge::new(Tone::Bad, &w.error_fatal),
            false => Badge::new(Tone::Warn, &w.error_major),
        },
        at: fill(&w.error_at, &[("time", &clock(line.at_ms))]),
    };
    scene.card.errors.iter().map(row).collect()
}
