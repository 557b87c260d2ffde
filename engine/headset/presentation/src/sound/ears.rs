//! Two ears in place of one sound: what a head does to a wave that comes from a direction, so that
//! a listener can point at its source. A structural model: the way around a sphere (which ear hears
//! it first), the sphere's shadow (which hears it brighter), the outer ear (ahead, behind, above),
//! and what air and walls take. Why not plain panning: `tests/locate.rs` measures both.

use bevy::prelude::*;
use kira::Frame;
use kira::effect::{Effect, EffectBuilder};
use kira::info::Info;
use std::f32::consts::{FRAC_PI_2, PI, SQRT_2, TAU};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A grown person's head, metres, and what passes it, metres a second.
const HEAD_M: f32 = 0.0875;
const SOUND_M_PER_S: f32 = 343.0;
/// The way across half a head, seconds: what the near ear leads and the far ear lags by is
/// counted from the head's middle.
const HALF_HEAD_S: f32 = HEAD_M / SOUND_M_PER_S;
/// In the shadow's deepest place this much of the high tones is left, and there it is, degrees.
const SHADOW_LEFT: f32 = 0.1;
const SHADOW_DEG: f32 = 150.0;
/// Direction, loudness and dullness follow the head in this time, seconds: no step is heard.
const FOLLOW_S: f32 = 0.02;
/// Samples that the longest delay may need at any rate a device has: 0.66 ms at 192 kHz.
const RING: usize = 256;

/// What the outer ear does, decibels, hertz: it takes of what comes from behind, gives to what is
/// ahead, and cuts a notch that climbs with the source. The numbers were sought until a listener
/// with the measured ears of a KEMAR manikin, who had never heard these, pointed best.
const BEHIND_DB: f32 = -15.0;
const AHEAD_SHELF_DB: f32 = 1.2;
const SHELF_HZ: f32 = 4000.0;
const AHEAD_DB: f32 = 3.2;
const AHEAD_HZ: f32 = 4450.0;
const AHEAD_Q: f32 = 1.4;
const NOTCH_DB: f32 = -15.0;
const NOTCH_Q: f32 = 1.5;
/// Where the notch is at the ears' height, and how far up it is an octave higher, degrees.
const NOTCH_HZ: f32 = 9400.0;
const NOTCH_OCTAVE_DEG: f32 = 94.0;
/// Of the notch this much is lost behind.
const NOTCH_BEHIND: f32 = 0.3;

/// How a source stands to the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bearing {
    /// Unit vector in the head's frame: x right, y up, −z ahead.
    pub toward: Vec3,
    /// 1 is as it was recorded.
    pub gain: f32,
    /// Nothing above this gets here, hertz.
    pub cutoff_hz: f32,
}

/// Tells a playing sound where it is now.
#[derive(Clone)]
pub(super) struct Aim(Arc<[AtomicU32; 5]>);

impl Aim {
    pub(super) fn new(bearing: Bearing) -> Self {
        let aim = Self(Arc::default());
        aim.set(bearing);
        aim
    }

    pub(super) fn set(&self, Bearing { toward, gain, cutoff_hz }: Bearing) {
        let values = [toward.x, toward.y, toward.z, gain, cutoff_hz];
        for (cell, value) in self.0.iter().zip(values) {
            cell.store(value.to_bits(), Ordering::Relaxed);
        }
    }

    fn get(&self) -> Bearing {
        let [x, y, z, gain, cutoff_hz] =
            [0, 1, 2, 3, 4].map(|i| f32::from_bits(self.0[i].load(Ordering::Relaxed)));
        Bearing { toward: Vec3::new(x, y, z), gain, cutoff_hz }
    }
}

/// Puts ears between a track's sound and the mix.
pub(super) struct Ears(pub Aim);

impl EffectBuilder for Ears {
    type Handle = ();

    fn build(self) -> (Box<dyn Effect>, ()) {
        (Box::new(Hearing::new(self.0)), ())
    }
}

/// One source being heard.
pub(super) struct Hearing {
    aim: Aim,
    now: Option<Bearing>,
    dull: f32,
    /// What the outer ear does, the same for both.
    pinna: [Biquad; 3],
    ring: [f32; RING],
    head: usize,
    sides: [Side; 2],
}

