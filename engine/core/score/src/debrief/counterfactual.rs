//! The same run with the right control in place: the tape is played again in a scenario in which
//! the hazards that struck, or the one that was missed first, never came to be. Whether that
//! averts the consequence is what the rules say, not a claim.

use super::story::Redo;
use anlan_attempt::tape::Tape;
use anlan_attempt::{Attempt, Ending, Outcome, Phase, Setup, ticks};
use anlan_scenario::{Bundle, ConsequenceId, ControlLevel, HazardId, OptionId};

/// What the right control would have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterfactual {
    /// The hazard whose control is told.
    pub hazard: HazardId,
    /// The right control.
    pub control: OptionId,
    /// Its level.
    pub level: ControlLevel,
    /// All hazards that were under control in the other run.
    pub tamed: Vec<HazardId>,
    /// What struck in the real run.
    pub consequence: Option<ConsequenceId>,
    /// It struck, and with the control in place it does not.
    pub is_averted: bool,
}

pub(super) fn of(
    bundle: &Bundle,
    tape: &Tape,
    outcome: &Outcome,
    redo: Option<&Redo>,
) -> Option<Counterfactual> {
    let scenario = bundle.scenario();
    let consequence = match &outcome.ending {
        Some(Ending::Struck(id)) => Some(id.clone()),
        _ => None,
    };
    let struck = outcome.hazards.iter().filter(|l| l.is_struck);
    let mut tamed: Vec<_> = struck.map(|l| l.id.clone()).collect();
    if consequence.is_none() || tamed.is_empty() {
        tamed = vec![redo?.hazard.clone()];
    }
    // Told is the one that was missed first, else the first.
    let told = redo.map(|r| &r.hazard).filter(|id| tamed.contains(id)).or(tamed.first())?;
    let right = scenario.hazard(told)?.controls.iter().find(|o| o.right)?;
    let is_averted = consequence.is_some() && strikes_not(bundle, tape, &tamed);
    Some(Counterfactual {
        hazard: told.clone(),
        control: right.id.clone(),
        level: right.level,
        tamed: tamed.clone(),
        consequence,
        is_averted,
    })
}

/// Plays the tape, and on to the end of the scene; true if nothing strikes.
fn strikes_not(bundle: &Bundle, tape: &Tape, tamed: &[HazardId]) -> bool {
    let setup = Setup { mode: tape.header.mode, seed: tape.header.seed };
    let mut attempt = Attempt::new(bundle.scenario().without(tamed), setup);
    let mut signals = tape.signals.iter().peekable();
    let last = tape.seal.ticks + ticks(bundle.scenario().file().duration_s);
    for tick in 1..=last {
        let now = signals.next_if(|(at, _)| *at == tick);
        attempt.tick(now.map_or(&[], |(_, s)| s.as_slice()));
        match attempt.phase() {
            Phase::Consequence { .. } => return false,
            Phase::Review | Phase::Over => return true,
            Phase::Scene => {}
        }
    }
    true
}
