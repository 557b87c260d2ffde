//! The caption: what the narration and the people of the scene say, and what a consequence was.

use super::style::{panel, say, show, words};
use crate::font::Typeface;
use crate::speech::Speech;
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

/// Size of a caption, percent of the view's height.
const SIZE_VH: f32 = 3.7;
/// Lines that can be up at once.
const LINES: usize = 2;

/// A line of the caption, the oldest first.
#[derive(Component)]
pub(super) struct Line(usize);

pub(super) fn hang(foot: &mut ChildSpawnerCommands, typeface: &Typeface) {
    for line in 0..LINES {
        let node = Node { max_width: Val::Percent(78.0), display: Display::None, ..default() };
        foot.spawn((Line(line), panel(node)))
            .with_child((words(typeface, SIZE_VH), TextLayout::justify(Justify::Center)));
    }
}

pub(super) fn draw_captions(
    mut lines: Query<(&Line, &mut Node, &Children)>,
    mut texts: Query<&mut Text>,
    speech: Res<Speech>,
) {
    for (line, mut node, children) in &mut lines {
        let caption = speech.captions().nth(line.0);
        show(&mut node, caption.is_some());
        let child = children.first().copied();
        if let (Some(caption), Some(child)) = (caption, child)
            && let Ok(mut text) = texts.get_mut(child)
        {
            say(&mut text, caption);
        }
    }
}
