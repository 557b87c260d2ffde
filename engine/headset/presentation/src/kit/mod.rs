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
mod shelf;

pub(crate) use file::KitFile;
pub(crate) use hang::{Hanger, prepare};

use crate::FrameSystems;
use bevy::image::CompressedImageFormats;
use bevy::prelude::*;
use shelf::Shelves;
use std::collections::BTreeMap;
use std::path::Path;

/// Where kits lie, under `assets/`.
const KITS: &str = "kits";

pub(crate) fn plugin(app: &mut App, asset_root: &Path) {
    app.insert_resource(hang::Kits::new(asset_root.join(KITS))).add_systems(
        Update,
        (
            mend::mend_shader.before(FrameSystems::Pictures),
            (hang::hang_kit, contact::ground_what_moves)
                .chain()
                .in_set(FrameSystems::Dress)
                .before(crate::blockout::DressSystems),
            (light::light_cameras, contact::follow_what_moves, hang::roll_dressing)
                .chain()
                .in_set(FrameSystems::Draw),
        ),
    );
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
        formats: CompressedImageFormats,
        shelves: &mut Shelves,
    ) -> Result<Self, String> {
        let Shelves { meshes, images, materials } = shelves;
        let file = file::KitFile::read(folder)?;
        let mut pictures = coat::Pictures { folder, formats, images, known: BTreeMap::new() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn read(folder: &Path) -> Result<Kit, String> {
        let mut world = World::new();
        world.init_resource::<Assets<Mesh>>();
        world.init_resource::<Assets<Image>>();
        world.init_resource::<Assets<StandardMaterial>>();
        Kit::read(folder, CompressedImageFormats::NONE, &mut Shelves::over(&world))
    }

    fn kitchen() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/kits/kitchen")
    }

    /// A copy of the kitchen with one file changed.
    fn changed(name: &str, file: &str, to: impl FnOnce(Vec<u8>) -> Vec<u8>) -> PathBuf {
        let folder = std::env::temp_dir().join("anlan-kit").join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for entry in std::fs::read_dir(kitchen()).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
            }
        }
        std::fs::create_dir_all(folder.join("plain")).unwrap();
        for entry in std::fs::read_dir(kitchen().join("plain")).unwrap().map(Result::unwrap) {
            std::fs::copy(entry.path(), folder.join("plain").join(entry.file_name())).unwrap();
        }
        let bytes = std::fs::read(folder.join(file)).unwrap();
        std::fs::write(folder.join(file), to(bytes)).unwrap();
        folder
    }

    #[test]
    fn the_kitchen_is_whole() {
        let kit = read(&kitchen()).unwrap();
        let stove = &kit.nodes["stove_line"];
        assert!(stove.at.translation.abs_diff_eq(Vec3::new(0.0, 0.425, -5.6), 1e-4));
        assert!(stove.pieces.iter().any(|piece| piece.coat == "steel" && piece.is_baked));
    }

    #[test]
    fn what_cannot_be_read_is_a_sentence_with_its_file() {
        let fault = |folder: &Path| read(folder).err().unwrap();
        let nowhere = fault(Path::new("no-such-kit"));
        assert!(nowhere.contains("kit.ron"), "{nowhere}");
        let torn = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
        let model = fault(&changed("torn-model", "things.glb", torn));
        assert!(model.contains("things.glb"), "{model}");
        let light = fault(&changed("torn-light", "lightmap.ktx2", torn));
        assert!(light.contains("lightmap.ktx2"), "{light}");
        let bare =
            |bytes| String::from_utf8(bytes).unwrap().replace("\"steel\"", "\"iron\"").into();
        let coat = fault(&changed("other-coat", "kit.ron", bare));
        assert!(coat.contains("no coat is called `steel`"), "{coat}");
    }
}