/// One ear.
#[derive(Clone, Copy, Default)]
struct Side {
    /// Pole and zero of the head's shadow, and what they remember.
    b0: f32,
    b1: f32,
    a1: f32,
    was_in: f32,
    was_out: f32,
}

impl Hearing {
    pub(super) fn new(aim: Aim) -> Self {
        Self {
            aim,
            now: None,
            dull: 0.0,
            pinna: [Biquad::default(); 3],
            ring: [0.0; RING],
            head: 0,
            sides: [Side::default(); 2],
        }
    }

    /// Moves on to where the source is said to be, over a block of this length.
    fn follow(&mut self, block_s: f32) -> (Bearing, Bearing) {
        let target = self.aim.get();
        let Some(last) = self.now else {
            self.now = Some(target);
            return (target, target);
        };
        let share = 1.0 - (-block_s / FOLLOW_S).exp();
        let now = Bearing {
            toward: last.toward.lerp(target.toward, share).normalize_or(target.toward),
            gain: last.gain + (target.gain - last.gain) * share,
            cutoff_hz: last.cutoff_hz + (target.cutoff_hz - last.cutoff_hz) * share,
        };
        self.now = Some(now);
        (last, now)
    }
}

impl Effect for Hearing {
    fn process(&mut self, input: &mut [Frame], dt: f64, _: &Info) {
        self.hear(input, dt);
    }
}

impl Hearing {
    pub(super) fn hear(&mut self, input: &mut [Frame], dt: f64) {
        let (rate, count) = ((1.0 / dt) as f32, input.len() as f32);
        let (last, now) = self.follow(count / rate);
        let lag = |toward: Vec3| ear_lags(toward).map(|s| s * rate);
        let (from, to) = (lag(last.toward), lag(now.toward));
        for (side, cos) in self.sides.iter_mut().zip(ear_cosines(now.toward)) {
            side.shade(cos, rate);
        }
        shape_pinna(&mut self.pinna, now.toward, rate);
        let keep = (-TAU * now.cutoff_hz.min(rate * 0.45) / rate).exp();
        for (i, frame) in input.iter_mut().enumerate() {
            let share = (i as f32 + 1.0) / count;
            let raw = 0.5 * (frame.left + frame.right);
            let raw = raw * (last.gain + (now.gain - last.gain) * share);
            self.dull = raw + (self.dull - raw) * keep;
            let shaped = self.pinna.iter_mut().fold(self.dull, |x, filter| filter.pass(x));
            self.head = (self.head + 1) % RING;
            self.ring[self.head] = shaped;
            let [left, right] = [0, 1].map(|ear| {
                let delay = from[ear] + (to[ear] - from[ear]) * share;
                let x = between(&self.ring, self.head, delay);
                self.sides[ear].pass(x)
            });
            *frame = Frame { left, right };
        }
    }
}

/// Cosine of the angle between each ear's own direction and the source's: left, right.
fn ear_cosines(toward: Vec3) -> [f32; 2] {
    [-toward.x, toward.x].map(|cos| cos.clamp(-1.0, 1.0))
}

/// What each ear waits for a wave from there, seconds, counted from where the near ear of a source
/// at the side has it. Straight to the ear that sees it, around the head to the other (Woodworth).
pub(super) fn ear_lags(toward: Vec3) -> [f32; 2] {
    ear_cosines(toward).map(|cos| {
        let angle = cos.acos();
        let way = if angle < FRAC_PI_2 { -cos } else { angle - FRAC_PI_2 };
        HALF_HEAD_S * (1.0 + way)
    })
}

impl Side {
    /// Sets the shadow: as it was below 600 Hz, and above brighter on the near side and darker
    /// on the far one.
    fn shade(&mut self, cos: f32, rate: f32) {
        let angle = cos.acos() * 180.0 / SHADOW_DEG;
        let half = SHADOW_LEFT / 2.0;
        let high = 1.0 + half + (1.0 - half) * angle.cos();
        let k = HALF_HEAD_S * rate;
        (self.b0, self.b1) = ((1.0 + high * k) / (1.0 + k), (1.0 - high * k) / (1.0 + k));
        self.a1 = (1.0 - k) / (1.0 + k);
    }

