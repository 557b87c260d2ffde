//! The small solids that living cues are made of, and how each moves: a function of seconds and of
//! the cue's strength, so that pictures of one tick are the same. Nothing flashes more often than
//! three times in two seconds.

use bevy::prelude::*;
use std::f32::consts::TAU;

/// A flame's height at full level, metres.
const FLAME_M: f32 = 0.1;
/// How far a drop falls and things rise before they start again, metres.
const DROP_FALL_M: f32 = 0.5;
/// The share of its course that a drop hangs and swells; what falls all the time reads as flies.
const DROP_HANGS: f32 = 0.86;
const PUFF_RISE_M: f32 = 0.42;
const SHIMMER_RISE_M: f32 = 0.34;
const HAZE_RISE_M: f32 = 0.8;
/// Seconds of one course.
const DROP_S: f32 = 3.4;
const PUFF_S: f32 = 2.6;
const SHIMMER_S: f32 = 1.5;
const HAZE_S: f32 = 6.0;
const JET_S: f32 = 0.45;
const DUST_S: f32 = 3.2;
/// How far a jet carries, metres.
const JET_M: f32 = 0.26;
/// Sparks fly in bursts: seconds from one to the next, of its light, and of a spark's flight.
const BURST_S: f32 = 0.9;
const GLARE_S: f32 = 0.1;
const SPARK_S: f32 = 0.5;
/// The fastest of them, metres per second.
const SPARK_M_PER_S: f32 = 1.5;
const GRAVITY: f32 = 9.81;
/// Grit trickles: seconds from one fall of a grain to its next.
const GRAIN_S: f32 = 2.3;

/// One small solid of a cue.
#[derive(Component, Clone, Copy)]
pub(super) struct Wisp {
    pub form: Form,
    /// Where it starts, in its prop's frame.
    pub at: Vec3,
    /// Half its width, metres.
    pub half_m: f32,
    /// Where in its course it is at tick 0, 0–1.
    pub phase: f32,
    /// How far below its start the floor is, metres.
    pub falls_m: f32,
    /// The prop that it comes from.
    pub from: Entity,
    /// The prop whose level it follows beside, if any: a burner dies with its pot.
    pub with: Option<Entity>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Flame,
    /// A flame that something disturbs.
    WildFlame,
    Foam,
    Drop,
    Puff,
    /// Gas in air: it bends the light.
    Shimmer,
    /// Compressed air.
    Jet,
    /// Exhaust.
    Haze,
    /// The light of a burst, and what flies out of it.
    Glare,
    Spark,
    Grain,
    Dust,
}

/// How a form stands to whoever looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Facing {
    /// Wholly toward the eye.
    Eye,
    /// Upright, turned to the eye.
    Upright,
    /// As it is.
    Still,
}

impl Form {
    pub const ALL: [Self; 12] = [
        Self::Flame,
        Self::WildFlame,
        Self::Foam,
        Self::Drop,
        Self::Puff,
        Self::Shimmer,
        Self::Jet,
        Self::Haze,
        Self::Glare,
        Self::Spark,
        Self::Grain,
        Self::Dust,
    ];

    pub fn facing(self) -> Facing {
        match self {
            Self::Puff | Self::Jet | Self::Haze | Self::Glare | Self::Dust => Facing::Eye,
            Self::Flame | Self::WildFlame | Self::Shimmer => Facing::Upright,
            Self::Foam | Self::Drop | Self::Spark | Self::Grain => Facing::Still,
        }
    }
}

