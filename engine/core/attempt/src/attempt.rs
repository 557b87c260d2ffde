//! The run itself: one tick at a time, signals in, effects out.

use crate::card::Card;
use crate::effect::Effect;
use crate::mark::MarkerId;
use crate::outcome::*;
use crate::signal::{Ending, Mode, Signal, StoppedBy, Terms, Verdicts};
use crate::watch::Watch;
use crate::world::World;
use anlan_scenario::{
    ChoiceId, ConsequenceId, ControlLevel, CueTier, DepictionLevel, Event, HazardId, InjectId,
    Scenario, Variant,
};
use std::collections::VecDeque;
use std::sync::Arc;

/// Stalls, and changes of sight of one hazard, that are told one by one; later ones are not.
const TOLD_MAX: usize = 4096;

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
    pub(crate) terms: Terms,
    /// Answers that the open card has been given and asked again for.
    pub(crate) tries: u8,
    /// Brought in and not yet heeded.
    pub(crate) injects: VecDeque<InjectId>,
    /// Something happened since conditions were asked last.
    pub(crate) is_stirred: bool,
    /// Scene tick in which time alone may change an answer.
    pub(crate) wakes: u64,
}

/// One watch per condition of the scenario, in file order.
pub(crate) struct Watches {
    pub appears: Vec<Watch>,
    pub ready: Vec<Watch>,
    pub done: Vec<Watch>,
    pub errors: Vec<Watch>,
    pub rows: Vec<(Watch, bool)>,
    /// Per hazard.
    pub grows: Vec<Vec<(CueTier, Watch)>>,
    pub controlled: Vec<Vec<(ControlLevel, Watch)>>,
}

