//! What a debrief shows, from tape and trace alone: three cuts, what became of every hazard, where
//! to begin again, what the right control would have changed, two quiz questions, and a plan of the
//! place with everybody's way. Without a trace the plan has no ways, and nothing else is missing.

mod counterfactual;
mod cut;
mod plan;
mod story;

pub use counterfactual::Counterfactual;
pub use cut::{Cut, CutView};
pub use plan::{Footprint, Place, Plan, PlanMarker, Walker};
pub use story::{FalseReport, Moment, MomentKind, Redo};

use crate::card::Scorecard;
use crate::{ScoreError, begin, finish};
use anlan_attempt::tape::Tape;
use anlan_attempt::trace::Trace;
use anlan_scenario::{Bundle, QuizId, Scenario};
use story::Story;

/// Questions of a debrief.
const QUIZ_QUESTIONS: usize = 2;

/// Everything that a debrief shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Debrief {
    /// What the tape earned.
    pub card: Scorecard,
    /// The trainee's own eyes, the co-worker's or the thing's, the bird's.
    pub cuts: [Cut; 3],
    /// What happened, in order.
    pub moments: Vec<Moment>,
    /// Reports of what is no hazard.
    pub false_reports: Vec<FalseReport>,
    /// Where to begin again; `None` if no critical cue was missed.
    pub redo: Option<Redo>,
    /// The same run with the right control in place; `None` if nothing was missed.
    pub counterfactual: Option<Counterfactual>,
    /// Two questions, those about missed hazards first.
    pub quiz: Vec<QuizId>,
    /// The place from above.
    pub plan: Plan,
}

/// The debrief of a tape; the trace must be the one that its seal tells.
pub fn debrief(bundle: &Bundle, tape: &Tape, trace: Option<&Trace>) -> Result<Debrief, ScoreError> {
    let mut attempt = begin(bundle, tape)?;
    let story = Story::of(tape, &mut attempt);
    let card = finish(bundle, tape, &attempt)?;
    let scenario = attempt.scenario().clone();
    let redo = story.redo(&scenario, attempt.outcome());
    Ok(Debrief {
        cuts: cut::cuts(&scenario, attempt.outcome(), &story, redo.as_ref()),
        false_reports: story::false_reports(attempt.outcome()),
        counterfactual: counterfactual::of(bundle, tape, attempt.outcome(), redo.as_ref()),
        quiz: quiz(&scenario, &card),
        plan: plan::of(&scenario, &story, trace),
        moments: story.moments,
        redo,
        card,
    })
}

fn quiz(scenario: &Scenario, card: &Scorecard) -> Vec<QuizId> {
    let is_missed = |id: &anlan_scenario::HazardId| {
        card.hazards.iter().any(|h| h.id == *id && h.outcome == crate::Identification::Miss)
    };
    let mut all: Vec<_> = scenario.file().quiz.iter().collect();
    // A stable sort: the scenario's order holds among those about what was missed, and the rest.
    all.sort_by_key(|quiz| !quiz.about.iter().any(is_missed));
    all.into_iter().take(QUIZ_QUESTIONS).map(|quiz| quiz.id.clone()).collect()
}
