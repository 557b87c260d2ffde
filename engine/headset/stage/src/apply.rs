//! Effects become component changes. Presentation reads the same effects as messages.

use crate::StageSystems;
use crate::agent::AgentBody;
use crate::body::Body;
use crate::card::CardPanel;
use crate::drive::Run;
use crate::item::carry_sockets;
use crate::part::PartState;
use crate::place::{MarkerPoint, OnStage, Placed};
use crate::smell::Smell;
use anlan_attempt::Effect;
use anlan_scenario::{Effect as SceneEffect, LiveCue};
use bevy::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<StageEffect>().add_systems(
        FixedUpdate,
        (apply_effects, carry_markers, carry_sockets).chain().in_set(StageSystems::Apply),
    );
}

/// An effect of this tick, for whoever shows it.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct StageEffect(pub Effect);

/// A prop's living cue as it comes out now.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Emission {
    /// How strongly: 0–1.
    pub level: f32,
    /// Which; none means what a thing of its kind does.
    pub cue: Option<LiveCue>,
}

#[derive(bevy::ecs::system::SystemParam)]
struct Shown<'w, 's> {
    parts: Query<'w, 's, &'static mut PartState>,
    agents: Query<'w, 's, &'static mut AgentBody>,
    props: Query<'w, 's, (Entity, &'static Placed)>,
    panels: Query<'w, 's, Entity, With<CardPanel>>,
    smell: ResMut<'w, Smell>,
}

fn apply_effects(
    mut effects: MessageReader<StageEffect>,
    mut shown: Shown,
    body: Res<Body>,
    run: Res<Run>,
    mut commands: Commands,
) {
    for StageEffect(effect) in effects.read() {
        match effect {
            Effect::Scene(scene) => apply_scene(scene, &mut shown, &run, &mut commands),
            Effect::CardOpened(card) => {
                commands.spawn((
                    OnStage,
                    CardPanel { card: card.clone() },
                    CardPanel::transform(&body),
                    Visibility::default(),
                ));
            }
            Effect::CardClosed => {
                shown.panels.iter().for_each(|panel| commands.entity(panel).despawn());
            }
            _ => {}
        }
    }
}

fn apply_scene(effect: &SceneEffect, shown: &mut Shown, run: &Run, commands: &mut Commands) {
    match effect {
        SceneEffect::Set(id, end) => {
            for mut part in shown.parts.iter_mut().filter(|p| p.id == *id) {
                part.target = Some(if *end == part.ends.1 { 1.0 } else { 0.0 });
            }
        }
        SceneEffect::Go(id, spot) => {
            let goal = run.attempt.scenario().spot(spot).cloned();
            for mut agent in shown.agents.iter_mut().filter(|a| a.id == *id) {
                agent.goal = goal.clone();
            }
        }
        SceneEffect::Pose(id, posture) => {
            for mut agent in shown.agents.iter_mut().filter(|a| a.id == *id) {
                agent.posture = *posture;
            }
        }
        SceneEffect::Emit { prop, level, cue } => {
            for (entity, _) in shown.props.iter().filter(|(_, p)| p.prop == *prop) {
                commands.entity(entity).insert(Emission { level: *level, cue: *cue });
            }
        }
        SceneEffect::Smell { bars, s_per_bar } => {
            shown.smell.target = f32::from(*bars);
            shown.smell.s_per_bar = *s_per_bar;
        }
        // Words, pictures and consequences are presentation's; the rest is the attempt's.
        SceneEffect::Say(_)
        | SceneEffect::Offer(_)
        | SceneEffect::Prompt(_)
        | SceneEffect::Picture(_)
        | SceneEffect::Strike(_)
        | SceneEffect::End => {}
    }
}

fn carry_markers(
    mut markers: Query<(&MarkerPoint, &mut Transform)>,
    carriers: Query<&Transform, Without<MarkerPoint>>,
) {
    for (marker, mut transform) in &mut markers {
        if let Ok(carrier) = carriers.get(marker.carrier) {
            let at = carrier.transform_point(marker.offset);
            transform.set_if_neq(Transform::from_translation(at));
        }
    }
}
