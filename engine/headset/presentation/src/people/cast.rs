//! Reads off the stage, once a tick, what every colleague does.

use super::deed::{Acting, Cue};
use super::gaze::Gaze;
use anlan_stage::{AgentBody, Run};
use bevy::prelude::*;
use std::f32::consts::PI;

/// Eyes stand over the floor and before the middle by these shares of a body's height.
const EYES_UP: f32 = 0.93;
const EYES_AHEAD: f32 = 0.05;

pub(super) fn note_deeds(
    mut commands: Commands,
    run: Res<Run>,
    mut agents: Query<(Entity, &AgentBody, &Transform, Option<&mut Acting>)>,
) {
    // While a card is open or a consequence is shown, time stands still, and so do they.
    if !run.attempt.scene_runs() {
        return;
    }
    for (entity, agent, transform, acting) in &mut agents {
        let cue = cue(agent, transform);
        match acting {
            Some(mut acting) => acting.tick(cue),
            None => {
                commands.entity(entity).insert((Acting::new(cue), Gaze::default()));
            }
        }
    }
}

pub(super) fn cue(agent: &AgentBody, at: &Transform) -> Cue {
    Cue {
        posture: agent.posture,
        is_walking: agent.is_walking,
        at: at.translation.xz(),
        yaw: at.rotation.to_euler(EulerRot::YXZ).0,
        height_m: agent.height_m,
    }
}

/// The frame of a person's file on stage: feet on the floor, looking along +z where the stage has
/// colleagues look along −z.
pub(super) fn stands(agent: &AgentBody, acting: &Acting, at: &Transform) -> Transform {
    Transform::from_translation(at.translation - Vec3::Y * agent.height_m / 2.0)
        .with_rotation(Quat::from_rotation_y(acting.facing() + PI))
}

/// Where eyes are in a person's frame, standing upright.
pub(super) fn eyes(agent: &AgentBody) -> Vec3 {
    Vec3::new(0.0, EYES_UP, EYES_AHEAD) * agent.height_m
}
