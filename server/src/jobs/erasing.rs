//! Erasing what is due: families whose end has come, and keys of invitations that ended long ago.
//!
//! A family's key goes first, by its room; then its rows. A crash between the two, or a database that was away just then, leaves rows
//! that nobody can read, and a tombstone among the keys by which they are found within the hour. The same sweeps a family out of an
//! older copy of the database that was put back.

use crate::error::HttpError;
use crate::live::End;
use crate::parts::Parts;
use crate::store::StoreError;
use chrono::TimeDelta;
use domain::FamilyId;
use std::convert::Infallible;
use std::time::Duration;
use tokio::task::spawn_blocking;

const EVERY: Duration = Duration::from_hours(1);
/// So long an old link or code still says that its invitation is over.
pub const OVER: TimeDelta = TimeDelta::days(30);

/// At the start and every hour.
pub async fn run(parts: &Parts) -> Infallible {
    loop {
        note(sweep(parts).await);
        note(erase_due(parts).await);
        parts.clock.after(EVERY).await;
    }
}

fn note(done: Result<usize, HttpError>) {
    match done {
        Ok(0) => {}
        Ok(families) => tracing::info!(families, "erased"),
        Err(error) => tracing::error!(%error, "what is due is not erased yet"),
    }
}

/// Deletes what is left of families whose key was erased. Says how many there were.
pub async fn sweep(parts: &Parts) -> Result<usize, HttpError> {
    let (families, vault) = (parts.store.families().await?, parts.vault.clone());
    // A file is read for each: not where everybody is answered.
    let left = spawn_blocking(move || {
        let is_left = |family: &FamilyId| {
            let erased = vault.is_erased(*family);
            erased.inspect_err(|error| tracing::error!(%error, "a key is not read")).ok()
        };
        families.into_iter().filter(|it| is_left(it) == Some(true)).collect::<Vec<_>>()
    });
    let mut swept = 0;
    for family in left.await.map_err(|_| StoreError::Closed)? {
        match parts.store.erase_family(family).await {
            Ok(()) => swept += 1,
            Err(error) => tracing::error!(%error, "a family is not swept yet"),
        }
    }
    Ok(swept)
}

/// Erases the families whose end has come. Says how many.
pub async fn erase_due(parts: &Parts) -> Result<usize, HttpError> {
    let now = parts.clock.now();
    parts.store.forget_invitation_keys(now - OVER).await?;
    let mut erased = 0;
    for family in parts.store.ending(now - parts.kept, now).await? {
        // One family's trouble is not another's.
        match erase(parts, family).await {
            Ok(true) => erased += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "a family is not erased yet"),
        }
    }
    Ok(erased)
}

/// The room has the last word: it knows what stands in the log.
async fn erase(parts: &Parts, family: FamilyId) -> Result<bool, HttpError> {
    match parts.rooms.end(family, parts.kept).await? {
        End::Erased => {
            parts.store.erase_family(family).await?;
            Ok(true)
        }
        End::NotYet(ends) => {
            parts.store.put_ends(family, ends).await?;
            Ok(false)
        }
    }
}
