//! The white of a consequence and the dark at its end: one rise and one fall of each, set by the
//! script's ticks. Nothing here can flash.

use super::whole;
use crate::script::{Script, playing};
use anlan_stage::Run;
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;

#[derive(Component)]
pub(super) struct Veil;

pub(super) fn hang(sheet: &mut ChildSpawnerCommands) {
    sheet.spawn((Veil, whole(), BackgroundColor(Color::NONE)));
}

pub(super) fn draw_veil(
    mut veils: Query<&mut BackgroundColor, With<Veil>>,
    script: Res<Script>,
    run: Option<Res<Run>>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    let colour = match moment {
        Some(moment) if moment.white > 0.0 => Color::srgba(1.0, 1.0, 1.0, moment.white),
        Some(moment) => Color::srgba(0.0, 0.0, 0.0, moment.dark),
        None => Color::NONE,
    };
    for mut veil in &mut veils {
        veil.set_if_neq(BackgroundColor(colour));
    }
}
