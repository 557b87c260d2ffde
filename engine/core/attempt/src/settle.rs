//! The scene's own course within a tick: hazards appear, steps get done, errors are made, the
//! timeline goes on, until nothing changes any more.

use crate::attempt::{Attempt, Phase};
use crate::effect::Effect;
use crate::signal::Ending;
use crate::ticks;
use anlan_scenario::{ConsequenceId, CriticalError, ErrorId, ErrorWeight, StepId};

/// One row may set off another within a tick; a chain longer than this waits for the next tick.
const ROUNDS_MAX: usize = 8;

impl Attempt {
    /// One tick of scene time.
    pub(crate) fn scene(&mut self) {
        self.world.scene_tick += 1;
        self.outcome.scene_ticks = self.world.scene_tick;
        // Where nothing happened and no time is up, every answer is what it was.
        if self.is_stirred || self.world.scene_tick >= self.wakes {
            self.settle();
        }
        self.hints();
        let duration = ticks(self.scenario.file().duration_s);
        if self.phase == Phase::Scene && self.world.scene_tick >= duration {
            self.end_scene(Ending::TimeOut);
        }
    }

    /// Asks every condition until nothing changes any more.
    fn settle(&mut self) {
        self.heed_injects();
        self.is_stirred = true;
        for _ in 0..ROUNDS_MAX {
            let cues = self.hazards_appear() + self.cues_grow() + self.controls();
            if cues + self.steps() + self.errors() + self.timeline() == 0 {
                self.is_stirred = false;
                break;
            }
        }
        self.wakes = self.next_wake();
    }

    /// The next scene tick in which time alone may change an answer.
    fn next_wake(&self) -> u64 {
        let w = &self.watches;
        let plain = w.appears.iter().chain(&w.ready).chain(&w.done).chain(&w.errors);
        let tiers = w.grows.iter().flatten().map(|(_, watch)| watch);
        let levels = w.controlled.iter().flatten().map(|(_, watch)| watch);
        let rows = w.rows.iter().filter(|(_, is_spent)| !is_spent).map(|(watch, _)| watch);
        let all = plain.chain(tiers).chain(levels).chain(rows);
        all.map(|watch| watch.wakes(&self.world)).min().unwrap_or(u64::MAX)
    }

    fn heed_injects(&mut self) {
        while let Some(id) = self.injects.pop_front() {
            let declared = self.scenario.file().injects.iter().find(|i| i.id == id);
            let then = declared.map(|i| i.then.clone()).unwrap_or_default();
            self.outcome.injects.push((id.clone(), self.world.scene_tick));
            self.world.injected.insert(id.clone());
            self.effects.push(Effect::Injected(id));
            self.fire(then);
        }
    }

    fn hazards_appear(&mut self) -> usize {
        let mut changes = 0;
        let hazards = self.scenario.file().hazards.iter();
        let lives = self.outcome.hazards.iter_mut().zip(&mut self.watches.appears);
        for (hazard, (life, watch)) in hazards.zip(lives) {
            if watch.holds(&self.world) && life.appeared.is_none() {
                life.appeared = Some(self.world.scene_tick);
                life.cues.push((hazard.tier, self.world.scene_tick));
                self.world.appeared.insert(life.id.clone());
                self.effects.push(Effect::Appeared(life.id.clone()));
                changes += 1;
            }
        }
        changes
    }

    fn cues_grow(&mut self) -> usize {
        let mut changes = 0;
        for (life, tiers) in self.outcome.hazards.iter_mut().zip(&mut self.watches.grows) {
            for (tier, watch) in tiers {
                let plainest = life.cues.last().map(|(tier, _)| *tier);
                if watch.holds(&self.world) && plainest.is_some_and(|p| *tier > p) {
                    life.cues.push((*tier, self.world.scene_tick));
                    self.effects.push(Effect::CueGrew(life.id.clone(), *tier));
                    changes += 1;
                }
            }
        }
        changes
    }

