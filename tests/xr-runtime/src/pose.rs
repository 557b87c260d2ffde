//! Poses: one after the other, back again, and along the keys of a script.

use crate::script::Key;
use openxr::sys::{Posef, Quaternionf, Vector3f};

pub fn turned(q: Quaternionf, v: Vector3f) -> Vector3f {
    let u = Vector3f { x: q.x, y: q.y, z: q.z };
    let t = cross(u, v);
    let t = Vector3f { x: 2.0 * t.x, y: 2.0 * t.y, z: 2.0 * t.z };
    let c = cross(u, t);
    Vector3f { x: v.x + q.w * t.x + c.x, y: v.y + q.w * t.y + c.y, z: v.z + q.w * t.z + c.z }
}

fn cross(a: Vector3f, b: Vector3f) -> Vector3f {
    Vector3f { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x }
}

fn times(a: Quaternionf, b: Quaternionf) -> Quaternionf {
    Quaternionf {
        x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
        y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
        z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
        w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
    }
}

pub fn at(x: f32, y: f32, z: f32) -> Posef {
    Posef { orientation: Quaternionf::IDENTITY, position: Vector3f { x, y, z } }
}

/// `b`, which is given in `a`, in what `a` is given in.
pub fn then(a: &Posef, b: &Posef) -> Posef {
    let p = turned(a.orientation, b.position);
    let q = a.position;
    let position = Vector3f { x: p.x + q.x, y: p.y + q.y, z: p.z + q.z };
    Posef { orientation: times(a.orientation, b.orientation), position }
}

pub fn back(a: &Posef) -> Posef {
    let q = a.orientation;
    let orientation = Quaternionf { x: -q.x, y: -q.y, z: -q.z, w: q.w };
    let p = turned(orientation, a.position);
    Posef { orientation, position: Vector3f { x: -p.x, y: -p.y, z: -p.z } }
}

/// Degrees between two orientations.
pub fn apart_deg(a: Quaternionf, b: Quaternionf) -> f32 {
    let q = times(Quaternionf { x: -a.x, y: -a.y, z: -a.z, w: a.w }, b);
    // Exact near zero, where the arc cosine is not.
    let turn = (q.x * q.x + q.y * q.y + q.z * q.z).sqrt();
    (2.0 * turn.atan2(q.w.abs())).to_degrees()
}

/// Linear and angular velocity from one pose to another, so many seconds apart, in their space.
pub fn velocity(a: &Posef, b: &Posef, apart_s: f32) -> (Vector3f, Vector3f) {
    let (p, q) = (a.position, b.position);
    let linear = [q.x - p.x, q.y - p.y, q.z - p.z].map(|d| d / apart_s);
    let inverse = back(&Posef { position: Vector3f::default(), ..*a }).orientation;
    let turn = times(b.orientation, inverse);
    let sign = if turn.w < 0.0 { -2.0 } else { 2.0 };
    let angular = [turn.x, turn.y, turn.z].map(|d| d * sign / apart_s);
    let vector = |[x, y, z]: [f32; 3]| Vector3f { x, y, z };
    (vector(linear), vector(angular))
}

/// Where the keys lead at that time; `None` without a key.
pub fn along(keys: &[Key], at_s: f64) -> Option<Posef> {
    let next = keys.iter().position(|key| key.at_s > at_s).unwrap_or(keys.len());
    let before = keys.get(next.saturating_sub(1))?;
    let after = keys.get(next).unwrap_or(before);
    let length = after.at_s - before.at_s;
    let share = if length > 0.0 { ((at_s - before.at_s) / length).clamp(0.0, 1.0) } else { 0.0 };
    let mix = |a: f32, b: f32| a + (b - a) * share as f32;
    let (a, b) = (before.at, after.at);
    let (c, d) = (before.turned, after.turned);
    let half = |degrees: f32| (degrees.to_radians() / 2.0).sin_cos();
    let (yaw, pitch, roll) = (half(mix(c.0, d.0)), half(mix(c.1, d.1)), half(mix(c.2, d.2)));
    let yaw = Quaternionf { x: 0.0, y: yaw.0, z: 0.0, w: yaw.1 };
    let pitch = Quaternionf { x: pitch.0, y: 0.0, z: 0.0, w: pitch.1 };
    let roll = Quaternionf { x: 0.0, y: 0.0, z: roll.0, w: roll.1 };
    let position = Vector3f { x: mix(a.0, b.0), y: mix(a.1, b.1), z: mix(a.2, b.2) };
    Some(Posef { orientation: times(times(yaw, pitch), roll), position })
}
