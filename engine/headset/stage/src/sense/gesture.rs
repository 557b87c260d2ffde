//! The stop of a raised hand: the palm shown to a colleague. It says `stop` to whom it is shown, as
//! the menu does, and is the gesture `stop` where a scenario has one.

use super::Signals;
use super::speech::{ADDRESS_DEG, EARSHOT_M};
use crate::agent::AgentBody;
use crate::body::{Body, Pose};
use crate::drive::Run;
use anlan_attempt::Signal;
use anlan_scenario::{AgentId, Event};
use bevy::prelude::*;

/// The name of the gesture, and of the phrase that it says.
const STOP: &str = "stop";
/// A hand is raised at this height above the floor: the chest of a tall trainee, within the reach
/// of one who sits, metres.
const RAISED_M_MIN: f32 = 1.3;
/// So long the palm is shown, ticks: 0.4 s.
const SHOWN_TICKS: u32 = 24;
/// Fingers point up within this angle, degrees.
const UP_DEG: f32 = 50.0;

/// To whom the palm is shown, and for how many ticks.
#[derive(Resource, Default)]
pub(crate) struct Shown(Option<(AgentId, u32)>);

pub(crate) fn sense_gestures(
    body: Res<Body>,
    agents: Query<(&AgentBody, &Transform)>,
    mut shown: ResMut<Shown>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        shown.0 = None;
        return;
    }
    let palms = body.palms();
    let agent = palms.iter().flatten().find_map(|palm| shown_to(&body, palm, &agents));
    shown.0 = agent.map(|agent| match shown.0.take() {
        Some((was, ticks)) if was == agent => (was, ticks + 1),
        _ => (agent, 1),
    });
    let Some((agent, SHOWN_TICKS)) = &shown.0 else { return };
    let file = run.attempt.scenario().file();
    let gesture = file.gestures.iter().find(|id| id.as_str() == STOP);
    signals.0.extend(gesture.map(|id| Signal::Did(Event::Gestured(id.clone()))));
    let phrase = file.phrases.iter().find(|p| p.id.as_str() == STOP && !p.to_all);
    signals.0.extend(phrase.map(|p| Signal::Did(Event::Said(p.id.clone(), agent.clone()))));
}

/// The colleague whom a raised palm faces.
fn shown_to(body: &Body, palm: &Pose, agents: &Query<(&AgentBody, &Transform)>) -> Option<AgentId> {
    let is_up = palm.forward().angle_between(Vec3::Y) <= UP_DEG.to_radians();
    if !is_up || palm.at.y - body.feet.y < RAISED_M_MIN {
        return None;
    }
    let faces = (palm.rot * Vec3::NEG_Y).with_y(0.0);
    let angle = |at: &Transform| {
        let way = (at.translation - palm.at).with_y(0.0);
        (way.length() <= EARSHOT_M).then(|| way.angle_between(faces))
    };
    agents
        .iter()
        .filter_map(|(agent, at)| Some((angle(at)?, &agent.id)))
        .filter(|(angle, _)| *angle <= ADDRESS_DEG.to_radians())
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, id)| id.clone())
}