impl Attempt {
    /// An attempt before its first tick.
    pub fn new(scenario: Arc<Scenario>, setup: Setup) -> Self {
        let variant = Variant::draw(scenario.file(), setup.seed);
        let scenario = scenario.drawn(setup.seed);
        let file = scenario.file();
        let watches = Watches {
            appears: file.hazards.iter().map(|h| Watch::new(&h.appears)).collect(),
            ready: file.steps.iter().map(|s| Watch::new(&s.from)).collect(),
            done: file.steps.iter().map(|s| Watch::new(&s.done)).collect(),
            errors: file.errors.iter().map(|e| Watch::new(&e.when)).collect(),
            rows: file.timeline.iter().map(|r| (Watch::new(&r.when), false)).collect(),
            grows: file
                .hazards
                .iter()
                .map(|h| h.grows.iter().map(|c| (c.tier, Watch::new(&c.when))).collect())
                .collect(),
            controlled: file
                .hazards
                .iter()
                .map(|h| h.controlled.iter().map(|c| (c.level, Watch::new(&c.when))).collect())
                .collect(),
        };
        let world = World::at_start(file, variant);
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
            terms: Terms::default(),
            tries: 0,
            injects: VecDeque::new(),
            is_stirred: true,
            wakes: 0,
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
        // Looks, sight and stalls reach no condition.
        let is_quiet = |s: &Signal| {
            matches!(s, Signal::Saw { .. } | Signal::Occluded { .. } | Signal::Stalled { .. })
        };
        self.is_stirred |= !signals.iter().all(is_quiet);
        for signal in signals {
            // What comes after a stop, even in its tick, comes too late.
            if self.phase == Phase::Over {
                break;
            }
            if self.knows(signal) {
                self.take(signal);
            } else {
                self.outcome.ignored += 1;
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

    /// What the last tick brought about.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What was agreed before the turn.
    pub fn terms(&self) -> Terms {
        self.terms
    }

    /// True if a verdict is told as soon as it falls.
    pub fn tells_verdicts(&self) -> bool {
        match self.setup.mode {
            Mode::Guided => true,
            Mode::Practice => self.terms.verdicts == Verdicts::AtOnce,
            Mode::Demo | Mode::Exam => false,
        }
    }

    /// How near to a consequence the trainee is shown to be: as chosen, or where it is not made
    /// for that, the next milder way, or the mildest there is. `None` if it has one way only.
    pub fn depiction(&self, id: &ConsequenceId) -> Option<DepictionLevel> {
        let mut levels = self.scenario.consequence(id)?.levels.clone();
        levels.sort();
        let milder = levels.iter().find(|l| **l >= self.terms.depiction);
        milder.or(levels.last()).copied()
    }

    /// The scenario being run, as the seed drew it.
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
        self.world.ever.contains_key(event)
    }

    /// The choices before the trainee.
    pub fn offer(&self) -> &[ChoiceId] {
        &self.world.offer
    }

    /// True while the trainee is in the zone.
    pub fn is_in(&self, zone: &anlan_scenario::ZoneId) -> bool {
        self.world.zones.contains(zone)
    }

    /// True if a condition without a memory of its own holds now; those that remember (`Held`,
    /// `DidWhile`, …) are the scene's to ask.
    pub fn is_so(&self, condition: &anlan_scenario::Condition) -> bool {
        crate::watch::plain_holds(condition, &self.world)
    }

    fn take(&mut self, signal: &Signal) {
        match signal {
            Signal::Stopped { by } => self.stop(*by),
            Signal::Stalled { ms } => self.stalled(*ms),
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
            Signal::Agreed(terms) if self.tick == 1 => self.terms = *terms,
            Signal::Unshown { hazard } if self.tick == 1 => {
                self.life(hazard).into_iter().for_each(|life| life.is_unshown = true);
            }
            Signal::Agreed(_) | Signal::Unshown { .. } => self.outcome.ignored += 1,
            _ if self.phase != Phase::Scene => {}
            Signal::Injected { id } => self.inject(id),
            Signal::Occluded { marker, is_occluded } => self.occluded(marker, *is_occluded),
            // Behind an open card only the state of things goes on; nothing is done or seen.
            Signal::Did(event) if self.card().is_some() => self.world.keep_state(event),
            signal if self.world.stands(signal) => {}
            _ if self.card().is_some() => {}
            Signal::Saw { marker, ticks } => self.saw(marker, *ticks),
            Signal::Marked { on, marker } => self.mark(on, marker.as_ref()),
            Signal::Compressed { rate_per_min, depth_mm } => {
                self.world.compressed(*rate_per_min, *depth_mm);
            }
            // What is not on offer cannot be chosen.
            Signal::Did(Event::Chose(choice)) if !self.world.offer.contains(choice) => {}
            Signal::Did(event) => self.world.happened(event),
            // How things stand was taken above.
            _ => {}
        }
    }

    fn stalled(&mut self, ms: u32) {
        self.outcome.stalled_ms += u64::from(ms);
        if self.phase == Phase::Scene && self.outcome.stalls.len() < TOLD_MAX {
            self.outcome.stalls.push((self.world.scene_tick, ms));
        }
    }

    fn occluded(&mut self, marker: &MarkerId, is_occluded: bool) {
        let tick = self.world.scene_tick;
        let MarkerId::Hazard(id) = marker else { return };
        if let Some(life) = self.life(id)
            && life.occlusions.len() < TOLD_MAX
        {
            life.occlusions.push((tick, is_occluded));
        }
    }

    fn inject(&mut self, id: &InjectId) {
        if self.world.injected.contains(id) || self.injects.contains(id) {
            self.outcome.ignored += 1;
        } else {
            self.injects.push_back(id.clone());
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

    pub(crate) fn life(&mut self, id: &HazardId) -> Option<&mut HazardLife> {
        self.outcome.hazards.iter_mut().find(|l| l.id == *id)
    }

    fn stop(&mut self, by: StoppedBy) {
        if self.phase != Phase::Over {
            self.finish(Ending::Stopped(by));
        }
    }

    pub(crate) fn finish(&mut self, ending: Ending) {
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
