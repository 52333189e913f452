//! Giving keys a rest: a new master key, and new keys for the families, while everybody goes on writing.
//!
//! A family's step: a new version is put beside its key, on disk. One transaction takes the family's row, its name and the chain of
//! who has looked and what was changed to it; from then on the store writes nothing that was sealed with the old one, so whoever still holds that reads
//! the key again. Events and snapshot follow in small pieces. When nothing is left under the old version, it is destroyed. Broken off
//! anywhere, it goes on at the next start ([`finish`]): two versions beside each other say that it is not done.

use crate::looked::audit::{Break, walk};
use crate::looked::chain::Links;
use crate::store::looked::rechained;
use crate::store::{
    Book, Entry, FamilyRow, LookHead, LookRow, Rekey, SealedEvent, SealedSnapshot, Store,
    StoreError,
};
use crate::vault::{FamilyKey, Table, Vault, VaultError};
use domain::FamilyId;
use std::sync::Arc;
use thiserror::Error;

/// Events in one piece: short enough that no command waits for it.
const PIECE: usize = 200;
/// So often a key is read again that changed while it was read.
const TRIES: usize = 5;

/// Why a key cannot be had, or changed.
#[derive(Debug, Error)]
pub enum KeyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A new chain would make it good.
    #[error("who has looked was tampered with, so its chain is left as it is: {0}")]
    Chain(Break),
}

