//! A model file read as a reader of glTF would, so that no picture is the first to find it broken:
//! every number inside its bounds, nothing asked for that Bevy's loader does not know.

use gltf::accessor::DataType;
use gltf::{Accessor, Document, Gltf, Primitive, Semantic, buffer, image, mesh};
use serde_json::Value;

/// What Bevy 0.19 cannot read, by the beginning of its name.
const FORBIDDEN: [&str; 5] =
    ["KHR_draco", "EXT_meshopt", "KHR_mesh_quantization", "KHR_texture_basisu", "EXT_texture_webp"];
/// A bound may be this far from what it bounds, as a share or in the unit of the numbers.
const BOUND_TOLERANCE: f64 = 1e-3;

/// One file.
#[derive(Debug)]
pub struct Model {
    /// Names of all nodes, of those with nothing to draw as well.
    pub nodes: Vec<String>,
    pub drawn: Vec<Drawn>,
    /// Width and height of each picture inside, pixels.
    pub pictures: Vec<(usize, usize)>,
}

/// One draw: a material of one node.
#[derive(Debug)]
pub struct Drawn {
    pub node: String,
    pub material: String,
    pub triangles: usize,
    pub has_place_on_lightmap: bool,
}

/// The file's content, or a sentence on the first thing that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Model, String> {
    let length = bytes.get(8..12).and_then(|b| Some(u32::from_le_bytes(b.try_into().ok()?)));
    if length.is_none_or(|length| length as usize != bytes.len()) {
        return Err("this is not a whole binary glTF file".to_owned());
    }
    let Gltf { document, blob } = Gltf::from_slice(bytes).map_err(|error| error.to_string())?;
    let named = document.extensions_used().chain(document.extensions_required());
    if let Some(name) = named.into_iter().find(|n| FORBIDDEN.iter().any(|f| n.starts_with(f))) {
        return Err(format!("it uses {name}, which Bevy does not read"));
    }
    let is_inside = |b: buffer::Buffer| matches!(b.source(), buffer::Source::Bin);
    if !document.buffers().all(is_inside) {
        return Err("its buffer is in another file".to_owned());
    }
    let data = Data(blob.ok_or("it has no data")?);
    let stated = document.buffers().map(|buffer| buffer.length()).sum::<usize>();
    if stated > data.0.len() {
        return Err(format!("its buffer has {} bytes of {stated}", data.0.len()));
    }
    for accessor in document.accessors() {
        data.numbers(&accessor).map_err(|why| format!("accessor {}: {why}", accessor.index()))?;
    }
    let nodes = document.nodes().filter_map(|node| node.name().map(str::to_owned)).collect();
    Ok(Model { nodes, drawn: data.drawn(&document)?, pictures: data.pictures(&document)? })
}

/// The binary part of a file.
struct Data(Vec<u8>);

impl Data {
    fn view(&self, view: &buffer::View) -> Result<&[u8], String> {
        let end = view.offset().checked_add(view.length());
        let bytes = end.and_then(|end| self.0.get(view.offset()..end));
        bytes.ok_or(format!("view {} leaves the buffer", view.index()))
    }

    /// Every number of an accessor, if its bounds are theirs.
    fn numbers(&self, accessor: &Accessor) -> Result<Vec<f64>, String> {
        let view = accessor.view().ok_or("it has no view")?;
        let bytes = self.view(&view)?;
        let width = accessor.data_type().size();
        let size = width * accessor.dimensions().multiplicity();
        let stride = view.stride().unwrap_or(size);
        let mut numbers = Vec::with_capacity(accessor.count());
        for k in 0..accessor.count() {
            let start = k.checked_mul(stride).and_then(|at| at.checked_add(accessor.offset()));
            let end = start.and_then(|at| at.checked_add(size));
            let row = start.zip(end).and_then(|(start, end)| bytes.get(start..end));
            let row = row.ok_or("it leaves its view")?;
            numbers.extend(row.chunks(width).filter_map(|b| number(accessor.data_type(), b)));
        }
        if numbers.is_empty() || numbers.iter().any(|number| !number.is_finite()) {
            return Err("it is empty, or a number in it is not finite".to_owned());
        }
        let columns = accessor.dimensions().multiplicity();
        check_bound(accessor.min(), &numbers, columns, f64::min)?;
        check_bound(accessor.max(), &numbers, columns, f64::max)?;
        Ok(numbers)
    }

