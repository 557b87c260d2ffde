//! From a condition to the next deed that brings it about.

use crate::deed::Deed;
use anlan_attempt::Attempt;
use anlan_scenario::{Condition, Event};

/// The next deed toward `condition`; `None` if it holds already or only time can bring it.
pub(crate) fn toward(condition: &Condition, attempt: &Attempt) -> Option<Deed> {
    match condition {
        Condition::All(all) => all.iter().find_map(|c| toward(c, attempt)),
        // One way is enough: the first.
        Condition::Any(any) => any.first().and_then(|c| toward(c, attempt)),
        Condition::Did(event) if !attempt.did(event) => Some(deed(event)),
        Condition::DidWhile(event, inner) if !attempt.did(event) => {
            toward(inner, attempt).or_else(|| Some(deed(event)))
        }
        Condition::Is(part, end) if attempt.part_end(part) != Some(end) => {
            Some(Deed::Operate { part: part.clone(), end: end.clone() })
        }
        Condition::In(zone) if !attempt.is_in(zone) => Some(Deed::Enter(zone.clone())),
        Condition::Held(inner, _) => toward(inner, attempt),
        _ => None,
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
