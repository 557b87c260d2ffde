//! The tape and the trace of the running attempt, on disk.

use crate::folder::Folder;
use anlan_attempt::tape::{CabinKey, Header, Store, TapeWriter};
use anlan_attempt::trace::TraceWriter;
use anlan_attempt::{Ending, Signal, StoppedBy};
use anlan_stage::{Pose, Recorder};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Both files of one attempt. The stage writes through [`AttemptFiles::recorder`]; the tape is
/// sealed here when the attempt is over.
#[derive(Clone)]
pub struct AttemptFiles {
    tape_path: PathBuf,
    open: Arc<Mutex<Option<Open>>>,
}

/// A tape on disk. A thread of its own waits for the disk, so that a frame never does.
pub struct TapeFile {
    file: File,
    syncs: Sender<()>,
    faults: Receiver<io::Error>,
}

impl TapeFile {
    /// Takes a file that is open for writing at its end.
    pub fn new(file: File) -> io::Result<Self> {
        let (syncs, asked) = channel();
        let (fault, faults) = channel();
        let synced = file.try_clone()?;
        let run = move || {
            while asked.recv().is_ok() {
                // One sync is enough for all that were asked for meanwhile.
                while asked.try_recv().is_ok() {}
                if let Err(error) = synced.sync_data() {
                    let _ = fault.send(error);
                }
            }
        };
        std::thread::Builder::new().name("tape".to_owned()).spawn(run)?;
        Ok(Self { file, syncs, faults })
    }
}

impl Store for TapeFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }
    fn sync_soon(&mut self) -> io::Result<()> {
        let _ = self.syncs.send(());
        self.faults.try_recv().map_or(Ok(()), Err)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()?;
        self.faults.try_recv().map_or(Ok(()), Err)
    }
}

struct Open {
    tape: TapeWriter<TapeFile>,
    trace_path: PathBuf,
    trace: Option<TraceWriter<BufWriter<File>>>,
}

impl AttemptFiles {
    /// Starts the tape.
    pub fn start(data: &Folder, header: Header) -> Result<Self, String> {
        let tape_path = data.tape(&header.attempt);
        let trace_path = data.trace(&header.attempt);
        let tape = File::create_new(&tape_path)
            .and_then(|file| TapeWriter::start(TapeFile::new(file)?, header))
            .map_err(|e| unwritten(&tape_path, &e))?;
        let open = Open { tape, trace_path, trace: None };
        Ok(Self { tape_path, open: Arc::new(Mutex::new(Some(open))) })
    }

    /// The stage's end of the files.
    pub fn recorder(&self) -> impl Recorder + use<> {
        FileRecorder(self.open.clone())
    }

    /// Notes on the tape that somebody ended an attempt whose window was closed under it.
    pub fn stop(&self, by: StoppedBy) -> Result<(), String> {
        self.recorder().tick(&[Signal::Stopped { by }])
    }

    /// Ends the trace, seals the tape with its hash and the cabin's signature, and gives the tape's
    /// path.
    pub fn seal(&self, ending: Ending, key: &CabinKey) -> Result<PathBuf, String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(open) = open else { return Err("the tape is closed already".to_owned()) };
        // A trace that cannot be finished is no trace; the tape stands without it.
        let trace = open.trace.and_then(|trace| trace.finish().ok());
        open.tape.seal_signed(ending, trace, key).map_err(|e| unwritten(&self.tape_path, &e))?;
        Ok(self.tape_path.clone())
    }
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {error}", path.display())
}

struct FileRecorder(Arc<Mutex<Option<Open>>>);

impl Recorder for FileRecorder {
    fn tick(&mut self, signals: &[Signal]) -> Result<(), String> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = open.as_mut() else { return Err("the tape is closed".to_owned()) };
        open.tape.tick(signals).map_err(|e| format!("the tape cannot be written: {e}"))
    }

    fn trace(&mut self, tick: u64, poses: &[(String, Pose)]) -> Result<(), String> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = open.as_mut() else { return Ok(()) };
        if open.trace.is_none() {
            let names: Vec<_> = poses.iter().map(|(name, _)| name.clone()).collect();
            let file = File::create(&open.trace_path).map_err(|e| e.to_string())?;
            let trace = TraceWriter::start(BufWriter::new(file), &names);
            open.trace = Some(trace.map_err(|e| e.to_string())?);
        }
        let flat: Vec<_> = poses.iter().map(|(_, pose)| flat(pose)).collect();
        match open.trace.as_mut().map(|trace| trace.sample(tick, &flat)) {
            Some(Err(e)) => Err(e.to_string()),
            _ => Ok(()),
        }
    }
}

fn flat(pose: &Pose) -> [f32; 7] {
    let ([x, y, z], [i, j, k, w]) = (pose.at.to_array(), pose.rot.to_array());
    [x, y, z, i, j, k, w]
}
