//! The left eye's picture and the words over it, on a window of the desktop, for whoever stands
//! beside the wearer. It is a copy at most 30 times a second, and goes on when the headset is
//! gone; no camera draws for it.

use crate::draw::{Hung, Wall};
use crate::frame::Begun;
use crate::graphics;
use crate::quad::QuadOrders;
use bevy::ecs::entity::EntityHashMap;
use bevy::prelude::*;
use bevy::render::render_asset::RenderAssets;
use bevy::render::renderer::{
    PendingCommandBuffers, RenderAdapter, RenderDevice, RenderInstance, RenderQueue,
};
use bevy::render::texture::GpuImage;
use bevy::render::view::ExtractedWindows;
use std::time::{Duration, Instant};
use wgpu::{TextureFormat, TextureUses};

/// A picture is shown this long at least.
const EVERY: Duration = Duration::from_millis(33);

/// What is shown on the desktop while a headset is the display.
#[derive(Resource, Default)]
pub(crate) struct Mirror {
    shown_at: Option<Instant>,
    is_due: bool,
    /// Whether this graphics device can draw on a window.
    can_show: EntityHashMap<bool>,
    glass: Option<Glass>,
}

/// Asks for the window's next picture, if it is time for one.
pub(crate) fn ask_for_picture(
    mut mirror: ResMut<Mirror>,
    mut windows: ResMut<ExtractedWindows>,
    (instance, adapter): (Res<RenderInstance>, Res<RenderAdapter>),
) {
    // The device is the headset's choice: a window on another device's screen stays empty. Bevy
    // itself would end the program.
    windows.retain(|entity, window| {
        *mirror.can_show.entry(*entity).or_insert_with(|| {
            let can_show = can_show(window, &instance, &adapter);
            if !can_show {
                warn!("the headset's graphics device cannot draw on this desktop: no mirror");
            }
            can_show
        })
    });
    mirror.is_due = mirror.shown_at.is_none_or(|at| at.elapsed() >= EVERY);
    for window in windows.values_mut() {
        // Bevy takes and presents a window's picture only if it has to.
        window.needs_initial_present = mirror.is_due;
    }
}

#[allow(unsafe_code)]
fn can_show(
    window: &bevy::render::view::ExtractedWindow,
    instance: &RenderInstance,
    adapter: &RenderAdapter,
) -> bool {
    let target = wgpu::SurfaceTargetUnsafe::RawHandle {
        raw_display_handle: Some(window.handle.get_display_handle()),
        raw_window_handle: window.handle.get_window_handle(),
    };
    // SAFETY: the window lives at least as long as this frame, and the surface is dropped here.
    let surface = unsafe { instance.create_surface_unsafe(target) };
    surface.is_ok_and(|surface| !surface.get_capabilities(adapter).formats.is_empty())
}

/// Copies what the left eye's camera drew in this frame, and the words, to the window; to run after
/// they are recorded, and submitted with them.
pub(crate) fn show_picture(
    mut mirror: ResMut<Mirror>,
    windows: Res<ExtractedWindows>,
    (begun, wall, orders): (Res<Begun>, Res<Wall>, Res<QuadOrders>),
    drawn: Res<RenderAssets<GpuImage>>,
    (device, queue): (Res<RenderDevice>, Res<RenderQueue>),
    mut pending: ResMut<PendingCommandBuffers>,
) {
    if !mirror.is_due {
        return;
    }
    for window in windows.values() {
        let (Some(to), Some(format)) =
            (&window.swap_chain_texture_view, window.swap_chain_texture_view_format)
        else {
            continue;
        };
        let hung = wall.look();
        let device = device.wgpu_device();
        let glass = match mirror.glass.take().filter(|glass| glass.fits(&hung, format)) {
            Some(glass) => glass,
            None => Glass::new(device, &hung, format),
        };
        let mut encoder = device.create_command_encoder(&default());
        if let Some(picture) = begun.picture(&hung) {
            glass.take(&picture.texture, begun.has_image(), &mut encoder);
        }
        drop(hung);
        let size = UVec2::new(window.physical_width, window.physical_height);
        let sheets: Vec<_> = orders
            .0
            .iter()
            .filter_map(|order| {
                let image = drawn.get(order.image)?;
                Some((&*image.texture_view, fitted(order.size_m, size, order.window_share)))
            })
            .collect();
        glass.draw((device, &queue), &mut encoder, to, size, &sheets);
        pending.push([encoder.finish()]);
        mirror.glass = Some(glass);
        mirror.shown_at = Some(Instant::now());
    }
}

