//! Discrimination (Green & Swets, Signal Detection Theory, 1966): with H hits of S hazards that
//! appeared and F distinct look-alikes reported of N, log-linear corrected (Hautus 1995)
//! h = (H + ½) ÷ (S + 1) and f = (F + ½) ÷ (N + 1):
//!
//! d′ = z(h) − z(f), bias c = −½ · (z(h) + z(f)).
//!
//! Neutral marks touch only the penalty. One turn has few trials: it shows counts and a pictogram,
//! never a verdict. Over turns, counts are added up and d′ has a 90 % interval, with the variance
//! h(1−h) ÷ ((S+1) φ(z(h))²) + f(1−f) ÷ ((N+1) φ(z(f))²) (Gourevitch & Galanter 1967).

use super::Taken;
use super::normal::{density, z};
use crate::card::Identification;
use serde::{Deserialize, Serialize};

/// Beyond this bias, in thousandths, a turn shows one of the outer pictograms.
const BIAS_MILLI_MAX: i32 = 500;
/// Half of a 90 % interval in standard deviations.
const Z_90: f64 = 1.644_853_627;

/// What a turn, or several, adds to discrimination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// H.
    pub hits: u32,
    /// S.
    pub hazards: u32,
    /// F.
    pub false_alarms: u32,
    /// N.
    pub look_alikes: u32,
}

/// Which pictogram a turn shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tendency {
    /// 漏报: reports too little.
    Misses,
    /// 适中.
    Balanced,
    /// 乱报: reports too much.
    CriesWolf,
}

/// One turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discrimination {
    /// The counts.
    pub counts: Counts,
    /// d′ in thousandths.
    pub d_prime_milli: i32,
    /// c in thousandths.
    pub bias_milli: i32,
    /// The pictogram.
    pub tendency: Tendency,
}

/// Several turns of a trainee or of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The sum.
    pub counts: Counts,
    /// d′ in thousandths.
    pub d_prime_milli: i32,
    /// Its 90 % interval in thousandths.
    pub interval_milli: (i32, i32),
}

pub(super) fn counts(taken: &Taken) -> Counts {
    let count = |o: Identification| taken.hazards.iter().filter(|h| h.outcome == o).count() as u32;
    let (hits, misses) = (count(Identification::Hit), count(Identification::Miss));
    let reported = taken.look_alikes.iter().filter(|d| d.outcome == Identification::FalseAlarm);
    let false_alarms = reported.count() as u32;
    let look_alikes = taken.look_alikes.len() as u32;
    Counts { hits, hazards: hits + misses, false_alarms, look_alikes }
}

fn share(part: u32, all: u32) -> f64 {
    (f64::from(part) + 0.5) / (f64::from(all) + 1.0)
}

fn milli(value: f64) -> i32 {
    (value * 1000.0).round() as i32
}

impl Counts {
    fn z(&self) -> (f64, f64) {
        (z(share(self.hits, self.hazards)), z(share(self.false_alarms, self.look_alikes)))
    }
}

impl Discrimination {
    /// The measure of one turn's counts.
    pub fn of(counts: Counts) -> Self {
        let (zh, zf) = counts.z();
        let bias_milli = milli(-(zh + zf) / 2.0);
        let tendency = match bias_milli {
            c if c > BIAS_MILLI_MAX => Tendency::Misses,
            c if c < -BIAS_MILLI_MAX => Tendency::CriesWolf,
            _ => Tendency::Balanced,
        };
        Self { counts, d_prime_milli: milli(zh - zf), bias_milli, tendency }
    }
}

impl Pooled {
    /// The measure of several turns together.
    pub fn of(turns: &[Counts]) -> Self {
        let add = |sum: Counts, turn: &Counts| Counts {
            hits: sum.hits + turn.hits,
            hazards: sum.hazards + turn.hazards,
            false_alarms: sum.false_alarms + turn.false_alarms,
            look_alikes: sum.look_alikes + turn.look_alikes,
        };
        let counts = turns.iter().fold(Counts::default(), add);
        let (zh, zf) = counts.z();
        let variance = |part: u32, all: u32, z: f64| {
            let p = share(part, all);
            p * (1.0 - p) / ((f64::from(all) + 1.0) * density(z) * density(z))
        };
        let spread = variance(counts.hits, counts.hazards, zh)
            + variance(counts.false_alarms, counts.look_alikes, zf);
        let (d_prime, half) = (zh - zf, Z_90 * spread.sqrt());
        let interval_milli = (milli(d_prime - half), milli(d_prime + half));
        Self { counts, d_prime_milli: milli(d_prime), interval_milli }
    }
}
