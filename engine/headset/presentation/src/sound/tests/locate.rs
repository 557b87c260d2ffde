//! Whether a listener can point at a source: plain panning against the ears of this folder, both
//! rendered, both given to the same listener. The listener knows what each direction sounds like
//! through its renderer, and compares what arrives: the time between the ears, the level in each
//! third of an octave at each ear. It has heard neither this noise nor its colour before, and its
//! own ears add noise. With `--nocapture` the tables are printed.

use super::super::ears::{Aim, Bearing, Hearing, ear_lags};
use super::*;
use kira::Frame;
use kira::sound::static_sound::{StaticSoundData, StaticSoundSettings};
use kira::track::SpatialTrackBuilder;
use kira::{AudioManager, AudioManagerSettings};
use std::f32::consts::TAU;

/// Samples of one look, a tenth of a second.
const LOOK: usize = RATE as usize / 10;
/// Thirds of octaves from 250 Hz to 16 kHz.
const BANDS: usize = 19;
/// The longest time between two ears, samples at `RATE`.
const LAG_MOST: i32 = 40;
/// What the listener's ears add: microseconds, decibels; how colours differ, decibels an octave.
const ITD_BLUR_US: f32 = 20.0;
const LEVEL_BLUR_DB: f32 = 1.5;
const TILT_DB: f32 = 0.5;

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    /// From -1 to 1.
    fn even(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    /// About 0, with deviation 1.
    fn bell(&mut self) -> f32 {
        (0..12).map(|_| self.even()).sum::<f32>() / 2.0
    }

    fn noise(&mut self) -> Vec<f32> {
        (0..2 * LOOK).map(|_| 0.2 * self.even()).collect()
    }
}

fn toward(azimuth: f32, elevation: f32) -> Vec3 {
    let (az, el) = (azimuth.to_radians(), elevation.to_radians());
    Vec3::new(az.sin() * el.cos(), el.sin(), -az.cos() * el.cos())
}

type Render = fn(Vec3, &[f32]) -> Vec<Frame>;

fn through_ears(toward: Vec3, wave: &[f32]) -> Vec<Frame> {
    let bearing = Bearing { toward, gain: 1.0, cutoff_hz: 20_000.0 };
    let mut hearing = Hearing::new(Aim::new(bearing));
    let mut frames: Vec<Frame> = wave.iter().map(|x| Frame::from_mono(*x)).collect();
    frames.chunks_mut(128).for_each(|block| hearing.hear(block, 1.0 / f64::from(RATE)));
    frames.split_off(LOOK)
}

/// As kira places a sound, with the strength that this folder had before it had ears.
fn through_panning(toward: Vec3, wave: &[f32]) -> Vec<Frame> {
    let mut manager = AudioManager::<Capture>::new(AudioManagerSettings::default()).unwrap();
    let listener = manager.add_listener([0.0; 3], [0.0, 0.0, 0.0, 1.0]).unwrap();
    let track = SpatialTrackBuilder::new().attenuation_function(None).spatialization_strength(0.8);
    let at = (toward * 2.0).to_array();
    let mut track = manager.add_spatial_sub_track(&listener, at, track).unwrap();
    let frames = wave.iter().map(|x| Frame::from_mono(*x)).collect();
    let settings = StaticSoundSettings::default();
    let data = StaticSoundData { sample_rate: RATE, frames, settings, slice: None };
    track.play(data).unwrap();
    let samples = manager.backend_mut().samples(2 * LOOK);
    let frames = samples.chunks(2).map(|s| Frame::new(s[0], s[1]));
    frames.skip(LOOK).collect()
}

/// What two ears tell.
#[derive(Clone)]
struct Told {
    /// How much later the right ear has it, microseconds.
    itd_us: f32,
    /// Left and right, decibels.
    bands: [[f32; BANDS]; 2],
}

fn band_hz(band: usize) -> f32 {
    250.0 * 2.0_f32.powf(band as f32 / 3.0)
}

fn listen(frames: &[Frame]) -> Told {
    let ears = [
        frames.iter().map(|f| f.left).collect::<Vec<f32>>(),
        frames.iter().map(|f| f.right).collect::<Vec<f32>>(),
    ];
    let bands = [0, 1].map(|ear| {
        let mut levels = [0.0; BANDS];
        for (band, level) in levels.iter_mut().enumerate() {
            *level = band_db(&ears[ear], band_hz(band));
        }
        levels
    });
    Told { itd_us: itd_us(&ears[0], &ears[1]), bands }
}

