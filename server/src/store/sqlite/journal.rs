//! The journal that commits are written to, and bringing it into the database.
//!
//! SQLite lets the commit do that which fills the journal: under load ten times a second one commit, and all who wait for it, waits for
//! some hundred pages and the disk besides. So it is done beside, by a connection of its own, which nobody waits for.

use super::{DbRow, Pool};
use crate::store::StoreError;
use sqlx::{Row, query};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// So many commands and looks make some four megabytes. Where there are fewer the disk is spared.
const MUCH: usize = 200;
/// In pages of 4 kB: at so many a commit does it after all, with what the other left.
pub(super) const MOST: &str = "8000";
/// Somebody else may be at it, for some milliseconds.
const TRIES: u32 = 20;
const AGAIN: Duration = Duration::from_millis(50);

/// Hears how much each commit wrote. It ends with whoever tells it.
pub(super) fn brought_in_beside(pool: Pool) -> impl FnMut(usize) + Send + 'static {
    let (full, mut told) = mpsc::channel(1);
    tokio::spawn(async move {
        while let Some(()) = told.recv().await {
            // What fails is done by a commit.
            if let Err(error) = query("pragma wal_checkpoint(passive)").execute(&pool).await {
                tracing::debug!(%error, "the journal was not brought in");
            }
        }
    });
    let mut written = 0;
    move |things| {
        written += things;
        if written >= MUCH && full.try_send(()).is_ok() {
            written = 0;
        }
    }
}

/// Brings all of it in and empties it: it held what was deleted. Whoever reads just now may keep it from being emptied; then the next time
/// does it.
pub(super) async fn scrub(pool: &Pool) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let row: DbRow = query("pragma wal_checkpoint(truncate)").fetch_one(pool).await?;
        if row.try_get::<i64, _>("busy")? == 0 {
            break;
        }
        sleep(AGAIN).await;
    }
    Ok(())
}
