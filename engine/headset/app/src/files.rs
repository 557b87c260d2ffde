//! The tape and the trace of the running attempt, on disk.

use crate::folder::Folder;
use anlan_attempt::tape::{Header, Store, TapeWriter};
use anlan_attempt::trace::TraceWriter;
use anlan_attempt::{Ending, Signal, StoppedBy};
use anlan_stage::{Pose, Recorder};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Both files of one attempt. The stage writes through [`AttemptFiles::recorder`]; the tape is
/// sealed here when the attempt is over.
#[derive(Clone)]
pub struct AttemptFiles {
    tape_path: PathBuf,
    open: Arc<Mutex<Option<Open>>>,
}

/// A tape on disk.
pub struct TapeFile(pub File);

impl Store for TapeFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_data()
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
            .and_then(|file| TapeWriter::start(TapeFile(file), header))
            .map_err(|e| unwritten(&tape_path, &e))?;
        let open = Open { tape, trace_path, trace: None };
        Ok(Self { tape_path, open: Arc::new(Mutex::new(Some(open))) })
    }

    /// The stage's end of the files.
    pub fn recorder(&self) -> impl Recorder + use<> {
        FileRecorder(self.open.clone())
    }

    /// Seals the tape of an attempt whose window was closed under it.
    pub fn abandon(&self, by: StoppedBy) -> Result<PathBuf, String> {
        self.recorder().tick(&[Signal::Stopped { by }])?;
        self.seal(Ending::Stopped(by))
    }

    /// Ends the trace, seals the tape with its hash, and gives the tape's path.
    pub fn seal(&self, ending: Ending) -> Result<PathBuf, String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(open) = open else { return Err("the tape is closed already".to_owned()) };
        // A trace that cannot be finished is no trace; the tape stands without it.
        let trace = open.trace.and_then(|trace| trace.finish().ok());
        open.tape.seal(ending, trace).map_err(|e| unwritten(&self.tape_path, &e))?;
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
