//! Stores that fail, limits that the writer and the reader share, and how much a tape takes.

use super::{MAGIC_BYTES, frames, real};
use crate::play::{bot_tape, header};
use crate::texts::kitchen;
use anlan_attempt::tape::{Store, TICKS_MAX, Tape, TapeWriter, read, read_torn};
use anlan_attempt::{Ending, Mode, Setup, Signal, TICKS_PER_S};
use anlan_bot::BotKind;
use anlan_scenario::Event;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 1 };
/// A class plays for hours; the outbox and the wire carry every tape.
const BYTES_PER_MINUTE_MAX: f64 = 32.0 * 1024.0;

/// What a disk has of a tape.
#[derive(Default)]
struct Disk {
    bytes: Vec<u8>,
    /// So many of them survive a power cut.
    synced: usize,
    appends: usize,
    syncs: usize,
}

/// A disk that fails at one append or sync, for good.
struct Faulty {
    disk: Rc<RefCell<Disk>>,
    append_fails: usize,
    sync_fails: usize,
}

impl Store for Faulty {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.disk.borrow_mut();
        let is_full = disk.appends >= self.append_fails;
        disk.appends += 1;
        // A full disk takes the half of it.
        let taken = if is_full { bytes.len() / 2 } else { bytes.len() };
        disk.bytes.extend_from_slice(&bytes[..taken]);
        if is_full { Err(io::Error::other("the disk is full")) } else { Ok(()) }
    }

    fn sync_soon(&mut self) -> io::Result<()> {
        self.sync()
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut disk = self.disk.borrow_mut();
        disk.syncs += 1;
        if disk.syncs > self.sync_fails {
            return Err(io::Error::other("the disk is gone"));
        }
        disk.synced = disk.bytes.len();
        Ok(())
    }
}

/// Writes a tape again on such a disk; true if it came to its seal, and the tick it came to.
fn write(tape: &Tape, append_fails: usize, sync_fails: usize) -> (Disk, bool, u64) {
    let disk = Rc::new(RefCell::new(Disk::default()));
    let store = Faulty { disk: disk.clone(), append_fails, sync_fails };
    let mut tick = 0;
    let run = || -> io::Result<()> {
        let mut writer = TapeWriter::start(store, tape.header.clone())?;
        let mut signals = tape.signals.iter().peekable();
        while tick < tape.seal.ticks {
            tick += 1;
            let now = signals.next_if(|(at, _)| *at == tick);
            writer.tick(now.map_or(&[], |(_, signals)| signals))?;
        }
        writer.seal(tape.seal.ending.clone(), None).map(|_| ())
    };
    let is_sealed = run().is_ok();
    (disk.take(), is_sealed, tick)
}

#[test]
fn a_disk_that_fails_loses_no_more_than_a_second() {
    let (_, bytes) = real();
    let tape = read(&bytes).unwrap();
    let (whole, is_sealed, _) = write(&tape, usize::MAX, usize::MAX);
    assert!(is_sealed && whole.bytes == bytes);
    assert_eq!(whole.synced, bytes.len(), "the seal is synced");
    let appends = (0..whole.appends).map(|nr| (nr, usize::MAX));
    let syncs = (0..whole.syncs).map(|nr| (usize::MAX, nr));
    for (append, sync) in appends.chain(syncs) {
        let (disk, is_sealed, tick) = write(&tape, append, sync);
        assert!(!is_sealed, "append {append}, sync {sync}: the writer says so");
        assert!(whole.bytes.starts_with(&disk.bytes[..disk.synced]));
        for kept in [&disk.bytes[..disk.synced], &disk.bytes] {
            if kept.len() < frames(&whole.bytes)[0].end {
                assert!(read_torn(kept).is_err());
                assert_eq!(tick, 0, "an attempt does not begin without its header on the disk");
                continue;
            }
            let Some(torn) = read_torn(kept).unwrap() else {
                assert_eq!(kept, whole.bytes, "only the last sync was missing");
                continue;
            };
            let sealed = torn.resume(kept[..torn.end].to_vec()).seal(Ending::TimeOut, None);
            let found = read(&sealed.unwrap()).unwrap();
            assert_eq!(found.signals, tape.signals[..found.signals.len()]);
            // All signals that are more than a second older than the fault.
            let safe = tick.saturating_sub(TICKS_PER_S);
            let old = tape.signals.iter().filter(|(at, _)| *at <= safe).count();
            assert!(found.signals.len() >= old, "append {append}, sync {sync}, tick {tick}");
        }
    }
}

#[test]
fn a_minute_takes_little_room() {
    let bundle = kitchen().bundle();
    for mode in [Mode::Exam, Mode::Practice] {
        for kind in BotKind::ALL {
            let (bytes, _) = bot_tape(&bundle, Setup { mode, seed: 1 }, kind);
            let seconds = read(&bytes).unwrap().seal.ticks as f64 / TICKS_PER_S as f64;
            let per_minute = bytes.len() as f64 * 60.0 / seconds;
            assert!(per_minute <= BYTES_PER_MINUTE_MAX, "{}: {per_minute}", kind.name());
        }
    }
}

#[test]
fn a_tape_of_nothing_reads() {
    let bundle = kitchen().bundle();
    let writer = TapeWriter::start(Vec::new(), header(&bundle, EXAM)).unwrap();
    let bytes = writer.seal(Ending::Finished, Some([7; 32])).unwrap();
    let tape = read(&bytes).unwrap();
    assert_eq!(tape.header, header(&bundle, EXAM));
    assert_eq!((tape.signals.len(), tape.seal.ticks, tape.seal.signals), (0, 0, 0));
    assert_eq!(tape.seal.trace, Some([7; 32]));
    assert_eq!(frames(&bytes)[0].start, MAGIC_BYTES);
}

/// A signal that takes about so many bytes.
fn large(bytes: usize) -> Signal {
    Signal::Did(Event::Moved("pump.switch".into(), "x".repeat(bytes)))
}

#[test]
fn a_tick_that_no_frame_holds_is_refused() {
    let bundle = kitchen().bundle();
    let mut writer = TapeWriter::start(Vec::new(), header(&bundle, EXAM)).unwrap();
    let sentence = writer.tick(&[large(64 * 1024)]).unwrap_err().to_string();
    assert!(sentence.ends_with("bytes does not fit on the tape"), "{sentence}");
}

/// What the reader refuses the writer refuses first: otherwise an attempt is lost that was played.
#[test]
fn what_the_writer_takes_the_reader_takes() {
    let bundle = kitchen().bundle();
    let courses: [(&str, u64, &[Signal]); 2] =
        [("ticks", TICKS_MAX + 120, &[]), ("bytes", 290, &[large(60_000)])];
    let mut unread = Vec::new();
    for (what, ticks, signals) in courses {
        let mut writer = TapeWriter::start(Vec::new(), header(&bundle, EXAM)).unwrap();
        let is_taken = (0..ticks).all(|_| writer.tick(signals).is_ok());
        if is_taken && let Ok(bytes) = writer.seal(Ending::Finished, None) {
            unread.extend(read(&bytes).err().map(|fault| format!("too many {what}: {fault}")));
        }
    }
    assert!(unread.is_empty(), "written and not to be read: {unread:#?}");
}
