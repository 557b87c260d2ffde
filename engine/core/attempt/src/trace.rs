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

/// Things that a trace can name; a scene has some dozens.
pub const NAMES_MAX: usize = 1024;
/// A larger trace is refused unread: an hour of thirty things.
pub const TRACE_BYTES_MAX: usize = 64 << 20;

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

/// A trace that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What is traced.
    pub names: Vec<String>,
    /// Ticks, with a pose for each name, in order.
    pub samples: Vec<(u64, Vec<Pose>)>,
}

impl Trace {
    /// Reads a trace whose hash a tape's seal tells; anything else is refused.
    pub fn read(bytes: &[u8], sealed: &Hash) -> Result<Self, String> {
        if bytes.len() > TRACE_BYTES_MAX {
            return Err(format!("the trace is larger than {} MiB", TRACE_BYTES_MAX >> 20));
        }
        if Hash::from(Sha256::digest(bytes)) != *sealed {
            return Err("this is not the trace that the tape was sealed with".to_owned());
        }
        let mut rest = Rest(bytes);
        if rest.take::<8>()? != *MAGIC {
            return Err("this is no Anlan trace of layout 1".to_owned());
        }
        let count = usize::from(u16::from_le_bytes(rest.take()?));
        if count > NAMES_MAX {
            return Err(format!("the trace names {count} things; {NAMES_MAX} are the most"));
        }
        let names = (0..count).map(|_| rest.name()).collect::<Result<Vec<_>, _>>()?;
        let mut samples: Vec<(u64, Vec<Pose>)> = Vec::new();
        while !rest.0.is_empty() {
            let tick = u64::from(u32::from_le_bytes(rest.take()?));
            if samples.last().is_some_and(|(last, _)| *last >= tick) {
                return Err(format!("sample {tick} of the trace is out of order"));
            }
            let poses = (0..count).map(|_| rest.pose()).collect::<Result<Vec<_>, _>>()?;
            samples.push((tick, poses));
        }
        Ok(Self { names, samples })
    }

    /// Where a thing was at a tick: its last sample by then.
    pub fn pose(&self, name: &str, tick: u64) -> Option<&Pose> {
        let nr = self.names.iter().position(|n| n == name)?;
        let after = self.samples.partition_point(|(at, _)| *at <= tick);
        self.samples.get(after.checked_sub(1)?)?.1.get(nr)
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or("the trace ends too early")?;
        self.0 = rest;
        Ok(*head)
    }

    fn name(&mut self) -> Result<String, String> {
        let [length] = self.take::<1>()?;
        let (name, rest) =
            self.0.split_at_checked(usize::from(length)).ok_or("the trace ends too early")?;
        self.0 = rest;
        String::from_utf8(name.to_vec()).map_err(|_| "a name of the trace is no text".to_owned())
    }

    fn pose(&mut self) -> Result<Pose, String> {
        let mut pose = [0.0; 7];
        for value in &mut pose {
            *value = f32::from_le_bytes(self.take()?);
            if !value.is_finite() {
                return Err("a pose of the trace is no number".to_owned());
            }
        }
        Ok(pose)
    }
}
