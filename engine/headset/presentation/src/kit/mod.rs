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
use anlan_scenario::{PropId, Scenario};
use bevy::image::CompressedImageFormats;
use bevy::prelude::*;
use shelf::Shelves;
use std::collections::{BTreeMap, BTreeSet};
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
    lost: Lost,
}

/// What of a kit could not be read: what stands in for it is neutral.
#[derive(Default)]
struct Lost {
    /// Why, one sentence for each file.
    sentences: Vec<String>,
    /// A file of models: which nodes it had nobody knows.
    has_models: bool,
    /// Surfaces without their pictures.
    coats: BTreeSet<String>,
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
        let (mut coats, mut lost) = (BTreeMap::new(), Lost::default());
        for row in &file.coats {
            let coat = coat::Coat::mix(row, &file.light, &mut pictures, materials);
            let coat = coat.or_else(|why| {
                lost.sentences.push(why);
                lost.coats.insert(row.name.clone());
                coat::Coat::mix(&row.bare(), &file.light, &mut pictures, materials)
            })?;
            coats.insert(row.name.clone(), coat);
        }
        let mut nodes = BTreeMap::new();
        for name in &file.models {
            if let Err(why) = model::read(&folder.join(name), &file, meshes, &mut nodes) {
                lost.sentences.push(why);
                lost.has_models = true;
            }
        }
        if nodes.is_empty() {
            return Err(lost.sentences.join("; "));
        }
        Ok(Self { nodes, coats, lightmap, light, lost })
    }
}

impl Kit {
    /// True if a thing of these names looks as it was made to.
    fn shows<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> bool {
        let is_whole = !self.lost.has_models && self.lost.coats.is_empty();
        names.all(|name| match self.nodes.get(name) {
            // The blockout's, by intent or because a file is lost.
            None => !self.lost.has_models,
            // Drawn with the room, in one of the files.
            Some(node) if node.pieces.is_empty() => is_whole,
            Some(node) => node.pieces.iter().all(|piece| !self.lost.coats.contains(&piece.coat)),
        })
    }
}

/// True if a prop and its parts can be shown as they are.
pub(crate) fn shows(world: &World, scenario: &Scenario, prop: &PropId) -> bool {
    let Some(kits) = world.get_resource::<hang::Kits>() else { return true };
    let name = scenario.file().kit.as_str();
    let kit = match kits.read(name) {
        Some(Ok(kit)) => kit,
        // No folder, no art: the author has not come to it.
        Some(Err(_)) => return !kits.has_folder(name),
        None => match world.get_resource::<Kit>() {
            Some(kit) => kit,
            None => return !kits.has_folder(name),
        },
    };
    let props = scenario.file().props.iter().filter(|p| p.id == *prop);
    kit.shows(props.flat_map(|p| {
        std::iter::once(p.id.as_str()).chain(p.parts.iter().map(|part| part.id.as_str()))
    }))
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
        let light = fault(&changed("torn-light", "lightmap.ktx2", torn));
        assert!(light.contains("lightmap.ktx2"), "{light}");
    }

    #[test]
    fn a_lost_file_is_told_of_and_what_needs_it_is_not_shown() {
        let whole = read(&kitchen()).unwrap();
        let names = ["main_valve", "main_valve.lever", "stove_line"];
        assert!(names.iter().all(|name| whole.shows([*name].into_iter())));
        assert!(whole.shows(["a_thing_of_the_blockout"].into_iter()));
        let torn = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
        let lost = read(&changed("torn-model", "things.glb", torn)).unwrap();
        assert!(lost.lost.sentences[0].contains("things.glb"), "{:?}", lost.lost.sentences);
        assert!(!lost.shows(["main_valve"].into_iter()));
        // A surface that has lost its picture is plain: all that wears it is not shown.
        let other = |bytes| {
            String::from_utf8(bytes).unwrap().replace("steel_base.ktx2", "no_such.ktx2").into()
        };
        let bare = read(&changed("lost-picture", "kit.ron", other)).unwrap();
        assert!(bare.lost.sentences[0].contains("no_such.ktx2"), "{:?}", bare.lost.sentences);
        assert!(!bare.shows(["stove_line"].into_iter()));
        assert_eq!(bare.nodes.len(), whole.nodes.len());
        let other =
            |bytes| String::from_utf8(bytes).unwrap().replace("\"steel\"", "\"iron\"").into();
        let coat = read(&changed("other-coat", "kit.ron", other)).unwrap();
        let is_told = |s: &String| s.contains("no coat is called `steel`");
        assert!(coat.lost.sentences.iter().any(is_told), "{:?}", coat.lost.sentences);
    }
}
