//! What the attempt's effects mean for eye and ear: which mark was just taken, which consequence
//! plays. Kept in ticks, so that the same tape shows the same scene at any speed. How any of it
//! looks is the business of the files that draw; what is said is `narration`'s.

use crate::consequence::{Moment, Scene, Victim, freeze_s, moment, witness};
use crate::speech::Speech;
use anlan_attempt::{Effect, MarkVerdict, MarkerId, Phase, ticks};
use anlan_scenario::{Consequence, ConsequenceId, Depiction, Posture, PropKind, Scenario};
use anlan_stage::{AgentBody, Body, MarkerPoint, PartState, Rays, Run, StageEffect};
use bevy::prelude::*;

/// A device that moved this long before a consequence can have been its spark, seconds.
const SPARK_S: f32 = 1.0;

/// From the eyes to the crown, metres.
const CROWN_M: f32 = 0.11;

/// What is up now.
#[derive(Resource, Default)]
pub(crate) struct Script {
    /// The last mark and its tick.
    pub mark: Option<(MarkVerdict, u64)>,
    /// The consequence that plays or has played.
    pub strike: Option<Strike>,
    /// Where a switch moved last, and when.
    moved: Option<(Vec3, u64)>,
}

/// A consequence from its first tick on.
#[derive(Clone, Debug)]
pub(crate) struct Strike {
    /// Which.
    pub id: ConsequenceId,
    /// Its first tick.
    pub at: u64,
    /// Its length, seconds.
    pub lasts_s: f32,
    /// How it is shown.
    pub depiction: Depiction,
    /// Where the spark was, if that can be told.
    pub spark: Option<Vec3>,
    /// Whom it befell.
    pub victim: Victim,
    /// Where the freeze is seen from.
    pub view: Transform,
}

/// An attempt that has not begun has nothing to show of the last one.
pub(crate) fn forget_last(
    mut script: ResMut<Script>,
    mut speech: ResMut<Speech>,
    run: Option<Res<Run>>,
) {
    if run.is_none_or(|run| run.attempt.ticks() == 0) {
        *script = Script::default();
        *speech = Speech::default();
    }
}

/// Takes down what this tick's effects ask to be shown.
pub(crate) fn heed_effects(
    mut script: ResMut<Script>,
    mut effects: MessageReader<StageEffect>,
    moved: Query<(&PartState, &Transform), Changed<PartState>>,
    agents: Query<(&AgentBody, &Transform)>,
    (run, body, rays): (Res<Run>, Res<Body>, Rays),
    markers: Query<(&MarkerPoint, &Transform)>,
) {
    let tick = run.attempt.ticks();
    let scenario = run.attempt.scenario();
    if tick <= 1 {
        *script = Script::default();
    } else if let Some((_, at)) = moved.iter().find(|(part, _)| is_switch(scenario, part)) {
        script.moved = Some((at.translation, tick));
    }
    for StageEffect(effect) in effects.read() {
        match effect {
            Effect::Marked(verdict) => script.mark = Some((verdict.clone(), tick)),
            Effect::Struck(id) => {
                let Some(consequence) = scenario.consequence(id) else { continue };
                let recent = script.moved.filter(|(_, at)| tick - at <= ticks(SPARK_S));
                let spark = recent.map(|(at, _)| at).or_else(|| phone(&agents));
                let victim = victim(consequence, &body, &agents, &markers);
                let scene = Scene { depiction: &consequence.depiction, victim: &victim };
                script.strike = Some(Strike {
                    id: id.clone(),
                    at: tick,
                    lasts_s: consequence.lasts_s,
                    depiction: consequence.depiction.clone(),
                    spark,
                    view: witness(&consequence.view, &scene, &rays),
                    victim,
                });
            }
            _ => {}
        }
    }
}

/// Whom a consequence befell, and where it came from.
fn victim(
    consequence: &Consequence,
    body: &Body,
    agents: &Query<(&AgentBody, &Transform)>,
    markers: &Query<(&MarkerPoint, &Transform)>,
) -> Victim {
    let is_one = |id: &MarkerId| match id {
        MarkerId::Hazard(id) => consequence.hazards.contains(id),
        MarkerId::LookAlike(_) => false,
    };
    let points: Vec<Vec3> =
        markers.iter().filter(|(m, _)| is_one(&m.id)).map(|(_, at)| at.translation).collect();
    let head = body.head();
    let yaw = |turn: Quat| turn.to_euler(EulerRot::YXZ).0;
    let height_m = head.at.y - body.feet.y + CROWN_M;
    let trainee = Victim::at(body.feet, yaw(head.rot), height_m, &points);
    if consequence.depiction != Depiction::Shock || trainee.is_in_reach() {
        return trainee;
    }
    // Somebody else's hand was on it.
    let others = agents.iter().map(|(agent, at)| {
        let feet = at.translation - Vec3::Y * agent.height_m / 2.0;
        Victim::at(feet, yaw(at.rotation), agent.height_m, &points)
    });
    others.into_iter().find(Victim::is_in_reach).unwrap_or(trainee)
}

/// A part that makes a spark when it moves.
fn is_switch(scenario: &Scenario, part: &PartState) -> bool {
    scenario.part(&part.id).is_some_and(|(prop, _)| prop.kind == PropKind::Device)
}

/// Where a colleague holds a telephone.
fn phone(agents: &Query<(&AgentBody, &Transform)>) -> Option<Vec3> {
    let (agent, at) = agents.iter().find(|(agent, _)| agent.posture == Posture::Phone)?;
    // From the body's middle to the chest, where the telephone is held.
    Some(at.translation + Vec3::Y * agent.height_m * 0.25)
}

impl Strike {
    /// How it stands at this tick, while it plays.
    pub(crate) fn moment(&self, tick: u64) -> Moment {
        let s = tick.saturating_sub(self.at) as f32 / anlan_attempt::TICKS_PER_S as f32;
        moment(&self.depiction, self.lasts_s, s)
    }

    /// The tick at which it freezes.
    pub(crate) fn frozen_at(&self) -> u64 {
        self.at + ticks(freeze_s(&self.depiction, self.lasts_s))
    }
}

/// The consequence that plays now.
pub(crate) fn playing(script: &Script, run: &Run) -> Option<(Strike, Moment)> {
    let is_on = matches!(run.attempt.phase(), Phase::Consequence { .. });
    let strike = script.strike.as_ref().filter(|_| is_on)?;
    Some((strike.clone(), strike.moment(run.attempt.ticks())))
}

/// The tick by which things move of themselves: it stands still in a freeze.
pub(crate) fn living_tick(script: &Script, run: &Run) -> u64 {
    let tick = run.attempt.ticks();
    playing(script, run).map_or(tick, |(strike, _)| tick.min(strike.frozen_at()))
}
