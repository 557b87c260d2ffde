//! The way from a source to the trainee's head: how far, through how much air, and past what.

use super::ears::Bearing;
use anlan_stage::Pose;
use bevy::prelude::*;

/// The highest tone that anybody hears, hertz.
pub(super) const ALL_HZ: f32 = 20_000.0;
/// Air dulls: at this distance the highest tones end an octave lower, metres.
const DULL_M: f32 = 30.0;
/// However much is in the way, this still gets around it: decibels, hertz.
const LEAST_DB: f32 = -20.0;
const LEAST_HZ: f32 = 500.0;

/// What walls and large things take on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Muffle {
    pub gain_db: f32,
    /// Nothing above this gets through, hertz.
    pub cutoff_hz: f32,
}

impl Muffle {
    /// A clear way.
    pub(super) const NONE: Self = Self { gain_db: 0.0, cutoff_hz: ALL_HZ };

    /// One more thing in the way.
    pub(super) fn past(self, thing: Self) -> Self {
        Self {
            gain_db: (self.gain_db + thing.gain_db).max(LEAST_DB),
            cutoff_hz: self.cutoff_hz.min(thing.cutoff_hz).max(LEAST_HZ),
        }
    }
}

/// Where the ears are, and what stands between them and a place.
pub(super) struct Listening<'a> {
    pub ears: Pose,
    pub muffle: &'a dyn Fn(Vec3) -> Muffle,
}

impl Listening<'_> {
    /// How a source is heard that is as loud as recorded up to `near_m`, and then falls as 1/r.
    pub(super) fn bearing(&self, at: Vec3, near_m: f32, muffle: Muffle) -> Bearing {
        let way = self.ears.rot.inverse() * (at - self.ears.at);
        let far_m = way.length();
        let gain = near_m / far_m.max(near_m) * 10.0_f32.powf(muffle.gain_db / 20.0);
        let air_hz = ALL_HZ / (1.0 + far_m / DULL_M);
        Bearing {
            toward: way.normalize_or(Vec3::NEG_Z),
            gain,
            cutoff_hz: air_hz.min(muffle.cutoff_hz),
        }
    }
}