/// What a picture is drawn on a window with.
struct Glass {
    /// The left eye's picture, as it was last.
    eye: wgpu::Texture,
    pipeline: wgpu::RenderPipeline,
    sampler: wgpu::Sampler,
    format: TextureFormat,
}

const SHADER: &str = "
@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var smooth_sampler: sampler;
@group(0) @binding(2) var<uniform> part: vec4<f32>;

struct Corner { @builtin(position) at: vec4<f32>, @location(0) uv: vec2<f32> }

@vertex fn corner(@builtin(vertex_index) index: u32) -> Corner {
    let share = vec2(f32(index & 1u), f32(index >> 1u)) * 2.0;
    let at = vec4(share.x * 2.0 - 1.0, 1.0 - share.y * 2.0, 0.0, 1.0);
    return Corner(at, part.xy + share * part.zw);
}

@fragment fn colour(corner: Corner) -> @location(0) vec4<f32> {
    return textureSample(picture, smooth_sampler, corner.uv);
}
";

impl Glass {
    fn new(device: &wgpu::Device, hung: &Hung, format: TextureFormat) -> Self {
        let size =
            wgpu::Extent3d { width: hung.size.x, height: hung.size.y, depth_or_array_layers: 1 };
        let eye = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("mirror"),
            size,
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: hung.format,
            usage: wgpu::TextureUsages::COPY_DST | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("mirror"),
            source: wgpu::ShaderSource::Wgsl(SHADER.into()),
        });
        let pipeline = device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("mirror"),
            layout: None,
            vertex: wgpu::VertexState {
                module: &module,
                entry_point: Some("corner"),
                compilation_options: default(),
                buffers: &[],
            },
            fragment: Some(wgpu::FragmentState {
                module: &module,
                entry_point: Some("colour"),
                compilation_options: default(),
                targets: &[Some(wgpu::ColorTargetState {
                    format,
                    blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    write_mask: wgpu::ColorWrites::ALL,
                })],
            }),
            primitive: default(),
            depth_stencil: None,
            multisample: default(),
            multiview_mask: None,
            cache: None,
        });
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..default()
        });
        Self { eye, pipeline, sampler, format }
    }

    fn fits(&self, hung: &Hung, format: TextureFormat) -> bool {
        let size = UVec2::new(self.eye.width(), self.eye.height());
        (size, self.eye.format(), self.format) == (hung.size, hung.format, format)
    }

    /// Keeps a copy of the left eye, and leaves a runtime's picture as the runtime expects it.
    fn take(&self, from: &wgpu::Texture, is_runtimes: bool, encoder: &mut wgpu::CommandEncoder) {
        encoder.copy_texture_to_texture(
            from.as_image_copy(),
            self.eye.as_image_copy(),
            self.eye.size(),
        );
        if is_runtimes {
            let state = TextureUses::COLOR_TARGET;
            let back = wgpu::TextureTransition { texture: from, selector: None, state };
            encoder.transition_resources(std::iter::empty(), std::iter::once(back));
        }
    }

    /// The eye's picture fills the window, cut at its longer sides; words and cards lie over it.
    fn draw(
        &self,
        (device, queue): (&wgpu::Device, &wgpu::Queue),
        encoder: &mut wgpu::CommandEncoder,
        to: &wgpu::TextureView,
        size: UVec2,
        sheets: &[(&wgpu::TextureView, Rect)],
    ) {
        let eye = UVec2::new(self.eye.width(), self.eye.height());
        let all = [0.0, 0.0, 1.0, 1.0];
        let mirrored = self.eye.create_view(&default());
        let window = Rect::from_corners(Vec2::ZERO, size.as_vec2());
        let place = |picture, part, at| (self.bind(device, queue, picture, part), at);
        let groups: Vec<_> = std::iter::once(place(&mirrored, middle(eye, size), window))
            .chain(sheets.iter().map(|(sheet, at)| place(sheet, all, *at)))
            .collect();
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("mirror"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: to,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::BLACK),
                    store: wgpu::StoreOp::Store,
                },
            })],
            ..default()
        });
        pass.set_pipeline(&self.pipeline);
        for (group, at) in &groups {
            pass.set_viewport(at.min.x, at.min.y, at.width(), at.height(), 0.0, 1.0);
            pass.set_bind_group(0, group, &[]);
            pass.draw(0..3, 0..1);
        }
    }

    fn bind(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        picture: &wgpu::TextureView,
        part: [f32; 4],
    ) -> wgpu::BindGroup {
        let bytes: Vec<u8> = part.iter().flat_map(|number| number.to_le_bytes()).collect();
        let part = graphics::buffer(device, queue, &bytes, wgpu::BufferUsages::UNIFORM);
        let entry = |binding, resource| wgpu::BindGroupEntry { binding, resource };
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("mirror"),
            layout: &self.pipeline.get_bind_group_layout(0),
            entries: &[
                entry(0, wgpu::BindingResource::TextureView(picture)),
                entry(1, wgpu::BindingResource::Sampler(&self.sampler)),
                entry(2, part.as_entire_binding()),
            ],
        })
    }
}

