//! Reads off the stage, once a tick, what every colleague does.

use super::deed::{Acting, Cue};
use anlan_stage::{AgentBody, Run};
use bevy::prelude::*;

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
                commands.entity(entity).insert(Acting::new(cue));
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
    }
}
