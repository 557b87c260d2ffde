//! The colours of the blockout: what a thing is, not how it looks. The room is muted, so that gas
//! yellow and safety red are found as they would be on site, and no hazard has a colour of its own.

use super::tile::tiles;
use anlan_scenario::PropKind;
use bevy::math::Affine2;
use bevy::prelude::*;

/// Side of a tile indoors, metres.
const TILE_M: f32 = 0.3;
/// Side of a slab outdoors, metres.
const SLAB_M: f32 = 0.6;
/// How much lighter and stronger than its prop a movable part is, so that a hand finds it.
const PART_LIGHTER: f32 = 0.1;
const PART_STRONGER: f32 = 0.12;

/// Every material of the blockout, made once.
#[derive(Resource)]
pub(crate) struct Palette {
    kinds: Vec<(PropKind, Handle<StandardMaterial>, Handle<StandardMaterial>)>,
    pub floor: Handle<StandardMaterial>,
    pub wall: Handle<StandardMaterial>,
    pub ceiling: Handle<StandardMaterial>,
    pub paving: Handle<StandardMaterial>,
    pub masonry: Handle<StandardMaterial>,
    pub ground: Handle<StandardMaterial>,
    pub glass: Handle<StandardMaterial>,
    /// Glass without a lit room behind it.
    pub dark_glass: Handle<StandardMaterial>,
    /// A wall that one sees through, to explain.
    pub ghost: Handle<StandardMaterial>,
    /// Gas, to explain.
    pub gas: Handle<StandardMaterial>,
    /// Something bright, to explain.
    pub spark: Handle<StandardMaterial>,
    pub flame: Handle<StandardMaterial>,
    pub foam: Handle<StandardMaterial>,
    pub vapour: Handle<StandardMaterial>,
    pub grease: Handle<StandardMaterial>,
    pub skin: Handle<StandardMaterial>,
    pub jacket: Handle<StandardMaterial>,
    pub trousers: Handle<StandardMaterial>,
    pub shoes: Handle<StandardMaterial>,
    pub mask: Handle<StandardMaterial>,
    /// Aprons tell colleagues apart.
    pub aprons: [Handle<StandardMaterial>; 3],
    pub phone: Handle<StandardMaterial>,
    pub screen: Handle<StandardMaterial>,
}

/// Colour and roughness of a kind.
fn paint(kind: PropKind) -> (Srgba, f32) {
    let (code, roughness) = match kind {
        PropKind::Structure => ("D6D5CC", 0.8),
        PropKind::Fixture => ("A7AEB3", 0.45),
        PropKind::Device => ("55758F", 0.6),
        PropKind::Goods => ("B58E62", 0.9),
        PropKind::Gas => ("E0AF1C", 0.55),
        PropKind::Safety => ("BF3A2C", 0.5),
        PropKind::Opening => ("7B8F82", 0.7),
        PropKind::Vessel => ("5A554F", 0.4),
    };
    (hex(code), roughness)
}

fn hex(code: &str) -> Srgba {
    // The codes stand in this file; a slip shows as white.
    Srgba::hex(code).unwrap_or(Srgba::WHITE)
}

/// The colour of a kind's movable parts.
fn part_paint(kind: PropKind) -> Color {
    let mut colour = Hsla::from(paint(kind).0);
    colour.lightness = (colour.lightness + PART_LIGHTER).min(0.92);
    colour.saturation = (colour.saturation + PART_STRONGER).min(1.0);
    colour.into()
}

