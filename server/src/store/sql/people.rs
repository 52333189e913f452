//! The SQL of sessions, seats and the keys of invitations.

use super::rows::{self, seconds, told};
use super::{BEGIN_WRITE, Connection, Pool};
use crate::store::{AccountId, Hash, InvitationKey, Seat, Session, StoreError, Vacates};
use chrono::{DateTime, Utc};
use domain::{FamilyId, MemberId};
use sqlx::query;

pub(super) async fn put_session(pool: &Pool, session: Session) -> Result<(), StoreError> {
    insert_session(&mut *pool.acquire().await?, session).await
}

async fn insert_session(to: &mut Connection, session: Session) -> Result<(), StoreError> {
    query("insert into sessions (token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over, trial) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(session.token_hash.as_slice())
        .bind(session.id.0)
        .bind(session.account.0)
        .bind(session.level.slug())
        .bind(session.device)
        .bind(session.created.timestamp())
        .bind(session.seen.timestamp())
        .bind(session.expires.timestamp())
        .bind(seconds(session.stepped_up))
        .bind(session.handed_over)
        .bind(seconds(session.trial))
        .execute(to)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn replace_session(
    pool: &Pool,
    before: Hash,
    session: Session,
) -> Result<bool, StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    let ended = query("delete from sessions where token_hash = $1")
        .bind(before.as_slice())
        .execute(&mut *transaction)
        .await?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    insert_session(&mut transaction, session).await?;
    transaction.commit().await?;
    Ok(true)
}

pub(super) async fn session(pool: &Pool, token_hash: Hash) -> Result<Option<Session>, StoreError> {
    let row = query("select token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over, trial from sessions where token_hash = $1")
        .bind(token_hash.as_slice())
        .try_map(rows::session);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn sessions(pool: &Pool, account: AccountId) -> Result<Vec<Session>, StoreError> {
    let all = query("select token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over, trial from sessions where account = $1 order by created desc, id")
        .bind(account.0)
        .try_map(rows::session);
    Ok(all.fetch_all(pool).await?)
}

pub(super) async fn touch_session(
    pool: &Pool,
    token_hash: Hash,
    seen: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> Result<(), StoreError> {
    query("update sessions set seen = $1, expires = $2 where token_hash = $3")
        .bind(seen.timestamp())
        .bind(expires.timestamp())
        .bind(token_hash.as_slice())
        .execute(pool)
        .await?;
    Ok(())
}

pub(super) async fn delete_session(pool: &Pool, token_hash: Hash) -> Result<(), StoreError> {
    query("delete from sessions where token_hash = $1")
        .bind(token_hash.as_slice())
        .execute(pool)
        .await?;
    Ok(())
}

pub(super) async fn delete_expired_sessions(
    pool: &Pool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    query("delete from sessions where expires <= $1").bind(now.timestamp()).execute(pool).await?;
    Ok(())
}

pub(super) async fn seat_newcomer(
    pool: &Pool,
    seat: Seat,
    session: Session,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    insert_seat(&mut transaction, seat).await?;
    insert_session(&mut transaction, session).await?;
    Ok(transaction.commit().await?)
}

pub(super) async fn create_seat(pool: &Pool, seat: Seat) -> Result<(), StoreError> {
    insert_seat(&mut *pool.acquire().await?, seat).await
}

async fn insert_seat(to: &mut Connection, seat: Seat) -> Result<(), StoreError> {
    query("insert into seats (account, family_id, member, created) values ($1, $2, $3, $4)")
        .bind(seat.account.0)
        .bind(seat.family.0)
        .bind(seat.member.0)
        .bind(seat.created.timestamp())
        .execute(to)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn delete_seat(
    pool: &Pool,
    family: FamilyId,
    member: MemberId,
) -> Result<(), StoreError> {
    query("delete from seats where family_id = $1 and member = $2")
        .bind(family.0)
        .bind(member.0)
        .execute(pool)
        .await?;
    Ok(())
}

/// Whether whoever sits there comes in by anything else than an invitation, that is not on trial at this moment.
pub(super) async fn has_own_way(
    from: &mut Connection,
    family: FamilyId,
    Vacates { member, at, .. }: Vacates,
) -> Result<bool, StoreError> {
    let ways = query(
        "select 1 as way from seats where family_id = $1 and member = $2 and (
         exists (select 1 from sign_ins where account = seats.account and coalesce(trial, 0) <= $3)
         or exists (select 1 from second_factors where account = seats.account and coalesce(trial, 0) <= $3)
         or exists (select 1 from passkeys where account = seats.account and coalesce(trial, 0) <= $3)
         or exists (select 1 from oidc_links where account = seats.account and coalesce(trial, 0) <= $3))",
    );
    let found =
        ways.bind(family.0).bind(member.0).bind(at.timestamp()).fetch_optional(from).await?;
    Ok(found.is_some())
}

/// Takes a seat from the account that has it. An account without a seat has nothing left to be signed in for.
pub(super) async fn vacate(
    to: &mut Connection,
    family: FamilyId,
    member: MemberId,
) -> Result<(), StoreError> {
    query(
        "delete from sessions where account in
         (select account from seats where family_id = $1 and member = $2)
         and not exists (select 1 from seats as others
         where others.account = sessions.account and others.family_id <> $1)",
    )
    .bind(family.0)
    .bind(member.0)
    .execute(&mut *to)
    .await?;
    query("delete from seats where family_id = $1 and member = $2")
        .bind(family.0)
        .bind(member.0)
        .execute(to)
        .await?;
    Ok(())
}

pub(super) async fn seat(
    pool: &Pool,
    account: AccountId,
    family: FamilyId,
) -> Result<Option<Seat>, StoreError> {
    let row = query(
        "select account, family_id, member, created from seats where account = $1 and family_id = $2",
    )
    .bind(account.0)
    .bind(family.0)
    .try_map(rows::seat);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn seat_of_member(
    pool: &Pool,
    family: FamilyId,
    member: MemberId,
) -> Result<Option<Seat>, StoreError> {
    let row = query(
        "select account, family_id, member, created from seats where family_id = $1 and member = $2",
    )
    .bind(family.0)
    .bind(member.0)
    .try_map(rows::seat);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn seats(pool: &Pool, account: AccountId) -> Result<Vec<Seat>, StoreError> {
    let all = query("select account, family_id, member, created from seats where account = $1 order by created, rowid")
        .bind(account.0)
        .try_map(rows::seat);
    Ok(all.fetch_all(pool).await?)
}

pub(super) async fn put_invitation_key(
    pool: &Pool,
    key: InvitationKey,
) -> Result<bool, StoreError> {
    query("insert into invitation_keys (hash, family_id, invitation, until) values ($1, $2, $3, $4) on conflict (hash) do nothing")
        .bind(key.hash.as_slice())
        .bind(key.family.0)
        .bind(key.invitation.0)
        .bind(key.until.timestamp())
        .execute(pool)
        .await
        .map_err(told)?;
    let kept = invitation_key(pool, key.hash).await?;
    Ok(kept.is_some_and(|it| (it.family, it.invitation) == (key.family, key.invitation)))
}

pub(super) async fn invitation_key(
    pool: &Pool,
    hash: Hash,
) -> Result<Option<InvitationKey>, StoreError> {
    let row =
        query("select hash, family_id, invitation, until from invitation_keys where hash = $1")
            .bind(hash.as_slice())
            .try_map(rows::invitation_key);
    Ok(row.fetch_optional(pool).await?)
}
