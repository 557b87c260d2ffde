//! The questions about a marked hazard: which factor, which control. A card is drawn by
//! presentation and answered through the rig; here it only exists, in an order drawn by the seed.

use anlan_scenario::{ControlLevel, Factor, Hazard, HazardId, OptionId};
use serde::{Deserialize, Serialize};

/// Which question a card asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Which factor: person, thing, environment, management?
    Factor,
    /// Which control is the best now?
    Control,
}

impl Question {
    /// In the order in which they are asked.
    pub const ALL: [Self; 2] = [Self::Factor, Self::Control];
}

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
    /// Four options.
    pub options: Vec<CardOption>,
}

impl Card {
    /// The card of a hazard. Factors stand in the standard's order; controls are shuffled by seed.
    pub fn new(hazard: &Hazard, question: Question, seed: u64) -> Self {
        let options = match question {
            Question::Factor => Factor::ALL
                .map(|factor| CardOption {
                    answer: Answer::Factor(factor),
                    level: None,
                    is_right: factor == hazard.factor,
                })
                .into(),
            Question::Control => {
                let mut options: Vec<_> = hazard
                    .controls
                    .iter()
                    .map(|o| CardOption {
                        answer: Answer::Control(o.id.clone()),
                        level: Some(o.level),
                        is_right: o.right,
                    })
                    .collect();
                shuffle(&mut options, seed, hazard.id.as_str());
                options
            }
        };
        Self { id: CardId { hazard: hazard.id.clone(), question }, options }
    }

    /// True if this answer is on the card.
    pub fn offers(&self, answer: &Answer) -> bool {
        self.options.iter().any(|o| o.answer == *answer)
    }
}

/// Fisher–Yates with SplitMix64, seeded by the attempt's seed and the hazard's name.
fn shuffle<T>(items: &mut [T], seed: u64, salt: &str) {
    let mut state = salt.bytes().fold(seed, |s, b| {
        // FNV-1a, so that every hazard has its own order under one seed.
        (s ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    for i in (1..items.len()).rev() {
        items.swap(i, (next() % (i as u64 + 1)) as usize);
    }
}
