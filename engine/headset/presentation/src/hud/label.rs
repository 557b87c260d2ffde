//! Names of things near by, in the blockout only: plain boxes need them. A label names a thing; it
//! never says that it is a hazard, and marks nothing.

use super::style::{INK, say, show, whole_centre};
use super::whole;
use crate::font::Typeface;
use crate::sight::{FOV_DEG, Sight};
use crate::words::Wording;
use anlan_scenario::Markable;
use anlan_stage::{AgentBody, PartState, Placed, Rays, Run, Thing};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;
use bevy::text::{FontSource, LineHeight};

/// Farther things go without a name, metres.
const LABEL_M_MAX: f32 = 6.0;
/// More names at once are noise.
const LABELS_MAX: usize = 12;
/// Size of a name, percent of the view's height.
const SIZE_VH: f32 = 1.9;
/// The view is kept free of names this near its edge, share of its height.
const EDGE: f32 = 0.03;

#[derive(Component)]
pub(super) struct Label(usize);

pub(super) fn hang(sheet: &mut ChildSpawnerCommands, typeface: &Typeface) {
    sheet.spawn(whole()).with_children(|labels| {
        for index in 0..LABELS_MAX {
            let node = Node {
                position_type: PositionType::Absolute,
                display: Display::None,
                padding: UiRect::axes(Val::Vh(0.6), Val::Vh(0.15)),
                border_radius: BorderRadius::all(Val::Vh(0.4)),
                ..default()
            };
            let middle = UiTransform::from_translation(Val2::percent(-50.0, -50.0));
            let ground = BackgroundColor(Color::srgba(0.05, 0.06, 0.07, 0.45));
            labels.spawn((Label(index), node, middle, ground)).with_child((
                Text::default(),
                TextFont {
                    font: typeface.regular.clone(),
                    font_size: FontSize::Vh(SIZE_VH),
                    ..default()
                },
                TextColor(INK.with_alpha(0.92)),
                TextLayout::no_wrap(),
            ));
        }
    });
}
