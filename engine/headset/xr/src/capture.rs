//! A copy of both eyes, taken from the very picture that the headset gets, before it is given
//! away: for proofs and for people without a headset on. It holds up the one frame it is taken of.

use crate::eyes::EyeView;
use crate::runtime::EYES;
use bevy::asset::RenderAssetUsages;
use bevy::image::Image;
use bevy::prelude::*;
use wgpu::{BufferUsages, Extent3d, TextureDimension};

/// Rows of a buffer that a texture is copied to begin at multiples of this, bytes.
const ROW_BYTES: u32 = wgpu::COPY_BYTES_PER_ROW_ALIGNMENT;
const BYTES_PER_PIXEL: u32 = 4;

/// Both eyes as the headset got them.
#[derive(Message, Clone, Debug)]
pub struct XrCaptured {
    /// Left and right.
    pub eyes: [Image; EYES],
    /// From where they were drawn, in the play space.
    pub views: [EyeView; EYES],
}

/// Asked for, and done.
#[derive(Default)]
pub(crate) struct Capture {
    pub is_wanted: bool,
    done: Option<[Image; EYES]>,
}

impl Capture {
    pub fn take(&mut self) -> Option<[Image; EYES]> {
        self.done.take()
    }

    /// Copies a picture that is still ours, and leaves it as the runtime expects it.
    pub fn copy(&mut self, picture: &wgpu::Texture, device: &wgpu::Device, queue: &wgpu::Queue) {
        if !std::mem::take(&mut self.is_wanted) {
            return;
        }
        let size = picture.size();
        let row = (size.width * BYTES_PER_PIXEL).next_multiple_of(ROW_BYTES);
        let layer_bytes = u64::from(row) * u64::from(size.height);
        let buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("eyes"),
            size: layer_bytes * EYES as u64,
            usage: BufferUsages::COPY_DST | BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = device.create_command_encoder(&default());
        encoder.copy_texture_to_buffer(
            picture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &buffer,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(row),
                    rows_per_image: Some(size.height),
                },
            },
            size,
        );
        let back = wgpu::TextureTransition {
            texture: picture,
            selector: None,
            state: wgpu::TextureUses::COLOR_TARGET,
        };
        encoder.transition_resources(std::iter::empty(), std::iter::once(back));
        queue.submit([encoder.finish()]);
        buffer.map_async(wgpu::MapMode::Read, .., |_| ());
        if device.poll(wgpu::PollType::wait_indefinitely()).is_err() {
            return;
        }
        let bytes = buffer.get_mapped_range(..);
        self.done = Some([0, 1].map(|eye| {
            let from = layer_bytes as usize * eye;
            let layer = &bytes[from..from + layer_bytes as usize];
            let used = (size.width * BYTES_PER_PIXEL) as usize;
            let pixels: Vec<u8> =
                layer.chunks(row as usize).flat_map(|row| &row[..used]).copied().collect();
            let size = Extent3d { depth_or_array_layers: 1, ..size };
            let usage = RenderAssetUsages::MAIN_WORLD;
            Image::new(size, TextureDimension::D2, pixels, picture.format(), usage)
        }));
    }
}
