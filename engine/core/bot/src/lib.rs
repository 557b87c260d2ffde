//! Scripted trainees. A bot looks at an attempt and says what it would do next, as a deed that a
//! person could do; how a deed becomes motion is the rig's business, and [`play`] feeds deeds to a
//! bare attempt without any stage.

mod bare;
mod deed;
mod fuzz;
mod wish;

pub use bare::{play, play_watched};
pub use deed::Deed;

use anlan_attempt::{Attempt, Card, MarkerId, Phase, Signal, StepLife, ticks};
use anlan_scenario::{Chance, Markable, PropKind, Scenario};

/// Neutral things that the hasty bot reports besides everything else.
const HASTY_NEUTRAL_MARKS: usize = 5;

/// Stops of the everyday round that the slow bot makes before each deed.
const SLOW_STOPS: usize = 2;
/// A look of the wandering bot, ticks.
const LOOK_TICKS: u32 = 30;

/// With less time than this for a step, it comes before any report, seconds.
const PRESSING_S: f32 = 12.0;

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BotKind {
    /// Does everything right.
    Perfect,
    /// Does the role's naive round, marks nothing, protects nothing.
    Blind,
    /// Marks everything that looks odd, acts out of order, takes the first answer.
    Hasty,
    /// Means to do everything right, and dawdles before each deed until the time is out.
    Slow,
    /// Walks, looks and does what is due, so that nothing strikes; reports nothing.
    Wandering,
    /// Does anything at all, by seed.
    Fuzzer,
}

impl BotKind {
    /// Those that play like somebody; what each earns is pinned for every scenario.
    pub const ALL: [Self; 5] =
        [Self::Perfect, Self::Blind, Self::Hasty, Self::Slow, Self::Wandering];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Perfect => "perfect",
            Self::Blind => "blind",
            Self::Hasty => "hasty",
            Self::Slow => "slow",
            Self::Wandering => "wandering",
            Self::Fuzzer => "fuzzer",
        }
    }

    /// The bot of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Fuzzer]).find(|b| b.name() == name)
    }
}

/// A bot in the course of an attempt.
#[derive(Clone, Debug)]
pub struct Bot {
    kind: BotKind,
    /// Marks that the hasty bot still means to make, last first.
    hasty_marks: Vec<(Markable, Option<MarkerId>)>,
    /// Next spot of the round.
    round: usize,
    /// Stops still to make before the next deed, or looks made so far.
    pause: usize,
    /// Drawn once the attempt, and so its seed, is known.
    chance: Option<Chance>,
}

impl Bot {
    /// A bot before the scene.
    pub fn new(kind: BotKind, scenario: &Scenario) -> Self {
        let hasty_marks = if kind == BotKind::Hasty { odd_things(scenario) } else { Vec::new() };
        Self { kind, hasty_marks, round: 0, pause: SLOW_STOPS, chance: None }
    }

    /// What to do next. Asked again when the deed is done, or has become pointless.
    pub fn next(&mut self, attempt: &Attempt) -> Deed {
        if self.kind == BotKind::Fuzzer {
            let seed = attempt.setup().seed;
            let chance = self.chance.get_or_insert_with(|| Chance::new(seed, "fuzzer"));
            return fuzz::deed(attempt, chance);
        }
        if let Some(card) = attempt.card() {
            return self.answer(card);
        }
        if *attempt.phase() != Phase::Scene {
            return Deed::Wait;
        }
        let deed = match self.kind {
            BotKind::Blind | BotKind::Fuzzer => None,
            BotKind::Perfect => good(attempt),
            BotKind::Slow if self.pause > 0 => {
                self.pause -= 1;
                None
            }
            BotKind::Slow => {
                self.pause = SLOW_STOPS;
                good(attempt)
            }
            BotKind::Wandering => {
                next_step(attempt, due(attempt)).or_else(|| self.look_or_walk(attempt))
            }
            BotKind::Hasty => {
                let odd = self.hasty_marks.pop().map(|(on, marker)| Deed::Mark { on, marker });
                odd.or_else(|| unmarked(attempt)).or_else(|| next_step(attempt, swapped(attempt)))
            }
        };
        deed.unwrap_or_else(|| self.walk_round(attempt.scenario()))
    }

    fn answer(&self, card: &Card) -> Deed {
        let chosen = match self.kind {
            BotKind::Perfect | BotKind::Slow => {
                card.options.iter().find(|o| o.is_right).or(card.options.first())
            }
            _ => card.options.first(),
        };
        match chosen {
            Some(option) => Deed::Answer { card: card.id.clone(), answer: option.answer.clone() },
            None => Deed::Wait,
        }
    }

