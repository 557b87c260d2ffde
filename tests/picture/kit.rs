//! The art of a kit as files: whole, within its budgets, and without what Bevy's renderer refuses.
//! How it looks is judged elsewhere, by figures and by eye.

use crate::theatre::{assets, kitchen};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Triangles of a place without its people; draws of a place with all of it in view.
const TRIANGLES_MAX: usize = 210_000;
const DRAWS_MAX: usize = 120;
/// What the pictures of a place take on the GPU, bytes.
const PICTURE_BYTES_MAX: usize = 96 << 20;
/// Bevy's loaders know none of these.
const FORBIDDEN: [&str; 5] = [
    "KHR_mesh_quantization",
    "EXT_meshopt_compression",
    "KHR_draco_mesh_compression",
    "KHR_texture_basisu",
    "EXT_texture_webp",
];
/// Numbers of formats in a KTX2 file; UASTC has none.
const UNDEFINED: u32 = 0;
const RGBA8: [u32; 2] = [37, 43];
const E5B9G9R9: u32 = 123;
/// The number of UASTC as a colour model, and where it stands in a descriptor.
const UASTC_MODEL: u8 = 166;
const MODEL_AT: usize = 12;

fn folder() -> PathBuf {
    assets().join("kits").join(&kitchen().file().kit)
}

fn files(folder: PathBuf, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    found.sort();
    assert!(!found.is_empty(), "no {extension} file");
    found
}

fn models() -> Vec<gltf::Gltf> {
    let read = |path: PathBuf| gltf::Gltf::from_slice(&std::fs::read(path).unwrap()).unwrap();
    files(folder(), "glb").into_iter().map(read).collect()
}

#[test]
fn every_prop_and_part_has_its_model() {
    let all = models();
    let nodes = all.iter().flat_map(|model| model.nodes());
    let names: BTreeSet<String> = nodes.filter_map(|node| node.name().map(str::to_owned)).collect();
    let scenario = kitchen();
    let props = scenario.file().props.iter();
    let ids = props.flat_map(|prop| {
        let parts = prop.parts.iter().map(|part| part.id.to_string());
        parts.chain([prop.id.to_string()])
    });
    let missing: Vec<String> = ids.filter(|id| !names.contains(id)).collect();
    assert!(missing.is_empty(), "no node for {missing:?}");
}

#[test]
fn models_are_what_the_reader_reads() {
    for model in models() {
        let used = model.extensions_used().chain(model.extensions_required());
        let refused: Vec<&str> = used.filter(|name| FORBIDDEN.contains(name)).collect();
        assert!(refused.is_empty(), "{refused:?}");
        for mesh in model.meshes() {
            for primitive in mesh.primitives() {
                let has = |semantic| primitive.get(&semantic).is_some();
                let name = mesh.name().unwrap_or_default();
                assert!(has(gltf::Semantic::Normals), "{name} has no normals");
                assert!(has(gltf::Semantic::TexCoords(0)), "{name} has no surface");
                assert!(has(gltf::Semantic::TexCoords(1)), "{name} has no place on the lightmap");
                assert!(primitive.material().name().is_some(), "{name} has no coat");
            }
        }
    }
}

#[test]
fn a_place_is_cheap_enough_to_draw() {
    let all = models();
    let meshes = all.iter().flat_map(|model| model.meshes());
    let primitives: Vec<_> = meshes.flat_map(|mesh| mesh.primitives()).collect();
    let triangles: usize = primitives
        .iter()
        .filter_map(|primitive| primitive.indices())
        .map(|indices| indices.count() / 3)
        .sum();
    assert!(triangles < TRIANGLES_MAX, "{triangles} triangles");
    assert!(primitives.len() <= DRAWS_MAX, "{} draws", primitives.len());
}

/// A KTX2 file's format, size, faces and levels.
struct Picture {
    format: u32,
    model: u8,
    bytes: usize,
}

fn picture(path: &PathBuf) -> Picture {
    let file = std::fs::read(path).unwrap();
    assert_eq!(&file[1..7], b"KTX 20", "{}", path.display());
    let word = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
    let (format, faces, levels) = (word(12), word(36).max(1) as usize, word(40).max(1));
    let bytes_per_pixel = if format == UNDEFINED { 1 } else { 4 };
    let side = |px: u32, level: u32| (px >> level).max(1) as usize;
    let pixels: usize =
        (0..levels).map(|level| side(word(20), level) * side(word(24), level)).sum();
    let model = file[word(48) as usize + MODEL_AT];
    Picture { format, model, bytes: pixels * faces * bytes_per_pixel }
}

#[test]
fn pictures_are_of_known_formats_and_fit_the_gpu() {
    let (mut bytes, mut plain_bytes) = (0, 0);
    for path in files(folder(), "ktx2") {
        let found = picture(&path);
        let plain = folder().join("plain").join(path.file_name().unwrap());
        let is_uastc = found.format == UNDEFINED && found.model == UASTC_MODEL;
        let is_plain = found.format == E5B9G9R9 || RGBA8.contains(&found.format);
        assert!(is_uastc || is_plain, "{}: format {}", path.display(), found.format);
        // Where no compressed format is known, Bevy stops the program on UASTC.
        assert_eq!(is_uastc, plain.is_file(), "{} and its plain twin", path.display());
        bytes += found.bytes;
        plain_bytes += if is_uastc { picture(&plain).bytes } else { found.bytes };
    }
    for path in files(folder().join("plain"), "ktx2") {
        assert!(RGBA8.contains(&picture(&path).format), "{}", path.display());
    }
    assert!(bytes < PICTURE_BYTES_MAX, "{bytes} bytes");
    assert!(plain_bytes < PICTURE_BYTES_MAX, "{plain_bytes} bytes without compression");
}
