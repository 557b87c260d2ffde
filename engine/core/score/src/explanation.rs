//! Why a hazard was scored as it was, in words: what it is, when it could first be perceived, when
//! it was reported, which answers were given, and the reason. The console and the headset show the
//! same sentences.

use crate::card::{HazardLine, Identification, Mark, Scorecard};
use crate::measures::{EarlinessLine, Grade, Void};
use anlan_scenario::{HazardId, Language, Scenario};

/// One hazard, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which.
    pub id: HazardId,
    /// What became of it.
    pub outcome: Identification,
    /// Its name.
    pub name: String,
    /// Its cue: what there was to perceive.
    pub cue: String,
    /// From when it could be perceived.
    pub from_ms: Option<u64>,
    /// When it was reported.
    pub marked_ms: Option<u64>,
    /// The best control.
    pub best: String,
    /// Why it was scored so.
    pub why: String,
}

/// Every hazard of the card, explained in a language.
pub fn explain(scenario: &Scenario, card: &Scorecard, language: Language) -> Vec<Explanation> {
    card.hazards.iter().map(|line| one(scenario, card, line, language)).collect()
}

fn one(
    scenario: &Scenario,
    card: &Scorecard,
    line: &HazardLine,
    language: Language,
) -> Explanation {
    let word = |key: &str| scenario.word(language, key).to_owned();
    let id = &line.id;
    let right = scenario.hazard(id).and_then(|h| h.controls.iter().find(|o| o.right));
    let windows = card.measures.iter().flat_map(|m| &m.earliness.windows);
    let window = windows.into_iter().find(|w| w.id == *id);
    Explanation {
        id: id.clone(),
        outcome: line.outcome,
        name: word(&format!("hazard.{id}")),
        cue: word(&format!("hazard.{id}.cue")),
        from_ms: window.map(|w| w.from_ms).or(line.appeared_ms),
        marked_ms: line.marked_ms,
        best: right.map_or_else(String::new, |o| word(&format!("hazard.{id}.control.{}", o.id))),
        why: why(line, window, language),
    }
}

/// Seconds with one digit, as people read them.
fn seconds(ms: u64) -> String {
    format!("{}.{}", ms / 1000, ms % 1000 / 100)
}

fn why(line: &HazardLine, window: Option<&EarlinessLine>, language: Language) -> String {
    let is_zh = language == Language::ZhCn;
    let from = seconds(window.map(|w| w.from_ms).or(line.appeared_ms).unwrap_or_default());
    let mut sentences = vec![match (line.outcome, line.marked_ms) {
        (Identification::Hit, Some(at)) if is_zh => {
            format!("第 {from} 秒起可以察觉，第 {} 秒上报。", seconds(at))
        }
        (Identification::Hit, Some(at)) => {
            format!("It could be perceived from {from} s on and was reported at {} s.", seconds(at))
        }
        (Identification::NotAppeared, _) if is_zh => "这次没有出现，不计分。".to_owned(),
        (Identification::NotAppeared, _) => "It did not appear and counts for nothing.".to_owned(),
        _ => missed(line, &from, is_zh),
    }];
    if let Some(window) = window {
        sentences.push(early(window.grade, is_zh));
    }
    if line.outcome == Identification::Hit {
        sentences.push(answered(line, is_zh));
    }
    if line.is_struck {
        let struck = if is_zh { "事故由它引发。" } else { "The accident came of it." };
        sentences.push(struck.to_owned());
    }
    sentences.join(if is_zh { "" } else { " " })
}

fn missed(line: &HazardLine, from: &str, is_zh: bool) -> String {
    match line.seen_ms.map(seconds) {
        Some(seen) if is_zh => {
            format!("第 {from} 秒起可以察觉，第 {seen} 秒看到过，没有上报：漏报。")
        }
        Some(seen) => format!(
            "It could be perceived from {from} s on, was looked at from {seen} s on, and was not \
             reported: missed."
        ),
        None if is_zh => format!("第 {from} 秒起可以察觉，没有看过，没有上报：漏报。"),
        None => {
            format!("It could be perceived from {from} s on and was never looked at: missed.")
        }
    }
}

fn early(grade: Grade, is_zh: bool) -> String {
    match (grade, is_zh) {
        (Grade::Earned(grade), true) => format!("及时性 {grade}/5。"),
        (Grade::Earned(grade), false) => format!("Earliness {grade} of 5."),
        (Grade::Void(Void::Occluded), true) => "征兆始终被挡住，及时性不计。".to_owned(),
        (Grade::Void(Void::Occluded), false) => {
            "Its cue was hidden all the time: earliness is void.".to_owned()
        }
        (Grade::Void(Void::Stalled), true) => "画面卡顿，及时性不计。".to_owned(),
        (Grade::Void(Void::Stalled), false) => {
            "The picture stood still: earliness is void.".to_owned()
        }
    }
}

fn answered(line: &HazardLine, is_zh: bool) -> String {
    let mark = |mark: Mark| match (mark, is_zh) {
        (Mark::Right, true) => "对",
        (Mark::Wrong, true) => "错",
        (Mark::Unanswered, true) => "未答",
        (Mark::Right, false) => "right",
        (Mark::Wrong, false) => "wrong",
        (Mark::Unanswered, false) => "not answered",
    };
    let (factor, control) = (mark(line.factor), mark(line.control));
    if is_zh {
        format!("因素：{factor}；控制措施：{control}。")
    } else {
        format!("Factor: {factor}; control: {control}.")
    }
}
