//! Reading a tape and proving that nobody touched it.

use super::*;
use std::fmt;

/// A whole tape.
#[derive(Clone, Debug, PartialEq)]
pub struct Tape {
    /// What the attempt was.
    pub header: Header,
    /// Ticks with signals, in order.
    pub signals: Vec<(u64, Vec<Signal>)>,
    /// How it was closed.
    pub seal: Seal,
    /// The last hash of the chain; names the tape.
    pub hash: Hash,
    /// The cabin that signed it.
    pub signed_by: Option<PublicKey>,
}

impl Tape {
    /// Refuses a tape that none of these cabins signed.
    pub fn expect_signed(&self, trusted: &[PublicKey]) -> Result<(), String> {
        match self.signed_by {
            None => Err("no cabin signed this tape".to_owned()),
            Some(key) if !trusted.contains(&key) => {
                Err(format!("the tape is signed by {key}, which is none of the cabins known here"))
            }
            Some(_) => Ok(()),
        }
    }

    /// Runs an attempt by this tape, tick for tick, as it was run when the tape was written.
    pub fn replay(&self, attempt: &mut crate::Attempt) {
        self.replay_watched(attempt, |_, _| {});
    }

    /// The same; `watch` sees the attempt after each tick, and the tick's effects.
    pub fn replay_watched(
        &self,
        attempt: &mut crate::Attempt,
        mut watch: impl FnMut(&crate::Attempt, &[crate::Effect]),
    ) {
        let mut signals = self.signals.iter().peekable();
        for tick in 1..=self.seal.ticks {
            let now = signals.next_if(|(at, _)| *at == tick);
            attempt.tick(now.map_or(&[], |(_, s)| s.as_slice()));
            watch(attempt, attempt.effects());
        }
    }
}

/// Why bytes are no tape, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TapeFault {
    /// Offset of the frame at fault.
    pub byte: usize,
    /// What is wrong with it.
    pub sentence: String,
}

impl fmt::Display for TapeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.byte, self.sentence)
    }
}

impl std::error::Error for TapeFault {}

/// Reads a finished tape; anything torn, edited, reordered or added is refused.
pub fn read(bytes: &[u8]) -> Result<Tape, TapeFault> {
    let scan = scan(bytes)?;
    if let Some(fault) = scan.fault {
        return Err(fault);
    }
    let open = |sentence: &str| TapeFault { byte: scan.end, sentence: sentence.to_owned() };
    let header = scan.header.ok_or_else(|| open("the tape has no header"))?;
    let seal = scan.seal.ok_or_else(|| open("the tape ends here without its seal"))?;
    let signed_by = scan.signed_by;
    Ok(Tape { header, signals: scan.signals, seal, hash: scan.chain, signed_by })
}

/// Reads what a crash left: the header, and a writer-to-be for the whole frames. Returns `None`
/// if the tape is sealed already.
///
/// The caller cuts the file to `end` bytes and seals it with [`Torn::resume`].
pub fn read_torn(bytes: &[u8]) -> Result<Option<Torn>, TapeFault> {
    let scan = scan(bytes)?;
    if scan.seal.is_some() {
        // A whole tape with something after its seal was not torn by a crash.
        return scan.fault.map_or(Ok(None), Err);
    }
    let header = scan.header.ok_or_else(|| TapeFault {
        byte: scan.end,
        sentence: "the tape was torn before its header was written".to_owned(),
    })?;
    let count = scan.signals.iter().map(|(_, s)| s.len() as u64).sum();
    Ok(Some(Torn { header, end: scan.end, chain: scan.chain, tick: scan.tick, signals: count }))
}

/// The whole frames of a torn tape.
#[derive(Clone, Debug, PartialEq)]
pub struct Torn {
    /// What the attempt was.
    pub header: Header,
    /// Bytes up to the end of the last whole frame.
    pub end: usize,
    chain: Hash,
    tick: u64,
    signals: u64,
}

impl Torn {
    /// A writer that goes on after the last whole frame of `store`.
    pub fn resume<S: Store>(&self, store: S) -> TapeWriter<S> {
        TapeWriter::resume(store, self.chain, self.tick, self.signals, self.end)
    }
}

