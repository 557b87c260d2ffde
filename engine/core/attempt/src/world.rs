//! What conditions can see of an attempt, and how signals and events change it.

use crate::signal::Signal;
use anlan_scenario::*;
use std::collections::{BTreeMap, BTreeSet};

/// Compressions that are remembered; a scene has no time for more.
const COMPRESSIONS_MAX: usize = 4096;

/// How an event has happened so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Scene tick in which conditions first saw the last one.
    pub last: u64,
    pub times: u16,
}

/// What conditions can see of an attempt.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub scene_tick: u64,
    /// Events of this tick, and of all ticks so far.
    pub now: Vec<Event>,
    pub ever: BTreeMap<Event, Told>,
    /// The end at which each part stands or last stood.
    pub parts: BTreeMap<PartId, String>,
    pub zones: BTreeSet<ZoneId>,
    pub hands: BTreeSet<ZoneId>,
    pub heads: BTreeSet<ZoneId>,
    pub looks: BTreeSet<Markable>,
    /// With the distance in centimetres.
    pub near: BTreeSet<(Markable, u32)>,
    pub rests: BTreeMap<ItemId, SocketId>,
    pub wears: BTreeSet<ItemId>,
    pub km_per_h: u8,
    pub head_cm: Option<u16>,
    pub moving: BTreeSet<AgentId>,
    pub arrived: BTreeSet<(AgentId, SpotId)>,
    /// Rate per minute and depth in millimetres.
    pub compressions: Vec<(u16, u16)>,
    pub injected: BTreeSet<InjectId>,
    pub absent: BTreeSet<HazardId>,
    pub controlled: BTreeSet<HazardId>,
    pub done: BTreeSet<StepId>,
    pub appeared: BTreeSet<HazardId>,
    pub marked: BTreeSet<HazardId>,
    pub erred: BTreeSet<ErrorId>,
    pub blocked: BTreeSet<StepId>,
    pub struck: BTreeSet<ConsequenceId>,
    /// The choices before the trainee.
    pub offer: Vec<ChoiceId>,
    /// Set once the scene is over: true if it ended safely.
    pub ended: Option<bool>,
}

impl World {
    pub fn at_start(file: &ScenarioFile, variant: Variant) -> Self {
        let parts = file.props.iter().flat_map(|p| &p.parts);
        let resting = file.items.iter().filter_map(|i| Some((i.id.clone(), i.rests.clone()?)));
        let worn = file.items.iter().filter(|i| i.is_worn);
        Self {
            parts: parts.map(|p| (p.id.clone(), p.start_end().to_owned())).collect(),
            rests: resting.collect(),
            wears: worn.map(|i| i.id.clone()).collect(),
            absent: variant.absent.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Takes an event down; conditions see it in the tick of the scene that follows.
    pub fn happened(&mut self, event: &Event) {
        self.keep_state(event);
        self.count(event);
        if matches!(event, Event::Called(_)) {
            self.count(&Event::CalledAny);
        }
        self.now.push(event.clone());
    }

    fn count(&mut self, event: &Event) {
        let last = self.scene_tick + 1;
        let told = self.ever.entry(event.clone()).or_insert(Told { last, times: 0 });
        *told = Told { last, times: told.times.saturating_add(1) };
    }

    /// What an event leaves behind, even when nothing counts as done.
    pub fn keep_state(&mut self, event: &Event) {
        match event {
            Event::Moved(part, end) => {
                self.parts.insert(part.clone(), end.clone());
            }
            Event::Entered(zone) => toggle(&mut self.zones, zone.clone(), true),
            Event::Left(zone) => toggle(&mut self.zones, zone.clone(), false),
            Event::HandEntered(zone) => toggle(&mut self.hands, zone.clone(), true),
            Event::HandLeft(zone) => toggle(&mut self.hands, zone.clone(), false),
            Event::HeadEntered(zone) => toggle(&mut self.heads, zone.clone(), true),
            Event::HeadLeft(zone) => toggle(&mut self.heads, zone.clone(), false),
            Event::Taken(item) => {
                self.rests.remove(item);
            }
            Event::Placed(item, socket) => {
                self.rests.insert(item.clone(), socket.clone());
            }
            Event::PutOn(item) => {
                self.rests.remove(item);
                toggle(&mut self.wears, item.clone(), true);
            }
            Event::TookOff(item) => toggle(&mut self.wears, item.clone(), false),
            _ => {}
        }
    }

    /// Takes a signal that tells how things stand; false if it is of another kind.
    pub fn stands(&mut self, signal: &Signal) -> bool {
        match signal {
            Signal::Looked { on, is_on } => toggle(&mut self.looks, on.clone(), *is_on),
            Signal::CameNear { to, within_cm, is_near } => {
                toggle(&mut self.near, (to.clone(), *within_cm), *is_near);
            }
            Signal::Speed { km_per_h } => self.km_per_h = *km_per_h,
            Signal::Head { height_cm } => self.head_cm = Some(*height_cm),
            Signal::Arrived { agent, spot } => {
                self.moving.remove(agent);
                self.arrived.insert((agent.clone(), spot.clone()));
            }
            _ => return false,
        }
        true
    }

    pub fn compressed(&mut self, rate_per_min: u16, depth_mm: u16) {
        if self.compressions.len() < COMPRESSIONS_MAX {
            self.compressions.push((rate_per_min, depth_mm));
        }
        self.happened(&Event::Compressed);
    }

    /// What the scene does by itself and conditions can see.
    pub fn heed(&mut self, effect: &Effect) {
        match effect {
            Effect::Offer(choices) => self.offer.clone_from(choices),
            Effect::Set(part, end) => {
                self.parts.insert(part.clone(), end.clone());
            }
            Effect::Go(agent, _) => {
                self.moving.insert(agent.clone());
            }
            _ => {}
        }
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T, is_in: bool) {
    if is_in {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}
