//! One small file a family, in a folder of its own. A file can be overwritten where it lies; a database keeps the old page in its
//! journal, and a copy of one key cannot be had without the copies of all.
//!
//! A new key is written aside, brought to disk and moved into its place. An erased one is overwritten where it lies *before*
//! its tombstone takes its place: a crash right then leaves zeros, which are read as erased. What is longer than a sector may be
//! overwritten by half; then the tombstone, which is on disk by that time, says that it was, and whoever comes first ends it.

use super::{Kept, KeyStore, KeysError};
use chrono::DateTime;
use domain::FamilyId;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Held by whoever changes something, whichever process it is.
const LOCK: &str = ".lock";

/// See the module. The folder is made with the first key.
pub struct Files(PathBuf);

impl Files {
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    fn path(&self, family: FamilyId) -> PathBuf {
        self.0.join(family.to_string())
    }

    fn aside(&self, family: FamilyId) -> PathBuf {
        self.0.join(format!(".{family}.new"))
    }

    fn lock(&self) -> io::Result<File> {
        if !self.0.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
            // A key that is on disk in a folder that is not would be lost with it.
            named_on_disk(&self.0)?;
        }
        let lock = owned().create(true).truncate(false).open(self.0.join(LOCK))?;
        lock.lock()?;
        Ok(lock)
    }

    fn write(&self, family: FamilyId, after: &Kept) -> io::Result<()> {
        let (path, aside) = (self.path(family), self.aside(family));
        // Left by a crash; there may be a key in it.
        wipe(&aside)?;
        let mut new = owned().create_new(true).open(&aside)?;
        new.write_all(&serde_json::to_vec(after).expect("a key is plain data"))?;
        new.sync_all()?;
        let old = present(owned().open(&path))?;
        if let (Some(old), Kept::Erased { .. }) = (&old, after) {
            named_on_disk(&aside)?;
            zero(old)?;
        }
        fs::rename(&aside, &path)?;
        named_on_disk(&path)?;
        // The name leads to the new file; through this handle the old one can still be reached.
        old.map_or(Ok(()), |old| zero(&old))
    }

    fn read(&self, family: FamilyId) -> Result<Option<Kept>, KeysError> {
        let Some(bytes) = present(fs::read(self.path(family)))? else { return Ok(None) };
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(Some(Kept::Erased { at: DateTime::UNIX_EPOCH }));
        }
        serde_json::from_slice(&bytes).map(Some).map_err(|_| KeysError::Malformed)
    }

    /// The same under the lock, where nobody is half-way: an erasing that was broken off is ended.
    fn settled(&self, family: FamilyId) -> Result<Option<Kept>, KeysError> {
        let (path, aside) = (self.path(family), self.aside(family));
        match self.read(family) {
            Err(KeysError::Malformed) => {}
            other => return other,
        }
        let stone = fs::read(&aside).ok().and_then(|it| serde_json::from_slice(&it).ok());
        let Some(stone @ Kept::Erased { .. }) = stone else { return Err(KeysError::Malformed) };
        zero(&owned().open(&path)?)?;
        fs::rename(&aside, &path)?;
        named_on_disk(&path)?;
        Ok(Some(stone))
    }
}

impl KeyStore for Files {
    fn get(&self, family: FamilyId) -> Result<Option<Kept>, KeysError> {
        match self.read(family) {
            Err(KeysError::Malformed) => {
                let _lock = self.lock()?;
                self.settled(family)
            }
            other => other,
        }
    }

    fn put(
        &self,
        family: FamilyId,
        before: Option<&Kept>,
        after: &Kept,
    ) -> Result<bool, KeysError> {
        let _lock = self.lock()?;
        if self.settled(family)?.as_ref() != before {
            return Ok(false);
        }
        self.write(family, after)?;
        Ok(true)
    }

    fn all(&self) -> Result<Vec<FamilyId>, KeysError> {
        let Some(folder) = present(fs::read_dir(&self.0))? else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for entry in folder {
            let name = entry?.file_name();
            all.extend(name.to_str().and_then(|name| name.parse::<FamilyId>().ok()));
        }
        all.sort_unstable();
        Ok(all)
    }
}

/// For its owner only.
fn owned() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

fn present<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Brings the name of a file or folder to disk: what was written into it is found again after a loss of power.
pub(crate) fn named_on_disk(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

pub(crate) fn zero(mut file: &File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    file.rewind()?;
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

/// Overwrites a file where it lies, and takes it away.
pub(crate) fn wipe(path: &Path) -> io::Result<()> {
    let Some(file) = present(owned().open(path))? else { return Ok(()) };
    zero(&file)?;
    fs::remove_file(path)
}

#[cfg(test)]
mod tests;
