//! What the benches draw on: a device that draws nothing, and pictures as large as a headset's.

use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::RenderCreation;
use std::sync::Arc;

/// One eye of a common headset, pixels.
pub const EYE_PX: UVec2 = UVec2::new(2064, 2208);
/// Where the eyes are, metres to the right of the middle.
pub const EYES_M: [f32; 2] = [-0.0315, 0.0315];

/// The camera of an eye, in the order of [`EYES_M`].
pub fn eye(order: usize, images: &mut Assets<Image>) -> impl Bundle + use<> {
    let format = TextureFormat::Rgba8UnormSrgb;
    let picture = images.add(Image::new_target_texture(EYE_PX.x, EYE_PX.y, format, None));
    (
        Camera3d::default(),
        Camera { order: order as isize, ..default() },
        RenderTarget::Image(picture.into()),
        Projection::Perspective(PerspectiveProjection { fov: 1.7, ..default() }),
    )
}

/// A device that accepts everything and draws nothing, with the features of a desktop's card.
pub fn noop() -> Result<RenderCreation, String> {
    let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
    descriptor.backends = wgpu::Backends::NOOP;
    descriptor.backend_options.noop = wgpu::NoopBackendOptions { enable: true };
    let instance = wgpu::Instance::new(descriptor);
    let adapter =
        bevy::tasks::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))
            .map_err(|error| error.to_string())?;
    let unwanted = wgpu::Features::TEXTURE_ADAPTER_SPECIFIC_FORMAT_FEATURES
        | wgpu::Features::MAPPABLE_PRIMARY_BUFFERS
        | wgpu::Features::all_experimental_mask();
    let limits = wgpu::Limits {
        max_storage_buffers_per_shader_stage: 16,
        max_storage_textures_per_shader_stage: 8,
        max_bind_groups: 8,
        max_binding_array_elements_per_shader_stage: 500_000,
        max_immediate_size: 128,
        ..default()
    };
    let request = adapter.request_device(&wgpu::DeviceDescriptor {
        label: Some("noop"),
        required_features: adapter.features() - unwanted,
        required_limits: limits,
        ..default()
    });
    let (device, queue) = bevy::tasks::block_on(request).map_err(|error| error.to_string())?;
    let mut info = adapter.get_info();
    // Software would get its pictures uncompressed.
    info.device_type = wgpu::DeviceType::DiscreteGpu;
    Ok(RenderCreation::manual(
        RenderDevice::from(device),
        RenderQueue(Arc::new(WgpuWrapper::new(queue))),
        RenderAdapterInfo(WgpuWrapper::new(info)),
        RenderAdapter(Arc::new(WgpuWrapper::new(adapter))),
        RenderInstance(Arc::new(WgpuWrapper::new(instance))),
    ))
}
