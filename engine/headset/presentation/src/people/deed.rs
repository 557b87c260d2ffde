//! What a colleague's body is doing, as told by what the stage says, and how far it is in doing it.
//! Everything counts ticks of the scene, so that a tape shows the same poses at any speed.

use anlan_scenario::Posture;
use bevy::prelude::*;
use std::f32::consts::{PI, TAU};

const TICK_S: f32 = 1.0 / anlan_attempt::TICKS_PER_S as f32;
/// One deed goes over into the next in this time, seconds.
const FADE_S: f32 = 0.3;
/// A body follows the stage's sudden turns with this delay, seconds.
const TURN_LAG_S: f32 = 0.12;
/// Ground that a body of this height covers in one round of the clip `walk`, metres; others cover
/// as much more or less as they are taller or smaller. `tools/assets/people/` has both numbers.
const STRIDE_M: f32 = 1.3 * 28.0 / 30.0;
const STRIDE_OF_M: f32 = 1.75;

/// What a body can do; each is a clip of that name in every person's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Idle,
    Walk,
    /// At the wok or the table, each person's own.
    Work,
    /// The hand goes to a switch and stays near it.
    Reach,
    /// Takes out a telephone and dials.
    Phone,
    /// Has been told to stop: shows both palms.
    Heed,
}

impl Deed {
    pub(super) const ALL: [Self; 6] =
        [Self::Idle, Self::Walk, Self::Work, Self::Reach, Self::Phone, Self::Heed];

    /// The clip's name.
    pub(super) fn clip(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Walk => "walk",
            Self::Work => "work",
            Self::Reach => "reach",
            Self::Phone => "phone",
            Self::Heed => "heed",
        }
    }

    /// What comes before the clip repeats itself, seconds; `None` if it never does.
    fn intro_s(self) -> Option<f32> {
        match self {
            Self::Idle | Self::Walk | Self::Work => Some(0.0),
            Self::Reach => Some(1.0),
            Self::Phone => Some(1.4),
            Self::Heed => None,
        }
    }

    /// The hand holds its tool from this moment on, seconds.
    pub(super) fn held_from_s(self) -> f32 {
        if self == Self::Phone { 0.55 } else { 0.0 }
    }
}

/// What the stage says of a colleague in one tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub posture: Posture,
    pub is_walking: bool,
    /// Over the floor, metres.
    pub at: Vec2,
    pub yaw: f32,
    pub height_m: f32,
}

/// A colleague's body through time.
#[derive(Component, Clone, Debug)]
pub(crate) struct Acting {
    deed: Deed,
    /// By deed: in which tick of this body's life it was begun last.
    begun: [u64; Deed::ALL.len()],
    /// By deed: how much of it is in the pose, 0–1.
    shares: [f32; Deed::ALL.len()],
    life: u64,
    walked_m: f32,
    cue: Cue,
    facing: f32,
}

impl Acting {
    /// Does at once what is to be done.
    pub(super) fn new(cue: Cue) -> Self {
        let mut acting = Self {
            deed: Deed::Idle,
            begun: [0; Deed::ALL.len()],
            shares: [0.0; Deed::ALL.len()],
            life: 0,
            walked_m: 0.0,
            cue,
            facing: cue.yaw,
        };
        acting.deed = acting.choose(cue, cue.posture);
        acting.shares[acting.deed as usize] = 1.0;
        acting
    }

    /// One tick of the scene.
    pub(super) fn tick(&mut self, cue: Cue) {
        self.life += 1;
        self.walked_m += cue.at.distance(self.cue.at);
        let lag = (cue.yaw - self.facing + PI).rem_euclid(TAU) - PI;
        self.facing += lag * (1.0 - (-TICK_S / TURN_LAG_S).exp());
        let deed = self.choose(cue, self.cue.posture);
        if deed != self.deed {
            self.deed = deed;
            self.begun[deed as usize] = self.life;
        }
        for (share, other) in self.shares.iter_mut().zip(Deed::ALL) {
            let goal = if other == deed { 1.0 } else { 0.0 };
            *share += (goal - *share).clamp(-TICK_S / FADE_S, TICK_S / FADE_S);
        }
        self.cue = cue;
    }

    fn choose(&self, cue: Cue, before: Posture) -> Deed {
        if cue.is_walking {
            return Deed::Walk;
        }
        match cue.posture {
            Posture::Work => Deed::Work,
            Posture::Reach => Deed::Reach,
            Posture::Phone => Deed::Phone,
            // Whoever was stopped in the act shows that he heard it.
            Posture::Idle if matches!(before, Posture::Reach | Posture::Phone) => Deed::Heed,
            Posture::Idle if self.deed == Deed::Heed && self.seconds(Deed::Heed) < HEED_S => {
                Deed::Heed
            }
            Posture::Idle => Deed::Idle,
        }
    }

    /// Since a deed was begun last.
    fn seconds(&self, deed: Deed) -> f32 {
        (self.life - self.begun[deed as usize]) as f32 * TICK_S
    }

