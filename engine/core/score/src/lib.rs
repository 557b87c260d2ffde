//! From a tape to a scorecard, purely: the same bundle and tape always earn the same card. One
//! module per measure; the formulas are rubric 1, frozen, after the catalogue's README section 5
//! and section 10 of each file. Arithmetic is in whole thousandths of a point.

mod answers;
mod card;
pub mod debrief;
mod explanation;
mod identification;
pub mod measures;
mod pass_rule;
mod penalties;
mod procedure;

pub use card::*;
pub use explanation::{Explanation, explain};
pub use measures::Measures;
pub use pass_rule::pass_rule;
pub use penalties::Penalties;

use anlan_attempt::tape::Tape;
use anlan_attempt::{Attempt, Ending, Mode, Outcome, RULES_VERSION, Setup, StoppedBy};
use anlan_scenario::{Bundle, ErrorWeight, Scenario};
use std::fmt;

/// Why a tape earns no card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// The tape names another bundle than the one given.
    OtherBundle {
        /// The bundle that the tape names.
        tape: String,
        /// The bundle that was given.
        given: String,
    },
    /// The tape was played by rules that this build does not have.
    OtherRules(u32),
    /// The tape says it ended otherwise than its signals do.
    OtherEnding,
}

impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherBundle { tape, given } => {
                write!(f, "the tape belongs to the scenario bundle {tape}, not to {given}")
            }
            Self::OtherRules(rules) => write!(
                f,
                "the tape was played by attempt rules {rules}; this build scores {RULES_VERSION}"
            ),
            Self::OtherEnding => {
                f.write_str("the tape's seal tells another ending than its signals")
            }
        }
    }
}

impl std::error::Error for ScoreError {}

/// The card that a tape earns under the bundle it names.
pub fn score(bundle: &Bundle, tape: &Tape) -> Result<Scorecard, ScoreError> {
    let mut attempt = begin(bundle, tape)?;
    tape.replay(&mut attempt);
    finish(bundle, tape, &attempt)
}

/// The attempt of a tape before its first tick, if this build can play it.
fn begin(bundle: &Bundle, tape: &Tape) -> Result<Attempt, ScoreError> {
    if tape.header.bundle != bundle.hash().as_str() {
        return Err(ScoreError::OtherBundle {
            tape: tape.header.bundle.clone(),
            given: bundle.hash().to_string(),
        });
    }
    if tape.header.rules != RULES_VERSION {
        return Err(ScoreError::OtherRules(tape.header.rules));
    }
    let setup = Setup { mode: tape.header.mode, seed: tape.header.seed };
    Ok(Attempt::new(bundle.scenario().clone(), setup))
}

/// The card of an attempt that was played by a tape to its end.
fn finish(bundle: &Bundle, tape: &Tape, attempt: &Attempt) -> Result<Scorecard, ScoreError> {
    // A tape that was cut just before its seal is sealed as a fault, and tells its own ending.
    let is_recovered = tape.seal.ending == Ending::Stopped(StoppedBy::Fault);
    let ending = attempt.outcome().ending.as_ref();
    if ending.is_none() || (ending != Some(&tape.seal.ending) && !is_recovered) {
        return Err(ScoreError::OtherEnding);
    }
    Ok(card(bundle.scenario(), attempt.setup(), attempt.outcome()))
}

/// The card of an outcome.
fn card(scenario: &Scenario, setup: Setup, outcome: &Outcome) -> Scorecard {
    let file = scenario.file();
    let rubric = &file.rubric;
    let outcome = &outcome.judged();
    let hazards = identification::hazards(scenario, outcome);
    let look_alikes = identification::look_alikes(scenario, outcome);
    let steps = procedure::steps(scenario, outcome);
    let points = Points {
        identification: identification::points(rubric, &hazards),
        classification: answers::points(rubric.classification, &hazards, |h| h.factor),
        control: answers::points(rubric.control, &hazards, |h| h.control),
        actions: procedure::points(rubric, &steps),
    };
    let penalties = penalties::of(scenario, outcome);
    let errors: Vec<_> = outcome.errors.iter().map(|e| error(scenario, e)).collect();
    let is_fatal = errors.iter().any(|e| e.is_fatal);
    let score = total(rubric, &points, &penalties, is_fatal);
    let ending = outcome.ending.clone().unwrap_or(Ending::Finished);
    let is_judged = setup.mode != Mode::Demo && !matches!(ending, Ending::Stopped(_));
    let verdicts = verdicts(rubric.pass, score, is_judged, &steps, &errors);
    let taken = measures::Taken {
        scenario,
        outcome,
        hazards: &hazards,
        look_alikes: &look_alikes,
        steps: &steps,
    };
    let measures = Some(Box::new(Measures::of(&taken)));
    Scorecard {
        rubric: rubric.version,
        scenario: file.id.clone(),
        version: file.version,
        mode: setup.mode,
        seed: setup.seed,
        is_judged,
        score,
        pass_mark: rubric.pass,
        passed: verdicts == [Verdict::Passed],
        verdicts,
        hits: hazards.iter().filter(|h| h.outcome == Identification::Hit).count() as u32,
        hazards_appeared: hazards.iter().filter(|h| h.appeared_ms.is_some()).count() as u32,
        false_alarms: outcome.false_alarms.len() as u32,
        points,
        penalties,
        hazards,
        look_alikes,
        steps,
        errors,
        scene_ms: ms(outcome.scene_ticks),
        stalled_ms: outcome.stalled_ms,
        ending,
        measures,
    }
}

fn error(scenario: &Scenario, (id, tick): &(anlan_scenario::ErrorId, u64)) -> ErrorLine {
    let declared = scenario.file().errors.iter().find(|e| e.id == *id);
    let is_fatal = declared.is_some_and(|e| matches!(e.weight, ErrorWeight::Fatal(_)));
    ErrorLine { id: id.clone(), at_ms: ms(*tick), is_fatal }
}

/// Whole points, rounded down so that the figure shown and the pass mark never disagree.
fn total(
    rubric: &anlan_scenario::Rubric,
    points: &Points,
    penalties: &Penalties,
    is_fatal: bool,
) -> u32 {
    let earned = points.identification + points.classification + points.control + points.actions;
    let lost = 1000 * (penalties.false_alarms + penalties.over_par + penalties.major_errors);
    let score = earned.saturating_sub(lost) / 1000;
    if is_fatal { score.min(rubric.fatal_cap) } else { score }
}

/// Everything that stands against a pass, or that it is one.
fn verdicts(
    pass: u32,
    score: u32,
    is_judged: bool,
    steps: &[StepLine],
    errors: &[ErrorLine],
) -> Vec<Verdict> {
    if !is_judged {
        return vec![Verdict::NotJudged];
    }
    let mut against = Vec::new();
    if score < pass {
        against.push(Verdict::BelowPassMark);
    }
    let missing = steps.iter().filter(|s| s.is_critical && s.done_ms.is_none());
    against.extend(missing.map(|s| Verdict::CriticalStepMissing(s.id.clone())));
    let fatal = errors.iter().filter(|e| e.is_fatal);
    against.extend(fatal.map(|e| Verdict::FatalError(e.id.clone())));
    if against.is_empty() { vec![Verdict::Passed] } else { against }
}

/// Milliseconds of a number of ticks, rounded down.
fn ms(ticks: u64) -> u64 {
    ticks * 1000 / anlan_attempt::TICKS_PER_S
}
