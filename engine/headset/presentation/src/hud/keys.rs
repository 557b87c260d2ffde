//! What the digit keys say and telephone, for a person at a desk. The rig decides the digits.

use super::style::{panel, say, show, words};
use crate::font::Typeface;
use crate::sight::Sight;
use crate::words::Wording;
use crate::{DigitKeys, FrameSystems};
use anlan_stage::{Body, Run};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// Size of the words, percent of the view's height.
const SIZE_VH: f32 = 2.2;

#[derive(Component)]
pub(super) struct Keys;

#[derive(Component)]
pub(super) struct Key;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        draw_keys.in_set(FrameSystems::Draw).after(super::debrief::draw_debrief),
    );
}

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface) {
    let corner = Node {
        position_type: PositionType::Absolute,
        left: Val::Vh(3.0),
        bottom: Val::Vh(3.0),
        ..default()
    };
    sheet.spawn((Keys, panel(corner))).with_children(|list| {
        list.spawn((Key, words(typeface, SIZE_VH)));
    });
}

/// What stands before a line: its digit at a desk, a pointer where lines are leafed through.
pub(super) fn sign(line: usize, body: &Body) -> String {
    match body.input.line {
        Some(chosen) if chosen == line => "▶".to_owned(),
        Some(_) => "\u{3000}".to_owned(),
        None => (line + 1).to_string(),
    }
}

/// Shown to the trainee's own eyes while the scene runs and nothing is on offer.
fn draw_keys(
    mut panels: Query<&mut Node, With<Keys>>,
    mut lists: Query<&mut Text, With<Key>>,
    keys: Res<DigitKeys>,
    sight: Res<Sight>,
    run: Option<Res<Run>>,
    body: Res<Body>,
    wording: Res<Wording>,
) {
    let Some(run) = run else { return };
    let attempt = &run.attempt;
    let is_open = !keys.0.is_empty()
        && sight.view.is_eye
        && attempt.scene_runs()
        && attempt.offer().is_empty();
    panels.iter_mut().for_each(|mut panel| show(&mut panel, is_open));
    let line = |(i, key): (usize, &String)| {
        let sign = sign(i, &body);
        format!("{sign}  {}", attempt.scenario().word(wording.0, key))
    };
    let lines: Vec<_> = keys.0.iter().enumerate().map(line).collect();
    lists.iter_mut().for_each(|mut text| say(&mut text, &lines.join("\n")));
}
