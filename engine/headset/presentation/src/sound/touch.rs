//! What sounds once: a part that leaves an end or lands, a step, a mark, a card, the telephone, a
//! spot that calls now and then, the consequence. Noticed tick by tick; the mixer plays it with the
//! next frame.

use super::library::Sound;
use super::scape::{Ground, PartRow, Scape};
use super::scene::Place;
use super::strike;
use crate::script::Script;
use crate::words::tells_verdicts;
use anlan_attempt::{Effect, MarkVerdict, Phase, ticks};
use anlan_scenario::{Motion, Part, Prop, PropKind, Scenario};
use anlan_stage::{AgentBody, Body, LANDS, PartState, Run, StageEffect};
use bevy::prelude::*;
use std::collections::HashMap;

/// One step of a grown person, metres.
const STEP_M: f32 = 0.7;
/// Farther than this in one tick nobody walks: that was a teleport, metres.
const WALK_M_MAX: f32 = 0.1;
/// Goods from this volume on are heavy and roll, cubic metres.
const HEAVY_M3: f32 = 1.0;
/// What turns and is at least so long is a leaf or an arm, metres.
const LEAF_M: f32 = 0.5;
/// What the seed did not draw is put in order at the start, in silence, seconds.
const LAID_OUT_S: f32 = 2.0;
/// More at once is a din, and an endless list while nobody listens.
const CUES_MAX: usize = 16;

/// Loudness of what is heard all around, decibels.
const TOUCH_DB: f32 = 0.0;
const OWN_STEP_DB: f32 = -2.0;
/// Parts and steps are as loud as their files up to here, metres.
const NEAR_M: f32 = 1.0;

/// A sound to be played once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub sound: Sound,
    /// Where; nowhere in particular if absent.
    pub at: Option<Vec3>,
    pub gain_db: f32,
    /// As loud as its file up to here, metres.
    pub near_m: f32,
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
        self.add_far(Cue { sound, at, gain_db, near_m: NEAR_M });
    }

    fn add_far(&mut self, cue: Cue) {
        if self.cues.len() < CUES_MAX {
            self.cues.push(cue);
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

    fn sound(&self, ground: Ground) -> Sound {
        use Sound::*;
        let three = match ground {
            Ground::Tile => [StepTile1, StepTile2, StepTile3],
            Ground::Paving => [StepPaving1, StepPaving2, StepPaving3],
            Ground::Concrete => [StepConcrete1, StepConcrete2, StepConcrete3],
            Ground::Steel => [StepSteel1, StepSteel2, StepSteel3],
            Ground::Board => [StepBoard1, StepBoard2, StepBoard3],
            Ground::Soil => [StepSoil1, StepSoil2, StepSoil3],
        };
        three[self.count % 3]
    }
}

pub(super) fn feel_touches(
    mut touches: ResMut<Touches>,
    mut effects: MessageReader<StageEffect>,
    parts: Query<(Entity, &PartState, &Transform)>,
    agents: Query<(Entity, &AgentBody, &Transform)>,
    (place, scape): (Place, Res<Scape>),
    (run, body, script): (Res<Run>, Res<Body>, Res<Script>),
) {
    let (tick, scenario) = (run.attempt.ticks(), run.attempt.scenario());
    for (entity, part, at) in &parts {
        let last = touches.moving.insert(entity, part.at).unwrap_or(part.at);
        if part.at != last && tick > ticks(LAID_OUT_S) {
            let sound = part_sound(scenario, &scape, part, last);
            sound.into_iter().for_each(|s| touches.add(s, Some(at.translation), TOUCH_DB));
        }
    }
    let ground = |feet| scape.ground(place.under(feet), place.is_indoors(feet));
    for (entity, agent, at) in &agents {
        let feet = at.translation - Vec3::Y * agent.height_m / 2.0;
        let steps = touches.steps.entry(entity).or_default();
        if steps.walk(feet) {
            let sound = steps.sound(ground(feet));
            touches.add(sound, Some(feet), TOUCH_DB);
        }
    }
    if touches.own.walk(body.feet) {
        let sound = touches.own.sound(ground(body.feet));
        touches.add(sound, Some(body.feet), OWN_STEP_DB);
    }
    if body.input.call.is_some() && run.attempt.scene_runs() {
        touches.add(Sound::PhoneTone, None, TOUCH_DB);
    }
    if *run.attempt.phase() == Phase::Scene {
        call_out(&mut touches, &place, &scape, tick);
    }
    for StageEffect(effect) in effects.read() {
        heed(&mut touches, effect, &run);
    }
    if let Some(strike) = &script.strike {
        for (sound, at, gain_db) in strike::cues(strike, tick) {
            touches.add(sound, at, gain_db);
        }
    }
}

/// What is heard of a place now and then.
fn call_out(touches: &mut Touches, place: &Place, scape: &Scape, tick: u64) {
    for (number, spot) in scape.spots().iter().enumerate() {
        if spot.calls(number, tick)
            && let Some(at) = place.spot(spot)
        {
            let (sound, gain_db, near_m) = (spot.sound, spot.gain_db, spot.near_m);
            touches.add_far(Cue { sound, at: Some(at), gain_db, near_m });
        }
    }
}

fn heed(touches: &mut Touches, effect: &Effect, run: &Run) {
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
        _ => {}
    }
}

/// What a part sounds like that has moved on from `last` in this tick.
pub(super) fn part_sound(
    scenario: &Scenario,
    scape: &Scape,
    part: &PartState,
    last: f32,
) -> Option<Sound> {
    let (prop, file) = scenario.part(&part.id)?;
    let PartRow { starts, ends } = scape.part(&part.id).unwrap_or_else(|| usual(prop, file));
    let (begins, lands) = match file.motion {
        Motion::Fall { .. } => (false, last < LANDS && part.at >= LANDS),
        _ => (last <= 0.0 || last >= 1.0, part.end().is_some()),
    };
    starts.filter(|_| begins).or(ends.filter(|_| lands))
}

/// What a part sounds like by what its prop is and how it moves.
fn usual(prop: &Prop, part: &Part) -> PartRow {
    let size = Vec3::from(part.size);
    let starts = match (prop.kind, &part.motion) {
        (_, Motion::Fall { .. }) => {
            return PartRow { starts: None, ends: Some(Sound::BrickLand) };
        }
        (PropKind::Gas, _) => Sound::ValveLever,
        (PropKind::Device, _) => Sound::SwitchClick,
        (PropKind::Opening, Motion::Slide { .. }) => Sound::WindowSlide,
        (PropKind::Opening, Motion::Turn { .. }) => Sound::DoorSwing,
        (PropKind::Goods, _) if size.element_product() >= HEAVY_M3 => Sound::SackDrag,
        (PropKind::Goods, _) => Sound::CartonDrag,
        (PropKind::Safety, Motion::Turn { .. }) => Sound::BoomArm,
        (PropKind::Safety, Motion::Slide { .. }) => Sound::HookClip,
        (_, Motion::Turn { .. }) if size.max_element() >= LEAF_M => Sound::MetalDoor,
        _ => Sound::KnobClick,
    };
    PartRow { starts: Some(starts), ends: None }
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
