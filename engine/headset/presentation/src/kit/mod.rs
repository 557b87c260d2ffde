//! The place as art: `assets/kits/<kit>/` holds a model for every prop and part of a scenario, its
//! baked light and its surfaces. It is read whole before anything is dressed, so that nobody sees
//! grey boxes turn into a kitchen. What a kit lacks, the blockout stands in for.

mod coat;
mod contact;
mod file;
mod hang;
mod light;
mod mend;
mod model;

pub(crate) use hang::Hanger;

use crate::FrameSystems;
use bevy::image::CompressedImageFormatSupport;
use bevy::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where kits lie, under `assets/`.
const KITS: &str = "kits";

pub(crate) fn plugin(app: &mut App, asset_root: &Path) {
    app.insert_resource(Kits { root: asset_root.join(KITS), tried: None }).add_systems(
        Update,
        (
            mend::mend_shader.before(FrameSystems::Pictures),
            hang::read_kit.in_set(FrameSystems::Dress).before(crate::blockout::DressSystems),
            contact::ground_people.in_set(FrameSystems::Dress),
            (light::light_cameras, contact::follow_people).chain().in_set(FrameSystems::Draw),
        ),
    );
}

/// Which kits there may be, and which one was asked for last.
#[derive(Resource)]
struct Kits {
    root: PathBuf,
    tried: Option<String>,
}

/// The kit of the scenario on stage.
#[derive(Resource)]
pub(crate) struct Kit {
    nodes: BTreeMap<String, model::Node>,
    coats: BTreeMap<String, coat::Coat>,
    lightmap: Handle<Image>,
    light: light::RoomLight,
}

impl Kit {
    /// Reads a folder, or says in a sentence why it cannot.
    fn read(
        folder: &Path,
        formats: &CompressedImageFormatSupport,
        meshes: &mut Assets<Mesh>,
        images: &mut Assets<Image>,
        materials: &mut Assets<StandardMaterial>,
    ) -> Result<Self, String> {
        let file = file::KitFile::read(folder)?;
        let mut pictures = coat::Pictures { folder, formats: formats.0, images };
        let lightmap = pictures.read(&file.lightmap, coat::Content::Light)?;
        let light = light::RoomLight::read(&file.light, &mut pictures)?;
        let mut coats = BTreeMap::new();
        for row in &file.coats {
            let coat = coat::Coat::mix(row, &file.light, &mut pictures, materials)?;
            coats.insert(row.name.clone(), coat);
        }
        let mut nodes = BTreeMap::new();
        for name in &file.models {
            model::read(&folder.join(name), &file, meshes, &mut nodes)?;
        }
        Ok(Self { nodes, coats, lightmap, light })
    }
}
