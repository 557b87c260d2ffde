//! Reading RON text so that every complaint has its place: a small scanner maps the path of a
//! value (`hazards[2].severity`) to its line and column, which the `ron` crate tells only for the
//! first error it meets. What the values mean is `check`'s business.

use serde::de::DeserializeOwned;
use std::fmt;

/// A RON file is a page or two of text; more is a mistake or an attack.
pub const FILE_BYTES_MAX: u64 = 1 << 20;
/// Nesting deeper than any condition a person can read.
const DEPTH_MAX: usize = 48;

/// One thing wrong in a file, for the person who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as the reader was told to find it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.sentence)
    }
}

/// A RON text with the places of its values.
pub struct Source<'a> {
    file: &'a str,
    text: &'a str,
    /// Path and byte range of every value, in file order.
    places: Vec<(String, std::ops::Range<usize>)>,
}

impl<'a> Source<'a> {
    /// Takes the bytes of `file`; refuses what is too large or not UTF-8.
    pub fn new(file: &'a str, bytes: &'a [u8]) -> Result<Self, Problem> {
        if bytes.len() as u64 > FILE_BYTES_MAX {
            let sentence = format!("the file is larger than {} KiB", FILE_BYTES_MAX / 1024);
            return Err(Problem { file: file.to_owned(), line: 1, column: 1, sentence });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let (line, column) = line_column(valid, valid.len());
            let sentence = "this byte is not UTF-8 text; save the file as UTF-8".to_owned();
            Problem { file: file.to_owned(), line, column, sentence }
        })?;
        let mut scan = Scan { text, at: 0, places: Vec::new() };
        // A text the scanner cannot follow keeps the places found so far; `ron` says what is wrong.
        let _ = scan.value(String::new(), 0);
        Ok(Self { file, text, places: scan.places })
    }

    /// The value, or every problem that stops it from being read: one per element of the
    /// top-level lists, else the first of the whole file.
    pub fn parse<T: DeserializeOwned>(&self, probe: &[Probe]) -> Result<T, Vec<Problem>> {
        match options().from_str::<T>(self.text) {
            Ok(value) => Ok(value),
            Err(error) => {
                let mut problems: Vec<_> = probe.iter().flat_map(|p| p(self)).collect();
                let whole = self.of_ron(&error, 0);
                if !problems.iter().any(|p| (p.line, p.column) == (whole.line, whole.column)) {
                    problems.push(whole);
                }
                problems.sort();
                Err(problems)
            }
        }
    }

    /// Reads each element of the list at `path` by itself and reports those that fail.
    pub fn probe<T: DeserializeOwned>(&self, path: &str) -> Vec<Problem> {
        let element = |p: &str| {
            let rest = p.strip_prefix(path)?.strip_prefix('[')?.strip_suffix(']')?;
            rest.bytes().all(|b| b.is_ascii_digit()).then_some(())
        };
        let mut problems = Vec::new();
        for (_, range) in self.places.iter().filter(|(p, _)| element(p).is_some()) {
            if let Err(error) = options().from_str::<T>(&self.text[range.clone()]) {
                problems.push(self.of_ron(&error, range.start));
            }
        }
        problems
    }

    /// `NaN` and `inf`, which RON reads as numbers and no place or time can be.
    pub fn endless_numbers(&self) -> Vec<Problem> {
        let is_endless = |text: &str| matches!(text.trim_start_matches(['+', '-']), "NaN" | "inf");
        let places = self.places.iter().filter(|(_, range)| is_endless(&self.text[range.clone()]));
        places.map(|(path, _)| self.problem(path, "this is no number".to_owned())).collect()
    }

    /// A complaint about the value at `path`, or about the nearest value around it.
    pub fn problem(&self, path: &str, sentence: String) -> Problem {
        let mut path = path;
        let at = loop {
            if let Some((_, range)) = self.places.iter().find(|(p, _)| p == path) {
                break range.start;
            }
            match path.rfind(['.', '[']) {
                Some(cut) => path = &path[..cut],
                None => break self.places.first().map_or(0, |(_, range)| range.start),
            }
        };
        let (line, column) = line_column(self.text, at);
        Problem { file: self.file.to_owned(), line, column, sentence }
    }

    fn of_ron(&self, error: &ron::error::SpannedError, offset: usize) -> Problem {
        // `ron` counts from the start of what it was given, and from the blank before a value.
        let text = &self.text[offset..];
        let start = error.span.start;
        let line: usize =
            text.split_inclusive('\n').take(start.line.saturating_sub(1)).map(str::len).sum();
        let before = text[line..].chars().take(start.col.saturating_sub(1));
        let at = line + before.map(char::len_utf8).sum::<usize>();
        let blank = text[at..].len() - text[at..].trim_start().len();
        let (line, column) = line_column(self.text, offset + at + blank);
        Problem { file: self.file.to_owned(), line, column, sentence: error.code.to_string() }
    }
}

/// One list of the file to read element by element when the whole cannot be read.
pub type Probe = fn(&Source<'_>) -> Vec<Problem>;

fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_default_extension(ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES)
        .with_recursion_limit(DEPTH_MAX)
}

fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Recursive descent over RON's brackets, strings and comments.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    places: Vec<(String, std::ops::Range<usize>)>,
}

/// The scanner lost its way; what it found so far still holds.
struct Lost;

impl Scan<'_> {
    fn value(&mut self, path: String, depth: usize) -> Result<(), Lost> {
        if depth > DEPTH_MAX {
            return Err(Lost);
        }
        self.skip_blank();
        let (start, slot) = (self.at, self.places.len());
        self.places.push((path.clone(), start..start));
        let word = self.word();
        if !word.is_empty() {
            self.skip_blank();
        }
        let done = match self.peek() {
            Some(b'(') => self.items(&path, b')', depth),
            Some(b'[') => self.items(&path, b']', depth),
            Some(b'{') => self.items(&path, b'}', depth),
            Some(b'"') => self.string(),
            Some(b'\'') => self.character(),
            _ if !word.is_empty() => Ok(()),
            _ => Err(Lost),
        };
        self.places[slot].1 = start..self.at;
        done
    }

    /// The inside of a bracket: `name: value`, `key: value` or plain values.
    fn items(&mut self, path: &str, close: u8, depth: usize) -> Result<(), Lost> {
        self.at += 1;
        for index in 0.. {
            self.skip_blank();
            if self.peek() == Some(close) {
                self.at += 1;
                return Ok(());
            }
            let child = match (close, self.key()) {
                (_, Some(key)) => format!("{path}{}{key}", if path.is_empty() { "" } else { "." }),
                (b'}', None) => return Err(Lost),
                (_, None) => format!("{path}[{index}]"),
            };
            self.value(child, depth + 1)?;
            self.skip_blank();
            if self.peek() == Some(b',') {
                self.at += 1;
            } else if self.peek() != Some(close) {
                return Err(Lost);
            }
        }
        Err(Lost)
    }

    /// `name:` or `"key":` ahead, if that is what stands here.
    fn key(&mut self) -> Option<String> {
        let back = self.at;
        let key = if self.peek() == Some(b'"') {
            self.string().ok()?;
            self.text[back + 1..self.at - 1].to_owned()
        } else {
            self.word()
        };
        self.skip_blank();
        let is_key = !key.is_empty()
            && self.peek() == Some(b':')
            && self.text.as_bytes().get(self.at + 1) != Some(&b':');
        if is_key {
            self.at += 1;
            Some(key)
        } else {
            self.at = back;
            None
        }
    }

    fn word(&mut self) -> String {
        let rest = &self.text[self.at..];
        let plain = |c: char| c.is_alphanumeric() || "_#+-.".contains(c);
        let end = rest.find(|c| !plain(c)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }

    fn string(&mut self) -> Result<(), Lost> {
        let start = self.at + 1;
        let mut chars = self.text[start..].char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '\\' => drop(chars.next()),
                '"' => {
                    self.at = start + offset + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        Err(Lost)
    }

    fn character(&mut self) -> Result<(), Lost> {
        let rest = self.text.get(self.at + 1..).ok_or(Lost)?;
        self.at += 2 + rest.find('\'').ok_or(Lost)?;
        Ok(())
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let end = match trimmed {
                t if t.starts_with("//") => t.find('\n').unwrap_or(t.len()),
                t if t.starts_with("/*") => t.find("*/").map_or(t.len(), |i| i + 2),
                _ => return,
            };
            self.at += end;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, path: &str) -> (usize, usize) {
        let source = Source::new("f", text.as_bytes()).expect("text");
        let problem = source.problem(path, String::new());
        (problem.line, problem.column)
    }

    #[test]
    fn finds_values_by_path() {
        let text = "( // a comment (\n  a: [1, Tag(x: \"p)\", y: 'c')],\n  b: {\"k\": 2},\n)";
        assert_eq!(place(text, "a[1].y"), (2, 26));
        assert_eq!(place(text, "b.k"), (3, 12));
        assert_eq!(place(text, "a[1].missing"), (2, 10), "falls back to the value around it");
        assert_eq!(place(text, "nowhere"), (1, 1));
    }

    #[test]
    fn a_list_reports_each_bad_element() {
        let text = "(a: [1,\n true,\n 3,\n x])";
        let source = Source::new("f", text.as_bytes()).expect("text");
        let lines: Vec<_> = source.probe::<u8>("a").iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(lines, [(2, 2), (4, 2)]);
    }

    #[test]
    fn names_the_first_byte_that_is_not_text() {
        let problem = Source::new("f", b"(\n ab\xff)").err().expect("refused");
        assert_eq!((problem.line, problem.column), (2, 4));
    }

    #[test]
    fn survives_any_prefix_of_a_file() {
        let text = "(a: [1, Tag(x: \"p)\", y: 'c')], /* c */ b: {\"k\": -2.5e3},)";
        for end in 0..=text.len() {
            let source = Source::new("f", &text.as_bytes()[..end]).expect("text");
            assert!(source.problem("a[1]", String::new()).line == 1);
        }
    }
}
