//! A table of edits that break a scenario, and how each row is checked.

use crate::texts::{Texts, lines, pump_room};

/// Edits of the fixture, `(file, from, to)`, in which a mark stands before each value at fault, and
/// what is said at each mark. Nothing else may be said.
pub struct Case {
    pub edits: &'static [(&'static str, &'static str, &'static str)],
    pub says: &'static [&'static str],
}

/// One edit of `scenario.ron`, one problem.
pub const fn ron(from: &'static str, to: &'static str, says: &'static str) -> Row {
    Row { file: "scenario.ron", from, to, says }
}

/// One edit of the Chinese words, one problem.
pub const fn zh(from: &'static str, to: &'static str, says: &'static str) -> Row {
    Row { file: "words.zh-CN.ron", from, to, says }
}

/// One edit of the English words, one problem.
pub const fn en(from: &'static str, to: &'static str, says: &'static str) -> Row {
    Row { file: "words.en.ron", from, to, says }
}

/// The usual case: one edit, one problem.
pub struct Row {
    pub file: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub says: &'static str,
}

/// Checks every row by itself and reports all that differ.
#[track_caller]
pub fn expect_rows(rows: &[Row]) {
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|row| differs(&[(row.file, row.from, row.to)], &[row.says]))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Checks every case by itself and reports all that differ.
#[track_caller]
pub fn expect_cases(cases: &[Case]) {
    let wrong: Vec<_> = cases.iter().filter_map(|c| differs(c.edits, c.says)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// `None` if exactly the expected is said, at exactly the marked places.
fn differs(edits: &[(&str, &str, &str)], says: &[&str]) -> Option<String> {
    let edit = |texts: Texts, (file, from, to): &(&str, &str, &str)| texts.edit(file, from, to);
    let mut texts = edits.iter().fold(pump_room(), edit);
    let places = texts.take_marks();
    assert_eq!(places.len(), says.len(), "one mark for each sentence: {edits:?}");
    let found = match texts.read() {
        Ok(_) => Vec::new(),
        Err(problems) => lines(&problems),
    };
    let is_told = |(line, (place, says)): (&String, (&String, &&str))| {
        line.strip_prefix(place.as_str()).is_some_and(|sentence| sentence.contains(*says))
    };
    let wanted = places.iter().zip(says);
    let is_same = found.len() == places.len() && found.iter().zip(wanted.clone()).all(is_told);
    let wanted: Vec<_> = wanted.map(|(place, says)| format!("{place}…{says}…")).collect();
    (!is_same).then(|| format!("{edits:?}\n  expected {wanted:#?}\n  found {found:#?}"))
}
