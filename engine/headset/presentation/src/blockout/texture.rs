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
        RenderAssetUsages::default(),
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
    picture_of(PUFF_PX, PUFF_PX, pixels.collect())
}

/// A sheet of flame: three tongues, blue at their foot, `tip` above, gone at their edges.
pub(super) fn flame(tip: [u8; 3]) -> Image {
    const WIDE_PX: usize = 96;
    const HIGH_PX: usize = 64;
    const FOOT: [u8; 3] = [60, 110, 255];
    /// Middle and half width of a tongue across the sheet (-1 to 1), and its height (0–1).
    const TONGUES: [(f32, f32, f32); 3] =
        [(-0.52, 0.42, 0.72), (0.03, 0.46, 1.0), (0.55, 0.4, 0.6)];
    let picture = (0..WIDE_PX * HIGH_PX).flat_map(|i| {
        let across = (i % WIDE_PX) as f32 / (WIDE_PX - 1) as f32 * 2.0 - 1.0;
        let up = 1.0 - (i / WIDE_PX) as f32 / (HIGH_PX - 1) as f32;
        let inside = TONGUES.iter().map(|(middle, half, tall)| {
            let up = up / tall;
            // Widest at a quarter of its height, pointed above, and leaning a little.
            let open = (up / 0.25).min(1.0).sqrt() * (1.0 - up).max(0.0).powf(0.8) * half;
            let off = (across - middle - 0.05 * (up * 5.0).sin()).abs();
            let inside = ((open - off) / (half * 0.7)).clamp(0.0, 1.0);
            inside * inside * (1.0 - 0.55 * up).max(0.0)
        });
        let inside: f32 = inside.sum::<f32>().min(1.0);
        let blend = ((up - 0.1) / 0.4).clamp(0.0, 1.0);
        let mix = |k: usize| {
            (f32::from(FOOT[k]) + (f32::from(tip[k]) - f32::from(FOOT[k])) * blend) as u8
        };
        [mix(0), mix(1), mix(2), (inside * 255.0) as u8]
    });
    picture_of(WIDE_PX, HIGH_PX, picture.collect())
}

/// Light bent by gas: bright and dark threads side by side that wind upward.
pub(super) fn shimmer() -> Image {
    const WIDE_PX: usize = 64;
    const HIGH_PX: usize = 128;
    let picture = (0..WIDE_PX * HIGH_PX).flat_map(|i| {
        let across = (i % WIDE_PX) as f32 / (WIDE_PX - 1) as f32 * 2.0 - 1.0;
        let up = (i / WIDE_PX) as f32 / (HIGH_PX - 1) as f32;
        let wind = 0.22 * (up * 9.0).sin() + 0.09 * (up * 23.0 + 1.0).sin();
        let thread =
            ((across + wind) * 6.5).sin() * (0.55 + 0.45 * (up * 11.0 + across * 3.0).cos());
        let fade = (1.0 - across * across).max(0.0) * (std::f32::consts::PI * up).sin();
        let shade = if thread > 0.0 { 255 } else { 70 };
        [shade, shade, shade, (thread.abs().powf(1.4) * fade * 255.0) as u8]
    });
    picture_of(WIDE_PX, HIGH_PX, picture.collect())
}

/// Foam from near: bubbles of all sizes, lighter in their middle than between them. It repeats.
pub(super) fn bubbles() -> Image {
    const SIDE: usize = 128;
    const COUNT: usize = 260;
    // The golden ratio's plane scatter: no two close, no rows.
    let bubbles: Vec<(Vec2, f32)> = (0..COUNT)
        .map(|k| {
            let at = Vec2::new(0.754_877_7, 0.569_840_3) * k as f32;
            (at.fract(), 0.016 + 0.06 * (k as f32 * 0.618_034).fract().powi(5))
        })
        .collect();
    let picture = (0..SIDE * SIDE).flat_map(|i| {
        let at = Vec2::new((i % SIDE) as f32, (i / SIDE) as f32) / SIDE as f32;
        let deep = bubbles.iter().map(|(middle, radius)| {
            let off = (at - middle + 0.5).fract_gl() - 0.5;
            1.0 - off.length() / radius
        });
        let deep = deep.fold(-0.6, f32::max);
        let light = if deep > 0.0 { 0.95 + 0.05 * deep } else { 0.95 + 0.12 * deep };
        let byte = (light * 255.0) as u8;
        [byte, (light * 252.0) as u8, (light * light * 246.0) as u8, 255]
    });
    let mut image = picture_of(SIDE, SIDE, picture.collect());
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
        address_mode_u: ImageAddressMode::Repeat,
        address_mode_v: ImageAddressMode::Repeat,
        ..ImageSamplerDescriptor::linear()
    });
    image
}

fn picture_of(wide: usize, high: usize, pixels: Vec<u8>) -> Image {
    Image::new(
        Extent3d { width: wide as u32, height: high as u32, depth_or_array_layers: 1 },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::default(),
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
