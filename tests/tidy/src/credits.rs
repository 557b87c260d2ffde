//! Every file under `assets/` has a source, an author and a licence in `assets/CREDITS.toml`, and
//! no file is larger than the project can carry in every clone.

use crate::tree::{Found, Text};
use crate::violation::Violation;
use toml::{Table, Value};

/// A clone brings every version of every file; larger ones are split or made smaller.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// All files together, so that a clone stays quick.
const TREE_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// What is about the assets and none itself.
const OURS_ALONE: [&str; 2] = ["CREDITS.toml", "manifest.json"];
/// The package of what we made ourselves; it has no version.
const OURS: &str = "anlan";

/// One entry: what it must say about which files.
struct Credit {
    line: usize,
    files: Vec<String>,
    spdx: String,
    lacks: Vec<&'static str>,
}

/// Every asset without a credit, credit without an asset, and credit that says too little.
pub fn check(credits: &Text, files: &[Found]) -> Vec<Violation> {
    let mut found = Vec::new();
    let all = read(credits);
    let assets: Vec<&str> = files.iter().filter_map(|f| f.path.strip_prefix("assets/")).collect();
    let is_listed = |asset: &str| all.iter().any(|c| c.files.iter().any(|f| is_match(f, asset)));
    for asset in &assets {
        let is_exempt = OURS_ALONE.contains(asset) || asset.starts_with("LICENSES/");
        if !is_exempt && !is_listed(asset) {
            let sentence = "the file is not listed in assets/CREDITS.toml";
            found.push(Violation::new(&format!("assets/{asset}"), 1, sentence));
        }
    }
    for credit in &all {
        let mut say = |sentence| found.push(Violation::new(&credits.path, credit.line, sentence));
        for key in &credit.lacks {
            say(format!("the entry does not say its `{key}`"));
        }
        for pattern in &credit.files {
            if !assets.iter().any(|asset| is_match(pattern, asset)) {
                say(format!("no file under assets/ is called {pattern}"));
            }
        }
        for id in licences(&credit.spdx) {
            let path = format!("LICENSES/{id}.txt");
            if !files.iter().any(|file| file.path == path) {
                say(format!("the text of {id} is not in {path}"));
            }
        }
    }
    found
}

/// Every file that is too large, and the whole tree if it is.
pub fn check_sizes(files: &[Found]) -> Vec<Violation> {
    let large = files.iter().filter(|file| file.bytes > FILE_BYTES_MAX);
    let all: u64 = files.iter().map(|file| file.bytes).sum();
    let whole = (all > TREE_BYTES_MAX).then(|| {
        let sentence = format!("all files have {all} bytes, {TREE_BYTES_MAX} are the most");
        Violation::new("assets", 1, sentence)
    });
    large
        .map(|file| {
            let sentence =
                format!("the file has {} bytes, {FILE_BYTES_MAX} are the most", file.bytes);
            Violation::new(&file.path, 1, sentence)
        })
        .chain(whole)
        .collect()
}

fn read(credits: &Text) -> Vec<Credit> {
    let table: Table = credits.body.parse().expect("assets/CREDITS.toml is TOML");
    let entries = table.get("credit").and_then(Value::as_array).into_iter().flatten();
    let mut opens = credits.lines().filter(|(_, line)| line.trim() == "[[credit]]");
    entries
        .map(|entry| {
            let string = |key| entry.get(key).and_then(Value::as_str).unwrap_or_default();
            let files = entry.get("files").and_then(Value::as_array).into_iter().flatten();
            let files: Vec<String> = files.filter_map(Value::as_str).map(str::to_owned).collect();
            let needs_version = string("package") != OURS;
            let mut keys = vec!["package", "author", "spdx", "changes"];
            keys.extend(needs_version.then_some("version"));
            let mut lacks: Vec<_> = keys.into_iter().filter(|key| string(key).is_empty()).collect();
            lacks.extend(files.is_empty().then_some("files"));
            let line = opens.next().map_or(1, |(number, _)| number);
            Credit { line, files, spdx: string("spdx").to_owned(), lacks }
        })
        .collect()
}

/// The licence ids of an SPDX expression.
fn licences(spdx: &str) -> impl Iterator<Item = &str> {
    spdx.split([' ', '(', ')']).filter(|word| !["", "AND", "OR", "WITH"].contains(word))
}

/// Whether the pattern, in which one `*` stands for a part of a name, means this file.
fn is_match(pattern: &str, file: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == file,
        Some((start, end)) => {
            let middle = file.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            middle.is_some_and(|middle| !middle.contains('/'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{files, texts};
    use crate::violation::{expect_none, places};

    fn found(path: &str) -> Found {
        Found { path: path.to_owned(), bytes: 1 }
    }

    fn sentences(credits: &str, names: &[&str]) -> Vec<String> {
        let files: Vec<Found> = names.iter().map(|name| found(name)).collect();
        let text = Text::new("assets/CREDITS.toml", credits);
        check(&text, &files).iter().map(Violation::to_string).collect()
    }

    const WHOLE: &str = "[[credit]]\nfiles = [\"a/*.ogg\"]\npackage = \"anlan\"\nauthor = \"x\"\n\
                         spdx = \"MIT OR (Apache-2.0)\"\nchanges = \"made\"\n";

    #[test]
    fn a_credit_covers_its_files() {
        let licences = ["LICENSES/MIT.txt", "LICENSES/Apache-2.0.txt", "assets/a/b.ogg"];
        assert!(sentences(WHOLE, &licences).is_empty());
        let with = |extra| [&licences[..], &[extra]].concat();
        let missing = ["assets/a/c/d.ogg:1: the file is not listed in assets/CREDITS.toml"];
        assert_eq!(sentences(WHOLE, &with("assets/a/c/d.ogg")), missing);
        assert!(sentences(WHOLE, &with("assets/CREDITS.toml")).is_empty());
    }

    #[test]
    fn a_credit_without_file_licence_or_author_is_found() {
        let broken = WHOLE.replace("author", "writer").replace("anlan", "other");
        let place = "assets/CREDITS.toml:1";
        let found = sentences(&broken, &["LICENSES/MIT.txt"]);
        let ends = ["`author`", "`version`", "a/*.ogg", "LICENSES/Apache-2.0.txt"];
        assert_eq!(found.len(), ends.len());
        assert!(found.iter().zip(ends).all(|(f, e)| f.starts_with(place) && f.ends_with(e)));
    }

    #[test]
    fn a_large_file_is_found() {
        let large = Found { path: "assets/a".to_owned(), bytes: FILE_BYTES_MAX + 1 };
        assert_eq!(places(&check_sizes(&[found("b"), large])), ["assets/a:1"]);
        let many = vec![Found { bytes: FILE_BYTES_MAX, ..found("a") }; 51];
        assert_eq!(places(&check_sizes(&many)), ["assets:1"]);
    }

    #[test]
    fn the_project_credits_its_assets() {
        let credits = texts().into_iter().find(|text| text.path == "assets/CREDITS.toml");
        expect_none(&check(&credits.unwrap(), &files()));
    }

    #[test]
    fn the_project_has_no_large_file() {
        expect_none(&check_sizes(&files()));
    }
}
