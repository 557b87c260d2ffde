//! Pictures drawn in code: tiles, whose known size gives a room its scale, and a soft spot.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageAddressMode, ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};

/// Side of the picture, which holds 2 × 2 tiles, pixels; a power of two for the smaller copies.
const SIDE_PX: usize = 128;
/// Width of a joint, pixels: 5 mm at 30 cm tiles.
const JOINT_PX: usize = 2;
/// How bright a joint is beside its tile.
const JOINT_SHADE: f32 = 0.84;
/// Tiles of one lot differ by this much.
const LOT_SHADES: [f32; 4] = [1.0, 0.975, 0.985, 0.965];

/// A picture of 2 × 2 tiles that repeats, with smaller copies so that it does not shimmer.
pub(super) fn tiles() -> Image {
    let mut level: Vec<f32> =
        (0..SIDE_PX * SIDE_PX).map(|i| shade(i % SIDE_PX, i / SIDE_PX)).collect();
    let mut side = SIDE_PX;
    let mut levels = 0;
    let mut pixels = Vec::new();
    loop {
        levels += 1;
        pixels.extend(level.iter().flat_map(|shade| {
            let byte = (shade.clamp(0.0, 1.0) * 255.0).round() as u8;
            [byte, byte, byte, 255]
        }));
        if side == 1 {
            break;
        }
        level = halve(&level, side);
        side /= 2;
    }
    let size = Extent3d { width: SIDE_PX as u32, height: SIDE_PX as u32, depth_or_array_layers: 1 };
    let mut image = Image::new_uninit(
        size,
        TextureDimension::D2,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.data = Some(pixels);
    image.texture_descriptor.mip_level_count = levels;
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
        address_mode_u: ImageAddressMode::Repeat,
        address_mode_v: ImageAddressMode::Repeat,
        mag_filter: ImageFilterMode::Linear,
        min_filter: ImageFilterMode::Linear,
        mipmap_filter: ImageFilterMode::Linear,
        anisotropy_clamp: 8,
        ..default()
    });
    image
}

fn shade(x: usize, y: usize) -> f32 {
    let tile_px = SIDE_PX / 2;
    let is_joint = x % tile_px < JOINT_PX || y % tile_px < JOINT_PX;
    if is_joint { JOINT_SHADE } else { LOT_SHADES[x / tile_px + 2 * (y / tile_px)] }
}

/// A round spot that fades to its edge: a puff without an outline.
pub(super) fn puff() -> Image {
    const PUFF_PX: usize = 32;
    let middle = (PUFF_PX - 1) as f32 / 2.0;
    let pixels = (0..PUFF_PX * PUFF_PX).flat_map(|i| {
        let at = Vec2::new((i % PUFF_PX) as f32, (i / PUFF_PX) as f32);
        let near = (1.0 - at.distance(Vec2::splat(middle)) / middle).clamp(0.0, 1.0);
        [255, 255, 255, (near * near * (3.0 - 2.0 * near) * 255.0) as u8]
    });
    let side = PUFF_PX as u32;
    Image::new(
        Extent3d { width: side, height: side, depth_or_array_layers: 1 },
        TextureDimension::D2,
        pixels.collect(),
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}

/// A tongue of flame: blue and thin at its foot, `tip` above, gone at its edge.
pub(super) fn flame(tip: [u8; 3]) -> Image {
    const WIDE_PX: usize = 32;
    const HIGH_PX: usize = 64;
    const FOOT: [u8; 3] = [60, 110, 255];
    let pixels = (0..WIDE_PX * HIGH_PX).flat_map(|i| {
        let across = (i % WIDE_PX) as f32 / (WIDE_PX - 1) as f32 * 2.0 - 1.0;
        let up = 1.0 - (i / WIDE_PX) as f32 / (HIGH_PX - 1) as f32;
        // Widest at a quarter of its height, pointed above.
        let half = (up / 0.25).min(1.0).sqrt() * (1.0 - up).powf(0.8) * 0.95;
        let inside = ((half - across.abs()) / 0.45).clamp(0.0, 1.0);
        let blend = ((up - 0.1) / 0.4).clamp(0.0, 1.0);
        let mix = |k: usize| {
            (f32::from(FOOT[k]) + (f32::from(tip[k]) - f32::from(FOOT[k])) * blend) as u8
        };
        [mix(0), mix(1), mix(2), (inside * inside * (1.0 - 0.6 * up) * 255.0) as u8]
    });
    Image::new(
        Extent3d { width: WIDE_PX as u32, height: HIGH_PX as u32, depth_or_array_layers: 1 },
        TextureDimension::D2,
        pixels.collect(),
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}

/// The same picture at half the side: each pixel the mean of four.
fn halve(level: &[f32], side: usize) -> Vec<f32> {
    let half = side / 2;
    (0..half * half)
        .map(|i| {
            let at = 2 * (i % half) + 2 * (i / half) * side;
            (level[at] + level[at + 1] + level[at + side] + level[at + side + 1]) / 4.0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smaller_copies_are_all_there() {
        let image = tiles();
        let bytes: usize = (0..8).map(|level| 4 * (SIDE_PX >> level) * (SIDE_PX >> level)).sum();
        assert_eq!(image.texture_descriptor.mip_level_count, 8);
        assert_eq!(image.data.unwrap().len(), bytes);
    }
}
