//! Meshes of the blockout: boxes with broken edges, round bars, frames. Every one fills exactly
//! the box it stands for, and carries metres as texture coordinates.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

/// An edge is broken by this much; it catches the light, and a box reads as a thing, metres.
const BEVEL_M: f32 = 0.012;
/// A bevel takes at most this share of the shortest side.
const BEVEL_SHARE: f32 = 0.2;
/// Corners of a round bar.
const ROUND_CORNERS: u32 = 28;

/// A mesh under construction: flat faces, each with its own corners.
#[derive(Default)]
struct Faces {
    positions: Vec<Vec3>,
    normals: Vec<Vec3>,
    uvs: Vec<Vec2>,
    indices: Vec<u32>,
}

impl Faces {
    /// A flat face with 3 or 4 corners in order, turned so that it looks along `normal`.
    fn add(&mut self, corners: &[Vec3], normal: Vec3, origin: Vec3) {
        let [a, b, c, ..] = *corners else { return };
        let mut corners = corners.to_vec();
        if (b - a).cross(c - a).dot(normal) < 0.0 {
            corners.reverse();
        }
        let first = self.positions.len() as u32;
        self.normals.extend(corners.iter().map(|_| normal.normalize_or_zero()));
        self.uvs.extend(corners.iter().map(|corner| flat(*corner + origin, normal)));
        for i in 2..corners.len() as u32 {
            self.indices.extend([first, first + i - 1, first + i]);
        }
        self.positions.extend(corners);
    }

    fn mesh(self) -> Mesh {
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, self.normals)
            .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, self.uvs)
            .with_inserted_indices(Indices::U32(self.indices))
    }

    /// A box about `centre`; `origin` is where the mesh's own origin is in the world.
    fn add_box(&mut self, centre: Vec3, size: Vec3, bevel: f32, origin: Vec3) {
        let half = size / 2.0;
        let inner = half - Vec3::splat(bevel);
        let signs = [-1.0_f32, 1.0];
        for a in 0..3 {
            let (b, c) = ((a + 1) % 3, (a + 2) % 3);
            for sign in signs {
                let face = axis(a) * half[a] * sign;
                let corner = |u: f32, v: f32| centre + face + axis(b) * u + axis(c) * v;
                let (u, v) = (inner[b], inner[c]);
                let corners = [corner(-u, -v), corner(u, -v), corner(u, v), corner(-u, v)];
                self.add(&corners, axis(a) * sign, origin);
            }
            if bevel <= 0.0 {
                continue;
            }
            // The four broken edges along `a`, between the faces of `b` and `c`.
            for (sb, sc) in signs.iter().flat_map(|s| signs.map(|t| (*s, t))) {
                let on_b = axis(b) * half[b] * sb + axis(c) * inner[c] * sc;
                let on_c = axis(b) * inner[b] * sb + axis(c) * half[c] * sc;
                let along = axis(a) * inner[a];
                let corners = [on_b - along, on_b + along, on_c + along, on_c - along];
                let corners = corners.map(|corner| centre + corner);
                self.add(&corners, axis(b) * sb + axis(c) * sc, origin);
            }
        }
        if bevel > 0.0 {
            for i in 0..8 {
                let sign = Vec3::new(signs[i & 1], signs[i >> 1 & 1], signs[i >> 2]);
                let corners = [0, 1, 2].map(|a| centre + sign * inner + axis(a) * sign[a] * bevel);
                self.add(&corners, sign, origin);
            }
        }
    }
}

fn axis(index: usize) -> Vec3 {
    Vec3::AXES[index]
}

/// Metres on the wall, floor or ceiling that a face is nearest to.
fn flat(at: Vec3, normal: Vec3) -> Vec2 {
    let n = normal.abs();
    if n.y >= n.x && n.y >= n.z {
        at.xz()
    } else if n.x >= n.z {
        Vec2::new(at.z, -at.y)
    } else {
        Vec2::new(at.x, -at.y)
    }
}

/// A box whose tiles lie in the world's grid, so that walls made of pieces show no seam.
pub(super) fn wall(size: Vec3, at: Vec3) -> Mesh {
    let mut faces = Faces::default();
    faces.add_box(Vec3::ZERO, size, 0.0, at);
    faces.mesh()
}

/// A box with broken edges.
pub(super) fn block(size: Vec3) -> Mesh {
    let mut faces = Faces::default();
    faces.add_box(Vec3::ZERO, size, bevel(size), Vec3::ZERO);
    faces.mesh()
}