/// A family's row and the key it is sealed with. None for a family that is not there, or was erased.
pub async fn key(
    store: &dyn Store,
    vault: &Vault,
    family: FamilyId,
) -> Result<Option<(FamilyRow, FamilyKey)>, KeyError> {
    let mut tries = TRIES;
    loop {
        let Some(row) = store.family(family).await? else { return Ok(None) };
        tries -= 1;
        match vault.family(family, row.key_version) {
            Ok(key) => return Ok(Some((row, key))),
            Err(VaultError::Erased) => return Ok(None),
            // The row was read before a change of the key ended, and the key after.
            Err(VaultError::NoKey) if tries > 0 => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Everything of a family that is chained, with the key that it is chained with. What was read while the key changed is read again: half
/// of it would be of one key and half of another. None for a family that is not there, or was erased.
pub async fn book(
    store: &dyn Store,
    vault: &Vault,
    family: FamilyId,
) -> Result<Option<(FamilyKey, Book)>, KeyError> {
    loop {
        let Some((row, key)) = key(store, vault, family).await? else { return Ok(None) };
        let book = store.book(family).await?;
        if is_still(store, &row).await? {
            return Ok(Some((key, book)));
        }
    }
}

/// Whether the family stands at the same version of its key as when this was read.
pub async fn is_still(store: &dyn Store, row: &FamilyRow) -> Result<bool, StoreError> {
    let now = store.family(row.id).await?;
    Ok(now.is_some_and(|now| now.key_version == row.key_version))
}

/// What was done.
#[derive(Default, Debug)]
pub struct Rotated {
    pub keys: usize,
    pub families: usize,
}

/// A new master key; nothing is left under the old one.
pub fn master(vault: &Vault) -> Result<Rotated, KeyError> {
    vault.new_master()?;
    finish_master(vault)
}

fn finish_master(vault: &Vault) -> Result<Rotated, KeyError> {
    let keys = vault.reseal_keys()?;
    vault.forget_old_masters()?;
    Ok(Rotated { keys, families: 0 })
}

/// Ends what was begun and broken off.
pub async fn finish(store: &dyn Store, vault: &Vault) -> Result<Rotated, KeyError> {
    let done = finish_master(vault)?;
    all(store, vault, vault.half_rotated()?, done).await
}

/// A new key for every family.
pub async fn families(store: &dyn Store, vault: &Vault) -> Result<Rotated, KeyError> {
    all(store, vault, store.families().await?, Rotated::default()).await
}

/// One whose chain is broken is left as it is, and named when the others are done.
async fn all(
    store: &dyn Store,
    vault: &Vault,
    families: Vec<FamilyId>,
    mut done: Rotated,
) -> Result<Rotated, KeyError> {
    let mut broken = Ok(());
    for family in families {
        match rotate(store, vault, family).await {
            Err(found @ KeyError::Chain(_)) => broken = broken.and(Err(found)),
            turned => done.families += usize::from(turned?),
        }
    }
    broken.map(|()| done)
}

/// A new key for a family. False if it is gone.
pub async fn rotate(store: &dyn Store, vault: &Vault, family: FamilyId) -> Result<bool, KeyError> {
    // Before anything is begun: over a broken chain it could not be ended.
    if let Some((key, book)) = book(store, vault, family).await? {
        unbroken(&Links::new(key), &book)?;
    }
    let version = match vault.begin_rotation(family) {
        Err(VaultError::Erased) => return Ok(false),
        version => version?,
    };
    let key = loop {
        let Some((row, key)) = key(store, vault, family).await? else { return Ok(false) };
        if row.key_version == version {
            break key;
        }
        let new = vault.family(family, version)?;
        step(store, &row, key, new).await?;
    };
    reseal(store, key).await?;
    vault.end_rotation(family, version)?;
    Ok(true)
}

/// The transaction. If somebody looked meanwhile nothing has happened, and it is tried again.
async fn step(
    store: &dyn Store,
    row: &FamilyRow,
    old: FamilyKey,
    new: FamilyKey,
) -> Result<(), KeyError> {
    let (family, from, to) = (row.id, old.version(), new.version());
    let sealed_name = again(&old, &new, Table::FamilyNames, 0, &row.sealed_name)?;
    let (old, new) = (Arc::new(Links::new(old)), Arc::new(Links::new(new)));
    let book = store.book(family).await?;
    let (head, rows) = chain_again(&old, &new, &book)?;
    let before = book.head;
    store.rekey(Rekey { family, from, to, sealed_name, before, rows, head, old, new }).await?;
    Ok(())
}

fn chain_again(
    old: &Links,
    new: &Links,
    book: &Book,
) -> Result<(Option<LookHead>, Vec<LookRow>), KeyError> {
    let mut rows = book.rows.clone();
    let Some(head) = &book.head else { return Ok((None, rows)) };
    unbroken(old, book)?;
    for row in &mut rows {
        row.body = again(old.key(), new.key(), Table::Looked, 0, &row.body)?;
    }
    let (head, rows) = rechained(new, head, rows);
    Ok((Some(head), rows))
}

fn unbroken(links: &Links, book: &Book) -> Result<(), KeyError> {
    let found = book.head.as_ref().and_then(|head| walk(links, head, book));
    found.filter(|found| *found != Break::Anew).map_or(Ok(()), |found| Err(KeyError::Chain(found)))
}

fn again(
    old: &FamilyKey,
    new: &FamilyKey,
    table: Table,
    seq: u64,
    sealed: &[u8],
) -> Result<Vec<u8>, VaultError> {
    new.seal(table, seq, &old.open(table, seq, sealed)?)
}

/// Events and snapshot, a piece at a time. `key` opens both versions and seals with the new one. An event that is not the one that
/// was bound gets no witness that it is.
async fn reseal(store: &dyn Store, key: FamilyKey) -> Result<(), KeyError> {
    let (family, links) = (key.family(), Links::new(key));
    let key = links.key();
    let old = |it: &Entry| !key.is_of_this_version(Table::Events, it.event.seq, &it.event.body);
    let entries = store.book(family).await?.entries;
    for piece in entries.chunks(PIECE) {
        let anew = |it: &Entry| {
            let body = again(key, key, Table::Events, it.event.seq, &it.event.body)?;
            let anew = Entry { event: SealedEvent { body, ..it.event.clone() }, ..it.clone() };
            let witness = links.is_bound(it).then(|| links.witness(&anew)).flatten();
            Ok((anew.event, witness))
        };
        let piece = piece.iter().filter(|it| old(it)).map(anew);
        let piece = piece.collect::<Result<Vec<_>, VaultError>>()?;
        if !piece.is_empty() {
            store.reseal(family, piece, None).await?;
        }
    }
    let Some(kept) = store.snapshot(family).await? else { return Ok(()) };
    // One that cannot be read is only passed over.
    if let Ok(body) = again(key, key, Table::Snapshots, kept.seq, &kept.body) {
        store.reseal(family, Vec::new(), Some(SealedSnapshot { body, ..kept })).await?;
    }
    Ok(())
}
