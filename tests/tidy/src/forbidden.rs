//! Words that may not stand in the project: notes for later, tests that do not test, waits, and
//! paths that lead out of it. Each is put together here so that this file does not hold it.

use crate::rust_text::has_word;
use crate::tree::Text;
use crate::violation::Violation;

/// Kinds of file that hold code.
const CODE: [&str; 9] = ["css", "html", "js", "mjs", "py", "ron", "rs", "sh", "toml"];

/// Each word with the sentence that is said of it.
fn in_code() -> Vec<(String, &'static str)> {
    let later = "do it now, or write it down where others plan by it";
    let tests = "every test runs, and says what it expects";
    let halves = [
        ("#[ig", "nore", tests),
        ("#[should_", "panic", tests),
        ("thread::", "sleep", "wait for what happens, not for a time"),
        ("TO", "DO", later),
        ("FIX", "ME", later),
        ("to", "do!", later),
        ("unimpl", "emented!", later),
    ];
    halves.map(|(a, b, sentence)| ([a, b].concat(), sentence)).into()
}

fn anywhere() -> Vec<(String, &'static str)> {
    let outside = "a clone of the project stands alone: no path leads out of it";
    let halves = [("../sha", "red"), ("/work/sha", "red"), ("shared/", "design")];
    halves.map(|(a, b)| ([a, b].concat(), outside)).into()
}

/// Every line with a forbidden word.
pub fn check(text: &Text) -> Vec<Violation> {
    let mut words = anywhere();
    if CODE.contains(&text.extension()) {
        words.extend(in_code());
    }
    let mut found = Vec::new();
    for (number, line) in text.lines() {
        for (word, sentence) in &words {
            let is_there = line.contains(word.as_str());
            let is_name = word.chars().all(char::is_alphanumeric);
            if is_there && (!is_name || has_word(line, word)) {
                found.push(Violation::new(&text.path, number, format!("{word}: {sentence}")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::texts;
    use crate::violation::{expect_none, places};

    #[test]
    fn every_word_is_found() {
        for (word, _) in in_code() {
            assert_eq!(places(&check(&Text::new("a.rs", &format!("\n  {word}")))), ["a.rs:2"]);
            assert!(check(&Text::new("a.md", &word)).is_empty());
        }
        for (path, _) in anywhere() {
            assert_eq!(places(&check(&Text::new("a.md", &format!("see {path}/x")))), ["a.md:1"]);
        }
        assert!(check(&Text::new("a.rs", &["MASTO", "DON"].concat())).is_empty());
    }

    #[test]
    fn the_project_has_none() {
        expect_none(&texts().iter().flat_map(check).collect::<Vec<_>>());
    }
}
