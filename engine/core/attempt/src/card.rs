//! The questions about a marked hazard: factor, class, risk, control, confidence. A card is drawn
//! by presentation and answered through the rig; here it only exists, in an order drawn by seed.

use anlan_scenario::{ControlLevel, Factor, Hazard, HazardId, MoreCards, OptionId, shuffle};
use serde::{Deserialize, Serialize};

/// Which question a card asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Which factor: person, thing, environment, management?
    Factor,
    /// Which control is the best now?
    Control,
    /// Which accident class?
    Class,
    /// How serious?
    Severity,
    /// How likely?
    Likelihood,
    /// How sure are you?
    Confidence,
}

impl Question {
    /// Those of every scenario, in the order in which they are asked.
    pub const ALL: [Self; 2] = [Self::Factor, Self::Control];

    /// Those of a scenario with these further cards, in the order in which they are asked.
    pub fn asked(cards: MoreCards) -> impl Iterator<Item = Self> {
        let order = [
            (Self::Factor, true),
            (Self::Class, cards.class),
            (Self::Severity, cards.risk),
            (Self::Likelihood, cards.risk),
            (Self::Control, true),
            (Self::Confidence, cards.confidence),
        ];
        order.into_iter().filter(|(_, is_asked)| *is_asked).map(|(question, _)| question)
    }
}

/// One of three anchored icons for a level of 1–5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// 1 or 2.
    Low,
    /// 3.
    Middle,
    /// 4 or 5.
    High,
}

impl Anchor {
    /// From low to high.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// The icon that stands for a level of 1–5.
    pub fn of(level: u8) -> Self {
        match level {
            ..=2 => Self::Low,
            3 => Self::Middle,
            _ => Self::High,
        }
    }
}

/// Accident classes of GB/T 6441-1986.
const CLASSES: std::ops::RangeInclusive<u8> = 1..=20;

/// One card of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CardId {
    /// The hazard it is about.
    pub hazard: HazardId,
    /// What it asks.
    pub question: Question,
}

/// What a card was answered with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To the factor question.
    Factor(Factor),
    /// To the control question.
    Control(OptionId),
    /// To the class question.
    Class(u8),
    /// To the severity question.
    Severity(Anchor),
    /// To the likelihood question.
    Likelihood(Anchor),
    /// To the confidence question: true for the sure face.
    Confidence(bool),
}

/// An answer on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardOption {
    /// The answer that it gives.
    pub answer: Answer,
    /// Its level, for a control option.
    pub level: Option<ControlLevel>,
    /// True if it is the right one.
    pub is_right: bool,
}

/// A card with its options in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which card.
    pub id: CardId,
    /// Two to four options.
    pub options: Vec<CardOption>,
}

impl Card {
    /// The card of a hazard. What has an order of its own stands in it; controls and classes are
    /// shuffled by seed.
    pub fn new(hazard: &Hazard, question: Question, seed: u64) -> Self {
        let plain = |answer, is_right| CardOption { answer, level: None, is_right };
        let anchors = |key: u8, answer: fn(Anchor) -> Answer| {
            Anchor::ALL.map(|a| plain(answer(a), a == Anchor::of(key))).into()
        };
        let options = match question {
            Question::Factor => {
                Factor::ALL.map(|f| plain(Answer::Factor(f), f == hazard.factor)).into()
            }
            Question::Control => controls(hazard, seed),
            Question::Class => classes(hazard, seed),
            Question::Severity => anchors(hazard.severity, Answer::Severity),
            Question::Likelihood => anchors(hazard.likelihood, Answer::Likelihood),
            // Neither face is the right one.
            Question::Confidence => {
                [true, false].map(|sure| plain(Answer::Confidence(sure), false)).into()
            }
        };
        Self { id: CardId { hazard: hazard.id.clone(), question }, options }
    }

    /// True if this answer is on the card.
    pub fn offers(&self, answer: &Answer) -> bool {
        self.options.iter().any(|o| o.answer == *answer)
    }
}

fn controls(hazard: &Hazard, seed: u64) -> Vec<CardOption> {
    let option = |o: &anlan_scenario::ControlOption| CardOption {
        answer: Answer::Control(o.id.clone()),
        level: Some(o.level),
        is_right: o.right,
    };
    let mut options: Vec<_> = hazard.controls.iter().map(option).collect();
    shuffle(&mut options, seed, hazard.id.as_str());
    options
}

/// The right class among three others.
fn classes(hazard: &Hazard, seed: u64) -> Vec<CardOption> {
    let mut others: Vec<u8> = CLASSES.filter(|c| *c != hazard.class).collect();
    shuffle(&mut others, seed, &format!("{} others", hazard.id));
    let mut shown: Vec<u8> = others.into_iter().take(3).chain([hazard.class]).collect();
    shuffle(&mut shown, seed, &format!("{} class", hazard.id));
    let option = |class| CardOption {
        answer: Answer::Class(class),
        level: None,
        is_right: class == hazard.class,
    };
    shown.into_iter().map(option).collect()
}
