//! The recorded lines: `assets/voice/<language>/<scenario>/<key>.ogg`, and an index that says for
//! which text each was spoken. A line whose words have changed since counts as missing. The file
//! itself tells how long it is, so that a person's recording needs nothing but its place.

use crate::speech::Line;
use anlan_scenario::Language;
use bevy::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The folder of the interface's own lines, beside those of the scenarios.
const PRODUCT: &str = "anlan";
/// What leads the keys of the interface's words.
const PRODUCT_KEYS: &str = "ui.";
/// An index is a line of text for each line that is spoken; more is a mistake.
const INDEX_BYTES_MAX: u64 = 1 << 20;
/// A line is a few seconds of speech; more than four minutes of it is a mistake.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// A line that can be heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VoiceFile {
    pub path: PathBuf,
    /// Its length.
    pub seconds: f32,
    /// Who says it: a colleague's id, or a role.
    pub by: String,
}

/// What the index says of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: String,
    by: String,
}

/// The spoken lines of one language.
#[derive(Resource)]
pub(crate) struct Lines {
    folder: PathBuf,
    indexes: HashMap<String, BTreeMap<String, Entry>>,
    told: BTreeSet<String>,
}

impl Lines {
    pub(crate) fn new(asset_root: &Path, language: Language) -> Self {
        let folder = asset_root.join("voice").join(language.tag());
        Self { folder, indexes: HashMap::new(), told: BTreeSet::new() }
    }

    /// From now on the lines of this language are meant.
    pub(crate) fn set_language(&mut self, language: Language) {
        self.folder.set_file_name(language.tag());
        self.indexes.clear();
        self.told.clear();
    }

    /// The file of a line. Of what is missing one sentence is told, once.
    pub(crate) fn find(&mut self, scenario: &str, line: &Line) -> Option<VoiceFile> {
        let is_product = line.key.starts_with(PRODUCT_KEYS);
        let scope = if is_product { PRODUCT } else { scenario };
        let found = self.look_up(scope, line);
        if let Err(sentence) = &found
            && self.told.insert(line.key.clone())
        {
            warn!("{sentence}; its caption stands alone");
        }
        found.ok()
    }

    fn look_up(&mut self, scope: &str, line: &Line) -> Result<VoiceFile, String> {
        let folder = self.folder.join(scope);
        let path = folder.join(format!("{}.ogg", line.key));
        if !self.indexes.contains_key(scope) {
            let index = read_index(&folder.join("words.ron"));
            let index = index.inspect_err(|sentence| warn!("{sentence}")).unwrap_or_default();
            self.indexes.insert(scope.to_owned(), index);
        }
        let entry = self.indexes.get(scope).and_then(|index| index.get(&line.key));
        let tell = |why: &str| format!("{}: {why}", path.display());
        let entry = entry.ok_or_else(|| tell("this line has no voice"))?;
        if entry.text != line.text {
            return Err(tell("this line was spoken for other words"));
        }
        let seconds = read(&path, FILE_BYTES_MAX).and_then(|bytes| {
            ogg_seconds(&bytes).ok_or_else(|| tell("this is no whole OGG Vorbis file"))
        })?;
        Ok(VoiceFile { path, seconds, by: entry.by.clone() })
    }
}

fn read_index(path: &Path) -> Result<BTreeMap<String, Entry>, String> {
    let bytes = read(path, INDEX_BYTES_MAX)?;
    ron::de::from_bytes(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let cannot = |why: String| format!("{}: the file cannot be read: {why}", path.display());
    let bytes = std::fs::metadata(path).map_err(|e| cannot(e.to_string()))?.len();
    if bytes > most {
        return Err(cannot(format!("it has {bytes} bytes, {most} are the most")));
    }
    std::fs::read(path).map_err(|e| cannot(e.to_string()))
}

/// The length of an OGG Vorbis file: its last page counts the samples, its first says how many are
/// a second.
fn ogg_seconds(bytes: &[u8]) -> Option<f32> {
    const PAGE: &[u8] = b"OggS";
    const VORBIS: &[u8] = b"\x01vorbis";
    // Sample rate in the identification header, which follows the first page's head.
    const RATE_AT: usize = 28 + 12;
    const COUNT_AT: usize = 6;
    if !bytes.starts_with(PAGE) || !bytes.get(28..)?.starts_with(VORBIS) {
        return None;
    }
    let rate = u32::from_le_bytes(*bytes.get(RATE_AT..)?.first_chunk()?);
    let last = bytes.windows(PAGE.len()).rposition(|window| window == PAGE)?;
    let count = u64::from_le_bytes(*bytes.get(last + COUNT_AT..)?.first_chunk()?);
    let seconds = count as f32 / rate as f32;
    (seconds.is_finite() && seconds > 0.0).then_some(seconds)
}
