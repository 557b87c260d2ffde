//! The late latch: between recording and submitting, the eyes are asked for once more, and what the
//! shaders read of them is written over. Culling and sorting keep the earlier pose; the frustum is
//! wide enough for what a head can turn meanwhile.

use crate::eyes::{EyeProjection, XrEye, XrOrigin, transform};
use crate::frame::{Begun, XrDrawer};
use anlan_xr_loop::Latch;
use bevy::camera::CameraProjection;
use bevy::prelude::*;
use bevy::render::renderer::{PendingCommandBuffers, RenderQueue};
use bevy::render::view::{ViewUniformOffset, ViewUniforms};
use openxr as xr;

/// Whether eyes are latched late; on by default, off to measure what it brings.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct XrLatch(pub bool);

impl Default for XrLatch {
    fn default() -> Self {
        Self(true)
    }
}

/// Matrices at the head of Bevy's `ViewUniform`, in its order, and the eye's place after them.
const MATRICES: usize = 7;
/// Bytes that are written over: seven matrices of four columns, three coordinates.
const BYTES: usize = MATRICES * 64 + 12;

/// To run after everything is recorded and before it is submitted.
pub(crate) fn latch(
    (drawer, is_late, origin): (Res<XrDrawer>, Res<XrLatch>, Res<XrOrigin>),
    eyes: Query<(&XrEye, &ViewUniformOffset)>,
    (uniforms, queue): (Res<ViewUniforms>, Res<RenderQueue>),
    (mut pending, mut begun): (ResMut<PendingCommandBuffers>, ResMut<Begun>),
) {
    match drawer.0.latch(is_late.0) {
        Latch::Parked => {}
        // The runtime still shows the image: nothing may be drawn on it.
        Latch::Drop => {
            drop(pending.take());
            begun.is_withheld = true;
        }
        Latch::Draw(views) => {
            let Some(buffer) = uniforms.uniforms.buffer().filter(|_| is_late.0) else { return };
            for (eye, at) in &eyes {
                let Some(view) = views.get(eye.0) else { continue };
                queue.write_buffer(buffer, u64::from(at.offset), &bytes(view, &origin.0));
            }
        }
    }
}

fn bytes(view: &xr::View, origin: &Transform) -> [u8; BYTES] {
    let fov = view.fov;
    let fov = [fov.angle_left, fov.angle_right, fov.angle_up, fov.angle_down];
    let clip_from_view = EyeProjection::new(fov).get_clip_from_view();
    let at = *origin * transform(&view.pose);
    let world_from_view = at.to_matrix();
    let (view_from_world, view_from_clip) = (world_from_view.inverse(), clip_from_view.inverse());
    let clip_from_world = clip_from_view * view_from_world;
    let matrices: [Mat4; MATRICES] = [
        clip_from_world,
        // Nothing is jittered.
        clip_from_world,
        world_from_view * view_from_clip,
        world_from_view,
        view_from_world,
        clip_from_view,
        view_from_clip,
    ];
    let columns = matrices.iter().flat_map(Mat4::to_cols_array);
    let numbers = columns.chain(at.translation.to_array());
    let mut bytes = [0; BYTES];
    for (four, number) in bytes.chunks_exact_mut(4).zip(numbers) {
        four.copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::render::render_resource::ShaderType;
    use bevy::render::view::ViewUniform;

    #[test]
    fn the_bytes_end_where_the_exposure_begins() {
        let offsets: Vec<u64> = (0..9).map(|i| ViewUniform::METADATA.offset(i)).collect();
        assert_eq!(offsets, [0, 64, 128, 192, 256, 320, 384, 448, 460]);
        assert_eq!(BYTES, 460);
    }

    #[test]
    fn a_point_lands_where_the_eye_sees_it() {
        let (orientation, position) = (
            xr::Quaternionf { x: 0.0, y: 0.6, z: 0.0, w: 0.8 },
            xr::Vector3f { x: 0.03, y: 1.6, z: -0.2 },
        );
        let (angle_left, angle_right, angle_up, angle_down) = (-0.8, 0.7, 0.6, -0.65);
        let fov = xr::Fovf { angle_left, angle_right, angle_up, angle_down };
        let view = xr::View { pose: xr::Posef { orientation, position }, fov };
        let origin = Transform::from_xyz(2.0, 0.0, -4.0).with_rotation(Quat::from_rotation_y(0.4));
        let bytes = bytes(&view, &origin);
        let number = |i: usize| f32::from_le_bytes(bytes[i * 4..i * 4 + 4].try_into().unwrap());
        let matrix = |i: usize| Mat4::from_cols_array(&std::array::from_fn(|k| number(i * 16 + k)));
        let at = origin * transform(&view.pose);
        assert!(at.translation.abs_diff_eq(Vec3::from_array([112, 113, 114].map(number)), 1e-6));
        // The upper right corner of what the eye sees, three metres ahead.
        let corner = at * (Vec3::new(0.7_f32.tan(), 0.6_f32.tan(), -1.0) * 3.0);
        let clip = matrix(0).project_point3(corner);
        assert!(clip.xy().abs_diff_eq(Vec2::ONE, 1e-4), "{clip}");
        assert_eq!(matrix(0), matrix(1));
        let pairs = [(0, 2), (3, 4), (5, 6)];
        for (a, b) in pairs {
            assert!((matrix(a) * matrix(b)).abs_diff_eq(Mat4::IDENTITY, 1e-3), "{a} and {b}");
        }
    }
}
