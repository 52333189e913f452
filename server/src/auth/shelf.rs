//! What waits for one browser to come back: each thing is given out once, for ten minutes, to the browser that began it. It lies
//! sealed in the database and not on the person's device; whichever process they come back to has it.

use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::shelf::{Kept, Taken};
use crate::store::{AccountId, Hash, StoreError};
use crate::vault::{Own, VaultError, token_hash};
use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use uuid::Uuid;

/// As long as one may look for one's glasses.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// More at once are not on the way; the oldest gives up its place.
const MOST: u32 = 10_000;

/// Things of one kind, kept by a word that only one browser and perhaps a house know.
pub struct Shelf<T> {
    name: &'static str,
    of: PhantomData<fn() -> T>,
}

/// Why nothing is given out.
pub enum Missing {
    /// Used, too old, or never there.
    Gone,
    /// Another browser began it. It is still there for that one.
    Elsewhere,
    Error(HttpError),
}

impl From<StoreError> for Missing {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl From<VaultError> for Missing {
    fn from(error: VaultError) -> Self {
        Self::Error(error.into())
    }
}

impl<T: Serialize + DeserializeOwned> Shelf<T> {
    /// The name keeps it apart from the others.
    pub const fn named(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    fn place(&self, word: &str) -> Hash {
        token_hash(&format!("{}\n{word}", self.name))
    }

    pub async fn keep(
        &self,
        parts: &Parts,
        word: &str,
        browser: &str,
        what: &T,
    ) -> Result<(), HttpError> {
        let (word, since) = (self.place(word), parts.clock.now());
        let plain = serde_json::to_vec(what)
            .map_err(|_| HttpError::broken("what waits for a browser cannot be kept"))?;
        let sealed = parts.vault.seal_own(Own::Shelf, (NOBODY, &word), &plain)?;
        let kept = Kept { word, browser: token_hash(browser), sealed, since };
        Ok(parts.store.keep(kept, since - LASTS, MOST).await?)
    }

    /// Gives it out, if this browser began it.
    pub async fn take(
        &self,
        parts: &Parts,
        word: &str,
        browser: Option<&str>,
    ) -> Result<T, Missing> {
        let (word, old) = (self.place(word), parts.clock.now() - LASTS);
        match parts.store.take(word, browser.map(token_hash), old).await? {
            Taken::It(sealed) => {
                let plain = parts.vault.open_own(Own::Shelf, (NOBODY, &word), &sealed)?;
                // What another version of the program kept may have another shape: they begin again.
                serde_json::from_slice(&plain).map_err(|_| Missing::Gone)
            }
            Taken::Elsewhere => Err(Missing::Elsewhere),
            Taken::Gone => Err(Missing::Gone),
        }
    }
}

/// Nobody has said yet who they are.
const NOBODY: AccountId = AccountId(Uuid::nil());
