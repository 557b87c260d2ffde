//! Which formats the eyes' pictures have, by Vulkan's numbers. A compositor takes the values of
//! every format without sRGB for linear light; so a picture in one must hold linear light, and in
//! eight bits that shows as bands: a last resort.

use openxr::SwapchainUsageFlags as Usage;

/// What the colour pictures are made for, no more and no less.
pub const COLOUR_USAGE: [Usage; 2] = [Usage::COLOR_ATTACHMENT, Usage::TRANSFER_SRC];
/// What the depth pictures are made for.
pub const DEPTH_USAGE: [Usage; 1] = [Usage::DEPTH_STENCIL_ATTACHMENT];

/// How light is written into a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// The hardware encodes.
    Srgb,
    /// Linear light, in enough bits.
    Linear,
    /// Linear light in eight bits.
    LinearBanded,
}

/// A format of colour pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Vulkan's number.
    pub raw: u32,
    /// What is written into it.
    pub encoding: Encoding,
}

/// Best first: RGBA8 and BGRA8 sRGB, RGBA16 float, RGBA8 and BGRA8 without sRGB.
const COLOURS: [Format; 5] = [
    Format { raw: 43, encoding: Encoding::Srgb },
    Format { raw: 50, encoding: Encoding::Srgb },
    Format { raw: 97, encoding: Encoding::Linear },
    Format { raw: 37, encoding: Encoding::LinearBanded },
    Format { raw: 44, encoding: Encoding::LinearBanded },
];

/// Best first: D32 float, D32 float with stencil, D24 with stencil, D16. Depth runs from 1 near to
/// 0 far, which only floats keep precise.
const DEPTHS: [u32; 4] = [126, 130, 129, 124];

/// The best format that is offered.
pub fn choose_colour(offered: &[u32]) -> Option<Format> {
    COLOURS.into_iter().find(|format| offered.contains(&format.raw))
}

/// The best depth format that is offered.
pub fn choose_depth(offered: &[u32]) -> Option<u32> {
    DEPTHS.into_iter().find(|raw| offered.contains(raw))
}
