//! Frames on the fake, as a program would make them: in turns, or with two frames at once.

use super::fake::{Fake, Fault};
use anlan_xr_loop::{Drawer, Lead, News, Picture, SECOND_NS, Session};
use anlan_xr_loop::{FrameTicket, Latch};

/// Frames that the ledger keeps here.
const LEDGER: usize = 32;
/// A turn without a frame: the program paces itself.
const IDLE_NS: i64 = 16_000_000;
/// Neither a picture in the headset nor on the desktop for so long is a broken promise.
pub const TAKEOVER_NS_MAX: i64 = 2 * SECOND_NS;

pub struct Program {
    pub fake: Fake,
    pub lead: Lead<Fake>,
    drawer: Drawer<super::fake::FakeDraw>,
    is_pipelined: bool,
    pub news: Vec<News>,
    pub pictures: Vec<Picture>,
    /// The longest time without any picture.
    pub dark_ns: i64,
    lit_ns: i64,
    pub last: Option<FrameTicket>,
    pub drops: u32,
    /// What drawing a frame takes a thread.
    pub draw_ns: i64,
}

impl Program {
    pub fn new(faults: &[(u64, Fault)], is_pipelined: bool) -> Self {
        Self::on(Fake::new(faults), is_pipelined)
    }

    pub fn on(fake: Fake, is_pipelined: bool) -> Self {
        let lead = Lead::new(fake.clone(), LEDGER);
        let drawer = lead.drawer();
        let lit_ns = fake.world().now_ns;
        Self {
            fake,
            lead,
            drawer,
            is_pipelined,
            news: Vec::new(),
            pictures: Vec::new(),
            dark_ns: 0,
            lit_ns,
            last: None,
            drops: 0,
            draw_ns: 0,
        }
    }

    /// One pass of the main loop.
    pub fn step(&mut self) {
        let turn = self.lead.turn();
        self.news.extend(turn.news);
        if self.pictures.last() != Some(&turn.picture) {
            self.pictures.push(turn.picture);
        }
        let mut frame = turn.frame;
        match &mut frame {
            Some(ticket) => self.lead.locate(ticket),
            None => self.fake.pass(IDLE_NS),
        }
        self.last = frame.clone().or(self.last.take());
        if self.is_pipelined {
            self.draw();
        }
        let is_unseen = frame.as_ref().is_some_and(|ticket| !ticket.waited.should_render);
        if let Some(ticket) = frame {
            self.drawer.begin(ticket);
        }
        if !self.is_pipelined {
            self.draw();
        }
        let world = self.fake.world();
        let is_lit = is_unseen || turn.picture == Picture::Desktop;
        self.lit_ns = if is_lit { world.now_ns } else { self.lit_ns.max(world.shown_ns) };
        self.dark_ns = self.dark_ns.max(world.now_ns - self.lit_ns);
    }

    fn draw(&mut self) {
        self.fake.work(self.draw_ns);
        let latch = self.drawer.latch(true);
        self.drops += u32::from(matches!(latch, Latch::Drop));
        self.drawer.end();
    }

    /// Runs until so many frames were shown, or so much time has passed; whether they were.
    pub fn show(&mut self, frames: u64, ns_max: i64) -> bool {
        let (from, until) = {
            let world = self.fake.world();
            (world.shown, world.now_ns + ns_max)
        };
        loop {
            let (shown, now_ns) = {
                let world = self.fake.world();
                (world.shown, world.now_ns)
            };
            if shown >= from + frames || now_ns >= until {
                return shown >= from + frames;
            }
            self.step();
        }
    }

    pub fn session(&self) -> &Session {
        self.lead.session()
    }

    /// Ends the program, and says what it leaves behind or did wrong.
    pub fn close(self) -> Vec<String> {
        let Self { fake, lead, drawer, .. } = self;
        drop((lead, drawer));
        let mut world = fake.world();
        if world.made != world.given_back {
            let (made, back) = (world.made, world.given_back);
            world.errors.push(format!("made {made:?}, given back {back:?}"));
        }
        std::mem::take(&mut world.errors)
    }
}
