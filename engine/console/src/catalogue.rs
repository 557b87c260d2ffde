//! The scenarios that an instructor can start, in the order of their ids, with a picture each if
//! there is one. They are checked already; this file only looks things up.

use anlan_scenario::{Bundle, BundleHash, Scenario};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What can be started.
pub struct Catalogue {
    entries: Vec<Entry>,
    pictures: PathBuf,
}

/// One scenario.
pub(crate) struct Entry {
    pub scenario: Arc<Scenario>,
    pub bundle: BundleHash,
    pub has_picture: bool,
}

impl Catalogue {
    /// These scenarios; `<id>.png` in the folder is the picture of one.
    pub fn new(bundles: &[Bundle], pictures: &Path) -> Self {
        let entry = |bundle: &Bundle| Entry {
            scenario: bundle.scenario().clone(),
            bundle: bundle.hash().clone(),
            has_picture: picture(pictures, bundle.scenario()).is_file(),
        };
        let mut entries: Vec<_> = bundles.iter().map(entry).collect();
        entries.sort_by(|a, b| a.scenario.file().id.cmp(&b.scenario.file().id));
        Self { entries, pictures: pictures.to_owned() }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.scenario.file().id == id)
    }

    /// The file of a scenario's picture. Only ids of the catalogue lead to a file.
    pub(crate) fn picture(&self, id: &str) -> Option<PathBuf> {
        let entry = self.get(id).filter(|entry| entry.has_picture)?;
        Some(picture(&self.pictures, &entry.scenario))
    }
}

fn picture(folder: &Path, scenario: &Scenario) -> PathBuf {
    folder.join(format!("{}.png", scenario.file().id))
}
