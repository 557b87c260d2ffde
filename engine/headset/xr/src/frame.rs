//! The frame loop, in order: wait, track, place the eyes, begin and take a picture, draw, give it
//! back and end. One thread does all of it; a wait is never made before the last one was begun,
//! because the runtime would hold the thread for good.

use crate::capture::{Capture, XrCaptured};
use crate::eyes::{EyeView, TARGETS};
use crate::fault::XrFault;
use crate::input::{XrInput, XrPulse};
use crate::runtime::EYES;
use crate::session::{Drawing, Link, XrStatus};
use bevy::prelude::*;
use bevy::render::renderer::{RenderDevice, RenderQueue};
use bevy::render::texture::{ManualTextureView, ManualTextureViews};
use openxr as xr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Without a running session nothing paces the loop but this.
const IDLE_PACE: Duration = Duration::from_millis(16);

/// The frame that is being made.
#[derive(Resource, Clone, Debug, Default)]
pub struct XrFrame {
    /// When it will be shown, nanoseconds of the runtime's clock.
    pub display_time_ns: i64,
    /// How long it will be shown.
    pub period: Duration,
    /// Somebody will see it.
    pub should_render: bool,
    /// The eyes at that time, in the play space.
    pub views: Option<[EyeView; EYES]>,
    /// Frames so far.
    pub count: u64,
}

/// What main and render world share.
#[derive(Resource, Clone)]
pub(crate) struct Shared(Arc<Mutex<Loop>>);

pub(crate) struct Loop {
    pub drawing: Option<Drawing>,
    /// Waited for, and not yet begun.
    waited: Option<Waited>,
    /// Begun, and not yet ended.
    begun: Option<Waited>,
    has_image: bool,
    fault: Option<XrFault>,
    pub capture: Capture,
}

#[derive(Clone, Debug)]
struct Waited {
    time: xr::Time,
    should_render: bool,
    /// Where the eyes were drawn from.
    views: Option<[EyeView; EYES]>,
}

impl Shared {
    pub fn new(drawing: Drawing) -> Self {
        let state = Loop {
            drawing: Some(drawing),
            waited: None,
            begun: None,
            has_image: false,
            fault: None,
            capture: Capture::default(),
        };
        Self(Arc::new(Mutex::new(state)))
    }

