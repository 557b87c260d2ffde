//! Surfaces of a kit: pictures and what is made of them.

use super::file::{CoatForm, CoatRow, LightRow, read_bytes};
use super::shelf::Shelf;
use bevy::asset::RenderAssetUsages;
use bevy::image::{
    CompressedImageFormats, ImageAddressMode, ImageFilterMode, ImageSampler,
    ImageSamplerDescriptor, ImageType,
};
use bevy::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// How many texels a slanted look takes; a floor is seen at a slant nearly always.
const ANISOTROPY: u16 = 8;

/// The folder of the same pictures uncompressed, at half the side: where no compressed format is
/// known Bevy stops the program, and software draws BC7 a hundred times slower than plain pixels.
const PLAIN: &str = "plain";

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
    /// Compressed pictures that the adapter shows at full speed; empty if it shows none.
    pub formats: CompressedImageFormats,
    pub images: &'a mut Shelf<Image>,
    /// Read already, by name and content: signs, plain colours and stains share one sheet.
    pub known: BTreeMap<(String, u8), Handle<Image>>,
}

impl Pictures<'_> {
    pub fn read(&mut self, name: &str, content: Content) -> Result<Handle<Image>, String> {
        let key = (name.to_owned(), content as u8);
        if let Some(image) = self.known.get(&key) {
            return Ok(image.clone());
        }
        // A name may lead into another kit's folder, which has its plain pictures there.
        let path = self.folder.join(name);
        let plain = path.file_name().map(|file| path.with_file_name(PLAIN).join(file));
        let path = plain.filter(|p| self.formats.is_empty() && p.is_file()).unwrap_or(path);
        let bytes = read_bytes(&path)?;
        let is_srgb = content == Content::Colour;
        let mut image = Image::from_buffer(
            &bytes,
            ImageType::Extension("ktx2"),
            self.formats,
            is_srgb,
            ImageSampler::Default,
            RenderAssetUsages::default(),
        )
        .map_err(|error| format!("{}: {error}", path.display()))?;
        image.sampler = sampler(content == Content::Light, self.formats.is_empty());
        let image = self.images.add(image);
        self.known.insert(key, image.clone());
        Ok(image)
    }

    fn surface(
        &mut self,
        name: &Option<String>,
        content: Content,
    ) -> Result<Option<Handle<Image>>, String> {
        name.as_ref().map(|name| self.read(name, content)).transpose()
    }
}

/// How a picture is looked up; where plain pixels are all there is, a slanted look costs too much.
fn sampler(is_light: bool, is_slow: bool) -> ImageSampler {
    let mode = if is_light { ImageAddressMode::ClampToEdge } else { ImageAddressMode::Repeat };
    ImageSampler::Descriptor(ImageSamplerDescriptor {
        address_mode_u: mode,
        address_mode_v: mode,
        mag_filter: ImageFilterMode::Linear,
        min_filter: ImageFilterMode::Linear,
        mipmap_filter: ImageFilterMode::Linear,
        anisotropy_clamp: if is_light || is_slow { 1 } else { ANISOTROPY },
        ..default()
    })
}

impl Coat {
    pub fn mix(
        row: &CoatRow,
        light: &LightRow,
        pictures: &mut Pictures,
        materials: &mut Shelf<StandardMaterial>,
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
            CoatForm::Solid | CoatForm::Loose | CoatForm::Glass => {}
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
