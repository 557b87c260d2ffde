//! The crosshair, and the blip when a mark was taken. In an exam the blip says no more than that.

use super::style::{ACCENT, INK};
use super::style::{GROUND, bold_words, panel, say, show, whole_centre};
use crate::font::Typeface;
use crate::script::Script;
use crate::sight::Sight;
use crate::words::Wording;
use anlan_attempt::ticks;
use anlan_stage::Run;
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// The dot, percent of the view's height.
const DOT_VH: f32 = 0.7;
/// The blip's ring, when it begins and when it ends.
const RING_VH: (f32, f32) = (1.5, 5.0);
/// How long the ring grows, seconds.
const RING_S: f32 = 0.35;
/// How long the word stays, seconds.
const WORD_S: f32 = 1.6;

#[derive(Component)]
pub(super) struct Crosshair;

#[derive(Component)]
pub(super) struct Ring;

#[derive(Component)]
pub(super) struct Word;

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface) {
    sheet.spawn((Crosshair, whole_centre())).with_children(|centre| {
        let dot = Node {
            width: Val::Vh(DOT_VH),
            height: Val::Vh(DOT_VH),
            border: UiRect::all(Val::Vh(0.12)),
            border_radius: BorderRadius::MAX,
            ..default()
        };
        centre.spawn((dot, BackgroundColor(INK), BorderColor::all(GROUND)));
    });
    sheet.spawn(whole_centre()).with_children(|centre| {
        let ring = Node {
            display: Display::None,
            border: UiRect::all(Val::Vh(0.35)),
            border_radius: BorderRadius::MAX,
            ..default()
        };
        centre.spawn((Ring, ring, BorderColor::all(INK)));
    });
    sheet.spawn(whole_centre()).with_children(|centre| {
        let under =
            Node { display: Display::None, margin: UiRect::top(Val::Vh(13.0)), ..default() };
        centre.spawn((Word, panel(under))).with_child(bold_words(typeface, 3.2, ACCENT));
    });
}

type Alone<T, A, B> = (With<T>, Without<A>, Without<B>);

pub(super) fn draw_mark(
    mut crosshairs: Query<&mut Node, Alone<Crosshair, Ring, Word>>,
    mut rings: Query<(&mut Node, &mut BorderColor), Alone<Ring, Crosshair, Word>>,
    mut shown: Query<(&mut Node, &Children), Alone<Word, Crosshair, Ring>>,
    mut texts: Query<&mut Text>,
    (script, sight, wording): (Res<Script>, Res<Sight>, Res<Wording>),
    run: Option<Res<Run>>,
) {
    let Some(run) = run else { return };
    // On a card the crosshair shows which row the hand means, and the card itself is the verdict.
    let has_card = run.attempt.card().is_some();
    let aims = sight.is_flat && sight.view.is_eye && (has_card || run.attempt.scene_runs());
    crosshairs.iter_mut().for_each(|mut crosshair| show(&mut crosshair, aims));
    let mark = script.mark.as_ref().filter(|_| sight.view.is_eye);
    let since = mark.map(|(_, at)| run.attempt.ticks().saturating_sub(*at));
    for (mut ring, mut colour) in &mut rings {
        let way = since.map_or(1.0, |t| t as f32 / ticks(RING_S) as f32);
        show(&mut ring, way < 1.0);
        if way < 1.0 {
            let size = Val::Vh(RING_VH.0 + (RING_VH.1 - RING_VH.0) * way);
            (ring.width, ring.height) = (size, size);
            *colour = BorderColor::all(INK.with_alpha(1.0 - way * way));
        }
    }
    for (mut word, children) in &mut shown {
        let verdict = mark.filter(|_| !has_card && since.is_some_and(|t| t < ticks(WORD_S)));
        show(&mut word, verdict.is_some());
        let child = children.first().copied();
        if let (Some((verdict, _)), Some(child)) = (verdict, child)
            && let Ok(mut text) = texts.get_mut(child)
        {
            say(&mut text, wording.ui().mark(verdict, run.attempt.setup().mode));
        }
    }
}
