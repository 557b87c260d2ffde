//! The pictures that the runtime takes: one swapchain with a layer for each eye, and a pair of
//! pictures of our own for frames that nobody will see.

use crate::fault::{Doing, XrFault};
use crate::graphics;
use crate::runtime::EYES;
use ash::vk;
use bevy::math::UVec2;
use bevy::render::render_resource::TextureView;
use openxr as xr;
use openxr::sys::Result as Code;
use wgpu::{TextureFormat, TextureUsages, TextureUses};

/// Formats in the order of liking; all of them hold sRGB, because Bevy writes such pictures last.
const FORMATS: [(vk::Format, TextureFormat); 2] = [
    (vk::Format::R8G8B8A8_SRGB, TextureFormat::Rgba8UnormSrgb),
    (vk::Format::B8G8R8A8_SRGB, TextureFormat::Bgra8UnormSrgb),
];
/// How long an image may be withheld before the frame goes without a picture, nanoseconds.
const IMAGE_WAIT_NS: i64 = 100_000_000;

/// The swapchain of a session.
pub(crate) struct Swapchain {
    // Dropped before `chain`, whose images they are.
    images: Vec<Image>,
    parked: Image,
    pub chain: xr::Swapchain<xr::Vulkan>,
    pub format: TextureFormat,
    pub size: UVec2,
    held: Option<usize>,
}

/// A texture with its two layers.
pub(crate) struct Image {
    pub texture: wgpu::Texture,
    pub eyes: [TextureView; EYES],
}

impl Swapchain {
    /// Makes it, as large as the runtime recommends.
    pub fn new(
        session: &xr::Session<xr::Vulkan>,
        device: &wgpu::Device,
        size: UVec2,
    ) -> Result<Self, XrFault> {
        let offered = session.enumerate_swapchain_formats().doing("asking for picture formats")?;
        let (raw, format) = FORMATS
            .into_iter()
            .find(|(raw, _)| offered.contains(&(raw.as_raw() as u32)))
            .ok_or_else(|| XrFault::Unfit("it takes no sRGB pictures".to_owned()))?;
        let chain = session
            .create_swapchain(&xr::SwapchainCreateInfo {
                create_flags: xr::SwapchainCreateFlags::EMPTY,
                usage_flags: xr::SwapchainUsageFlags::COLOR_ATTACHMENT
                    | xr::SwapchainUsageFlags::TRANSFER_SRC,
                format: raw.as_raw() as u32,
                sample_count: 1,
                width: size.x,
                height: size.y,
                face_count: 1,
                array_size: EYES as u32,
                mip_count: 1,
            })
            .doing("making the pictures of the eyes")?;
        let descriptor = descriptor(size, format);
        let uses = TextureUses::COLOR_TARGET | TextureUses::COPY_SRC;
        let images = chain
            .enumerate_images()
            .doing("asking for the pictures of the eyes")?
            .into_iter()
            .map(|raw| Some(Image::of(graphics::texture(device, raw, &descriptor, uses)?, format)))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| XrFault::Graphics("Bevy does not draw with Vulkan".to_owned()))?;
        let parked = Image::of(device.create_texture(&descriptor), format);
        Ok(Self { images, parked, chain, format, size, held: None })
    }

    /// Takes the next image, or none if the runtime withholds it.
    pub fn acquire(&mut self) -> Result<Option<&Image>, XrFault> {
        let index = match self.held {
            // Withheld last time: the wait for it goes on.
            Some(index) => index,
            None => self.chain.acquire_image().doing("taking a picture to draw on")? as usize,
        };
        self.held = Some(index);
        match wait(&self.chain) {
            Code::TIMEOUT_EXPIRED => Ok(None),
            code if code.into_raw() < 0 => {
                Err(XrFault::of("waiting for a picture to draw on", code))
            }
            _ => Ok(self.images.get(index)),
        }
    }

    /// The image that is held.
    pub fn held(&self) -> Option<&Image> {
        self.images.get(self.held?)
    }

    /// Gives the image back, drawn.
    pub fn release(&mut self) -> Result<(), XrFault> {
        self.held = None;
        match release(&self.chain) {
            code if code.into_raw() < 0 => {
                Err(XrFault::of("giving a picture to the headset", code))
            }
            _ => Ok(()),
        }
    }

    /// What is drawn on when nobody will see it.
    pub fn parked(&self) -> &Image {
        &self.parked
    }
}

/// `openxr` 0.21 takes a wait that timed out for one that succeeded, and panics when an image that
/// it did not see waited for is released: both calls are made here, by their own results.
#[allow(unsafe_code)]
fn wait(chain: &xr::Swapchain<xr::Vulkan>) -> Code {
    let info = xr::sys::SwapchainImageWaitInfo {
        ty: xr::sys::SwapchainImageWaitInfo::TYPE,
        next: std::ptr::null(),
        timeout: xr::Duration::from_nanos(IMAGE_WAIT_NS),
    };
    // SAFETY: a live swapchain that nobody else uses, and a complete structure.
    unsafe { (chain.instance().fp().wait_swapchain_image)(chain.as_raw(), &raw const info) }
}

#[allow(unsafe_code)]
fn release(chain: &xr::Swapchain<xr::Vulkan>) -> Code {
    let fp = chain.instance().fp();
    // SAFETY: a live swapchain that nobody else uses.
    unsafe { (fp.release_swapchain_image)(chain.as_raw(), std::ptr::null()) }
}

impl Image {
    fn of(texture: wgpu::Texture, format: TextureFormat) -> Self {
        let eyes = [0, 1].map(|layer| {
            TextureView::from(texture.create_view(&wgpu::TextureViewDescriptor {
                label: Some("eye"),
                format: Some(format),
                dimension: Some(wgpu::TextureViewDimension::D2),
                base_array_layer: layer,
                array_layer_count: Some(1),
                ..Default::default()
            }))
        });
        Self { texture, eyes }
    }
}

fn descriptor(size: UVec2, format: TextureFormat) -> wgpu::TextureDescriptor<'static> {
    wgpu::TextureDescriptor {
        label: Some("eyes"),
        size: wgpu::Extent3d { width: size.x, height: size.y, depth_or_array_layers: EYES as u32 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_SRC,
        view_formats: &[],
    }
}
