//! Encryption. Whoever steals the database file reads nothing in it that anybody wrote.
//!
//! Each family has a key of its own, sealed with the master key; without the family's row its log is unreadable. Deleting the row
//! does not reach copies of the database that hold it too: those must be deleted as well. Each sealed text is bound to its place, so that one row cannot be put in the place of another. What must be looked
//! up without being readable (links, codes) is kept as an HMAC: a blind index.

mod accounts;
mod master;

pub use accounts::Held;

use crate::store::Hash;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use domain::FamilyId;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::path::Path;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The version of key that new families get.
const KEY_VERSION: u32 = 1;
const NONCE: usize = 24;

/// Why something cannot be sealed or opened. Says nothing of what it held.
#[derive(Debug, Error)]
pub enum VaultError {
    #[error("the master key cannot be read: {0}")]
    Read(std::io::Error),
    #[error("the master key is not 32 bytes in base64; make one with `openssl rand -base64 32`")]
    BadKey,
    #[error("the system gives no random bytes")]
    NoRandom,
    #[error("sealed with another key, or for another place")]
    Sealed,
}

/// Which kind of row a sealed text stands in.
#[derive(Clone, Copy)]
pub enum Table {
    FamilyKeys,
    FamilyNames,
    Events,
    Snapshots,
    Looked,
}

impl Table {
    const fn name(self) -> &'static str {
        match self {
            Self::FamilyKeys => "family_keys",
            Self::FamilyNames => "family_names",
            Self::Events => "events",
            Self::Snapshots => "snapshots",
            Self::Looked => "looked",
        }
    }
}

/// 32 secret bytes, wiped when they are dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
struct Secret([u8; 32]);

impl Secret {
    fn random() -> Result<Self, VaultError> {
        let mut secret = Self([0; 32]);
        getrandom::fill(&mut secret.0).map_err(|_| VaultError::NoRandom)?;
        Ok(secret)
    }

    /// Another secret out of this one, of no use for finding this one.
    fn derive(&self, purpose: &str) -> Self {
        let mut derived = Self([0; 32]);
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(purpose.as_bytes(), &mut derived.0)
            .expect("32 bytes are within what HKDF gives");
        derived
    }

    fn mac(&self, parts: &[&[u8]]) -> Hash {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in parts {
            // With its length, so that two lists of parts are never the same bytes.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn seal(&self, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| VaultError::NoRandom)?;
        let payload = Payload { msg: plain, aad };
        let sealed =
            self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| VaultError::Sealed)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (nonce, msg) = sealed.split_first_chunk::<NONCE>().ok_or(VaultError::Sealed)?;
        let plain = self.cipher().decrypt(&XNonce::from(*nonce), Payload { msg, aad });
        plain.map(Zeroizing::new).map_err(|_| VaultError::Sealed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// The place a sealed text is bound to.
fn place(table: Table, family: FamilyId, seq: u64, key_version: u32) -> Vec<u8> {
    let mut aad = table.name().as_bytes().to_vec();
    aad.push(0);
    aad.extend(family.0.as_bytes());
    aad.extend(seq.to_be_bytes());
    aad.extend(key_version.to_be_bytes());
    aad
}

/// Holds the master key.
pub struct Vault {
    wrapping: Secret,
    index: Secret,
}

impl Vault {
    /// With the key of the environment, else of the key file, which is made at the first start.
    pub fn open(data: &Path, from_environment: Option<&str>) -> Result<Self, VaultError> {
        let master = match from_environment {
            Some(text) => master::parse(text)?,
            None => master::of_file(&data.join(master::FILE))?,
        };
        Ok(Self::with(&master))
    }

    /// The vault of a data folder that has one: nothing is made.
    pub fn existing(data: &Path, from_environment: Option<&str>) -> Result<Self, VaultError> {
        let file = data.join(master::FILE);
        if from_environment.is_none()
            && let Err(error) = std::fs::metadata(&file)
        {
            return Err(VaultError::Read(error));
        }
        Self::open(data, from_environment)
    }

    /// With a key that nobody keeps: for tests.
    pub fn passing() -> Result<Self, VaultError> {
        Ok(Self::with(&Secret::random()?))
    }

    fn with(master: &Secret) -> Self {
        Self { wrapping: master.derive("family keys"), index: master.derive("blind index") }
    }

    /// A new key for a family, and the same key sealed.
    pub fn new_family(&self, family: FamilyId) -> Result<(FamilyKey, Vec<u8>), VaultError> {
        let secret = Secret::random()?;
        let sealed =
            self.wrapping.seal(&place(Table::FamilyKeys, family, 0, KEY_VERSION), &secret.0)?;
        Ok((FamilyKey { family, version: KEY_VERSION, secret }, sealed))
    }

    /// The key that [`Vault::new_family`] sealed.
    pub fn family(
        &self,
        family: FamilyId,
        version: u32,
        sealed: &[u8],
    ) -> Result<FamilyKey, VaultError> {
        let plain = self.wrapping.open(&place(Table::FamilyKeys, family, 0, version), sealed)?;
        let secret = Secret(plain.as_slice().try_into().map_err(|_| VaultError::Sealed)?);
        Ok(FamilyKey { family, version, secret })
    }

    /// What a secret is looked up by.
    pub fn blind(&self, kind: &str, secret: &str) -> Hash {
        self.index.mac(&[kind.as_bytes(), secret.as_bytes()])
    }
}

/// One family's key.
pub struct FamilyKey {
    family: FamilyId,
    version: u32,
    secret: Secret,
}

impl FamilyKey {
    pub fn family(&self) -> FamilyId {
        self.family
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    /// Seals for one place; it opens nowhere else.
    pub fn seal(&self, table: Table, seq: u64, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.secret.seal(&place(table, self.family, seq, self.version), plain)
    }

    pub fn open(
        &self,
        table: Table,
        seq: u64,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.secret.open(&place(table, self.family, seq, self.version), sealed)
    }

    /// Bytes that only this family's key gives, for making links and codes.
    pub fn derived(&self, purpose: &str, parts: &[&[u8]]) -> Hash {
        self.secret.derive(purpose).mac(parts)
    }
}

/// Of a session's token. The token is 256 random bits, so a plain hash cannot be turned back.
pub fn token_hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

/// 256 random bits as text.
pub fn new_token() -> Result<String, VaultError> {
    use base64::Engine;
    let secret = Secret::random()?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(secret.0))
}

#[cfg(test)]
mod tests;
