//! The SQL of who has looked.

use super::batch::portions;
use super::rekeying::fits;
use super::rows::{self, signed, told, unsigned};
use super::{BEGIN_READ, BEGIN_WRITE, Building, Connection, Pool};
use crate::store::looked::{ANEW, Chain, Look, LookHead, LookRow, ORIGIN};
use crate::store::{Book, Hash, StoreError};
use chrono::{DateTime, Utc};
use domain::FamilyId;
use sqlx::{Row, query, query_scalar};

/// Inside the writer's transaction, which nobody else can write beside.
pub(super) async fn append(to: &mut Connection, look: &Look) -> Result<(), StoreError> {
    fits(&mut *to, look.family, look.chain.as_ref()).await?;
    let head = head(&mut *to, look.family).await?;
    let head = head.unwrap_or_else(|| LookHead::new(look.chain.as_ref(), ANEW));
    let (row, head) = head.then(look);
    query("insert into looked (family_id, number, at, body, hash) values ($1, $2, $3, $4, $5)")
        .bind(look.family.0)
        .bind(signed(row.number))
        .bind(row.at.timestamp_micros())
        .bind(row.body)
        .bind(row.hash.as_slice())
        .execute(&mut *to)
        .await
        .map_err(told)?;
    put_head(to, look.family, &head).await
}

pub(super) async fn begin(
    pool: &Pool,
    family: FamilyId,
    chain: &dyn Chain,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    fits(&mut transaction, family, chain).await?;
    if head(&mut transaction, family).await?.is_none() {
        put_head(&mut transaction, family, &LookHead::new(chain, ORIGIN)).await?;
    }
    Ok(transaction.commit().await?)
}

pub(super) async fn below(
    pool: &Pool,
    family: FamilyId,
    number: u64,
    most: u32,
) -> Result<Vec<LookRow>, StoreError> {
    let found = query("select number, at, body, hash from looked where family_id = $1 and number < $2 order by number desc limit $3")
        .bind(family.0)
        .bind(signed(number))
        .bind(i64::from(most))
        .try_map(rows::look);
    Ok(found.fetch_all(pool).await?)
}

pub(super) async fn book(pool: &Pool, family: FamilyId) -> Result<Book, StoreError> {
    // In one transaction: what comes meanwhile stands in the head and in its place, or in neither.
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let head = head(&mut transaction, family).await?;
    let found =
        query("select number, at, body, hash from looked where family_id = $1 order by number")
            .bind(family.0)
            .try_map(rows::look);
    let rows = found.fetch_all(&mut *transaction).await?;
    let entries = query(
        "select seq, version, body, digest, witness from events where family_id = $1 order by seq",
    );
    let entries = entries.bind(family.0).try_map(rows::entry);
    Ok(Book { head, rows, entries: entries.fetch_all(&mut *transaction).await? })
}

pub(super) async fn cut(
    pool: &Pool,
    family: FamilyId,
    until: DateTime<Utc>,
    chain: &dyn Chain,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    fits(&mut transaction, family, chain).await?;
    let Some(head) = head(&mut transaction, family).await? else { return Ok(()) };
    // From the front only. Where the clock once went back, rows wait for those before them.
    let first = query_scalar(
        "select coalesce(min(number), $1) from looked where family_id = $2 and at >= $3",
    );
    let first: i64 = first
        .bind(signed(head.last + 1))
        .bind(family.0)
        .bind(until.timestamp_micros())
        .fetch_one(&mut *transaction)
        .await?;
    let old = query(
        "select number, hash from looked where family_id = $1 and number < $2 order by number desc limit 1",
    );
    let old = old.bind(family.0).bind(first).fetch_optional(&mut *transaction).await?;
    let Some(old) = old else { return Ok(()) };
    let (number, hash): (i64, Hash) = (old.try_get("number")?, rows::chained(old.try_get("hash")?));
    put_head(&mut transaction, family, &head.without(chain, unsigned(number), hash)).await?;
    query("delete from looked where family_id = $1 and number <= $2")
        .bind(family.0)
        .bind(number)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

pub(super) async fn head(
    from: &mut Connection,
    family: FamilyId,
) -> Result<Option<LookHead>, StoreError> {
    let row = query(
        "select cut, cut_hash, last, last_hash, changes_from, changes_last, changes_hash, seal
         from looked_heads where family_id = $1",
    );
    let row = row.bind(family.0).try_map(|row| rows::look_head(&row));
    Ok(row.fetch_optional(from).await?)
}

pub(super) async fn put_head(
    to: &mut Connection,
    family: FamilyId,
    head: &LookHead,
) -> Result<(), StoreError> {
    put_heads(to, &[(family, head.clone())]).await
}

pub(super) async fn put_heads(
    to: &mut Connection,
    heads: &[(FamilyId, LookHead)],
) -> Result<(), StoreError> {
    for some in portions(heads) {
        let mut sql = Building::new(
            "insert into looked_heads
             (family_id, cut, cut_hash, last, last_hash, changes_from, changes_last, changes_hash, seal) ",
        );
        sql.push_values(some, |mut row, (family, head)| {
            row.push_bind(family.0);
            row.push_bind(signed(head.cut)).push_bind(head.cut_hash.as_slice());
            row.push_bind(signed(head.last)).push_bind(head.last_hash.as_slice());
            row.push_bind(head.changes.map(|it| signed(it.from)));
            row.push_bind(head.changes.map(|it| signed(it.last)));
            row.push_bind(head.changes.as_ref().map(|it| it.hash.as_slice()));
            row.push_bind(head.seal.as_slice());
        });
        sql.push(
            " on conflict (family_id) do update set cut = excluded.cut, cut_hash = excluded.cut_hash,
             last = excluded.last, last_hash = excluded.last_hash, changes_from = excluded.changes_from,
             changes_last = excluded.changes_last, changes_hash = excluded.changes_hash, seal = excluded.seal",
        );
        sql.build().execute(&mut *to).await.map_err(told)?;
    }
    Ok(())
}
