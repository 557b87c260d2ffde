//! The caption: what the narration and the people of the scene say, and what a consequence was.

use super::style::{panel, say, show, words};
use crate::font::Typeface;
use crate::script::{Script, playing};
use crate::words::Wording;
use anlan_stage::Run;
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
    script: Res<Script>,
    run: Option<Res<Run>>,
    wording: Res<Wording>,
) {
    let Some(run) = run else { return };
    let mut keys: Vec<String> = script.captions(run.attempt.ticks()).map(str::to_owned).collect();
    if let Some((strike, _)) = playing(&script, &run).filter(|(_, moment)| moment.is_frozen) {
        // The freeze says one thing.
        keys = vec![format!("consequence.{}", strike.id)];
    }
    let scenario = run.attempt.scenario();
    for (line, mut node, children) in &mut lines {
        let key = keys.get(line.0);
        show(&mut node, key.is_some());
        let child = children.first().copied();
        if let (Some(key), Some(child)) = (key, child)
            && let Ok(mut text) = texts.get_mut(child)
        {
            say(&mut text, scenario.word(wording.0, key));
        }
    }
}
