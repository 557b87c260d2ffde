//! What the core costs, in time and in instructions.
//!
//!   cargo run -p anlan-bench-core             every figure
//!   cargo run -p anlan-bench-core -- NAME     those whose name contains NAME
//!
//! Times are the best of `ROUNDS` rounds. Instructions are counted by callgrind, where it is
//! installed: this program runs itself under it with `--repeat`, doing the deed a few times and
//! then some times more, and divides the difference.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod scenes;

use scenes::Deed;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

/// The best of so many rounds counts.
const ROUNDS: u32 = 5;
/// A round lasts about this long.
const ROUND: Duration = Duration::from_millis(200);

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let deeds = scenes::deeds();
    if let [flag, name, times] = &arguments[..]
        && flag == "--repeat"
    {
        let deed = deeds.iter().find(|d| d.name == name).expect("a deed of this name");
        let mut act = (deed.make)();
        for _ in 0..times.parse::<u64>().unwrap() {
            black_box(act());
        }
        return;
    }
    let wanted = arguments.first().map_or("", String::as_str);
    println!("{:<44}{:>14}{:>18}  {}", "", "time", "instructions", "");
    for deed in deeds.iter().filter(|d| d.name.contains(wanted)) {
        let time = time(deed);
        let counted = instructions(deed).map_or("—".to_owned(), grouped);
        let note = (deed.note)(time);
        println!("{:<44}{:>14}{counted:>18}  {note}", deed.name, format!("{time:.2?}"));
    }
}

fn time(deed: &Deed) -> Duration {
    let mut act = (deed.make)();
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let (began, mut count) = (Instant::now(), 0);
        while began.elapsed() < ROUND {
            black_box(act());
            count += 1;
        }
        best = best.min(began.elapsed() / count);
    }
    best
}

/// Instructions of one deed; `None` without callgrind.
fn instructions(deed: &Deed) -> Option<u64> {
    let (few, many) = (2, 2 + deed.times);
    let run = |times: u64| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().ok()?)
            .args(["--repeat", deed.name, &times.to_string()])
            .output()
            .ok()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = said.lines().find_map(|line| line.split_once("Collected : "))?;
        line.1.trim().parse::<u64>().ok()
    };
    Some((run(many)?.saturating_sub(run(few)?)) / deed.times)
}

/// `1 234 567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
