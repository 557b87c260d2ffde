//! Whether the renderer had everything it needed for its last frame. What lacks a pipeline is left
//! out of a frame without a word, so a picture waits until nothing is missing.

use bevy::prelude::*;
use bevy::render::render_resource::PipelineCache;
use bevy::render::{Render, RenderApp, RenderSystems};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) fn plugin(app: &mut App) {
    let watch = PipelineWatch::default();
    app.insert_resource(watch.clone());
    if let Some(render_app) = app.get_sub_app_mut(RenderApp) {
        render_app
            .insert_resource(watch)
            .add_systems(Render, watch_pipelines.in_set(RenderSystems::Cleanup));
    }
}

/// Counts of the last frame, written by the render world.
#[derive(Resource, Clone, Default)]
pub(super) struct PipelineWatch {
    known: Arc<AtomicUsize>,
    waiting: Arc<AtomicUsize>,
}

impl PipelineWatch {
    /// Pipelines known and waiting in the last frame.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.known.load(Ordering::Relaxed), self.waiting.load(Ordering::Relaxed))
    }
}

fn watch_pipelines(watch: Res<PipelineWatch>, cache: Res<PipelineCache>) {
    watch.known.store(cache.pipelines().count(), Ordering::Relaxed);
    watch.waiting.store(cache.waiting_pipelines().count(), Ordering::Relaxed);
}
