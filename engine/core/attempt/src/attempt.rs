//! The run itself: one tick at a time, signals in, effects out.

use crate::card::{Card, CardId, Question};
use crate::effect::Effect;
use crate::mark::{MarkVerdict, MarkerId};
use crate::outcome::*;
use crate::signal::{Ending, Mode, Signal, StoppedBy};
use crate::watch::{Watch, World};
use anlan_scenario::{ChoiceId, ConsequenceId, Event, HazardId, Markable, Scenario};
use std::collections::VecDeque;
use std::sync::Arc;

/// A card of the review that nobody answers is put away after this time, seconds.
pub const REVIEW_CARD_S_MAX: u64 = 60;
/// From this neutral mark on, each counts as a false alarm (catalogue, section 5).
const NEUTRAL_MARKS_FREE: u32 = 3;

/// What an attempt is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    /// How it runs.
    pub mode: Mode,
    /// Draws whatever is drawn.
    pub seed: u64,
}

/// Where in its course an attempt is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The trainee searches and acts.
    Scene,
    /// A consequence plays until this tick.
    Consequence {
        /// Which.
        id: ConsequenceId,
        /// The tick at which it is over.
        until: u64,
    },
    /// The cards of the marked hazards are asked.
    Review,
    /// Nothing more happens.
    Over,
}

/// One attempt at one scenario.
pub struct Attempt {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) setup: Setup,
    pub(crate) tick: u64,
    pub(crate) phase: Phase,
    pub(crate) world: World,
    pub(crate) watches: Watches,
    pub(crate) cards: VecDeque<Card>,
    /// Tick at which the front card opened.
    pub(crate) card_since: Option<u64>,
    pub(crate) outcome: Outcome,
    /// Held back while a consequence plays or the review is on.
    pub(crate) ending: Option<Ending>,
    pub(crate) effects: Vec<Effect>,
}

/// One watch per condition of the scenario, in file order.
pub(crate) struct Watches {
    pub appears: Vec<Watch>,
    pub ready: Vec<Watch>,
    pub done: Vec<Watch>,
    pub errors: Vec<Watch>,
    pub rows: Vec<(Watch, bool)>,
}

impl Attempt {
    /// An attempt before its first tick.
    pub fn new(scenario: Arc<Scenario>, setup: Setup) -> Self {
        let file = scenario.file();
        let watches = Watches {
            appears: file.hazards.iter().map(|h| Watch::new(&h.appears)).collect(),
            ready: file.steps.iter().map(|s| Watch::new(&s.from)).collect(),
            done: file.steps.iter().map(|s| Watch::new(&s.done)).collect(),
            errors: file.errors.iter().map(|e| Watch::new(&e.when)).collect(),
            rows: file.timeline.iter().map(|r| (Watch::new(&r.when), false)).collect(),
        };
        let parts = file.props.iter().flat_map(|p| &p.parts);
        let world = World {
            parts: parts.map(|p| (p.id.clone(), p.start_end().to_owned())).collect(),
            ..World::default()
        };
        let outcome = Outcome::at_start(&scenario);
        Self {
            setup,
            tick: 0,
            phase: Phase::Scene,
            world,
            watches,
            cards: VecDeque::new(),
            card_since: None,
            outcome,
            ending: None,
            effects: Vec::new(),
            scenario,
        }
    }

    /// Advances by one tick of 1/60 s with what happened in it, and returns what to show.
    /// Signals are taken in the order given. After the end nothing happens any more.
    pub fn tick(&mut self, signals: &[Signal]) -> &[Effect] {
        self.effects.clear();
        self.world.now.clear();
        if self.phase == Phase::Over {
            return &self.effects;
        }
        self.tick += 1;
        for signal in signals {
            // What comes after a stop, even in its tick, comes too late.
            if self.phase != Phase::Over {
                self.take(signal);
            }
        }
        match &self.phase {
            Phase::Scene if self.card().is_none() => self.scene(),
            Phase::Consequence { until, .. } if self.tick >= *until => self.after_scene(),
            Phase::Review => self.review(),
            _ => {}
        }
        self.open_next_card();
        &self.effects
    }

