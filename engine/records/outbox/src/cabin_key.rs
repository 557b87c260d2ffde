//! The cabin's secret key, a file in the data folder: made once from the system's randomness, for
//! this user's eyes only. Tapes are signed with it before they leave; who trusts it is the
//! registry's business.

use crate::OutboxError;
use anlan_wire::{CabinKey, hex};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// Its name in the data folder.
const FILE: &str = "cabin.key";
/// First line of the file; the second one is the secret, 64 hexadecimal digits.
const HEAD: &str = "anlan cabin key 1";
/// Such a file has two lines; more is another file.
const FILE_BYTES_MAX: u64 = 256;

/// The key of the cabin whose data folder this is; the first call makes it.
pub fn open_cabin_key(data: &Path) -> Result<CabinKey, OutboxError> {
    let path = data.join(FILE);
    let place = path.display();
    match read(&path) {
        Ok(Some(key)) => Ok(key),
        Ok(None) => Err(OutboxError(format!(
            "the cabin's key {place} is damaged: put its copy in its place; without one move it \
             away, and register the key that is then made"
        ))),
        Err(error) if error.kind() == ErrorKind::NotFound => make(&path)
            .map_err(|e| OutboxError(format!("the cabin's key {place} cannot be made: {e}"))),
        Err(error) => Err(OutboxError(format!("the cabin's key {place} cannot be read: {error}"))),
    }
}

/// The key in this file, or nothing if something else is in it.
fn read(path: &Path) -> io::Result<Option<CabinKey>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    keep_private(path)?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    let mut lines = text.lines();
    let (head, secret, rest) = (lines.next(), lines.next(), lines.next());
    Ok(secret.filter(|_| head == Some(HEAD) && rest.is_none()).and_then(CabinKey::of_hex))
}

/// Writes a new key, whole or not at all.
fn make(path: &Path) -> io::Result<CabinKey> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    let draft = path.with_extension("draft");
    match fs::remove_file(&draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private().open(&draft)?;
    file.write_all(format!("{HEAD}\n{}\n", hex(&seed)).as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    // The name must survive a power cut too; where a folder cannot be synced, it has no such name.
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
    Ok(CabinKey::of_seed(&seed))
}

/// How a new file is opened that nobody else may read.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes away what others may do with it: a copy that was put back is often readable by all.
#[cfg(unix)]
fn keep_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    tracing::warn!("{} could be read by others and is private again", path.display());
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sentence(folder: &Path) -> String {
        open_cabin_key(folder).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_key_is_made_once_and_differs_from_cabin_to_cabin() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let keys = folders.each_ref().map(|f| open_cabin_key(f.path()).unwrap().public());
        let again = folders.each_ref().map(|f| open_cabin_key(f.path()).unwrap().public());
        assert_eq!(keys, again);
        assert_ne!(keys[0], keys[1]);
        let names = fs::read_dir(&folders[0]).unwrap().map(|e| e.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), [FILE]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        // What a crash left of an earlier try does not stand in the way.
        fs::write(path.with_extension("draft"), "x").unwrap();
        let key = open_cabin_key(folder.path()).unwrap().public();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(open_cabin_key(folder.path()).unwrap().public(), key);
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let secret = "0".repeat(64);
        for damaged in [
            String::new(),
            HEAD.to_owned(),
            format!("{HEAD}\n{}\n", &secret[1..]),
            format!("{HEAD}\n{}+f\n", &secret[2..]),
            format!("anlan cabin key 2\n{secret}\n"),
            format!("{HEAD}\n{secret}\n{secret}\n"),
            format!("{HEAD}\n{secret}{}\n", "0".repeat(1 << 20)),
        ] {
            fs::write(&path, &damaged).unwrap();
            let told = sentence(folder.path());
            assert!(told.contains("cabin.key is damaged: put its copy"), "{damaged}: {told}");
            assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
        }
        fs::write(&path, format!("{HEAD}\n{secret}\n")).unwrap();
        assert_eq!(sentence(folder.path()), "");
    }

    #[test]
    fn a_key_that_cannot_be_kept_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let told = sentence(&folder.path().join("nowhere"));
        assert!(told.contains("cannot be made"), "{told}");
        fs::create_dir(folder.path().join(FILE)).unwrap();
        let told = sentence(folder.path());
        assert!(told.contains("cannot be read"), "{told}");
    }
}
