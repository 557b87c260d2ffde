//! What the nose would tell, as four bars beside a word; and the sign that the scene waits.

use super::style::{ACCENT, INK, bold_words, panel, show, words};
use crate::font::Typeface;
use crate::script::{Script, playing};
use crate::sight::Sight;
use crate::words::UiWords;
use anlan_attempt::Phase;
use anlan_stage::{Run, Smell};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// Bars of the indicator.
const BARS: usize = 4;
/// From this share of a bar on it counts as begun.
const BAR_MIN: f32 = 0.05;
/// Size of the words, percent of the view's height.
const SIZE_VH: f32 = 3.0;
/// A bar that is not filled.
const EMPTY: Color = Color::srgba(1.0, 1.0, 1.0, 0.16);
/// A filled bar: the yellow of gas.
const FILLED: Color = Color::srgb(0.95, 0.76, 0.18);

#[derive(Component)]
pub(super) struct Nose;

#[derive(Component)]
pub(super) struct Bar(usize);

#[derive(Component)]
pub(super) struct Pause;

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface, ui: &UiWords) {
    let corner = Node {
        position_type: PositionType::Absolute,
        left: Val::Vh(3.0),
        top: Val::Vh(3.0),
        align_items: AlignItems::Center,
        column_gap: Val::Vh(0.7),
        ..default()
    };
    sheet.spawn((Nose, panel(corner))).with_children(|row| {
        row.spawn(words(typeface, SIZE_VH)).insert(Text::new(ui.smell));
        for bar in 0..BARS {
            row.spawn((
                Bar(bar),
                Node {
                    width: Val::Vh(1.5),
                    // Each bar is taller than the last: strength without reading.
                    height: Val::Vh(1.4 + 0.7 * bar as f32),
                    align_self: AlignSelf::FlexEnd,
                    margin: UiRect::bottom(Val::Vh(0.5)),
                    border_radius: BorderRadius::all(Val::Vh(0.3)),
                    ..default()
                },
                BackgroundColor(EMPTY),
            ));
        }
    });
}

pub(super) fn hang_pause(foot: &mut ChildSpawnerCommands, typeface: &Typeface, ui: &UiWords) {
    let node = Node {
        display: Display::None,
        align_items: AlignItems::Center,
        column_gap: Val::Vh(0.8),
        ..default()
    };
    foot.spawn((Pause, panel(node))).with_children(|sign| {
        // Two upright bars, as on every player.
        for _ in 0..2 {
            let bar = Node { width: Val::Vh(0.8), height: Val::Vh(2.4), ..default() };
            sign.spawn((bar, BackgroundColor(INK)));
        }
        sign.spawn(bold_words(typeface, SIZE_VH, ACCENT)).insert(Text::new(ui.paused));
    });
}

pub(super) fn draw_smell(
    mut bars: Query<(&Bar, &mut BackgroundColor)>,
    mut noses: Query<&mut Node, With<Nose>>,
    (smell, script, run, sight): (Res<Smell>, Res<Script>, Option<Res<Run>>, Res<Sight>),
) {
    // Nobody smells in a consequence's view, and nobody's nose is where a picture is taken.
    let smells = run.as_ref().is_some_and(|run| run.attempt.scenario().file().smells());
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    let is_here = smells && sight.view.is_eye && !moment.is_some_and(|moment| moment.is_away);
    noses.iter_mut().for_each(|mut nose| show(&mut nose, is_here));
    for (bar, mut colour) in &mut bars {
        let share = (smell.bars - bar.0 as f32).clamp(0.0, 1.0);
        let filled = if share < BAR_MIN { EMPTY } else { EMPTY.mix(&FILLED, share) };
        colour.set_if_neq(BackgroundColor(filled));
    }
}

pub(super) fn draw_pause(mut signs: Query<&mut Node, With<Pause>>, run: Option<Res<Run>>) {
    let is_paused =
        run.is_some_and(|run| *run.attempt.phase() == Phase::Scene && run.attempt.card().is_some());
    signs.iter_mut().for_each(|mut sign| show(&mut sign, is_paused));
}
