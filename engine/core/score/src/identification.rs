//! Recognition: did the trainee see the hazard, and leave its harmless twin alone?
//!
//! Points = weight × Σ R of the hazards found ÷ Σ R of the hazards that appeared, R = S × L
//! (catalogue README section 5, rule 3). A hazard that never appeared counts for nothing.

use crate::card::*;
use crate::{answers, ms};
use anlan_attempt::{Answer, FalseAlarm, HazardLife, Outcome};
use anlan_scenario::{Hazard, Rubric, Scenario};

pub(crate) fn hazards(scenario: &Scenario, outcome: &Outcome) -> Vec<HazardLine> {
    let lives = scenario.file().hazards.iter().zip(&outcome.hazards);
    lives.map(|(hazard, life)| line(hazard, life)).collect()
}

fn line(hazard: &Hazard, life: &HazardLife) -> HazardLine {
    let outcome = match (life.appeared, life.marked) {
        (None, _) => Identification::NotAppeared,
        (_, Some(_)) => Identification::Hit,
        (_, None) => Identification::Miss,
    };
    let chosen = life.answers.iter().find_map(|a| match &a.answer {
        Answer::Control(id) => Some(id),
        _ => None,
    });
    HazardLine {
        id: hazard.id.clone(),
        outcome,
        risk: hazard.risk(),
        appeared_ms: life.appeared.map(ms),
        seen_ms: life.seen.map(ms),
        longest_look_ms: ms(u64::from(life.longest_look)),
        marked_ms: life.marked.map(ms),
        is_struck: life.is_struck,
        factor: answers::mark(life, anlan_attempt::Question::Factor),
        control: answers::mark(life, anlan_attempt::Question::Control),
        control_level: chosen
            .and_then(|id| Some(hazard.controls.iter().find(|o| o.id == *id)?.level)),
        answers: life.answers.iter().map(|a| a.answer.clone()).collect(),
    }
}

pub(crate) fn look_alikes(scenario: &Scenario, outcome: &Outcome) -> Vec<LookAlikeLine> {
    let line = |look_alike: &anlan_scenario::LookAlike| {
        let is_it = |f: &&(FalseAlarm, u64)| f.0 == FalseAlarm::LookAlike(look_alike.id.clone());
        let marked = outcome.false_alarms.iter().find(is_it).map(|f| f.1);
        LookAlikeLine {
            id: look_alike.id.clone(),
            outcome: match marked {
                Some(_) => Identification::FalseAlarm,
                None => Identification::CorrectRejection,
            },
            marked_ms: marked.map(ms),
            is_seen: outcome.look_alikes_seen.contains(&look_alike.id),
        }
    };
    scenario.file().look_alikes.iter().map(line).collect()
}

pub(crate) fn points(rubric: &Rubric, hazards: &[HazardLine]) -> u32 {
    let risk = |is_counted: fn(&Identification) -> bool| -> u32 {
        hazards.iter().filter(|h| is_counted(&h.outcome)).map(|h| h.risk).sum()
    };
    let found = risk(|o| *o == Identification::Hit);
    let appeared = risk(|o| *o != Identification::NotAppeared);
    if appeared == 0 { 0 } else { 1000 * rubric.identification * found / appeared }
}
