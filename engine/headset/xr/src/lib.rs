//! The headset: a thin OpenXR plugin on the `openxr` crate. It opens the runtime's headset, draws
//! a picture for each eye where the eyes will be, and tells where head and hands are and what
//! their buttons do. It knows no scenario; what the trainee's body does with all that is the
//! rig's, and what the eyes' cameras should look like is for whoever dresses [`XrEye`].
//!
//! Written after OpenXR 1.0 (sections 4.2 form factor, 10 rendering, 11 input) and
//! XR_KHR_vulkan_enable2.

mod calls;
mod capture;
mod depth;
mod draw;
mod eyes;
mod fault;
mod frame;
mod graphics;
mod input;
mod joints;
mod latch;
mod mask;
mod mirror;
mod pace;
mod quad;
mod renew;
mod runtime;
mod swapchain;
mod warm;

pub use anlan_xr_loop::{News, Worn};
pub use capture::XrCaptured;
pub use depth::XrDepth;
pub use eyes::{EyeProjection, EyeView, XrEye, XrOrigin};
pub use fault::XrFault;
pub use frame::{XrFrame, XrHands, XrNews, XrPlaySpace, XrStatus};
pub use input::{XrHand, XrInput, XrJoints, XrPulse};
pub use joints::{JOINTS, Joints};
pub use latch::XrLatch;
pub use mask::XrMask;
pub use quad::{XrQuad, XrQuadsShown};
pub use runtime::EYES;
pub use warm::XrWarmth;

use anlan_xr_loop::{LEDGER_ROWS, Lead, Row};
use bevy::app::MainScheduleOrder;
use bevy::core_pipeline::core_3d::main_opaque_pass_3d;
use bevy::core_pipeline::{Core3d, Core3dSystems};
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::render::error_handler::RenderErrorHandler;
use bevy::render::extract_component::ExtractComponentPlugin;
use bevy::render::extract_resource::ExtractResourcePlugin;
use bevy::render::renderer::{RenderGraph, RenderGraphSystems};
use bevy::render::settings::RenderCreation;
use bevy::render::texture::ManualTextureViews;
use bevy::render::view::window::{create_surfaces, prepare_windows};
use bevy::render::{GpuResourceAppExt, Render, RenderApp, RenderStartup, RenderSystems};
use calls::Runtime;
use frame::{Begun, Handover, Pace, XrDrawer, XrLead};
use mask::MaskPass;
use mirror::Mirror;
use quad::QuadOrders;
use std::sync::{Mutex, PoisonError};

/// The first schedule of a frame: news of the runtime, and the wait for the frame.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrWait;

/// In `PreUpdate`: head and hands are known after it.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrTracking;

/// In `PostUpdate`: the eyes' cameras are placed in it; [`XrOrigin`] is written before it.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrPlacing;

/// A headset, before it is part of the program.
pub struct XrHeadset(Runtime);

impl XrHeadset {
    /// Opens the machine's headset, and a renderer on the device that it wants. Where its display
    /// offers several rates it is asked for the highest up to this one, hertz.
    pub fn open(rate_hz: f32) -> Result<(Self, RenderCreation), XrFault> {
        let (runtime, creation) = Runtime::open(rate_hz)?;
        Ok((Self(runtime), creation))
    }

    /// Whether the machine has a headset that could be opened now.
    pub fn is_there() -> bool {
        runtime::load().is_ok_and(|entry| runtime::connect(&entry).is_ok())
    }

    /// Headset and runtime, for people.
    pub fn name(&self) -> String {
        self.0.name()
    }
}

/// Everything that runs a headset. Add it after Bevy's renderer, which must have been made with
/// the [`RenderCreation`] of [`XrHeadset::open`], without pipelined rendering.
pub struct XrPlugin {
    headset: Mutex<Option<XrHeadset>>,
}

impl XrPlugin {
    /// Runs this headset.
    pub fn new(headset: XrHeadset) -> Self {
        Self { headset: Mutex::new(Some(headset)) }
    }
}

