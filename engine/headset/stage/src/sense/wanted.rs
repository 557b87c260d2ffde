//! What a scenario asks its senses for. A percept that no condition names is not told: the tape
//! keeps what can matter, and a scene pays for no sense that it does not use.

use anlan_scenario::{Condition, Event, ItemId, Markable, PartId, ScenarioFile, SocketId, ZoneId};
use bevy::prelude::*;
use std::collections::BTreeSet;

/// Everything that some condition of the scenario names; in the order of the names.
#[derive(Resource, Default)]
pub(crate) struct Wanted {
    pub looks: BTreeSet<Markable>,
    pub touched: BTreeSet<Markable>,
    pub pointed: BTreeSet<Markable>,
    /// With the distance in centimetres.
    pub near: BTreeSet<(Markable, u32)>,
    pub hands: BTreeSet<ZoneId>,
    pub heads: BTreeSet<ZoneId>,
    pub used: BTreeSet<(ItemId, Option<SocketId>)>,
    pub fast: BTreeSet<PartId>,
    pub height: bool,
}

impl Wanted {
    pub fn of(file: &ScenarioFile) -> Self {
        let mut wanted = Self::default();
        file.walk(&mut |condition| {
            wanted.note(condition);
            condition.event().into_iter().for_each(|event| wanted.note_event(event));
        });
        wanted
    }

    fn note(&mut self, condition: &Condition) {
        match condition {
            Condition::LooksAt(on) => drop(self.looks.insert(on.clone())),
            Condition::Near(to, metres) => {
                self.near.insert((to.clone(), (metres * 100.0).round() as u32));
            }
            Condition::HandIn(zone) => drop(self.hands.insert(zone.clone())),
            Condition::HeadIn(zone) => drop(self.heads.insert(zone.clone())),
            Condition::HeadBelow(_) => self.height = true,
            _ => {}
        }
    }

    fn note_event(&mut self, event: &Event) {
        match event {
            Event::Touched(on) => drop(self.touched.insert(on.clone())),
            Event::Pointed(on) => drop(self.pointed.insert(on.clone())),
            Event::HandEntered(zone) | Event::HandLeft(zone) => {
                self.hands.insert(zone.clone());
            }
            Event::HeadEntered(zone) | Event::HeadLeft(zone) => {
                self.heads.insert(zone.clone());
            }
            Event::Used(item, on) => drop(self.used.insert((item.clone(), on.clone()))),
            Event::MovedFast(part) => drop(self.fast.insert(part.clone())),
            _ => {}
        }
    }
}
