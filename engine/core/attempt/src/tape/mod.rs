//! The tape (过程带): an append-only, hash-chained file of everything that reached an attempt.
//!
//! Layout, little-endian: the eight bytes of [`MAGIC`], then frames of
//! `length: u32 | body: length bytes (postcard) | SHA-256(previous hash ‖ body): 32 bytes`.
//! The hash before the first frame is SHA-256 of the magic. The first frame is the [`Header`],
//! the last one of a finished tape the [`Seal`], which a cabin's signature may follow. Bodies are
//! enums in `postcard`: new kinds are appended, never reordered; anything else is a new magic.

mod read;
mod sign;
mod write;

pub use read::{Tape, TapeFault, Torn, read, read_torn};
pub use sign::{CabinKey, PublicKey};
pub use write::{Store, TapeWriter};

use crate::signal::{Ending, Mode, Signal};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// First bytes of every tape of this layout.
pub const MAGIC: &[u8; 8] = b"ANLANTP1";
/// A frame larger than this is no frame of ours: a tick holds a handful of signals.
pub const FRAME_BYTES_MAX: usize = 64 * 1024;
/// A tape larger than this is refused unread: 256 KiB a minute for the longest turn.
pub const TAPE_BYTES_MAX: usize = 16 << 20;
/// The frames of one minute of an attempt: a stage that tells more tells nonsense.
pub const MINUTE_BYTES_MAX: usize = 256 * 1024;
/// An attempt longer than this (two hours) has been forgotten, not played.
pub const TICKS_MAX: u64 = 2 * 3600 * crate::TICKS_PER_S;

/// SHA-256.
pub type Hash = [u8; 32];

/// What an attempt was, before it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// UUIDv4 of the attempt, in its usual text form.
    pub attempt: String,
    /// The trainee's pseudonym; never a name.
    pub trainee: String,
    /// The scenario's id, for people; the bundle is what counts.
    pub scenario: String,
    /// SHA-256 of the scenario bundle, 64 hexadecimal digits.
    pub bundle: String,
    /// How it runs.
    pub mode: Mode,
    /// Draws whatever is drawn.
    pub seed: u64,
    /// Wall time at the start, milliseconds since 1970-01-01 UTC.
    pub started_at_ms: i64,
    /// The program that wrote the tape.
    pub build: String,
    /// Version of the rules by which the attempt decided: [`crate::RULES_VERSION`].
    pub rules: u32,
    /// Version of the rules by which the stage sensed; 0 = signals fed without a stage.
    pub sense: u32,
}

/// What closes a tape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Length of the attempt.
    pub ticks: u64,
    /// Signals on the tape.
    pub signals: u64,
    /// How it ended.
    pub ending: Ending,
    /// SHA-256 of the trace file; `None` if there is none.
    pub trace: Option<Hash>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Frame {
    Header(Header),
    /// Signals of one tick.
    Signals(u64, Vec<Signal>),
    /// Nothing happened up to this tick; written once a second so that a crash loses no more.
    Beat(u64),
    Seal(Seal),
    Signature(sign::Signature),
}

/// Bytes of the minute that is being written or read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Minute {
    nr: u64,
    bytes: usize,
}

impl Minute {
    /// Adds a frame at a tick; false if the minute then holds too much.
    fn takes(&mut self, tick: u64, bytes: usize) -> bool {
        let nr = tick.saturating_sub(1) / (60 * crate::TICKS_PER_S);
        if nr != self.nr {
            *self = Self { nr, bytes: 0 };
        }
        self.bytes += bytes;
        self.bytes <= MINUTE_BYTES_MAX
    }
}

fn minute_sentence(tick: u64) -> String {
    let (nr, limit) = (tick.saturating_sub(1) / (60 * crate::TICKS_PER_S), MINUTE_BYTES_MAX >> 10);
    format!("minute {} holds more than {limit} KiB", nr + 1)
}

/// Where the chain begins.
fn chain_start() -> Hash {
    Sha256::digest(MAGIC).into()
}

fn chain(previous: &Hash, body: &[u8]) -> Hash {
    Sha256::new().chain_update(previous).chain_update(body).finalize().into()
}
