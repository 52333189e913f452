//! What a member reads of who has looked: the rows, and the changes out of the log, newest first.

use super::kept::KEPT;
use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::live::{self, RoomError};
use crate::parts::Parts;
use crate::vault::{FamilyKey, Table};
use domain::Family;
use domain::looked::{Counted, Look, Looked, as_told, may_read, once_at_home};
use std::cmp::Reverse;

/// Most rows on a page.
pub const PAGE: usize = 200;
/// So many rows are fetched at a time.
const BATCH: u32 = 256;

/// A page of what this member may read, of what was before a moment (microseconds since 1970) or of all.
pub async fn read(
    parts: &Parts,
    seat: Seat,
    copy: &Family,
    before: Option<i64>,
) -> Result<Looked, HttpError> {
    let mine = |look: &Look| {
        let earlier = before.is_none_or(|before| look.at.timestamp_micros() < before);
        earlier && may_read(&copy.people, seat.member, look)
    };
    let told = |look: Look| as_told(look, copy, seat.member);
    let mut rows = looks(parts, seat, mine, told).await?;
    rows.extend(changed(parts, seat).await?.into_iter().filter(mine));
    rows.sort_by_key(|look| Reverse(look.at));
    Ok(page(rows))
}

/// The newest of the rows, a few more than a page.
async fn looks(
    parts: &Parts,
    seat: Seat,
    mine: impl Fn(&Look) -> bool,
    told: impl Fn(Look) -> Look,
) -> Result<Vec<Look>, HttpError> {
    let key = parts.family_key(seat.family).await?;
    let (mut rows, mut counted, mut below) = (Vec::new(), Counted::default(), u64::MAX);
    while counted.left() <= PAGE {
        let batch = parts.store.looks(seat.family, below, BATCH).await?;
        let Some(last) = batch.last() else { break };
        below = last.number;
        for row in &batch {
            let Some(look) = open(&key, &row.body)?.filter(&mine).map(&told) else { continue };
            counted.one_more(&look);
            rows.push(look);
        }
    }
    Ok(once_at_home(rows))
}

/// None for a row that says what this program does not know.
fn open(key: &FamilyKey, body: &[u8]) -> Result<Option<Look>, HttpError> {
    Ok(serde_json::from_slice(&key.open(Table::Looked, 0, body)?).ok())
}

/// What the member may see of the log, as changes. Told no longer than looks are.
async fn changed(parts: &Parts, seat: Seat) -> Result<Vec<Look>, HttpError> {
    let now = parts.clock.now();
    let (store, vault) = (parts.store.clone(), parts.vault.clone());
    let all = live::changed(store, vault, seat.family, seat.member, now.date_naive()).await;
    let all = all.map_err(RoomError::from)?;
    Ok(all.into_iter().filter(|look| look.at >= now - KEPT).collect())
}

/// What happened in the same moment is not parted.
fn page(mut rows: Vec<Look>) -> Looked {
    let Some(last) = rows.get(PAGE - 1).map(|look| look.at) else {
        return Looked { rows, before: None };
    };
    let on_page = rows.partition_point(|look| look.at >= last);
    let more = on_page < rows.len();
    rows.truncate(on_page);
    Looked { rows, before: more.then(|| last.timestamp_micros()) }
}
