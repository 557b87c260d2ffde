//! The lobby: a calm page between attempts, in both languages, because nobody has chosen one yet;
//! and the words before a place that is not ready to be seen.

use super::style::{ACCENT, INK, bold_words, show, whole_centre, words};
use crate::FrameSystems;
use crate::font::Typeface;
use crate::sight::Sight;
use anlan_stage::Run;
use bevy::prelude::*;

/// The ground of the page: deep water.
const PAGE: Color = Color::srgb(0.035, 0.115, 0.135);
/// Sizes, percent of the view's height.
const NAME_VH: f32 = 4.0;
const TITLE_VH: f32 = 7.0;
const SIZE_VH: f32 = 3.4;

/// There is a lobby, and its instructor's desk is at this address.
#[derive(Resource, Clone, Debug)]
pub struct LobbyPage {
    /// The console's URL.
    pub address: String,
}

/// The place is not ready to be seen: everything is dark but some words. Whoever knows writes it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loading(pub bool);

#[derive(Component)]
struct Page;

#[derive(Component)]
struct Entering;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Loading>()
        .add_systems(Startup, (hang.run_if(resource_exists::<LobbyPage>), hang_entering))
        .add_systems(Update, (draw, tell_entering).in_set(FrameSystems::Draw));
}

fn hang_entering(mut commands: Commands, sight: Res<Sight>, typeface: Res<Typeface>) {
    let page =
        Node { flex_direction: FlexDirection::Column, row_gap: Val::Vh(2.6), ..whole_centre() };
    commands.spawn((Entering, page, UiTargetCamera(sight.camera))).with_children(|page| {
        page.spawn(bold_words(&typeface, TITLE_VH, INK)).insert(Text::new("正在进入场景"));
        page.spawn(words(&typeface, SIZE_VH)).insert(Text::new("Entering the place"));
    });
}

fn tell_entering(
    mut pages: Query<(&mut Node, &mut UiTargetCamera), With<Entering>>,
    (sight, loading): (Res<Sight>, Res<Loading>),
) {
    for (mut page, mut target) in &mut pages {
        show(&mut page, loading.0);
        if target.0 != sight.camera {
            target.0 = sight.camera;
        }
    }
}

fn hang(mut commands: Commands, lobby: Res<LobbyPage>, sight: Res<Sight>, typeface: Res<Typeface>) {
    let page =
        Node { flex_direction: FlexDirection::Column, row_gap: Val::Vh(2.6), ..whole_centre() };
    let address = lobby.address.clone();
    commands
        .spawn((Page, page, BackgroundColor(PAGE), UiTargetCamera(sight.camera)))
        .with_children(|page| {
            let typeface = &*typeface;
            page.spawn(bold_words(typeface, NAME_VH, ACCENT)).insert(Text::new("安澜 Anlan"));
            let title = "请教员在控制台开始";
            page.spawn(bold_words(typeface, TITLE_VH, INK)).insert(Text::new(title));
            let title = "Waiting for the instructor";
            page.spawn(words(typeface, SIZE_VH)).insert(Text::new(title));
            page.spawn(words(typeface, SIZE_VH)).insert(Text::new(address));
        });
}

/// Shown while there is no attempt, before whichever camera is seen through.
fn draw(
    mut pages: Query<(&mut Node, &mut UiTargetCamera), With<Page>>,
    sight: Res<Sight>,
    run: Option<Res<Run>>,
) {
    for (mut page, mut target) in &mut pages {
        show(&mut page, run.is_none());
        if target.0 != sight.camera {
            target.0 = sight.camera;
        }
    }
}
