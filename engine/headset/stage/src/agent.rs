//! Virtual colleagues: where they walk and what their hands do. They follow the floor's ways and
//! never judge anything.

use crate::drive::Run;
use crate::place::Obstacles;
use anlan_scenario::{Agent, AgentId, Floor, Posture, Spot, SpotId};
use bevy::prelude::*;

/// Half the width of a colleague for rays, metres.
pub(crate) const AGENT_RADIUS_M: f32 = 0.2;
/// Walking speed, metres per second.
const WALK_M_PER_S: f32 = 1.3;
/// Turning speed, radians per second.
const TURN_RAD_PER_S: f32 = 4.0;
/// A way is looked for again after this time, since doors open and goods are moved, seconds.
const RETHINK_S: u64 = 1;
/// A spot is reached within this distance, metres: one cell of the way-finding and rounding.
const ARRIVED_M: f32 = 0.15;

/// A colleague on stage.
#[derive(Component, Clone, Debug)]
pub struct AgentBody {
    /// Who.
    pub id: AgentId,
    /// Body height, metres.
    pub height_m: f32,
    /// What hands and body do.
    pub posture: Posture,
    /// True while walking.
    pub is_walking: bool,
    pub(crate) goal: Option<Spot>,
    /// Reached in the last tick, not yet told to the attempt.
    pub(crate) arrived: Option<SpotId>,
    way: Vec<[f32; 2]>,
    thought_at: u64,
}

impl AgentBody {
    pub(crate) fn new(agent: &Agent) -> Self {
        Self {
            id: agent.id.clone(),
            height_m: agent.height_m,
            posture: agent.posture,
            is_walking: false,
            goal: None,
            arrived: None,
            way: Vec::new(),
            thought_at: 0,
        }
    }
}

pub(crate) fn walk_agents(
    mut agents: Query<(&mut AgentBody, &mut Transform)>,
    run: Res<Run>,
    obstacles: Res<Obstacles>,
) {
    let tick = run.attempt.ticks();
    let step = WALK_M_PER_S / anlan_attempt::TICKS_PER_S as f32;
    for (mut agent, mut transform) in &mut agents {
        let Some(goal) = agent.goal.clone() else { continue };
        if !run.attempt.scene_runs() {
            agent.is_walking = false;
            continue;
        }
        let at = [transform.translation.x, transform.translation.z];
        if agent.way.is_empty() || tick >= agent.thought_at + RETHINK_S * anlan_attempt::TICKS_PER_S
        {
            let floor = Floor::new(run.attempt.scenario(), &obstacles.0);
            agent.way = floor.way(at, [goal.pos[0], goal.pos[2]]);
            agent.thought_at = tick;
        }
        let mut here = Vec2::from(at);
        let mut left = step;
        while let Some(next) = agent.way.first().map(|p| Vec2::from(*p)) {
            let distance = here.distance(next);
            if distance > left {
                here += (next - here) / distance * left;
                break;
            }
            left -= distance;
            here = next;
            agent.way.remove(0);
        }
        let walked = here - Vec2::from(at);
        agent.is_walking = walked.length() > step * 0.01;
        let yaw = if agent.is_walking {
            f32::atan2(-walked.x, -walked.y)
        } else {
            goal.facing_deg.to_radians()
        };
        turn_toward(&mut transform, yaw);
        transform.translation.x = here.x;
        transform.translation.z = here.y;
        if here.distance(Vec2::new(goal.pos[0], goal.pos[2])) <= ARRIVED_M {
            agent.arrived = Some(goal.id.clone());
            agent.goal = None;
            agent.is_walking = false;
            agent.way.clear();
            transform.rotation = Quat::from_rotation_y(goal.facing_deg.to_radians());
        }
    }
}

fn turn_toward(transform: &mut Transform, yaw: f32) {
    let goal = Quat::from_rotation_y(yaw);
    let most = TURN_RAD_PER_S / anlan_attempt::TICKS_PER_S as f32;
    transform.rotation = transform.rotation.rotate_towards(goal, most);
}
