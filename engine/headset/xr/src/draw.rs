//! The loop's calls on the real runtime, for the render world: frames, images, layers.

use crate::calls::{Clock, PlaySlot};
use crate::depth::Depths;
use crate::mask::Masks;
use crate::quad::Quads;
use crate::runtime::{EYES, System, VIEWS};
use crate::swapchain::{self, Picture, Pictures};
use anlan_xr_loop::{DrawCalls, Format, Shown};
use bevy::math::UVec2;
use bevy::prelude::*;
use openxr as xr;
use openxr::sys::Result as Code;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wgpu::TextureFormat;

/// Where pictures hang for whoever draws on them.
#[derive(Resource, Clone)]
pub(crate) struct Wall(Arc<Mutex<Hung>>);

pub(crate) struct Hung {
    /// The eyes' pictures, while there is a session.
    pub pictures: Option<Pictures>,
    /// What is drawn on when nobody will see it.
    pub parked: Picture,
    pub format: TextureFormat,
    pub size: UVec2,
    /// Flat pictures before the wearer, while there is a session.
    pub quads: Option<Quads>,
    /// How far the eyes see, while there is a session that asks for it.
    pub depths: Option<Depths>,
    /// What the lenses hide.
    pub masks: Masks,
    /// What it was hung up with, and how many there have been.
    pub device: wgpu::Device,
    pub devices: u32,
}

impl Hung {
    /// Hangs up what is drawn on when nobody will see it.
    pub fn park(&mut self, device: &wgpu::Device) {
        self.parked = Picture::parked(device, self.size, self.format);
        self.device = device.clone();
        self.devices += 1;
    }

    /// Gives back all pictures beside the eyes' own that were written in this frame.
    pub fn give_back(&mut self, display_ns: i64) {
        if let Some(quads) = &mut self.quads {
            quads.give_back(display_ns);
        }
        if let Some(Err(code)) = self.depths.as_mut().map(Depths::give_back) {
            self.lose_depths(code);
        }
    }

    /// What ends a session comes again with the next call of the loop.
    pub fn lose_depths(&mut self, code: Code) {
        warn!("the headset is not told how far things are: {code:?}");
        let _ = self.device.poll(wgpu::PollType::wait_indefinitely());
        self.depths = None;
    }
}

impl Wall {
    pub fn new(device: &wgpu::Device, size: UVec2) -> Self {
        let format = TextureFormat::Rgba8UnormSrgb;
        let parked = Picture::parked(device, size, format);
        Self(Arc::new(Mutex::new(Hung {
            pictures: None,
            parked,
            format,
            size,
            quads: None,
            depths: None,
            masks: Masks::default(),
            device: device.clone(),
            devices: 0,
        })))
    }

    pub fn look(&self) -> MutexGuard<'_, Hung> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The drawing end of a session.
pub(crate) struct Draw {
    stream: xr::FrameStream<xr::Vulkan>,
    chain: xr::Swapchain<xr::Vulkan>,
    session: xr::Session<xr::Vulkan>,
    play: PlaySlot,
    wall: Wall,
    blend: xr::EnvironmentBlendMode,
    size: UVec2,
    clock: Clock,
    // Last: pictures and session go before the device that draws them.
    device: wgpu::Device,
}

impl Draw {
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        stream: xr::FrameStream<xr::Vulkan>,
        session: xr::Session<xr::Vulkan>,
        play: PlaySlot,
        wall: &Wall,
        system: &System,
        (colour, depth): (Format, Option<u32>),
        device: wgpu::Device,
        clock: Clock,
    ) -> Result<Self, Code> {
        let size = system.eye_px;
        let (chain, pictures) = swapchain::eyes(&session, &device, size, colour)?;
        let depths = depth.map(|raw| Depths::new(&session, &device, size, raw)).transpose()?;
        let mut hung = wall.look();
        if (hung.format, hung.size) != (pictures.format, size) {
            (hung.format, hung.size) = (pictures.format, size);
            hung.park(&device);
        }
        hung.pictures = Some(pictures);
        hung.quads = Some(Quads::new(session.clone(), device.clone(), colour));
        hung.depths = depths.flatten();
        drop(hung);
        let (wall, blend) = (wall.clone(), system.blend);
        Ok(Self { stream, chain, session, play, wall, blend, size, clock, device })
    }
}

