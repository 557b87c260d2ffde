//! Each Rust file opens with what it is for.

use crate::tree::Text;
use crate::violation::Violation;

const FOLDERS: [&str; 4] = ["engine/", "tools/", "tests/", "benches/"];

/// A Rust file that does not open with a sentence about itself.
pub fn check(text: &Text) -> Option<Violation> {
    let is_ours = FOLDERS.iter().any(|folder| text.path.starts_with(folder));
    let is_silent = text.extension() == "rs" && !text.body.starts_with("//! ");
    let sentence = "the file does not open with `//!` and what it is for";
    (is_ours && is_silent).then(|| Violation::new(&text.path, 1, sentence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::texts;
    use crate::violation::expect_none;

    #[test]
    fn a_silent_file_is_found() {
        assert!(check(&Text::new("engine/a.rs", "use b;\n")).is_some());
        assert!(check(&Text::new("tests/a.rs", "")).is_some());
        assert!(check(&Text::new("engine/a.rs", "//! Counts.\n")).is_none());
        assert!(check(&Text::new("engine/a.py", "import b\n")).is_none());
    }

    #[test]
    fn the_project_speaks() {
        expect_none(&texts().iter().filter_map(check).collect::<Vec<_>>());
    }
}