    /// How much of a deed is in the pose, 0–1.
    pub(super) fn share(&self, deed: Deed) -> f32 {
        let all: f32 = self.shares.iter().sum();
        self.shares[deed as usize] / all.max(f32::EPSILON)
    }

    /// The moment of a deed's clip, which is `long` seconds long.
    pub(super) fn seek(&self, deed: Deed, long: f32) -> f32 {
        if deed == Deed::Walk {
            let stride_m = STRIDE_M * self.cue.height_m / STRIDE_OF_M;
            return (self.walked_m / stride_m).fract() * long;
        }
        let seconds = self.seconds(deed);
        match deed.intro_s() {
            Some(intro) if seconds > intro => {
                intro + (seconds - intro).rem_euclid((long - intro).max(TICK_S))
            }
            _ => seconds.min(long),
        }
    }

    /// What is done now.
    pub(super) fn deed(&self) -> Deed {
        self.deed
    }

    /// Ticks that this body has lived.
    pub(super) fn life(&self) -> u64 {
        self.life
    }

    /// How far a hand that reaches has come to its place, 0–1.
    pub(super) fn reached(&self) -> f32 {
        let come = self.seconds(Deed::Reach) / Deed::Reach.intro_s().unwrap_or(1.0);
        self.share(Deed::Reach) * smooth(come)
    }

    /// True while the hand holds what belongs to a deed.
    pub(super) fn holds(&self, deed: Deed) -> bool {
        self.share(deed) > 0.5 && self.seconds(deed) >= deed.held_from_s()
    }

    /// Where the body looks, radians about the vertical.
    pub(super) fn facing(&self) -> f32 {
        self.facing
    }
}

/// 0 up to 0 and 1 from 1 on, without a jerk between.
pub(super) fn smooth(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// Length of the clip `heed`, seconds.
const HEED_S: f32 = 2.4;

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Cue = Cue {
        posture: Posture::Idle,
        is_walking: false,
        at: Vec2::ZERO,
        yaw: 0.0,
        height_m: STRIDE_OF_M,
    };

    fn run(acting: &mut Acting, cue: Cue, ticks: u32) {
        (0..ticks).for_each(|_| acting.tick(cue));
    }

    #[test]
    fn shares_go_over_and_always_make_one() {
        let mut acting = Acting::new(Cue { posture: Posture::Work, ..STILL });
        assert_eq!(acting.share(Deed::Work), 1.0);
        for tick in 0..40 {
            acting.tick(STILL);
            let sum: f32 = Deed::ALL.map(|deed| acting.share(deed)).iter().sum();
            assert!((sum - 1.0).abs() < 1e-4, "tick {tick}: {sum}");
        }
        assert_eq!(acting.share(Deed::Idle), 1.0);
        assert!(!acting.holds(Deed::Work), "the tool is still in the hand");
    }

    #[test]
    fn feet_go_as_far_as_the_body() {
        let mut acting = Acting::new(STILL);
        let step = 1.3 * TICK_S;
        for tick in 1..=200_u16 {
            let at = Vec2::new(0.0, -step * f32::from(tick));
            acting.tick(Cue { is_walking: true, at, ..STILL });
        }
        let rounds = 200.0 * step / STRIDE_M;
        assert!((acting.seek(Deed::Walk, 0.9) - rounds.fract() * 0.9).abs() < 1e-2);
    }

    #[test]
    fn whoever_is_stopped_shows_his_palms_once() {
        for posture in [Posture::Reach, Posture::Phone] {
            let mut acting = Acting::new(Cue { posture, ..STILL });
            run(&mut acting, Cue { posture, ..STILL }, 60);
            run(&mut acting, STILL, 30);
            assert_eq!(acting.deed, Deed::Heed);
            run(&mut acting, STILL, 150);
            assert_eq!(acting.deed, Deed::Idle);
        }
        let mut acting = Acting::new(Cue { posture: Posture::Work, ..STILL });
        acting.tick(STILL);
        assert_eq!(acting.deed, Deed::Idle, "nobody was stopped");
    }

    #[test]
    fn a_beginning_is_played_once() {
        let posture = Posture::Phone;
        let mut acting = Acting::new(STILL);
        run(&mut acting, Cue { posture, ..STILL }, 20);
        assert!(!acting.holds(Deed::Phone), "the hand is still in the pocket");
        run(&mut acting, Cue { posture, ..STILL }, 1_000);
        assert!(acting.holds(Deed::Phone));
        let at = acting.seek(Deed::Phone, 4.4);
        assert!((1.4..4.4).contains(&at), "{at}");
    }

    #[test]
    fn a_sudden_turn_takes_time_and_the_short_way() {
        let mut acting = Acting::new(Cue { yaw: 3.0, ..STILL });
        acting.tick(Cue { yaw: -3.0, ..STILL });
        assert!(acting.facing() > 3.0 && acting.facing() < 3.2, "{}", acting.facing());
        run(&mut acting, Cue { yaw: -3.0, ..STILL }, 120);
        assert!((acting.facing() - (TAU - 3.0)).abs() < 1e-2, "{}", acting.facing());
    }
}
