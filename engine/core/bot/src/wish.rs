//! From a condition to the next deed that brings it about.

use crate::deed::Deed;
use anlan_attempt::{Attempt, ticks};
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
        Condition::Did(event) => Some(deed(event)),
        Condition::DidWhile(event, inner) if holds(inner, attempt) => Some(deed(event)),
        Condition::DidWhile(_, inner) | Condition::Held(inner, _) => toward(inner, attempt),
        Condition::Is(part, end) => Some(Deed::Operate { part: part.clone(), end: end.clone() }),
        Condition::In(zone) => Some(Deed::Enter(zone.clone())),
        _ => None,
    }
}

/// What a trainee would take for true; an event done at the wrong time counts as done.
fn holds(condition: &Condition, attempt: &Attempt) -> bool {
    let outcome = attempt.outcome();
    match condition {
        Condition::Start => true,
        Condition::At(seconds) => outcome.scene_ticks >= ticks(*seconds),
        Condition::Done(id) => outcome.steps.iter().any(|s| s.id == *id && s.done.is_some()),
        Condition::Appeared(id) => {
            outcome.hazards.iter().any(|h| h.id == *id && h.appeared.is_some())
        }
        Condition::Marked(id) => outcome.hazards.iter().any(|h| h.id == *id && h.marked.is_some()),
        Condition::Erred(id) => outcome.errors.iter().any(|(e, _)| e == id),
        Condition::Struck(_) | Condition::Ended { .. } => false,
        Condition::Did(event) | Condition::DidWhile(event, _) => attempt.did(event),
        Condition::Is(part, end) => attempt.part_end(part) == Some(end),
        Condition::In(zone) => attempt.is_in(zone),
        Condition::Held(inner, _) => holds(inner, attempt),
        Condition::All(all) => all.iter().all(|c| holds(c, attempt)),
        Condition::Any(any) => any.iter().any(|c| holds(c, attempt)),
        Condition::Not(inner) => !holds(inner, attempt),
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
    }
}
