//! Taking one picture: wake the camera, draw until nothing is missing, copy the picture back,
//! write it. Every step is bounded, so that a picture that does not come never holds up a run.

use super::pipelines::PipelineWatch;
use super::{Pictures, file};
use crate::FrameSystems;
use crate::sight::Sight;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};

/// A picture that has not come after this many frames does not come. The first one compiles every
/// shader; later ones take four frames.
const UPDATES_MAX: u32 = 600;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, take_pictures.in_set(FrameSystems::Pictures))
        .add_observer(keep_picture);
}

/// How far the picture in front is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Step {
    /// The camera sleeps.
    #[default]
    Asleep,
    /// The camera draws, and its frame may still be incomplete.
    Draws {
        /// Frames so far.
        updates: u32,
        /// Pipelines known before this frame; a frame that knows no more was complete.
        known: usize,
    },
    /// This frame is the picture.
    Exposes { updates: u32, shot: Entity },
    /// The picture is on its way back.
    Returns { updates: u32, shot: Entity },
}

impl Step {
    pub(super) fn needs_camera(self) -> bool {
        matches!(self, Self::Draws { .. } | Self::Exposes { .. })
    }
}

fn take_pictures(
    mut pictures: ResMut<Pictures>,
    watch: Res<PipelineWatch>,
    sight: Res<Sight>,
    mut commands: Commands,
) {
    if !pictures.is_busy() {
        return;
    }
    let (now_known, waiting) = watch.counts();
    pictures.step = match pictures.step {
        Step::Asleep => Step::Draws { updates: 0, known: now_known },
        Step::Draws { updates, known } => {
            if waiting == 0 && known == now_known && known > 0 {
                let shot = commands.spawn(Screenshot::image(sight.target.clone())).id();
                Step::Exposes { updates: updates + 1, shot }
            } else {
                Step::Draws { updates: updates + 1, known: now_known }
            }
        }
        Step::Exposes { updates, shot } | Step::Returns { updates, shot } => {
            Step::Returns { updates: updates + 1, shot }
        }
    };
    let is_late = match pictures.step {
        Step::Draws { updates, .. }
        | Step::Exposes { updates, .. }
        | Step::Returns { updates, .. } => updates > UPDATES_MAX,
        Step::Asleep => false,
    };
    if is_late {
        give_up(&mut pictures, waiting);
    }
}

fn give_up(pictures: &mut Pictures, waiting: usize) {
    pictures.step = Step::Asleep;
    if let Some(wanted) = pictures.wanted.pop_front() {
        pictures.faults.push(format!(
            "the picture `{}` did not come within {UPDATES_MAX} frames; \
             {waiting} shader pipelines were still waiting",
            wanted.id
        ));
    }
}

fn keep_picture(captured: On<ScreenshotCaptured>, mut pictures: ResMut<Pictures>) {
    let (Step::Exposes { shot, .. } | Step::Returns { shot, .. }) = pictures.step else { return };
    if shot != captured.entity {
        return;
    }
    pictures.step = Step::Asleep;
    let Some(wanted) = pictures.wanted.pop_front() else { return };
    let Some(path) = pictures.path(&wanted.id) else {
        pictures.faults.push(format!("the picture `{}` has no file name", wanted.id));
        return;
    };
    match file::write_png(&captured.image, &path) {
        Ok(()) => pictures.taken.push(path),
        Err(sentence) => pictures.faults.push(sentence),
    }
}
