//! Hazards and look-alikes of a record: what became of each, and why, in words.

use crate::badge::{Badge, Tone};
use crate::figures::{clock, span};
use crate::sheet::Scene;
use crate::words::fill;
use anlan_scenario::Hazard;
use anlan_wire::{Answer, HazardLine, Identification, LookAlikeLine, Mark};

/// One hazard.
pub(crate) struct HazardCard {
    pub id: String,
    pub name: String,
    pub cue: String,
    pub badge: Badge,
    pub risk: String,
    pub why: String,
    pub is_struck: bool,
    /// Nothing, if it never appeared.
    pub questions: Vec<Question>,
}

/// A question about a hazard and how it went.
pub(crate) struct Question {
    pub label: String,
    /// Nothing, if the hazard was never reported: then nobody asked.
    pub badge: Option<Badge>,
    /// The answer, unless it was the right one.
    pub chosen: Option<Choice>,
    pub right: Choice,
    pub is_right: bool,
}

/// An answer; a control with its level.
pub(crate) struct Choice {
    pub text: String,
    pub level: Option<String>,
}

/// One look-alike.
pub(crate) struct LookAlikeCard {
    pub id: String,
    pub name: String,
    pub badge: Badge,
    pub why: String,
    pub compliant: String,
}

pub(crate) fn hazards(scene: &Scene) -> Vec<HazardCard> {
    scene.card.hazards.iter().map(|line| hazard(scene, line)).collect()
}

fn hazard(scene: &Scene, line: &HazardLine) -> HazardCard {
    let w = scene.words;
    let (tone, text) = match line.outcome {
        Identification::Hit => (Tone::Good, &w.hazard_hit),
        Identification::NotAppeared => (Tone::Calm, &w.hazard_absent),
        _ => (Tone::Bad, &w.hazard_miss),
    };
    let declared = scene.scenario().hazard(&line.id);
    let has_appeared = line.outcome != Identification::NotAppeared;
    let questions = match declared.filter(|_| has_appeared) {
        Some(hazard) => vec![factor(scene, line, hazard), control(scene, line, hazard)],
        None => Vec::new(),
    };
    HazardCard {
        id: line.id.to_string(),
        name: scene.word(&format!("hazard.{}", line.id)),
        cue: scene.word(&format!("hazard.{}.cue", line.id)),
        badge: Badge::new(tone, text),
        risk: fill(&w.hazard_risk, &[("n", &line.risk.to_string())]),
        why: why(scene, line),
        is_struck: line.is_struck,
        questions,
    }
}

fn why(scene: &Scene, line: &HazardLine) -> String {
    let w = scene.words;
    let appeared_ms = line.appeared_ms.unwrap_or(0);
    let seen = line.seen_ms.map(clock);
    let look = span(w, line.longest_look_ms);
    match (line.outcome, line.marked_ms) {
        (Identification::Hit, Some(marked_ms)) => {
            let after = span(w, marked_ms.saturating_sub(appeared_ms));
            let (time, seen_at) = (clock(marked_ms), seen.clone().unwrap_or_default());
            let sentence = if seen.is_some() { &w.hazard_why_hit_seen } else { &w.hazard_why_hit };
            fill(sentence, &[("time", &time), ("after", &after), ("seen", &seen_at)])
        }
        (Identification::NotAppeared, _) => w.hazard_why_absent.clone(),
        _ => match seen {
            Some(seen) => fill(&w.hazard_why_seen, &[("seen", &seen), ("look", &look)]),
            None => fill(&w.hazard_why_unseen, &[("time", &clock(appeared_ms))]),
        },
    }
}

fn factor(scene: &Scene, line: &HazardLine, hazard: &Hazard) -> Question {
    let choice = |factor| Choice { text: scene.words.factor(factor).to_owned(), level: None };
    let chosen = line.answers.iter().find_map(|answer| match answer {
        Answer::Factor(factor) => Some(choice(*factor)),
        _ => None,
    });
    question(scene, line, &scene.words.hazard_factor, line.factor, chosen, choice(hazard.factor))
}

fn control(scene: &Scene, line: &HazardLine, hazard: &Hazard) -> Question {
    let choice = |option: &anlan_scenario::ControlOption| Choice {
        text: scene.word(&format!("hazard.{}.control.{}", line.id, option.id)),
        level: Some(scene.words.level(option.level).to_owned()),
    };
    let chosen = line.answers.iter().find_map(|answer| match answer {
        Answer::Control(id) => hazard.controls.iter().find(|o| o.id == *id).map(choice),
        _ => None,
    });
    let right = hazard.controls.iter().find(|o| o.right).map(choice);
    // A checked scenario has a right control for every hazard.
    let right = right.unwrap_or(Choice { text: scene.words.dash.clone(), level: None });
    question(scene, line, &scene.words.hazard_control, line.control, chosen, right)
}

fn question(
    scene: &Scene,
    line: &HazardLine,
    label: &str,
    mark: Mark,
    chosen: Option<Choice>,
    right: Choice,
) -> Question {
    let w = scene.words;
    let badge = match mark {
        Mark::Right => Some(Badge::new(Tone::Good, &w.chose_right)),
        Mark::Wrong => Some(Badge::new(Tone::Bad, &w.chose_wrong)),
        Mark::Unanswered => line.marked_ms.map(|_| Badge::new(Tone::Warn, &w.chose_nothing)),
    };
    let is_right = mark == Mark::Right;
    Question {
        label: label.to_owned(),
        badge,
        chosen: chosen.filter(|_| !is_right),
        right,
        is_right,
    }
}

pub(crate) fn look_alikes(scene: &Scene) -> Vec<LookAlikeCard> {
    scene.card.look_alikes.iter().map(|line| look_alike(scene, line)).collect()
}

fn look_alike(scene: &Scene, line: &LookAlikeLine) -> LookAlikeCard {
    let w = scene.words;
    let (badge, why) = match line.marked_ms {
        Some(ms) => (
            Badge::new(Tone::Bad, &w.look_alike_reported),
            fill(&w.look_alike_why_reported, &[("time", &clock(ms))]),
        ),
        None if line.is_seen => {
            (Badge::new(Tone::Good, &w.look_alike_left), w.look_alike_why_seen.clone())
        }
        // Never seen is no achievement.
        None => (Badge::new(Tone::Calm, &w.look_alike_left), w.look_alike_why_unseen.clone()),
    };
    LookAlikeCard {
        id: line.id.to_string(),
        name: scene.word(&format!("look_alike.{}", line.id)),
        badge,
        why,
        compliant: scene.word(&format!("look_alike.{}.why", line.id)),
    }
}

/// What to say of false alarms that no look-alike caused.
pub(crate) fn other_false_alarms(scene: &Scene) -> Option<String> {
    let look_alikes = scene.card.look_alikes.iter().filter(|l| l.marked_ms.is_some()).count();
    let others = scene.card.false_alarms.saturating_sub(look_alikes as u32);
    let sentence = || fill(&scene.words.look_alike_others, &[("n", &others.to_string())]);
    (others > 0).then(sentence)
}
