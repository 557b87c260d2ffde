//! Torn and mangled texts: whatever a file holds, the checker answers with sentences about places
//! that the file has, and never falls over.

use crate::texts::{FILES, Texts, kitchen, pump_room};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads the texts; `None` if the checker fell over, else the number of problems.
fn problems(texts: &Texts, file: &str) -> Option<usize> {
    let read = catch_unwind(AssertUnwindSafe(|| texts.read())).ok()?;
    let found = read.err().unwrap_or_default();
    let rows = texts.text(file).split('\n').count();
    for problem in found.iter().filter(|p| p.file.ends_with(file)) {
        assert!((1..=rows).contains(&problem.line), "{problem}: the file has {rows} lines");
        let row = texts.text(file).split('\n').nth(problem.line - 1).unwrap();
        let columns = row.chars().count() + 1;
        assert!((1..=columns).contains(&problem.column), "{problem}: the line has {columns}");
    }
    Some(found.len())
}

/// Byte offsets at which the text can be cut, every `stride` bytes or so.
fn cuts(text: &str, stride: usize) -> impl Iterator<Item = usize> {
    (0..text.len()).step_by(stride).filter(|at| text.is_char_boundary(*at))
}

#[test]
fn every_beginning_of_the_kitchen_is_refused() {
    for (file, stride) in [("scenario.ron", 331), ("words.en.ron", 67), ("words.zh-CN.ron", 67)] {
        let whole = kitchen();
        // Without its last line break a text is whole.
        let end = whole.text(file).trim_end().len();
        for at in cuts(&whole.text(file)[..end], stride) {
            let torn = whole.clone().with(file, whole.text(file)[..at].into());
            let found = problems(&torn, file);
            assert!(found.is_some_and(|count| count > 0), "{file} cut at byte {at}: {found:?}");
        }
    }
}

#[test]
fn the_kitchen_without_any_one_byte_is_read_or_refused() {
    let whole = kitchen();
    let text = whole.text("scenario.ron");
    for at in cuts(text, 401).filter(|at| text.is_char_boundary(at + 1)) {
        let without = format!("{}{}", &text[..at], &text[at + 1..]);
        let found = problems(&whole.clone().with("scenario.ron", without.into()), "scenario.ron");
        assert!(found.is_some(), "the checker falls over without byte {at}");
    }
}

#[test]
fn the_fixture_with_any_one_character_changed_is_read_or_refused() {
    let whole = pump_room();
    let mut fell = Vec::new();
    for file in FILES {
        let text = whole.text(file);
        for (at, old) in text.char_indices().step_by(41) {
            for new in ['"', '\\', '(', ']', '\'', ':', '/', '好'] {
                let changed = format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]);
                if problems(&whole.clone().with(file, changed.into()), file).is_none() {
                    fell.push(format!("{file} with {new} at byte {at}"));
                }
            }
        }
    }
    assert!(fell.is_empty(), "the checker falls over: {fell:#?}");
}

/// A file can be torn behind any character, also behind one that announces another.
#[test]
fn a_text_that_ends_in_an_open_string_is_refused() {
    let whole = pump_room();
    let mut fell = Vec::new();
    for tail in ["\\", "\"\\", "\"好\\", "r#\"\\", "'", "'\\", "b\"\\", "/*", "//", "\"\\u{"] {
        for file in FILES {
            let text = whole.text(file);
            for at in cuts(text, 53) {
                let torn = format!("{}{tail}", &text[..at]);
                match problems(&whole.clone().with(file, torn.into()), file) {
                    Some(count) => assert!(count > 0, "{file} cut at {at}, then {tail}"),
                    None => fell.push(format!("{file} cut at byte {at}, then {tail}")),
                }
            }
        }
    }
    let first = fell.first();
    assert!(first.is_none(), "the checker falls over {} times, first: {first:?}", fell.len());
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [10, 100, 1000, 100_000] {
        let deep = format!("{}Start{}", "Not(".repeat(depth), ")".repeat(depth));
        let texts = pump_room().edit("scenario.ron", "At(20.0)", &deep);
        let found = problems(&texts, "scenario.ron");
        assert_eq!(found.map(|count| count > 0), Some(depth > 10), "{depth} levels");
    }
}
