//! Just enough Rust to tell code from prose, and to see where a function begins and ends.

/// The source with every character of a comment, a string or a character literal made a space, so
/// that what is left is code at its own line and column.
pub fn code_of(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = at + prose_len(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Length of the comment or literal that starts here, 0 if none does.
fn prose_len(chars: &[char], at: usize) -> usize {
    let here = &chars[at..];
    let follows_name = at > 0 && is_name(chars[at - 1]);
    match here {
        ['/', '/', ..] => here.iter().position(|c| *c == '\n').unwrap_or(here.len()),
        ['/', '*', ..] => block_comment_len(here),
        ['"', ..] => string_len(here, 0),
        ['r', '"' | '#', ..] if !follows_name => raw_string_len(here, 1),
        ['b' | 'c', 'r', '"' | '#', ..] if !follows_name => raw_string_len(here, 2),
        ['\'', '\\', ..] => {
            let close = here.iter().skip(3).position(|c| *c == '\'');
            close.map_or(here.len(), |close| close + 4)
        }
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

fn block_comment_len(here: &[char]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < here.len() {
        match &here[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] if depth == 1 => return at + 2,
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    here.len()
}

fn string_len(here: &[char], open: usize) -> usize {
    let mut at = open + 1;
    while at < here.len() {
        match here[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    here.len()
}

fn raw_string_len(here: &[char], prefix: usize) -> usize {
    let hashes = here[prefix..].iter().take_while(|c| **c == '#').count();
    let open = prefix + hashes;
    if here.get(open) != Some(&'"') {
        return 0; // `r#name`, a raw identifier
    }
    let closes = |tail: &[char]| {
        tail[0] == '"' && tail[1..].iter().take_while(|c| **c == '#').count() >= hashes
    };
    let end = (open + 1..here.len()).find(|at| closes(&here[*at..]));
    end.map_or(here.len(), |end| end + 1 + hashes)
}

/// Whether the character can be part of a name.
pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `word` stands on its own in `line`: no name goes on before or after it.
pub fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// Of the word `fn`, counted from 1.
    pub line: usize,
    /// From that line to the closing brace, both counted.
    pub lines: usize,
}

/// Every function of a source that has gone through [`code_of`].
pub fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        if code[..at].chars().next_back().is_some_and(is_name) {
            continue;
        }
        let name: String = code[at + 3..].chars().take_while(|c| is_name(*c)).collect();
        if let Some(end) = body_end(&code[at..]).filter(|_| !name.is_empty()) {
            let line = code[..at].matches('\n').count() + 1;
            found.push(Function {
                name,
                line,
                lines: code[at..at + end].matches('\n').count() + 1,
            });
        }
    }
    found
}

/// The place after the closing brace of the body that follows; `None` if a `;` comes first.
fn body_end(code: &str) -> Option<usize> {
    let (mut brackets, mut braces) = (0, 0);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 && brackets == 0 {
                    return Some(at + 1);
                }
            }
            ';' if brackets == 0 && braces == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn prose_is_blanked_and_code_is_kept() {
    let cases = [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        (r#"a "b\" c" d"#, "a         d"),
        (r###"a r#"b " c"# d"###, "a            d"),
        ("r#fn br\"x\" y", "r#fn       y"),
        (r"'{' '\'' '\u{7b}' &'a b", r"                  &'a b"),
        ("bar\"x\"", "bar   "),
    ];
    for (source, code) in cases {
        assert_eq!(code_of(source), code, "{source}");
    }
}

#[test]
fn functions_are_measured() {
    let source = "trait T {\n    fn none(&self) -> [u8; 2];\n}\nconst fn one() {}\n\
                  fn two(f: fn (u8)) {\n    \"}\";\n    fn inner() {\n    }\n}\n";
    let found = functions(&code_of(source));
    let rows: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
    assert_eq!(rows, [("one", 4, 1), ("two", 5, 5), ("inner", 7, 2)]);
}

#[test]
fn a_word_stands_on_its_own() {
    assert!(has_word("use std::time::Instant;", "Instant"));
    assert!(!has_word("Instantly", "Instant"));
    assert!(!has_word("an_Instant", "Instant"));
}
