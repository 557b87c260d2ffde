//! One broken rule at one place.

use std::fmt;

/// A broken rule, in a sentence for whoever wrote the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    pub sentence: String,
}

impl Violation {
    pub fn new(path: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, sentence: sentence.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.sentence)
    }
}

/// Fails with every violation, one a line.
#[track_caller]
pub fn expect_none(violations: &[Violation]) {
    let lines: Vec<String> = violations.iter().map(Violation::to_string).collect();
    assert!(lines.is_empty(), "{} violations:\n{}", lines.len(), lines.join("\n"));
}

/// The places of violations, `path:line`, for the checks' own samples.
pub fn places(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(|v| format!("{}:{}", v.path, v.line)).collect()
}
