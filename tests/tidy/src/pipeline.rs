//! What is under `assets/` is what its scripts make today: `assets/manifest.json` holds the hashes
//! of both, and `tools/assets/build --check`, which needs nothing but Python, compares them.

use crate::glb;
use crate::ktx2;
use crate::tree::{Found, root};
use crate::violation::Violation;
use std::fs;

/// Every model and picture file that is broken.
pub fn check(files: &[Found]) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("assets/")) {
        let bytes = || fs::read(root().join(&file.path)).expect("an asset is readable");
        let read = match file.path.rsplit_once('.') {
            Some((_, "glb")) => glb::read(&bytes()).map(drop),
            Some((_, "ktx2")) => ktx2::read(&bytes()).map(drop),
            _ => Ok(()),
        };
        found.extend(read.err().map(|why| Violation::new(&file.path, 1, why)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::files;
    use crate::violation::{expect_none, places};
    use std::path::Path;
    use std::process::Command;

    #[test]
    fn a_broken_file_is_found() {
        let text = |path: &str| Found { path: path.to_owned(), bytes: 1 };
        assert!(check(&[text("tests/tidy/Cargo.toml")]).is_empty());
        let all = files();
        let any = all.iter().find(|file| file.path.ends_with(".glb")).unwrap();
        assert_eq!(places(&check(&[any.clone(), text("assets/CREDITS.toml")])).len(), 0);
    }

    #[test]
    fn every_model_and_picture_can_be_read() {
        expect_none(&check(&files()));
    }

    fn build(root: &Path, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new("python3");
        command.arg(root.join("tools/assets/build")).args(arguments);
        let done = command.output().expect("python3, 3.11 or later, is on the PATH");
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    #[test]
    fn what_scripts_make_is_made_of_them_as_they_are() {
        let (is_good, said) = build(&root(), &["--check"]);
        assert!(is_good, "{said}");
    }

    #[test]
    fn a_step_is_made_again_for_its_own_inputs_alone() {
        let folder = tempfile::tempdir().unwrap();
        let words = "engine/headset/presentation/src/words.rs";
        let needed = ["tools/assets/", "scenarios/", words, "assets/manifest.json"];
        for file in files() {
            if needed.iter().any(|start| file.path.starts_with(start)) {
                let to = folder.path().join(&file.path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(root().join(&file.path), to).unwrap();
            }
        }
        let (_, said) = build(folder.path(), &["--adopt"]);
        assert!(said.contains("kitchen.models"), "{said}");
        let change = |path: &str, old: &str, new: &str| {
            let path = folder.path().join(path);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(old), "{old}");
            fs::write(path, text.replacen(old, new, 1)).unwrap();
            build(folder.path(), &["--check"]).1
        };
        let scenario = "scenarios/kitchen-gas-leak/scenario.ron";
        let words = "scenarios/kitchen-gas-leak/words.en.ron";
        let ends = "steps agree with assets/manifest.json\n";
        let said = change(scenario, "limit_s: 15.0", "limit_s: 16.0");
        assert!(said.ends_with(ends), "{said}");
        let said = change(words, "\"prop.gas_hose\": \"", "\"prop.gas_hose\": \"The ");
        assert!(said.ends_with(ends), "{said}");
        let changes = [
            (
                scenario,
                "kind: Structure, pos: (0.0",
                "kind: Structure, pos: (0.01",
                "the boxes of",
                "kitchen.models",
            ),
            (
                words,
                "\"line.N1\": \"",
                "\"line.N1\": \"So ",
                "spoken lines",
                "voice.kitchen-gas-leak",
            ),
            ("tools/assets/kitchen/stains.py", "\n", "\n\n", "kitchen/stains.py", "kitchen.atlas"),
        ];
        for (at, (path, old, new, input, step)) in changes.into_iter().enumerate() {
            let said = change(path, old, new);
            let line = said.lines().find(|line| line.starts_with(step)).unwrap_or_default();
            assert!(line.contains("inputs changed") && line.contains(input), "{said}");
            assert_eq!(said.lines().count(), at + 1, "{said}");
        }
    }
}
