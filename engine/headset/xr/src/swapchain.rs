//! Pictures that the runtime takes: the eyes' swapchain with a layer for each eye, and flat ones;
//! and a pair of our own for frames that nobody will see.

use crate::graphics;
use crate::runtime::EYES;
use anlan_xr_loop::{COLOUR_USAGE, DEPTH_USAGE, Format};
use bevy::math::UVec2;
use bevy::render::render_resource::TextureView;
use openxr as xr;
use openxr::sys::Result as Code;
use wgpu::{TextureFormat, TextureUsages, TextureUses};

/// The formats that the loop may choose, as Vulkan and wgpu call them.
const FORMATS: [(u32, TextureFormat); 5] = [
    (43, TextureFormat::Rgba8UnormSrgb),
    (50, TextureFormat::Bgra8UnormSrgb),
    (97, TextureFormat::Rgba16Float),
    (37, TextureFormat::Rgba8Unorm),
    (44, TextureFormat::Bgra8Unorm),
];

/// wgpu's name of a format.
pub(crate) fn format_of(raw: u32) -> Option<TextureFormat> {
    FORMATS.into_iter().find(|(number, _)| *number == raw).map(|(_, format)| format)
}

/// A texture with its two layers.
pub(crate) struct Picture {
    pub texture: wgpu::Texture,
    pub eyes: [TextureView; EYES],
}

/// What the eyes' cameras draw on.
pub(crate) struct Pictures {
    pub images: Vec<Picture>,
    pub format: TextureFormat,
}

impl Picture {
    fn of(texture: wgpu::Texture, format: TextureFormat) -> Self {
        let eyes = [0, 1].map(|eye| {
            let view = wgpu::TextureViewDescriptor { format: Some(format), ..layer(eye) };
            TextureView::from(texture.create_view(&view))
        });
        Self { texture, eyes }
    }

    /// One of our own, for what nobody will see.
    pub fn parked(device: &wgpu::Device, size: UVec2, format: TextureFormat) -> Self {
        Self::of(device.create_texture(&descriptor(size, format, EYES as u32)), format)
    }
}

pub(crate) type Chain = xr::Swapchain<xr::Vulkan>;

/// wgpu's name of a depth format; none for those that wgpu does not lay out as Vulkan does.
pub(crate) fn depth_format_of(raw: u32) -> Option<TextureFormat> {
    match raw {
        126 => Some(TextureFormat::Depth32Float),
        124 => Some(TextureFormat::Depth16Unorm),
        _ => None,
    }
}

/// Makes the eyes' swapchain, as large as the runtime recommends.
pub(crate) fn eyes(
    session: &xr::Session<xr::Vulkan>,
    device: &wgpu::Device,
    size: UVec2,
    colour: Format,
) -> Result<(Chain, Pictures), Code> {
    let format = format_of(colour.raw).ok_or(Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED)?;
    let descriptor = descriptor(size, format, EYES as u32);
    let uses = TextureUses::COLOR_TARGET | TextureUses::COPY_SRC;
    let (chain, textures) = make(session, device, colour.raw, &COLOUR_USAGE, &descriptor, uses)?;
    let images = textures.into_iter().map(|texture| Picture::of(texture, format)).collect();
    Ok((chain, Pictures { images, format }))
}

/// Makes a swapchain for the eyes' depth, and a view of each layer of its images.
pub(crate) fn depths(
    session: &xr::Session<xr::Vulkan>,
    device: &wgpu::Device,
    size: UVec2,
    raw: u32,
    format: TextureFormat,
) -> Result<(Chain, Vec<[wgpu::TextureView; EYES]>), Code> {
    let mut descriptor = descriptor(size, format, EYES as u32);
    descriptor.usage = TextureUsages::RENDER_ATTACHMENT;
    let uses = TextureUses::DEPTH_STENCIL_WRITE;
    let (chain, textures) = make(session, device, raw, &DEPTH_USAGE, &descriptor, uses)?;
    let views = textures.iter().map(|texture| [0, 1].map(|eye| texture.create_view(&layer(eye))));
    Ok((chain, views.collect()))
}

