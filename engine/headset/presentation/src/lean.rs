//! A frame without fixed cost that buys nothing. A headset's frame has some hundred short systems;
//! handing each to another thread costs more than it saves, so every schedule runs on its own
//! thread, one system after the other, and loops over some hundred entities are not split either.
//! Files are still read, pictures decoded and shaders compiled beside it.

use bevy::app::{TaskPoolOptions, TaskPoolPlugin, TaskPoolThreadAssignmentPolicy};
use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::light::cluster::GlobalClusterSettings;
use bevy::prelude::*;
use bevy::render::RenderApp;
use bevy::render::render_asset::RenderAssetBytesPerFrame;
use bevy::winit::{UpdateMode, WinitSettings};

/// A place's meshes and pictures go to the graphics card over several frames, bytes of one.
const UPLOAD_BYTES_MAX: usize = 4 << 20;

/// Sets the executor of every schedule there is when all plugins are built.
pub(crate) struct LeanFrames;

impl Plugin for LeanFrames {
    fn build(&self, app: &mut App) {
        // Frames are the headset's, whatever a window thinks of them.
        let (focused_mode, unfocused_mode) = (UpdateMode::Continuous, UpdateMode::Continuous);
        app.insert_resource(WinitSettings { focused_mode, unfocused_mode })
            .insert_resource(RenderAssetBytesPerFrame::new(UPLOAD_BYTES_MAX));
    }

    fn cleanup(&self, app: &mut App) {
        calm(app.world_mut());
        sort_lights_here(app.world_mut());
        if let Some(render) = app.get_sub_app_mut(RenderApp) {
            calm(render.world_mut());
            sort_lights_here(render.world_mut());
        }
    }
}

/// Bevy's pools, with one thread for what belongs to a frame: loops find that and stay whole.
pub(crate) fn one_thread() -> TaskPoolPlugin {
    let compute = TaskPoolThreadAssignmentPolicy {
        min_threads: 1,
        max_threads: 1,
        percent: 0.0,
        on_thread_spawn: None,
        on_thread_destroy: None,
    };
    TaskPoolPlugin { task_pool_options: TaskPoolOptions { compute, ..default() } }
}

/// A handful of lamps is sorted into a view's clusters sooner than a shader is sent out for it.
fn sort_lights_here(world: &mut World) {
    if let Some(mut settings) = world.get_resource_mut::<GlobalClusterSettings>() {
        settings.gpu_clustering = None;
    }
}

fn calm(world: &mut World) {
    for (_, schedule) in world.resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}
