//! Every word that is spoken has its voice in every language, spoken for the very text that is
//! shown. Which words are spoken stands in `tools/assets/voice.toml`; those of the interface are
//! presentation's own test.

use crate::violation::Violation;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

type Words = BTreeMap<String, String>;

/// What an index says of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: String,
    by: String,
}

/// One scenario's voice in one language.
struct Voice<'a> {
    /// Its folder, with a slash at the end.
    folder: &'a str,
    index: BTreeMap<String, Entry>,
    /// Keys of the files that are there.
    files: BTreeSet<&'a str>,
}

/// Every line that is missing, was spoken for other words, or that nobody needs any more.
fn check(words: &Words, voice: &Voice, is_spoken: impl Fn(&str) -> bool) -> Vec<Violation> {
    let path = format!("{}words.ron", voice.folder);
    let say = |key: &str, why: &str| {
        Violation::new(&path, 1, format!("{key} {why}: run tools/assets/build --only voice"))
    };
    let mut found = Vec::new();
    for (key, text) in words.iter().filter(|(key, _)| is_spoken(key)) {
        match voice.index.get(key) {
            None => found.push(say(key, "has no voice")),
            Some(entry) if entry.text != *text => found.push(say(key, "was other words")),
            Some(entry) if entry.by.is_empty() => found.push(say(key, "is said by nobody")),
            Some(_) => {}
        }
    }
    for key in voice.index.keys() {
        if !voice.files.contains(key.as_str()) {
            found.push(say(key, "has no file"));
        }
        if !words.contains_key(key) {
            found.push(say(key, "is no word any more"));
        }
    }
    let loose = voice.files.iter().filter(|key| !voice.index.contains_key(**key));
    found.extend(loose.map(|key| say(key, "is not in the index")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{files, texts};
    use crate::violation::expect_none;
    use toml::Table;

    fn entry(text: &str) -> Entry {
        Entry { text: text.to_owned(), by: "system".to_owned() }
    }

    #[test]
    fn a_changed_a_missing_and_a_needless_line_are_found() {
        let words = [("line.a", "one"), ("line.b", "two"), ("line.c", "three"), ("prop.x", "pot")];
        let words: Words = words.map(|(k, t)| (k.to_owned(), t.to_owned())).into();
        let index = [("line.a", "one"), ("line.b", "too"), ("line.d", "four")];
        let voice = Voice {
            folder: "v/",
            index: index.map(|(k, t)| (k.to_owned(), entry(t))).into(),
            files: ["line.a", "line.b", "line.e"].into(),
        };
        let found: Vec<String> = check(&words, &voice, |key| key.starts_with("line."))
            .iter()
            .map(Violation::to_string)
            .collect();
        for (found, sentence) in found.iter().zip([
            "line.b was other words",
            "line.c has no voice",
            "line.d has no file",
            "line.d is no word any more",
            "line.e is not in the index",
        ]) {
            assert!(found.contains(sentence), "{found}");
        }
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn every_word_that_is_spoken_has_its_voice() {
        let (texts, files) = (texts(), files());
        let text = |path: &str| texts.iter().find(|text| text.path == path);
        let cast: Table = text("tools/assets/voice.toml").unwrap().body.parse().unwrap();
        let roles = cast["roles"].as_table().unwrap();
        let is_spoken = |key: &str| key.split('.').next().is_some_and(|k| roles.contains_key(k));
        let mut tables = 0;
        for words in texts.iter().filter(|text| text.path.starts_with("scenarios/")) {
            let Some((scenario, file)) = words.path["scenarios/".len()..].split_once('/') else {
                continue;
            };
            let language = file.strip_prefix("words.").and_then(|f| f.strip_suffix(".ron"));
            let Some(language) = language else { continue };
            let folder = format!("assets/voice/{language}/{scenario}/");
            let index = text(&format!("{folder}words.ron"));
            let of_folder = |path| str::strip_prefix(path, folder.as_str());
            let keys = files.iter().filter_map(|f| of_folder(&f.path)?.strip_suffix(".ogg"));
            let voice = Voice {
                folder: &folder,
                index: index.map(|text| ron::from_str(&text.body).unwrap()).unwrap_or_default(),
                files: keys.collect(),
            };
            expect_none(&check(&ron::from_str(&words.body).unwrap(), &voice, is_spoken));
            tables += 1;
        }
        assert!(tables > 0, "no words found");
    }
}
