//! An attempt told again: which tick of the attempt each tick of the scene was, what happened when,
//! and where to begin again.

use crate::ms;
use anlan_attempt::tape::Tape;
use anlan_attempt::{Attempt, Effect, Ending, FalseAlarm, MarkVerdict, Outcome, TICKS_PER_S};
use anlan_scenario::{ConsequenceId, CueTier, ErrorId, HazardId, Scenario, StepId};

/// So long before the first missed critical cue a redo begins, seconds.
const REDO_LEAD_S: u64 = 10;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Scene time.
    pub at_ms: u64,
    /// Tick of the attempt: that of the trace.
    pub tick: u64,
    /// What.
    pub kind: MomentKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// A hazard's cue came out, or grew to this tier.
    Cue(HazardId, CueTier),
    /// Something was reported.
    Report(MarkVerdict),
    /// A step was done.
    Step(StepId),
    /// An error was made.
    Error(ErrorId),
    /// A consequence struck.
    Strike(ConsequenceId),
    /// The attempt ended.
    End(Ending),
}

/// A report of what is no hazard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FalseReport {
    /// Of what.
    pub of: FalseAlarm,
    /// When.
    pub at_ms: u64,
}

/// Where to begin again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redo {
    /// The hazard whose critical cue was the first to be missed.
    pub hazard: HazardId,
    /// When that cue came out.
    pub cue_ms: u64,
    /// Ten seconds before, or the beginning.
    pub from_ms: u64,
    /// The tick of the attempt up to which the tape is played before the trainee takes over.
    pub from_tick: u64,
}

/// An attempt told again.
pub(super) struct Story {
    /// The scene tick of each tick of the attempt, from tick 1 on.
    scene: Vec<u64>,
    pub moments: Vec<Moment>,
}

impl Story {
    /// Plays the attempt by its tape.
    pub fn of(tape: &Tape, attempt: &mut Attempt) -> Self {
        let mut story = Self { scene: Vec::new(), moments: Vec::new() };
        let scenario = attempt.scenario().clone();
        tape.replay_watched(attempt, |attempt, effects| {
            let scene_tick = attempt.outcome().scene_ticks;
            story.scene.push(scene_tick);
            let (at_ms, tick) = (ms(scene_tick), attempt.ticks());
            let kinds = effects.iter().filter_map(|effect| kind(effect, &scenario));
            story.moments.extend(kinds.map(|kind| Moment { at_ms, tick, kind }));
        });
        story
    }

    /// The tick of the attempt at which the scene came to a tick.
    pub fn tick_of(&self, scene_tick: u64) -> u64 {
        self.scene.partition_point(|at| *at < scene_tick) as u64 + 1
    }

    /// Scene time at a tick of the attempt.
    pub fn ms_at(&self, tick: u64) -> u64 {
        let nr = usize::try_from(tick.saturating_sub(1)).unwrap_or(usize::MAX);
        ms(self.scene.get(nr).or(self.scene.last()).copied().unwrap_or_default())
    }

    pub fn redo(&self, scenario: &Scenario, outcome: &Outcome) -> Option<Redo> {
        let missed = outcome.hazards.iter().filter(|l| l.marked.is_none());
        let critical = missed.filter_map(|life| {
            let (_, tick) = life.cues.iter().find(|(tier, _)| *tier == CueTier::Critical)?;
            Some((*tick, &life.id))
        });
        // Of cues in one tick, the gravest hazard's.
        let risk = |id: &HazardId| scenario.hazard(id).map_or(0, |h| h.risk());
        let (cue, id) = critical.min_by_key(|(tick, id)| (*tick, std::cmp::Reverse(risk(id))))?;
        let from = cue.saturating_sub(REDO_LEAD_S * TICKS_PER_S);
        Some(Redo {
            hazard: id.clone(),
            cue_ms: ms(cue),
            from_ms: ms(from),
            from_tick: self.tick_of(from),
        })
    }
}

fn kind(effect: &Effect, scenario: &Scenario) -> Option<MomentKind> {
    Some(match effect {
        Effect::Appeared(id) => MomentKind::Cue(id.clone(), scenario.hazard(id)?.tier),
        Effect::CueGrew(id, tier) => MomentKind::Cue(id.clone(), *tier),
        Effect::Marked(verdict) => MomentKind::Report(verdict.clone()),
        Effect::StepDone(id) => MomentKind::Step(id.clone()),
        Effect::Erred(id) => MomentKind::Error(id.clone()),
        Effect::Struck(id) => MomentKind::Strike(id.clone()),
        Effect::Ended(ending) => MomentKind::End(ending.clone()),
        _ => return None,
    })
}

pub(super) fn false_reports(outcome: &Outcome) -> Vec<FalseReport> {
    let report = |(of, tick): &(FalseAlarm, u64)| FalseReport { of: of.clone(), at_ms: ms(*tick) };
    outcome.false_alarms.iter().map(report).collect()
}
