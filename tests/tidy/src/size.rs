//! Files, lines and functions stay short enough to be read in one go.

use crate::ratchet::Measure;
use crate::rust_text::{code_of, functions};
use crate::tree::Text;
use crate::violation::Violation;

/// Lines of a file.
pub const FILE_LINES_MAX: usize = 500;
/// Lines of a Rust function, from its name to its closing brace.
pub const FUNCTION_LINES_MAX: usize = 70;
/// Characters of a line.
pub const LINE_CHARS_MAX: usize = 100;

/// Files and functions that are too long, for the ratchet to judge.
pub fn measure(text: &Text) -> Vec<Measure> {
    let mut over = Vec::new();
    let lines = text.body.lines().count();
    if ["rs", "py", "html", "css", "js"].contains(&text.extension()) && lines > FILE_LINES_MAX {
        over.push(Measure::new(&text.path, 1, "the file", lines, FILE_LINES_MAX));
    }
    if text.extension() == "rs" {
        for function in functions(&code_of(&text.body)) {
            if function.lines > FUNCTION_LINES_MAX {
                let (line, lines) = (function.line, function.lines);
                over.push(Measure::new(
                    &text.path,
                    line,
                    &function.name,
                    lines,
                    FUNCTION_LINES_MAX,
                ));
            }
        }
    }
    over
}

/// Lines that are too long. A sentence of the words is one line, however long.
pub fn check_lines(text: &Text) -> Vec<Violation> {
    let is_counted = ["rs", "toml", "ron", "py"].contains(&text.extension());
    if !is_counted || text.file_name().starts_with("words.") {
        return Vec::new();
    }
    let over = text.lines().map(|(number, line)| (number, line.chars().count()));
    over.filter(|(_, chars)| *chars > LINE_CHARS_MAX)
        .map(|(number, chars)| {
            let sentence =
                format!("the line has {chars} characters, {LINE_CHARS_MAX} are the most");
            Violation::new(&text.path, number, sentence)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratchet::{EXCEPTIONS, judge};
    use crate::tree::texts;
    use crate::violation::{expect_none, places};

    #[test]
    fn a_long_file_and_a_long_function_are_found() {
        let body = format!("fn long() {{\n{}}}\n", "\n".repeat(500));
        let over = measure(&Text::new("a.rs", &body));
        let rows: Vec<_> = over.iter().map(|m| (m.what.as_str(), m.size)).collect();
        assert_eq!(rows, [("the file", 502), ("long", 502)]);
        assert!(measure(&Text::new("a.ron", &body)).is_empty());
        assert!(measure(&Text::new("a.py", &"\n".repeat(500))).is_empty());
        assert_eq!(measure(&Text::new("a.py", &"\n".repeat(501))).len(), 1);
    }

    #[test]
    fn a_long_line_is_found() {
        let line = |chars| format!("\n{}", "隐".repeat(chars));
        assert_eq!(places(&check_lines(&Text::new("a.ron", &line(101)))), ["a.ron:2"]);
        assert!(check_lines(&Text::new("a.ron", &line(100))).is_empty());
        assert!(check_lines(&Text::new("words.en.ron", &line(101))).is_empty());
    }

    #[test]
    fn the_project_is_short() {
        let over: Vec<Measure> = texts().iter().flat_map(measure).collect();
        expect_none(&judge(&over, &EXCEPTIONS));
    }

    #[test]
    fn the_project_has_short_lines() {
        expect_none(&texts().iter().flat_map(check_lines).collect::<Vec<_>>());
    }
}
