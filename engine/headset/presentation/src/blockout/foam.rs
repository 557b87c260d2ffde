//! A head of foam on a pot that boils over: a dome above the rim, tongues of it down the side.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use std::f32::consts::TAU;

/// Points around the pot.
const AROUND: usize = 72;
/// Points from the middle to the rim, and from the rim down.
const ACROSS: usize = 7;
const DOWN: usize = 9;
/// The dome's height over the rim, and the foam's thickness outside it, metres.
const DOME_M: f32 = 0.034;
const THICK_M: f32 = 0.016;
/// Where foam runs down: turn (0–1), half its width (0–1), how far it has come, metres.
const TONGUES: [(f32, f32, f32); 7] = [
    (0.04, 0.030, 0.10),
    (0.17, 0.045, 0.21),
    (0.26, 0.024, 0.12),
    (0.35, 0.038, 0.26),
    (0.52, 0.050, 0.15),
    (0.71, 0.030, 0.22),
    (0.86, 0.042, 0.13),
];
/// Everywhere else it hangs over the rim by this much, metres.
const LIP_M: f32 = 0.022;
/// Metres that one picture of bubbles covers.
const BUBBLES_M: f32 = 0.1;

/// The head on a pot whose rim has this radius, its origin in the middle of the rim.
pub(super) fn head(rim_m: f32) -> Mesh {
    let rows = ACROSS + DOWN;
    let mut positions = Vec::with_capacity(rows * (AROUND + 1));
    let mut uvs = Vec::with_capacity(positions.capacity());
    for i in 0..=AROUND {
        let turn = i as f32 / AROUND as f32;
        // The seam of the picture is at the back.
        let out = Vec3::new((TAU * turn).sin(), 0.0, -(TAU * turn).cos());
        let mut run = 0.0;
        let mut last = Vec2::new(0.0, DOME_M);
        for row in 0..rows {
            let at = profile(rim_m, turn, row);
            run += at.distance(last);
            last = at;
            positions.push(out * at.x + Vec3::Y * at.y);
            // Around at the rim's length, so that bubbles are round where the foam is seen.
            uvs.push(Vec2::new(TAU * rim_m * turn, run) / BUBBLES_M);
        }
    }
    let indices = (0..AROUND * (rows - 1)).flat_map(|k| {
        let (i, row) = (k / (rows - 1), k % (rows - 1));
        let (a, b) = ((i * rows + row) as u32, ((i + 1) * rows + row) as u32);
        [a, b, a + 1, b, b + 1, a + 1]
    });
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uvs)
        .with_inserted_indices(Indices::U32(indices.collect()))
        .with_computed_smooth_normals()
}

/// Distance from the pot's middle and height over its rim, from the middle outward and down.
fn profile(rim_m: f32, turn: f32, row: usize) -> Vec2 {
    if row < ACROSS {
        let share = row as f32 / (ACROSS - 1) as f32;
        let swell = 1.0 + 0.25 * lumps(turn, share);
        let high = DOME_M * (1.0 - share.powi(3)) * swell + THICK_M * 0.8 * share;
        return Vec2::new((rim_m + 0.004) * share, high);
    }
    let share = (row - ACROSS + 1) as f32 / DOWN as f32;
    let long = reach(turn);
    // Round over the rim, thicker where a tongue ends, in to the pot's side at its end.
    let thick = THICK_M * (0.6 + 0.4 * share) * (1.0 - share.powi(8));
    let bulge = thick * (1.0 + 0.3 * lumps(turn, share + 2.0));
    Vec2::new(rim_m + 0.002 + bulge, THICK_M * 0.6 - (long + THICK_M * 0.6) * share)
}

/// How far down the foam has come at a turn, metres.
fn reach(turn: f32) -> f32 {
    let long = TONGUES.iter().map(|(at, half, far)| {
        let off = (turn - at + 0.5).rem_euclid(1.0) - 0.5;
        far * (1.0 - (off / half).powi(4)).max(0.0).sqrt()
    });
    long.fold(LIP_M * (1.0 + 0.4 * lumps(turn, 5.0)), f32::max)
}

/// Unevenness that closes on itself around the pot, -1 to 1.
fn lumps(turn: f32, along: f32) -> f32 {
    let wave = |n: f32, phase: f32| (TAU * (turn * n + along * phase)).sin();
    0.5 * wave(5.0, 0.9) + 0.3 * wave(11.0, 1.7) + 0.2 * wave(17.0, 2.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foam_stands_over_the_rim_and_runs_down_outside_it() {
        let mesh = head(0.24);
        let at = mesh.attribute(Mesh::ATTRIBUTE_POSITION).and_then(|a| a.as_float3()).unwrap();
        let high = at.iter().map(|p| p[1]).fold(f32::MIN, f32::max);
        let low = at.iter().map(|p| p[1]).fold(f32::MAX, f32::min);
        assert!((0.03..0.05).contains(&high), "{high}");
        assert!((-0.27..-0.25).contains(&low), "{low}");
        let inside = at.iter().filter(|p| p[1] < -0.01 && p[0].hypot(p[2]) < 0.24);
        assert_eq!(inside.count(), 0, "foam within the pot's wall");
    }
}