    fn pass(&mut self, x: f32) -> f32 {
        let y = self.b0 * x + self.b1 * self.was_in - self.a1 * self.was_out;
        (self.was_in, self.was_out) = (x, y);
        y
    }
}

/// The wave so many samples ago, between samples by a cubic.
fn between(ring: &[f32; RING], head: usize, delay: f32) -> f32 {
    let whole = delay.clamp(0.0, (RING - 4) as f32).floor();
    let part = delay - whole;
    let ago = |n: usize| ring[(head + RING - n) % RING];
    let n = whole as usize;
    // One sample more than was asked for, so that there is one on either side.
    let (a, b, c, d) = (ago(n), ago(n + 1), ago(n + 2), ago(n + 3));
    let (c1, c2) = (0.5 * (c - a), a - 2.5 * b + 2.0 * c - 0.5 * d);
    let c3 = 0.5 * (d - a) + 1.5 * (b - c);
    ((c3 * part + c2) * part + c1) * part + b
}

/// What the outer ear does to a wave from there.
fn shape_pinna(filters: &mut [Biquad; 3], toward: Vec3, rate: f32) {
    let (up, behind) = (toward.y.clamp(-1.0, 1.0), toward.z.clamp(-1.0, 1.0));
    let notch_hz = NOTCH_HZ * 2.0_f32.powf(up.asin().to_degrees() / NOTCH_OCTAVE_DEG);
    let depth = (1.0 - NOTCH_BEHIND * behind.max(0.0)) * (1.0 - up.max(0.0).powi(3));
    let shelf_db = if behind > 0.0 { BEHIND_DB * behind } else { AHEAD_SHELF_DB * -behind };
    filters[0].shelve(SHELF_HZ, shelf_db, rate);
    filters[1].peak(AHEAD_HZ, AHEAD_Q, AHEAD_DB * -behind, rate);
    filters[2].peak(notch_hz, NOTCH_Q, NOTCH_DB * depth, rate);
}

/// A filter of second order.
#[derive(Clone, Copy, Default)]
struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    z: [f32; 2],
}

impl Biquad {
    fn pass(&mut self, x: f32) -> f32 {
        let y = self.b[0] * x + self.z[0];
        self.z[0] = self.b[1] * x - self.a[0] * y + self.z[1];
        self.z[1] = self.b[2] * x - self.a[1] * y;
        y
    }

    /// More or less of a band.
    fn peak(&mut self, hz: f32, q: f32, gain_db: f32, rate: f32) {
        let amp = 10.0_f32.powf(gain_db / 40.0);
        let (sin, cos) = turn(hz, rate).sin_cos();
        let alpha = sin / (2.0 * q);
        let a0 = 1.0 + alpha / amp;
        self.b = [1.0 + alpha * amp, -2.0 * cos, 1.0 - alpha * amp].map(|b| b / a0);
        self.a = [-2.0 * cos / a0, (1.0 - alpha / amp) / a0];
    }

    /// More or less of all above.
    fn shelve(&mut self, hz: f32, gain_db: f32, rate: f32) {
        let amp = 10.0_f32.powf(gain_db / 40.0);
        let (sin, cos) = turn(hz, rate).sin_cos();
        let edge = amp.sqrt() * sin * SQRT_2;
        let (more, less) = (amp + 1.0, amp - 1.0);
        let a0 = more - less * cos + edge;
        let b0 = amp * (more + less * cos + edge);
        let b2 = amp * (more + less * cos - edge);
        self.b = [b0, -2.0 * amp * (less + more * cos), b2].map(|b| b / a0);
        self.a = [2.0 * (less - more * cos) / a0, (more - less * cos - edge) / a0];
    }
}

/// A frequency as an angle a sample; a device may be too slow for the highest.
fn turn(hz: f32, rate: f32) -> f32 {
    (TAU * hz / rate).min(0.9 * PI)
}
