//! The white of a consequence and the dark at its end: one rise and one fall of each, set by the
//! script's ticks. Nothing here can flash.

use super::whole;
use crate::consequence::Moment;
use crate::script::{Script, playing};
use crate::sight::Sight;
use anlan_stage::Run;
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

#[derive(Component)]
pub(super) struct Veil;

pub(super) fn hang(sheet: &mut ChildSpawnerCommands) {
    sheet.spawn((Veil, whole(), BackgroundColor(Color::NONE)));
}

/// What lies over the view in a moment of a consequence.
pub(crate) fn veil_colour(moment: Option<&Moment>) -> Color {
    match moment {
        Some(moment) if moment.white > 0.0 => Color::srgba(1.0, 1.0, 1.0, moment.white),
        Some(moment) => Color::srgba(0.0, 0.0, 0.0, moment.dark),
        None => Color::NONE,
    }
}

pub(super) fn draw_veil(
    mut veils: Query<&mut BackgroundColor, With<Veil>>,
    script: Res<Script>,
    sight: Res<Sight>,
    run: Option<Res<Run>>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    // A headset's veil lies all round the eyes, not on the words.
    let colour = if sight.is_flat { veil_colour(moment.as_ref()) } else { Color::NONE };
    for mut veil in &mut veils {
        veil.set_if_neq(BackgroundColor(colour));
    }
}
