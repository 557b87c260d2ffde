//! After a crash or power cut: tapes that were never sealed are sealed as they are and sent as
//! abandoned records. Nothing that reached the disk is lost.

use crate::files::TapeFile;
use crate::folder::Folder;
use crate::result::record_of;
use anlan_attempt::tape::read_torn;
use anlan_attempt::{Ending, StoppedBy};
use anlan_outbox::Outbox;
use anlan_scenario::BundleHash;
use anlan_wire::AttemptId;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

/// Seals and sends every torn tape. One that cannot be mended is left and told of.
pub fn send_torn_tapes(data: &Folder, outbox: &Outbox) -> Result<(), String> {
    let tapes = data.tapes();
    let cannot = |e: std::io::Error| format!("{} cannot be read: {e}", tapes.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&tapes).map_err(cannot)? {
        paths.push(entry.map_err(cannot)?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "tape")) {
        match recover(data, outbox, path) {
            Ok(None) => {}
            Ok(Some(attempt)) => {
                eprintln!("anlan: attempt {attempt} was cut short; it is kept as abandoned");
            }
            Err(sentence) => {
                eprintln!("anlan: {} stays as it is: {sentence}", path.display());
            }
        }
    }
    Ok(())
}

/// Mends one tape if it is torn, and sends it if it was never sent.
fn recover(data: &Folder, outbox: &Outbox, path: &Path) -> Result<Option<String>, String> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let attempt = AttemptId::try_from(name).map_err(|e| e.to_string())?;
    if outbox.wait(&attempt, Duration::ZERO).is_ok() {
        // The outbox has it, and with it everything else.
        return Ok(None);
    }
    let bytes = crate::read(path)?;
    let torn = read_torn(&bytes).map_err(|e| e.to_string())?;
    let cannot = |e: std::io::Error| format!("the tape cannot be sealed: {e}");
    if let Some(torn) = &torn {
        let (_, tail) = bytes.split_at(torn.end);
        if !tail.is_empty() {
            // A torn frame, or one that somebody altered: whoever looks into it will want it.
            std::fs::write(path.with_extension("torn"), tail).map_err(cannot)?;
        }
        let mut file = OpenOptions::new().write(true).open(path).map_err(cannot)?;
        file.set_len(torn.end as u64).map_err(cannot)?;
        file.seek(SeekFrom::End(0)).map_err(cannot)?;
        let mut writer = torn.resume(TapeFile::new(file).map_err(cannot)?);
        let stopped = anlan_attempt::Signal::Stopped { by: StoppedBy::Fault };
        writer.tick(&[stopped]).map_err(cannot)?;
        // The trace may be torn too: the tape does not vouch for it.
        let ending = Ending::Stopped(StoppedBy::Fault);
        writer.seal_signed(ending, None, data.key()).map_err(cannot)?;
    }
    let bytes = if torn.is_some() { crate::read(path)? } else { bytes };
    let tape = anlan_attempt::tape::read(&bytes).map_err(|e| e.to_string())?;
    let bundle = data.bundle(&BundleHash::try_from(tape.header.bundle.clone())?)?;
    // A sealed tape whose record was never put (a crash in between) goes the same way.
    let record = record_of(&bundle, bytes)?;
    outbox.put(&record, bundle.bytes()).map_err(|e| e.to_string())?;
    Ok(torn.map(|torn| torn.header.attempt))
}
