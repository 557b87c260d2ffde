//! Signals that name what a scenario does not have: they are set aside and counted, so that
//! nothing of them reaches a condition or a score.

use crate::attempt::Attempt;
use crate::card::CardId;
use crate::mark::MarkerId;
use crate::signal::Signal;
use anlan_scenario::{Event, ItemId, Markable, PartId, Scenario, SocketId, ZoneId};

impl Attempt {
    /// True if everything that the signal names is in the scenario.
    pub(crate) fn knows(&self, signal: &Signal) -> bool {
        let names = Names(&self.scenario);
        let file = self.scenario.file();
        match signal {
            Signal::Saw { marker, .. } | Signal::Occluded { marker, .. } => names.marker(marker),
            Signal::Marked { on, marker } => {
                names.thing(on) && marker.as_ref().is_none_or(|m| names.marker(m))
            }
            Signal::Did(event) => names.event(event),
            Signal::Answered { card: CardId { hazard, .. }, .. }
            | Signal::Skipped { card: CardId { hazard, .. } } => {
                self.scenario.hazard(hazard).is_some()
            }
            Signal::Arrived { agent, spot } => {
                self.scenario.agent(agent).is_some() && self.scenario.spot(spot).is_some()
            }
            Signal::Unshown { hazard } => self.scenario.hazard(hazard).is_some(),
            Signal::Looked { on, .. } | Signal::CameNear { to: on, .. } => names.thing(on),
            Signal::Injected { id } => file.injects.iter().any(|i| i.id == *id),
            Signal::Stalled { .. }
            | Signal::Stopped { .. }
            | Signal::Speed { .. }
            | Signal::Head { .. }
            | Signal::Compressed { .. }
            | Signal::Agreed(_) => true,
        }
    }
}

/// The names of a scenario.
struct Names<'a>(&'a Scenario);

impl Names<'_> {
    fn marker(&self, marker: &MarkerId) -> bool {
        match marker {
            MarkerId::Hazard(id) => self.0.hazard(id).is_some(),
            MarkerId::LookAlike(id) => self.0.file().look_alikes.iter().any(|d| d.id == *id),
        }
    }

    fn thing(&self, on: &Markable) -> bool {
        match on {
            Markable::Prop(id) => self.0.file().props.iter().any(|p| p.id == *id),
            Markable::Agent(id) => self.0.agent(id).is_some(),
        }
    }

    fn part(&self, id: &PartId, end: Option<&str>) -> bool {
        let known = self.0.part(id).map(|(_, part)| &part.ends);
        known.is_some_and(|(a, b)| end.is_none_or(|end| end == a || end == b))
    }

    fn item(&self, id: &ItemId) -> bool {
        self.0.file().items.iter().any(|i| i.id == *id)
    }

    fn socket(&self, id: &SocketId) -> bool {
        self.0.file().sockets.iter().any(|s| s.id == *id)
    }

    fn zone(&self, id: &ZoneId) -> bool {
        self.0.zone(id).is_some()
    }

    fn event(&self, event: &Event) -> bool {
        let file = self.0.file();
        match event {
            Event::Grabbed(part) | Event::MovedFast(part) => self.part(part, None),
            Event::Moved(part, end) => self.part(part, Some(end)),
            Event::Said(phrase, agent) => {
                file.phrases.iter().any(|p| p.id == *phrase) && self.0.agent(agent).is_some()
            }
            Event::Announced(phrase) => file.phrases.iter().any(|p| p.id == *phrase),
            Event::Called(line) => file.calls.contains(line),
            Event::Chose(choice) => file.choices.contains(choice),
            Event::Entered(zone)
            | Event::Left(zone)
            | Event::HandEntered(zone)
            | Event::HandLeft(zone)
            | Event::HeadEntered(zone)
            | Event::HeadLeft(zone) => self.zone(zone),
            Event::Gestured(id) => file.gestures.contains(id),
            Event::Pointed(on) | Event::Touched(on) => self.thing(on),
            Event::Taken(id) | Event::PutOn(id) | Event::TookOff(id) => self.item(id),
            Event::Placed(item, socket) => self.item(item) && self.socket(socket),
            Event::Used(item, socket) => {
                self.item(item) && socket.as_ref().is_none_or(|s| self.socket(s))
            }
            Event::CalledAny | Event::RodeOff | Event::Compressed | Event::Breathed => true,
        }
    }
}
