//! An OpenXR runtime for tests: the standard loader loads it through a manifest, and it does what
//! a script says. Its clock is virtual and never sleeps; it draws nothing and shows nothing. It
//! counts, checks the order of calls, fails where it is told to, and copies layers to PNG.
//!
//! Written after OpenXR 1.0, XR_KHR_vulkan_enable2 and the loader's own interface document.
#![allow(unsafe_code, reason = "a runtime is a table of C functions that are given pointers")]

mod action;
mod extra;
mod frame;
mod gpu;
mod instance;
mod layer;
mod pose;
mod report;
mod script;
mod session;
mod space;
mod swapchain;
mod table;
mod world;

pub use report::{Report, Row};
pub use script::{Button, Capture, Fault, FaultAt, Key, REPORT, SCRIPT, Script};

use std::path::{Path, PathBuf};

/// Writes the manifest that the variable `XR_RUNTIME_JSON` names to the loader.
pub fn write_manifest(folder: &Path, library: &Path) -> std::io::Result<PathBuf> {
    let path = folder.join("runtime.json");
    let runtime = serde_json::json!({ "name": "Anlan's test runtime", "library_path": library });
    let manifest = serde_json::json!({ "file_format_version": "1.0.0", "runtime": runtime });
    std::fs::write(&path, manifest.to_string())?;
    Ok(path)
}
