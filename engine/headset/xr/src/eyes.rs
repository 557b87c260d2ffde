//! The eyes: where the runtime says they are, what they see of the world, and the cameras that
//! draw for them. What the cameras' pictures should look like is for whoever dresses [`XrEye`].

use crate::frame::XrFrame;
use crate::runtime::EYES;
use crate::warm::XrWarmth;
use bevy::camera::primitives::Frustum;
use bevy::camera::{CameraProjection, ManualTextureViewHandle, RenderTarget, SubCameraView};
use bevy::light::ShadowFilteringMethod;
use bevy::math::Vec3A;
use bevy::math::primitives::{HalfSpace, ViewFrustum};
use bevy::prelude::*;
use bevy::render::extract_component::ExtractComponent;
use bevy::render::extract_resource::ExtractResource;
use bevy::render::view::NoIndirectDrawing;
use openxr as xr;
use wgpu::TextureUsages;

/// Nearer than a hand before the face nothing is drawn, metres.
pub(crate) const NEAR_M: f32 = 0.08;
/// Only for sorting and culling: the projection itself has no far end, metres.
const FAR_M: f32 = 150.0;
/// What a head can turn between culling and drawing, at 700°/s and 90 Hz, radians.
const TURN_RAD: f32 = 0.14;
/// Wider than any place, metres.
const EVERYWHERE_M: f32 = 1e4;
/// No edge is wider than this, radians.
const EDGE_RAD_MAX: f32 = 1.45;

/// The cameras' targets, left and right.
pub(crate) const TARGETS: [ManualTextureViewHandle; EYES] =
    [ManualTextureViewHandle(0x0a_e1), ManualTextureViewHandle(0x0a_e2)];

/// A camera of the headset: 0 is the left eye, 1 the right.
#[derive(Component, ExtractComponent, Clone, Copy, Debug, PartialEq, Eq)]
pub struct XrEye(pub usize);

/// Where the middle of the play space stands in the world. Whoever moves the trainee writes it
/// before `PostUpdate`; the default leaves both frames as one.
#[derive(Resource, ExtractResource, Clone, Copy, Debug, Default, PartialEq)]
pub struct XrOrigin(pub Transform);

/// One eye at the frame's display time, in the play space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EyeView {
    /// Metres; −z ahead, y up.
    pub at: Transform,
    /// Angles from the middle to the left, right, upper and lower edge, radians; left and down
    /// are negative.
    pub fov: [f32; 4],
}

impl EyeView {
    pub(crate) fn of(view: &xr::View) -> Self {
        let fov = view.fov;
        Self {
            at: transform(&view.pose),
            fov: [fov.angle_left, fov.angle_right, fov.angle_up, fov.angle_down],
        }
    }
}

/// A pose of OpenXR (right-handed, y up, −z ahead: as Bevy's).
pub(crate) fn transform(pose: &xr::Posef) -> Transform {
    let (p, q) = (pose.position, pose.orientation);
    let rotation = Quat::from_xyzw(q.x, q.y, q.z, q.w);
    // A runtime that has no orientation yet may send zeros.
    let rotation = if rotation.is_finite() && rotation.length_squared() > 0.5 {
        rotation.normalize()
    } else {
        Quat::IDENTITY
    };
    Transform::from_xyz(p.x, p.y, p.z).with_rotation(rotation)
}

pub(crate) fn vector(v: xr::Vector3f) -> Vec3 {
    Vec3::new(v.x, v.y, v.z)
}

/// The same, for OpenXR; its scale is left out.
pub(crate) fn pose_of(at: &Transform) -> xr::Posef {
    let (p, q) = (at.translation, at.rotation);
    xr::Posef {
        orientation: xr::Quaternionf { x: q.x, y: q.y, z: q.z, w: q.w },
        position: xr::Vector3f { x: p.x, y: p.y, z: p.z },
    }
}

/// What an eye sees: off-centre, without a far end, depth from 1 near to 0 far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EyeProjection {
    /// Tangents of the angles to the left, right, upper and lower edge.
    tan: [f32; 4],
    /// The same, wider by what a head can turn until the eye is drawn.
    wide: [f32; 4],
    /// Nothing is left out, wherever it is.
    sees_all: bool,
}

impl EyeProjection {
    /// The projection for these angles, radians; see [`EyeView::fov`].
    pub fn new(fov: [f32; 4]) -> Self {
        Self::with_turn(fov, TURN_RAD)
    }

