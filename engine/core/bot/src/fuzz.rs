//! The fuzzer's deeds: anything that a scenario has names for, at any time, by seed.

use crate::deed::Deed;
use anlan_attempt::{Attempt, CardId, MarkerId, Question, Signal};
use anlan_scenario::{Chance, Event, Markable, ScenarioFile};

/// Ticks of the longest look, and other numbers of signals.
const NUMBER_MAX: usize = 4000;

/// Any deed.
pub(crate) fn deed(attempt: &Attempt, chance: &mut Chance) -> Deed {
    if let Some(card) = attempt.card() {
        let answer = &card.options[chance.below(card.options.len())].answer;
        return match chance.below(4) {
            0 => Deed::Skip(card.id.clone()),
            1 => Deed::Answer { card: other(card.id.clone()), answer: answer.clone() },
            _ => Deed::Answer { card: card.id.clone(), answer: answer.clone() },
        };
    }
    let file = attempt.scenario().file();
    match chance.below(8) {
        0 => Deed::Wait,
        1 | 2 => mark(file, chance),
        3 => Deed::Tell(told(file, chance)),
        4 => walk(file, chance),
        5 => operate(file, chance),
        6 => talk(file, chance),
        _ => happen(file, chance),
    }
}

/// The card of the same hazard that asks something else.
fn other(mut card: CardId) -> CardId {
    let is_factor = card.question == Question::Factor;
    card.question = if is_factor { Question::Control } else { Question::Factor };
    card
}

fn pick<'a, T>(items: &'a [T], chance: &mut Chance) -> Option<&'a T> {
    items.get(chance.below(items.len()))
}

fn marker(file: &ScenarioFile, chance: &mut Chance) -> Option<MarkerId> {
    if chance.below(3) == 0 {
        return Some(MarkerId::LookAlike(pick(&file.look_alikes, chance)?.id.clone()));
    }
    Some(MarkerId::Hazard(pick(&file.hazards, chance)?.id.clone()))
}

fn thing(file: &ScenarioFile, chance: &mut Chance) -> Option<Markable> {
    if chance.below(4) == 0 {
        return Some(Markable::Agent(pick(&file.agents, chance)?.id.clone()));
    }
    Some(Markable::Prop(pick(&file.props, chance)?.id.clone()))
}

fn mark(file: &ScenarioFile, chance: &mut Chance) -> Deed {
    let marker = marker(file, chance).filter(|_| chance.below(3) > 0);
    thing(file, chance).map_or(Deed::Wait, |on| Deed::Mark { on, marker })
}

fn told(file: &ScenarioFile, chance: &mut Chance) -> Signal {
    let number = chance.below(NUMBER_MAX);
    let is_so = number.is_multiple_of(2);
    match (chance.below(6), marker(file, chance), thing(file, chance)) {
        (0, Some(marker), _) => Signal::Saw { marker, ticks: number as u32 },
        (1, Some(marker), _) => Signal::Occluded { marker, is_occluded: is_so },
        (2, _, Some(on)) => Signal::Looked { on, is_on: is_so },
        (3, _, Some(to)) => Signal::CameNear { to, within_cm: number as u32, is_near: is_so },
        (4, ..) => Signal::Compressed {
            rate_per_min: (number % 200) as u16,
            depth_mm: (number % 80) as u16,
        },
        _ => Signal::Head { height_cm: (number % 220) as u16 },
    }
}

fn walk(file: &ScenarioFile, chance: &mut Chance) -> Deed {
    match (pick(&file.zones, chance), pick(&file.spots, chance)) {
        (Some(zone), _) if chance.below(2) == 0 => Deed::Enter(zone.id.clone()),
        (_, Some(spot)) => Deed::Visit(spot.id.clone()),
        _ => Deed::Wait,
    }
}

fn operate(file: &ScenarioFile, chance: &mut Chance) -> Deed {
    let parts: Vec<_> = file.props.iter().flat_map(|p| &p.parts).collect();
    let Some(part) = pick(&parts, chance) else { return Deed::Wait };
    let end = [&part.ends.0, &part.ends.1][chance.below(2)];
    Deed::Operate { part: part.id.clone(), end: end.clone() }
}

fn talk(file: &ScenarioFile, chance: &mut Chance) -> Deed {
    let phrase = pick(&file.phrases, chance);
    let (agent, line) = (pick(&file.agents, chance), pick(&file.calls, chance));
    match (chance.below(3), phrase, agent, line) {
        (0, Some(phrase), Some(agent), _) if !phrase.to_all => {
            Deed::Say { phrase: phrase.id.clone(), to: agent.id.clone() }
        }
        (1, Some(phrase), ..) if phrase.to_all => Deed::Announce(phrase.id.clone()),
        (2, _, _, Some(line)) => Deed::Call(line.clone()),
        _ => pick(&file.choices, chance).map_or(Deed::Wait, |c| Deed::Choose(c.clone())),
    }
}

fn happen(file: &ScenarioFile, chance: &mut Chance) -> Deed {
    let (item, socket) = (pick(&file.items, chance), pick(&file.sockets, chance));
    let zone = pick(&file.zones, chance).map(|z| z.id.clone());
    let event = match (chance.below(6), item.map(|i| i.id.clone()), zone) {
        (0, Some(item), _) => Event::Taken(item),
        (1, Some(item), _) => Event::PutOn(item),
        (2, Some(item), _) => match socket {
            Some(socket) => Event::Placed(item, socket.id.clone()),
            None => Event::Used(item, None),
        },
        (3, _, Some(zone)) => Event::HandEntered(zone),
        (4, _, Some(zone)) => Event::Left(zone),
        _ => Event::Breathed,
    };
    Deed::Do(event)
}