impl Plugin for XrPlugin {
    fn build(&self, app: &mut App) {
        let mut slot = self.headset.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(XrHeadset(runtime)) = slot.take() else { return };
        let (wall, handover) = (runtime.wall.clone(), Handover::default());
        let (renewal, warmth) = (runtime.renewal.clone(), XrWarmth::default());
        let lead = Lead::new(runtime, LEDGER_ROWS);
        let drawer = XrDrawer(lead.drawer());
        app.add_plugins((
            ExtractComponentPlugin::<XrEye>::default(),
            ExtractResourcePlugin::<XrOrigin>::default(),
            ExtractResourcePlugin::<QuadOrders>::default(),
        ));
        app.init_schedule(XrWait)
            .insert_resource(XrLead(lead))
            .insert_resource(wall.clone())
            .insert_resource(handover.clone())
            .insert_resource(renewal)
            .insert_resource(warmth.clone())
            .insert_resource(RenderErrorHandler(renew::heed_error))
            .init_resource::<ManualTextureViews>()
            .init_resource::<Pace>()
            .init_resource::<XrStatus>()
            .init_resource::<XrFrame>()
            .init_resource::<XrHands>()
            .init_resource::<XrInput>()
            .init_resource::<XrJoints>()
            .init_resource::<XrOrigin>()
            .init_resource::<QuadOrders>()
            .init_resource::<XrQuadsShown>()
            .add_message::<XrNews>()
            .add_message::<XrPulse>()
            .add_message::<XrPlaySpace>()
            .add_message::<XrCaptured>();
        app.world_mut().resource_mut::<MainScheduleOrder>().labels.insert(0, XrWait.intern());
        app.add_systems(PreStartup, (frame::size_targets, eyes::open_eyes).chain())
            .add_systems(
                XrWait,
                (
                    frame::move_play_space,
                    frame::turn,
                    frame::size_targets,
                    frame::hand_over_capture,
                )
                    .chain(),
            )
            .add_systems(
                PreUpdate,
                frame::track.in_set(XrTracking).run_if(|hands: Res<XrHands>| hands.0),
            )
            .add_systems(
                PostUpdate,
                (
                    (frame::locate_eyes, eyes::place_eyes)
                        .chain()
                        .in_set(XrPlacing)
                        .before(TransformSystems::Propagate),
                    quad::order_quads.after(TransformSystems::Propagate),
                ),
            );
        if let Some(render) = app.get_sub_app_mut(RenderApp) {
            render.insert_resource(drawer).insert_resource(wall).insert_resource(handover);
            render.insert_resource(warmth);
            draw_frames(render);
        }
    }

    fn cleanup(&self, app: &mut App) {
        pace::take_over(app);
    }
}

/// The render world's half of a frame.
fn draw_frames(render: &mut SubApp) {
    let begin = frame::begin_frame
        .after(RenderSystems::ExtractCommands)
        .before(RenderSystems::PrepareAssets)
        .before(RenderSystems::CreateViews)
        .before(RenderSystems::PrepareViews);
    render
        .init_resource::<Begun>()
        .init_resource::<XrLatch>()
        .init_resource::<XrMask>()
        .init_resource::<XrDepth>()
        .init_gpu_resource::<MaskPass>()
        .init_gpu_resource::<Mirror>()
        .add_systems(RenderStartup, renew::park)
        .add_systems(Render, warm::feel.after(RenderSystems::Render).before(RenderSystems::Cleanup))
        .add_systems(
            Render,
            (
                begin,
                mirror::ask_for_picture
                    .after(RenderSystems::ExtractCommands)
                    .before(create_surfaces)
                    .before(prepare_windows),
            ),
        )
        .add_systems(Core3d, mask::hide.in_set(Core3dSystems::MainPass).before(main_opaque_pass_3d))
        .add_systems(
            RenderGraph,
            (
                (latch::latch, depth::tell_depth, quad::renew_quads, mirror::show_picture)
                    .chain()
                    .after(RenderGraphSystems::Render)
                    .before(RenderGraphSystems::Submit),
                frame::end_frame.in_set(RenderGraphSystems::Finish),
            ),
        );
}

/// Ends the graphics device with the next frame, as a driver that fails does: a drill of what
/// follows.
pub fn lose_device(world: &World) {
    if let Some(handover) = world.get_resource::<Handover>() {
        handover.lock().loses_device = true;
    }
}

/// Asks for a copy of both eyes of the next frame that is shown; it comes as [`XrCaptured`].
pub fn capture_eyes(world: &World) {
    if let Some(handover) = world.get_resource::<Handover>() {
        handover.lock().capture.is_wanted = true;
    }
}

/// The frame ledger as a table: a head, then one line for each of the last frames. Empty without a
/// headset.
pub fn frame_ledger(world: &World) -> String {
    let mut table = String::new();
    if let Some(lead) = world.get_resource::<XrLead>() {
        // Writing to a string cannot fail.
        let _ = lead.0.with_ledger(|ledger| ledger.write_csv(&mut table));
    }
    table
}

/// How the last frames went, in one line for people; `None` before the first.
pub fn frame_summary(world: &World) -> Option<String> {
    world.get_resource::<XrLead>()?.0.with_ledger(|ledger| {
        let (frames, missed, mismatches) = ledger.totals();
        let ms = |ns: i64| ns as f64 / 1e6;
        let age = ledger.percentile(99, Row::pose_age_ns).map_or(0.0, ms);
        let half = |percent| ledger.percentile(percent, |row| Some(row.work_ns)).map_or(0.0, ms);
        (frames > 0).then(|| {
            format!(
                "{frames} frames, {missed} periods missed, {mismatches} display-time mismatches, \
                 pose age p99 {age:.2} ms, work p50 {:.2} ms, p99 {:.2} ms, first picture after \
                 {:.2} s, longest gap {:.1} periods",
                half(50),
                half(99),
                ms(ledger.first_shown_ns().unwrap_or_default()) / 1e3,
                ledger.gap_periods_max()
            )
        })
    })
}
