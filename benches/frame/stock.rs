//! What a frame of the toy scene costs the processor with our plugins and with Bevy's own list,
//! side by side: two processes on wgpu's noop backend take turns, so that both meet the same
//! neighbours on the machine. Prints one line of JSON.
//!
//! `cargo run -p anlan-bench-frame --bin bench-stock`. "Stock" is `DefaultPlugins` without window
//! and pipelining, as OpenXR programs use it, with the Bevy features that the product builds.
//! `wall` is a frame from begin to end; `cpu` is what all threads together worked for it.
//! `benches/frame/instructions` counts instead of timing, with valgrind.

mod noop;
mod samples;
mod scene;

use anlan_presentation::headset_plugins;
use bevy::app::PluginGroupBuilder;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::window::{ExitCondition, WindowPlugin};
use bevy::winit::WinitPlugin;
use noop::{EYES_M, eye, noop};
use samples::share;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Frames that only fill caches and pipelines.
const WARM_UP: usize = 120;
/// Frames of one turn.
const TURN: usize = 50;
/// Turns of each.
const TURNS: usize = 20;

fn main() -> Result<(), String> {
    match std::env::args().nth(1).as_deref() {
        None => compare(),
        Some("ours") => take_turns(headset_plugins(noop()?, None)),
        Some("stock") => take_turns(stock()?),
        Some(other) => Err(format!("there is no program `{other}`: `ours` or `stock`")),
    }
}

fn stock() -> Result<PluginGroupBuilder, String> {
    Ok(DefaultPlugins
        .build()
        .disable::<WinitPlugin>()
        .disable::<PipelinedRenderingPlugin>()
        .set(WindowPlugin {
            primary_window: None,
            primary_cursor_options: None,
            exit_condition: ExitCondition::DontExit,
            ..default()
        })
        .set(RenderPlugin {
            render_creation: noop()?,
            synchronous_pipeline_compilation: true,
            ..default()
        }))
}

/// Lets both programs take turns, and prints what each needed.
fn compare() -> Result<(), String> {
    let (mut ours, mut stock) = (Program::start("ours")?, Program::start("stock")?);
    for _ in 0..TURNS {
        ours.take_turn()?;
        stock.take_turn()?;
    }
    let (ours, stock) = (ours.figures(), stock.figures());
    let print = |[p50, p99, cpu]: [f64; 3]| {
        format!("{{\"wall_ms_p50\":{p50:.2},\"wall_ms_p99\":{p99:.2},\"cpu_ms\":{cpu:.2}}}")
    };
    println!(
        "{{\"frames\":{},\"ours\":{},\"stock\":{},\"wall_p50_ratio\":{:.2},\"cpu_ratio\":{:.2}}}",
        TURN * TURNS,
        print(ours),
        print(stock),
        ours[0] / stock[0],
        ours[2] / stock[2],
    );
    Ok(())
}

/// One of both, in a process of its own: Bevy has its threads once in a process.
struct Program {
    child: Child,
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    frames: Vec<Duration>,
    worked: Duration,
}

impl Program {
    fn start(name: &str) -> Result<Self, String> {
        let failed = |why: &dyn std::fmt::Display| format!("`{name}` cannot be started: {why}");
        let program = std::env::current_exe().map_err(|e| failed(&e))?;
        let mut child = Command::new(program)
            .arg(name)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| failed(&e))?;
        let orders = child.stdin.take().ok_or_else(|| failed(&"no pipe"))?;
        let answers = child.stdout.take().ok_or_else(|| failed(&"no pipe"))?;
        let answers = BufReader::new(answers).lines();
        Ok(Self { child, orders, answers, frames: Vec::new(), worked: Duration::ZERO })
    }

    /// Lets it draw some frames: it answers with their nanoseconds, the last number being the work
    /// of all its threads.
    fn take_turn(&mut self) -> Result<(), String> {
        writeln!(self.orders, "turn").map_err(|e| e.to_string())?;
        let line = self.answers.next().ok_or("a program has ended")?.map_err(|e| e.to_string())?;
        let mut times: Vec<_> =
            line.split(' ').filter_map(|n| n.parse().ok()).map(Duration::from_nanos).collect();
        self.worked += times.pop().ok_or("a program answered nothing")?;
        self.frames.extend(times);
        Ok(())
    }

    /// Milliseconds: p50 and p99 of a frame, and the work in one.
    fn figures(&mut self) -> [f64; 3] {
        let frames = &mut self.frames;
        let work = self.worked.as_secs_f64() * 1e3 / frames.len() as f64;
        [share(frames, 0.5), share(frames, 0.99), work]
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Draws some frames for each line that comes in.
fn take_turns(plugins: PluginGroupBuilder) -> Result<(), String> {
    let mut app = App::new();
    app.add_plugins(plugins.disable::<LogPlugin>()).add_systems(Startup, open_eyes);
    scene::fill(&mut app);
    app.finish();
    app.cleanup();
    // Whoever counts instructions takes the difference of two numbers of frames.
    let frames = std::env::args().nth(2).and_then(|count| count.parse().ok());
    (0..frames.unwrap_or(WARM_UP)).for_each(|_| app.update());
    if frames.is_some() {
        return Ok(());
    }
    for line in std::io::stdin().lines() {
        line.map_err(|e| e.to_string())?;
        let before = worked()?;
        let mut answer = String::new();
        for _ in 0..TURN {
            let start = Instant::now();
            app.update();
            answer += &format!("{} ", start.elapsed().as_nanos());
        }
        println!("{answer}{}", worked()?.saturating_sub(before).as_nanos());
    }
    Ok(())
}

fn open_eyes(mut commands: Commands, mut images: ResMut<Assets<Image>>) {
    for (order, right) in EYES_M.into_iter().enumerate() {
        let at = Transform::from_xyz(right, scene::MIDDLE_M, 0.0);
        commands.spawn((eye(order, &mut images), at, scene::look()));
    }
}

/// What all threads of this process have worked so far, by Linux's own count.
fn worked() -> Result<Duration, String> {
    let said = |error| format!("this bench needs Linux's /proc: {error}");
    let mut nanos = 0;
    for thread in std::fs::read_dir("/proc/self/task").map_err(said)? {
        // A thread that has ended meanwhile has no file any more.
        let text = std::fs::read_to_string(thread.map_err(said)?.path().join("schedstat"));
        let text = text.unwrap_or_default();
        nanos += text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0);
    }
    Ok(Duration::from_nanos(nanos))
}
