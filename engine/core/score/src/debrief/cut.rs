//! The three cuts of a replay: the moment that counts, seen by the trainee, by the co-worker or the
//! thing that it is about, and from above.

use super::story::{Redo, Story};
use crate::ms;
use anlan_attempt::{Ending, Outcome, TICKS_PER_S};
use anlan_scenario::{AgentId, HazardId, Markable, Metres3, Scenario};

/// A cut begins so long before its moment and goes on so long after it, seconds: three cuts make
/// the 45 s that a debrief has for its replay.
const LEAD_S: u64 = 10;
const TAIL_S: u64 = 5;
/// The bird hovers this far above the place for each metre of its longer side.
const HEIGHT_PER_M: f32 = 1.2;

/// Whose eyes.
#[derive(Clone, Debug, PartialEq)]
pub enum CutView {
    /// The trainee's.
    Own,
    /// A co-worker's.
    Agent(AgentId),
    /// From a thing, the load or the machine, toward the trainee.
    Thing(Metres3),
    /// The bird's.
    Above {
        /// Where it hovers.
        at: Metres3,
        /// What it looks at.
        toward: Metres3,
    },
}

/// A piece of the replay.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Whose eyes.
    pub view: CutView,
    /// Scene time at its beginning.
    pub from_ms: u64,
    /// Scene time at its end.
    pub to_ms: u64,
    /// Ticks of the attempt, as in the trace.
    pub ticks: (u64, u64),
}

pub(super) fn cuts(
    scenario: &Scenario,
    outcome: &Outcome,
    story: &Story,
    redo: Option<&Redo>,
) -> [Cut; 3] {
    let (moment, about) = key(outcome, scenario, redo);
    let from = moment.saturating_sub(LEAD_S * TICKS_PER_S);
    let to = (moment + TAIL_S * TICKS_PER_S).min(outcome.scene_ticks);
    let cut = |view| Cut {
        view,
        from_ms: ms(from),
        to_ms: ms(to),
        ticks: (story.tick_of(from), story.tick_of(to)),
    };
    [cut(CutView::Own), cut(other_eyes(scenario, about.as_ref())), cut(above(scenario))]
}

/// The scene tick of the moment that counts, and the hazard that it is about: the strike, else the
/// first missed critical cue, else the last report.
fn key(outcome: &Outcome, scenario: &Scenario, redo: Option<&Redo>) -> (u64, Option<HazardId>) {
    if let Some(Ending::Struck(id)) = &outcome.ending {
        let fed = scenario.consequence(id).map(|c| c.hazards.clone()).unwrap_or_default();
        let is_person = |id: &&HazardId| {
            scenario.hazard(id).is_some_and(|h| matches!(h.marker.on, Markable::Agent(_)))
        };
        let about = fed.iter().find(is_person).or(fed.first()).cloned();
        return (outcome.scene_ticks, about);
    }
    if let Some(redo) = redo {
        let life = outcome.hazards.iter().find(|l| l.id == redo.hazard);
        let cue = life.and_then(|l| l.cues.last()).map(|(_, tick)| *tick);
        return (cue.unwrap_or_default(), Some(redo.hazard.clone()));
    }
    let last = outcome.hazards.iter().filter_map(|l| Some((l.marked?, l.id.clone()))).max();
    last.map_or((outcome.scene_ticks, None), |(tick, id)| (tick, Some(id)))
}

fn other_eyes(scenario: &Scenario, about: Option<&HazardId>) -> CutView {
    let marker = about.and_then(|id| scenario.hazard(id)).map(|h| &h.marker);
    match (marker.map(|m| (&m.on, m.at)), scenario.file().agents.first()) {
        (Some((Markable::Agent(id), _)), _) => CutView::Agent(id.clone()),
        (Some((Markable::Prop(_), at)), _) => CutView::Thing(at),
        (None, Some(agent)) => CutView::Agent(agent.id.clone()),
        (None, None) => CutView::Thing(scenario.file().start.pos),
    }
}

fn above(scenario: &Scenario) -> CutView {
    let (min, max) = (scenario.file().bounds.min, scenario.file().bounds.max);
    let middle = |axis: usize| (min[axis] + max[axis]) / 2.0;
    let side = (max[0] - min[0]).max(max[2] - min[2]);
    let toward = [middle(0), min[1], middle(2)];
    CutView::Above { at: [toward[0], max[1] + side * HEIGHT_PER_M, toward[2]], toward }
}
