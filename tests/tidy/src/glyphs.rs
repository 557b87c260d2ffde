//! Every character of the words has a glyph, so that no trainee reads an empty box.

use crate::tree::Text;
use crate::violation::Violation;

const WORDS_FOLDER: &str = "engine/console/words/";

/// Whether the file holds words that somebody reads on a screen.
fn is_words(text: &Text) -> bool {
    let name = text.file_name();
    let is_table = name.starts_with("words.") && name.ends_with(".ron");
    is_table || text.path.starts_with(WORDS_FOLDER)
}

/// Every line with a character that the font does not have.
pub fn check(text: &Text, has_glyph: impl Fn(char) -> bool) -> Vec<Violation> {
    let mut found = Vec::new();
    for (number, line) in text.lines() {
        let mut missing: Vec<char> = line.chars().filter(|c| !has_glyph(*c)).collect();
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            let sentence = format!("the font has no glyph for {missing:?}");
            found.push(Violation::new(&text.path, number, sentence));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{root, texts};
    use crate::violation::{expect_none, places};
    use ttf_parser::Face;

    fn with_regular<T>(look: impl FnOnce(&Face) -> T) -> T {
        let path = root().join("assets/fonts/NotoSansSC-Regular.ttf");
        let bytes = std::fs::read(path).expect("the font is readable");
        look(&Face::parse(&bytes, 0).expect("the font is a TrueType font"))
    }

    #[test]
    fn a_missing_glyph_is_found() {
        let text = Text::new("words.en.ron", "ab\nac\n");
        assert_eq!(places(&check(&text, |c| c != 'c')), ["words.en.ron:2"]);
    }

    #[test]
    fn the_font_knows_the_trade() {
        with_regular(|face| {
            for known in "安澜 隐患 H₂S 10 m³ ℃ ✓ ⚠ → 窨井".chars() {
                assert!(face.glyph_index(known).is_some(), "{known}");
            }
            assert!(face.glyph_index('🦀').is_none());
        });
    }

    #[test]
    fn every_word_of_the_project_can_be_shown() {
        let words: Vec<Text> = texts().into_iter().filter(is_words).collect();
        assert!(!words.is_empty(), "no words found");
        with_regular(|face| {
            let has_glyph = |c| face.glyph_index(c).is_some();
            expect_none(&words.iter().flat_map(|text| check(text, has_glyph)).collect::<Vec<_>>());
        });
    }
}