    /// The scenario being run.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What it was started with.
    pub fn setup(&self) -> Setup {
        self.setup
    }

    /// Ticks so far.
    pub fn ticks(&self) -> u64 {
        self.tick
    }

    /// Where in its course it is.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The card that is open.
    pub fn card(&self) -> Option<&Card> {
        self.cards.front().filter(|_| self.card_since.is_some())
    }

    /// True while scene time runs: in the scene, and no card is open.
    pub fn scene_runs(&self) -> bool {
        self.phase == Phase::Scene && self.card().is_none()
    }

    /// The facts so far.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The end at which a part stands, as far as the tape knows.
    pub fn part_end(&self, part: &anlan_scenario::PartId) -> Option<&str> {
        self.world.parts.get(part).map(String::as_str)
    }

    /// True if the event happened in the scene so far.
    pub fn did(&self, event: &Event) -> bool {
        self.world.ever.contains(event)
    }

    /// The choices before the trainee.
    pub fn offer(&self) -> &[ChoiceId] {
        &self.world.offer
    }

    /// True while the trainee is in the zone.
    pub fn is_in(&self, zone: &anlan_scenario::ZoneId) -> bool {
        self.world.zones.contains(zone)
    }

    fn take(&mut self, signal: &Signal) {
        match signal {
            Signal::Stopped { by } => self.stop(*by),
            Signal::Stalled { ms } => self.outcome.stalled_ms += u64::from(*ms),
            Signal::Answered { card, answer } => {
                if self.card().is_some_and(|c| c.id == *card && c.offers(answer)) {
                    self.answer(answer);
                }
            }
            Signal::Skipped { card } => {
                if self.card().is_some_and(|c| c.id == *card) {
                    self.close_card();
                }
            }
            _ if self.phase != Phase::Scene => {}
            // Behind an open card only the state of things goes on; nothing is done or seen.
            Signal::Did(event) if self.card().is_some() => self.keep_state(event),
            _ if self.card().is_some() => {}
            Signal::Saw { marker, ticks } => self.saw(marker, *ticks),
            Signal::Marked { on, marker } => self.mark(on, marker.as_ref()),
            // What is not on offer cannot be chosen.
            Signal::Did(Event::Chose(choice)) if !self.world.offer.contains(choice) => {}
            Signal::Did(event) => self.did_now(event),
            // Where colleagues stand is the stage's business until a condition asks for it.
            Signal::Arrived { .. } => {}
        }
    }

    fn did_now(&mut self, event: &Event) {
        self.keep_state(event);
        self.world.ever.insert(event.clone());
        self.world.now.push(event.clone());
    }

    fn keep_state(&mut self, event: &Event) {
        match event {
            Event::Moved(part, end) => {
                self.world.parts.insert(part.clone(), end.clone());
            }
            Event::Entered(zone) => {
                self.world.zones.insert(zone.clone());
            }
            Event::Left(zone) => {
                self.world.zones.remove(zone);
            }
            _ => {}
        }
    }

    fn saw(&mut self, marker: &MarkerId, ticks: u32) {
        let tick = self.world.scene_tick;
        match marker {
            MarkerId::Hazard(id) => {
                if let Some(life) = self.life(id).filter(|l| l.appeared.is_some()) {
                    // Looks are reported while they last: the first report came `ticks` later.
                    life.seen.get_or_insert(tick.saturating_sub(u64::from(ticks)));
                    life.longest_look = life.longest_look.max(ticks);
                }
            }
            MarkerId::LookAlike(id) => {
                if !self.outcome.look_alikes_seen.contains(id) {
                    self.outcome.look_alikes_seen.push(id.clone());
                }
            }
        }
    }

    fn life(&mut self, id: &HazardId) -> Option<&mut HazardLife> {
        self.outcome.hazards.iter_mut().find(|l| l.id == *id)
    }

