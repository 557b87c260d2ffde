//! A card as a thing on stage: a panel before the trainee with four rows to choose from. What it
//! looks like is presentation's business; where its rows are is decided here, for every rig alike.

use crate::body::{Body, Pose};
use anlan_attempt::Card;
use bevy::prelude::*;

/// Width and height of the panel, metres.
pub const CARD_SIZE_M: Vec2 = Vec2::new(1.5, 1.1);
/// Rows for options; the question stands above them in the upper part.
pub const OPTION_ROWS: usize = 4;
/// Share of the height that the question takes.
const QUESTION_SHARE: f32 = 0.24;
/// The panel stands this far ahead of the eyes, metres.
const DISTANCE_M: f32 = 1.3;

/// The open card.
#[derive(Component, Clone, Debug)]
pub struct CardPanel {
    /// What it asks.
    pub card: Card,
}

impl CardPanel {
    /// Where the panel stands when it opens: upright before the eyes.
    pub(crate) fn transform(body: &Body) -> Transform {
        let head = body.head();
        let ahead = head.forward().with_y(0.0).normalize_or(Vec3::NEG_Z);
        Transform::from_translation(head.at + ahead * DISTANCE_M).looking_to(ahead, Vec3::Y)
    }

    /// The middle of a row, in the panel's frame (x right, y up, metres).
    pub fn row_centre(row: usize) -> Vec2 {
        let height = CARD_SIZE_M.y * (1.0 - QUESTION_SHARE) / OPTION_ROWS as f32;
        let top = CARD_SIZE_M.y / 2.0 - CARD_SIZE_M.y * QUESTION_SHARE;
        Vec2::new(0.0, top - height * (row as f32 + 0.5))
    }

    /// Width and height of a row, metres.
    pub fn row_size() -> Vec2 {
        let height = CARD_SIZE_M.y * (1.0 - QUESTION_SHARE) / OPTION_ROWS as f32;
        Vec2::new(CARD_SIZE_M.x, height)
    }

    /// The row that a ray meets on the panel at `transform`.
    pub fn row_under(transform: &Transform, ray: &Pose) -> Option<usize> {
        let turn = transform.rotation.inverse();
        let (from, dir) = (turn * (ray.at - transform.translation), turn * ray.forward());
        if dir.z.abs() < 1e-4 {
            return None;
        }
        let distance = -from.z / dir.z;
        let at = (from + dir * distance).truncate();
        let half = Self::row_size() / 2.0;
        (0..OPTION_ROWS).find(|row| {
            let off = (at - Self::row_centre(*row)).abs();
            distance > 0.0 && off.x <= half.x && off.y <= half.y
        })
    }
}
