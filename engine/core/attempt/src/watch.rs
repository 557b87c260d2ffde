//! Conditions with their memory: a watch is asked once or more per tick and answers whether its
//! condition holds.

use anlan_scenario::*;
use std::collections::{BTreeMap, BTreeSet};

/// What conditions can see of an attempt.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub scene_tick: u64,
    /// Events of this tick, and of all ticks so far.
    pub now: Vec<Event>,
    pub ever: BTreeSet<Event>,
    /// The end at which each part stands or last stood.
    pub parts: BTreeMap<PartId, String>,
    pub zones: BTreeSet<ZoneId>,
    pub done: BTreeSet<StepId>,
    pub appeared: BTreeSet<HazardId>,
    pub marked: BTreeSet<HazardId>,
    pub erred: BTreeSet<ErrorId>,
    pub struck: BTreeSet<ConsequenceId>,
    /// The choices before the trainee.
    pub offer: Vec<ChoiceId>,
    /// Set once the scene is over: true if it ended safely.
    pub ended: Option<bool>,
}

/// A condition of the scenario with what it has to remember.
#[derive(Clone, Debug)]
pub(crate) enum Watch {
    Plain(Condition),
    DidWhile { event: Event, inner: Box<Watch>, is_latched: bool },
    Held { inner: Box<Watch>, ticks: u64, since: Option<u64> },
    All(Vec<Watch>),
    Any(Vec<Watch>),
    Not(Box<Watch>),
}

impl Watch {
    pub fn new(condition: &Condition) -> Self {
        let all = |list: &[Condition]| list.iter().map(Self::new).collect();
        match condition {
            Condition::DidWhile(event, inner) => Self::DidWhile {
                event: event.clone(),
                inner: Box::new(Self::new(inner)),
                is_latched: false,
            },
            Condition::Held(inner, seconds) => Self::Held {
                inner: Box::new(Self::new(inner)),
                ticks: crate::ticks(*seconds),
                since: None,
            },
            Condition::All(list) => Self::All(all(list)),
            Condition::Any(list) => Self::Any(all(list)),
            Condition::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            plain => Self::Plain(plain.clone()),
        }
    }

    /// True if the condition holds now. Every inner watch is asked, so that none forgets.
    #[expect(clippy::unnecessary_fold, reason = "`all` and `any` stop asking early")]
    pub fn holds(&mut self, world: &World) -> bool {
        match self {
            Self::Plain(condition) => plain_holds(condition, world),
            Self::DidWhile { event, inner, is_latched } => {
                let holds = inner.holds(world);
                *is_latched |= holds && happened(event, world.now.iter());
                *is_latched
            }
            Self::Held { inner, ticks, since } => {
                if !inner.holds(world) {
                    *since = None;
                    return false;
                }
                world.scene_tick - *since.get_or_insert(world.scene_tick) >= *ticks
            }
            Self::All(all) => all.iter_mut().fold(true, |so_far, w| w.holds(world) && so_far),
            Self::Any(any) => any.iter_mut().fold(false, |so_far, w| w.holds(world) || so_far),
            Self::Not(inner) => !inner.holds(world),
        }
    }
}

fn happened<'a>(event: &Event, mut events: impl Iterator<Item = &'a Event>) -> bool {
    events.any(|e| match event {
        Event::CalledAny => matches!(e, Event::Called(_)),
        event => e == event,
    })
}

fn plain_holds(condition: &Condition, world: &World) -> bool {
    match condition {
        Condition::Start => true,
        Condition::At(seconds) => world.scene_tick >= crate::ticks(*seconds),
        Condition::Done(id) => world.done.contains(id),
        Condition::Appeared(id) => world.appeared.contains(id),
        Condition::Marked(id) => world.marked.contains(id),
        Condition::Erred(id) => world.erred.contains(id),
        Condition::Struck(id) => world.struck.contains(id),
        Condition::Ended { safe } => world.ended == Some(*safe),
        Condition::Did(Event::CalledAny) => happened(&Event::CalledAny, world.ever.iter()),
        Condition::Did(event) => world.ever.contains(event),
        Condition::Is(part, end) => world.parts.get(part).is_some_and(|at| at == end),
        Condition::In(zone) => world.zones.contains(zone),
        // The rest are watches of their own.
        Condition::DidWhile(..)
        | Condition::Held(..)
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_) => false,
    }
}
