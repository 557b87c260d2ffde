//! Main and render world take turns on one thread, or work on two frames at once: the ledger says
//! which (`anlan_xr_loop::Pacing`). Bevy decides that once, when the program is built.

use crate::frame::XrLead;
use anlan_xr_loop::Pace;
use bevy::app::{AppLabel, SubApp};
use bevy::prelude::*;
use bevy::render::RenderApp;
use bevy::time::TimeReceiver;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Stands where Bevy's render app stood.
#[derive(AppLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct PacedRenderApp;

/// Takes Bevy's render app out of the program's turns, and gives it its own.
pub(crate) fn take_over(app: &mut App) {
    let Some(render) = app.remove_sub_app(RenderApp) else { return };
    // Time follows the frames' display times; what the renderer says of it would come late.
    app.world_mut().remove_resource::<TimeReceiver>();
    let mut turns = Turns { home: Some(render), away: None };
    let mut paced = SubApp::new();
    paced.set_extract(move |main, _| turns.turn(main));
    app.insert_sub_app(PacedRenderApp, paced);
}

/// The render app is at home, or draws on its own thread.
struct Turns {
    home: Option<SubApp>,
    away: Option<Away>,
}

/// A thread that draws one frame each time it is given the render app.
struct Away {
    to_thread: Sender<SubApp>,
    back: Receiver<SubApp>,
    thread: JoinHandle<()>,
}

impl Turns {
    fn turn(&mut self, main: &mut World) {
        let Some(mut render) = self.call_home() else {
            // The attempt ends as with a closed window, and its record is kept.
            error!("drawing has failed: the program ends");
            main.write_message(AppExit::error());
            return;
        };
        render.extract(main);
        // The last frame is ended before anything of it is given back.
        let is_last = main.get_resource::<Messages<AppExit>>().is_some_and(|exit| !exit.is_empty());
        let pace = main.get_resource::<XrLead>().map_or(Pace::Sequential, |lead| lead.0.pace());
        if pace == Pace::Pipelined && !is_last {
            self.home = self.send_away(render);
        } else {
            self.home = draw(render);
        }
    }

    /// The render app, when it has drawn.
    fn call_home(&mut self) -> Option<SubApp> {
        self.home.take().or_else(|| self.away.as_ref()?.back.recv().ok())
    }

    /// Lets the thread draw; gives the render app back if there is none to be had.
    fn send_away(&mut self, render: SubApp) -> Option<SubApp> {
        if self.away.is_none() {
            self.away = Away::start();
        }
        match &self.away {
            Some(away) => away.to_thread.send(render).err().map(|unsent| unsent.0),
            None => Some(render),
        }
    }
}

/// Draws a frame. What fails without a word, deep in a driver's library, takes the pictures with it
/// and nothing else.
fn draw(mut render: SubApp) -> Option<SubApp> {
    let drawn = catch_unwind(AssertUnwindSafe(|| render.update()));
    match drawn {
        Ok(()) => Some(render),
        Err(_) => {
            // Its own parts may fail again when they are given back.
            std::mem::forget(render);
            None
        }
    }
}

impl Away {
    fn start() -> Option<Self> {
        let (to_thread, frames) = channel::<SubApp>();
        let (done, back) = channel();
        let draw = move || {
            for render in frames {
                let Some(render) = draw(render) else { return };
                if done.send(render).is_err() {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("frames".to_owned()).spawn(draw);
        // Without a thread frames go on in turns.
        thread.ok().map(|thread| Self { to_thread, back, thread })
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        let home = self.call_home();
        if let Some(Away { to_thread, thread, .. }) = self.away.take() {
            drop(to_thread);
            let _ = thread.join();
        }
        drop(home);
    }
}