    /// A frame that is drawn while the next is simulated was placed a frame earlier.
    fn pipelined(fov: [f32; 4]) -> Self {
        Self::with_turn(fov, 2.0 * TURN_RAD)
    }

    fn with_turn(fov: [f32; 4], turn: f32) -> Self {
        let [left, right, up, down] = fov;
        let wide = [left - turn, right + turn, up + turn, down - turn];
        let wide = wide.map(|angle| angle.clamp(-EDGE_RAD_MAX, EDGE_RAD_MAX).tan());
        Self { tan: fov.map(f32::tan), wide, sees_all: false }
    }

    fn matrix([left, right, up, down]: [f32; 4]) -> Mat4 {
        let (width, height) = (right - left, up - down);
        Mat4::from_cols(
            Vec4::new(2.0 / width, 0.0, 0.0, 0.0),
            Vec4::new(0.0, 2.0 / height, 0.0, 0.0),
            Vec4::new((right + left) / width, (up + down) / height, 0.0, -1.0),
            Vec4::new(0.0, 0.0, NEAR_M, 0.0),
        )
    }
}

impl CameraProjection for EyeProjection {
    fn get_clip_from_view(&self) -> Mat4 {
        Self::matrix(self.tan)
    }

    fn get_clip_from_view_for_sub(&self, sub: &SubCameraView) -> Mat4 {
        let [left, right, up, down] = self.tan;
        let full = sub.full_size.as_vec2().max(Vec2::ONE);
        let (from, to) = (sub.offset / full, (sub.offset + sub.size.as_vec2()) / full);
        let across = |share: f32| left + (right - left) * share;
        let along = |share: f32| up + (down - up) * share;
        Self::matrix([across(from.x), across(to.x), along(from.y), along(to.y)])
    }

    /// Of things that come into view by a turn until the eye is drawn, none is missing.
    fn compute_frustum(&self, camera: &GlobalTransform) -> Frustum {
        let clip_from_world = Self::matrix(self.wide) * camera.affine().inverse();
        let (at, back) = (camera.translation(), camera.back());
        let mut seen =
            ViewFrustum::from_clip_from_world_custom_far(&clip_from_world, &at, &back, FAR_M);
        if self.sees_all {
            let farther = Vec4::new(0.0, 0.0, 0.0, EVERYWHERE_M);
            seen.half_spaces =
                seen.half_spaces.map(|half| HalfSpace::new(half.normal_d() + farther));
        }
        Frustum(seen)
    }

    // The runtime says what an eye sees; its picture's size does not change that.
    fn update(&mut self, _width: f32, _height: f32) {}

    fn far(&self) -> f32 {
        FAR_M
    }

    fn get_frustum_corners(&self, z_near: f32, z_far: f32) -> [Vec3A; 8] {
        let [left, right, up, down] = self.tan;
        let corners = |z: f32| {
            [(right, down), (right, up), (left, up), (left, down)]
                .map(|(x, y)| Vec3A::new(x * -z, y * -z, z))
        };
        let ([a, b, c, d], [e, f, g, h]) = (corners(z_near), corners(z_far));
        [a, b, c, d, e, f, g, h]
    }
}

/// Opens both cameras.
pub(crate) fn open_eyes(mut commands: Commands) {
    for (index, target) in TARGETS.into_iter().enumerate() {
        commands.spawn((
            Name::new(["left eye", "right eye"][index]),
            XrEye(index),
            // Its depth is read for the runtime.
            Camera3d {
                depth_texture_usages: (TextureUsages::RENDER_ATTACHMENT
                    | TextureUsages::TEXTURE_BINDING)
                    .into(),
                ..default()
            },
            Camera { order: index as isize, ..default() },
            RenderTarget::TextureView(target),
            Projection::custom(EyeProjection::new([-0.7, 0.7, 0.7, -0.7])),
            // One look at a shadow's map instead of nine, which the shader carries for every light.
            ShadowFilteringMethod::Hardware2x2,
            // Some hundred draws are sooner recorded than a shader has put them together.
            NoIndirectDrawing,
        ));
    }
}

