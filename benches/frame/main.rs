//! What a frame of a scenario costs the processor: the whole headset program with two eyes, a bot
//! that plays, and wgpu's noop backend instead of a graphics card. Prints one line of JSON.
//!
//! `cargo run -p anlan-bench-frame -- [SCENARIO [FRAMES]]`, from the root of the project, on a
//! machine that does nothing else; figures of two machines cannot be compared, ratios within one
//! run can.

mod noop;
mod program;
mod samples;

use anlan_attempt::{Attempt, Mode, Setup};
use anlan_stage::{Run, begin};
use bevy::core_pipeline::core_3d::{AlphaMask3d, Opaque3d, Transparent3d};
use bevy::prelude::*;
use bevy::render::render_phase::{
    BinnedPhaseItem, BinnedRenderPhase, SortedPhaseItem, SortedRenderPhase, ViewBinnedRenderPhases,
    ViewSortedRenderPhases,
};
use bevy::render::{Render, RenderApp, RenderSystems};
use noop::EYES_M;
use program::{Nowhere, program, scenario};
use samples::share;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Frames that only fill caches and pipelines.
const WARM_UP: usize = 120;
/// Frames that count: twenty seconds of the scene, every second of which is seen with one eye.
const FRAMES: usize = 1200;
/// Frames with one eye, and then with both.
const BLINK: usize = 60;

fn main() -> Result<(), String> {
    let id = std::env::args().nth(1).unwrap_or_else(|| "kitchen-gas-leak".to_owned());
    // Whoever counts instructions takes the difference of two numbers of frames.
    let counted = std::env::args().nth(2).and_then(|count| count.parse().ok());
    let scenario = scenario(&id)?;
    let mut app = program(Duration::ZERO)?;
    let render = app.sub_app_mut(RenderApp);
    render.init_resource::<DrawsMax>();
    render.add_systems(Render, count_draws.in_set(RenderSystems::PostCleanup));
    app.finish();
    app.cleanup();
    app.update();
    let attempt = Attempt::new(Arc::new(scenario), Setup { mode: Mode::Exam, seed: 3 });
    begin(app.world_mut(), Run::new(attempt, Nowhere, false));
    let (mut ticks, mut frames, mut of_one_eye) = (Vec::new(), Vec::new(), Vec::new());
    let (mut instances, mut triangles) = (0, 0);
    for frame in 0..counted.unwrap_or(WARM_UP + FRAMES) {
        // Now and then one eye is shut for a while: the difference is what the other one costs.
        let has_one_eye = frame >= WARM_UP && frame / BLINK % 2 == 1;
        shut_right_eye(app.world_mut(), has_one_eye);
        let start = Instant::now();
        app.world_mut().run_schedule(FixedUpdate);
        let ticked = Instant::now();
        app.update();
        if has_one_eye {
            of_one_eye.push(ticked.elapsed());
        } else if frame >= WARM_UP {
            ticks.push(ticked - start);
            frames.push(ticked.elapsed());
            let now = seen(app.world_mut());
            (instances, triangles) = (instances.max(now.0), triangles.max(now.1));
        }
    }
    if counted.is_some() {
        return Ok(());
    }
    let draws_per_eye = app.sub_app(RenderApp).world().resource::<DrawsMax>().0 / EYES_M.len();
    println!(
        "{{\"scenario\":\"{id}\",\"frames\":{},\"frame_ms_p50\":{:.2},\
         \"frame_ms_p99\":{:.2},\"one_eye_ms_p50\":{:.2},\
         \"tick_ms_p50\":{:.2},\"tick_ms_p99\":{:.2},\
         \"draws_per_eye\":{draws_per_eye},\"instances_max\":{instances},\
         \"triangles_max\":{triangles}}}",
        frames.len(),
        share(&mut frames, 0.5),
        share(&mut frames, 0.99),
        share(&mut of_one_eye, 0.5),
        share(&mut ticks, 0.5),
        share(&mut ticks, 0.99),
    );
    Ok(())
}

fn shut_right_eye(world: &mut World, is_shut: bool) {
    let mut cameras = world.query_filtered::<&mut Camera, With<Camera3d>>();
    for mut camera in cameras.iter_mut(world) {
        if camera.order == 1 && camera.is_active == is_shut {
            camera.is_active = !is_shut;
        }
    }
}

/// Most draw calls of a frame, both eyes together: one for all opaque meshes that share buffers and
/// pipeline, one for each run of transparent ones.
#[derive(Resource, Default)]
struct DrawsMax(usize);

fn count_draws(
    mut draws: ResMut<DrawsMax>,
    opaque: Res<ViewBinnedRenderPhases<Opaque3d>>,
    masked: Res<ViewBinnedRenderPhases<AlphaMask3d>>,
    clear: Res<ViewSortedRenderPhases<Transparent3d>>,
) {
    let binned = opaque.values().map(calls).chain(masked.values().map(calls));
    let sorted = clear.values().map(batches);
    draws.0 = draws.0.max(binned.chain(sorted).sum());
}

fn calls<T: BinnedPhaseItem>(phase: &BinnedRenderPhase<T>) -> usize {
    let alone = phase.unbatchable_meshes.values().map(|meshes| meshes.entities.len());
    phase.multidrawable_meshes.len() + phase.batchable_meshes.len() + alone.sum::<usize>()
}

/// Neighbours in depth that share mesh and material are drawn by the first of them.
fn batches<T: SortedPhaseItem>(phase: &SortedRenderPhase<T>) -> usize {
    let (mut calls, mut next) = (0, 0);
    while let Some((_, item)) = phase.items.get_index(next) {
        calls += usize::from(!item.batch_range().is_empty());
        next += item.batch_range().len().max(1);
    }
    calls
}

/// Meshes and triangles that at least one eye draws in this frame.
fn seen(world: &mut World) -> (usize, usize) {
    let mut bodies = world.query::<(&Mesh3d, &ViewVisibility)>();
    let visible: Vec<_> =
        bodies.iter(world).filter(|(_, seen)| seen.get()).map(|(mesh, _)| mesh.id()).collect();
    let meshes = world.resource::<Assets<Mesh>>();
    let corners = |id| meshes.get(id).and_then(|mesh| mesh.indices()).map_or(0, |i| i.len());
    (visible.len(), visible.iter().map(|id| corners(*id) / 3).sum())
}
