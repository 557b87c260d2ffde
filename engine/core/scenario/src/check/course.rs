//! Checking what gives a scene its course: items, injects, cues, twins, draws, and the words of
//! conditions and events that ask for them.

use super::Check;
use crate::condition::{Condition, Event};
use crate::course::{DepictionLevel, Twin};
use crate::file::*;
use crate::id::HazardId;
use std::collections::BTreeSet;

/// A wrongly answered card is asked again this often at most.
const RETRIES_MAX: u8 = 2;
/// More presses of a chest than any scene has time for.
const COMPRESSIONS_MAX: u16 = 600;

impl Check<'_> {
    /// Conditions that follow the present, and those made of others.
    pub(super) fn present(&mut self, path: &str, condition: &Condition) {
        let f = self.file;
        match condition {
            Condition::LooksAt(on) => self.markable(path.into(), on),
            Condition::Near(on, metres) => {
                self.markable(path.into(), on);
                self.range(path.into(), "the distance in metres", *metres, 0.1..=100.0);
            }
            Condition::HandIn(id) | Condition::HeadIn(id) => {
                self.known(path, "zone", id, f.zones.iter().map(|z| &z.id));
            }
            Condition::Rests(item, socket) => {
                self.known(path, "item", item, f.items.iter().map(|i| &i.id));
                self.known(path, "socket", socket, f.sockets.iter().map(|s| &s.id));
            }
            Condition::Wears(item) => {
                self.known(path, "item", item, f.items.iter().map(|i| &i.id));
            }
            Condition::Slower(speed) => {
                self.range(path.into(), "the speed in km/h", *speed, 0.0..=120.0);
            }
            Condition::HeadBelow(metres) => {
                self.range(path.into(), "the height in metres", *metres, 0.1..=2.5);
            }
            Condition::Moving(agent) => self.known_agent(path.into(), agent),
            Condition::Arrived(agent, spot) => {
                self.known_agent(path.into(), agent);
                self.known_spot(path.into(), spot);
            }
            Condition::Injected(id) => {
                self.known(path, "inject", id, f.injects.iter().map(|i| &i.id));
            }
            Condition::Real(id) | Condition::Controlled(id) => {
                self.known(path, "hazard", id, f.hazards.iter().map(|h| &h.id));
            }
            Condition::Recently(event, s) => {
                self.event(path, event);
                self.range(path.into(), "the time in seconds", *s, 0.0..=f.duration_s);
            }
            Condition::Times(event, count) => {
                self.event(path, event);
                self.range(path.into(), "the number of times", *count, 1..=u16::MAX);
            }
            Condition::Share(_, share, s) => {
                self.range(path.into(), "the share", *share, 0.01..=1.0);
                self.range(path.into(), "the time in seconds", *s, 0.1..=f.duration_s);
            }
            Condition::Compressions { count, rate_per_min, depth_mm } => {
                self.range(path.into(), "the number of times", *count, 1..=COMPRESSIONS_MAX);
                for (what, (low, high)) in [("rate", rate_per_min), ("depth", depth_mm)] {
                    if low > high {
                        self.finding(path, format!("the {what} runs from {low} down to {high}"));
                    }
                }
            }
            _ => {}
        }
    }

    /// Events of hands, items and vehicles.
    pub(super) fn deed(&mut self, path: &str, event: &Event) {
        let f = self.file;
        match event {
            Event::Gestured(id) => self.known(path, "gesture", id, f.gestures.iter()),
            Event::Pointed(on) | Event::Touched(on) => self.markable(path.into(), on),
            Event::Taken(id) | Event::PutOn(id) | Event::TookOff(id) | Event::Used(id, None) => {
                self.known(path, "item", id, f.items.iter().map(|i| &i.id));
            }
            Event::Placed(item, socket) | Event::Used(item, Some(socket)) => {
                self.known(path, "item", item, f.items.iter().map(|i| &i.id));
                self.known(path, "socket", socket, f.sockets.iter().map(|s| &s.id));
            }
            Event::HandEntered(id)
            | Event::HandLeft(id)
            | Event::HeadEntered(id)
            | Event::HeadLeft(id) => {
                self.known(path, "zone", id, f.zones.iter().map(|z| &z.id));
            }
            Event::MovedFast(part) => self.known_part_end(path.into(), part, None),
            _ => {}
        }
    }

    /// Everything of `course.rs`.
    pub(super) fn course(&mut self) {
        let f = self.file;
        for (i, item) in f.items.iter().enumerate() {
            self.known_prop(format!("items[{i}].prop"), &item.prop);
            if f.props.iter().any(|p| p.id == item.prop && !p.parts.is_empty()) {
                let sentence = format!("`{}` has parts; what is carried has none", item.prop);
                self.finding(format!("items[{i}].prop"), sentence);
            }
            if let Some(socket) = &item.rests {
                let path = format!("items[{i}].rests");
                self.known(&path, "socket", socket, f.sockets.iter().map(|s| &s.id));
            }
        }
        for (i, socket) in f.sockets.iter().enumerate() {
            self.inside(format!("sockets[{i}].at"), &socket.at);
            if let Some(on) = &socket.on {
                self.markable(format!("sockets[{i}].on"), on);
            }
        }
        for (i, inject) in f.injects.iter().enumerate() {
            for (j, effect) in inject.then.iter().enumerate() {
                self.effect(&format!("injects[{i}].then[{j}]"), effect);
            }
        }
        if let Some(guidance) = &f.guidance {
            let after = guidance.hint_after_s;
            self.range("guidance.hint_after_s".into(), "the delay in seconds", after, 1.0..=120.0);
            let retries = guidance.retries;
            self.range("guidance.retries".into(), "the retries", retries, 0..=RETRIES_MAX);
        }
        self.growing();
        self.variants();
        for (i, error) in f.errors.iter().enumerate() {
            for (j, id) in error.blocks.iter().enumerate() {
                let path = format!("errors[{i}].blocks[{j}]");
                self.known(&path, "step", id, f.steps.iter().map(|s| &s.id));
            }
        }
        for (i, consequence) in f.consequences.iter().enumerate() {
            let levels: BTreeSet<&DepictionLevel> = consequence.levels.iter().collect();
            if levels.len() != consequence.levels.len() {
                self.finding(format!("consequences[{i}].levels"), "a level stands here twice");
            }
        }
    }

    fn growing(&mut self) {
        for (i, hazard) in self.file.hazards.iter().enumerate() {
            let mut tier = hazard.tier;
            for (j, cue) in hazard.grows.iter().enumerate() {
                let path = format!("hazards[{i}].grows[{j}]");
                if cue.tier <= tier {
                    self.finding(path.clone(), "a cue that grows gets plainer each time");
                }
                tier = cue.tier;
                self.condition(&format!("{path}.when"), &cue.when);
            }
            for (j, control) in hazard.controlled.iter().enumerate() {
                let path = format!("hazards[{i}].controlled[{j}]");
                if control.level == ControlLevel::NotAControl {
                    self.finding(path.clone(), "what is no control puts nothing under control");
                }
                self.condition(&format!("{path}.when"), &control.when);
            }
        }
    }

    fn variants(&mut self) {
        let f = self.file;
        for (i, twin) in f.twins.iter().enumerate() {
            let path = format!("twins[{i}]");
            self.known(&path, "hazard", &twin.hazard, f.hazards.iter().map(|h| &h.id));
            let look_alikes = f.look_alikes.iter().map(|d| &d.id);
            self.known(&path, "look-alike", &twin.look_alike, look_alikes);
            let is_other = |t: &Twin| t.hazard == twin.hazard || t.look_alike == twin.look_alike;
            if f.twins[..i].iter().any(is_other) {
                self.finding(path.clone(), "a hazard and a look-alike have one twin each");
            }
            let has_also = |h: &&Hazard| h.id == twin.hazard && !h.also.is_empty();
            if f.hazards.iter().any(|h| has_also(&h)) {
                self.finding(path, "a hazard with a twin is marked at its marker alone: no `also`");
            }
        }
        let mut drawn: BTreeSet<&HazardId> = BTreeSet::new();
        for (i, draw) in f.draws.iter().enumerate() {
            let path = format!("draws[{i}]");
            if !(1..draw.of.len()).contains(&usize::from(draw.real)) {
                let sentence = "a draw makes at least one of its hazards real, and not all";
                self.finding(path.clone(), sentence);
            }
            for id in &draw.of {
                self.known(&path, "hazard", id, f.hazards.iter().map(|h| &h.id));
                if !drawn.insert(id) {
                    self.finding(path.clone(), format!("`{id}` is drawn twice"));
                }
            }
        }
    }
}
