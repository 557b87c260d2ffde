//! How far away everything is that the eyes see, for runtimes that move a late picture by it
//! (XR_KHR_composition_layer_depth): a swapchain beside the eyes' own, written behind their drawing
//! and submitted with it. A frame whose depth is late goes without it.

use crate::draw::Wall;
use crate::eyes::{NEAR_M, XrEye};
use crate::frame::Begun;
use crate::runtime::EYES;
use crate::swapchain::{self, Chain};
use anlan_xr_loop::{ImageOrder, Taken};
use bevy::math::UVec2;
use bevy::prelude::*;
use bevy::render::renderer::{PendingCommandBuffers, RenderDevice};
use bevy::render::view::ViewDepthTexture;
use openxr as xr;
use openxr::sys::Result as Code;

/// How long a depth picture may be withheld, nanoseconds.
const WAIT_NS_MAX: i64 = 1_000_000;

/// Whether the runtime is told how far things are; on by default, off to measure what it costs.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct XrDepth(pub bool);

impl Default for XrDepth {
    fn default() -> Self {
        Self(true)
    }
}

/// The depth pictures of a session.
pub(crate) struct Depths {
    chain: Chain,
    images: Vec<[wgpu::TextureView; EYES]>,
    format: wgpu::TextureFormat,
    order: ImageOrder,
    pipeline: Option<(u32, wgpu::RenderPipeline)>,
    /// It was written in this frame.
    is_fresh: bool,
}

impl Depths {
    pub fn new(
        session: &xr::Session<xr::Vulkan>,
        device: &wgpu::Device,
        size: UVec2,
        raw: u32,
    ) -> Result<Option<Self>, Code> {
        let is_offered = session.instance().exts().khr_composition_layer_depth.is_some();
        let Some(format) = swapchain::depth_format_of(raw).filter(|_| is_offered) else {
            return Ok(None);
        };
        let (chain, images) = swapchain::depths(session, device, size, raw, format)?;
        let order = ImageOrder::Away;
        Ok(Some(Self { chain, images, format, order, pipeline: None, is_fresh: false }))
    }

    /// What the runtime is told of the eyes' depth, if it was written since this was last asked.
    pub fn take(&mut self, size: UVec2) -> Option<[xr::sys::CompositionLayerDepthInfoKHR; EYES]> {
        std::mem::take(&mut self.is_fresh).then(|| [0, 1].map(|eye| self.info(size, eye)))
    }

    /// One eye's part, to hang on its view. Depth is 1 at [`NEAR_M`] and 0 without end.
    fn info(&self, size: UVec2, eye: usize) -> xr::sys::CompositionLayerDepthInfoKHR {
        let size = size.as_ivec2();
        xr::sys::CompositionLayerDepthInfoKHR {
            ty: xr::sys::CompositionLayerDepthInfoKHR::TYPE,
            next: std::ptr::null(),
            sub_image: xr::sys::SwapchainSubImage {
                swapchain: self.chain.as_raw(),
                image_rect: xr::Rect2Di {
                    offset: xr::Offset2Di { x: 0, y: 0 },
                    extent: xr::Extent2Di { width: size.x, height: size.y },
                },
                image_array_index: eye as u32,
            },
            min_depth: 0.0,
            max_depth: 1.0,
            near_z: f32::INFINITY,
            far_z: NEAR_M,
        }
    }

    /// What writes the next picture, once it is submitted.
    fn write(
        &mut self,
        eyes: &[Option<&wgpu::Texture>; EYES],
        device: &wgpu::Device,
    ) -> Result<Option<wgpu::CommandBuffer>, Code> {
        let [Some(left), Some(right)] = eyes else { return Ok(None) };
        let chain = &mut self.chain;
        self.order.acquire(|| chain.acquire_image().map(|index| index as usize))?;
        let Taken::Ready(index) = self.order.wait(|| swapchain::wait(chain, WAIT_NS_MAX))? else {
            return Ok(None);
        };
        let samples = left.sample_count();
        if self.pipeline.as_ref().is_none_or(|(for_samples, _)| *for_samples != samples) {
            self.pipeline = Some((samples, pipeline(device, samples, self.format)));
        }
        let (Some((_, pipeline)), Some(images)) = (&self.pipeline, self.images.get(index)) else {
            return Ok(None);
        };
        let mut encoder = device.create_command_encoder(&default());
        for (from, to) in [left, right].into_iter().zip(images) {
            copy(device, &mut encoder, pipeline, from, to);
        }
        Ok(Some(encoder.finish()))
    }