    /// One look for each stop of the round, at one hazard after the other.
    fn look_or_walk(&mut self, attempt: &Attempt) -> Option<Deed> {
        self.pause += 1;
        let lives = &attempt.outcome().hazards;
        let life = lives.get(self.pause / 2 % lives.len().max(1));
        let marker = life.filter(|l| self.pause.is_multiple_of(2) && l.appeared.is_some());
        let marker = MarkerId::Hazard(marker?.id.clone());
        Some(Deed::Tell(Signal::Saw { marker, ticks: LOOK_TICKS }))
    }

    /// The role's everyday round, again and again.
    fn walk_round(&mut self, scenario: &Scenario) -> Deed {
        let routine = &scenario.file().routine;
        if routine.is_empty() {
            return Deed::Wait;
        }
        let spot = routine[self.round % routine.len()].clone();
        self.round += 1;
        Deed::Visit(spot)
    }
}

/// What comes next for somebody who does everything right.
fn good(attempt: &Attempt) -> Option<Deed> {
    next_step(attempt, pressing(attempt))
        .or_else(|| unmarked(attempt))
        .or_else(|| next_step(attempt, due(attempt)))
}

/// A hazard that has appeared and is not reported yet.
fn unmarked(attempt: &Attempt) -> Option<Deed> {
    let is_open = |l: &&anlan_attempt::HazardLife| l.appeared.is_some() && l.marked.is_none();
    let life = attempt.outcome().hazards.iter().find(is_open)?;
    let hazard = attempt.scenario().hazard(&life.id)?;
    Some(Deed::Mark {
        on: hazard.marker.on.clone(),
        marker: Some(MarkerId::Hazard(life.id.clone())),
    })
}

/// The first step of `order` that has something left to do now.
fn next_step<'a>(attempt: &Attempt, mut order: impl Iterator<Item = &'a StepLife>) -> Option<Deed> {
    order.find_map(|life| wish::toward(&attempt.scenario().step(&life.id)?.done, attempt))
}

/// Steps that can be done and are not, in their order.
fn due(attempt: &Attempt) -> impl Iterator<Item = &StepLife> + Clone {
    let lives = attempt.outcome().steps.iter();
    lives.filter(|l| l.ready.is_some() && l.done.is_none())
}

/// Those of them that leave no time to report something first.
fn pressing(attempt: &Attempt) -> impl Iterator<Item = &StepLife> {
    due(attempt).filter(|life| {
        let limit = attempt.scenario().step(&life.id).map_or(0, |s| ticks(s.limit_s));
        let deadline = life.ready.unwrap_or_default() + limit;
        deadline < attempt.outcome().scene_ticks + ticks(PRESSING_S)
    })
}

/// All open steps, due or not, with every pair of neighbours swapped.
fn swapped(attempt: &Attempt) -> impl Iterator<Item = &StepLife> {
    let mut lives: Vec<_> = attempt.outcome().steps.iter().collect();
    lives.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    lives.into_iter().filter(|l| l.done.is_none())
}

/// Everything that somebody in a hurry would report: look-alikes and some harmless things.
fn odd_things(scenario: &Scenario) -> Vec<(Markable, Option<MarkerId>)> {
    let file = scenario.file();
    let look_alikes = file
        .look_alikes
        .iter()
        .map(|d| (d.marker.on.clone(), Some(MarkerId::LookAlike(d.id.clone()))));
    let is_meant = |on: &Markable| {
        file.hazards.iter().any(|h| h.marker.on == *on || h.also.contains(on))
            || file.look_alikes.iter().any(|d| d.marker.on == *on)
    };
    let neutral = file
        .props
        .iter()
        .filter(|p| p.kind != PropKind::Structure)
        .map(|p| Markable::Prop(p.id.clone()))
        .filter(|on| !is_meant(on))
        .take(HASTY_NEUTRAL_MARKS)
        .map(|on| (on, None));
    look_alikes.chain(neutral).collect()
}

/// True if the deed has nothing left to do in this attempt.
pub fn is_pointless(deed: &Deed, attempt: &Attempt) -> bool {
    let scene_over = *attempt.phase() != Phase::Scene;
    match deed {
        Deed::Wait => false,
        Deed::Answer { card, .. } | Deed::Skip(card) => {
            attempt.card().is_none_or(|c| c.id != *card)
        }
        _ if scene_over || attempt.card().is_some() => true,
        Deed::Operate { part, end } => attempt.part_end(part) == Some(end),
        Deed::Enter(zone) => attempt.is_in(zone),
        _ => false,
    }
}
