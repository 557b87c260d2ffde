//! The headset: a thin OpenXR plugin on the `openxr` crate. It opens the runtime's headset, draws
//! a picture for each eye where the eyes will be, and tells where head and hands are and what
//! their buttons do. It knows no scenario; what the trainee's body does with all that is the
//! rig's, and what the eyes' cameras should look like is for whoever dresses [`XrEye`].
//!
//! Written after OpenXR 1.0 (sections 4.2 form factor, 10 rendering, 11 input) and
//! XR_KHR_vulkan_enable2.

mod capture;
mod eyes;
mod fault;
mod frame;
mod graphics;
mod input;
mod runtime;
mod session;
mod swapchain;

pub use capture::XrCaptured;
pub use eyes::{EyeProjection, EyeView, XrEye, XrOrigin};
pub use fault::XrFault;
pub use frame::XrFrame;
pub use input::{XrHand, XrInput, XrPulse};
pub use runtime::{EYES, XrRuntime};
pub use session::XrStatus;

use bevy::app::MainScheduleOrder;
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::render::renderer::{RenderGraph, RenderGraphSystems};
use bevy::render::settings::RenderCreation;
use bevy::render::texture::ManualTextureViews;
use bevy::render::{Render, RenderApp, RenderSystems};
use frame::Shared;
use session::{Drawing, Link};
use std::sync::Mutex;

/// The first schedule of a frame: news of the runtime, and the wait for the frame.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrWait;

/// In `PreUpdate`: head and hands are known after it.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrTracking;

/// In `PostUpdate`: the eyes' cameras are placed in it; [`XrOrigin`] is written before it.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct XrPlacing;

/// A headset with a session on it, before it is part of the program.
pub struct XrHeadset {
    link: Link,
    drawing: Drawing,
    name: String,
}

impl XrHeadset {
    /// Opens the machine's headset, and a renderer on the device that it wants.
    pub fn open() -> Result<(Self, RenderCreation), XrFault> {
        let runtime = XrRuntime::find()?;
        let (creation, binding) = graphics::open(&runtime)?;
        let (link, drawing) = session::open(&runtime, &binding)?;
        Ok((Self { link, drawing, name: runtime.name().to_owned() }, creation))
    }

    /// Headset and runtime, for people.
    pub fn name(&self) -> &str {
        &self.name
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
        let mut slot = self.headset.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some(headset) = slot.take() else { return };
        let size = headset.drawing.swapchain.size;
        let shared = Shared::new(headset.drawing);
        app.init_schedule(XrWait)
            .insert_resource(headset.link)
            .insert_resource(shared.clone())
            .init_resource::<XrStatus>()
            .init_resource::<XrFrame>()
            .init_resource::<XrInput>()
            .init_resource::<XrOrigin>()
            .add_message::<XrPulse>()
            .add_message::<XrCaptured>();
        app.world_mut().resource_mut::<MainScheduleOrder>().labels.insert(0, XrWait.intern());
        {
            // Cameras take their size and format from this; what they draw on is set each frame.
            let state = shared.lock();
            if let Some(drawing) = &state.drawing {
                let mut targets = app.world_mut().get_resource_or_init::<ManualTextureViews>();
                for (target, view) in eyes::TARGETS.iter().zip(&drawing.swapchain.parked().eyes) {
                    let view = bevy::render::texture::ManualTextureView {
                        texture_view: view.clone(),
                        size,
                        view_format: drawing.swapchain.format,
                    };
                    targets.insert(*target, view);
                }
            }
        }
        app.add_systems(PreStartup, eyes::open_eyes)
            .add_systems(XrWait, (frame::wait_frame, frame::hand_over_capture).chain())
            .add_systems(PreUpdate, frame::track.in_set(XrTracking))
            .add_systems(
                PostUpdate,
                (frame::locate_eyes, eyes::place_eyes)
                    .chain()
                    .in_set(XrPlacing)
                    .before(TransformSystems::Propagate),
            );
        let Some(render) = app.get_sub_app_mut(RenderApp) else { return };
        render
            .insert_resource(shared)
            .add_systems(
                Render,
                frame::begin_frame
                    .after(RenderSystems::ExtractCommands)
                    .before(RenderSystems::PrepareAssets)
                    .before(RenderSystems::CreateViews)
                    .before(RenderSystems::PrepareViews),
            )
            .add_systems(RenderGraph, frame::end_frame.in_set(RenderGraphSystems::Finish));
    }
}

/// Asks for a copy of both eyes of the next frame that is shown; it comes as [`XrCaptured`].
pub fn capture_eyes(world: &World) {
    if let Some(shared) = world.get_resource::<Shared>() {
        shared.lock().capture.is_wanted = true;
    }
}
