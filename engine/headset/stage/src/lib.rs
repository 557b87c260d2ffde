//! The headless world of an attempt: it places the scenario's things, senses the trainee, asks the
//! attempt once per tick, and applies what the attempt decides. It runs without window, sound, GPU
//! or headset; how a body enters is the rig's business, how things look is presentation's.

mod agent;
mod apply;
mod body;
mod card;
mod drive;
mod item;
mod part;
mod place;
mod pulse;
mod rays;
mod sense;
mod smell;

pub use agent::AgentBody;
pub use apply::{Emission, StageEffect};
pub use body::{Body, BodyInput, Buttons, Pose};
pub use card::{CARD_SIZE_M, CardPanel, OPTION_ROWS};
pub use drive::{Finished, Recorder, Run, begin, clear};
pub use item::{ItemPlace, ItemState};
pub use part::{LANDS, PartState};
pub use place::{MarkerPoint, Obstacles, Placed, Thing};
pub use pulse::{Pulse, PulseHand};
pub use rays::Rays;
pub use sense::{Cues, MARK_M_MAX, REACH_M_MAX, SENSE_VERSION, Sight, addressee};
pub use smell::Smell;

use bevy::ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// The order of one tick on `FixedUpdate`. The rig writes its [`BodyInput`] before `Read`.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub enum StageSystems {
    /// Where the body is now.
    Read,
    /// The world becomes signals.
    Sense,
    /// The attempt ticks, once.
    Decide,
    /// Effects become component changes.
    Apply,
    /// Things move, colliders follow.
    Settle,
}

/// The physics step, run at the end of `Settle`.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhysicsStep;

/// The whole stage.
pub struct StagePlugin;

impl Plugin for StagePlugin {
    fn build(&self, app: &mut App) {
        let step_s = 1.0 / anlan_attempt::TICKS_PER_S as f32;
        app.insert_resource(Time::<Fixed>::from_hz(anlan_attempt::TICKS_PER_S as f64))
            .insert_resource(TimestepMode::Fixed { dt: step_s, substeps: 1 })
            .add_plugins(RapierPhysicsPlugin::<NoUserData>::default().in_schedule(PhysicsStep))
            .configure_sets(
                FixedUpdate,
                (
                    StageSystems::Read,
                    StageSystems::Sense,
                    StageSystems::Decide,
                    StageSystems::Apply,
                    StageSystems::Settle,
                )
                    .chain()
                    .run_if(resource_exists::<Run>),
            )
            .edit_schedule(FixedUpdate, |schedule| {
                // Every system is short: handing it to another thread costs more than it saves.
                schedule.set_executor(SingleThreadedExecutor::new());
                schedule.set_build_settings(ScheduleBuildSettings {
                    ambiguity_detection: LogLevel::Error,
                    ..default()
                });
            });
        app.init_resource::<Smell>();
        app.add_plugins((body::plugin, sense::plugin, drive::plugin, apply::plugin));
        app.add_message::<Pulse>();
        app.add_systems(
            FixedUpdate,
            (
                part::move_parts,
                agent::walk_agents,
                item::carry_items,
                pulse::pulse_hands,
                smell::drift_smell,
                step_physics,
                drive::record_trace,
            )
                .chain()
                .in_set(StageSystems::Settle),
        );
    }
}

fn step_physics(world: &mut World) {
    world.run_schedule(PhysicsStep);
}
