//! The debrief: what happened and what is right, once the attempt is over.

use super::style::{ACCENT, bold_words, say, show, whole_centre, words};
use crate::font::Typeface;
use crate::words::{UiWords, Wording};
use anlan_attempt::{Ending, Phase};
use anlan_stage::Run;
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// The ground of the page.
const PAGE: Color = Color::srgba(0.05, 0.06, 0.07, 0.88);
/// Sizes, percent of the view's height.
const TITLE_VH: f32 = 4.4;
const SIZE_VH: f32 = 3.8;

#[derive(Component)]
pub(super) struct Page;

#[derive(Component)]
pub(super) enum Part {
    Title,
    Body,
}

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface, ui: &UiWords) {
    let page = Node {
        display: Display::None,
        flex_direction: FlexDirection::Column,
        row_gap: Val::Vh(2.4),
        padding: UiRect::horizontal(Val::Percent(14.0)),
        ..whole_centre()
    };
    sheet.spawn((Page, page, BackgroundColor(PAGE))).with_children(|page| {
        page.spawn(bold_words(typeface, SIZE_VH, ACCENT)).insert(Text::new(ui.debrief));
        page.spawn((Part::Title, bold_words(typeface, TITLE_VH, super::style::INK)));
        page.spawn((Part::Body, words(typeface, SIZE_VH)));
    });
}

pub(super) fn draw_debrief(
    mut pages: Query<&mut Node, With<Page>>,
    mut parts: Query<(&Part, &mut Text)>,
    run: Option<Res<Run>>,
    wording: Res<Wording>,
) {
    let Some(run) = run else { return };
    let attempt = &run.attempt;
    // Who was stopped, by whomever, is not lectured.
    let is_stopped = matches!(attempt.outcome().ending, Some(Ending::Stopped(_)));
    let is_on = *attempt.phase() == Phase::Over && !is_stopped;
    pages.iter_mut().for_each(|mut page| show(&mut page, is_on));
    for (part, mut text) in &mut parts {
        let key = match part {
            Part::Title => "title",
            Part::Body => "debrief",
        };
        say(&mut text, attempt.scenario().word(wording.0, key));
    }
}
