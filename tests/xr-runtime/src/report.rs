//! What came of it: a JSON file named by `ANLAN_XR_REPORT`, written when a session or an instance
//! is given back, when a fault strikes, and now and then.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Frames that are kept one by one: the first ones.
pub(crate) const ROWS_MAX: usize = 5400;
/// Sentences of one kind that are kept.
const SENTENCES_MAX: usize = 100;

/// Counts since the process started, over all instances.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Calls of each function.
    pub calls: BTreeMap<String, u64>,
    /// Calls that break a rule, each with its place. Empty, or the program is wrong.
    pub order_errors: Vec<String>,
    /// Faults that happened.
    pub faults: Vec<String>,
    /// What the runtime itself could not do. Empty, or the test is wrong.
    pub failures: Vec<String>,
    /// Handles by their kind: instance, session, swapchain, space, and so on.
    pub made: BTreeMap<String, u64>,
    /// As many as were made, or the program leaks.
    pub given_back: BTreeMap<String, u64>,
    /// Frames that were ended.
    pub frames: u64,
    /// With a projection layer.
    pub with_eyes: u64,
    /// Without any layer.
    pub empty: u64,
    /// Begun and never ended.
    pub discarded: u64,
    /// Uses of a display time that is not the frame's.
    pub mismatches: u64,
    /// Projection layers, depth pictures, quads, and other layers.
    pub projections: u64,
    /// As above.
    pub depths: u64,
    /// As above.
    pub quads: u64,
    /// As above.
    pub others: u64,
    /// Hands that were made to feel something.
    pub haptics: u64,
    /// PNG files that were written.
    pub captures: Vec<String>,
    /// The frames.
    pub rows: Vec<Row>,
}

/// A frame. Times are virtual nanoseconds; `wall` is the processor's time since the process
/// started.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Row {
    /// When it is shown.
    pub display_ns: i64,
    /// How long.
    pub period_ns: i64,
    /// Its wait was over.
    pub wait_ns: i64,
    /// It was begun.
    pub begin_ns: i64,
    /// The eyes were located for the last time.
    pub locate_ns: i64,
    /// It was ended.
    pub end_ns: i64,
    /// The same four by the wall's clock.
    pub wall_ns: [i64; 4],
    /// It had a projection layer.
    pub has_eyes: bool,
    /// Degrees by which the layer's pose is turned away from where the head truly is then.
    pub off_deg: f32,
}

impl Report {
    /// So many handles of a kind that nobody gave back.
    pub fn alive(&self, kind: &str) -> i64 {
        let count = |map: &BTreeMap<String, u64>| map.get(kind).copied().unwrap_or_default();
        count(&self.made).cast_signed() - count(&self.given_back).cast_signed()
    }

    pub(crate) fn say(list: &mut Vec<String>, sentence: String) {
        if list.len() < SENTENCES_MAX {
            list.push(sentence);
        }
    }
}
