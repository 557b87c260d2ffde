//! The card as one sees it: a page drawn by a camera of its own onto a picture, which hangs on the
//! stage's panel. Which row a ray meets, and what an answer means, is the stage's and the
//! attempt's; a headset hands the same picture to its compositor.

mod material;
mod print;

use crate::FrameSystems;
use crate::font::Typeface;
use crate::headset::HeadsetPanel;
use crate::surface::Surface;
use crate::words::Wording;
use anlan_stage::{Body, CARD_SIZE_M, CardPanel, Run};
use bevy::camera::RenderTarget;
use bevy::light::NotShadowCaster;
use bevy::prelude::*;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use print::{HOVERED, LAYER_PX_PER_M, PAPER, Print, ROW, Row, WINDOW_PX_PER_M};

/// The page is drawn in so many frames after something on it changed: words are laid out in the
/// first, and drawn in the next ones.
const FRESH_FRAMES: u8 = 4;

pub(crate) fn plugin(app: &mut App, surface: &Surface) {
    material::plugin(app);
    let px_per_m = if *surface == Surface::Headset { LAYER_PX_PER_M } else { WINDOW_PX_PER_M };
    let is_layer = *surface == Surface::Headset;
    app.add_systems(Startup, move |paper: PaperParts| lay_out_paper(paper, px_per_m, is_layer))
        .add_systems(
            Update,
            (
                (open_card, close_card).chain().in_set(FrameSystems::Dress),
                (light_row, draw_page).chain().in_set(FrameSystems::Draw),
            ),
        );
}

/// What every card is drawn with.
#[derive(Resource)]
struct Paper {
    camera: Entity,
    quad: Handle<Mesh>,
    material: Handle<material::Page>,
    image: Handle<Image>,
    /// Pixels of the page for one metre of the panel.
    px_per_m: f32,
    /// A headset shows the page itself.
    is_layer: bool,
    /// Frames in which the page is still to be drawn.
    fresh: u8,
}

/// What the paper is made of.
type PaperParts<'w, 's> = (
    Commands<'w, 's>,
    ResMut<'w, Assets<Image>>,
    ResMut<'w, Assets<Mesh>>,
    ResMut<'w, Assets<material::Page>>,
);

/// The page of the panel that is open.
#[derive(Component)]
struct Page {
    panel: Entity,
}

fn lay_out_paper(
    (mut commands, mut images, mut meshes, mut materials): PaperParts,
    px_per_m: f32,
    is_layer: bool,
) {
    let size = (CARD_SIZE_M * px_per_m).as_uvec2();
    let format = TextureFormat::Rgba8UnormSrgb;
    let mut image = Image::new_target_texture(size.x, size.y, format, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = images.add(image);
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
    let material = materials.add(material::Page { print: image.clone() });
    let quad = meshes.add(Rectangle::from_size(CARD_SIZE_M));
    let fresh = 0;
    commands.insert_resource(Paper { camera, quad, material, image, px_per_m, is_layer, fresh });
}

fn open_card(
    mut commands: Commands,
    panels: Query<(Entity, &CardPanel), Added<CardPanel>>,
    mut paper: ResMut<Paper>,
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
        if paper.is_layer {
            let (image, size_m) = (paper.image.clone(), CARD_SIZE_M);
            commands.entity(panel).insert(HeadsetPanel { image, size_m, window_share: 0.75 });
        }
        let page = Print {
            scenario: run.attempt.scenario(),
            typeface: &typeface,
            wording: *wording,
            px_per_m: paper.px_per_m,
        };
        let sheet = Node { width: Val::Percent(100.0), height: Val::Percent(100.0), ..default() };
        commands
            .spawn((Page { panel }, sheet, UiTargetCamera(paper.camera)))
            .with_children(|sheet| page.print(sheet, &card.card));
        paper.fresh = FRESH_FRAMES;
    }
}

fn close_card(
    mut commands: Commands,
    pages: Query<(Entity, &Page)>,
    panels: Query<(), With<CardPanel>>,
) {
    for (entity, page) in &pages {
        if !panels.contains(page.panel) {
            commands.entity(entity).despawn();
        }
    }
}

/// Draws the page only while something on it is new.
fn draw_page(mut cameras: Query<&mut Camera>, mut paper: ResMut<Paper>) {
    let is_active = paper.fresh > 0;
    if is_active {
        paper.fresh -= 1;
    }
    if let Ok(mut camera) = cameras.get_mut(paper.camera)
        && camera.is_active != is_active
    {
        camera.is_active = is_active;
    }
}

/// The row under the hand's ray is lit before it is taken.
fn light_row(
    panels: Query<(Entity, &Transform), With<CardPanel>>,
    pages: Query<(&Page, &Children)>,
    mut rows: Query<(&Row, &mut BackgroundColor)>,
    mut paper: ResMut<Paper>,
    body: Res<Body>,
) {
    for (page, children) in &pages {
        let panel = panels.get(page.panel).ok();
        let under = panel.and_then(|(_, at)| CardPanel::row_under(at, &body.hand()));
        for child in children {
            if let Ok((row, mut colour)) = rows.get_mut(*child) {
                let is_under = under == Some(row.0);
                let now = BackgroundColor(if is_under { HOVERED } else { ROW });
                if colour.set_if_neq(now) {
                    paper.fresh = FRESH_FRAMES;
                }
            }
        }
    }
}
