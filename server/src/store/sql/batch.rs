//! Appends of many families in few statements. Each statement is a way to the database and back, and with SQLite a change of
//! threads; so what one command costs falls with the number of those that come together.

use super::erasing::put_ends;
use super::looked::put_heads;
use super::people::{has_own_way, vacate};
use super::rows::{look_head, signed, told, unsigned};
use super::writer::Digested;
use super::{Building, Connection, DbRow};
use crate::store::{Append, Appended, Hash, LookHead, Receipt, SealedEvent, StoreError, Vacates};
use domain::FamilyId;
use sqlx::Row;
use std::collections::HashMap;

/// Rows that one statement takes: few sizes, so that each is prepared once and kept ([`STATEMENTS`]); and so many that what comes
/// together under load, ten to twenty, takes one statement, or two.
const SIZES: [usize; 18] = [64, 32, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

/// How many prepared statements a connection keeps: each size of each statement that is made here, and all others.
pub(super) const STATEMENTS: usize = 256;

/// How a family stands when a command comes to be written.
struct Standing {
    /// Where its log stands.
    seq: u64,
    /// What one of the commands was answered before.
    answer: Option<Vec<u8>>,
    /// What binds its changes.
    head: Option<LookHead>,
}

/// Inside the writer's transaction, which has locked the families and read the versions of their keys. No two of the same family.
pub(super) async fn append(
    to: &mut Connection,
    versions: &HashMap<FamilyId, u32>,
    appends: &[&Digested],
) -> Result<Vec<Appended>, StoreError> {
    let mut standing = standing(&mut *to, appends).await?;
    let mut done = Vec::with_capacity(appends.len());
    let (mut fresh, mut heads) = (Vec::new(), Vec::new());
    for it in appends {
        let family = it.append.family;
        let version = *versions.get(&family).ok_or(StoreError::NoFamily)?;
        let standing = standing.remove(&family).ok_or(StoreError::NoFamily)?;
        let head = standing.head.as_ref().filter(|_| !it.digests.is_empty()).map(|head| {
            let events = it.append.events.iter().zip(&it.digests);
            head.after(it.append.chain.as_ref(), it.append.expected, events)
        });
        let verdict = match (verdict(&it.append, version, standing), it.append.vacates) {
            (Appended::Done, Some(it @ Vacates { even_own: false, .. }))
                if has_own_way(to, family, it).await? =>
            {
                Appended::Theirs
            }
            (verdict, _) => verdict,
        };
        if verdict == Appended::Done {
            fresh.push(*it);
            heads.extend(head.map(|head| (family, head)));
        }
        done.push(verdict);
    }
    write(&mut *to, &fresh).await?;
    put_heads(to, &heads).await?;
    Ok(done)
}

fn verdict(it: &Append, version: u32, standing: Standing) -> Appended {
    match standing.answer {
        Some(answer) => Appended::Duplicate { answer },
        None if standing.seq != it.expected => Appended::Moved { now: standing.seq },
        None if version != it.chain.key_version() => Appended::Rekeyed { now: version },
        None => Appended::Done,
    }
}

async fn standing(
    from: &mut Connection,
    appends: &[&Digested],
) -> Result<HashMap<FamilyId, Standing>, StoreError> {
    let mut all = HashMap::<_, Standing>::new();
    for some in portions(&receipts(appends)) {
        let mut sql = Building::new("with asked (family_id, command_id) as (");
        sql.push_values(some, |mut row, (family, it)| {
            row.push_bind(family.0).push_bind(it.command.0);
        });
        sql.push(
            ") select asked.family_id, receipts.answer,
             (select coalesce(max(seq), 0) from events where events.family_id = asked.family_id) as seq,
             heads.cut, heads.cut_hash, heads.last, heads.last_hash,
             heads.changes_from, heads.changes_last, heads.changes_hash, heads.seal
             from asked left join receipts
             on receipts.family_id = asked.family_id and receipts.command_id = asked.command_id
             left join looked_heads heads on heads.family_id = asked.family_id",
        );
        let read = |row: DbRow| {
            let (seq, answer) = (unsigned(row.try_get("seq")?), row.try_get("answer")?);
            let begun = row.try_get::<Option<i64>, _>("last")?.is_some();
            let head = begun.then(|| look_head(&row)).transpose()?;
            Ok((FamilyId(row.try_get("family_id")?), Standing { seq, answer, head }))
        };
        for (family, standing) in sql.build().try_map(read).fetch_all(&mut *from).await? {
            let answered = all.remove(&family).and_then(|it| it.answer);
            let answer = answered.or(standing.answer);
            all.insert(family, Standing { answer, ..standing });
        }
    }
    Ok(all)
}

fn receipts<'a>(appends: &[&'a Digested]) -> Vec<(FamilyId, &'a Receipt)> {
    let each = |it: &&'a Digested| {
        let append = &it.append;
        append.receipts.iter().map(|receipt| (append.family, receipt))
    };
    appends.iter().flat_map(each).collect()
}

async fn write(to: &mut Connection, appends: &[&Digested]) -> Result<(), StoreError> {
    let mut events: Vec<(FamilyId, &SealedEvent, &Hash)> = Vec::new();
    for Digested { append, digests } in appends {
        events
            .extend(append.events.iter().zip(digests).map(|(it, hash)| (append.family, it, hash)));
    }
    for some in portions(&events) {
        let mut sql = Building::new("insert into events (family_id, seq, version, body, digest) ");
        sql.push_values(some, |mut row, (family, event, digest)| {
            row.push_bind(family.0).push_bind(signed(event.seq));
            row.push_bind(i64::from(event.version)).push_bind(event.body.as_slice());
            row.push_bind(digest.as_slice());
        });
        sql.build().execute(&mut *to).await.map_err(told)?;
    }
    for some in portions(&receipts(appends)) {
        let mut sql = Building::new("insert into receipts (family_id, command_id, answer) ");
        sql.push_values(some, |mut row, (family, it)| {
            row.push_bind(family.0).push_bind(it.command.0).push_bind(it.answer.as_slice());
        });
        sql.build().execute(&mut *to).await.map_err(told)?;
    }
    for it in appends {
        if let Some(ends) = it.append.ends {
            put_ends(&mut *to, it.append.family, ends).await?;
        }
        if let Some(Vacates { member, .. }) = it.append.vacates {
            vacate(&mut *to, it.append.family, member).await?;
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
