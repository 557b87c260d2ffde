//! The trace: head, hand and moving things at 20 Hz, for replays. It is not scored and may expire;
//! its SHA-256 is sealed in the tape.
//!
//! Layout, little-endian: [`MAGIC`], `names: u16`, per name `length: u8 | UTF-8`, then samples of
//! `tick: u32` and, per name, seven `f32`: position x, y, z in metres, rotation x, y, z, w.

use crate::tape::Hash;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// First bytes of every trace of this layout.
pub const MAGIC: &[u8; 8] = b"ANLANTR1";
/// One sample per this many ticks: 20 Hz.
pub const TICKS_PER_SAMPLE: u64 = crate::TICKS_PER_S / 20;

/// Position in metres and rotation as a quaternion x, y, z, w.
pub type Pose = [f32; 7];

/// A trace being written.
pub struct TraceWriter<W: Write> {
    out: W,
    sha: Sha256,
    names: usize,
}

impl<W: Write> TraceWriter<W> {
    /// Starts a trace of the named things.
    pub fn start(out: W, names: &[String]) -> io::Result<Self> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&(names.len() as u16).to_le_bytes());
        for name in names {
            let name = &name.as_bytes()[..name.len().min(255)];
            bytes.push(name.len() as u8);
            bytes.extend_from_slice(name);
        }
        let mut writer = Self { out, sha: Sha256::new(), names: names.len() };
        writer.put(&bytes)?;
        Ok(writer)
    }

    /// Adds one sample: a pose for each name, in the order of the names.
    pub fn sample(&mut self, tick: u64, poses: &[Pose]) -> io::Result<()> {
        if poses.len() != self.names {
            return Err(io::Error::other("a sample has one pose for each name"));
        }
        let mut bytes = (tick as u32).to_le_bytes().to_vec();
        bytes.extend(poses.iter().flatten().flat_map(|v| v.to_le_bytes()));
        self.put(&bytes)
    }

    /// Ends the trace; the hash goes into the tape's seal.
    pub fn finish(mut self) -> io::Result<Hash> {
        self.out.flush()?;
        Ok(self.sha.finalize().into())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sha.update(bytes);
        self.out.write_all(bytes)
    }
}
