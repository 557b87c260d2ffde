//! The colours of the blockout: what a thing is, not how it looks. The room is muted, so that gas
//! yellow and safety red are found as they would be on site, and no hazard has a colour of its own.

use super::texture::{bubbles, flame, puff, shimmer, tiles};
use anlan_scenario::PropKind;
use bevy::math::Affine2;
use bevy::prelude::*;

/// Side of a tile indoors, metres.
const TILE_M: f32 = 0.3;
/// Side of a slab outdoors, metres.
const SLAB_M: f32 = 0.6;
/// Neighbours of one kind differ by this much in lightness, so that they do not run together.
const SHADES: [f32; 3] = [0.0, 0.05, -0.045];
/// How much lighter and stronger than its prop a movable part is, so that a hand finds it.
const PART_LIGHTER: f32 = 0.1;
const PART_STRONGER: f32 = 0.12;
/// Drawn over everything: what explains must not be hidden. The bias is far more than the whole
/// depth of the view.
pub(crate) const OVER_ALL: f32 = 1.0e9;

type Coat = Handle<StandardMaterial>;

/// Every material of the blockout, made once.
#[derive(Resource)]
pub(crate) struct Palette {
    kinds: Vec<Kind>,
    pub floor: Coat,
    pub wall: Coat,
    pub ceiling: Coat,
    pub paving: Coat,
    pub masonry: Coat,
    pub ground: Coat,
    pub glass: Coat,
    /// A burner's flame, and one that is disturbed.
    pub flame: Coat,
    pub wild_flame: Coat,
    pub foam: Coat,
    pub vapour: Coat,
    pub shimmer: Coat,
    /// Exhaust, dust and grit, and the light and the sparks of a current.
    pub haze: Coat,
    pub dust: Coat,
    pub grit: Coat,
    pub glare: Coat,
    pub ember: Coat,
    /// The shade under whoever stands.
    pub contact: Coat,
    pub grease: Coat,
    pub skin: Coat,
    pub jacket: Coat,
    pub trousers: Coat,
    pub shoes: Coat,
    pub mask: Coat,
    /// Aprons tell colleagues apart.
    pub aprons: [Coat; 3],
    pub phone: Coat,
    pub screen: Coat,
}

/// The coats of a kind: its props in several shades, and its parts.
struct Kind {
    kind: PropKind,
    props: [Coat; SHADES.len()],
    part: Coat,
}

impl Kind {
    fn mix(kind: PropKind, add: &mut impl FnMut(StandardMaterial) -> Coat) -> Self {
        let (colour, roughness) = paint(kind);
        let props = SHADES.map(|shade| add(coat(shift(colour, shade, 0.0), roughness)));
        let part = add(coat(shift(colour, PART_LIGHTER, PART_STRONGER), roughness));
        Self { kind, props, part }
    }
}

const KINDS: [PropKind; 8] = [
    PropKind::Structure,
    PropKind::Fixture,
    PropKind::Device,
    PropKind::Goods,
    PropKind::Gas,
    PropKind::Safety,
    PropKind::Opening,
    PropKind::Vessel,
];

/// Colour and roughness of a kind.
fn paint(kind: PropKind) -> (Srgba, f32) {
    let (code, roughness) = match kind {
        PropKind::Structure => ("D6D5CC", 0.8),
        PropKind::Fixture => ("A3ABB1", 0.45),
        PropKind::Device => ("4D6F8C", 0.6),
        PropKind::Goods => ("B88F60", 0.9),
        PropKind::Gas => ("E5B112", 0.55),
        PropKind::Safety => ("C2372A", 0.5),
        PropKind::Opening => ("6F8F7E", 0.7),
        PropKind::Vessel => ("57524D", 0.4),
    };
    (hex(code), roughness)
}

fn hex(code: &str) -> Srgba {
    // The codes stand in this file; a slip shows as white.
    Srgba::hex(code).unwrap_or(Srgba::WHITE)
}

/// A colour, lighter and stronger.
fn shift(colour: Srgba, lighter: f32, stronger: f32) -> Color {
    let mut colour = Hsla::from(colour);
    colour.lightness = (colour.lightness + lighter).clamp(0.05, 0.92);
    colour.saturation = (colour.saturation + stronger).min(1.0);
    colour.into()
}

fn coat(colour: Color, roughness: f32) -> StandardMaterial {
    StandardMaterial {
        base_color: colour,
        perceptual_roughness: roughness,
        reflectance: 0.3,
        ..default()
    }
}

fn matt(code: &str, roughness: f32) -> StandardMaterial {
    coat(hex(code).into(), roughness)
}

/// A coat of tiles; `grid` holds two of them each way, and meshes carry metres.
fn tiled(grid: &Handle<Image>, code: &str, roughness: f32, side_m: f32) -> StandardMaterial {
    StandardMaterial {
        base_color_texture: Some(grid.clone()),
        uv_transform: Affine2::from_scale(Vec2::splat(1.0 / (2.0 * side_m))),
        ..matt(code, roughness)
    }
}

