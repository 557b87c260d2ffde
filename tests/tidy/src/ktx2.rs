//! A picture file read as far as a reader must trust it: its format is one that Bevy knows on every
//! adapter, and every level of it is there.

/// The beginning of every such file.
const MAGIC: [u8; 12] = *b"\xABKTX 20\xBB\r\n\x1A\n";
/// Numbers of formats; what is compressed for transcoding has none.
const UNDEFINED: u32 = 0;
const RGBA8: [u32; 2] = [37, 43];
const E5B9G9R9: u32 = 123;
/// Colour models of what has no number, and where the model stands in the descriptor.
const UASTC: u8 = 166;
const ETC1S: u8 = 163;
const MODEL_AT: usize = 12;
/// How levels are packed: zstd, or not at all. The first of Basis's own packs ETC1S.
const PLAIN_OR_ZSTD: [u32; 2] = [0, 2];
const LEVELS_AT: usize = 80;
const LEVEL_ROW: usize = 24;
/// Every adapter has as much; the widest is a sky, pixels.
const SIDE_PX_MAX: usize = 4096;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Becomes BC7 or ASTC, a byte a pixel; without a plain twin Bevy stops where there is neither.
    Uastc,
    /// Four bytes a pixel, on every adapter.
    Plain,
    /// Light with a shared exponent, four bytes a pixel.
    Light,
}

#[derive(Clone, Copy, Debug)]
pub struct Picture {
    pub kind: Kind,
    pub wide_px: usize,
    pub high_px: usize,
    pub faces: usize,
    pub levels: usize,
    /// What it takes on the GPU.
    pub gpu_bytes: usize,
}

/// The file's head, or a sentence on the first thing that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Picture, String> {
    let torn = || "the file is torn".to_owned();
    if !bytes.starts_with(&MAGIC) {
        return Err("this is not a KTX2 file".to_owned());
    }
    let word = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
        four.map(u32::from_le_bytes).ok_or_else(torn)
    };
    let size = |at: usize| word(at).map(|word| word as usize);
    let kind = match (word(12)?, bytes.get(size(48)? + MODEL_AT)) {
        (UNDEFINED, Some(&UASTC)) => Kind::Uastc,
        (UNDEFINED, Some(&ETC1S)) => return Err("it is ETC1S, which Bevy refuses".to_owned()),
        (E5B9G9R9, _) => Kind::Light,
        (format, _) if RGBA8.contains(&format) => Kind::Plain,
        (format, _) => return Err(format!("its format {format} is not one of ours")),
    };
    if !PLAIN_OR_ZSTD.contains(&word(44)?) {
        return Err(format!("its levels are packed in way {}, zstd is read", word(44)?));
    }
    let (wide_px, high_px, faces, levels) = (size(20)?, size(24)?, size(36)?, size(40)?);
    let is_flat = size(28)? == 0 && size(32)? == 0 && [1, 6].contains(&faces);
    let is_whole =
        |px: usize| (1..=SIDE_PX_MAX).contains(&px) && (kind != Kind::Uastc || px % 4 == 0);
    if !is_flat || !is_whole(wide_px) || !is_whole(high_px) || faces == 6 && wide_px != high_px {
        return Err(format!("{wide_px} × {high_px} pixels with {faces} faces are not drawn"));
    }
    if levels == 0 || levels > wide_px.max(high_px).ilog2() as usize + 1 {
        return Err(format!("it has {levels} levels at {wide_px} × {high_px} pixels"));
    }
    let mut gpu_bytes = 0;
    for level in 0..levels {
        let long = |at: usize| Ok::<usize, String>(size(at)? | size(at + 4)? << 32);
        let row = LEVELS_AT + LEVEL_ROW * level;
        let (start, packed, unpacked) = (long(row)?, long(row + 8)?, long(row + 16)?);
        let px = |side: usize| (side >> level).max(1);
        let is_inside = start.checked_add(packed).is_some_and(|end| end <= bytes.len());
        let expected = faces
            * match kind {
                Kind::Uastc => px(wide_px).div_ceil(4) * px(high_px).div_ceil(4) * 16,
                Kind::Plain | Kind::Light => px(wide_px) * px(high_px) * 4,
            };
        if !is_inside || packed == 0 || unpacked != expected {
            return Err(format!("level {level} is torn: {unpacked} bytes of {expected}"));
        }
        gpu_bytes += expected;
    }
    Ok(Picture { kind, wide_px, high_px, faces, levels, gpu_bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of light with two levels, 4 × 4 pixels.
    fn small() -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let head = [E5B9G9R9, 4, 4, 4, 0, 0, 1, 2, 2, 128, 92, 0, 0, 0, 0, 0, 0];
        bytes.extend(head.iter().flat_map(|word: &u32| word.to_le_bytes()));
        for (start, packed, unpacked) in [(221_u64, 9_u64, 64_u64), (220, 1, 16)] {
            bytes.extend([start, packed, unpacked].iter().flat_map(|long| long.to_le_bytes()));
        }
        bytes.resize(230, 0);
        bytes
    }

    #[test]
    fn a_sound_picture_is_read() {
        let picture = read(&small()).unwrap();
        assert_eq!((picture.kind, picture.gpu_bytes, picture.levels), (Kind::Light, 80, 2));
    }

    #[test]
    fn every_break_is_found() {
        let cases = [
            (0, 0, "this is not a KTX2 file"),
            (12, 97, "its format 97 is not one of ours"),
            (20, 3, "level 0 is torn"),
            (32, 2, "4 × 4 pixels with 1 faces"),
            (40, 9, "it has 9 levels"),
            (44, 1, "packed in way 1"),
            (88, 90, "level 0 is torn"),
        ];
        for (at, value, sentence) in cases {
            let mut bytes = small();
            bytes[at] = value;
            let found = read(&bytes).expect_err(sentence);
            assert!(found.contains(sentence), "{found}");
        }
        let mut bytes = small();
        bytes[12] = 0;
        bytes[128 + MODEL_AT] = ETC1S;
        assert!(read(&bytes).expect_err("ETC1S").contains("ETC1S"));
        assert!(read(&small()[..100]).expect_err("torn").contains("torn"));
    }
}
