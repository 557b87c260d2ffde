//! A headset that is switched on after the program: while nobody plays in the window, a thread
//! looks for one, and then the program starts itself anew on it. Everything it needs is on disk.

use anlan_xr::XrHeadset;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A headset is looked for this often.
const EVERY: Duration = Duration::from_secs(3);

/// What the thread has seen, and whether it may look now.
#[derive(Clone, Default)]
pub struct Watch {
    is_idle: Arc<AtomicBool>,
    is_there: Arc<AtomicBool>,
}

impl Watch {
    /// Looks for a headset from now on, whenever nobody plays.
    pub fn start() -> Self {
        let watch = Self::default();
        let seen = watch.clone();
        let look = move || {
            loop {
                // Whoever plays is not to be disturbed by a runtime that starts up.
                if seen.is_idle.load(Ordering::Relaxed) && XrHeadset::is_there() {
                    seen.is_there.store(true, Ordering::Relaxed);
                    return;
                }
                std::thread::park_timeout(EVERY);
            }
        };
        if let Err(error) = std::thread::Builder::new().name("headset".to_owned()).spawn(look) {
            eprintln!("anlan: a headset that is switched on later is not seen: {error}");
        }
        watch
    }

    /// Whether somebody plays, or is about to; true if a headset is there and nobody does.
    pub fn sees(&self, is_idle: bool) -> bool {
        self.is_idle.store(is_idle, Ordering::Relaxed);
        is_idle && self.is_there.load(Ordering::Relaxed)
    }
}

/// Starts the program anew, with what it was started with; the seat is taken again, and what the
/// command line said to play first is not played twice. Returns only if that failed.
pub fn start_anew() -> String {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return format!("the program cannot be started on the headset: {error}"),
    };
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1).filter(|arg| arg != "--resumed")).arg("--resumed");
    let error = replace(command);
    format!("the program cannot be started on the headset: {error}; start it by hand")
}

#[cfg(unix)]
fn replace(mut command: Command) -> std::io::Error {
    use std::os::unix::process::CommandExt;
    command.exec()
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> std::io::Error {
    match command.spawn() {
        Ok(_) => std::process::exit(0),
        Err(error) => error,
    }
}
