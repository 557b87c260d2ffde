//! The frame ledger: when each step of each frame happened, how old its pose was, which periods
//! were missed, and whether anything used another display time. It proves the loop, and it feeds
//! the stalls on the tape.

use std::collections::VecDeque;
use std::fmt;

/// Twelve minutes at 90 Hz, 10 MB; older frames are forgotten.
pub const LEDGER_ROWS: usize = 1 << 16;
/// A gap between two ends that is longer than this many periods is a stall.
const STALL_PERIODS: i64 = 3;
/// Stalls that nobody has asked for.
const STALLS_MAX: usize = 256;

/// One frame. Times are nanoseconds of the loop's clock, `display_ns` and `period_ns` excepted,
/// which are the runtime's; 0 is a step that was not made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Counted over all sessions.
    pub id: u64,
    /// When it was to be shown.
    pub display_ns: i64,
    /// How long.
    pub period_ns: i64,
    /// The wait was over.
    pub wait_ns: i64,
    /// The eyes were located for culling.
    pub locate_ns: i64,
    /// It was begun.
    pub begin_ns: i64,
    /// The image could be written.
    pub image_ns: i64,
    /// How long that took.
    pub image_wait_ns: i64,
    /// The eyes were located for drawing.
    pub latch_ns: i64,
    /// The drawing was with the graphics card.
    pub submit_ns: i64,
    /// It was ended.
    pub end_ns: i64,
    /// What the threads of both worlds worked on it, up to submitting. Waiting does not count, be
    /// it for the image, for the graphics card or for a processor: there a second thread would make
    /// nothing faster.
    pub work_ns: i64,
    /// Periods that passed without a frame before this one.
    pub missed: i64,
    /// Uses of another display time than its own.
    pub mismatches: u32,
    /// The eyes' pictures were in it.
    pub is_shown: bool,
}

impl Row {
    /// How old the eyes' pose was when the frame ended.
    pub fn pose_age_ns(&self) -> Option<i64> {
        let located = if self.latch_ns > 0 { self.latch_ns } else { self.locate_ns };
        (self.is_shown && located > 0).then_some(self.end_ns - located)
    }
}

/// Frames came to a halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall {
    /// The frame after it.
    pub id: u64,
    /// From one end to the next.
    pub gap_ns: i64,
}

/// The last frames.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    rows: VecDeque<Row>,
    rows_max: usize,
    stalls: Vec<Stall>,
    last_display_ns: Option<i64>,
    last_end_ns: Option<i64>,
    frames: u64,
    missed: i64,
    mismatches: u64,
    first_shown_ns: Option<i64>,
    /// The longest gap between two ends, in thousandths of a period.
    gap_max: i64,
}

impl Ledger {
    /// Keeps so many frames.
    pub(crate) fn new(rows_max: usize) -> Self {
        Self { rows_max: rows_max.max(4), ..Self::default() }
    }

    /// A frame was waited for.
    pub(crate) fn waited(&mut self, row: Row) {
        let missed = self.last_display_ns.replace(row.display_ns).map_or(0, |last| {
            let apart = row.display_ns.saturating_sub(last);
            let periods = (apart + row.period_ns / 2).checked_div(row.period_ns);
            (periods.unwrap_or(0) - 1).max(0)
        });
        self.frames += 1;
        self.missed += missed;
        if self.rows.len() >= self.rows_max {
            self.rows.pop_front();
        }
        self.rows.push_back(Row { missed, ..row });
    }

    /// Notes something of a frame that is not over: it is one of the last few.
    pub(crate) fn note(&mut self, id: u64, note: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.iter_mut().rev().take(4).find(|row| row.id == id) {
            note(row);
        }
    }

    /// Something in the frame used this display time: hands, simulation, views, the end.
    pub(crate) fn used(&mut self, id: u64, display_ns: i64) {
        let mut is_other = false;
        self.note(id, |row| {
            is_other = row.display_ns != display_ns;
            row.mismatches += u32::from(is_other);
        });
        self.mismatches += u64::from(is_other);
    }

    /// The frame was ended; the row as it stands now.
    pub(crate) fn ended(&mut self, id: u64, now_ns: i64, is_shown: bool) -> Option<Row> {
        let mut done = None;
        self.note(id, |row| {
            row.end_ns = now_ns;
            row.is_shown = is_shown;
            done = Some(*row);
        });
        let gap_ns = self.last_end_ns.replace(now_ns).map_or(0, |last| now_ns - last);
        if let Some(row) = done.filter(|row| row.period_ns > 0) {
            self.gap_max = self.gap_max.max(gap_ns.saturating_mul(1000) / row.period_ns);
        }
        if is_shown {
            self.first_shown_ns.get_or_insert(now_ns);
        }
        let is_stall = done.is_some_and(|row| gap_ns > STALL_PERIODS * row.period_ns);
        if is_stall && self.stalls.len() < STALLS_MAX {
            self.stalls.push(Stall { id, gap_ns });
        }
        done
    }

    /// No frame is expected for now: what comes next is neither late nor a stall.
    pub(crate) fn paused(&mut self) {
        self.last_display_ns = None;
        self.last_end_ns = None;
    }

    /// Stalls since this was last asked.
    pub fn take_stalls(&mut self) -> Vec<Stall> {
        std::mem::take(&mut self.stalls)
    }

    /// The frames that are kept, oldest first.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.rows.iter()
    }

    /// Frames, missed periods and uses of a wrong display time since the start.
    pub fn totals(&self) -> (u64, i64, u64) {
        (self.frames, self.missed, self.mismatches)
    }

    /// When the first frame with both eyes was ended.
    pub fn first_shown_ns(&self) -> Option<i64> {
        self.first_shown_ns
    }

    /// The longest gap between two ends since the start, in periods; pauses do not count.
    pub fn gap_periods_max(&self) -> f64 {
        self.gap_max as f64 / 1000.0
    }

    /// The value that `percent` of all frames do not exceed; frames without one do not count.
    pub fn percentile(&self, percent: usize, of: impl Fn(&Row) -> Option<i64>) -> Option<i64> {
        let mut values: Vec<i64> = self.rows.iter().filter_map(of).collect();
        values.sort_unstable();
        let rank = (values.len() * percent).div_ceil(100);
        values.get(rank.max(1) - 1).copied()
    }

    /// Writes the frames as a table with a head, one a line, separated by commas.
    pub fn write_csv(&self, out: &mut impl fmt::Write) -> fmt::Result {
        writeln!(
            out,
            "frame,display_ns,period_ns,wait_ns,locate_ns,begin_ns,image_ns,image_wait_ns,\
             latch_ns,submit_ns,end_ns,work_ns,pose_age_ns,missed,mismatches,shown"
        )?;
        for row in &self.rows {
            let age = row.pose_age_ns().map_or_else(String::new, |age| age.to_string());
            write!(out, "{},{},{},", row.id, row.display_ns, row.period_ns)?;
            write!(out, "{},{},{},", row.wait_ns, row.locate_ns, row.begin_ns)?;
            write!(out, "{},{},{},", row.image_ns, row.image_wait_ns, row.latch_ns)?;
            write!(out, "{},{},{},{age},", row.submit_ns, row.end_ns, row.work_ns)?;
            writeln!(out, "{},{},{}", row.missed, row.mismatches, u8::from(row.is_shown))?;
        }
        Ok(())
    }
}
