//! When the graphics device is lost, or a headset hangs on another one, everything is drawn with a
//! new device: the one that the runtime makes, or the machine's own while no runtime answers.

use crate::draw::Wall;
use crate::frame::XrLead;
use crate::warm::XrWarmth;
use bevy::prelude::*;
use bevy::render::error_handler::{ErrorType, RenderError, RenderErrorPolicy};
use bevy::render::render_asset::RenderAssetBytesPerFrame;
use bevy::render::renderer::RenderDevice;
use bevy::render::settings::RenderCreation;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A runtime has this long to make a device before the machine's own is taken for the desktop.
const RUNTIME_MAX: Duration = Duration::from_millis(1500);

/// A renderer on a new device, made by the loop's calls and fetched when the old one is gone.
#[derive(Resource, Clone, Default)]
pub(crate) struct Renewal(Arc<Mutex<Made>>);

#[derive(Default)]
struct Made {
    creation: Option<RenderCreation>,
    lost_at: Option<Instant>,
}

impl Renewal {
    fn lock(&self) -> std::sync::MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offers a renderer; whoever calls this ends the old device.
    pub fn offer(&self, creation: RenderCreation) {
        self.lock().creation = Some(creation);
    }
}

/// What becomes of an error of the renderer. Whatever it is, the program and its records go on.
pub(crate) fn heed_error(
    error: &RenderError,
    main: &mut World,
    _render: &mut World,
) -> RenderErrorPolicy {
    let Some(renewal) = main.get_resource::<Renewal>().cloned() else {
        return RenderErrorPolicy::StopRendering;
    };
    let mut made = renewal.lock();
    if error.ty == ErrorType::DeviceLost
        && let Some(creation) = made.creation.take()
    {
        made.lost_at = None;
        info!("everything is drawn with a new graphics device");
        return recover(main, creation);
    }
    let lost_at = *made.lost_at.get_or_insert_with(|| {
        if let Some(mut lead) = main.get_resource_mut::<XrLead>() {
            lead.0.calls().forget_device();
            lead.0.lost_device();
        }
        Instant::now()
    });
    // After any other error drawing on could flicker: there is no picture any more, and an attempt
    // ends as one whose headset is gone.
    if error.ty != ErrorType::DeviceLost || lost_at.elapsed() < RUNTIME_MAX {
        return RenderErrorPolicy::StopRendering;
    }
    made.lost_at = None;
    info!("no headset makes a graphics device: the desktop's is taken");
    recover(main, RenderCreation::default())
}

/// What is uploaded piece by piece would meet what was made with the old device: all of it goes to
/// the new one at once.
fn recover(main: &mut World, creation: RenderCreation) -> RenderErrorPolicy {
    main.insert_resource(RenderAssetBytesPerFrame::default());
    RenderErrorPolicy::Recover(creation)
}

/// Each time there is a device: what frames without a headset are drawn on is made with it.
pub(crate) fn park(wall: Res<Wall>, device: Res<RenderDevice>, warmth: Res<XrWarmth>) {
    wall.look().park(device.wgpu_device());
    warmth.chill();
}
