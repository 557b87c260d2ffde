//! Where frames are drawn: in the program's one thread, or in another one while the program is at
//! the next frame already.

use crate::drawing::Drawing;
use anlan_xr_loop::{Drawer, FrameTicket};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

pub enum Render {
    /// With the late latch or without.
    Here(Drawer<Drawing>, bool),
    There {
        tickets: SyncSender<FrameTicket>,
        done: Receiver<()>,
        open: u32,
        thread: JoinHandle<()>,
    },
}

fn draw(drawer: &Drawer<Drawing>, ticket: FrameTicket, is_late: bool) {
    drawer.begin(ticket);
    drawer.latch(is_late);
    drawer.end();
}

impl Render {
    pub fn here(drawer: Drawer<Drawing>, is_late: bool) -> Self {
        Self::Here(drawer, is_late)
    }

    pub fn there(drawer: Drawer<Drawing>) -> Self {
        let (tickets, inbox) = sync_channel::<FrameTicket>(1);
        let (say_done, done) = channel();
        let thread = std::thread::spawn(move || {
            for ticket in inbox {
                draw(&drawer, ticket, true);
                let _heard = say_done.send(());
            }
        });
        Self::There { tickets, done, open: 0, thread }
    }

    pub fn draw(&mut self, ticket: FrameTicket) {
        match self {
            Self::Here(drawer, is_late) => draw(drawer, ticket, *is_late),
            Self::There { tickets, open, .. } => *open += u32::from(tickets.send(ticket).is_ok()),
        }
    }

    /// Waits for what is being drawn; whether there was anything.
    pub fn settle(&mut self) -> bool {
        let Self::There { done, open, .. } = self else { return false };
        let was_open = *open > 0;
        while *open > 0 && done.recv().is_ok() {
            *open -= 1;
        }
        was_open
    }

    pub fn close(mut self) {
        self.settle();
        if let Self::There { tickets, thread, .. } = self {
            drop(tickets);
            let _ended = thread.join();
        }
    }
}
