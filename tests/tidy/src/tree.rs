//! The project's files, as they lie in the work tree.

use std::fs;
use std::path::{Path, PathBuf};

/// What a build or a program left at the root, as in `.gitignore`.
const LEFT_AT_ROOT: [&str; 2] = ["target", "out"];
/// What npm and Python leave anywhere.
const LEFT_ANYWHERE: [&str; 2] = ["node_modules", "__pycache__"];
/// Folders that begin with a dot and are ours all the same.
const DOT_FOLDERS: [&str; 3] = [".ci", ".cargo", ".config"];
/// No text of ours is longer; what is longer is not read.
const TEXT_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// A file by its path from the root, with `/` between the parts.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: String,
    pub bytes: u64,
}

/// A file with its text.
#[derive(Clone, Debug)]
pub struct Text {
    pub path: String,
    pub body: String,
}

impl Text {
    pub fn new(path: &str, body: &str) -> Self {
        Self { path: path.to_owned(), body: body.to_owned() }
    }

    /// What stands after the last dot of the file's name.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, end)| end)
    }

    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.body.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The root of the project: cargo starts tests in the folder of their package.
pub fn root() -> PathBuf {
    Path::new("../..").to_owned()
}

/// Every file, in the order of its path.
pub fn files() -> Vec<Found> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Every file that is text.
pub fn texts() -> Vec<Text> {
    let is_short = |file: &Found| file.bytes <= TEXT_BYTES_MAX;
    let read = |file: Found| {
        let bytes = fs::read(root().join(&file.path)).expect("a file of the project is readable");
        Some(Text { path: file.path, body: String::from_utf8(bytes).ok()? })
    };
    files().into_iter().filter(is_short).filter_map(read).collect()
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Found>) {
    for entry in fs::read_dir(folder).expect("a folder of the project is readable") {
        let entry = entry.expect("a folder of the project is readable");
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().expect("a file of the project has a type");
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            let name = name.as_str();
            let is_hidden = name.starts_with('.') && !DOT_FOLDERS.contains(&name);
            let is_left = LEFT_ANYWHERE.contains(&name)
                || (prefix.is_empty() && LEFT_AT_ROOT.contains(&name));
            if !is_hidden && !is_left {
                walk(&entry.path(), &format!("{path}/"), found);
            }
        } else if kind.is_file() {
            let bytes = entry.metadata().expect("a file of the project has a size").len();
            found.push(Found { path, bytes });
        }
    }
}
