//! What presentation draws on: a window, a headset, or nothing but pictures. Which of Bevy's
//! plugins that needs, and whether this machine can do it at all. Who opens it is the app's
//! business.

use crate::lean::{self, LeanFrames};
use bevy::app::PluginGroupBuilder;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::render::settings::RenderCreation;
use bevy::window::{ExitCondition, PresentMode, Window, WindowPlugin};
use bevy::winit::WinitPlugin;

/// The window's size before anyone pulls at it, and the size of its pictures, pixels.
pub(crate) const WINDOW_PX: UVec2 = UVec2::new(1280, 720);

/// Where the picture goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surface {
    /// A window on the desktop.
    Window {
        /// The words in its frame.
        title: String,
    },
    /// A headset, whose eyes somebody else opens: here the words hang on a panel in the place.
    Headset,
    /// No window: only the pictures that are asked for are drawn.
    Offscreen {
        /// Their width and height, pixels.
        size: UVec2,
    },
}

impl Surface {
    /// Width and height of a picture, pixels.
    pub(crate) fn picture_px(&self) -> UVec2 {
        match self {
            Self::Window { .. } | Self::Headset => WINDOW_PX,
            Self::Offscreen { size } => *size,
        }
    }
}

/// Bevy's plugins for this surface, to be added before the stage's and presentation's own.
///
/// Frames are not pipelined: a picture is then complete when the update that drew it returns.
pub fn engine_plugins(surface: &Surface) -> PluginGroupBuilder {
    let builder = DefaultPlugins
        .build()
        .disable::<PipelinedRenderingPlugin>()
        .set(RenderPlugin { synchronous_pipeline_compilation: true, ..default() });
    match surface {
        Surface::Window { title } => builder.set(window(title, PresentMode::default())),
        Surface::Headset | Surface::Offscreen { .. } => {
            builder.disable::<WinitPlugin>().set(WindowPlugin {
                primary_window: None,
                primary_cursor_options: None,
                exit_condition: ExitCondition::DontExit,
                ..default()
            })
        }
    }
}

/// Bevy's plugins for a headset, on the device that its runtime chose. With a title there is a
/// window too, for a copy of what the wearer sees; nothing ever waits for it.
pub fn headset_plugins(
    render_creation: RenderCreation,
    window_title: Option<String>,
) -> PluginGroupBuilder {
    let mut plugins = engine_plugins(&Surface::Headset);
    if let Some(title) = &window_title {
        plugins = plugins.enable::<WinitPlugin>().set(window(title, PresentMode::AutoNoVsync));
    }
    // Frames go on while shaders are compiled; whoever begins an attempt waits for them.
    let plugins = plugins.set(RenderPlugin {
        render_creation,
        synchronous_pipeline_compilation: false,
        ..default()
    });
    plugins.add(LeanFrames).set(lean::one_thread())
}

fn window(title: &str, present_mode: PresentMode) -> WindowPlugin {
    let window =
        Window { title: title.to_owned(), resolution: WINDOW_PX.into(), present_mode, ..default() };
    WindowPlugin { primary_window: Some(window), ..default() }
}

/// The name of the graphics adapter that Bevy would find, or why there is none. Bevy itself stops
/// the whole program when it finds none, so this is asked first.
pub fn adapter() -> Result<String, String> {
    let descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
    let instance = wgpu::Instance::new(descriptor);
    let options = wgpu::RequestAdapterOptions::default();
    bevy::tasks::block_on(instance.request_adapter(&options))
        .map(|adapter| adapter.get_info().name)
        .map_err(|error| format!("this machine has no graphics adapter to draw with: {error}"))
}
