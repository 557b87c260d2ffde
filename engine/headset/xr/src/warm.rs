//! Whether everything that is in view can be drawn: shaders are compiled beside the frames, and
//! what is not ready yet is left out of them.

use bevy::prelude::*;
use bevy::render::render_asset::RenderAssetBytesPerFrameLimiter;
use bevy::render::render_resource::PipelineCache;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// So many frames in a row want for nothing: then all is there.
const CALM_FRAMES: u32 = 6;

/// Frames in a row that wanted for nothing.
#[derive(Resource, Clone, Default)]
pub struct XrWarmth(Arc<AtomicU32>);

impl XrWarmth {
    /// Something new is to be drawn: counts anew.
    pub fn chill(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Everything in view is drawn.
    pub fn is_warm(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= CALM_FRAMES
    }
}

/// Counts a frame; to run when it is drawn.
pub(crate) fn feel(
    warmth: Res<XrWarmth>,
    pipelines: Res<PipelineCache>,
    uploads: Res<RenderAssetBytesPerFrameLimiter>,
) {
    let is_uploading =
        uploads.max_bytes.is_some_and(|most| uploads.bytes_written.load(Ordering::Relaxed) >= most);
    if is_uploading || pipelines.waiting_pipelines().next().is_some() {
        warmth.chill();
    } else {
        warmth.0.fetch_add(1, Ordering::Relaxed);
    }
}