    fn mark(&mut self, on: &Markable, marker: Option<&MarkerId>) {
        let verdict = self.judge_mark(on, marker);
        let tick = self.world.scene_tick;
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
                self.outcome.neutral_marks += 1;
                if self.outcome.neutral_marks > NEUTRAL_MARKS_FREE {
                    self.outcome.false_alarms.push((FalseAlarm::Neutral(on.clone()), tick));
                }
            }
            MarkVerdict::Again => {}
        }
        self.effects.push(Effect::Marked(verdict));
    }

    fn judge_mark(&self, on: &Markable, marker: Option<&MarkerId>) -> MarkVerdict {
        if let Some(MarkerId::LookAlike(id)) = marker {
            let is_new = |f: &(FalseAlarm, u64)| f.0 != FalseAlarm::LookAlike(id.clone());
            let is_new = self.outcome.false_alarms.iter().all(is_new);
            return if is_new { MarkVerdict::FalseAlarm(id.clone()) } else { MarkVerdict::Again };
        }
        let named = |h: &&anlan_scenario::Hazard| {
            marker == Some(&MarkerId::Hazard(h.id.clone())) || h.also.contains(on)
        };
        let mut meant = self.scenario.file().hazards.iter().filter(named).peekable();
        let known = meant.clone().any(|h| self.world.marked.contains(&h.id));
        let fresh = meant
            .find(|h| self.world.appeared.contains(&h.id) && !self.world.marked.contains(&h.id));
        match fresh {
            Some(hazard) => MarkVerdict::Hit(hazard.id.clone()),
            None if known => MarkVerdict::Again,
            None => MarkVerdict::Neutral,
        }
    }

    fn queue_cards(&mut self, id: &HazardId) {
        if let Some(hazard) = self.scenario.hazard(id) {
            let seed = self.setup.seed;
            self.cards.extend(Question::ALL.map(|question| Card::new(hazard, question, seed)));
        }
    }

    fn open_next_card(&mut self) {
        let may_open = matches!(self.phase, Phase::Scene | Phase::Review);
        if let Some(card) = self.cards.front().filter(|_| may_open && self.card_since.is_none()) {
            self.effects.push(Effect::CardOpened(card.clone()));
            self.card_since = Some(self.tick);
        }
    }

    fn answer(&mut self, answer: &crate::Answer) {
        let Some(card) = self.card() else { return };
        let CardId { hazard, question } = card.id.clone();
        let is_right = card.options.iter().any(|o| o.answer == *answer && o.is_right);
        let answered = AnsweredCard { question, answer: answer.clone(), is_right };
        if let Some(life) = self.life(&hazard) {
            life.answers.push(answered);
        }
        self.close_card();
    }

    fn close_card(&mut self) {
        self.cards.pop_front();
        self.card_since = None;
        self.effects.push(Effect::CardClosed);
    }

    pub(crate) fn after_scene(&mut self) {
        self.phase = Phase::Review;
        if self.setup.mode == Mode::Exam {
            let mut marked: Vec<_> = self
                .outcome
                .hazards
                .iter()
                .filter_map(|l| Some((l.marked?, l.id.clone())))
                .collect();
            marked.sort();
            marked.iter().for_each(|(_, id)| self.queue_cards(id));
        }
        self.effects.push(Effect::Review);
    }

    fn review(&mut self) {
        let limit = crate::TICKS_PER_S * REVIEW_CARD_S_MAX;
        if self.card_since.is_some_and(|since| self.tick - since >= limit) {
            self.close_card();
        }
        if self.cards.is_empty() {
            let ending = self.ending.take().unwrap_or(Ending::Finished);
            self.finish(ending);
        }
    }

    fn stop(&mut self, by: StoppedBy) {
        if self.phase != Phase::Over {
            self.finish(Ending::Stopped(by));
        }
    }

    fn finish(&mut self, ending: Ending) {
        if self.card().is_some() {
            self.effects.push(Effect::CardClosed);
        }
        self.cards.clear();
        self.card_since = None;
        self.phase = Phase::Over;
        self.outcome.ending = Some(ending.clone());
        self.effects.push(Effect::Ended(ending));
    }
}
