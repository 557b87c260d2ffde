//! Whether main and render world take turns on one thread, or work on two frames at once. Turns
//! keep poses fresh; two at once leaves each the whole period.

/// How frames are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// One after the other.
    #[default]
    Sequential,
    /// The next is simulated while this one is drawn.
    Pipelined,
}

/// Above this share of the period, in percent, turns do not fit any more.
const PIPELINED_PERCENT: i64 = 60;
/// Below this they fit again.
const SEQUENTIAL_PERCENT: i64 = 45;
/// Frames that are judged together, by their mean: one second at 90 Hz. A system that counts a
/// thread's work in steps of 16 ms tells nothing of a single frame.
const FRAMES: u32 = 90;

/// The choice, from the frames' work.
#[derive(Clone, Debug, Default)]
pub struct Pacing {
    pace: Pace,
    frames: u32,
    worked_ns: i64,
    lasted_ns: i64,
}

impl Pacing {
    /// How frames should be made.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Takes one frame's work of both worlds; the choice may change once in [`FRAMES`] of them.
    pub fn worked(&mut self, main_and_render_ns: i64, period_ns: i64) {
        if period_ns <= 0 {
            return;
        }
        self.frames += 1;
        self.worked_ns = self.worked_ns.saturating_add(main_and_render_ns);
        self.lasted_ns = self.lasted_ns.saturating_add(period_ns);
        if self.frames < FRAMES {
            return;
        }
        let percent = self.worked_ns.saturating_mul(100) / self.lasted_ns;
        let pace = match self.pace {
            Pace::Sequential if percent > PIPELINED_PERCENT => Pace::Pipelined,
            Pace::Pipelined if percent < SEQUENTIAL_PERCENT => Pace::Sequential,
            pace => pace,
        };
        *self = Self { pace, ..Self::default() };
    }
}
