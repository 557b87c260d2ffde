//! The card as one sees it: a page drawn by a camera of its own onto a picture, which hangs on the
//! stage's panel. Which row a ray meets, and what an answer means, is the stage's and the
//! attempt's; the headset later hands the same picture to its compositor.

mod material;
mod print;

use crate::FrameSystems;
use crate::font::Typeface;
use crate::words::Wording;
use anlan_stage::{Body, CARD_SIZE_M, CardPanel, Run};
use bevy::camera::RenderTarget;
use bevy::light::NotShadowCaster;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use print::{HOVERED, PAPER, PX_PER_M, Print, ROW, Row};

pub(crate) fn plugin(app: &mut App) {
    material::plugin(app);
    app.add_systems(Startup, lay_out_paper).add_systems(
        Update,
        (
            (open_card, close_card).chain().in_set(FrameSystems::Dress),
            light_row.in_set(FrameSystems::Draw),
        ),
    );
}

/// What every card is drawn with.
#[derive(Resource)]
struct Paper {
    camera: Entity,
    quad: Handle<Mesh>,
    material: Handle<material::Page>,
}

/// The page of the panel that is open.
#[derive(Component)]
struct Page {
    panel: Entity,
}

fn lay_out_paper(
    mut commands: Commands,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<material::Page>>,
) {
    let size = (CARD_SIZE_M * PX_PER_M).as_uvec2();
    let format = TextureFormat::Rgba8UnormSrgb;
    let image = images.add(Image::new_target_texture(size.x, size.y, format, None));
    let camera = commands
        .spawn((
            Name::new("card"),
            Camera2d,
            // Before the cameras that show it, and only while there is a card.
            Camera {
                order: -1,
                is_active: false,
                clear_color: ClearColorConfig::Custom(PAPER),
                ..default()
            },
            Msaa::Off,
            RenderTarget::Image(image.clone().into()),
        ))
        .id();
    let material = materials.add(material::Page { print: image });
    let quad = meshes.add(Rectangle::from_size(CARD_SIZE_M));
    commands.insert_resource(Paper { camera, quad, material });
}

fn open_card(
    mut commands: Commands,
    panels: Query<(Entity, &CardPanel), Added<CardPanel>>,
    mut cameras: Query<&mut Camera>,
    paper: Res<Paper>,
    typeface: Res<Typeface>,
    wording: Res<Wording>,
    run: Option<Res<Run>>,
) {
    let Some(run) = run else { return };
    for (panel, card) in &panels {
        commands.entity(panel).insert((
            Mesh3d(paper.quad.clone()),
            MeshMaterial3d(paper.material.clone()),
            NotShadowCaster,
        ));
        let page =
            Print { scenario: run.attempt.scenario(), typeface: &typeface, wording: *wording };
        let sheet = Node { width: Val::Percent(100.0), height: Val::Percent(100.0), ..default() };
        commands
            .spawn((Page { panel }, sheet, UiTargetCamera(paper.camera)))
            .with_children(|sheet| page.print(sheet, &card.card));
        if let Ok(mut camera) = cameras.get_mut(paper.camera) {
            camera.is_active = true;
        }
    }
}

fn close_card(
    mut commands: Commands,
    pages: Query<(Entity, &Page)>,
    panels: Query<(), With<CardPanel>>,
    mut cameras: Query<&mut Camera>,
    paper: Res<Paper>,
) {
    for (entity, page) in &pages {
        if !panels.contains(page.panel) {
            commands.entity(entity).despawn();
        }
    }
    if panels.is_empty()
        && let Ok(mut camera) = cameras.get_mut(paper.camera)
        && camera.is_active
    {
        camera.is_active = false;
    }
}

/// The row under the hand's ray is lit before it is taken.
fn light_row(
    panels: Query<(Entity, &Transform), With<CardPanel>>,
    pages: Query<(&Page, &Children)>,
    mut rows: Query<(&Row, &mut BackgroundColor)>,
    body: Res<Body>,
) {
    for (page, children) in &pages {
        let panel = panels.get(page.panel).ok();
        let under = panel.and_then(|(_, at)| CardPanel::row_under(at, &body.hand()));
        for child in children {
            if let Ok((row, mut colour)) = rows.get_mut(*child) {
                let is_under = under == Some(row.0);
                colour.set_if_neq(BackgroundColor(if is_under { HOVERED } else { ROW }));
            }
        }
    }
}
