//! Appends of many families in few statements. Each statement is a way to the database and back, and with SQLite a change of
//! threads; so what one command costs falls with the number of those that come together.

use super::erasing::put_ends;
use super::people::{has_own_way, vacate};
use super::rows::{signed, told, unsigned};
use super::{Building, Connection, DbRow};
use crate::store::{Append, Appended, SealedEvent, StoreError};
use domain::FamilyId;
use sqlx::Row;
use std::collections::HashMap;

/// Rows that one statement takes: few sizes, so that each is prepared once and kept.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Where a family's log stands, and what this command was answered before.
type Standing = (u64, Option<Vec<u8>>);

/// Inside the writer's transaction, which has locked the families and read the versions of their keys. No two of the same family.
pub(super) async fn append(
    to: &mut Connection,
    versions: &HashMap<FamilyId, u32>,
    appends: &[&Append],
) -> Result<Vec<Appended>, StoreError> {
    let mut standing = standing(&mut *to, appends).await?;
    let mut done = Vec::with_capacity(appends.len());
    for it in appends {
        let version = *versions.get(&it.family).ok_or(StoreError::NoFamily)?;
        let standing = standing.remove(&it.family).ok_or(StoreError::NoFamily)?;
        done.push(match (verdict(it, version, standing), it.vacates) {
            (Appended::Done, Some(member)) if has_own_way(to, it.family, member).await? => {
                Appended::Theirs
            }
            (verdict, _) => verdict,
        });
    }
    let fresh = appends.iter().zip(&done).filter(|(_, done)| **done == Appended::Done);
    let fresh: Vec<&Append> = fresh.map(|(it, _)| *it).collect();
    write(to, &fresh).await?;
    Ok(done)
}

fn verdict(it: &Append, version: u32, (head, answer): Standing) -> Appended {
    match answer {
        Some(answer) => Appended::Duplicate { answer },
        None if head != it.expected => Appended::Moved { now: head },
        None if version != it.key_version => Appended::Rekeyed { now: version },
        None => Appended::Done,
    }
}

async fn standing(
    from: &mut Connection,
    appends: &[&Append],
) -> Result<HashMap<FamilyId, Standing>, StoreError> {
    let mut all = HashMap::new();
    for some in portions(appends) {
        let mut sql = Building::new("with asked (family_id, command_id) as (");
        sql.push_values(some, |mut row, it| {
            row.push_bind(it.family.0).push_bind(it.receipt.command.0);
        });
        sql.push(
            ") select asked.family_id, receipts.answer,
             (select coalesce(max(seq), 0) from events where events.family_id = asked.family_id) as head
             from asked left join receipts
             on receipts.family_id = asked.family_id and receipts.command_id = asked.command_id",
        );
        let read = |row: DbRow| {
            let standing = (unsigned(row.try_get("head")?), row.try_get("answer")?);
            Ok((FamilyId(row.try_get("family_id")?), standing))
        };
        all.extend(sql.build().try_map(read).fetch_all(&mut *from).await?);
    }
    Ok(all)
}

async fn write(to: &mut Connection, appends: &[&Append]) -> Result<(), StoreError> {
    let events: Vec<(FamilyId, &SealedEvent)> =
        appends.iter().flat_map(|it| it.events.iter().map(|event| (it.family, event))).collect();
    for some in portions(&events) {
        let mut sql = Building::new("insert into events (family_id, seq, version, body) ");
        sql.push_values(some, |mut row, (family, event)| {
            row.push_bind(family.0).push_bind(signed(event.seq));
            row.push_bind(i64::from(event.version)).push_bind(event.body.as_slice());
        });
        sql.build().execute(&mut *to).await.map_err(told)?;
    }
    for some in portions(appends) {
        let mut sql = Building::new("insert into receipts (family_id, command_id, answer) ");
        sql.push_values(some, |mut row, it| {
            row.push_bind(it.family.0).push_bind(it.receipt.command.0);
            row.push_bind(it.receipt.answer.as_slice());
        });
        sql.build().execute(&mut *to).await.map_err(told)?;
    }
    for it in appends {
        if let Some(ends) = it.ends {
            put_ends(&mut *to, it.family, ends).await?;
        }
        if let Some(member) = it.vacates {
            vacate(&mut *to, it.family, member).await?;
        }
    }
    Ok(())
}

/// All of them, in portions of [`SIZES`].
pub(super) fn portions<T>(mut all: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| *size <= all.len())?;
        let (some, others) = all.split_at(size);
        all = others;
        Some(some)
    })
}
