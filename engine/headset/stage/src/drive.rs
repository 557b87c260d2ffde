//! The one caller of `Attempt::tick`, and the tape and trace that are written while it runs.

use crate::StageSystems;
use crate::agent::AgentBody;
use crate::apply::StageEffect;
use crate::body::{Body, BodyInput};
use crate::part::PartState;
use crate::place::{OnStage, place};
use crate::sense::{self, Signals, Wanted};
use crate::{PhysicsStep, Pose, Smell};
use anlan_attempt::trace::TICKS_PER_SAMPLE;
use anlan_attempt::{Attempt, Effect, Ending, Signal, StoppedBy};
use anlan_scenario::HazardId;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<Finished>().add_systems(FixedUpdate, decide.in_set(StageSystems::Decide));
}

/// Keeps what happens. An error is a sentence; the attempt ends with it and what was kept stays.
pub trait Recorder: Send + Sync + 'static {
    /// The signals of the next tick.
    fn tick(&mut self, signals: &[Signal]) -> Result<(), String>;
    /// Where things are, at 20 Hz; always the same names in the same order.
    fn trace(&mut self, tick: u64, poses: &[(String, Pose)]) -> Result<(), String>;
}

/// The attempt that is on stage.
#[derive(Resource)]
pub struct Run {
    /// Read by everyone, ticked only here.
    pub attempt: Attempt,
    /// False when time is driven as fast as it goes.
    pub is_real_time: bool,
    /// What cannot be shown as it is, to be told in the first tick.
    pub(crate) unshown: Vec<HazardId>,
    recorder: Box<dyn Recorder>,
    /// Asked for from outside, to be told to the attempt in the next tick.
    stop: Option<StoppedBy>,
    /// Milliseconds that it stood, to be told in the next tick.
    stood_ms: Option<u32>,
    fault: Option<String>,
}

impl Run {
    /// An attempt before its first tick.
    pub fn new(attempt: Attempt, recorder: impl Recorder, is_real_time: bool) -> Self {
        Self {
            attempt,
            is_real_time,
            unshown: Vec::new(),
            recorder: Box::new(recorder),
            stop: None,
            stood_ms: None,
            fault: None,
        }
    }

    /// These hazards cannot be shown as they are, and are not to be judged.
    pub fn without(self, unshown: Vec<HazardId>) -> Self {
        Self { unshown, ..self }
    }

    /// The attempt stood for so long without a tick; its tape tells.
    pub fn stood(&mut self, ms: u32) {
        self.stood_ms = Some(self.stood_ms.unwrap_or(0).saturating_add(ms));
    }

    /// Ends the attempt with the next tick.
    pub fn stop(&mut self, by: StoppedBy) {
        self.stop = Some(by);
    }
}

/// The attempt is over; sent once.
#[derive(Message, Clone, Debug)]
pub struct Finished {
    /// How it ended.
    pub ending: Ending,
    /// Why the tape could not be written, if it could not.
    pub fault: Option<String>,
}

/// Places the scenario of `run` and makes it the attempt on stage.
pub fn begin(world: &mut World, run: Run) {
    clear(world);
    let scenario = run.attempt.scenario().clone();
    let start = &scenario.file().start;
    world.insert_resource(Body {
        feet: start.pos.into(),
        yaw: start.facing_deg.to_radians(),
        ..default()
    });
    world.init_resource::<Smell>();
    place(world, &scenario);
    world.insert_resource(Wanted::of(scenario.file()));
    world.insert_resource(run);
    // Colliders must exist before the first ray of the first tick.
    world.run_schedule(PhysicsStep);
}

/// Takes everything of the last attempt off the stage.
pub fn clear(world: &mut World) {
    let mut placed = world.query_filtered::<Entity, With<OnStage>>();
    let entities: Vec<_> = placed.iter(world).collect();
    for entity in entities {
        world.despawn(entity);
    }
    forget_physics(world);
    world.remove_resource::<Run>();
    world.insert_resource(Smell::default());
    // Emptied, not replaced: readers remember how many there were, and would miss the next one.
    world.resource_mut::<Messages<BodyInput>>().clear();
    // What was looked at or held is gone with the stage it was on.
    sense::forget(world);
}

/// Physics hears of what is gone while that is news, and then begins anew: what is left of an
/// attempt must not stand in the way of the next, nor change which of two equal hits comes first.
fn forget_physics(world: &mut World) {
    world.run_schedule(PhysicsStep);
    let mut contexts = world.query_filtered::<Entity, With<RapierContextSimulation>>();
    let contexts: Vec<_> = contexts.iter(world).collect();
    for context in contexts {
        world.entity_mut(context).insert((
            RapierContextSimulation::default(),
            RapierContextColliders::default(),
            RapierContextJoints::default(),
            RapierRigidBodySet::default(),
        ));
    }
}

fn decide(
    mut run: ResMut<Run>,
    mut signals: ResMut<Signals>,
    mut effects: MessageWriter<StageEffect>,
    mut finished: MessageWriter<Finished>,
) {
    if run.attempt.outcome().ending.is_some() {
        return;
    }
    if let Some(ms) = run.stood_ms.take() {
        signals.0.push(Signal::Stalled { ms });
    }
    if let Some(by) = run.stop.take() {
        signals.0.push(Signal::Stopped { by });
    }
    let run = &mut *run;
    if let Err(sentence) = run.recorder.tick(&signals.0) {
        // What is not on the tape did not happen: end here, with what was kept.
        run.fault = Some(sentence);
        signals.0 = vec![Signal::Stopped { by: StoppedBy::Fault }];
    }
    for effect in run.attempt.tick(&signals.0) {
        if let Effect::Ended(ending) = effect {
            finished.write(Finished { ending: ending.clone(), fault: run.fault.clone() });
        }
        effects.write(StageEffect(effect.clone()));
    }
}

pub(crate) fn record_trace(
    mut run: ResMut<Run>,
    body: Res<Body>,
    agents: Query<(&AgentBody, &Transform)>,
    parts: Query<(&PartState, &Transform)>,
) {
    let tick = run.attempt.ticks();
    if run.attempt.outcome().ending.is_some() || !tick.is_multiple_of(TICKS_PER_SAMPLE) {
        return;
    }
    let pose = |t: &Transform| Pose { at: t.translation, rot: t.rotation };
    let mut things: Vec<_> = agents.iter().map(|(a, t)| (a.id.to_string(), pose(t))).collect();
    things.extend(parts.iter().map(|(p, t)| (p.id.to_string(), pose(t))));
    things.sort_by(|a, b| a.0.cmp(&b.0));
    let mut poses = vec![("head".to_owned(), body.head()), ("hand".to_owned(), body.hand())];
    poses.extend(things);
    if let Err(sentence) = run.recorder.trace(tick, &poses) {
        // The trace is for replays only; the attempt goes on without it.
        warn!("the trace is not written any more: {sentence}");
    }
}
