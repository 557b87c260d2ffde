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

/// Minutes and seconds of scene time, to the nearest second.
fn clock(ms: u64) -> String {
    let s = ms.saturating_add(500) / 1000;
    format!("{}:{:02}", s / 60, s % 60)
}

/// From when there was something to notice: the beginning of a sentence.
fn noticeable(from_ms: u64, is_zh: bool) -> String {
    match (clock(from_ms).as_str(), is_zh) {
        ("0:00", true) => "一开始就能察觉".to_owned(),
        ("0:00", false) => "It could be noticed from the start".to_owned(),
        (from, true) => format!("{from} 起能察觉"),
        (from, false) => format!("It could be noticed from {from} on"),
    }
}

fn why(line: &HazardLine, window: Option<&EarlinessLine>, language: Language) -> String {
    let is_zh = language == Language::ZhCn;
    let from_ms = window.map(|w| w.from_ms).or(line.appeared_ms).unwrap_or_default();
    let from = noticeable(from_ms, is_zh);
    let mut sentences = vec![match (line.outcome, line.marked_ms.map(clock)) {
        (Identification::Hit, Some(at)) if is_zh => format!("{from}，{at} 上报。"),
        (Identification::Hit, Some(at)) => format!("{from} and was reported at {at}."),
        (Identification::NotAppeared, _) if is_zh => "这次没有出现，不计分。".to_owned(),
        (Identification::NotAppeared, _) => "It did not appear and counts for nothing.".to_owned(),
        _ => missed(line, &from, is_zh),
    }];
    let is_hit = line.outcome == Identification::Hit;
    sentences.extend(window.and_then(|window| early(window.grade, is_hit, is_zh)));
    if is_hit {
        sentences.push(answered(line, is_zh));
    }
    if line.is_struck {
        let struck =
            if is_zh { "事故就是由它引起的。" } else { "It led to the accident." };
        sentences.push(struck.to_owned());
    }
    sentences.join(if is_zh { "" } else { " " })
}

fn missed(line: &HazardLine, from: &str, is_zh: bool) -> String {
    match line.seen_ms.map(clock) {
        Some(seen) if is_zh => format!("{from}，{seen} 看到了，却没有上报。"),
        Some(seen) => format!("{from} and was looked at from {seen} on, but was not reported."),
        None if is_zh => format!("{from}，但一直没有看它，也没有上报。"),
        None => format!("{from}, but was never looked at and not reported."),
    }
}

/// How early a report was; of what was missed only why nothing can be said.
fn early(grade: Grade, is_hit: bool, is_zh: bool) -> Option<String> {
    Some(match (grade, is_zh) {
        (Grade::Earned(_), _) if !is_hit => return None,
        (Grade::Earned(grade), true) => format!("及时性 {grade} 分，满分 5 分。"),
        (Grade::Earned(grade), false) => format!("Earliness: {grade} of 5."),
        (Grade::Void(Void::Occluded), true) => "征兆一直被挡住，不评及时性。".to_owned(),
        (Grade::Void(Void::Occluded), false) => {
            "Its cue was hidden all the time, so earliness does not count.".to_owned()
        }
        (Grade::Void(Void::Stalled), true) => "期间画面卡顿，不评及时性。".to_owned(),
        (Grade::Void(Void::Stalled), false) => {
            "The picture stood still meanwhile, so earliness does not count.".to_owned()
        }
    })
}

fn answered(line: &HazardLine, is_zh: bool) -> String {
    let mark = |mark: Mark| match (mark, is_zh) {
        (Mark::Right, true) => "答对",
        (Mark::Wrong, true) => "答错",
        (Mark::Unanswered, true) => "没有作答",
        (Mark::Right, false) => "right",
        (Mark::Wrong, false) => "wrong",
        (Mark::Unanswered, false) => "not answered",
    };
    let (factor, control) = (mark(line.factor), mark(line.control));
    if is_zh {
        format!("因素{factor}，控制措施{control}。")
    } else {
        format!("Factor: {factor}; control: {control}.")
    }
}
