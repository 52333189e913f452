//! The master keys, and where they come from: the newest, which seals, and until everything is sealed with it those before.

use super::{Secret, VaultError};
use crate::keys::MasterId;
use crate::keys::files::{named_on_disk, wipe, zero};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// In the data folder. To be kept, but not beside the backups of the database.
pub(super) const FILE: &str = "master.key";

/// One of them.
pub(super) struct Master {
    pub(super) id: MasterId,
    pub(super) wrapping: Secret,
    pub(super) index: Secret,
}

impl Master {
    pub(super) fn new(secret: &Secret) -> Arc<Self> {
        let id = secret.derive("master id");
        Arc::new(Self {
            id: MasterId(URL_SAFE_NO_PAD.encode(&id.0[..8])),
            wrapping: secret.derive("family keys"),
            index: secret.derive("blind index"),
        })
    }
}

/// The newest first; with a comma or white space between them.
pub(super) fn parse(text: &str) -> Result<Vec<Arc<Master>>, VaultError> {
    let parts = text.split([',', ' ', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let all: Vec<_> =
        parts.map(|part| one(part).map(|it| Master::new(&it))).collect::<Result<_, _>>()?;
    if all.is_empty() { Err(VaultError::BadKey) } else { Ok(all) }
}

fn one(text: &str) -> Result<Secret, VaultError> {
    let mut bytes = STANDARD.decode(text).map_err(|_| VaultError::BadKey)?;
    let secret = <[u8; 32]>::try_from(bytes.as_slice()).map(Secret).map_err(|_| VaultError::BadKey);
    bytes.zeroize();
    secret
}

pub(super) fn of_file(path: &Path) -> Result<Vec<Arc<Master>>, VaultError> {
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(VaultError::Read(error)),
    }
}

/// A new master key before those of the file. Everything is sealed with it from now on; the others still open.
pub(super) fn add(path: &Path) -> Result<(), VaultError> {
    let old = Zeroizing::new(fs::read_to_string(path).map_err(VaultError::Read)?);
    let new = Zeroizing::new(STANDARD.encode(Secret::random()?.0));
    replace(path, &Zeroizing::new(format!("{}\n{}", *new, *old))).map_err(VaultError::Read)
}

/// Forgets all but the newest.
pub(super) fn only_newest(path: &Path) -> Result<(), VaultError> {
    let all = Zeroizing::new(fs::read_to_string(path).map_err(VaultError::Read)?);
    let mut keys = all.split_whitespace();
    match (keys.next(), keys.next()) {
        (Some(newest), Some(_)) => replace(path, newest).map_err(VaultError::Read),
        _ => Ok(()),
    }
}

/// The new file stands whole on disk before it takes the place of the old one, which is overwritten.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let aside = path.with_extension("new");
    wipe(&aside)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let old = OpenOptions::new().read(true).write(true).open(path)?;
    fs::rename(&aside, path)?;
    named_on_disk(path)?;
    zero(&old)
}

fn make(path: &Path) -> Result<Vec<Arc<Master>>, VaultError> {
    let secret = Secret::random()?;
    let text = Zeroizing::new(STANDARD.encode(secret.0));
    let write = || {
        let aside = path.with_extension("new");
        let mut file = OpenOptions::new();
        let file = file.write(true).create(true).truncate(false).mode(0o600);
        let mut file = file.open(&aside)?;
        // Two processes that start together do not each make a key: the second finds that of the first, moved under its hands.
        file.lock()?;
        if path.exists() {
            return Ok(());
        }
        file.set_len(0)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&aside, path)?;
        named_on_disk(path)
    };
    write().map_err(VaultError::Read)?;
    of_file(path)
}