impl Wisp {
    /// Where it is, and how large, at a moment.
    pub fn course(&self, seconds: f32, level: f32) -> Transform {
        let beat = |hz: f32| (TAU * (seconds * hz + self.phase)).sin();
        let way = |lasts_s: f32| (seconds / lasts_s + self.phase).fract();
        // Comes softly and goes softly.
        let swell = |way: f32| (4.0 * way * (1.0 - way)).sqrt();
        let stand =
            |off: Vec3, scale: Vec3| Transform::from_translation(self.at + off).with_scale(scale);
        let soft = |off: Vec3, size: f32| stand(off, Vec3::splat(self.half_m * size));
        match self.form {
            Form::Flame | Form::WildFlame => {
                let (calm, restless) =
                    if self.form == Form::Flame { (0.75, 0.12) } else { (1.0, 0.5) };
                let tall = FLAME_M * level * (calm + restless * beat(2.3));
                stand(Vec3::Y * tall / 2.0, Vec3::new(self.half_m, tall, self.half_m))
            }
            // It heaves, and keeps to the pot's side.
            Form::Foam => {
                let heave = level.sqrt() * (1.0 + 0.07 * beat(0.7));
                stand(Vec3::ZERO, Vec3::new(1.0, heave, 1.0))
            }
            Form::Drop => {
                let way = way(DROP_S);
                let swollen = (way / DROP_HANGS).min(1.0);
                let fallen = ((way - DROP_HANGS) / (1.0 - DROP_HANGS)).max(0.0);
                let drawn = Vec3::new(1.0, 1.0 + swollen, 1.0) * self.half_m * swollen.sqrt();
                stand(Vec3::NEG_Y * DROP_FALL_M * fallen * fallen, drawn)
            }
            Form::Puff => {
                let way = way(PUFF_S);
                let size = level.sqrt() * (0.5 + way) * (1.0 - way).sqrt();
                soft(Vec3::Y * PUFF_RISE_M * way, size)
            }
            Form::Shimmer => {
                let way = way(SHIMMER_S);
                let wide = level.sqrt() * (0.35 + way) * swell(way);
                let lean = Vec3::X * 0.012 * beat(0.9);
                let drawn = Vec3::new(wide, 1.0, wide) * self.half_m;
                stand(lean + Vec3::Y * SHIMMER_RISE_M * way, drawn)
            }
            Form::Jet => {
                let way = way(JET_S);
                let out = self.spread() * JET_M * way * level.sqrt();
                soft(out, (0.3 + way) * swell(way))
            }
            Form::Haze => {
                let way = way(HAZE_S);
                let drift = self.spread() * 0.7 + Vec3::Y * HAZE_RISE_M;
                soft(drift * way, level.sqrt() * (0.4 + 1.2 * way) * swell(way))
            }
            Form::Glare | Form::Spark => self.burst(seconds, level),
            Form::Grain => {
                // A grain lies still, unseen, until it falls.
                let s = way(GRAIN_S) * GRAIN_S;
                let fallen = 0.5 * GRAVITY * s * s;
                let is_falling = fallen < self.falls_m;
                let off = Vec3::NEG_Y * fallen.min(self.falls_m) + self.spread() * 0.06 * s;
                soft(off, if is_falling { level.sqrt() } else { 0.0 })
            }
            Form::Dust => {
                let way = way(DUST_S);
                let sink = Vec3::NEG_Y * (0.55 * self.falls_m).min(0.9) * way;
                soft(sink + self.spread() * 0.12 * way, level * (0.4 + way) * swell(way))
            }
        }
    }

    /// A direction of its own, level with the floor.
    fn spread(&self) -> Vec3 {
        let turn = self.phase * TAU * 7.0;
        Vec3::new(turn.cos(), 0.15 * (turn * 1.7).sin(), turn.sin())
    }

    /// Light and sparks of the burst that was last, each another way than before.
    fn burst(&self, seconds: f32, level: f32) -> Transform {
        let count = (seconds / BURST_S).floor();
        // Bursts do not beat time: each comes up to a quarter late.
        let late_s = 0.25 * BURST_S * (count * 0.618).fract();
        let s = seconds - count * BURST_S - late_s;
        let at = Transform::from_translation(self.at);
        let hidden = at.with_scale(Vec3::ZERO);
        if self.form == Form::Glare {
            let bright = 1.0 - s / GLARE_S;
            let is_up = (0.0..GLARE_S).contains(&s);
            let size = self.half_m * level.sqrt() * bright.max(0.0);
            return if is_up { at.with_scale(Vec3::splat(size)) } else { hidden };
        }
        if !(0.0..SPARK_S).contains(&s) {
            return hidden;
        }
        let turn = TAU * (self.phase * 3.0 + count * 0.382).fract();
        let up = 0.3 + 0.7 * (self.phase * 5.0 + count * 0.27).fract();
        let speed = SPARK_M_PER_S * level.sqrt() * (0.4 + 0.6 * (self.phase * 11.0).fract());
        let out = Vec3::new(turn.cos(), up, turn.sin()).normalize() * speed;
        let fall = Vec3::NEG_Y * GRAVITY * s;
        let along = (out + fall).normalize_or(Vec3::Y);
        let glow = self.half_m * (1.0 - s / SPARK_S);
        Transform::from_translation(self.at + out * s + fall * s / 2.0)
            .with_rotation(Quat::from_rotation_arc(Vec3::Y, along))
            .with_scale(Vec3::new(glow, glow * 7.0, glow))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wisp(form: Form, phase: f32) -> Wisp {
        let (from, at) = (Entity::PLACEHOLDER, Vec3::ZERO);
        Wisp { form, at, half_m: 0.05, phase, falls_m: 2.0, from, with: None }
    }

    #[test]
    fn a_wisp_keeps_near_its_place() {
        for form in Form::ALL {
            let reach = if form == Form::Grain { 2.1 } else { 1.2 };
            for tick in 0..600 {
                let course = wisp(form, 0.3).course(tick as f32 / 60.0, 1.0);
                assert!(course.is_finite() && course.translation.length() < reach, "{form:?}");
            }
        }
    }

    #[test]
    fn sparks_flash_less_than_three_times_a_second() {
        let lit = |t: u32| wisp(Form::Glare, 0.0).course(t as f32 / 60.0, 1.0).scale.x > 0.0;
        let flashes: Vec<u32> = (1..1200).filter(|t| lit(*t) && !lit(t - 1)).collect();
        assert!((20..=24).contains(&flashes.len()), "{}", flashes.len());
        assert!(flashes.windows(2).all(|w| w[1] - w[0] > 20), "{flashes:?}");
    }

    #[test]
    fn a_grain_stops_at_the_floor() {
        let lowest = (0..600)
            .map(|t| wisp(Form::Grain, 0.1).course(t as f32 / 60.0, 1.0).translation.y)
            .fold(0.0, f32::min);
        assert!((-2.0..-1.5).contains(&lowest), "{lowest}");
    }
}
