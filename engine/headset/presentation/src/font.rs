//! The two faces of the product's font. They are read before the first frame, not in its course,
//! so that even the first picture has words.

use bevy::prelude::*;
use bevy::text::{Font, FontSource};
use std::path::{Path, PathBuf};

/// The faces under the asset root.
const REGULAR: &str = "fonts/NotoSansSC-Regular.ttf";
const BOLD: &str = "fonts/NotoSansSC-Bold.ttf";
/// Chinese fonts that a system may bring, for a build whose own are missing.
const STAND_INS: [&str; 3] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\simhei.ttf",
];

/// The faces that words are set in.
#[derive(Resource, Clone)]
pub(crate) struct Typeface {
    /// For reading.
    pub regular: FontSource,
    /// For what is read first.
    pub bold: FontSource,
}

impl Typeface {
    /// Reads both faces. A face that cannot be read is told of, and the other one stands in.
    pub(crate) fn read(asset_root: &Path, fonts: &mut Assets<Font>) -> Self {
        let read = |path: PathBuf| {
            let face = read_face(&path);
            face.inspect_err(|sentence| warn!("{}: {sentence}", path.display())).ok()
        };
        let regular = read(asset_root.join(REGULAR));
        let bold = read(asset_root.join(BOLD));
        let stand_in = || STAND_INS.iter().find_map(|path| read_face(Path::new(path)).ok());
        let regular = regular.or_else(|| bold.clone()).or_else(stand_in);
        if regular.is_none() {
            warn!("there is no font at all: words stay unseen");
        }
        let bold = bold.or_else(|| regular.clone());
        let mut add = |bytes: Option<Vec<u8>>| match bytes {
            Some(bytes) => FontSource::Handle(fonts.add(Font::from_bytes(bytes))),
            // Bevy draws nothing for a handle without a font, and stays calm.
            None => FontSource::default(),
        };
        Self { regular: add(regular), bold: add(bold) }
    }
}

/// A file's bytes, if they open like a font.
fn read_face(path: &Path) -> Result<Vec<u8>, String> {
    /// TrueType, OpenType with PostScript outlines, Apple's TrueType, a collection.
    const OPENINGS: [[u8; 4]; 4] = [[0, 1, 0, 0], *b"OTTO", *b"true", *b"ttcf"];
    let bytes = std::fs::read(path).map_err(|error| format!("the font cannot be read: {error}"))?;
    let is_font = bytes.first_chunk::<4>().is_some_and(|head| OPENINGS.contains(head));
    if is_font { Ok(bytes) } else { Err("this is no font".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_and_a_broken_font_are_told_of() {
        let missing = read_face(Path::new("no/such/font.ttf"));
        assert!(missing.is_err_and(|sentence| sentence.contains("cannot be read")));
        let broken = read_face(Path::new("Cargo.toml"));
        assert_eq!(broken, Err("this is no font".to_owned()));
    }
}
