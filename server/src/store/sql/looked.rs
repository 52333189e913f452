//! The SQL of who has looked.

use super::rekeying::fits;
use super::rows::{self, signed, told, unsigned};
use super::{BEGIN_READ, BEGIN_WRITE, Connection, Pool};
use crate::store::looked::{ANEW, Chain, Look, LookHead, LookRow, ORIGIN};
use crate::store::{Hash, StoreError};
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

pub(super) async fn all(
    pool: &Pool,
    family: FamilyId,
) -> Result<(Option<LookHead>, Vec<LookRow>), StoreError> {
    // In one transaction: a row that comes meanwhile stands in both or in neither.
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let head = head(&mut transaction, family).await?;
    let found =
        query("select number, at, body, hash from looked where family_id = $1 order by number")
            .bind(family.0)
            .try_map(rows::look);
    let found = found.fetch_all(&mut *transaction).await?;
    Ok((head, found))
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
    let (number, hash): (i64, Hash) = (old.try_get("number")?, rows::hash(old.try_get("hash")?)?);
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
    let row =
        query("select cut, cut_hash, last, last_hash, seal from looked_heads where family_id = $1");
    Ok(row.bind(family.0).try_map(rows::look_head).fetch_optional(from).await?)
}

pub(super) async fn put_head(
    to: &mut Connection,
    family: FamilyId,
    head: &LookHead,
) -> Result<(), StoreError> {
    query(
        "insert into looked_heads (family_id, cut, cut_hash, last, last_hash, seal) values ($1, $2, $3, $4, $5, $6)
         on conflict (family_id) do update set cut = excluded.cut, cut_hash = excluded.cut_hash,
         last = excluded.last, last_hash = excluded.last_hash, seal = excluded.seal",
    )
    .bind(family.0)
    .bind(signed(head.cut))
    .bind(head.cut_hash.as_slice())
    .bind(signed(head.last))
    .bind(head.last_hash.as_slice())
    .bind(head.seal.as_slice())
    .execute(to)
    .await
    .map_err(told)?;
    Ok(())
}
