//! What the attempt's effects mean for eye and ear: which mark was just taken, which consequence
//! plays. Kept in ticks, so that the same tape shows the same scene at any speed. How any of it
//! looks is the business of the files that draw; what is said is `narration`'s.

use crate::speech::Speech;
use anlan_attempt::{Effect, MarkVerdict, Phase, ticks};
use anlan_scenario::{ConsequenceId, Posture, PropKind, Scenario};
use anlan_stage::{AgentBody, PartState, Run, StageEffect};
use bevy::prelude::*;

/// A device that moved this long before a consequence can have been its spark, seconds.
const SPARK_S: f32 = 1.0;

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
    /// Where the spark was, if that can be told.
    pub spark: Option<Vec3>,
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
    run: Res<Run>,
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
                let lasts_s = scenario.consequence(id).map_or(0.0, |c| c.lasts_s);
                let recent = script.moved.filter(|(_, at)| tick - at <= ticks(SPARK_S));
                let spark = recent.map(|(at, _)| at).or_else(|| phone(&agents));
                script.strike = Some(Strike { id: id.clone(), at: tick, lasts_s, spark });
            }
            _ => {}
        }
    }
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

/// A consequence at one of its moments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moment {
    /// How white the view is, 0–1.
    pub white: f32,
    /// How dark it is, 0–1.
    pub dark: f32,
    /// Seen from the consequence's own view.
    pub is_away: bool,
    /// Time stands still, and the picture explains itself.
    pub is_frozen: bool,
}

/// Catalogue, section 8: light fills the view in 0.2 s, once; nothing flashes again.
const WHITE_RISE_S: f32 = 0.2;
/// Behind the white the view cuts away, with no motion.
const CUT_S: f32 = 0.5;
/// By now the white is gone.
const WHITE_GONE_S: f32 = 1.5;
/// Share of the consequence after which it freezes.
const FREEZE_SHARE: f32 = 0.5;
/// The way to the dark at the end.
const DARK_FALL_S: f32 = 0.5;

impl Strike {
    /// How it stands at this tick, while it plays.
    pub(crate) fn moment(&self, tick: u64) -> Moment {
        let s = tick.saturating_sub(self.at) as f32 / anlan_attempt::TICKS_PER_S as f32;
        let white = if s < CUT_S {
            (s / WHITE_RISE_S).min(1.0)
        } else {
            1.0 - ((s - CUT_S) / (WHITE_GONE_S - CUT_S)).min(1.0)
        };
        let dark = ((s - self.lasts_s) / DARK_FALL_S + 1.0).clamp(0.0, 1.0);
        Moment { white, dark, is_away: s >= CUT_S, is_frozen: tick >= self.frozen_at() }
    }

    /// The tick at which it freezes.
    pub(crate) fn frozen_at(&self) -> u64 {
        self.at + ticks((self.lasts_s * FREEZE_SHARE).max(WHITE_GONE_S))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn strike() -> Strike {
        Strike { id: "C1".into(), at: 100, lasts_s: 6.0, spark: None }
    }

    #[test]
    fn the_white_comes_once_and_goes_once() {
        let whites: Vec<f32> = (0..360).map(|t| strike().moment(100 + t).white).collect();
        let steps: Vec<f32> = whites.windows(2).map(|w| w[1] - w[0]).collect();
        let last_rise = steps.iter().rposition(|s| *s > 0.0).unwrap();
        let first_fall = steps.iter().position(|s| *s < 0.0).unwrap();
        assert!(last_rise < first_fall, "it rises again after it has fallen");
        assert_eq!(whites.iter().copied().fold(0.0, f32::max), 1.0);
        assert_eq!(whites[359], 0.0);
    }

    #[test]
    fn the_view_cuts_while_nothing_can_be_seen() {
        let cut = (0..360).find(|t| strike().moment(100 + t).is_away).unwrap();
        assert_eq!(strike().moment(100 + cut).white, 1.0);
        assert_eq!(strike().moment(100 + cut - 1).white, 1.0);
    }

    #[test]
    fn the_freeze_is_clear_and_the_end_is_dark() {
        let frozen = strike().moment(100 + 180);
        assert!(frozen.is_frozen && frozen.is_away && frozen.white == 0.0 && frozen.dark == 0.0);
        assert_eq!(strike().moment(100 + 360).dark, 1.0);
        let brief = Strike { lasts_s: 3.0, ..strike() };
        assert!((0..180).any(|t| {
            let moment = brief.moment(100 + t);
            moment.is_frozen && moment.dark == 0.0
        }));
    }
}