    /// Gives back what was written; to be called after it is submitted.
    pub fn give_back(&mut self) -> Result<(), Code> {
        let chain = &self.chain;
        self.is_fresh = self.order.release(|| swapchain::release(chain))?;
        Ok(())
    }
}

/// Copies the eyes' depth for the runtime; to run after they are recorded, and submitted with them.
pub(crate) fn tell_depth(
    (wall, begun, is_on): (Res<Wall>, Res<Begun>, Res<XrDepth>),
    eyes: Query<(&XrEye, &ViewDepthTexture)>,
    (device, mut pending): (Res<RenderDevice>, ResMut<PendingCommandBuffers>),
) {
    if !is_on.0 || !begun.has_image() || begun.is_withheld {
        return;
    }
    let mut hung = wall.look();
    let size = hung.size;
    let Some(depths) = &mut hung.depths else { return };
    let mut drawn: [Option<&wgpu::Texture>; EYES] = [None; EYES];
    for (XrEye(eye), depth) in &eyes {
        let is_whole = (depth.texture.width(), depth.texture.height()) == (size.x, size.y);
        if let Some(slot) = drawn.get_mut(*eye).filter(|_| is_whole) {
            *slot = Some(&depth.texture);
        }
    }
    match depths.write(&drawn, device.wgpu_device()) {
        Ok(written) => pending.push(written),
        Err(code) => hung.lose_depths(code),
    }
}

fn copy(
    device: &wgpu::Device,
    encoder: &mut wgpu::CommandEncoder,
    pipeline: &wgpu::RenderPipeline,
    from: &wgpu::Texture,
    to: &wgpu::TextureView,
) {
    let from = from.create_view(&default());
    let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("depth"),
        layout: &pipeline.get_bind_group_layout(0),
        entries: &[wgpu::BindGroupEntry {
            binding: 0,
            resource: wgpu::BindingResource::TextureView(&from),
        }],
    });
    let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("depth"),
        depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
            view: to,
            depth_ops: Some(wgpu::Operations {
                load: wgpu::LoadOp::Clear(0.0),
                store: wgpu::StoreOp::Store,
            }),
            stencil_ops: None,
        }),
        ..default()
    });
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, &group, &[]);
    pass.draw(0..3, 0..1);
}

/// Every sample of a pixel is as good as the next: the first is taken.
fn shader(samples: u32) -> String {
    let kind = if samples > 1 { "texture_depth_multisampled_2d" } else { "texture_depth_2d" };
    format!(
        "@group(0) @binding(0) var drawn: {kind};
        @vertex fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {{
            let share = vec2(f32(index & 1u), f32(index >> 1u)) * 4.0 - 1.0;
            return vec4(share, 0.0, 1.0);
        }}
        @fragment fn far(@builtin(position) at: vec4<f32>) -> @builtin(frag_depth) f32 {{
            return textureLoad(drawn, vec2<i32>(at.xy), 0);
        }}"
    )
}

fn pipeline(
    device: &wgpu::Device,
    samples: u32,
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("depth"),
        source: wgpu::ShaderSource::Wgsl(shader(samples).into()),
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("depth"),
        layout: None,
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("corner"),
            compilation_options: default(),
            buffers: &[],
        },
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("far"),
            compilation_options: default(),
            targets: &[],
        }),
        primitive: default(),
        depth_stencil: Some(wgpu::DepthStencilState {
            format,
            depth_write_enabled: Some(true),
            depth_compare: Some(wgpu::CompareFunction::Always),
            stencil: default(),
            bias: default(),
        }),
        multisample: default(),
        multiview_mask: None,
        cache: None,
    })
}