/// Where left and right fit best, between samples by a parabola.
fn itd_us(left: &[f32], right: &[f32]) -> f32 {
    let margin = LAG_MOST as usize + 1;
    let middle = margin..left.len() - margin;
    let fit = |lag: i32| -> f32 {
        let at = |i: usize| right[(i as i32 + lag) as usize];
        middle.clone().map(|i| left[i] * at(i)).sum()
    };
    let best = (-LAG_MOST..=LAG_MOST).max_by(|a, b| fit(*a).total_cmp(&fit(*b))).unwrap();
    let (before, here, after) = (fit(best - 1), fit(best), fit(best + 1));
    let bend = before - 2.0 * here + after;
    let part = if bend == 0.0 { 0.0 } else { 0.5 * (before - after) / bend };
    (best as f32 + part.clamp(-0.5, 0.5)) / RATE as f32 * 1e6
}

/// Level within a third of an octave.
fn band_db(wave: &[f32], hz: f32) -> f32 {
    let (sin, cos) = (TAU * hz / RATE as f32).sin_cos();
    let alpha = sin / (2.0 * 4.3);
    let (b, a1, a2) =
        (alpha / (1.0 + alpha), -2.0 * cos / (1.0 + alpha), (1.0 - alpha) / (1.0 + alpha));
    let (mut x1, mut x2, mut y1, mut y2, mut sum) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for &x in wave {
        let y = b * (x - x2) - a1 * y1 - a2 * y2;
        (x2, x1, y2, y1) = (x1, x, y1, y);
        sum += y * y;
    }
    10.0 * (sum / wave.len() as f32).max(1e-12).log10()
}

/// How unlike two tellings are. Nobody knows how loud a source is.
fn unlike(a: &Told, b: &Told) -> f32 {
    let off = |ear: usize, band: usize| a.bands[ear][band] - b.bands[ear][band];
    let all = (0..2).flat_map(|ear| (0..BANDS).map(move |band| (ear, band)));
    let mean = all.clone().map(|(e, i)| off(e, i)).sum::<f32>() / (2 * BANDS) as f32;
    let levels: f32 = all.map(|(e, i)| ((off(e, i) - mean) / LEVEL_BLUR_DB).powi(2)).sum();
    ((a.itd_us - b.itd_us) / ITD_BLUR_US).powi(2) + levels
}

/// Mean error in degrees, share of front taken for back, mean error of height in degrees.
fn point(name: &str, render: Render) -> (f32, f32, f32) {
    let mut dice = Dice(7);
    let known = dice.noise();
    let directions: Vec<Vec3> = (-3..=5)
        .flat_map(|el| (-12..12).map(move |az| toward(az as f32 * 15.0, el as f32 * 15.0)))
        .collect();
    let templates: Vec<Told> = directions.iter().map(|d| listen(&render(*d, &known))).collect();
    let (mut off, mut height, mut turned, mut sided, mut trials) = (0.0, 0.0, 0, 0, 0);
    println!("{name}: direction, mean error, front/back confusions of 8");
    for elevation in [-30.0, 0.0, 45.0] {
        for azimuth in [0.0, 30.0, 60.0, 90.0, 135.0, 180.0, -45.0, -120.0] {
            let truth = toward(azimuth, elevation);
            let (mut sum, mut confused) = (0.0, 0);
            for _ in 0..8 {
                let mut told = listen(&render(truth, &dice.noise()));
                told.itd_us += ITD_BLUR_US * dice.bell();
                let tilt = TILT_DB * dice.bell();
                for (band, level) in told.bands.iter_mut().flat_map(|e| e.iter_mut().enumerate()) {
                    *level += LEVEL_BLUR_DB * dice.bell() + tilt * band as f32 / 3.0;
                }
                let best = (0..directions.len()).min_by(|a, b| {
                    unlike(&told, &templates[*a]).total_cmp(&unlike(&told, &templates[*b]))
                });
                let said = directions[best.unwrap()];
                sum += said.angle_between(truth).to_degrees();
                height += (said.y.asin() - truth.y.asin()).abs().to_degrees();
                if truth.z.abs() > 0.3 {
                    sided += 1;
                    confused += u32::from(said.z * truth.z < 0.0);
                }
                trials += 1;
            }
            println!("  az {azimuth:5} el {elevation:4}: {:5.1} deg, {confused}", sum / 8.0);
            off += sum;
            turned += confused;
        }
    }
    let trials = trials as f32;
    (off / trials, turned as f32 / sided as f32, height / trials)
}

#[test]
fn ears_point_at_a_source_and_panning_does_not() {
    let (ears, panning) = (point("ears", through_ears), point("panning", through_panning));
    for (name, (off, turned, height)) in [("ears", ears), ("panning", panning)] {
        let share = 100.0 * turned;
        println!("{name}: {off:.1} deg off, {share:.0} % front/back, {height:.1} deg of height");
    }
    assert!(ears.0 < 12.0 && ears.1 < 0.15 && ears.2 < 8.0, "{ears:?}");
    assert!(panning.0 > 3.0 * ears.0 && panning.1 > 0.25, "{panning:?}");
}