    fn drawn(&self, document: &Document) -> Result<Vec<Drawn>, String> {
        let mut found = Vec::new();
        for node in document.nodes() {
            let name = node.name().unwrap_or_default();
            for primitive in node.mesh().iter().flat_map(|mesh| mesh.primitives()) {
                let triangles = self.triangles(&primitive);
                let triangles = triangles.map_err(|why| format!("node {name}: {why}"))?;
                let material = primitive.material().name().unwrap_or_default().to_owned();
                let has_place_on_lightmap = primitive.get(&Semantic::TexCoords(1)).is_some();
                let node = name.to_owned();
                found.push(Drawn { node, material, triangles, has_place_on_lightmap });
            }
        }
        Ok(found)
    }

    /// How many triangles a primitive has, if every corner of them is there.
    fn triangles(&self, primitive: &Primitive) -> Result<usize, String> {
        let corners = primitive.get(&Semantic::Positions).map_or(0, |a| a.count());
        if primitive.get(&Semantic::Normals).is_none() {
            return Err("it has no normals".to_owned());
        }
        for (key, accessor) in primitive.attributes() {
            if accessor.count() != corners {
                return Err(format!(
                    "it has {corners} corners and {} of {key:?}",
                    accessor.count()
                ));
            }
        }
        let indices = self.numbers(&primitive.indices().ok_or("it has no indices")?)?;
        if primitive.mode() != mesh::Mode::Triangles || indices.len() % 3 != 0 {
            return Err("it is not of whole triangles".to_owned());
        }
        let last = indices.iter().copied().fold(0.0, f64::max);
        if last >= corners as f64 {
            return Err(format!("it asks for corner {last} of {corners}"));
        }
        Ok(indices.len() / 3)
    }

    /// Sizes of the PNG files inside.
    fn pictures(&self, document: &Document) -> Result<Vec<(usize, usize)>, String> {
        let size = |image: gltf::Image| {
            let image::Source::View { view, .. } = image.source() else { return None };
            let bytes = self.view(&view).ok()?;
            let side = |at| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
            let is_png = bytes.get(12..16)? == b"IHDR";
            is_png.then_some((side(16)? as usize, side(20)? as usize))
        };
        let all: Option<Vec<_>> = document.images().map(size).collect();
        all.ok_or("a picture in it is no PNG within the file".to_owned())
    }
}

fn number(kind: DataType, bytes: &[u8]) -> Option<f64> {
    Some(match kind {
        DataType::I8 => f64::from(i8::from_le_bytes(bytes.try_into().ok()?)),
        DataType::U8 => f64::from(*bytes.first()?),
        DataType::I16 => f64::from(i16::from_le_bytes(bytes.try_into().ok()?)),
        DataType::U16 => f64::from(u16::from_le_bytes(bytes.try_into().ok()?)),
        DataType::U32 => f64::from(u32::from_le_bytes(bytes.try_into().ok()?)),
        DataType::F32 => f64::from(f32::from_le_bytes(bytes.try_into().ok()?)),
    })
}