/// Something one sees through.
pub(crate) fn clear(colour: Srgba) -> StandardMaterial {
    StandardMaterial {
        alpha_mode: AlphaMode::Blend,
        cull_mode: None,
        double_sided: true,
        ..coat(colour.into(), 0.3)
    }
}

/// Something one sees through that no light changes. More than 1 is brighter than white paper.
pub(crate) fn glow(red: f32, green: f32, blue: f32, alpha: f32) -> StandardMaterial {
    StandardMaterial {
        unlit: true,
        base_color: LinearRgba::new(red, green, blue, alpha).into(),
        ..clear(Srgba::WHITE)
    }
}

/// A flame adds light to what is behind it.
fn burning(picture: Handle<Image>) -> StandardMaterial {
    StandardMaterial {
        base_color_texture: Some(picture),
        alpha_mode: AlphaMode::Add,
        ..glow(1.6, 1.6, 1.6, 1.0)
    }
}

impl Palette {
    pub(super) fn mix(
        materials: &mut Assets<StandardMaterial>,
        images: &mut Assets<Image>,
    ) -> Self {
        let grid = images.add(tiles());
        let puff = images.add(puff());
        let mut add = |material: StandardMaterial| materials.add(material);
        Self {
            kinds: KINDS.map(|kind| Kind::mix(kind, &mut add)).into(),
            floor: add(tiled(&grid, "8C857B", 0.75, TILE_M)),
            wall: add(tiled(&grid, "E2E0D6", 0.5, TILE_M)),
            ceiling: add(tiled(&grid, "ECECE8", 0.9, 2.0 * TILE_M)),
            paving: add(tiled(&grid, "9B9C98", 0.95, SLAB_M)),
            masonry: add(matt("B3AC9C", 0.95)),
            ground: add(matt("8B9085", 1.0)),
            glass: add(clear(Srgba::new(0.72, 0.85, 0.9, 0.28))),
            flame: add(burning(images.add(flame([120, 190, 255])))),
            wild_flame: add(burning(images.add(flame([255, 170, 60])))),
            foam: add(StandardMaterial {
                base_color_texture: Some(images.add(bubbles())),
                ..matt("FFF9EA", 0.35)
            }),
            vapour: add(StandardMaterial {
                base_color_texture: Some(puff.clone()),
                ..glow(1.1, 1.13, 1.16, 0.26)
            }),
            shimmer: add(StandardMaterial {
                base_color_texture: Some(images.add(shimmer())),
                ..glow(1.0, 1.04, 1.08, 0.22)
            }),
            haze: add(StandardMaterial {
                base_color_texture: Some(puff.clone()),
                ..glow(0.3, 0.31, 0.33, 0.2)
            }),
            dust: add(StandardMaterial {
                base_color_texture: Some(puff.clone()),
                ..glow(0.75, 0.68, 0.56, 0.28)
            }),
            grit: add(matt("8D8272", 0.95)),
            glare: add(StandardMaterial {
                base_color_texture: Some(puff.clone()),
                alpha_mode: AlphaMode::Add,
                ..glow(1.2, 1.7, 3.0, 1.0)
            }),
            ember: add(StandardMaterial {
                alpha_mode: AlphaMode::Opaque,
                ..glow(4.5, 3.6, 1.8, 1.0)
            }),
            contact: add(StandardMaterial {
                base_color_texture: Some(puff),
                ..glow(0.0, 0.0, 0.0, 0.85)
            }),
            grease: add(matt("7A4A14", 0.12)),
            skin: add(matt("D3A585", 0.8)),
            jacket: add(matt("EEEDE8", 0.9)),
            trousers: add(matt("3A3F47", 0.9)),
            shoes: add(matt("222428", 0.6)),
            mask: add(matt("A8C4CF", 0.9)),
            aprons: ["3F566C", "6F5F3F", "4F5F4A"].map(|code| add(matt(code, 0.9))),
            phone: add(matt("22252A", 0.3)),
            screen: add(StandardMaterial {
                alpha_mode: AlphaMode::Opaque,
                ..glow(2.0, 2.4, 3.0, 1.0)
            }),
        }
    }

    /// The coat of the `index`th thing, which is of this kind.
    pub(crate) fn of(&self, kind: PropKind, index: usize) -> Coat {
        self.find(kind).map(|k| k.props[index % SHADES.len()].clone()).unwrap_or_default()
    }

    /// The coat of movable parts of things of a kind.
    pub(crate) fn part_of(&self, kind: PropKind) -> Coat {
        self.find(kind).map(|k| k.part.clone()).unwrap_or_default()
    }

    fn find(&self, kind: PropKind) -> Option<&Kind> {
        self.kinds.iter().find(|k| k.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_lighter_than_its_prop() {
        for kind in KINDS {
            let base = paint(kind).0;
            let part = Hsla::from(shift(base, PART_LIGHTER, PART_STRONGER));
            assert!(part.lightness > Hsla::from(base).lightness, "{kind:?}");
        }
    }
}
