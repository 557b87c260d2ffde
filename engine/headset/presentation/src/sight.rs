//! From where the scene is seen: the trainee's eyes, the view of a consequence, or that of a
//! picture. It moves cameras only; the body is the stage's.

use crate::FrameSystems;
use crate::headset;
use crate::pictures::Pictures;
use crate::script::{Script, playing};
use crate::surface::Surface;
use anlan_scenario::View;
use anlan_stage::{Body, Run};
use bevy::camera::RenderTarget;
use bevy::camera::visibility::RenderLayers;
use bevy::core_pipeline::tonemapping::Tonemapping;
use bevy::light::ShadowFilteringMethod;
use bevy::prelude::*;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use bevy::render::view::{ColorGrading, ColorGradingGlobal};

/// Opening of the view from top to bottom, degrees: a room is read without a bent edge.
pub(crate) const FOV_DEG: f32 = 60.0;
/// Nearer than a hand before the face nothing is drawn, metres.
const NEAR_M: f32 = 0.08;
/// Beyond the yard there is only ground and sky, metres.
const FAR_M: f32 = 150.0;
/// How strong colours are after tone mapping.
pub(crate) const SATURATION: f32 = 1.3;
/// The layer of what a view from above lifts off.
pub(crate) const LID_LAYER: usize = 1;

pub(crate) fn plugin(app: &mut App, surface: &Surface) {
    let surface = surface.clone();
    let open = move |world: &mut World| open_eyes(world, &surface);
    app.add_systems(PreStartup, open)
        .add_systems(Update, place_cameras.in_set(FrameSystems::Sight));
}

/// The cameras there are, and from where the one with the words sees.
#[derive(Resource)]
pub(crate) struct Sight {
    /// The camera that bears the words between pictures: the window's, or that of a headset's
    /// panel.
    eye: Option<Entity>,
    /// The words lie over the view of the place, so that names can stand beside things.
    pub is_flat: bool,
    /// The camera of pictures; it sleeps between them.
    picture: Entity,
    /// What the picture camera draws on.
    pub target: Handle<Image>,
    /// The camera that bears the words now.
    pub camera: Entity,
    /// Where that camera is.
    pub view: Viewpoint,
    /// Where the trainee sees from, whatever picture is being taken.
    own: Viewpoint,
}

impl Sight {
    /// Where the trainee sees from while it is not from the own eyes.
    pub fn own_elsewhere(&self) -> Option<Transform> {
        (!self.own.is_eye && self.own != Viewpoint::default()).then_some(self.own.at)
    }
}

/// A place to see from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Viewpoint {
    /// Eyes, looking along −z.
    pub at: Transform,
    /// They are the trainee's own.
    pub is_eye: bool,
    /// The ceiling is taken off.
    pub lifts_ceiling: bool,
}

impl Viewpoint {
    /// A view of the scenario; `own` is what the trainee sees.
    fn of(view: &View, own: Self) -> Self {
        match *view {
            View::Eye => own,
            View::Camera { at, toward, lifts_ceiling } => {
                let (at, toward) = (Vec3::from(at), Vec3::from(toward));
                let is_upright = (toward - at).xz().length() > 0.01;
                let up = if is_upright { Vec3::Y } else { Vec3::NEG_Z };
                let at = Transform::from_translation(at).looking_at(toward, up);
                Self { at, is_eye: false, lifts_ceiling }
            }
        }
    }
}

fn open_eyes(world: &mut World, surface: &Surface) {
    let size = surface.picture_px();
    let mut image = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let target = world.resource_mut::<Assets<Image>>().add(image);
    let eye = match surface {
        Surface::Window { .. } => Some(world.spawn((view(), Name::new("eye"))).id()),
        Surface::Headset => Some(headset::open_panel(world)),
        Surface::Offscreen { .. } => None,
    };
    let is_flat = *surface != Surface::Headset;
    let picture = world
        .spawn((view(), Name::new("picture"), RenderTarget::Image(target.clone().into())))
        .insert(Camera { is_active: false, ..default() })
        .id();
    let camera = eye.unwrap_or(picture);
    world.insert_resource(Sight {
        eye,
        picture,
        target,
        camera,
        is_flat,
        view: default(),
        own: default(),
    });
}

/// A low-dynamic-range view: tone mapping happens in the shader, edges are smoothed by samples.
pub(crate) fn look() -> impl Bundle {
    // AgX keeps lamps from burning out, and takes more colour away than a safety sign can spare.
    let global = ColorGradingGlobal { post_saturation: SATURATION, ..default() };
    let grading = ColorGrading { global, ..default() };
    (Tonemapping::AgX, grading, Msaa::Sample4, RenderLayers::layer(0).with(LID_LAYER))
}

fn view() -> impl Bundle {
    (
        Camera3d::default(),
        // As in the headset.
        ShadowFilteringMethod::Hardware2x2,
        Projection::Perspective(PerspectiveProjection {
            fov: FOV_DEG.to_radians(),
            near: NEAR_M,
            far: FAR_M,
            ..default()
        }),
        look(),
    )
}

fn place_cameras(
    mut sight: ResMut<Sight>,
    mut cameras: Query<(&mut Camera, &mut Transform, &mut RenderLayers)>,
    pictures: Res<Pictures>,
    script: Res<Script>,
    run: Option<Res<Run>>,
    body: Res<Body>,
) {
    let head = body.head();
    let at = Transform::from_translation(head.at).with_rotation(head.rot);
    let mut own = Viewpoint { at, is_eye: true, lifts_ceiling: false };
    if let Some(run) = &run
        && let Some((strike, moment)) = playing(&script, run)
        && moment.is_away
    {
        own = Viewpoint { at: strike.view, ..Viewpoint::default() };
    }
    let asked = pictures.exposes().map(|view| Viewpoint::of(view, own));
    let mut place = |camera: Entity, view: Option<Viewpoint>| {
        let Ok((mut camera, mut transform, mut layers)) = cameras.get_mut(camera) else { return };
        if camera.is_active != view.is_some() {
            camera.is_active = view.is_some();
        }
        if let Some(view) = view {
            transform.set_if_neq(view.at);
            let all = RenderLayers::layer(0).with(LID_LAYER);
            layers.set_if_neq(if view.lifts_ceiling { RenderLayers::layer(0) } else { all });
        }
    };
    // The panel's camera sees only the words, wherever it is.
    if let Some(eye) = sight.eye.filter(|_| sight.is_flat) {
        place(eye, Some(own));
    }
    place(sight.picture, asked);
    sight.camera = if asked.is_some() { sight.picture } else { sight.eye.unwrap_or(sight.picture) };
    sight.view = asked.unwrap_or(own);
    sight.own = own;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_from_straight_above_has_an_up() {
        let view = View::Camera { at: [0.0; 3], toward: [0.0, -1.0, 0.0], lifts_ceiling: true };
        let above = Viewpoint::of(&view, Viewpoint::default());
        assert!(above.at.is_finite() && above.lifts_ceiling && !above.is_eye);
        assert!(above.at.forward().abs_diff_eq(Vec3::NEG_Y, 1e-5));
    }

    #[test]
    fn an_eye_view_is_the_trainees_own() {
        let own = Viewpoint { is_eye: true, ..default() };
        assert_eq!(Viewpoint::of(&View::Eye, own), own);
    }
}
