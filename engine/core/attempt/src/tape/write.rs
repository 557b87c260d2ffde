//! Writing a tape while the attempt runs.

use super::*;
use crate::TICKS_PER_S;
use std::io;

/// Where a tape goes: appended in order, never rewritten.
pub trait Store {
    /// Adds bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Sees to it that all bytes so far will soon survive a power cut, and does not wait. An
    /// error may be that of an earlier call.
    fn sync_soon(&mut self) -> io::Result<()>;
    /// Returns when all bytes so far would survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

impl Store for Vec<u8> {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }
    fn sync_soon(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A tape being written. Every frame is appended at once and sent to the disk
/// at most one second of ticks later; only the header and the seal wait for it.
pub struct TapeWriter<S: Store> {
    store: S,
    chain: Hash,
    tick: u64,
    synced: u64,
    signals: u64,
    bytes: usize,
    minute: Minute,
}

/// Room that is always left for the last beat and the seal.
const SEAL_ROOM_BYTES: usize = 4096;

impl<S: Store> TapeWriter<S> {
    /// Starts a tape in an empty store.
    pub fn start(mut store: S, header: Header) -> io::Result<Self> {
        store.append(MAGIC)?;
        let mut writer = Self {
            store,
            chain: chain_start(),
            tick: 0,
            synced: 0,
            signals: 0,
            bytes: MAGIC.len(),
            minute: Minute::default(),
        };
        writer.frame(&Frame::Header(header))?;
        writer.store.sync()?;
        Ok(writer)
    }

    /// Goes on with a torn tape whose store has been cut to its whole frames.
    pub(super) fn resume(store: S, chain: Hash, tick: u64, signals: u64, bytes: usize) -> Self {
        Self { store, chain, tick, synced: tick, signals, bytes, minute: Minute::default() }
    }

    /// Takes the signals of the next tick.
    pub fn tick(&mut self, signals: &[Signal]) -> io::Result<()> {
        if self.tick >= TICKS_MAX {
            let hours = TICKS_MAX / TICKS_PER_S / 3600;
            return Err(io::Error::other(format!("an attempt lasts {hours} hours at most")));
        }
        self.tick += 1;
        if !signals.is_empty() {
            self.frame(&Frame::Signals(self.tick, signals.to_vec()))?;
            self.signals += signals.len() as u64;
        }
        if self.tick - self.synced >= TICKS_PER_S {
            self.frame(&Frame::Beat(self.tick))?;
            self.store.sync_soon()?;
            self.synced = self.tick;
        }
        Ok(())
    }

    /// Closes the tape and gives the store back.
    pub fn seal(self, ending: Ending, trace: Option<Hash>) -> io::Result<S> {
        self.close(ending, trace, None)
    }

    /// Closes the tape with a cabin's signature and gives the store back.
    pub fn seal_signed(self, ending: Ending, trace: Option<Hash>, key: &CabinKey) -> io::Result<S> {
        self.close(ending, trace, Some(key))
    }

    fn close(
        mut self,
        ending: Ending,
        trace: Option<Hash>,
        key: Option<&CabinKey>,
    ) -> io::Result<S> {
        let seal = Seal { ticks: self.tick, signals: self.signals, ending, trace };
        self.frame(&Frame::Seal(seal))?;
        if let Some(key) = key {
            self.frame(&Frame::Signature(key.sign(&self.chain)))?;
        }
        self.store.sync()?;
        Ok(self.store)
    }

    fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        let body = postcard::to_stdvec(frame).map_err(io::Error::other)?;
        if body.len() > FRAME_BYTES_MAX {
            let sentence = format!("a tick of {} bytes does not fit on the tape", body.len());
            return Err(io::Error::other(sentence));
        }
        let is_close = matches!(frame, Frame::Seal(_) | Frame::Signature(_));
        if !is_close && !self.minute.takes(self.tick, body.len() + 36) {
            return Err(io::Error::other(minute_sentence(self.tick)));
        }
        let room = if is_close { 0 } else { SEAL_ROOM_BYTES };
        if self.bytes + body.len() + 36 + room > TAPE_BYTES_MAX {
            let limit = TAPE_BYTES_MAX >> 20;
            return Err(io::Error::other(format!("the tape is full: {limit} MiB")));
        }
        self.bytes += body.len() + 36;
        self.chain = chain(&self.chain, &body);
        let mut bytes = Vec::with_capacity(body.len() + 36);
        bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes.extend_from_slice(&self.chain);
        self.store.append(&bytes)
    }
}
