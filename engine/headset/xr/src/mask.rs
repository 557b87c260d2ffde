//! What the lenses hide of each eye's picture (XR_KHR_visibility_mask) is filled with the nearest
//! depth before anything is drawn, so that nothing behind it is shaded.

use crate::draw::Wall;
use crate::eyes::XrEye;
use crate::graphics;
use crate::runtime::EYES;
use bevy::prelude::*;
use bevy::render::renderer::{RenderContext, RenderDevice, RenderQueue, ViewQuery};
use bevy::render::view::{ExtractedView, Msaa, ViewDepthTexture};
use openxr as xr;

/// Whether what the lenses hide is left out; on by default, off to measure what it brings.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct XrMask(pub bool);

impl Default for XrMask {
    fn default() -> Self {
        Self(true)
    }
}

/// Triangles of both eyes on the plane one metre ahead, metres to the right and up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Masks(pub [Vec<Vec2>; EYES]);

impl Masks {
    /// As the runtime says; an eye that it cannot tell of is seen whole.
    pub fn of(session: &xr::Session<xr::Vulkan>) -> Self {
        if session.instance().exts().khr_visibility_mask.is_none() {
            return Self::default();
        }
        Self([0, 1].map(|eye| {
            let kind = xr::VisibilityMaskTypeKHR::HIDDEN_TRIANGLE_MESH;
            let mask = session.get_visibility_mask_khr(crate::runtime::VIEWS, eye, kind);
            mask.map_or_else(|_| Vec::new(), |mask| corners(&mask.vertices, &mask.indices))
        }))
    }
}

/// The corners of whole triangles, in order.
fn corners(points: &[xr::Vector2f], indices: &[u32]) -> Vec<Vec2> {
    let triangles = indices.chunks_exact(3).filter_map(|corners| {
        let point = |index: u32| points.get(index as usize).map(|p| Vec2::new(p.x, p.y));
        Some([point(corners[0])?, point(corners[1])?, point(corners[2])?])
    });
    triangles.flatten().collect()
}

/// What an eye's mask is drawn with.
#[derive(Resource, Default)]
pub(crate) struct MaskPass {
    pipeline: Option<(u32, wgpu::RenderPipeline)>,
    eyes: [Option<Prepared>; EYES],
}

/// The corners in the picture, for this mask and this view.
struct Prepared {
    mask: Vec<Vec2>,
    clip_from_view: Mat4,
    buffer: wgpu::Buffer,
}

const SHADER: &str = "
@vertex fn corner(@location(0) at: vec2<f32>) -> @builtin(position) vec4<f32> {
    return vec4(at, 1.0, 1.0);
}
";

/// To run before an eye's things are drawn.
pub(crate) fn hide(
    view: ViewQuery<(&XrEye, &ExtractedView, &ViewDepthTexture, &Msaa)>,
    (mut pass, wall, is_on): (ResMut<MaskPass>, Res<Wall>, Res<XrMask>),
    (device, queue): (Res<RenderDevice>, Res<RenderQueue>),
    mut context: RenderContext,
) {
    let (XrEye(eye), view, depth, msaa) = view.into_inner();
    let hung = wall.look();
    let Some(mask) = hung.masks.0.get(*eye).filter(|mask| is_on.0 && !mask.is_empty()) else {
        return;
    };
    let device = device.wgpu_device();
    let pass = &mut *pass;
    let Some(slot) = pass.eyes.get_mut(*eye) else { return };
    let is_same = |now: &Prepared| now.clip_from_view == view.clip_from_view && now.mask == *mask;
    if !slot.as_ref().is_some_and(is_same) {
        *slot = Some(Prepared::new((device, &queue), mask, view.clip_from_view));
    }
    let samples = msaa.samples();
    if pass.pipeline.as_ref().is_none_or(|(for_samples, _)| *for_samples != samples) {
        pass.pipeline = Some((samples, pipeline(device, samples)));
    }
    let (Some((_, pipeline)), Some(prepared)) = (&pass.pipeline, slot) else { return };
    let attachment = depth.get_attachment(wgpu::StoreOp::Store);
    let mut pass = context.command_encoder().begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("hidden by the lenses"),
        depth_stencil_attachment: Some(attachment),
        ..default()
    });
    pass.set_pipeline(pipeline);
    pass.set_vertex_buffer(0, prepared.buffer.slice(..));
    pass.draw(0..prepared.mask.len() as u32, 0..1);
}

impl Prepared {
    fn new(
        (device, queue): (&wgpu::Device, &wgpu::Queue),
        mask: &[Vec2],
        clip_from_view: Mat4,
    ) -> Self {
        let bytes: Vec<u8> = mask
            .iter()
            .map(|at| clip_from_view.project_point3(at.extend(-1.0)).xy())
            .flat_map(|at| at.to_array())
            .flat_map(f32::to_le_bytes)
            .collect();
        let buffer = graphics::buffer(device, queue, &bytes, wgpu::BufferUsages::VERTEX);
        Self { mask: mask.to_vec(), clip_from_view, buffer }
    }
}

fn pipeline(device: &wgpu::Device, samples: u32) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("hidden by the lenses"),
        source: wgpu::ShaderSource::Wgsl(SHADER.into()),
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("hidden by the lenses"),
        layout: None,
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("corner"),
            compilation_options: default(),
            buffers: &[wgpu::VertexBufferLayout {
                array_stride: 8,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &wgpu::vertex_attr_array![0 => Float32x2],
            }],
        },
        fragment: None,
        primitive: default(),
        depth_stencil: Some(wgpu::DepthStencilState {
            format: bevy::core_pipeline::core_3d::CORE_3D_DEPTH_FORMAT,
            depth_write_enabled: Some(true),
            depth_compare: Some(wgpu::CompareFunction::Always),
            stencil: default(),
            bias: default(),
        }),
        multisample: wgpu::MultisampleState { count: samples, ..default() },
        multiview_mask: None,
        cache: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_triangles_of_known_points_hide_anything() {
        let point = |x, y| xr::Vector2f { x, y };
        let points = [point(0.0, 0.0), point(1.0, 0.0), point(0.0, 2.0)];
        let whole = [Vec2::ZERO, Vec2::X, Vec2::new(0.0, 2.0)];
        assert_eq!(corners(&points, &[0, 1, 2]), whole);
        assert_eq!(corners(&points, &[0, 1, 2, 2, 1]), whole);
        assert_eq!(corners(&points, &[0, 1, 3, 0, 1, 2]), whole);
        assert_eq!(corners(&[], &[0, 1, 2]), []);
    }
}
