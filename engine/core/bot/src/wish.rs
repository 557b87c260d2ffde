//! From a condition to the next deed that brings it about.

use crate::deed::Deed;
use anlan_attempt::{Attempt, Signal};
use anlan_scenario::{Condition, Event};

/// The next deed toward `condition`; `None` if it holds already or only time can bring it.
pub(crate) fn toward(condition: &Condition, attempt: &Attempt) -> Option<Deed> {
    if holds(condition, attempt) {
        return None;
    }
    match condition {
        Condition::All(all) => all.iter().find_map(|c| toward(c, attempt)),
        // One way is enough: the first.
        Condition::Any(any) => any.first().and_then(|c| toward(c, attempt)),
        // Only what is on offer can be chosen; until then there is nothing to do.
        Condition::Did(Event::Chose(choice)) if !attempt.offer().contains(choice) => None,
        Condition::Did(event) | Condition::Recently(event, _) | Condition::Times(event, _) => {
            Some(deed(event))
        }
        Condition::DidWhile(event, inner) if holds(inner, attempt) => Some(deed(event)),
        Condition::DidWhile(_, inner)
        | Condition::Held(inner, _)
        | Condition::Once(inner)
        | Condition::Share(inner, ..) => toward(inner, attempt),
        Condition::Not(inner) => undo(inner),
        Condition::Controlled(id) => {
            let best = attempt.scenario().hazard(id)?.controlled.first()?;
            toward(&best.when, attempt)
        }
        present => state(present),
    }
}

/// The deed that makes the present so.
fn state(condition: &Condition) -> Option<Deed> {
    let done = |event| Some(Deed::Do(event));
    let told = |signal| Some(Deed::Tell(signal));
    match condition {
        Condition::Is(part, end) => Some(Deed::Operate { part: part.clone(), end: end.clone() }),
        Condition::In(zone) => Some(Deed::Enter(zone.clone())),
        Condition::HandIn(zone) => done(Event::HandEntered(zone.clone())),
        Condition::HeadIn(zone) => done(Event::HeadEntered(zone.clone())),
        Condition::Rests(item, socket) => done(Event::Placed(item.clone(), socket.clone())),
        Condition::Wears(item) => done(Event::PutOn(item.clone())),
        Condition::LooksAt(on) => told(Signal::Looked { on: on.clone(), is_on: true }),
        Condition::Near(to, metres) => {
            let within_cm = (metres * 100.0).round() as u32;
            told(Signal::CameNear { to: to.clone(), within_cm, is_near: true })
        }
        Condition::Slower(_) => told(Signal::Speed { km_per_h: 0 }),
        Condition::HeadBelow(metres) => told(Signal::Head { height_cm: (metres * 100.0) as u16 }),
        Condition::Compressions { rate_per_min, depth_mm, .. } => {
            let middle = |(low, high): (u16, u16)| low.midpoint(high);
            let (rate_per_min, depth_mm) = (middle(*rate_per_min), middle(*depth_mm));
            told(Signal::Compressed { rate_per_min, depth_mm })
        }
        _ => None,
    }
}

/// The deed that ends a state.
fn undo(condition: &Condition) -> Option<Deed> {
    let event = match condition {
        Condition::Rests(item, _) => Event::Taken(item.clone()),
        Condition::Wears(item) => Event::TookOff(item.clone()),
        Condition::HandIn(zone) => Event::HandLeft(zone.clone()),
        Condition::HeadIn(zone) => Event::HeadLeft(zone.clone()),
        _ => return None,
    };
    Some(Deed::Do(event))
}

/// What a trainee would take for true; an event done at the wrong time counts as done.
fn holds(condition: &Condition, attempt: &Attempt) -> bool {
    match condition {
        Condition::DidWhile(event, _) => attempt.did(event),
        Condition::Held(inner, _) | Condition::Once(inner) | Condition::Share(inner, ..) => {
            holds(inner, attempt)
        }
        Condition::All(all) => all.iter().all(|c| holds(c, attempt)),
        Condition::Any(any) => any.iter().any(|c| holds(c, attempt)),
        Condition::Not(inner) => !holds(inner, attempt),
        plain => attempt.is_so(plain),
    }
}

fn deed(event: &Event) -> Deed {
    match event {
        Event::Grabbed(part) => Deed::Operate { part: part.clone(), end: String::new() },
        Event::Moved(part, end) => Deed::Operate { part: part.clone(), end: end.clone() },
        Event::Said(phrase, to) => Deed::Say { phrase: phrase.clone(), to: to.clone() },
        Event::Announced(phrase) => Deed::Announce(phrase.clone()),
        Event::Called(line) => Deed::Call(line.clone()),
        Event::Chose(choice) => Deed::Choose(choice.clone()),
        Event::Entered(zone) => Deed::Enter(zone.clone()),
        // A step that asks for any call, or for leaving, is met on the way of another deed.
        Event::CalledAny | Event::Left(_) => Deed::Wait,
        other => Deed::Do(other.clone()),
    }
}