impl Palette {
    pub(super) fn mix(
        materials: &mut Assets<StandardMaterial>,
        images: &mut Assets<Image>,
    ) -> Self {
        let grid = images.add(tiles());
        let mut add = |material: StandardMaterial| materials.add(material);
        let coat = |colour: Color, roughness: f32| StandardMaterial {
            base_color: colour,
            perceptual_roughness: roughness,
            reflectance: 0.3,
            ..default()
        };
        let matt = |code: &str, roughness: f32| coat(hex(code).into(), roughness);
        let tiled = |code: &str, roughness: f32, side_m: f32| StandardMaterial {
            base_color_texture: Some(grid.clone()),
            // The picture holds two tiles each way; meshes carry metres.
            uv_transform: Affine2::from_scale(Vec2::splat(1.0 / (2.0 * side_m))),
            ..matt(code, roughness)
        };
        let clear = |colour: Srgba| StandardMaterial {
            base_color: colour.into(),
            alpha_mode: AlphaMode::Blend,
            perceptual_roughness: 0.3,
            reflectance: 0.3,
            cull_mode: None,
            double_sided: true,
            ..default()
        };
        let glow = |colour: Srgba| StandardMaterial { unlit: true, ..clear(colour) };
        let kinds = [
            PropKind::Structure,
            PropKind::Fixture,
            PropKind::Device,
            PropKind::Goods,
            PropKind::Gas,
            PropKind::Safety,
            PropKind::Opening,
            PropKind::Vessel,
        ];
        let kinds = kinds.map(|kind| {
            let (colour, roughness) = paint(kind);
            let (base, part) = (coat(colour.into(), roughness), coat(part_paint(kind), roughness));
            (kind, add(base), add(part))
        });
        Self {
            kinds: kinds.into(),
            floor: add(tiled("8F8B84", 0.75, TILE_M)),
            wall: add(tiled("D9D8D0", 0.5, TILE_M)),
            ceiling: add(tiled("E4E4E0", 0.9, 2.0 * TILE_M)),
            paving: add(tiled("9B9C98", 0.95, SLAB_M)),
            masonry: add(matt("A9A498", 0.95)),
            ground: add(matt("858B82", 1.0)),
            glass: add(clear(Srgba::new(0.72, 0.85, 0.9, 0.28))),
            dark_glass: add(matt("14171A", 0.2)),
            ghost: add(clear(Srgba::new(0.8, 0.82, 0.84, 0.16))),
            gas: add(glow(Srgba::new(0.95, 0.78, 0.1, 0.34))),
            spark: add(glow(Srgba::new(1.0, 0.35, 0.1, 0.95))),
            flame: add(glow(Srgba::new(1.0, 0.62, 0.18, 0.8))),
            foam: add(matt("EFE6CF", 1.0)),
            vapour: add(glow(Srgba::new(0.92, 0.94, 0.95, 0.16))),
            grease: add(matt("4A3413", 0.3)),
            skin: add(matt("C6987A", 0.8)),
            jacket: add(matt("E6E5E0", 0.9)),
            trousers: add(matt("34383F", 0.9)),
            shoes: add(matt("1F2124", 0.6)),
            mask: add(matt("9FB9C4", 0.9)),
            aprons: ["3D5266", "6A5B3E", "4F5F4A"].map(|code| add(matt(code, 0.9))),
            phone: add(matt("22252A", 0.3)),
            screen: add(StandardMaterial {
                unlit: true,
                ..matt("D6ECFF", 0.5)
            }),
        }
    }

    /// The colour of things of a kind.
    pub(crate) fn of(&self, kind: PropKind) -> Handle<StandardMaterial> {
        self.find(kind).map(|(_, base, _)| base.clone()).unwrap_or_default()
    }

    /// The colour of movable parts of things of a kind.
    pub(crate) fn part_of(&self, kind: PropKind) -> Handle<StandardMaterial> {
        self.find(kind).map(|(_, _, part)| part.clone()).unwrap_or_default()
    }

    fn find(
        &self,
        kind: PropKind,
    ) -> Option<&(PropKind, Handle<StandardMaterial>, Handle<StandardMaterial>)> {
        self.kinds.iter().find(|(k, ..)| *k == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_lighter_than_its_prop() {
        for kind in [PropKind::Gas, PropKind::Goods, PropKind::Device, PropKind::Fixture] {
            let base = Hsla::from(paint(kind).0);
            assert!(Hsla::from(part_paint(kind)).lightness > base.lightness, "{kind:?}");
        }
    }
}
