//! `kit.ron`: which files a kit is made of, and what its surfaces are. Reading only; what is made
//! of it is the business of the files beside this one.

use crate::sound::ScapeRow;
use serde::Deserialize;
use std::path::Path;

/// The name of the file in its folder.
pub(super) const FILE: &str = "kit.ron";
/// No file of a kit is larger; what is larger is a mistake, bytes.
pub(super) const FILE_BYTES_MAX: u64 = 8 << 20;

/// One kit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KitFile {
    /// GLB files.
    pub models: Vec<String>,
    /// The baked light on the second texture coordinates.
    pub lightmap: String,
    pub(super) light: LightRow,
    pub(super) coats: Vec<CoatRow>,
    /// What the place sounds like.
    #[serde(default)]
    pub sound: Option<ScapeRow>,
}

/// How bright the bake is, and the room as a mirror sees it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LightRow {
    /// Candela per square metre for 1 in the lightmap and in both maps.
    pub nits: f32,
    /// What reaches a surface from each side.
    pub diffuse: String,
    /// What a mirror of each roughness shows.
    pub specular: String,
    /// Where the lamp shines to that shapes what the lightmap does not light; how strongly, lux.
    pub key_to: (f32, f32, f32),
    pub key_lx: f32,
    /// The sky, sRGB code.
    pub sky: String,
    /// The ground around the place, sRGB code.
    pub ground: String,
}

/// One surface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CoatRow {
    /// The material's name in the models.
    pub name: String,
    /// Mean colour, sRGB code: without pictures it stands alone, with them it only tints.
    pub plain: String,
    pub roughness: f32,
    pub metallic: f32,
    /// Names of pictures.
    #[serde(default)]
    pub base: Option<String>,
    #[serde(default)]
    pub normal: Option<String>,
    #[serde(default)]
    pub orm: Option<String>,
    #[serde(default)]
    pub form: CoatForm,
}

/// What a surface is beside opaque.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
pub(super) enum CoatForm {
    #[default]
    Solid,
    /// Too small for the lightmap, or deep in something else: lit as people are.
    Loose,
    /// A stain or a word on something else.
    Decal,
    /// A pane.
    Glass,
    /// It shines by itself, this many times as bright as white paper in the room.
    Lamp(u8),
}

impl CoatRow {
    /// The same surface without its pictures.
    pub fn bare(&self) -> Self {
        Self { base: None, normal: None, orm: None, ..self.clone() }
    }
}

impl KitFile {
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        let bytes = read_bytes(&path)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| format!("{}: this is not UTF-8 text", path.display()))?;
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(&text)
            .map_err(|error| format!("{}:{error}", path.display()))
    }
}

/// The bytes of a file of a kit.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let size = std::fs::metadata(path).map_err(|e| cannot(&e))?.len();
    if size > FILE_BYTES_MAX {
        return Err(cannot(&format!("the file has {size} bytes, {FILE_BYTES_MAX} are the most")));
    }
    std::fs::read(path).map_err(|e| cannot(&e))
}