/// Puts the cameras where the eyes will be when the frame is shown.
pub(crate) fn place_eyes(
    frame: Res<XrFrame>,
    (origin, warmth): (Res<XrOrigin>, Res<XrWarmth>),
    mut eyes: Query<(&XrEye, &mut Transform, &mut Projection)>,
) {
    let Some(views) = &frame.views else { return };
    for (eye, mut at, mut projection) in &mut eyes {
        let Some(view) = views.get(eye.0) else { continue };
        at.set_if_neq(origin.0 * view.at);
        let make = if frame.is_pipelined { EyeProjection::pipelined } else { EyeProjection::new };
        // What is behind the wearer is made ready too, or it would be missing after a turn.
        let sees_all = !warmth.is_warm();
        *projection = Projection::custom(EyeProjection { sees_all, ..make(view.fov) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monado's simulated left eye, roughly.
    const FOV: [f32; 4] = [-0.8, 0.7, 0.6, -0.65];

    fn seen(point: Vec3) -> Vec3 {
        EyeProjection::new(FOV).get_clip_from_view().project_point3(point)
    }

    #[test]
    fn the_edges_of_the_view_are_the_edges_of_the_picture() {
        let [left, right, up, down] = FOV.map(f32::tan);
        let lower_left = seen(Vec3::new(left, down, -1.0) * 3.0);
        let upper_right = seen(Vec3::new(right, up, -1.0) * 9.0);
        assert!(lower_left.xy().abs_diff_eq(Vec2::NEG_ONE, 1e-5), "{lower_left}");
        assert!(upper_right.xy().abs_diff_eq(Vec2::ONE, 1e-5), "{upper_right}");
    }

    #[test]
    fn a_fast_turn_shows_no_hole_at_the_edge() {
        let seen = |point: Vec3, by: &Transform| {
            let frustum = EyeProjection::new(FOV).compute_frustum(&GlobalTransform::from(*by));
            let planes = frustum.half_spaces;
            planes.iter().all(|plane| plane.normal_d().dot(point.extend(1.0)) > -1e-4)
        };
        // 700°/s for one frame at 90 Hz, away from where culling looked.
        let turned = Quat::from_rotation_y((700.0_f32 / 90.0).to_radians());
        let edge = turned * Vec3::new(FOV[0].tan(), 0.0, -1.0) * 4.0;
        assert!(seen(edge, &Transform::IDENTITY), "{edge}");
        let beyond = Quat::from_rotation_y(0.3) * Vec3::new(FOV[0].tan(), 0.0, -1.0) * 4.0;
        assert!(!seen(beyond, &Transform::IDENTITY), "{beyond}");
        let all = EyeProjection { sees_all: true, ..EyeProjection::new(FOV) };
        let planes = all.compute_frustum(&GlobalTransform::IDENTITY).half_spaces;
        let behind = Vec3::new(3.0, 1.0, 20.0).extend(1.0);
        assert!(planes.iter().all(|plane| plane.normal_d().dot(behind) > 0.0), "behind");
        let twice = EyeProjection::pipelined(FOV).wide.map(f32::atan);
        assert!((twice[0] - (FOV[0] - 2.0 * TURN_RAD)).abs() < 1e-5, "{twice:?}");
    }

    #[test]
    fn depth_runs_from_one_near_to_zero_far() {
        assert!((seen(Vec3::NEG_Z * NEAR_M).z - 1.0).abs() < 1e-5);
        assert!(seen(Vec3::NEG_Z * 1e6).z < 1e-6);
    }

    #[test]
    fn corners_agree_with_the_matrix() {
        let projection = EyeProjection::new(FOV);
        let corners = projection.get_frustum_corners(-NEAR_M, -10.0);
        let clip = corners.map(|c| projection.get_clip_from_view().project_point3a(c));
        let expected = [(1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
        for (i, corner) in clip.iter().enumerate() {
            let (x, y) = expected[i % 4];
            let off = Vec2::new(corner.x - x, corner.y - y).length();
            assert!(off < 1e-4, "{i}: {corner}");
        }
    }

    #[test]
    fn a_pose_without_orientation_looks_ahead() {
        let zero = xr::Quaternionf { x: 0.0, y: 0.0, z: 0.0, w: 0.0 };
        let position = xr::Vector3f { x: 1.0, y: 1.6, z: 0.0 };
        let at = transform(&xr::Posef { orientation: zero, position });
        assert_eq!(at, Transform::from_xyz(1.0, 1.6, 0.0));
    }
}
