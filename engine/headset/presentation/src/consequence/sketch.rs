//! A picture that explains is drawn with few inks, each one mesh: what a sign painter would do.

use crate::blockout::{OVER_ALL, clear, glow};
use bevy::prelude::*;
use std::collections::HashMap;

/// What a line or solid of an explanation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ink {
    /// Gas, seen.
    Gas,
    /// Where it came from.
    Spark,
    /// The trainee, in outline.
    Outline,
    /// The trainee below something, seen through it.
    Beneath,
    /// The way of a current.
    Current,
    /// The way of what fell.
    Way,
    /// Where nobody should have stood.
    KeepOut,
    /// What should have been in the way.
    Barrier,
    /// A wall that is seen through.
    Ghost,
}

impl Ink {
    const ALL: [Self; 9] = [
        Self::Gas,
        Self::Spark,
        Self::Outline,
        Self::Beneath,
        Self::Current,
        Self::Way,
        Self::KeepOut,
        Self::Barrier,
        Self::Ghost,
    ];

    fn coat(self) -> StandardMaterial {
        let over = |coat| StandardMaterial { depth_bias: OVER_ALL, ..coat };
        match self {
            Self::Gas => glow(2.2, 1.35, 0.03, 0.2),
            Self::Spark => over(glow(6.0, 0.9, 0.1, 1.0)),
            Self::Outline => {
                StandardMaterial { alpha_mode: AlphaMode::Opaque, ..glow(1.1, 1.35, 1.5, 1.0) }
            }
            Self::Beneath => over(glow(1.1, 1.35, 1.5, 0.8)),
            Self::Current => over(glow(0.0, 0.07, 1.1, 1.0)),
            Self::Way => over(glow(1.9, 0.75, 0.0, 1.0)),
            Self::KeepOut => glow(1.5, 0.02, 0.015, 1.0),
            Self::Barrier => glow(0.1, 1.8, 0.35, 0.42),
            Self::Ghost => clear(Srgba::new(0.8, 0.82, 0.84, 0.13)),
        }
    }
}

/// The coat of each ink, made once.
#[derive(Resource)]
pub(super) struct Inks(HashMap<Ink, Handle<StandardMaterial>>);

pub(super) fn mix_inks(mut commands: Commands, mut materials: ResMut<Assets<StandardMaterial>>) {
    let coats = Ink::ALL.map(|ink| (ink, materials.add(ink.coat())));
    commands.insert_resource(Inks(coats.into()));
}

/// What is drawn, ink by ink.
#[derive(Default)]
pub(super) struct Sketch(Vec<(Ink, Mesh)>);

/// A dash of a dashed line and the gap after it, metres.
const DASH_M: f32 = 0.22;
const GAP_M: f32 = 0.12;

impl Sketch {
    pub fn add(&mut self, ink: Ink, solid: impl Into<Mesh>, at: Transform) {
        let solid = solid.into().transformed_by(at);
        match self.0.iter_mut().find(|(used, _)| *used == ink) {
            // All solids have the same attributes.
            Some((_, mesh)) => mesh.merge(&solid).unwrap_or_default(),
            None => self.0.push((ink, solid)),
        }
    }

    /// A bar of this radius.
    pub fn bar(&mut self, ink: Ink, from: Vec3, to: Vec3, radius: f32) {
        let way = to - from;
        let turn = Quat::from_rotation_arc(Vec3::Y, way.normalize_or(Vec3::Y));
        let at = Transform::from_translation((from + to) / 2.0).with_rotation(turn);
        self.add(ink, Capsule3d::new(radius, way.length()).mesh().longitudes(12).latitudes(6), at);
    }

    /// A dashed line that ends in a head.
    pub fn arrow(&mut self, ink: Ink, from: Vec3, to: Vec3, radius: f32) {
        let way = to - from;
        let (length, along) = (way.length(), way.normalize_or(Vec3::NEG_Y));
        let head = (radius * 8.0).min(length);
        let mut at = 0.0;
        while at < length - head {
            let end = (at + DASH_M).min(length - head);
            self.bar(ink, from + along * at, from + along * end, radius);
            at = end + GAP_M;
        }
        let turn = Quat::from_rotation_arc(Vec3::Y, along);
        let middle = Transform::from_translation(to - along * head / 2.0).with_rotation(turn);
        self.add(ink, Cone { radius: radius * 3.5, height: head }, middle);
    }

    /// A dashed ring that lies on the floor.
    pub fn ring(&mut self, ink: Ink, middle: Vec3, radius: f32) {
        let dashes = (std::f32::consts::TAU * radius / (DASH_M + GAP_M) / 2.0).ceil().max(8.0);
        let step = std::f32::consts::TAU / dashes;
        let on = |turn: f32| middle + Vec3::new(turn.cos(), 0.0, turn.sin()) * radius;
        for i in 0..dashes as u32 {
            let turn = i as f32 * step;
            self.bar(ink, on(turn), on(turn + step * 0.6), 0.03);
        }
    }

    /// The meshes, each with its coat.
    pub fn done(self, inks: &Inks) -> impl Iterator<Item = (Mesh, Handle<StandardMaterial>)> {
        self.0.into_iter().map(|(ink, mesh)| (mesh, inks.0.get(&ink).cloned().unwrap_or_default()))
    }

    #[cfg(test)]
    pub fn inks(&self) -> Vec<Ink> {
        self.0.iter().map(|(ink, _)| *ink).collect()
    }
}
