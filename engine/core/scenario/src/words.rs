//! Everything a trainee or instructor reads about one scenario, per language, as `key → text`
//! (`words.zh-CN.ron`, `words.en.ron`). Which keys must exist follows from the scenario.

use crate::file::ScenarioFile;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A language of the product. zh-CN is the first; another one is one more variant and its files.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// All languages, the first one first.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in file names and HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag or of the head of an `Accept-Language` list.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|l| {
            let primary = l.tag().split('-').next().unwrap_or_default();
            tag == primary || tag.starts_with(&format!("{primary}-"))
        })
    }
}

/// The words of one language.
pub type Words = BTreeMap<String, String>;

/// Longest text a card or caption can show.
pub const WORD_CHARS_MAX: usize = 400;

/// The keys that the words of a scenario must have, no more and no fewer.
pub fn keys(file: &ScenarioFile) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> =
        ["title", "role", "setting", "goal", "sector", "debrief"].map(String::from).into();
    let mut add = |key: String| {
        keys.insert(key);
    };
    for prop in file.props.iter().filter(|p| p.kind != crate::PropKind::Structure) {
        add(format!("prop.{}", prop.id));
    }
    file.agents.iter().for_each(|a| add(format!("agent.{}", a.id)));
    file.phrases.iter().for_each(|p| add(format!("phrase.{}", p.id)));
    file.calls.iter().for_each(|c| add(format!("call.{c}")));
    file.choices.iter().for_each(|c| add(format!("choice.{c}")));
    file.prompts.iter().for_each(|p| add(format!("prompt.{p}")));
    file.gestures.iter().for_each(|g| add(format!("gesture.{g}")));
    file.injects.iter().for_each(|i| add(format!("inject.{}", i.id)));
    for hazard in &file.hazards {
        add(format!("hazard.{}", hazard.id));
        add(format!("hazard.{}.cue", hazard.id));
        for option in &hazard.controls {
            add(format!("hazard.{}.control.{}", hazard.id, option.id));
        }
    }
    for look_alike in &file.look_alikes {
        add(format!("look_alike.{}", look_alike.id));
        add(format!("look_alike.{}.why", look_alike.id));
    }
    file.steps.iter().for_each(|s| add(format!("step.{}", s.id)));
    file.errors.iter().for_each(|e| add(format!("error.{}", e.id)));
    file.consequences.iter().for_each(|c| add(format!("consequence.{}", c.id)));
    file.lines.iter().for_each(|l| add(format!("line.{l}")));
    for quiz in &file.quiz {
        add(format!("quiz.{}", quiz.id));
        add(format!("quiz.{}.why", quiz.id));
        for option in ["a", "b", "c", "d"] {
            add(format!("quiz.{}.{option}", quiz.id));
        }
    }
    keys
}