fn bevel(size: Vec3) -> f32 {
    BEVEL_M.min(size.min_element() * BEVEL_SHARE)
}

/// A pile in the shape of its box: courses of pieces, about `piece` in size.
pub(super) fn pile(size: Vec3, piece: Vec3) -> Mesh {
    let mut faces = Faces::default();
    let counts = (size / piece).round().max(Vec3::ONE);
    let cell = size / counts;
    let bevel = bevel(cell) * 2.0;
    for x in 0..counts.x as u32 {
        for y in 0..counts.y as u32 {
            for z in 0..counts.z as u32 {
                let at = Vec3::new(x as f32, y as f32, z as f32);
                let centre = (at + Vec3::splat(0.5)) * cell - size / 2.0;
                faces.add_box(centre, cell, bevel, Vec3::ZERO);
            }
        }
    }
    faces.mesh()
}

/// Four bars about the outline of a box's largest face, deeper than the box by `proud` each way.
pub(super) fn frame(size: Vec3, bar: f32, proud: f32) -> Mesh {
    let mut faces = Faces::default();
    let deep = if size.x < size.z { 0 } else { 2 };
    let wide = 2 - deep;
    let depth = size[deep] + 2.0 * proud;
    let mut add = |across: f32, up: f32, width: f32, height: f32| {
        let centre = axis(wide) * across + Vec3::Y * up;
        let bar_size = axis(wide) * width + Vec3::Y * height + axis(deep) * depth;
        faces.add_box(centre, bar_size, bevel(bar_size), Vec3::ZERO);
    };
    let (half, high) = (size[wide] / 2.0, size.y / 2.0);
    for sign in [-1.0, 1.0] {
        add(sign * half, 0.0, bar, size.y + bar);
        add(0.0, sign * high, size[wide] - bar, bar);
    }
    faces.mesh()
}

/// A round bar or drum that fills the box, if two of its sides are equal.
pub(super) fn round(size: Vec3) -> Option<Mesh> {
    const EQUAL_M: f32 = 1e-3;
    let along = (0..3).find(|a| (size[(a + 1) % 3] - size[(a + 2) % 3]).abs() < EQUAL_M)?;
    let radius = size[(along + 1) % 3] / 2.0;
    let bar = Cylinder::new(radius, size[along]).mesh().resolution(ROUND_CORNERS).build();
    Some(bar.rotated_by(Quat::from_rotation_arc(Vec3::Y, axis(along))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::mesh::VertexAttributeValues;

    fn span(mesh: &Mesh) -> Vec3 {
        let Some(VertexAttributeValues::Float32x3(at)) = mesh.attribute(Mesh::ATTRIBUTE_POSITION)
        else {
            panic!("no positions")
        };
        let all = at.iter().map(|p| Vec3::from(*p));
        let max = all.clone().reduce(Vec3::max).unwrap();
        max - all.reduce(Vec3::min).unwrap()
    }

    #[test]
    fn every_mesh_has_its_true_size() {
        let size = Vec3::new(0.7, 1.3, 0.9);
        assert!(span(&block(size)).abs_diff_eq(size, 1e-5));
        assert!(span(&wall(size, Vec3::ONE)).abs_diff_eq(size, 1e-5));
        assert!(span(&pile(size, Vec3::splat(0.4))).abs_diff_eq(size, 1e-5));
        let pipe = Vec3::new(0.08, 0.08, 3.15);
        assert!(span(&round(pipe).unwrap()).abs_diff_eq(pipe, 1e-3));
        assert!(round(size).is_none());
    }

    #[test]
    fn every_face_looks_outward() {
        let mesh = block(Vec3::new(0.3, 0.2, 0.1));
        let Some(VertexAttributeValues::Float32x3(at)) = mesh.attribute(Mesh::ATTRIBUTE_POSITION)
        else {
            panic!("no positions")
        };
        let Some(VertexAttributeValues::Float32x3(normals)) =
            mesh.attribute(Mesh::ATTRIBUTE_NORMAL)
        else {
            panic!("no normals")
        };
        let indices: Vec<usize> = mesh.indices().unwrap().iter().collect();
        for triangle in indices.chunks(3) {
            let [a, b, c] = [0, 1, 2].map(|i| Vec3::from(at[triangle[i]]));
            let normal = Vec3::from(normals[triangle[0]]);
            assert!((b - a).cross(c - a).dot(normal) > 0.0);
            assert!(normal.dot(a + b + c) > 0.0);
        }
    }
}