    fn controls(&mut self) -> usize {
        let (mut changes, tick) = (0, self.world.scene_tick);
        for (life, levels) in self.outcome.hazards.iter_mut().zip(&mut self.watches.controlled) {
            let held: Vec<_> = levels.iter_mut().map(|(l, w)| (*l, w.holds(&self.world))).collect();
            let now = held.iter().find(|(_, holds)| *holds).map(|(level, _)| *level);
            if now == life.controlled.map(|(level, _)| level) {
                continue;
            }
            match now {
                Some(_) => {
                    life.first_controlled.get_or_insert(tick);
                    self.world.controlled.insert(life.id.clone());
                }
                None => {
                    life.control_lost = Some(tick);
                    self.world.controlled.remove(&life.id);
                }
            }
            life.controlled = now.map(|level| (level, tick));
            self.effects.push(Effect::Controlled(life.id.clone(), now));
            changes += 1;
        }
        changes
    }

    fn steps(&mut self) -> usize {
        let mut changes = 0;
        let watches = self.watches.ready.iter_mut().zip(&mut self.watches.done);
        for (life, (ready, done)) in self.outcome.steps.iter_mut().zip(watches) {
            if ready.holds(&self.world) {
                life.ready.get_or_insert(self.world.scene_tick);
            }
            let is_blocked = self.world.blocked.contains(&life.id);
            if done.holds(&self.world) && life.done.is_none() && !is_blocked {
                life.done = Some(self.world.scene_tick);
                self.world.done.insert(life.id.clone());
                self.effects.push(Effect::StepDone(life.id.clone()));
                changes += 1;
            }
        }
        changes
    }

    fn errors(&mut self) -> usize {
        let mut made: Vec<CriticalError> = Vec::new();
        let errors = &self.scenario.file().errors;
        for (error, watch) in errors.iter().zip(&mut self.watches.errors) {
            if watch.holds(&self.world) && !self.world.erred.contains(&error.id) {
                made.push(error.clone());
            }
        }
        for CriticalError { id, weight, blocks, .. } in &made {
            self.world.erred.insert(id.clone());
            self.world.blocked.extend(blocks.iter().cloned());
            self.outcome.errors.push((id.clone(), self.world.scene_tick));
            self.effects.push(Effect::Erred(id.clone()));
            if let ErrorWeight::Fatal(consequence) = weight {
                self.strike(consequence.clone());
            }
        }
        made.len()
    }

    fn timeline(&mut self) -> usize {
        let mut fired = Vec::new();
        let rows = &self.scenario.file().timeline;
        for (row, (watch, is_spent)) in rows.iter().zip(&mut self.watches.rows) {
            if watch.holds(&self.world) && !*is_spent {
                *is_spent = true;
                fired.extend(row.then.iter().cloned());
            }
        }
        let changes = fired.len();
        self.fire(fired);
        changes
    }

    fn fire(&mut self, effects: Vec<anlan_scenario::Effect>) {
        for effect in effects {
            self.effects.push(Effect::Scene(effect.clone()));
            self.world.heed(&effect);
            match effect {
                anlan_scenario::Effect::Strike(id) => self.strike(id),
                anlan_scenario::Effect::End => self.end_scene(Ending::Finished),
                _ => {}
            }
        }
    }

    fn strike(&mut self, id: ConsequenceId) {
        if self.phase != Phase::Scene {
            return;
        }
        let Some(consequence) = self.scenario.consequence(&id) else { return };
        let until = self.tick + ticks(consequence.lasts_s);
        let struck = consequence.hazards.clone();
        for life in self.outcome.hazards.iter_mut().filter(|l| struck.contains(&l.id)) {
            life.is_struck = life.appeared.is_some();
            life.struck_at = life.appeared.map(|_| self.world.scene_tick);
        }
        self.phase = Phase::Consequence { id: id.clone(), until };
        self.ending = Some(Ending::Struck(id.clone()));
        self.world.struck.insert(id.clone());
        self.world.ended = Some(false);
        self.effects.push(Effect::Struck(id));
    }

    fn end_scene(&mut self, ending: Ending) {
        if self.phase != Phase::Scene {
            return;
        }
        self.ending = Some(ending);
        self.world.ended = Some(self.is_safe());
        self.after_scene();
        self.settle();
    }

    /// Every critical step done and no fatal error.
    fn is_safe(&self) -> bool {
        let file = self.scenario.file();
        let done = |id: &StepId| self.world.done.contains(id);
        let fatal = |id: &ErrorId| {
            let is_fatal =
                |e: &&CriticalError| e.id == *id && matches!(e.weight, ErrorWeight::Fatal(_));
            file.errors.iter().any(|e| is_fatal(&e))
        };
        file.steps.iter().filter(|s| s.critical).all(|s| done(&s.id))
            && !self.world.erred.iter().any(fatal)
    }
}
