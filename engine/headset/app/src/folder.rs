//! The folders: data (tapes, traces, bundles, outbox, key) that one program at a time may use, and
//! the installed scenarios and assets.

use anlan_attempt::tape::CabinKey;
use anlan_outbox::open_cabin_key;
use anlan_scenario::{Bundle, BundleHash};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open data folder; the lock is held while this lives.
pub struct Folder {
    path: PathBuf,
    /// What this cabin's tapes are signed with.
    key: Arc<CabinKey>,
    _lock: File,
}

impl Folder {
    /// Makes the folder if need be, and locks it.
    pub fn open(chosen: Option<&Path>) -> Result<Self, String> {
        let path = match chosen {
            Some(path) => path.to_owned(),
            None => default_path()?,
        };
        let cannot = |e: std::io::Error| {
            format!(
                "the data folder {} cannot be written: {e}; choose another with --data DIR",
                path.display()
            )
        };
        for sub in ["tapes", "traces", "bundles"] {
            fs::create_dir_all(path.join(sub)).map_err(cannot)?;
        }
        let path = path.canonicalize().map_err(cannot)?;
        let lock = File::create(path.join("lock")).map_err(cannot)?;
        if lock.try_lock().is_err() {
            return Err(format!(
                "another anlan uses the data folder {}; end it, or choose another with --data DIR",
                path.display()
            ));
        }
        let key = open_cabin_key(&path).map_err(|e| e.to_string())?.into();
        Ok(Self { path, key, _lock: lock })
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What this cabin's tapes are signed with.
    pub fn key(&self) -> &Arc<CabinKey> {
        &self.key
    }

    /// The outbox's file.
    pub fn outbox(&self) -> PathBuf {
        self.path.join("outbox.sqlite")
    }

    /// The folder of tapes.
    pub fn tapes(&self) -> PathBuf {
        self.path.join("tapes")
    }

    /// The tape of an attempt.
    pub fn tape(&self, attempt: &str) -> PathBuf {
        self.tapes().join(format!("{attempt}.tape"))
    }

    /// The trace of an attempt.
    pub fn trace(&self, attempt: &str) -> PathBuf {
        self.path.join("traces").join(format!("{attempt}.trace"))
    }

    /// Keeps the bundle under its hash, whole or not at all.
    pub fn keep_bundle(&self, bundle: &Bundle) -> Result<(), String> {
        let path = self.bundle_path(bundle.hash());
        if path.exists() {
            return Ok(());
        }
        let draft = path.with_extension("draft");
        let write = || {
            fs::write(&draft, bundle.bytes())?;
            File::open(&draft)?.sync_all()?;
            fs::rename(&draft, &path)
        };
        write().map_err(|e| format!("the scenario bundle cannot be kept: {e}"))
    }

    /// The bundle of this hash.
    pub fn bundle(&self, hash: &BundleHash) -> Result<Bundle, String> {
        let bytes = crate::read(&self.bundle_path(hash))?;
        let bundle = Bundle::read(&bytes).map_err(|e| e.to_string())?;
        if bundle.hash() == hash {
            Ok(bundle)
        } else {
            Err(format!("the bundle {hash} was altered on disk"))
        }
    }

    fn bundle_path(&self, hash: &BundleHash) -> PathBuf {
        self.path.join("bundles").join(format!("{hash}.json"))
    }
}

fn default_path() -> Result<PathBuf, String> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    set("XDG_DATA_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| Some(set("HOME")?.join(".local/share")))
        .map(|base| base.join("anlan"))
        .ok_or_else(|| "there is no home folder; choose a data folder with --data DIR".to_owned())
}

/// `scenarios/` of this installation.
pub fn scenarios() -> Result<PathBuf, String> {
    installed("scenarios")
}

/// The folders in `scenarios/`, in the order of their names.
pub fn scenario_ids() -> Result<Vec<String>, String> {
    let root = scenarios()?;
    let cannot = |e: std::io::Error| format!("{} cannot be read: {e}", root.display());
    let mut ids = Vec::new();
    for entry in fs::read_dir(&root).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        if entry.path().is_dir() {
            ids.extend(entry.file_name().into_string());
        }
    }
    ids.sort();
    Ok(ids)
}

/// `assets/` of this installation.
pub fn assets() -> Result<PathBuf, String> {
    installed("assets")
}

/// Looks in the working folder and above, then beside the program and above.
fn installed(name: &str) -> Result<PathBuf, String> {
    let here = std::env::current_dir().ok();
    let program = std::env::current_exe().ok();
    [here.as_deref(), program.as_deref()]
        .into_iter()
        .flatten()
        .flat_map(Path::ancestors)
        .map(|folder| folder.join(name))
        .find(|folder| folder.is_dir())
        .ok_or_else(|| format!("there is no folder {name}/ here; start anlan where it is"))
}
