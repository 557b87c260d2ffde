//! What a headset shows beside the place itself: the words on a panel that follows the wearer
//! without haste, the beam of the pointing hand, the ring where a step would lead, and a veil all
//! round for white and dark. Nothing is fixed to the head. The eyes are opened by somebody else,
//! who gives them [`eye_look`] and asks [`Elsewhere`] where they are.

use crate::FrameSystems;
use crate::hud::{self, Loading, LobbyPage};
use crate::script::{Script, playing};
use crate::sight::{self, Sight};
use crate::surface::WINDOW_PX;
use anlan_stage::{Body, Run};
use bevy::camera::RenderTarget;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::light::NotShadowCaster;
use bevy::prelude::*;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use std::f32::consts::{FRAC_PI_2, TAU};

/// Far enough to be read without effort, near enough to stand before most walls, metres.
const PANEL_M: f32 = 1.6;
/// Width of the panel, metres: 50° at its distance.
const PANEL_WIDE_M: f32 = 1.5;
/// The panel hangs this much below the eyes, metres.
const PANEL_LOW_M: f32 = 0.12;
/// The panel rests until the head has turned this far from it, radians.
const PANEL_REST_RAD: f32 = 0.6;
/// Then it comes after, radians per second, until it is ahead again.
const PANEL_RAD_PER_S: f32 = 1.2;
/// The beam of the pointing hand: length and thickness, metres.
const BEAM_M: (f32, f32) = (1.2, 0.003);
/// Radius of the ring on the floor, metres.
const RING_M: f32 = 0.22;
/// The veil is beyond the near edge of the view and before everything else, metres.
const VEIL_M: f32 = 0.3;
/// A step at once is covered by a blink of this length, seconds.
const BLINK_S: f32 = 0.12;
/// Feet that move further than this in one frame have stepped at once, metres.
const STEP_M: f32 = 0.3;

/// Where the eyes are while they are not the trainee's own: what a consequence is seen from.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Elsewhere(pub Option<Transform>);

/// How an eye of the headset should see the place; for its camera.
pub fn eye_look() -> impl Bundle {
    sight::look()
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Elsewhere>().add_systems(Startup, hang_up).add_systems(
        Update,
        (hang_panel, point, ring_goal, draw_veil, look_elsewhere, pace_words)
            .in_set(FrameSystems::Draw),
    );
}

/// The words are drawn on this.
#[derive(Resource)]
struct Page(Handle<Image>);

#[derive(Component, Default)]
struct Panel {
    yaw: f32,
    is_following: bool,
}

/// A panel with words or a card, for whoever can show it better than as a thing in the place.
#[derive(Component, Clone, Debug)]
pub struct HeadsetPanel {
    /// What is on it; colours are multiplied by their alpha.
    pub image: Handle<Image>,
    /// Width and height, metres.
    pub size_m: Vec2,
    /// How much of a desktop's window a copy of it fills, 0 to 1.
    pub window_share: f32,
}

#[derive(Component)]
struct Beam;

#[derive(Component)]
struct Ring;

#[derive(Component, Default)]
struct Veil {
    feet: Vec3,
    blink_s: f32,
}

/// The camera that draws the words.
#[derive(Component)]
pub(crate) struct WordsCamera;

/// Words are drawn this often, and no more: a caption is then less than a frame of film late.
const WORDS_HZ: f32 = 30.0;

fn pace_words(
    mut cameras: Query<&mut Camera, With<WordsCamera>>,
    time: Res<Time<Real>>,
    mut due_s: Local<f32>,
) {
    let now_s = time.elapsed_secs_wrapped();
    // Time that has wrapped is due as well.
    let is_due = now_s >= *due_s || now_s + 1.0 < *due_s;
    if is_due {
        *due_s = now_s + 1.0 / WORDS_HZ - time.delta_secs() / 2.0;
    }
    for mut camera in &mut cameras {
        if camera.is_active != is_due {
            camera.is_active = is_due;
        }
    }
}