/// Makes a flat swapchain.
pub(crate) fn flat(
    session: &xr::Session<xr::Vulkan>,
    device: &wgpu::Device,
    size: UVec2,
    raw: u32,
) -> Result<(Chain, Vec<wgpu::Texture>), Code> {
    let format = format_of(raw).ok_or(Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED)?;
    let mut descriptor = descriptor(size, format, 1);
    descriptor.usage |= TextureUsages::COPY_DST;
    let uses = TextureUses::COLOR_TARGET | TextureUses::COPY_SRC | TextureUses::COPY_DST;
    let usage = [&COLOUR_USAGE[..], &[xr::SwapchainUsageFlags::TRANSFER_DST]].concat();
    make(session, device, raw, &usage, &descriptor, uses)
}

fn make(
    session: &xr::Session<xr::Vulkan>,
    device: &wgpu::Device,
    raw: u32,
    usage: &[xr::SwapchainUsageFlags],
    descriptor: &wgpu::TextureDescriptor,
    uses: TextureUses,
) -> Result<(Chain, Vec<wgpu::Texture>), Code> {
    let chain = session.create_swapchain(&xr::SwapchainCreateInfo {
        create_flags: xr::SwapchainCreateFlags::EMPTY,
        usage_flags: usage.iter().fold(Default::default(), |all, usage| all | *usage),
        format: raw,
        sample_count: 1,
        width: descriptor.size.width,
        height: descriptor.size.height,
        face_count: 1,
        array_size: descriptor.size.depth_or_array_layers,
        mip_count: 1,
    })?;
    let textures = chain
        .enumerate_images()?
        .into_iter()
        .map(|image| graphics::texture(device, image, descriptor, uses))
        .collect::<Option<Vec<_>>>()
        .ok_or(Code::ERROR_GRAPHICS_DEVICE_INVALID)?;
    Ok((chain, textures))
}

/// One layer of a texture.
fn layer(eye: u32) -> wgpu::TextureViewDescriptor<'static> {
    wgpu::TextureViewDescriptor {
        label: Some("eye"),
        dimension: Some(wgpu::TextureViewDimension::D2),
        base_array_layer: eye,
        array_layer_count: Some(1),
        ..Default::default()
    }
}

/// `openxr` 0.21 takes a wait that timed out for one that succeeded, and panics when an image that
/// it did not see waited for is released: both calls are made here, by their own results.
#[allow(unsafe_code)]
pub(crate) fn wait(chain: &Chain, timeout_ns: i64) -> Result<(), Code> {
    let info = xr::sys::SwapchainImageWaitInfo {
        ty: xr::sys::SwapchainImageWaitInfo::TYPE,
        next: std::ptr::null(),
        timeout: xr::Duration::from_nanos(timeout_ns),
    };
    // SAFETY: a live swapchain that nobody else uses, and a complete structure.
    let code =
        unsafe { (chain.instance().fp().wait_swapchain_image)(chain.as_raw(), &raw const info) };
    expect_success(code)
}

/// See [`wait`].
#[allow(unsafe_code)]
pub(crate) fn release(chain: &Chain) -> Result<(), Code> {
    let fp = chain.instance().fp();
    // SAFETY: a live swapchain that nobody else uses.
    expect_success(unsafe { (fp.release_swapchain_image)(chain.as_raw(), std::ptr::null()) })
}

fn expect_success(code: Code) -> Result<(), Code> {
    if code == Code::SUCCESS { Ok(()) } else { Err(code) }
}

fn descriptor(size: UVec2, format: TextureFormat, layers: u32) -> wgpu::TextureDescriptor<'static> {
    wgpu::TextureDescriptor {
        label: Some("headset"),
        size: wgpu::Extent3d { width: size.x, height: size.y, depth_or_array_layers: layers },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_SRC,
        view_formats: &[],
    }
}
