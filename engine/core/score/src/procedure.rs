//! Procedure: the required steps, in their order.
//!
//! Points = weight × the heaviest run of done steps that stands in the procedure's order ÷ all
//! steps, a critical step weighing 2 and any other 1 (catalogue README section 5, rule 3). Being
//! late is told on the card and costs nothing in rubric 1.

use crate::card::StepLine;
use crate::ms;
use anlan_attempt::{Outcome, StepLife};
use anlan_scenario::{Rubric, Scenario, Step};

pub(crate) fn steps(scenario: &Scenario, outcome: &Outcome) -> Vec<StepLine> {
    let steps: Vec<_> = scenario.file().steps.iter().zip(&outcome.steps).collect();
    let in_order = heaviest_run(&steps);
    let line = |(i, (step, life)): (usize, &(&Step, &StepLife))| StepLine {
        id: step.id.clone(),
        is_critical: step.critical,
        ready_ms: life.ready.map(ms),
        done_ms: life.done.map(ms),
        is_in_order: in_order.contains(&i),
        is_in_time: life.done.is_some_and(|done| {
            // A step done in preparation, before it was due, is in time.
            let since = life.ready.unwrap_or(done).min(done);
            done - since <= anlan_attempt::ticks(step.limit_s)
        }),
    };
    steps.iter().enumerate().map(line).collect()
}

fn weight(is_critical: bool) -> u32 {
    if is_critical { 2 } else { 1 }
}

/// Indices of the heaviest subsequence of done steps whose times do not fall.
fn heaviest_run(steps: &[(&Step, &StepLife)]) -> Vec<usize> {
    // best[i]: weight of the heaviest run that ends with step i, and the step before it.
    let mut best: Vec<(u32, Option<usize>)> = Vec::new();
    for (i, (step, life)) in steps.iter().enumerate() {
        let Some(done) = life.done else {
            best.push((0, None));
            continue;
        };
        let earlier = |j: &usize| steps[*j].1.done.is_some_and(|d| d <= done);
        let before = (0..i).filter(earlier).max_by_key(|j| (best[*j].0, std::cmp::Reverse(*j)));
        let so_far = before.map_or(0, |j| best[j].0);
        best.push((so_far + weight(step.critical), before));
    }
    let last = (0..best.len()).filter(|i| best[*i].0 > 0);
    let mut at = last.max_by_key(|i| (best[*i].0, std::cmp::Reverse(*i)));
    let mut run = Vec::new();
    while let Some(i) = at {
        run.push(i);
        at = best[i].1;
    }
    run
}

pub(crate) fn points(rubric: &Rubric, steps: &[StepLine]) -> u32 {
    let sum = |is_counted: fn(&StepLine) -> bool| -> u32 {
        steps.iter().filter(|s| is_counted(s)).map(|s| weight(s.is_critical)).sum()
    };
    let all = sum(|_| true);
    if all == 0 { 0 } else { 1000 * rubric.actions * sum(|s| s.is_in_order) / all }
}
