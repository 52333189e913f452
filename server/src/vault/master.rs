//! Where the master key comes from.

use super::{Secret, VaultError};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use zeroize::{Zeroize, Zeroizing};

/// In the data folder. To be kept, but not beside the backups of the database.
pub(super) const FILE: &str = "master.key";

pub(super) fn parse(text: &str) -> Result<Secret, VaultError> {
    let mut bytes = STANDARD.decode(text.trim()).map_err(|_| VaultError::BadKey)?;
    let secret = <[u8; 32]>::try_from(bytes.as_slice()).map(Secret).map_err(|_| VaultError::BadKey);
    bytes.zeroize();
    secret
}

pub(super) fn of_file(path: &Path) -> Result<Secret, VaultError> {
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(VaultError::Read(error)),
    }
}

fn make(path: &Path) -> Result<Secret, VaultError> {
    let secret = Secret::random()?;
    let text = Zeroizing::new(STANDARD.encode(secret.0));
    let write = || {
        // `create_new`: two processes that start together do not each make a key.
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    match write() {
        Ok(()) => Ok(secret),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => of_file(path),
        Err(error) => Err(VaultError::Read(error)),
    }
}
