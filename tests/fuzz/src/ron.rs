//! Texts of a scenario: read, and if they are sound, packed, read back and played.

use anlan_attempt::{Attempt, Mode, Setup};
use anlan_bot::{Bot, BotKind, play};
use anlan_scenario::{Bundle, read_texts};
use std::collections::BTreeMap;
use std::path::Path;

const SCENARIO: &str = include_str!("../../core/fixture/pump-room/scenario.ron");
const ZH_CN: &str = include_str!("../../core/fixture/pump-room/words.zh-CN.ron");
const EN: &str = include_str!("../../core/fixture/pump-room/words.en.ron");

/// Pieces of the language, and numbers at the edge.
pub const WORDS: &[&str] = &[
    "Start",
    "At(1.0)",
    "Held(Start, 1.0)",
    "Not(",
    "All([",
    "Any([",
    "Once(",
    "Share(Start, 0.5, 2.0)",
    "DidWhile(",
    "Recently(Breathed, 1.0)",
    "Times(Compressed, 3)",
    "Real(\"H1\")",
    "Wears(\"x\")",
    "Controlled(\"H1\")",
    "Ended(safe: true)",
    "Struck(\"C1\")",
    "Strike(\"C1\")",
    "End",
    "NaN",
    "inf",
    "-1",
    "0",
    "1e38",
    "1e-40",
    "4294967296",
    "18446744073709551616",
    "\"",
    "'",
    "/*",
    "*/",
    "//",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "None",
    "Some(",
    "r#\"",
    "\\u{110000}",
    "true",
    "draws: [(of: [\"H1\", \"H2\"], real: 1)],",
    "twins: [(hazard: \"H1\", look_alike: \"D1\")],",
    "cards: (class: true, risk: true, confidence: true),",
    "guidance: (hint_after_s: 2.0, retries: 2),",
    "duration_s: 600.0,",
    "grows: [(tier: Critical, when: Start)],",
    "#![enable(unwrap_newtypes)]",
];

pub fn seeds() -> Vec<Vec<u8>> {
    vec![SCENARIO.as_bytes().to_vec()]
}

/// Reads a `scenario.ron`; what is wrong with it, if anything is.
pub fn read(input: &[u8]) -> Option<String> {
    let texts: BTreeMap<_, _> = [
        ("scenario.ron", input),
        ("words.zh-CN.ron", ZH_CN.as_bytes()),
        ("words.en.ron", EN.as_bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
    .into();
    let scenario = match read_texts(Path::new("pump-room"), &texts) {
        Ok(scenario) => scenario,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            return Some(problems[0].sentence.clone());
        }
    };
    let bundle = Bundle::pack(scenario).unwrap();
    let again = Bundle::read(bundle.bytes()).unwrap();
    assert_eq!(again.hash(), bundle.hash());
    for (kind, mode) in [(BotKind::Fuzzer, Mode::Guided), (BotKind::Perfect, Mode::Exam)] {
        let mut attempt = Attempt::new(again.scenario().clone(), Setup { mode, seed: 3 });
        let bot = Bot::new(kind, again.scenario());
        play(&mut attempt, bot, |_| Ok::<(), ()>(())).unwrap();
    }
    None
}
