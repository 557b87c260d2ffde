//! GLB to meshes by the names of their nodes. Read in one go: a kit is a few megabytes, and a place
//! that appears piece by piece helps nobody.

use super::file::{CoatForm, KitFile, read_bytes};
use super::shelf::Shelf;
use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A thing of the kit, or a piece of its dressing.
pub(super) struct Node {
    /// Where it stands if no entity of the stage carries it.
    pub at: Transform,
    pub pieces: Vec<Piece>,
}

/// The part of a node that is of one material.
pub(super) struct Piece {
    pub mesh: Handle<Mesh>,
    pub coat: String,
    /// It has coordinates on the lightmap.
    pub is_baked: bool,
}

/// Adds the nodes of one file.
pub(super) fn read(
    path: &Path,
    kit: &KitFile,
    meshes: &mut Shelf<Mesh>,
    nodes: &mut BTreeMap<String, Node>,
) -> Result<(), String> {
    let cannot = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let bytes = read_bytes(path)?;
    let glb = gltf::Gltf::from_slice(&bytes).map_err(|error| cannot(&error))?;
    let blob = glb.blob.as_deref().ok_or_else(|| cannot(&"the file has no binary part"))?;
    for node in glb.nodes() {
        let Some(name) = node.name() else { continue };
        let mut pieces = Vec::new();
        // The packer gives each material beyond the first a nameless child of its own.
        for carrier in node.children().filter(|child| child.name().is_none()).chain([node.clone()])
        {
            for primitive in carrier.mesh().iter().flat_map(|mesh| mesh.primitives()) {
                let piece = piece(&primitive, blob, kit, meshes);
                pieces.push(piece.map_err(|why| cannot(&format!("the node `{name}`: {why}")))?);
            }
        }
        let (translation, rotation, scale) = node.transform().decomposed();
        let at = Transform {
            translation: translation.into(),
            rotation: Quat::from_array(rotation),
            scale: scale.into(),
        };
        if nodes.insert(name.to_owned(), Node { at, pieces }).is_some() {
            return Err(cannot(&format!("two nodes are called `{name}`")));
        }
    }
    Ok(())
}

fn piece(
    primitive: &gltf::Primitive,
    blob: &[u8],
    kit: &KitFile,
    meshes: &mut Shelf<Mesh>,
) -> Result<Piece, String> {
    let coat = primitive.material().name().unwrap_or_default().to_owned();
    let row = kit.coats.iter().find(|row| row.name == coat);
    let row = row.ok_or_else(|| format!("no coat is called `{coat}`"))?;
    let mesh = mesh(primitive, blob, row.normal.is_some());
    let mesh = mesh.ok_or_else(|| format!("its `{coat}` is a broken mesh"))?;
    let is_baked = row.form == CoatForm::Solid && mesh.contains_attribute(Mesh::ATTRIBUTE_UV_1);
    Ok(Piece { mesh: meshes.add(mesh), coat, is_baked })
}

fn mesh(primitive: &gltf::Primitive, blob: &[u8], needs_tangents: bool) -> Option<Mesh> {
    let reader = primitive.reader(|_| Some(blob));
    let positions: Vec<[f32; 3]> = reader.read_positions()?.collect();
    let normals: Vec<[f32; 3]> = reader.read_normals()?.collect();
    let uvs: Vec<[f32; 2]> = reader.read_tex_coords(0)?.into_f32().collect();
    let indices: Vec<u32> = reader.read_indices()?.into_u32().collect();
    let count = positions.len();
    let is_whole = count == normals.len()
        && count == uvs.len()
        && indices.iter().all(|index| (*index as usize) < count);
    if !is_whole {
        return None;
    }
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uvs)
        .with_inserted_indices(Indices::U32(indices));
    if let Some(uvs) = reader.read_tex_coords(1) {
        let uvs: Vec<[f32; 2]> = uvs.into_f32().collect();
        if uvs.len() != count {
            return None;
        }
        mesh.insert_attribute(Mesh::ATTRIBUTE_UV_1, uvs);
    }
    if needs_tangents {
        mesh.generate_tangents().ok()?;
    }
    Some(mesh)
}