    pub fn lock(&self) -> MutexGuard<'_, Loop> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hears the runtime's news and waits for the next frame.
pub(crate) fn wait_frame(
    mut link: ResMut<Link>,
    mut status: ResMut<XrStatus>,
    mut frame: ResMut<XrFrame>,
    shared: Res<Shared>,
) {
    if matches!(*status, XrStatus::Over(_)) {
        std::thread::park_timeout(IDLE_PACE);
        return;
    }
    let mut state = shared.lock();
    let fault = state.fault.take().map_or(Ok(()), Err);
    let heard = fault.and_then(|()| link.poll(&mut status));
    let waited = heard.and_then(|()| {
        if *status != XrStatus::Running {
            std::thread::park_timeout(IDLE_PACE);
            return Ok(None);
        }
        if state.waited.is_some() {
            return Ok(None);
        }
        link.waiter.wait().map(Some).map_err(|code| XrFault::of("waiting for a frame", code))
    });
    match waited {
        Ok(Some(next)) => {
            frame.display_time_ns = next.predicted_display_time.as_nanos();
            frame.period = period(next.predicted_display_period);
            frame.should_render = next.should_render;
            frame.count += 1;
            state.waited = Some(Waited {
                time: next.predicted_display_time,
                should_render: next.should_render,
                views: None,
            });
        }
        Ok(None) => {}
        Err(fault) => {
            error!("{fault}");
            *status = XrStatus::Over(fault);
            frame.views = None;
            // Pictures and session are given back now, while the runtime may still listen.
            *state = Loop { drawing: None, ..Loop::empty() };
        }
    }
}

impl Loop {
    fn empty() -> Self {
        Self {
            drawing: None,
            waited: None,
            begun: None,
            has_image: false,
            fault: None,
            capture: Capture::default(),
        }
    }
}

fn period(nanos: xr::Duration) -> Duration {
    Duration::from_nanos(u64::try_from(nanos.as_nanos()).unwrap_or_default())
}

/// Head, hands and buttons at the display time; and what the hands should feel.
pub(crate) fn track(
    mut link: ResMut<Link>,
    mut input: ResMut<XrInput>,
    mut pulses: MessageReader<XrPulse>,
    shared: Res<Shared>,
) {
    let mut state = shared.lock();
    let Some(waited) = &state.waited else { return };
    let tracked = link.sync_input(waited.time).and_then(|now| {
        *input = now;
        pulses.read().try_for_each(|pulse| link.pulse(pulse))
    });
    state.fault = tracked.err();
}

/// Asks where the eyes are, as late as the main world can.
pub(crate) fn locate_eyes(link: Res<Link>, mut frame: ResMut<XrFrame>, shared: Res<Shared>) {
    let mut state = shared.lock();
    let Some(waited) = &mut state.waited else { return };
    match link.views(waited.time) {
        Ok(views) => {
            waited.views = views;
            frame.views = views.or(frame.views);
        }
        Err(fault) => state.fault = Some(fault),
    }
}

/// Begins the frame and takes the picture that the cameras draw on.
pub(crate) fn begin_frame(shared: Res<Shared>, mut targets: ResMut<ManualTextureViews>) {
    let mut state = shared.lock();
    let state = &mut *state;
    let Some(drawing) = &mut state.drawing else { return };
    state.has_image = false;
    let mut image = None;
    if let Some(waited) = state.waited.take() {
        match drawing.stream.begin() {
            Ok(()) => {
                if waited.should_render && waited.views.is_some() {
                    match drawing.swapchain.acquire() {
                        Ok(taken) => image = taken.map(|image| image.eyes.clone()),
                        Err(fault) => state.fault = Some(fault),
                    }
                }
                state.has_image = image.is_some();
                state.begun = Some(waited);
            }
            Err(code) => state.fault = Some(XrFault::of("beginning a frame", code)),
        }
    }
    let swapchain = &drawing.swapchain;
    let eyes = image.unwrap_or_else(|| swapchain.parked().eyes.clone());
    for (target, texture_view) in TARGETS.into_iter().zip(eyes) {
        let view =
            ManualTextureView { texture_view, size: swapchain.size, view_format: swapchain.format };
        targets.insert(target, view);
    }
}

/// Gives the picture back and ends the frame.
pub(crate) fn end_frame(shared: Res<Shared>, device: Res<RenderDevice>, queue: Res<RenderQueue>) {
    let mut state = shared.lock();
    let state = &mut *state;
    let (Some(begun), Some(drawing)) = (state.begun.take(), &mut state.drawing) else { return };
    if state.has_image
        && let Some(image) = drawing.swapchain.held()
    {
        state.capture.copy(&image.texture, device.wgpu_device(), &queue);
        if let Err(fault) = drawing.swapchain.release() {
            state.fault = Some(fault);
            state.has_image = false;
        }
    }
    let ended = match (state.has_image, &begun.views) {
        (true, Some(views)) => end_with_eyes(drawing, begun.time, views),
        _ => drawing.stream.end(begun.time, drawing.blend, &[]),
    };
    if let Err(code) = ended {
        state.fault = Some(XrFault::of("ending a frame", code));
    }
}

fn end_with_eyes(drawing: &mut Drawing, time: xr::Time, views: &[EyeView; EYES]) -> xr::Result<()> {
    let size = drawing.swapchain.size.as_ivec2();
    let rect = xr::Rect2Di {
        offset: xr::Offset2Di { x: 0, y: 0 },
        extent: xr::Extent2Di { width: size.x, height: size.y },
    };
    let eye = |index: usize| {
        let view = &views[index];
        let (p, q) = (view.at.translation, view.at.rotation);
        let [angle_left, angle_right, angle_up, angle_down] = view.fov;
        xr::CompositionLayerProjectionView::new()
            .pose(xr::Posef {
                orientation: xr::Quaternionf { x: q.x, y: q.y, z: q.z, w: q.w },
                position: xr::Vector3f { x: p.x, y: p.y, z: p.z },
            })
            .fov(xr::Fovf { angle_left, angle_right, angle_up, angle_down })
            .sub_image(
                xr::SwapchainSubImage::new()
                    .swapchain(&drawing.swapchain.chain)
                    .image_array_index(index as u32)
                    .image_rect(rect),
            )
    };
    let eyes = [eye(0), eye(1)];
    let layer = xr::CompositionLayerProjection::new().space(&drawing.space).views(&eyes);
    drawing.stream.end(time, drawing.blend, &[&layer])
}

/// Hands a finished copy of both eyes to the main world.
pub(crate) fn hand_over_capture(
    shared: Res<Shared>,
    frame: Res<XrFrame>,
    mut captured: MessageWriter<XrCaptured>,
) {
    if let (Some(eyes), Some(views)) = (shared.lock().capture.take(), frame.views) {
        captured.write(XrCaptured { eyes, views });
    }
}
