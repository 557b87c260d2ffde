//! Surfaces of a kit: pictures and what is made of them. On an adapter without compressed pictures
//! the surfaces stay plain in their mean colours; light and shape say enough.

use super::file::{CoatForm, CoatRow, LightRow, read_bytes};
use bevy::asset::RenderAssetUsages;
use bevy::image::{
    CompressedImageFormats, ImageAddressMode, ImageFilterMode, ImageSampler,
    ImageSamplerDescriptor, ImageType,
};
use bevy::prelude::*;
use std::path::Path;

/// How many texels a slanted look takes; a floor is seen at a slant nearly always.
const ANISOTROPY: u16 = 8;

/// A surface, ready to be worn.
pub(super) struct Coat {
    pub material: Handle<StandardMaterial>,
    pub form: CoatForm,
}

/// What a picture holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Colour,
    /// Directions or measures.
    Figures,
    /// Light, which does not repeat.
    Light,
}

/// The pictures of one folder.
pub(super) struct Pictures<'a> {
    pub folder: &'a Path,
    pub formats: CompressedImageFormats,
    pub images: &'a mut Assets<Image>,
}

impl Pictures<'_> {
    pub fn read(&mut self, name: &str, content: Content) -> Result<Handle<Image>, String> {
        let path = self.folder.join(name);
        let bytes = read_bytes(&path)?;
        let is_colour = content == Content::Colour;
        let sampler = sampler(content == Content::Light);
        Image::from_buffer(
            &bytes,
            ImageType::Extension("ktx2"),
            self.formats,
            is_colour,
            sampler,
            RenderAssetUsages::RENDER_WORLD,
        )
        .map(|image| self.images.add(image))
        .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// A picture of a surface; none where the adapter knows no compressed pictures, for Bevy then
    /// stops the program.
    fn surface(
        &mut self,
        name: &Option<String>,
        content: Content,
    ) -> Result<Option<Handle<Image>>, String> {
        match name {
            Some(name) if !self.formats.is_empty() => self.read(name, content).map(Some),
            _ => Ok(None),
        }
    }
}

fn sampler(is_light: bool) -> ImageSampler {
    let mode = if is_light { ImageAddressMode::ClampToEdge } else { ImageAddressMode::Repeat };
    ImageSampler::Descriptor(ImageSamplerDescriptor {
        address_mode_u: mode,
        address_mode_v: mode,
        mag_filter: ImageFilterMode::Linear,
        min_filter: ImageFilterMode::Linear,
        mipmap_filter: ImageFilterMode::Linear,
        anisotropy_clamp: if is_light { 1 } else { ANISOTROPY },
        ..default()
    })
}

impl Coat {
    pub fn mix(
        row: &CoatRow,
        light: &LightRow,
        pictures: &mut Pictures,
        materials: &mut Assets<StandardMaterial>,
    ) -> Result<Self, String> {
        let plain = colour(&row.plain)?;
        let base = pictures.surface(&row.base, Content::Colour)?;
        let normal = pictures.surface(&row.normal, Content::Figures)?;
        let orm = pictures.surface(&row.orm, Content::Figures)?;
        let (roughness, metallic) = match &orm {
            Some(_) => (1.0, 1.0),
            None => (row.roughness, row.metallic),
        };
        let mut material = StandardMaterial {
            base_color: if base.is_some() { Color::WHITE } else { plain },
            base_color_texture: base,
            normal_map_texture: normal,
            metallic_roughness_texture: orm.clone(),
            occlusion_texture: orm,
            perceptual_roughness: roughness,
            metallic,
            lightmap_exposure: light.nits,
            ..default()
        };
        match row.form {
            CoatForm::Solid | CoatForm::Glass => {}
            CoatForm::Decal => {
                material.alpha_mode = AlphaMode::Blend;
                material.depth_bias = 1.0;
            }
            CoatForm::Lamp(times) => {
                material.emissive = plain.to_linear() * f32::from(times);
                material.base_color = Color::BLACK;
            }
        }
        Ok(Self { material: materials.add(material), form: row.form })
    }
}

/// An sRGB code as a colour.
pub(super) fn colour(code: &str) -> Result<Color, String> {
    Srgba::hex(code).map(Color::from).map_err(|_| format!("`{code}` is no sRGB code like D6D5CC"))
}
