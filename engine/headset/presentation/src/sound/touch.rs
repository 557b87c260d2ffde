//! What sounds once: a part that begins to move, a step, a mark, a card, the telephone, the strike.
//! Noticed tick by tick; the mixer plays it with the next frame.

use super::library::Sound;
use super::scene::Place;
use crate::script::Script;
use crate::words::tells_verdicts;
use anlan_attempt::{Effect, MarkVerdict};
use anlan_scenario::{Motion, PropKind, Scenario};
use anlan_stage::{AgentBody, Body, PartState, Run, StageEffect};
use bevy::prelude::*;
use std::collections::HashMap;

/// One step of a grown person, metres.
const STEP_M: f32 = 0.7;
/// Farther than this in one tick nobody walks: that was a teleport, metres.
const WALK_M_MAX: f32 = 0.1;
/// Goods from this volume on are heavy and roll, cubic metres.
const HEAVY_M3: f32 = 1.0;
/// More at once is a din, and an endless list while nobody listens.
const CUES_MAX: usize = 16;

/// Loudness of what is heard all around, decibels.
const TOUCH_DB: f32 = 0.0;
const OWN_STEP_DB: f32 = -4.0;

/// A sound to be played once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub sound: Sound,
    /// Where; nowhere in particular if absent.
    pub at: Option<Vec3>,
    pub gain_db: f32,
}

/// What has been touched since the last frame, and what moved last.
#[derive(Resource, Default)]
pub(super) struct Touches {
    cues: Vec<Cue>,
    moving: HashMap<Entity, f32>,
    steps: HashMap<Entity, Steps>,
    own: Steps,
}

/// The walk of somebody.
#[derive(Default)]
struct Steps {
    last: Vec3,
    walked_m: f32,
    count: usize,
}

impl Touches {
    /// The cues since this was last asked.
    pub(super) fn take(&mut self) -> Vec<Cue> {
        std::mem::take(&mut self.cues)
    }

    fn add(&mut self, sound: Sound, at: Option<Vec3>, gain_db: f32) {
        if self.cues.len() < CUES_MAX {
            self.cues.push(Cue { sound, at, gain_db });
        }
    }
}

impl Steps {
    /// True when a foot comes down.
    fn walk(&mut self, at: Vec3) -> bool {
        let way = at.with_y(0.0).distance(self.last.with_y(0.0));
        self.last = at;
        if way < WALK_M_MAX {
            self.walked_m += way;
        }
        let is_step = self.walked_m >= STEP_M;
        if is_step {
            self.walked_m -= STEP_M;
            self.count += 1;
        }
        is_step
    }

    fn sound(&self, is_indoors: bool) -> Sound {
        match (is_indoors, self.count % 3) {
            (true, 0) => Sound::StepTile1,
            (true, 1) => Sound::StepTile2,
            (true, _) => Sound::StepTile3,
            (false, 0) => Sound::StepPaving1,
            (false, 1) => Sound::StepPaving2,
            (false, _) => Sound::StepPaving3,
        }
    }
}

pub(super) fn feel_touches(
    mut touches: ResMut<Touches>,
    mut effects: MessageReader<StageEffect>,
    parts: Query<(Entity, &PartState, &Transform)>,
    agents: Query<(Entity, &AgentBody, &Transform)>,
    place: Place,
    (run, body, script): (Res<Run>, Res<Body>, Res<Script>),
) {
    let scenario = run.attempt.scenario();
    for (entity, part, at) in &parts {
        let last = touches.moving.insert(entity, part.at).unwrap_or(part.at);
        // It begins where it rested at an end.
        if part.at != last && (last <= 0.0 || last >= 1.0) {
            touches.add(part_sound(scenario, part), Some(at.translation), TOUCH_DB);
        }
    }
    for (entity, agent, at) in &agents {
        let feet = at.translation - Vec3::Y * agent.height_m / 2.0;
        let steps = touches.steps.entry(entity).or_default();
        if steps.walk(feet) {
            let sound = steps.sound(place.is_indoors(feet));
            touches.add(sound, Some(feet), TOUCH_DB);
        }
    }
    if touches.own.walk(body.feet) {
        let sound = touches.own.sound(place.is_indoors(body.feet));
        touches.add(sound, None, OWN_STEP_DB);
    }
    if body.input.call.is_some() && run.attempt.scene_runs() {
        touches.add(Sound::PhoneTone, None, TOUCH_DB);
    }
    for StageEffect(effect) in effects.read() {
        heed(&mut touches, effect, &run, &script);
    }
}

fn heed(touches: &mut Touches, effect: &Effect, run: &Run, script: &Script) {
    match effect {
        Effect::Marked(verdict) => {
            touches.add(Sound::Mark, None, TOUCH_DB);
            match verdict {
                _ if !tells_verdicts(run.attempt.setup().mode) => {}
                MarkVerdict::Hit(_) => touches.add(Sound::ToneRight, None, TOUCH_DB),
                MarkVerdict::FalseAlarm(_) => touches.add(Sound::ToneWrong, None, TOUCH_DB),
                MarkVerdict::Neutral | MarkVerdict::Again => {}
            }
        }
        Effect::CardOpened(_) | Effect::CardClosed => touches.add(Sound::CardTick, None, TOUCH_DB),
        Effect::Struck(_) => {
            let spark = script.strike.as_ref().and_then(|strike| strike.spark);
            touches.add(Sound::RelayClick, spark, TOUCH_DB);
            touches.add(Sound::Explosion, None, TOUCH_DB);
            touches.add(Sound::EarRing, None, TOUCH_DB);
        }
        _ => {}
    }
}

/// What a part sounds like, by what its prop is and how it moves.
pub(super) fn part_sound(scenario: &Scenario, part: &PartState) -> Sound {
    let Some((prop, file)) = scenario.part(&part.id) else { return Sound::KnobClick };
    match (prop.kind, &file.motion) {
        (PropKind::Gas, _) => Sound::ValveLever,
        (PropKind::Device, _) => Sound::SwitchClick,
        (PropKind::Opening, Motion::Slide { .. }) => Sound::WindowSlide,
        (PropKind::Opening, Motion::Turn { .. }) => Sound::DoorSwing,
        (PropKind::Goods, _) if part.size.element_product() >= HEAVY_M3 => Sound::SackDrag,
        (PropKind::Goods, _) => Sound::CartonDrag,
        _ => Sound::KnobClick,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_comes_down_every_step_and_a_teleport_is_none() {
        let mut steps = Steps::default();
        let walked = (1..=500).filter(|i| steps.walk(Vec3::X * 0.0142 * *i as f32)).count();
        assert_eq!(walked, 10, "seven metres");
        let jumped = (0..50).filter(|i| steps.walk(Vec3::Z * (*i % 2) as f32 * 5.0)).count();
        assert_eq!(jumped, 0);
    }
}