impl Drop for Draw {
    fn drop(&mut self) {
        // The runtime may not take its pictures back while they are still drawn on.
        let _ = self.device.poll(wgpu::PollType::wait_indefinitely());
        let mut hung = self.wall.look();
        (hung.pictures, hung.quads, hung.depths) = (None, None, None);
        hung.masks = Masks::default();
    }
}

impl DrawCalls for Draw {
    fn now_ns(&self) -> i64 {
        self.clock.now_ns()
    }

    fn worked_ns(&self) -> i64 {
        self.clock.worked_ns()
    }

    fn begin_frame(&mut self) -> Result<(), Code> {
        self.stream.begin()
    }

    fn acquire(&mut self) -> Result<usize, Code> {
        self.chain.acquire_image().map(|index| index as usize)
    }

    fn wait_image(&mut self, timeout_ns: i64) -> Result<(), Code> {
        swapchain::wait(&self.chain, timeout_ns)
    }

    fn release(&mut self) -> Result<(), Code> {
        swapchain::release(&self.chain)
    }

    fn locate_views(&mut self, at: xr::Time) -> Result<(xr::ViewStateFlags, Vec<xr::View>), Code> {
        let play = self.play.get()?;
        self.session.locate_views(VIEWS, at, &play)
    }

    fn end_frame(&mut self, display: xr::Time, shown: &Shown) -> Result<(), Code> {
        let play = self.play.get()?;
        let mut hung = self.wall.look();
        let depths = hung.depths.as_mut().and_then(|depths| depths.take(self.size));
        let eyes = match shown {
            Shown::Eyes(views) => Some([0, 1].map(|eye| {
                let depth = depths.as_ref().map(|depths| &depths[eye]);
                eye_layer(&self.chain, self.size, eye, &views[eye], depth)
            })),
            _ => None,
        };
        let projection = eyes
            .as_ref()
            .map(|eyes: &[_; EYES]| xr::CompositionLayerProjection::new().space(&play).views(eyes));
        let quads = match (shown, &hung.quads) {
            (Shown::Nothing, _) | (_, None) => Vec::new(),
            (_, Some(quads)) => quads.layers(&play),
        };
        let mut layers: Vec<&xr::CompositionLayerBase<'_, xr::Vulkan>> = Vec::new();
        if let Some(projection) = &projection {
            layers.push(projection);
        }
        for quad in &quads {
            layers.push(quad);
        }
        self.stream.end(display, self.blend, &layers)
    }
}

/// `openxr` 0.21 knows no depth on a view: it is hung on by hand.
#[allow(unsafe_code)]
fn eye_layer<'a>(
    chain: &'a xr::Swapchain<xr::Vulkan>,
    size: UVec2,
    eye: usize,
    view: &xr::View,
    depth: Option<&'a xr::sys::CompositionLayerDepthInfoKHR>,
) -> xr::CompositionLayerProjectionView<'a, xr::Vulkan> {
    let size = size.as_ivec2();
    let rect = xr::Rect2Di {
        offset: xr::Offset2Di { x: 0, y: 0 },
        extent: xr::Extent2Di { width: size.x, height: size.y },
    };
    let picture = xr::SwapchainSubImage::new()
        .swapchain(chain)
        .image_array_index(eye as u32)
        .image_rect(rect);
    let layer =
        xr::CompositionLayerProjectionView::new().pose(view.pose).fov(view.fov).sub_image(picture);
    let mut raw = layer.into_raw();
    raw.next = depth.map_or(std::ptr::null(), |depth| std::ptr::from_ref(depth).cast());
    // SAFETY: it was built from what lives for 'a, and so does what hangs on it.
    unsafe { xr::CompositionLayerProjectionView::from_raw(raw) }
}
