//! Conditions with their memory: a watch is asked once or more per tick, answers whether its
//! condition holds, and knows when time alone could next change the answer.

use crate::world::World;
use anlan_scenario::*;
use std::collections::VecDeque;

/// A condition of the scenario with what it has to remember.
#[derive(Clone, Debug)]
pub(crate) enum Watch {
    Plain(Condition),
    DidWhile { event: Event, inner: Box<Watch>, is_latched: bool },
    Held { inner: Box<Watch>, ticks: u64, since: Option<u64> },
    All(Vec<Watch>),
    Any(Vec<Watch>),
    Not(Box<Watch>),
    Once { inner: Box<Watch>, is_latched: bool },
    Share { inner: Box<Watch>, share: f32, window: Window },
}

/// The last so many ticks of a condition.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    ticks: usize,
    held: VecDeque<bool>,
    count: usize,
    /// The scene tick of the last entry.
    at: u64,
}

impl Window {
    fn note(&mut self, tick: u64, holds: bool) {
        // Asked again in the same tick, the later answer counts.
        if self.at == tick && self.held.pop_back() == Some(true) {
            self.count -= 1;
        }
        self.at = tick;
        self.held.push_back(holds);
        self.count += usize::from(holds);
        if self.held.len() > self.ticks && self.held.pop_front() == Some(true) {
            self.count -= 1;
        }
    }
}

impl Watch {
    pub fn new(condition: &Condition) -> Self {
        let all = |list: &[Condition]| list.iter().map(Self::new).collect();
        let boxed = |inner: &Condition| Box::new(Self::new(inner));
        match condition {
            Condition::DidWhile(event, inner) => {
                Self::DidWhile { event: event.clone(), inner: boxed(inner), is_latched: false }
            }
            Condition::Held(inner, seconds) => {
                Self::Held { inner: boxed(inner), ticks: crate::ticks(*seconds), since: None }
            }
            Condition::All(list) => Self::All(all(list)),
            Condition::Any(list) => Self::Any(all(list)),
            Condition::Not(inner) => Self::Not(boxed(inner)),
            Condition::Once(inner) => Self::Once { inner: boxed(inner), is_latched: false },
            Condition::Share(inner, share, seconds) => {
                let ticks = crate::ticks(*seconds).max(1) as usize;
                let window = Window { ticks, held: VecDeque::new(), count: 0, at: 0 };
                Self::Share { inner: boxed(inner), share: *share, window }
            }
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
            Self::Once { inner, is_latched } => {
                *is_latched |= inner.holds(world);
                *is_latched
            }
            Self::Share { inner, share, window } => {
                window.note(world.scene_tick, inner.holds(world));
                let is_full = window.held.len() == window.ticks;
                is_full && window.count as f32 >= *share * window.ticks as f32
            }
        }
    }

    /// The next scene tick in which the answer could change though nothing happens.
    pub fn wakes(&self, world: &World) -> u64 {
        let later = |tick: u64| if tick > world.scene_tick { tick } else { u64::MAX };
        match self {
            Self::Plain(Condition::At(seconds)) => later(crate::ticks(*seconds)),
            Self::Plain(Condition::Recently(event, seconds)) => world
                .ever
                .get(event)
                .map_or(u64::MAX, |told| later(told.last + crate::ticks(*seconds) + 1)),
            Self::Plain(_) => u64::MAX,
            Self::DidWhile { inner, .. } | Self::Not(inner) | Self::Once { inner, .. } => {
                inner.wakes(world)
            }
            Self::Held { inner, ticks, since } => {
                let due = since.map_or(u64::MAX, |since| later(since + *ticks));
                due.min(inner.wakes(world))
            }
            Self::All(list) | Self::Any(list) => {
                list.iter().map(|w| w.wakes(world)).min().unwrap_or(u64::MAX)
            }
            // Its window moves with every tick.
            Self::Share { .. } => world.scene_tick + 1,
        }
    }
}

fn happened<'a>(event: &Event, mut events: impl Iterator<Item = &'a Event>) -> bool {
    events.any(|e| match event {
        Event::CalledAny => matches!(e, Event::Called(_)),
        event => e == event,
    })
}

/// Whether a condition without memory holds; false for every other.
pub(crate) fn plain_holds(condition: &Condition, world: &World) -> bool {
    match condition {
        Condition::Start => true,
        Condition::At(seconds) => world.scene_tick >= crate::ticks(*seconds),
        Condition::Done(id) => world.done.contains(id),
        Condition::Appeared(id) => world.appeared.contains(id),
        Condition::Marked(id) => world.marked.contains(id),
        Condition::Erred(id) => world.erred.contains(id),
        Condition::Struck(id) => world.struck.contains(id),
        Condition::Ended { safe } => world.ended == Some(*safe),
        Condition::Did(event) => world.ever.contains_key(event),
        Condition::Is(part, end) => world.parts.get(part).is_some_and(|at| at == end),
        Condition::In(zone) => world.zones.contains(zone),
        Condition::LooksAt(on) => world.looks.contains(on),
        Condition::Near(to, metres) => world.near.contains(&(to.clone(), centimetres(*metres))),
        Condition::HandIn(zone) => world.hands.contains(zone),
        Condition::HeadIn(zone) => world.heads.contains(zone),
        Condition::Rests(item, socket) => world.rests.get(item) == Some(socket),
        Condition::Wears(item) => world.wears.contains(item),
        Condition::Slower(km_per_h) => f32::from(world.km_per_h) <= *km_per_h,
        Condition::HeadBelow(metres) => {
            world.head_cm.is_some_and(|cm| u32::from(cm) <= centimetres(*metres))
        }
        Condition::Moving(agent) => world.moving.contains(agent),
        Condition::Arrived(agent, spot) => world.arrived.contains(&(agent.clone(), spot.clone())),
        Condition::Injected(id) => world.injected.contains(id),
        Condition::Real(id) => !world.absent.contains(id),
        Condition::Controlled(id) => world.controlled.contains(id),
        Condition::Recently(event, seconds) => world
            .ever
            .get(event)
            .is_some_and(|told| world.scene_tick <= told.last + crate::ticks(*seconds)),
        Condition::Times(event, count) => {
            world.ever.get(event).is_some_and(|told| told.times >= *count)
        }
        Condition::Compressions { count, rate_per_min, depth_mm } => {
            let within = |value: u16, range: (u16, u16)| (range.0..=range.1).contains(&value);
            let is_good = |(rate, depth): &&(u16, u16)| {
                within(*rate, *rate_per_min) && within(*depth, *depth_mm)
            };
            world.compressions.iter().filter(is_good).count() >= usize::from(*count)
        }
        // The rest are watches of their own.
        Condition::DidWhile(..)
        | Condition::Held(..)
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Once(_)
        | Condition::Share(..) => false,
    }
}

/// Whole centimetres of a number of metres.
fn centimetres(metres: f32) -> u32 {
    (metres * 100.0).round().max(0.0) as u32
}
