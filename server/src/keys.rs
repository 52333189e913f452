//! Where the families' keys lie: beside the database, never in it. So no copy of the database holds a key, and a family whose key
//! was erased here is unreadable in every copy that was ever made.
//!
//! A key is kept sealed with the master key ([`crate::vault`]). An erased family leaves a *tombstone*: its id stays erased, rows of
//! it that turn up again (a crash half-way, a restored copy) are swept, and a key that is merely missing is told from one that was
//! erased on purpose. `docs/sealed.md` says what this proves and what not.

pub(crate) mod files;
mod memory;

pub use files::Files;
pub use memory::Memory;

use chrono::{DateTime, Utc};
use domain::FamilyId;
use serde::{Deserialize, Serialize};
use std::io;
use thiserror::Error;

/// Tells master keys apart; of no use for finding one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MasterId(pub String);

/// One version of a family's key, sealed. Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    pub version: u32,
    /// The master key it is sealed with.
    pub master: MasterId,
    pub bytes: Vec<u8>,
}

/// What stands where a family's key stands. Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Mostly one. Two while the family is sealed anew.
    Keys(Vec<SealedKey>),
    /// On purpose and for ever.
    Erased { at: DateTime<Utc> },
}

/// Says nothing of what the key is.
#[derive(Debug, Error)]
pub enum KeysError {
    #[error("the folder of the keys: {0}")]
    Io(#[from] io::Error),
    #[error("what is kept as a key is none")]
    Malformed,
}

/// The port. Several processes may use one store at the same time. It is not `async`: what is read is small and lies near, and
/// what is written (a family begins or ends) is rare.
pub trait KeyStore: Send + Sync {
    fn get(&self, family: FamilyId) -> Result<Option<Kept>, KeysError>;

    /// Puts `after` in the place of `before`. False, and nothing is changed, if something else stands there. On disk when it
    /// returns, and what stood there is overwritten.
    fn put(&self, family: FamilyId, before: Option<&Kept>, after: &Kept)
    -> Result<bool, KeysError>;

    /// Every family that has a key or had one.
    fn all(&self) -> Result<Vec<FamilyId>, KeysError>;
}
