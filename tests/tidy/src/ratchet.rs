//! What is longer than it should be, by name and at its present size. A row may only shrink: a
//! file that got shorter lowers its row, one that is short enough loses it.

use crate::violation::Violation;

/// Something that is too long.
#[derive(Clone, Debug)]
pub struct Measure {
    pub path: String,
    pub line: usize,
    /// `the file`, or the name of a function.
    pub what: String,
    pub size: usize,
    max: usize,
}

impl Measure {
    pub fn new(path: &str, line: usize, what: &str, size: usize, max: usize) -> Self {
        Self { path: path.to_owned(), line, what: what.to_owned(), size, max }
    }
}

/// A path, `the file` or the name of a function in it, and its lines today.
pub type Exception = (&'static str, &'static str, usize);

/// More rows than this would be another rule.
const EXCEPTIONS_MAX: usize = 6;

pub const EXCEPTIONS: [Exception; 0] = [];

/// What is too long and not excepted, and every row that no longer says the truth.
pub fn judge(over: &[Measure], exceptions: &[Exception]) -> Vec<Violation> {
    let mut found = Vec::new();
    let is_of = |m: &Measure, e: &Exception| m.path == e.0 && m.what == e.1;
    for measure in over {
        let Measure { path, line, what, size, max } = measure;
        let row = exceptions.iter().find(|e| is_of(measure, e)).map(|e| e.2);
        let sentence = match row {
            None => format!("{what} has {size} lines, {max} are the most"),
            Some(was) if *size > was => format!("{what} grew from {was} to {size} lines"),
            Some(was) if *size < was => {
                format!("{what} shrank from {was} to {size} lines: lower its row in ratchet.rs")
            }
            Some(_) => continue,
        };
        found.push(Violation::new(path, *line, sentence));
    }
    for exception in exceptions {
        if !over.iter().any(|m| is_of(m, exception)) {
            let sentence = format!("{} is short enough: drop its row in ratchet.rs", exception.1);
            found.push(Violation::new(exception.0, 1, sentence));
        }
    }
    found
}

#[test]
fn a_row_holds_only_at_its_size() {
    let over = [Measure::new("a.rs", 3, "long", 80, 70)];
    let sentences = |exceptions: &[Exception]| -> Vec<String> {
        judge(&over, exceptions).iter().map(Violation::to_string).collect()
    };
    assert!(sentences(&[("a.rs", "long", 80)]).is_empty());
    assert_eq!(sentences(&[]), ["a.rs:3: long has 80 lines, 70 are the most"]);
    assert_eq!(sentences(&[("a.rs", "long", 79)]), ["a.rs:3: long grew from 79 to 80 lines"]);
    let lower = "a.rs:3: long shrank from 90 to 80 lines: lower its row in ratchet.rs";
    assert_eq!(sentences(&[("a.rs", "long", 90)]), [lower]);
    let drop = "b.rs:1: the file is short enough: drop its row in ratchet.rs";
    assert_eq!(sentences(&[("a.rs", "long", 80), ("b.rs", "the file", 501)]), [drop]);
}

#[test]
fn the_table_is_short() {
    assert!(EXCEPTIONS.len() <= EXCEPTIONS_MAX, "{} exceptions", EXCEPTIONS.len());
}
