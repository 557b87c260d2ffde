//! A program without Bevy that drives the frame loop on a real OpenXR loader: the loop's calls are
//! made here as any engine would make them. Each eye is cleared to a colour. It runs until it has
//! shown so many frames or the runtime ends it, and prints what it saw as a line of JSON.
//!
//! `anlan-xr-client vulkan|early|pipelined|headless|wrong FRAMES`; `early` draws from where the
//! main world saw the eyes, and `wrong` breaks every rule once.
#![allow(unsafe_code, reason = "Vulkan")]

mod drawing;
mod headset;
mod plain;
mod render;

use anlan_xr_loop::{LEDGER_ROWS, Lead, News, Picture};
use headset::Headset;
use render::Render;
use std::process::ExitCode;
use std::time::Duration;

/// A turn without a frame, by the program's own clock.
const IDLE_NS: i64 = 16_000_000;
/// The other thread begins its frame within that.
const BEGIN_MAX: Duration = Duration::from_secs(1);
/// More turns than that for each frame mean that the headset does not come back.
const TURNS_MAX: u64 = 50;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let mode = args.next().unwrap_or_default();
    let frames = args.next().and_then(|text| text.parse().ok()).unwrap_or(300);
    let result = match mode.as_str() {
        "vulkan" | "early" | "pipelined" => {
            Headset::new().map(|headset| draw(headset, frames, &mode))
        }
        "headless" => plain::headless(frames),
        "wrong" => plain::wrong().map(|()| true),
        _ => Err("vulkan, early, pipelined, headless or wrong".to_owned()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What the process holds in memory.
fn memory_kib() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// Whether so many frames were shown.
fn draw(headset: Headset, frames: u64, mode: &str) -> bool {
    let clock = headset.clock.clone();
    let mut lead = Lead::new(headset, LEDGER_ROWS);
    let mut render = match mode {
        "pipelined" => Render::there(lead.drawer()),
        _ => Render::here(lead.drawer(), mode == "vulkan"),
    };
    let (mut pictures, mut worn, mut recentred) = (Vec::new(), Vec::new(), 0);
    let mut early_kib = 0;
    for _ in 0..TURNS_MAX * frames.max(20) {
        lead.await_begin(BEGIN_MAX);
        let turn = lead.turn();
        if pictures.last() != Some(&turn.picture) {
            pictures.push(turn.picture);
        }
        for news in turn.news {
            match news {
                News::Worn(now) => worn.push(format!("{now:?}")),
                News::Recentred => recentred += 1,
                _ => {}
            }
        }
        match turn.frame {
            Some(mut ticket) => {
                lead.calls().read_input(ticket.display_time());
                lead.locate(&mut ticket);
                render.draw(ticket);
            }
            None if render.settle() => {}
            None => clock.pass(IDLE_NS),
        }
        let shown = lead.calls().shown();
        if shown >= frames / 5 && early_kib == 0 {
            early_kib = memory_kib();
        }
        if shown >= frames {
            break;
        }
    }
    render.close();
    let input = lead.calls().input_seen;
    let shown = lead.calls().shown();
    let (_, missed, mismatches) = lead.with_ledger(|ledger| ledger.totals());
    let is_back = pictures.last() == Some(&Picture::Headset);
    let pictures: Vec<_> = pictures.iter().map(|picture| format!("{picture:?}")).collect();
    let line = serde_json::json!({
        "shown": shown, "pictures": pictures, "worn": worn, "recentred": recentred,
        "missed": missed, "mismatches": mismatches, "why": lead.session().why(),
        "grown_kib": memory_kib() - early_kib,
        "trigger": input.trigger, "stick": input.stick, "spin": input.spin,
    });
    println!("{line}");
    shown >= frames && is_back
}
