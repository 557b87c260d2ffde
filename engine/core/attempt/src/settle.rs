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
        self.settle();
        let duration = ticks(self.scenario.file().duration_s);
        if self.phase == Phase::Scene && self.world.scene_tick >= duration {
            self.end_scene(Ending::TimeOut);
        }
    }

    /// Asks every condition until nothing changes any more.
    fn settle(&mut self) {
        for _ in 0..ROUNDS_MAX {
            let changes = self.hazards_appear() + self.steps() + self.errors() + self.timeline();
            if changes == 0 {
                break;
            }
        }
    }

    fn hazards_appear(&mut self) -> usize {
        let mut changes = 0;
        for (life, watch) in self.outcome.hazards.iter_mut().zip(&mut self.watches.appears) {
            if watch.holds(&self.world) && life.appeared.is_none() {
                life.appeared = Some(self.world.scene_tick);
                self.world.appeared.insert(life.id.clone());
                self.effects.push(Effect::Appeared(life.id.clone()));
                changes += 1;
            }
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
            if done.holds(&self.world) && life.done.is_none() {
                life.done = Some(self.world.scene_tick);
                self.world.done.insert(life.id.clone());
                self.effects.push(Effect::StepDone(life.id.clone()));
                changes += 1;
            }
        }
        changes
    }

    fn errors(&mut self) -> usize {
        let mut made: Vec<(ErrorId, ErrorWeight)> = Vec::new();
        let errors = &self.scenario.file().errors;
        for (error, watch) in errors.iter().zip(&mut self.watches.errors) {
            if watch.holds(&self.world) && !self.world.erred.contains(&error.id) {
                made.push((error.id.clone(), error.weight.clone()));
            }
        }
        for (id, weight) in &made {
            self.world.erred.insert(id.clone());
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
        for effect in fired {
            self.effects.push(Effect::Scene(effect.clone()));
            match effect {
                anlan_scenario::Effect::Strike(id) => self.strike(id),
                anlan_scenario::Effect::End => self.end_scene(Ending::Finished),
                anlan_scenario::Effect::Offer(choices) => self.world.offer = choices,
                anlan_scenario::Effect::Set(part, end) => {
                    self.world.parts.insert(part, end);
                }
                _ => {}
            }
        }
        changes
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
