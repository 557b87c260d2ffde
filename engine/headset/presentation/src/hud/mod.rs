//! Words and signs before the eye: crosshair, captions, smell, the choices on offer, names of
//! things. All of it is Bevy UI on whichever camera is seen through. The card is not here: it
//! stands in the place.

mod caption;
mod debrief;
mod keys;
mod label;
mod lobby;
mod mark;
mod offer;
mod smell;
mod style;
mod veil;

pub use lobby::{Loading, LobbyPage};
pub(crate) use veil::veil_colour;

use crate::FrameSystems;
use crate::font::Typeface;
use crate::sight::Sight;
use crate::words::Wording;
use anlan_stage::Run;
use bevy::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((keys::plugin, lobby::plugin));
    app.add_systems(Startup, hang_up).add_systems(
        Update,
        (
            aim,
            veil::draw_veil,
            label::draw_labels,
            mark::draw_mark,
            smell::draw_smell,
            smell::draw_pause,
            offer::draw_offer,
            caption::draw_captions,
            debrief::draw_debrief,
        )
            .chain()
            .in_set(FrameSystems::Draw),
    );
}

/// The sheet that all of it hangs on.
#[derive(Component)]
struct Sheet;

/// A node over the whole view.
fn whole() -> Node {
    Node {
        position_type: PositionType::Absolute,
        width: Val::Percent(100.0),
        height: Val::Percent(100.0),
        ..default()
    }
}

fn hang_up(
    mut commands: Commands,
    sight: Res<Sight>,
    typeface: Res<Typeface>,
    wording: Res<Wording>,
) {
    let sheet = (Sheet, whole(), UiTargetCamera(sight.camera), Visibility::Hidden);
    let (typeface, ui) = (&*typeface, wording.ui());
    // What comes later lies over what came before.
    commands.spawn(sheet).with_children(|sheet| {
        veil::hang(sheet);
        label::hang(sheet, typeface);
        mark::hang(sheet, typeface);
        smell::hang(sheet, typeface, ui);
        let foot = Node {
            align_items: AlignItems::Center,
            justify_content: JustifyContent::FlexEnd,
            flex_direction: FlexDirection::Column,
            padding: UiRect::bottom(Val::Vh(6.0)),
            row_gap: Val::Vh(1.2),
            ..whole()
        };
        sheet.spawn(foot).with_children(|foot| {
            offer::hang(foot, typeface, ui);
            smell::hang_pause(foot, typeface, ui);
            caption::hang(foot, typeface);
        });
        keys::hang(sheet, typeface);
        debrief::hang(sheet, typeface, ui);
    });
}

/// Hangs the sheet up anew, with the words of another language.
pub(crate) fn hang_again(world: &mut World) {
    let mut sheets = world.query_filtered::<Entity, With<Sheet>>();
    let old: Vec<_> = sheets.iter(world).collect();
    for sheet in old {
        world.despawn(sheet);
    }
    if let Err(error) = world.run_system_cached(hang_up) {
        error!("the words before the eye cannot be hung up: {error}");
    }
}

/// The sheet hangs before the camera that is seen through, while there is an attempt to speak of.
fn aim(
    mut sheets: Query<(&mut UiTargetCamera, &mut Visibility), With<Sheet>>,
    sight: Res<Sight>,
    run: Option<Res<Run>>,
) {
    for (mut target, mut visibility) in &mut sheets {
        if target.0 != sight.camera {
            target.0 = sight.camera;
        }
        let is_on = run.is_some();
        visibility.set_if_neq(if is_on { Visibility::Inherited } else { Visibility::Hidden });
    }
}
