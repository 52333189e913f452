//! Encryption. Whoever steals the database file reads nothing in it that anybody wrote.
//!
//! Each family has a key of its own, sealed with the master key and kept outside the database ([`crate::keys`]): whoever erases the
//! key erases the family, in old copies of the database too. Each sealed text is bound to its place, so that one row cannot be put
//! in the place of another. What must be looked up without being readable (links, codes) is kept as an HMAC: a blind index.

mod accounts;
mod master;
mod own;
mod rotate;

pub use accounts::Held;
pub use own::Own;

use crate::keys::{Files, Kept, KeyStore, KeysError, MasterId, Memory, SealedKey};
use crate::store::Hash;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use domain::FamilyId;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use master::Master;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The version of key that new families get.
const KEY_VERSION: u32 = 1;
const NONCE: usize = 24;
/// In the data folder.
pub const KEYS: &str = "keys";
/// Among the families' keys, the one of the blind index.
const INDEX: FamilyId = FamilyId(Uuid::nil());

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
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Not erased: it should be there.
    #[error("the key of a family is missing")]
    NoKey,
    #[error(
        "the master key comes from the environment: put a new one before it there, with a comma between"
    )]
    FromEnvironment,
    #[error("the family was erased")]
    Erased,
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

/// Where the master key comes from.
#[derive(Clone)]
enum Source {
    /// It cannot change while the process runs.
    Fixed,
    File(PathBuf),
}

/// Holds the master key, and the way to the families' keys.
pub struct Vault {
    keys: Arc<dyn KeyStore>,
    source: Source,
    masters: RwLock<Vec<Arc<Master>>>,
    index: Secret,
}

