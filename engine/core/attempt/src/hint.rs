//! What guided mode gives unasked: a hint when a cue has been out, or a step due, for too long.

use crate::attempt::Attempt;
use crate::effect::Effect;
use crate::signal::Mode;
use crate::ticks;
use anlan_scenario::CueTier;

/// Hints for one hazard; after that it is left to the debrief.
const HINTS_MAX: u32 = 2;

impl Attempt {
    /// Gives the hints that are due in this tick of the scene.
    pub(crate) fn hints(&mut self) {
        let guidance = self.scenario.file().guidance.filter(|_| self.setup.mode == Mode::Guided);
        let Some(guidance) = guidance else { return };
        let (after, now) = (ticks(guidance.hint_after_s), self.world.scene_tick);
        for life in &mut self.outcome.hazards {
            let is_open = life.marked.is_none() && life.hints < HINTS_MAX;
            let since = life.cues.first().map(|(_, tick): &(CueTier, u64)| *tick);
            if is_open && since.is_some_and(|s| now - s >= after * u64::from(life.hints + 1)) {
                life.hints += 1;
                self.effects.push(Effect::Hint(life.id.clone()));
            }
        }
        for life in &mut self.outcome.steps {
            let since = life.ready.filter(|_| life.done.is_none() && !life.is_hinted);
            if since.is_some_and(|s| now - s >= after) {
                life.is_hinted = true;
                self.effects.push(Effect::StepHint(life.id.clone()));
            }
        }
    }
}
