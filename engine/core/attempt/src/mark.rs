//! What a press of the marking tool means.

use crate::attempt::Attempt;
use crate::effect::Effect;
use crate::outcome::FalseAlarm;
use anlan_scenario::{Hazard, HazardId, LookAlikeId, Markable};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place that can be seen and marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkerId {
    /// The marker of a hazard.
    Hazard(HazardId),
    /// The marker of a look-alike.
    LookAlike(LookAlikeId),
}

impl fmt::Display for MarkerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hazard(id) => id.fmt(f),
            Self::LookAlike(id) => id.fmt(f),
        }
    }
}

/// What a mark turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkVerdict {
    /// A hazard, for the first time.
    Hit(HazardId),
    /// A look-alike, for the first time.
    FalseAlarm(LookAlikeId),
    /// Something that is neither.
    Neutral,
    /// Marked before.
    Again,
}

/// From this neutral mark on, each counts as a false alarm (catalogue, section 5).
const NEUTRAL_MARKS_FREE: u32 = 3;

/// True if a mark there, at this marker if any, means the hazard.
fn means(hazard: &Hazard, on: &Markable, marker: Option<&MarkerId>) -> bool {
    marker == Some(&MarkerId::Hazard(hazard.id.clone())) || hazard.also.contains(on)
}

impl Attempt {
    pub(crate) fn mark(&mut self, on: &Markable, marker: Option<&MarkerId>) {
        let verdict = self.judge_mark(on, marker);
        let tick = self.world.scene_tick;
        self.outcome.marks += 1;
        match &verdict {
            MarkVerdict::Hit(id) => {
                if let Some(life) = self.life(id) {
                    life.marked = Some(tick);
                }
                self.world.marked.insert(id.clone());
                if self.setup.mode.asks_at_once() {
                    self.queue_cards(&id.clone());
                }
            }
            MarkVerdict::FalseAlarm(id) => {
                self.outcome.false_alarms.push((FalseAlarm::LookAlike(id.clone()), tick));
            }
            MarkVerdict::Neutral => {
                self.too_early(on, marker);
                self.outcome.neutral_marks += 1;
                if self.outcome.neutral_marks > NEUTRAL_MARKS_FREE {
                    self.outcome.false_alarms.push((FalseAlarm::Neutral(on.clone()), tick));
                }
            }
            MarkVerdict::Again => {}
        }
        self.effects.push(Effect::Marked(verdict));
    }

    /// Remembers a mark on a hazard whose cue is still to come.
    fn too_early(&mut self, on: &Markable, marker: Option<&MarkerId>) {
        let tick = self.world.scene_tick;
        let hazards = self.scenario.file().hazards.iter();
        for (hazard, life) in hazards.zip(&mut self.outcome.hazards) {
            let is_real = !self.world.absent.contains(&hazard.id);
            if is_real && life.appeared.is_none() && means(hazard, on, marker) {
                life.early_mark.get_or_insert(tick);
            }
        }
    }

    fn judge_mark(&self, on: &Markable, marker: Option<&MarkerId>) -> MarkVerdict {
        if let Some(MarkerId::LookAlike(id)) = marker {
            let is_new = |f: &(FalseAlarm, u64)| f.0 != FalseAlarm::LookAlike(id.clone());
            let is_new = self.outcome.false_alarms.iter().all(is_new);
            return if is_new { MarkVerdict::FalseAlarm(id.clone()) } else { MarkVerdict::Again };
        }
        let hazards = self.scenario.file().hazards.iter();
        let mut meant = hazards.filter(|h| means(h, on, marker)).peekable();
        let known = meant.clone().any(|h| self.world.marked.contains(&h.id));
        let fresh = meant
            .find(|h| self.world.appeared.contains(&h.id) && !self.world.marked.contains(&h.id));
        match fresh {
            Some(hazard) => MarkVerdict::Hit(hazard.id.clone()),
            None if known => MarkVerdict::Again,
            None => MarkVerdict::Neutral,
        }
    }
}
