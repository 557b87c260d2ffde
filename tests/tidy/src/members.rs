//! `cargo test` at the root never builds Bevy, and leaves out nothing else.

use crate::arrows::is_bevy;
use crate::manifest::Manifest;
use crate::tree::Text;
use crate::violation::Violation;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// The folders whose packages a plain `cargo test` may leave out: they need what Debian must
/// install, as Bevy does.
const HEADSET: [&str; 2] = ["engine/headset/", "tests/xr-runtime"];

/// Every package that is a default member and should not be, or the other way round.
pub fn check(root: &Text, manifests: &[Manifest]) -> Vec<Violation> {
    let table: Table = root.body.parse().expect("cargo has read this manifest");
    let members = folders(&table, "members");
    let defaults = folders(&table, "default-members");
    let mut found = Vec::new();
    for folder in members.union(&defaults) {
        let line = root.lines().find(|(_, l)| l.contains(&format!("\"{folder}\"")));
        let line = line.map_or(1, |(number, _)| number);
        let is_default = defaults.contains(folder);
        let manifest = manifests.iter().find(|m| m.folder == *folder);
        let is_heavy = manifest.is_some_and(|m| needs_bevy(m, manifests, &mut BTreeSet::new()));
        let may_be_left_out = HEADSET.iter().any(|headset| folder.starts_with(headset));
        if is_default && is_heavy {
            let sentence = format!("{folder} builds Bevy, so it is no default member");
            found.push(Violation::new(&root.path, line, sentence));
        } else if !is_default && !is_heavy && !may_be_left_out {
            let sentence = format!("{folder} builds without Bevy, so it is a default member");
            found.push(Violation::new(&root.path, line, sentence));
        }
    }
    found
}

fn folders(table: &Table, key: &str) -> BTreeSet<String> {
    let list = table.get("workspace").and_then(|w| w.get(key)).and_then(Value::as_array);
    let strings = list.into_iter().flatten().filter_map(Value::as_str);
    strings.map(str::to_owned).collect()
}

/// Whether building this package and its tests, without asking for features, builds Bevy.
fn needs_bevy(manifest: &Manifest, all: &[Manifest], seen: &mut BTreeSet<String>) -> bool {
    seen.insert(manifest.name.clone())
        && manifest.dependencies.iter().any(|dependency| {
            let is_built = !dependency.is_optional || manifest.has_default_features;
            let ours = all.iter().find(|m| m.name == dependency.name);
            is_built
                && (is_bevy(&dependency.name) || ours.is_some_and(|m| needs_bevy(m, all, seen)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::texts;
    use crate::violation::{expect_none, places};

    fn manifest(folder: &str, tables: &str) -> Manifest {
        let body = format!("[package]\nname = \"{folder}\"\n{tables}");
        Manifest::read(&Text::new(&format!("{folder}/Cargo.toml"), &body)).unwrap()
    }

    #[test]
    fn a_default_member_with_bevy_and_a_forgotten_one_are_found() {
        let root = Text::new(
            "Cargo.toml",
            "[workspace]\nmembers = [\n\"a\",\n\"b\",\n\"c\",\n\"d\",\n]\n\
             default-members = [\"b\", \"c\"]\n",
        );
        let manifests = [
            manifest("a", "[dependencies]\nserde = \"1\""),
            manifest("b", "[dev-dependencies]\nd = \"1\""),
            manifest("c", "[dependencies]\nd = { version = \"1\", optional = true }"),
            manifest("d", "[dependencies]\nbevy = \"1\""),
        ];
        assert_eq!(places(&check(&root, &manifests)), ["Cargo.toml:3", "Cargo.toml:4"]);
    }

    #[test]
    fn the_project_keeps_bevy_out_of_the_default_members() {
        let root = texts().into_iter().find(|text| text.path == "Cargo.toml");
        expect_none(&check(&root.unwrap(), &crate::manifest::all()));
    }
}
