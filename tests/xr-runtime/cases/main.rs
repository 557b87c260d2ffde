//! The test runtime under the standard loader: each case is a process of its own, with a script
//! for the runtime and the client of this package as the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod faults;
mod frames;
mod rules;

use anlan_tests_xr_runtime::{REPORT, Report, SCRIPT, Script, write_manifest};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// What came of a case.
pub struct Played {
    pub report: Report,
    /// What the program said at its end.
    pub said: Value,
    pub is_success: bool,
    pub errors: String,
}

/// A case's own folder, gone with it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("case-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// The library as cargo built it for these tests.
fn library() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_anlan-xr-client"));
    let name = "libanlan_tests_xr_runtime.so";
    let beside = program.with_file_name(name);
    let deps = program.with_file_name("deps").join(name);
    let found = [deps, beside].into_iter().find(|path| path.exists());
    found.expect("cargo builds the library with its tests")
}

/// Runs the client in that mode until it has shown so many frames.
pub fn play(script: &Script, mode: &str, frames: u64) -> Played {
    play_in(&Folder::new(), script, mode, frames)
}

pub(crate) fn play_in(folder: &Folder, script: &Script, mode: &str, frames: u64) -> Played {
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("script.ron"), ron::to_string(script).unwrap()).unwrap();
    let manifest = write_manifest(folder.path(), &library()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_anlan-xr-client"))
        .args([mode, &frames.to_string()])
        .env("XR_RUNTIME_JSON", manifest)
        .env(SCRIPT, at("script.ron"))
        .env(REPORT, at("report.json"))
        .env("XR_LOADER_DEBUG", "none")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let report = std::fs::read(at("report.json"));
    let report = report.unwrap_or_else(|error| panic!("no report ({error}): {errors}"));
    Played {
        report: serde_json::from_slice(&report).unwrap(),
        said: serde_json::from_slice(&output.stdout).unwrap_or_default(),
        is_success: output.status.success(),
        errors,
    }
}

impl Played {
    /// The program did what it should, in order, and left nothing behind.
    pub fn expect_sound(&self, what: &str) {
        let report = &self.report;
        assert!(self.is_success, "{what}: {} {} {:?}", self.said, self.errors, report.faults);
        assert_eq!(report.order_errors, [""; 0], "{what}");
        assert_eq!(report.failures, [""; 0], "{what}");
        assert_eq!(report.mismatches, 0, "{what}");
        assert_eq!(report.made, report.given_back, "{what}");
    }
}