#[test]
fn time_and_level_between_the_ears_are_those_of_a_head() {
    let wave = Dice(3).noise();
    let level = |told: &Told, ear: usize, from: f32, to: f32| {
        let bands = (0..BANDS).filter(|b| (from..=to).contains(&band_hz(*b)));
        let levels: Vec<f32> = bands.map(|b| told.bands[ear][b]).collect();
        levels.iter().sum::<f32>() / levels.len() as f32
    };
    println!("az, el: ITD us, ILD below 800 Hz, at 1-4 kHz, above 5 kHz; panning's");
    let ahead = listen(&through_ears(toward(0.0, 0.0), &wave));
    for elevation in [-30.0, 0.0, 45.0] {
        for azimuth in [0.0, 30.0, 60.0, 90.0, 135.0, 180.0] {
            let told = listen(&through_ears(toward(azimuth, elevation), &wave));
            let flat = listen(&through_panning(toward(azimuth, elevation), &wave));
            let ild = |told: &Told, from, to| level(told, 1, from, to) - level(told, 0, from, to);
            let row = |told: &Told| {
                let ilds = [(250.0, 800.0), (1000.0, 4000.0), (5000.0, 16_000.0)];
                let [low, middle, high] = ilds.map(|(from, to)| ild(told, from, to));
                format!("{:5.0}  {low:4.1} {middle:4.1} {high:4.1}", -told.itd_us)
            };
            let off = |b: usize| told.bands[1][b] - ahead.bands[1][b];
            let mean = (0..BANDS).map(off).sum::<f32>() / BANDS as f32;
            let spread = (0..BANDS).map(|b| (off(b) - mean).powi(2)).sum::<f32>() / BANDS as f32;
            let spread = spread.sqrt();
            println!(
                "{azimuth:4} {elevation:4}: {} | {} | spectrum {spread:4.1} dB from ahead",
                row(&told),
                row(&flat)
            );
            let [left, right] = ear_lags(toward(azimuth, elevation));
            assert!((-told.itd_us * 1e-6 - (left - right)).abs() < 90e-6, "{azimuth} {elevation}");
            assert!(left <= 0.7e-3 && right <= 0.7e-3 && left >= 0.0 && right >= 0.0);
            assert!(flat.itd_us.abs() < 1.0, "panning knows no time");
            if azimuth == 180.0 || elevation != 0.0 {
                assert!(spread > 1.0, "behind and above differ: {azimuth} {elevation} {spread}");
            }
        }
    }
    let side = listen(&through_ears(toward(90.0, 0.0), &wave));
    assert!((600.0..800.0).contains(&-side.itd_us), "{}", side.itd_us);
    let ild = |from, to| level(&side, 1, from, to) - level(&side, 0, from, to);
    assert!(ild(250.0, 400.0) < 5.0 && ild(5000.0, 16_000.0) > 12.0, "low tones bend around");
}

#[test]
fn a_head_that_turns_hears_no_step() {
    let aim = Aim::new(Bearing { toward: Vec3::X, gain: 1.0, cutoff_hz: 20_000.0 });
    let mut hearing = Hearing::new(aim.clone());
    let tone = |i: usize| 0.5 * (TAU * 200.0 * i as f32 / RATE as f32).sin();
    let mut frames: Vec<Frame> = (0..RATE as usize).map(|i| Frame::from_mono(tone(i))).collect();
    for (i, block) in frames.chunks_mut(128).enumerate() {
        // A look to the other side in an instant, and a wall that comes between.
        if i == 180 {
            aim.set(Bearing { toward: Vec3::NEG_X, gain: 0.3, cutoff_hz: 1000.0 });
        }
        hearing.hear(block, 1.0 / f64::from(RATE));
    }
    let steps = frames[1000..].windows(2).map(|w| (w[1].left - w[0].left).abs());
    let widest = steps.fold(0.0, f32::max);
    let natural = 0.5 * TAU * 200.0 / RATE as f32;
    assert!(widest < 3.0 * natural, "{widest} beside {natural}");
    assert!(frames.iter().all(|f| f.left.is_finite() && f.left.abs() < 1.0));
}

/// Printed, not asserted: a machine may be busy.
#[test]
fn a_second_of_a_source_costs_little() {
    let wave: Vec<f32> = Dice(1).noise();
    let from = std::time::Instant::now();
    let seconds = 50.0 * (2 * LOOK) as f32 / RATE as f32;
    let sum: f32 = (0..50).map(|i| through_ears(toward(i as f32, 0.0), &wave)[0].left).sum();
    let cost_us = from.elapsed().as_secs_f32() * 1e6 / seconds;
    println!("{cost_us:.0} us for a second of one source; 25 take {:.1} %", cost_us * 25e-4);
    assert!(sum.is_finite());
}