/// Opens the camera that draws the words.
pub(crate) fn open_panel(world: &mut World) -> Entity {
    let format = TextureFormat::Rgba8UnormSrgb;
    let mut image = Image::new_target_texture(WINDOW_PX.x, WINDOW_PX.y, format, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = world.resource_mut::<Assets<Image>>().add(image);
    world.insert_resource(Page(image.clone()));
    world
        .spawn((
            Name::new("words"),
            WordsCamera,
            Camera2d,
            Camera { order: -2, clear_color: ClearColorConfig::Custom(Color::NONE), ..default() },
            Msaa::Off,
            RenderTarget::Image(image.into()),
        ))
        .id()
}

fn hang_up(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    page: Res<Page>,
) {
    let mut flat = |base_color: Color, texture: Option<Handle<Image>>| {
        materials.add(StandardMaterial {
            base_color,
            base_color_texture: texture,
            unlit: true,
            fog_enabled: false,
            cull_mode: None,
            alpha_mode: AlphaMode::Blend,
            ..default()
        })
    };
    let high = PANEL_WIDE_M * WINDOW_PX.y as f32 / WINDOW_PX.x as f32;
    let thing = (NotShadowCaster, NoFrustumCulling, Visibility::Hidden);
    commands.spawn((
        Panel::default(),
        HeadsetPanel {
            image: page.0.clone(),
            size_m: Vec2::new(PANEL_WIDE_M, high),
            window_share: 1.0,
        },
        Mesh3d(meshes.add(Rectangle::new(PANEL_WIDE_M, high))),
        MeshMaterial3d(flat(Color::WHITE, Some(page.0.clone()))),
        Transform::default(),
        thing.clone(),
    ));
    commands.spawn((
        Beam,
        Mesh3d(meshes.add(Cuboid::new(BEAM_M.1, BEAM_M.1, BEAM_M.0))),
        MeshMaterial3d(flat(Color::srgba(1.0, 1.0, 1.0, 0.55), None)),
        Transform::default(),
        thing.clone(),
    ));
    commands.spawn((
        Ring,
        Mesh3d(meshes.add(Annulus::new(RING_M * 0.8, RING_M))),
        MeshMaterial3d(flat(Color::srgba(0.2, 0.8, 1.0, 0.8), None)),
        Transform::from_rotation(Quat::from_rotation_x(-FRAC_PI_2)),
        thing.clone(),
    ));
    commands.spawn((
        Veil::default(),
        Mesh3d(meshes.add(Sphere::new(VEIL_M))),
        MeshMaterial3d(flat(Color::NONE, None)),
        Transform::default(),
        thing,
    ));
}

/// Where the wearer's eyes are.
fn eyes(body: &Body, elsewhere: &Elsewhere) -> Transform {
    let head = body.head();
    elsewhere.0.unwrap_or(Transform::from_translation(head.at).with_rotation(head.rot))
}

fn yaw_of(at: &Transform) -> f32 {
    let ahead = at.forward();
    f32::atan2(-ahead.x, -ahead.z)
}

fn hang_panel(
    mut panels: Query<(&mut Panel, &mut Transform, &mut Visibility)>,
    (body, elsewhere): (Res<Body>, Res<Elsewhere>),
    (run, lobby): (Option<Res<Run>>, Option<Res<LobbyPage>>),
    time: Res<Time>,
) {
    // Before and between attempts the panel says what is waited for.
    let has_words = run.is_some() || lobby.is_some();
    let eyes = eyes(&body, &elsewhere);
    for (mut panel, mut at, mut visibility) in &mut panels {
        visibility.set_if_neq(shown(has_words));
        let off = yaw_of(&eyes) - panel.yaw;
        let off = off - TAU * (off / TAU).round();
        panel.is_following = off.abs() > PANEL_REST_RAD || (panel.is_following && off.abs() > 0.02);
        if panel.is_following {
            let step = PANEL_RAD_PER_S * time.delta_secs();
            panel.yaw += off.clamp(-step, step);
        }
        let turn = Quat::from_rotation_y(panel.yaw);
        let ahead = turn * Vec3::new(0.0, -PANEL_LOW_M, -PANEL_M);
        at.set_if_neq(Transform::from_translation(eyes.translation + ahead).with_rotation(turn));
    }
}

fn point(
    mut beams: Query<(&mut Transform, &mut Visibility), With<Beam>>,
    body: Res<Body>,
    run: Option<Res<Run>>,
    elsewhere: Res<Elsewhere>,
) {
    let hand = body.hand();
    // A hand in the eyes is a ray of sight: it needs no beam.
    let has_hand = body.input.hand != body.input.head && elsewhere.0.is_none() && run.is_some();
    for (mut at, mut visibility) in &mut beams {
        visibility.set_if_neq(shown(has_hand));
        let middle = hand.at + hand.forward() * BEAM_M.0 / 2.0;
        at.set_if_neq(Transform::from_translation(middle).with_rotation(hand.rot));
    }
}

fn ring_goal(mut rings: Query<(&mut Transform, &mut Visibility), With<Ring>>, body: Res<Body>) {
    /// Above the floor by this, so that no face lies in another, metres.
    const PROUD_M: f32 = 0.01;
    for (mut at, mut visibility) in &mut rings {
        visibility.set_if_neq(shown(body.input.goal.is_some()));
        if let Some(goal) = body.input.goal {
            at.translation = Vec3::new(goal.x, body.feet.y + PROUD_M, goal.y);
        }
    }
}

/// White and dark of a consequence, and the blink of a step.
fn draw_veil(
    mut veils: Query<(&mut Veil, &mut Transform, &mut Visibility)>,
    handles: Query<&MeshMaterial3d<StandardMaterial>, With<Veil>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    (body, elsewhere): (Res<Body>, Res<Elsewhere>),
    (script, run, loading): (Res<Script>, Option<Res<Run>>, Res<Loading>),
    time: Res<Time>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    for (mut veil, mut at, mut visibility) in &mut veils {
        let has_stepped = veil.feet.distance(body.feet) > STEP_M;
        veil.feet = body.feet;
        veil.blink_s = if has_stepped { BLINK_S } else { veil.blink_s - time.delta_secs() };
        let colour = hud::veil_colour(moment.as_ref());
        let blink = (veil.blink_s / BLINK_S).clamp(0.0, 1.0);
        let blink = if loading.0 { 1.0 } else { blink };
        let colour = if colour.alpha() > blink { colour } else { Color::BLACK.with_alpha(blink) };
        at.translation = eyes(&body, &elsewhere).translation;
        visibility.set_if_neq(shown(colour.alpha() > 0.0));
        if let Some(mut material) =
            handles.single().ok().and_then(|handle| materials.get_mut(&handle.0))
            && material.base_color != colour
        {
            material.base_color = colour;
        }
    }
}

fn look_elsewhere(sight: Res<Sight>, mut elsewhere: ResMut<Elsewhere>) {
    elsewhere.set_if_neq(Elsewhere(sight.own_elsewhere()));
}

fn shown(is_shown: bool) -> Visibility {
    if is_shown { Visibility::Inherited } else { Visibility::Hidden }
}
