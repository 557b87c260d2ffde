//! What the trainee says, telephones and chooses.

use super::Signals;
use crate::agent::AgentBody;
use crate::body::Body;
use crate::drive::Run;
use anlan_attempt::Signal;
use anlan_scenario::Event;
use bevy::prelude::*;

/// A call across a kitchen is heard and meant for someone this near, metres.
pub(super) const EARSHOT_M: f32 = 8.0;
/// Who is spoken to is looked at: half the angle about the view's middle.
pub(super) const ADDRESS_DEG: f32 = 35.0;

pub(crate) fn sense_speech(
    body: Res<Body>,
    agents: Query<(&AgentBody, &Transform)>,
    run: Res<Run>,
    mut signals: ResMut<Signals>,
) {
    if !run.attempt.scene_runs() {
        return;
    }
    let input = &body.input;
    if let Some(phrase) = &input.say {
        let phrases = &run.attempt.scenario().file().phrases;
        let to_all = phrases.iter().any(|p| p.id == *phrase && p.to_all);
        let event = if to_all {
            Some(Event::Announced(phrase.clone()))
        } else {
            addressee(&body, &agents).map(|to| Event::Said(phrase.clone(), to.id.clone()))
        };
        signals.0.extend(event.map(Signal::Did));
    }
    if let Some(line) = &input.call {
        signals.0.push(Signal::Did(Event::Called(line.clone())));
    }
    if let Some(gesture) = &input.gesture {
        signals.0.push(Signal::Did(Event::Gestured(gesture.clone())));
    }
    if let Some(choice) = &input.choose {
        signals.0.push(Signal::Did(Event::Chose(choice.clone())));
    }
}

/// The colleague whom the trainee speaks to.
pub fn addressee<'a>(
    body: &Body,
    agents: impl IntoIterator<Item = (&'a AgentBody, &'a Transform)>,
) -> Option<&'a AgentBody> {
    let head = body.head();
    agents
        .into_iter()
        .filter_map(|(agent, transform)| {
            let way = transform.translation - head.at;
            let angle = way.with_y(0.0).angle_between(head.forward().with_y(0.0));
            let hears = way.length() <= EARSHOT_M && angle <= ADDRESS_DEG.to_radians();
            hears.then_some((angle, agent))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.id.cmp(&b.1.id)))
        .map(|(_, agent)| agent)
}