struct Scanned {
    header: Option<Header>,
    signals: Vec<(u64, Vec<Signal>)>,
    seal: Option<Seal>,
    signed_by: Option<PublicKey>,
    chain: Hash,
    tick: u64,
    end: usize,
    minute: Minute,
    /// What stopped the scan before the end of the bytes.
    fault: Option<TapeFault>,
}

fn scan(bytes: &[u8]) -> Result<Scanned, TapeFault> {
    let refuse = |sentence: &str| TapeFault { byte: 0, sentence: sentence.to_owned() };
    if bytes.len() > TAPE_BYTES_MAX {
        return Err(refuse("the file is too large to be a tape"));
    }
    if !bytes.starts_with(MAGIC) {
        return Err(refuse("this is no Anlan tape of layout 1"));
    }
    let mut scan = Scanned {
        header: None,
        signals: Vec::new(),
        seal: None,
        signed_by: None,
        chain: chain_start(),
        tick: 0,
        end: MAGIC.len(),
        minute: Minute::default(),
        fault: None,
    };
    while scan.end < bytes.len() {
        if let Err(sentence) = scan.frame(&bytes[scan.end..]) {
            scan.fault = Some(TapeFault { byte: scan.end, sentence });
            break;
        }
    }
    Ok(scan)
}

impl Scanned {
    fn frame(&mut self, rest: &[u8]) -> Result<(), String> {
        let torn = || "the frame is torn".to_owned();
        let length = rest.first_chunk::<4>().map(|b| u32::from_le_bytes(*b) as usize);
        let length = length.ok_or_else(torn)?;
        if length > FRAME_BYTES_MAX {
            return Err("the frame's length is impossible".to_owned());
        }
        let body = rest.get(4..4 + length).ok_or_else(torn)?;
        let hash = rest.get(4 + length..36 + length).ok_or_else(torn)?;
        let chain = chain(&self.chain, body);
        if hash != chain {
            return Err("the frame does not fit the chain: the tape was altered here".to_owned());
        }
        let (frame, left) = postcard::take_from_bytes::<Frame>(body)
            .map_err(|_| "the frame's content cannot be read by this build".to_owned())?;
        if !left.is_empty() {
            return Err("the frame holds more than it should".to_owned());
        }
        let is_close = matches!(frame, Frame::Seal(_) | Frame::Signature(_));
        self.take(frame)?;
        if !is_close && !self.minute.takes(self.tick, 36 + length) {
            return Err(minute_sentence(self.tick));
        }
        self.chain = chain;
        self.end += 36 + length;
        Ok(())
    }

    fn take(&mut self, frame: Frame) -> Result<(), String> {
        if self.header.is_some() == matches!(frame, Frame::Header(_)) {
            return Err("a tape starts with its header, and has one".to_owned());
        }
        let is_signature = matches!(frame, Frame::Signature(_));
        if is_signature && self.seal.is_none() {
            return Err("a signature stands before the seal".to_owned());
        }
        if self.signed_by.is_some() || (self.seal.is_some() && !is_signature) {
            return Err("the tape goes on after its seal".to_owned());
        }
        match frame {
            Frame::Header(header) => self.header = Some(header),
            Frame::Signals(tick, signals) => {
                self.forward(tick, tick > self.tick && !signals.is_empty())?;
                self.signals.push((tick, signals));
            }
            Frame::Beat(tick) => self.forward(tick, tick >= self.tick)?,
            Frame::Seal(seal) => {
                let signals: u64 = self.signals.iter().map(|(_, s)| s.len() as u64).sum();
                self.forward(seal.ticks, seal.ticks >= self.tick && seal.signals == signals)?;
                self.seal = Some(seal);
            }
            // The chain so far ends with the seal.
            Frame::Signature(signature) if signature.fits(&self.chain) => {
                self.signed_by = Some(signature.key);
            }
            Frame::Signature(_) => {
                return Err("the signature was not made for this tape".to_owned());
            }
        }
        Ok(())
    }

    fn forward(&mut self, tick: u64, is_in_order: bool) -> Result<(), String> {
        if !is_in_order || tick > TICKS_MAX {
            return Err(format!("tick {tick} is out of order or out of range"));
        }
        self.tick = tick;
        Ok(())
    }
}