impl Vault {
    /// With the key of the environment, else of the key file, which is made at the first start. The families' keys lie in `keys`.
    pub fn open(data: &Path, from_environment: Option<&str>) -> Result<Self, VaultError> {
        let file = data.join(master::FILE);
        let (source, masters) = match from_environment {
            Some(text) => (Source::Fixed, master::parse(text)?),
            None => (Source::File(file.clone()), master::of_file(&file)?),
        };
        let keys: Arc<dyn KeyStore> = Arc::new(Files::new(data.join(KEYS)));
        let mut vault =
            Self { keys, source, masters: RwLock::new(masters), index: Secret([0; 32]) };
        vault.index = vault.kept_index()?;
        Ok(vault)
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

    /// With keys that nobody keeps: for tests.
    pub fn passing() -> Result<Self, VaultError> {
        let masters = RwLock::new(vec![Master::new(&Secret::random()?)]);
        let keys = Arc::new(Memory::default());
        Ok(Self { keys, source: Source::Fixed, masters, index: Secret::random()? })
    }

    /// The key of the blind index outlives the master key: it is kept as the families' keys are. At first it is made from the
    /// master key, as it was before it was kept.
    fn kept_index(&self) -> Result<Secret, VaultError> {
        if self.keys.get(INDEX)?.is_none() {
            let master = self.newest();
            let kept = Kept::Keys(vec![wrapped(&master, INDEX, KEY_VERSION, &master.index)?]);
            // Another process may have done it first.
            self.keys.put(INDEX, None, &kept)?;
        }
        Ok(self.family(INDEX, KEY_VERSION)?.secret())
    }

    /// The same master key over other keys: those of the copies.
    pub fn over(&self, keys: Arc<dyn KeyStore>) -> Result<Self, VaultError> {
        let (source, masters) = (self.source.clone(), RwLock::new(self.masters()));
        let mut vault = Self { keys, source, masters, index: Secret([0; 32]) };
        vault.index = vault.family(INDEX, KEY_VERSION)?.secret();
        Ok(vault)
    }

    fn masters(&self) -> Vec<Arc<Master>> {
        self.masters.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn newest(&self) -> Arc<Master> {
        self.masters()[0].clone()
    }

    /// Somebody may have changed the master key under a running server.
    fn reload(&self) -> Result<(), VaultError> {
        if let Source::File(file) = &self.source {
            let read = master::of_file(file)?;
            *self.masters.write().unwrap_or_else(PoisonError::into_inner) = read;
        }
        Ok(())
    }

    fn master(&self, id: &MasterId) -> Result<Arc<Master>, VaultError> {
        let known = |vault: &Self| vault.masters().into_iter().find(|it| it.id == *id);
        if let Some(master) = known(self) {
            return Ok(master);
        }
        self.reload()?;
        known(self).ok_or(VaultError::Sealed)
    }

    /// A new key for a family. It is on disk before anything is sealed with it. May be done twice: the second time finds the first.
    pub fn new_family(&self, family: FamilyId) -> Result<FamilyKey, VaultError> {
        let (secret, master) = (Secret::random()?, self.newest());
        let kept = Kept::Keys(vec![wrapped(&master, family, KEY_VERSION, &secret)?]);
        if self.keys.put(family, None, &kept)? {
            // The master key may have changed just now. The new one's owner did not see this key; nothing is sealed with it yet.
            self.reload()?;
            let newest = self.newest();
            if newest.id != master.id {
                let again = Kept::Keys(vec![wrapped(&newest, family, KEY_VERSION, &secret)?]);
                self.keys.put(family, Some(&kept), &again)?;
            }
        }
        self.family(family, KEY_VERSION)
    }

    /// The key of a family whose rows are sealed with this version.
    pub fn family(&self, family: FamilyId, version: u32) -> Result<FamilyKey, VaultError> {
        let kept = self.kept(family)?;
        let open = |it: &SealedKey| Ok((it.version, self.unwrapped(family, it)?));
        let mut versions: Vec<_> = kept.iter().map(open).collect::<Result<_, VaultError>>()?;
        versions.sort_by_key(|(it, _)| *it != version);
        let first = versions.first().is_some_and(|(it, _)| *it == version);
        if first { Ok(FamilyKey { family, versions }) } else { Err(VaultError::NoKey) }
    }

    fn unwrapped(&self, family: FamilyId, key: &SealedKey) -> Result<Secret, VaultError> {
        let place = place(Table::FamilyKeys, family, 0, key.version);
        let plain = self.master(&key.master)?.wrapping.open(&place, &key.bytes)?;
        Ok(Secret(plain.as_slice().try_into().map_err(|_| VaultError::Sealed)?))
    }

    /// Takes in a key that was kept in the database, as older programs did.
    pub fn take_in(
        &self,
        family: FamilyId,
        version: u32,
        bytes: Vec<u8>,
    ) -> Result<(), VaultError> {
        let key = SealedKey { version, master: self.newest().id.clone(), bytes };
        self.unwrapped(family, &key)?;
        self.keys.put(family, None, &Kept::Keys(vec![key]))?;
        Ok(())
    }

    /// Destroys the key of a family, for ever. Afterwards nobody reads what was sealed with it, here or in any copy.
    pub fn erase(&self, family: FamilyId, at: DateTime<Utc>) -> Result<(), VaultError> {
        loop {
            let before = self.keys.get(family)?;
            let done = matches!(before, Some(Kept::Erased { .. }));
            if done || self.keys.put(family, before.as_ref(), &Kept::Erased { at })? {
                return Ok(());
            }
        }
    }

    /// Whether the family was erased on purpose.
    pub fn is_erased(&self, family: FamilyId) -> Result<bool, VaultError> {
        Ok(matches!(self.keys.get(family)?, Some(Kept::Erased { .. })))
    }

    /// What a secret is looked up by.
    pub fn blind(&self, kind: &str, secret: &str) -> Hash {
        self.index.mac(&[kind.as_bytes(), secret.as_bytes()])
    }
}

fn wrapped(
    master: &Master,
    family: FamilyId,
    version: u32,
    secret: &Secret,
) -> Result<SealedKey, VaultError> {
    let bytes = master.wrapping.seal(&place(Table::FamilyKeys, family, 0, version), &secret.0)?;
    Ok(SealedKey { version, master: master.id.clone(), bytes })
}

/// What only a family's key gives, for one purpose.
pub struct Purpose(Secret);

impl Purpose {
    pub fn mac(&self, parts: &[&[u8]]) -> Hash {
        self.0.mac(parts)
    }
}

/// One family's key: the version that its rows are sealed with, and while it is sealed anew the other one for reading.
pub struct FamilyKey {
    family: FamilyId,
    versions: Vec<(u32, Secret)>,
}

impl FamilyKey {
    pub fn family(&self) -> FamilyId {
        self.family
    }

    /// Of what it seals.
    pub fn version(&self) -> u32 {
        self.versions[0].0
    }

    fn secret(&self) -> Secret {
        Secret(self.versions[0].1.0)
    }

    /// Seals for one place; it opens nowhere else.
    pub fn seal(&self, table: Table, seq: u64, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (version, secret) = &self.versions[0];
        secret.seal(&place(table, self.family, seq, *version), plain)
    }

    pub fn open(
        &self,
        table: Table,
        seq: u64,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let open = |(version, secret): &(u32, Secret)| {
            secret.open(&place(table, self.family, seq, *version), sealed).ok()
        };
        self.versions.iter().find_map(open).ok_or(VaultError::Sealed)
    }

    /// Whether it is sealed with the version that everything is sealed with now.
    pub fn is_of_this_version(&self, table: Table, seq: u64, sealed: &[u8]) -> bool {
        let (version, secret) = &self.versions[0];
        secret.open(&place(table, self.family, seq, *version), sealed).is_ok()
    }

    /// Bytes that only this family's key gives, for making links and codes.
    pub fn derived(&self, purpose: &str, parts: &[&[u8]]) -> Hash {
        self.versions[0].1.derive(purpose).mac(parts)
    }

    /// Whether one of its versions gives these bytes.
    pub fn gives(&self, bytes: &Hash, purpose: &str, parts: &[&[u8]]) -> bool {
        self.versions.iter().any(|(_, secret)| secret.derive(purpose).mac(parts) == *bytes)
    }

    /// A key of its own for one purpose, for whoever needs it often.
    pub fn for_purpose(&self, purpose: &str) -> Purpose {
        Purpose(self.versions[0].1.derive(purpose))
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