/// Whether a stated bound is that of the numbers.
fn check_bound(
    stated: Option<Value>,
    numbers: &[f64],
    columns: usize,
    pick: fn(f64, f64) -> f64,
) -> Result<(), String> {
    let stated = stated.iter().filter_map(Value::as_array).flatten().filter_map(Value::as_f64);
    for (column, stated) in stated.enumerate() {
        let found = numbers.iter().copied().skip(column).step_by(columns).reduce(pick);
        let found = found.ok_or("its bounds have more columns than its numbers")?;
        if (found - stated).abs() > BOUND_TOLERANCE * found.abs().max(1.0) {
            return Err(format!("a bound says {stated}, its numbers {found}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A triangle of one material as a file; `change` alters its JSON.
    fn triangle(change: impl Fn(String) -> String) -> Vec<u8> {
        let text = r#"{"asset":{"version":"2.0"},"buffers":[{"byteLength":104}],"bufferViews":
            [{"buffer":0,"byteLength":96},{"buffer":0,"byteOffset":96,"byteLength":6}],"accessors":
            [{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],
              "max":[1,1,0]},
             {"bufferView":0,"byteOffset":36,"componentType":5126,"count":3,"type":"VEC3"},
             {"bufferView":0,"byteOffset":72,"componentType":5126,"count":3,"type":"VEC2"},
             {"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}],
            "materials":[{"name":"steel"}],"nodes":[{"name":"box","mesh":0}],
            "meshes":[{"primitives":[{"attributes":{"POSITION":0,"NORMAL":1,"TEXCOORD_0":2},
              "indices":3,"material":0}]}]}"#;
        let mut text = change(text.to_owned()).into_bytes();
        text.resize(text.len().next_multiple_of(4), b' ');
        let corners = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0_f32];
        let mut bin: Vec<u8> = corners.iter().flat_map(|number| number.to_le_bytes()).collect();
        bin.resize(96, 0);
        bin.extend([0, 0, 1, 0, 2, 0, 0, 0]);
        let length = |bytes: &[u8]| (bytes.len() as u32).to_le_bytes();
        let whole = (28 + text.len() + bin.len()) as u32;
        let parts: [&[u8]; 9] = [
            b"glTF",
            &2_u32.to_le_bytes(),
            &whole.to_le_bytes(),
            &length(&text),
            b"JSON",
            &text,
            &length(&bin),
            b"BIN\0",
            &bin,
        ];
        parts.concat()
    }

    #[test]
    fn a_sound_model_is_read() {
        let model = read(&triangle(|text| text)).unwrap();
        let [drawn] = &model.drawn[..] else { panic!("{model:?}") };
        assert_eq!((drawn.node.as_str(), drawn.material.as_str()), ("box", "steel"));
        assert_eq!((drawn.triangles, drawn.has_place_on_lightmap), (1, false));
    }

    #[test]
    fn every_break_is_found() {
        let cases = [
            ("\"accessors\"", "\"accessors\":,", "expected value"),
            (
                "\"buffers\"",
                "\"extensionsUsed\":[\"KHR_draco_mesh_compression\"],\"buffers\"",
                "Bevy",
            ),
            ("104}", "108}", "its buffer has 104 bytes of 108"),
            ("\"byteLength\":96}", "\"byteLength\":196}", "view 0 leaves the buffer"),
            ("\"byteOffset\":72", "\"byteOffset\":84", "accessor 2: it leaves its view"),
            ("[1,1,0]", "[2,1,0]", "a bound says 2, its numbers 1"),
            (",\"min\":[0,0,0],\n              \"max\":[1,1,0]", "", "min: Missing data"),
            ("\"indices\":3", "\"indices\":9", "indices"),
            (",\"NORMAL\":1", "", "it has no normals"),
            ("\"mesh\":0", "\"mesh\":1", "mesh"),
        ];
        for (old, new, sentence) in cases {
            let found = read(&triangle(|text| {
                assert!(text.contains(old), "{old}");
                text.replacen(old, new, 1)
            }));
            let found = found.expect_err(sentence);
            assert!(found.contains(sentence), "{found}");
        }
    }

    #[test]
    fn an_index_past_the_corners_and_a_torn_file_are_found() {
        let mut bytes = triangle(|text| text);
        let at = bytes.len() - 4;
        bytes[at] = 3;
        assert!(read(&bytes).expect_err("corner 3").contains("it asks for corner 3 of 3"));
        bytes.pop();
        assert!(read(&bytes).expect_err("torn").contains("not a whole binary glTF"));
    }
}
