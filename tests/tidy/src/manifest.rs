//! What a `Cargo.toml` says about the dependencies of its package.

use crate::tree::{Text, texts};
use toml::{Table, Value};

/// When a dependency is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Normal,
    Build,
    Dev,
}

/// One row of a dependency table.
#[derive(Clone, Debug)]
pub struct Dependency {
    pub name: String,
    pub kind: Kind,
    pub is_optional: bool,
    pub line: usize,
}

/// A package.
#[derive(Clone, Debug)]
pub struct Manifest {
    pub path: String,
    pub folder: String,
    pub name: String,
    pub dependencies: Vec<Dependency>,
    pub has_default_features: bool,
}

impl Manifest {
    /// Reads a manifest; `None` for one without a package.
    pub fn read(text: &Text) -> Option<Self> {
        let table: Table = text.body.parse().expect("cargo has read this manifest");
        let name = table.get("package")?.get("name")?.as_str()?.to_owned();
        let mut dependencies = Vec::new();
        collect(&table, text, &mut dependencies);
        for (_, target) in table.get("target").and_then(Value::as_table).into_iter().flatten() {
            collect(target.as_table()?, text, &mut dependencies);
        }
        let default = table.get("features").and_then(|f| f.get("default"));
        Some(Self {
            path: text.path.clone(),
            folder: text.path.strip_suffix("/Cargo.toml")?.to_owned(),
            name,
            dependencies,
            has_default_features: default.and_then(Value::as_array).is_some_and(|d| !d.is_empty()),
        })
    }
}

/// The manifests of all packages.
pub fn all() -> Vec<Manifest> {
    let manifests = texts().into_iter().filter(|text| text.file_name() == "Cargo.toml");
    manifests.filter_map(|text| Manifest::read(&text)).collect()
}

fn collect(table: &Table, text: &Text, into: &mut Vec<Dependency>) {
    let kinds = [
        ("dependencies", Kind::Normal),
        ("build-dependencies", Kind::Build),
        ("dev-dependencies", Kind::Dev),
    ];
    for (section, kind) in kinds {
        for (key, value) in table.get(section).and_then(Value::as_table).into_iter().flatten() {
            let renamed = value.get("package").and_then(Value::as_str);
            into.push(Dependency {
                name: renamed.unwrap_or(key).to_owned(),
                kind,
                is_optional: value.get("optional").and_then(Value::as_bool).unwrap_or(false),
                line: line_of(key, text),
            });
        }
    }
}

fn line_of(key: &str, text: &Text) -> usize {
    let opens =
        |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
    text.lines().find(|(_, line)| opens(line.trim_start())).map_or(1, |(number, _)| number)
}

#[test]
fn every_table_is_read() {
    let text = Text::new(
        "engine/x/Cargo.toml",
        "[package]\nname = \"x\"\n[features]\ndefault = [\"a\"]\n[dependencies]\n\
         a = { version = \"1\", optional = true }\n[dev-dependencies]\nb.workspace = true\n\
         [target.'cfg(unix)'.build-dependencies]\nc = { package = \"d\", version = \"1\" }\n",
    );
    let manifest = Manifest::read(&text).unwrap();
    let rows: Vec<_> = manifest
        .dependencies
        .iter()
        .map(|d| (d.name.as_str(), d.kind, d.is_optional, d.line))
        .collect();
    assert_eq!(
        rows,
        [("a", Kind::Normal, true, 6), ("b", Kind::Dev, false, 8), ("d", Kind::Build, false, 10)]
    );
    assert_eq!(manifest.folder, "engine/x");
    assert!(manifest.has_default_features);
}
