//! Checking the words: every key in every language, no empty or endless text, no pay for guessing.

use super::Check;
use crate::file::*;
use crate::words::{Language, WORD_CHARS_MAX, Words, keys};

/// The right option may be the longest of its four in this many hazards of a file.
const RIGHT_IS_LONGEST_MAX: usize = 3;

impl Check<'_> {
    pub(super) fn words(&mut self, language: Language, words: &Words) {
        let keys = keys(self.file);
        for key in keys.iter().filter(|k| !words.contains_key(*k)) {
            self.words_finding(language, "", format!("the words for `{key}` are missing"));
        }
        for (key, text) in words {
            if !keys.contains(key) {
                let sentence = format!("nothing in the scenario is called `{key}`");
                self.words_finding(language, key, sentence);
            }
            let length = text.chars().count();
            if text.trim().is_empty() {
                self.words_finding(language, key, format!("the words for `{key}` are empty"));
            } else if length > WORD_CHARS_MAX {
                let limit = format!("{length} characters, more than the {WORD_CHARS_MAX} that fit");
                self.words_finding(language, key, format!("the words for `{key}` have {limit}"));
            }
        }
        self.guessing(language, words);
    }

    /// Guessing the longest option must not pay.
    fn guessing(&mut self, language: Language, words: &Words) {
        let longest_is_right = |hazard: &&Hazard| {
            let length = |o: &ControlOption| {
                let key = format!("hazard.{}.control.{}", hazard.id, o.id);
                words.get(&key).map_or(0, |t| t.chars().count())
            };
            let right = hazard.controls.iter().filter(|o| o.right).map(length).max();
            let wrong = hazard.controls.iter().filter(|o| !o.right).map(length).max();
            right > wrong
        };
        let longest = self.file.hazards.iter().filter(longest_is_right).count();
        if longest > RIGHT_IS_LONGEST_MAX {
            let sentence = format!(
                "the right control is the longest option of {longest} hazards; \
                 {RIGHT_IS_LONGEST_MAX} at most, or guessing pays"
            );
            self.words_finding(language, "", sentence);
        }
    }
}
