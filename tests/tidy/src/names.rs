//! No file, folder or module has a name that says nothing.

use crate::rust_text::{code_of, is_name};
use crate::tree::Text;
use crate::violation::Violation;

const SAYS_NOTHING: [&str; 10] = [
    "common", "data", "helper", "helpers", "manager", "managers", "misc", "prelude", "util",
    "utils",
];
const FOLDERS: [&str; 4] = ["engine/", "tools/", "tests/", "benches/"];

/// Every empty name of a path and of the modules written inside the file.
pub fn check(text: &Text) -> Vec<Violation> {
    if !FOLDERS.iter().any(|folder| text.path.starts_with(folder)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut say = |line, name: &str| {
        if let Some(word) = empty_word(name) {
            let sentence = format!("`{word}` says nothing: name it after what it holds");
            found.push(Violation::new(&text.path, line, sentence));
        }
    };
    for part in text.path.split('/') {
        say(1, part.split('.').next().unwrap_or_default());
    }
    if text.extension() == "rs" {
        for (index, line) in code_of(&text.body).lines().enumerate() {
            say(index + 1, module_of(line).unwrap_or_default());
        }
    }
    found
}

/// The name of the module that the line opens or declares.
fn module_of(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("mod ")?;
    let is_public = before.trim().is_empty() || before.trim().starts_with("pub");
    is_public.then(|| after.split(|c| !is_name(c)).next())?
}

/// The part of a name that says nothing, if there is one.
fn empty_word(name: &str) -> Option<&'static str> {
    let is_in = |word: &&&str| name.split(['_', '-']).any(|part| part.eq_ignore_ascii_case(word));
    SAYS_NOTHING.iter().find(is_in).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::texts;
    use crate::violation::{expect_none, places};

    #[test]
    fn empty_names_are_found() {
        for path in ["engine/util/a.rs", "engine/asset_manager.rs", "tools/helpers.py"] {
            assert_eq!(places(&check(&Text::new(path, ""))), [format!("{path}:1")]);
        }
        let inline = "fn a() {}\npub(crate) mod prelude {\n}\n// mod util\n";
        assert_eq!(places(&check(&Text::new("engine/a.rs", inline))), ["engine/a.rs:2"]);
        assert!(check(&Text::new("engine/metadata.rs", "mod tests {}")).is_empty());
        assert!(check(&Text::new("scenarios/data/a.ron", "")).is_empty());
    }

    #[test]
    fn the_project_names_things() {
        expect_none(&texts().iter().flat_map(check).collect::<Vec<_>>());
    }
}