/// The part of a picture that fills a window of another shape: left, top, width, height, as shares
/// of the picture.
fn middle(picture: UVec2, window: UVec2) -> [f32; 4] {
    let (picture, window) = (picture.max(UVec2::ONE).as_vec2(), window.max(UVec2::ONE).as_vec2());
    let wider = (window.x * picture.y) / (window.y * picture.x);
    let share = if wider > 1.0 { Vec2::new(1.0, 1.0 / wider) } else { Vec2::new(wider, 1.0) };
    let from = (Vec2::ONE - share) / 2.0;
    [from.x, from.y, share.x, share.y]
}

/// Where a sheet of this shape lies in the middle of a window, of which it fills no more than its
/// share in width and height, pixels.
fn fitted(sheet: Vec2, window: UVec2, share: f32) -> Rect {
    let window = window.max(UVec2::ONE).as_vec2();
    let room = window * share.clamp(0.01, 1.0);
    let sheet = sheet.max(Vec2::splat(0.01));
    let size = sheet * (room / sheet).min_element();
    Rect::from_center_size(window / 2.0, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_the_middle_of_the_eye() {
        // An eye as high as wide, in a window twice as wide as high: the middle half.
        assert_eq!(middle(UVec2::new(500, 500), UVec2::new(800, 400)), [0.0, 0.25, 1.0, 0.5]);
        assert_eq!(middle(UVec2::new(500, 500), UVec2::new(200, 800)), [0.375, 0.0, 0.25, 1.0]);
        assert_eq!(middle(UVec2::new(640, 480), UVec2::new(1280, 960)), [0.0, 0.0, 1.0, 1.0]);
    }

    #[test]
    fn a_sheet_keeps_its_shape_in_the_window() {
        let rect = |x0, y0, x1, y1| Rect::new(x0, y0, x1, y1);
        let window = UVec2::new(1600, 900);
        assert_eq!(fitted(Vec2::new(1.6, 0.9), window, 1.0), rect(0.0, 0.0, 1600.0, 900.0));
        assert_eq!(fitted(Vec2::new(1.0, 1.0), window, 0.5), rect(575.0, 225.0, 1025.0, 675.0));
    }
}
