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
const PIPELINED_PERCENT: i64 = 70;
/// Below this they fit again.
const SEQUENTIAL_PERCENT: i64 = 55;
/// Frames that are judged together: one second at 90 Hz.
const FRAMES: usize = 90;

/// The choice, from the frames' work.
#[derive(Clone, Debug, Default)]
pub struct Pacing {
    pace: Pace,
    percents: Vec<i64>,
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
        self.percents.push(main_and_render_ns.saturating_mul(100) / period_ns);
        if self.percents.len() < FRAMES {
            return;
        }
        self.percents.sort_unstable();
        let most = self.percents[FRAMES * 9 / 10];
        self.percents.clear();
        self.pace = match self.pace {
            Pace::Sequential if most > PIPELINED_PERCENT => Pace::Pipelined,
            Pace::Pipelined if most < SEQUENTIAL_PERCENT => Pace::Sequential,
            pace => pace,
        };
    }
}
