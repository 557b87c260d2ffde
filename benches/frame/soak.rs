//! Attempts one after the other for 45 minutes of a headset's time: what memory and entities do,
//! and how long frames take while a place is read and entered. Two eyes, a bot, wgpu's noop
//! backend. Prints a line for each minute, then one line of JSON.
//!
//! `cargo run -p anlan-bench-frame --bin bench-soak -- [MINUTES]`, from the root of the project.

mod noop;
mod program;
mod samples;

use anlan_attempt::{Attempt, Mode, Setup};
use anlan_presentation::prepare;
use anlan_scenario::Scenario;
use anlan_stage::{Finished, Run, begin, clear};
use bevy::prelude::*;
use program::{Nowhere, program, scenario};
use samples::share;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Frames a second.
const HZ: u32 = 90;
const MINUTES: usize = 45;
/// After an attempt has ended its debrief stays this long, frames.
const DEBRIEF: usize = 3 * HZ as usize;
/// A place is being entered until so many frames after it is on stage.
const ENTERING: usize = 30;
/// The first minutes fill caches: they say nothing about growth.
const SETTLING: usize = 10;

/// What is measured each minute.
struct Minute {
    rss_kib: f64,
    /// Entities when the last attempt began, all of it counted.
    entities: u32,
}

/// Attempts in a row.
struct Soak {
    app: App,
    scenario: Arc<Scenario>,
    attempts: u64,
    over_since: Option<usize>,
    entered_at: Option<usize>,
    entities: u32,
    loading: Vec<Duration>,
    playing: Vec<Duration>,
}

fn main() -> Result<(), String> {
    let minutes = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(MINUTES);
    let mut app = program(Duration::from_secs(1) / HZ)?;
    app.finish();
    app.cleanup();
    app.update();
    let scenario = Arc::new(scenario("kitchen-gas-leak")?);
    let mut soak = Soak {
        app,
        scenario,
        attempts: 0,
        over_since: None,
        entered_at: None,
        entities: 0,
        loading: Vec::new(),
        playing: Vec::new(),
    };
    let mut kept = Vec::new();
    for minute in 1..=minutes {
        let frames = 60 * HZ as usize;
        ((minute - 1) * frames..minute * frames).for_each(|frame| soak.turn(frame));
        let now = Minute { rss_kib: rss_kib()?, entities: soak.entities };
        println!(
            "minute {minute}: {:.0} MiB, {} entities when attempt {} began",
            now.rss_kib / 1024.0,
            now.entities,
            soak.attempts
        );
        kept.push(now);
    }
    let steady = &kept[SETTLING.min(kept.len() - 1)..];
    let (least, most) = steady.iter().fold((u32::MAX, 0), |(least, most), minute| {
        (least.min(minute.entities), most.max(minute.entities))
    });
    println!(
        "{{\"minutes\":{minutes},\"attempts\":{},\"rss_kib_per_minute\":{:.1},\
         \"entities_least\":{least},\"entities_most\":{most},\
         \"loading_frame_ms_max\":{:.1},\"playing_frame_ms_p99\":{:.2}}}",
        soak.attempts,
        slope(steady),
        share(&mut soak.loading, 1.0),
        share(&mut soak.playing, 0.99),
    );
    Ok(())
}

impl Soak {
    /// One frame: plays, leaves the debrief, or reads the next place and enters it.
    fn turn(&mut self, frame: usize) {
        let start = Instant::now();
        let world = self.app.world_mut();
        if self.over_since.is_some_and(|since| frame - since > DEBRIEF) {
            self.over_since = None;
            clear(world);
        }
        // As in the lobby, the program has been running for a while.
        let is_empty = frame >= HZ as usize && !world.contains_resource::<Run>();
        if is_empty && prepare(world, &self.scenario) {
            let setup = Setup { mode: Mode::Exam, seed: self.attempts };
            let attempt = Attempt::new(self.scenario.clone(), setup);
            begin(world, Run::new(attempt, Nowhere, false));
            self.attempts += 1;
            self.entered_at = Some(frame);
        }
        self.app.update();
        let took = start.elapsed();
        let world = self.app.world();
        let since = self.entered_at.map(|at| frame - at);
        let is_loading = is_empty || since.is_some_and(|since| since < ENTERING);
        if is_loading {
            self.loading.push(took);
        } else if since.is_some() {
            self.playing.push(took);
        }
        if since == Some(ENTERING) {
            self.entities = world.entities().count_spawned();
        }
        let has_ended = !world.resource::<Messages<Finished>>().is_empty();
        if has_ended && self.over_since.is_none() {
            self.over_since = Some(frame);
        }
    }
}

/// Growth of memory, KiB a minute: the slope of the straight line that fits best.
fn slope(minutes: &[Minute]) -> f64 {
    let count = minutes.len() as f64;
    let mean_x = (count - 1.0) / 2.0;
    let mean_y = minutes.iter().map(|minute| minute.rss_kib).sum::<f64>() / count;
    let (mut over, mut under) = (0.0, 0.0);
    for (x, minute) in minutes.iter().enumerate() {
        let x = x as f64 - mean_x;
        over += x * (minute.rss_kib - mean_y);
        under += x * x;
    }
    if under > 0.0 { over / under } else { 0.0 }
}

/// Memory of this process that is in use, by Linux's own count.
fn rss_kib() -> Result<f64, String> {
    let text = std::fs::read_to_string("/proc/self/status").map_err(|e| e.to_string())?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.ok_or_else(|| "this bench needs Linux's /proc".to_owned())
}
