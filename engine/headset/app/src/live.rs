//! What the instructor's desk is told of a running attempt: where it stands, and what happened
//! last. It reads the attempt and the tape's signals, and changes neither.

use anlan_attempt::{Attempt, Effect, Phase, Signal, TICKS_PER_S};
use anlan_scenario::Event;
use anlan_stage::{Pose, Recorder, Run, StageEffect, StageSystems};
use anlan_wire::{AttemptId, Happening, HazardState, Live, LiveHazard, LivePhase, NOTES_MAX, Note};
use bevy::prelude::*;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The last happenings of the attempt on stage.
#[derive(Resource, Default)]
pub struct Notes {
    kept: VecDeque<Note>,
    count: u32,
    /// What the tape took in this tick.
    heard: Arc<Mutex<Vec<Happening>>>,
}

/// A recorder that also takes down what is worth a line on the desk.
pub struct Noting<R> {
    recorder: R,
    heard: Arc<Mutex<Vec<Happening>>>,
}

impl Notes {
    /// Starts afresh, and lets the tape's signals be heard on their way.
    pub fn over<R: Recorder>(&mut self, recorder: R) -> Noting<R> {
        *self = Self::default();
        Noting { recorder, heard: self.heard.clone() }
    }

    fn keep(&mut self, scene_ms: u64, what: Happening) {
        self.count += 1;
        self.kept.push_back(Note { number: self.count, scene_ms, what });
        if self.kept.len() > NOTES_MAX {
            self.kept.pop_front();
        }
    }
}

impl<R: Recorder> Recorder for Noting<R> {
    fn tick(&mut self, signals: &[Signal]) -> Result<(), String> {
        if !signals.is_empty() {
            let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.extend(signals.iter().filter_map(of_signal));
        }
        self.recorder.tick(signals)
    }

    fn trace(&mut self, tick: u64, poses: &[(String, Pose)]) -> Result<(), String> {
        self.recorder.trace(tick, poses)
    }
}

pub fn plugin(app: &mut App) {
    app.init_resource::<Notes>().add_systems(FixedUpdate, take_notes.in_set(StageSystems::Apply));
}

fn take_notes(mut notes: ResMut<Notes>, mut effects: MessageReader<StageEffect>, run: Res<Run>) {
    let scene_ms = scene_ms(&run.attempt);
    let heard = notes.heard.clone();
    let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    heard.drain(..).for_each(|what| notes.keep(scene_ms, what));
    for StageEffect(effect) in effects.read() {
        if let Some(what) = of_effect(effect) {
            notes.keep(scene_ms, what);
        }
    }
}

fn scene_ms(attempt: &Attempt) -> u64 {
    attempt.outcome().scene_ticks * 1_000 / TICKS_PER_S
}

fn of_signal(signal: &Signal) -> Option<Happening> {
    match signal {
        // Hands that close and feet that pass a line are too many to tell.
        Signal::Did(Event::Grabbed(_) | Event::Entered(_) | Event::Left(_)) => None,
        Signal::Did(event) => Some(Happening::Did(event.clone())),
        Signal::Answered { card, answer } => {
            Some(Happening::Answered { card: card.clone(), answer: answer.clone() })
        }
        _ => None,
    }
}

fn of_effect(effect: &Effect) -> Option<Happening> {
    match effect {
        Effect::Appeared(id) => Some(Happening::Appeared(id.clone())),
        Effect::Marked(verdict) => Some(Happening::Marked(verdict.clone())),
        Effect::StepDone(id) => Some(Happening::StepDone(id.clone())),
        Effect::Erred(id) => Some(Happening::Erred(id.clone())),
        Effect::Struck(id) => Some(Happening::Struck(id.clone())),
        _ => None,
    }
}

/// Where the attempt stands now.
pub fn of(attempt: &Attempt, id: &AttemptId, notes: &Notes) -> Live {
    let outcome = attempt.outcome();
    let state = |life: &anlan_attempt::HazardLife| match life {
        _ if life.marked.is_some() => HazardState::Found,
        _ if life.seen.is_some() => HazardState::Seen,
        _ if life.appeared.is_some() => HazardState::Out,
        _ => HazardState::Hidden,
    };
    let hazard =
        |life: &anlan_attempt::HazardLife| LiveHazard { id: life.id.clone(), state: state(life) };
    Live {
        attempt: id.clone(),
        phase: phase(attempt),
        scene_ms: scene_ms(attempt),
        hazards: outcome.hazards.iter().map(hazard).collect(),
        false_alarms: count(outcome.false_alarms.len()),
        steps_done: count(outcome.steps.iter().filter(|s| s.done.is_some()).count()),
        notes: notes.kept.iter().cloned().collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn phase(attempt: &Attempt) -> LivePhase {
    match attempt.phase() {
        Phase::Scene if attempt.card().is_some() => LivePhase::Card,
        Phase::Scene => LivePhase::Scene,
        Phase::Consequence { .. } => LivePhase::Consequence,
        Phase::Review => LivePhase::Review,
        Phase::Over => LivePhase::Debrief,
    }
}
