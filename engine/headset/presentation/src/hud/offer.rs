//! The choices before the trainee, numbered as the rig's keys are.

use super::keys::sign;
use super::style::{ACCENT, bold_words, panel, say, show, words};
use crate::font::Typeface;
use crate::sight::Sight;
use crate::words::{UiWords, Wording};
use anlan_stage::{Body, Run};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// More choices than a hand has fingers are not offered.
const CHOICES_MAX: usize = 5;
/// Size of the words, percent of the view's height.
const SIZE_VH: f32 = 3.2;

#[derive(Component)]
pub(super) struct Choices;

#[derive(Component)]
pub(super) struct Choice(usize);

pub(super) fn hang(foot: &mut ChildSpawnerCommands, typeface: &Typeface, ui: &UiWords) {
    let node = Node {
        display: Display::None,
        flex_direction: FlexDirection::Column,
        row_gap: Val::Vh(0.4),
        max_width: Val::Percent(70.0),
        ..default()
    };
    foot.spawn((Choices, panel(node))).with_children(|list| {
        list.spawn(bold_words(typeface, SIZE_VH, ACCENT)).insert(Text::new(ui.offer));
        for index in 0..CHOICES_MAX {
            list.spawn((Choice(index), words(typeface, SIZE_VH)));
        }
    });
}

pub(super) fn draw_offer(
    mut panels: Query<&mut Node, (With<Choices>, Without<Choice>)>,
    mut choices: Query<(&Choice, &mut Node, &mut Text), Without<Choices>>,
    sight: Res<Sight>,
    run: Option<Res<Run>>,
    body: Res<Body>,
    wording: Res<Wording>,
) {
    let Some(run) = run else { return };
    let offer = run.attempt.offer();
    let is_open = !offer.is_empty() && sight.view.is_eye && run.attempt.scene_runs();
    panels.iter_mut().for_each(|mut panel| show(&mut panel, is_open));
    for (choice, mut node, mut text) in &mut choices {
        let id = offer.get(choice.0);
        show(&mut node, id.is_some());
        if let Some(id) = id {
            let key = format!("choice.{id}");
            let words = run.attempt.scenario().word(wording.0, &key);
            say(&mut text, &format!("{}  {words}", sign(choice.0, &body)));
        }
    }
}
