//! The SQL of sessions, seats and the keys of invitations.

use super::rows::{self, told};
use crate::store::{AccountId, Hash, InvitationKey, Seat, Session, StoreError};
use chrono::{DateTime, Utc};
use domain::{FamilyId, MemberId};
use sqlx::query;
use sqlx::sqlite::SqlitePool;

pub(super) async fn put_session(pool: &SqlitePool, session: Session) -> Result<(), StoreError> {
    query("insert into sessions (token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(session.token_hash.as_slice())
        .bind(session.id.0)
        .bind(session.account.0)
        .bind(session.level.slug())
        .bind(session.device)
        .bind(session.created.timestamp())
        .bind(session.seen.timestamp())
        .bind(session.expires.timestamp())
        .bind(session.stepped_up.map(|at| at.timestamp()))
        .bind(session.handed_over)
        .execute(pool)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn session(
    pool: &SqlitePool,
    token_hash: Hash,
) -> Result<Option<Session>, StoreError> {
    let row = query("select token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over from sessions where token_hash = ?")
        .bind(token_hash.as_slice())
        .try_map(rows::session);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn sessions(
    pool: &SqlitePool,
    account: AccountId,
) -> Result<Vec<Session>, StoreError> {
    let all = query("select token_hash, id, account, level, device, created, seen, expires, stepped_up, handed_over from sessions where account = ? order by created desc, id")
        .bind(account.0)
        .try_map(rows::session);
    Ok(all.fetch_all(pool).await?)
}

pub(super) async fn touch_session(
    pool: &SqlitePool,
    token_hash: Hash,
    seen: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> Result<(), StoreError> {
    query("update sessions set seen = ?, expires = ? where token_hash = ?")
        .bind(seen.timestamp())
        .bind(expires.timestamp())
        .bind(token_hash.as_slice())
        .execute(pool)
        .await?;
    Ok(())
}

pub(super) async fn delete_session(pool: &SqlitePool, token_hash: Hash) -> Result<(), StoreError> {
    query("delete from sessions where token_hash = ?")
        .bind(token_hash.as_slice())
        .execute(pool)
        .await?;
    Ok(())
}

pub(super) async fn delete_expired_sessions(
    pool: &SqlitePool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    query("delete from sessions where expires <= ?").bind(now.timestamp()).execute(pool).await?;
    Ok(())
}

pub(super) async fn create_seat(pool: &SqlitePool, seat: Seat) -> Result<(), StoreError> {
    query("insert into seats (account, family_id, member, created) values (?, ?, ?, ?)")
        .bind(seat.account.0)
        .bind(seat.family.0)
        .bind(seat.member.0)
        .bind(seat.created.timestamp())
        .execute(pool)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn delete_seat(
    pool: &SqlitePool,
    family: FamilyId,
    member: MemberId,
) -> Result<(), StoreError> {
    query("delete from seats where family_id = ? and member = ?")
        .bind(family.0)
        .bind(member.0)
        .execute(pool)
        .await?;
    Ok(())
}

pub(super) async fn seat(
    pool: &SqlitePool,
    account: AccountId,
    family: FamilyId,
) -> Result<Option<Seat>, StoreError> {
    let row = query(
        "select account, family_id, member, created from seats where account = ? and family_id = ?",
    )
    .bind(account.0)
    .bind(family.0)
    .try_map(rows::seat);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn seat_of_member(
    pool: &SqlitePool,
    family: FamilyId,
    member: MemberId,
) -> Result<Option<Seat>, StoreError> {
    let row = query(
        "select account, family_id, member, created from seats where family_id = ? and member = ?",
    )
    .bind(family.0)
    .bind(member.0)
    .try_map(rows::seat);
    Ok(row.fetch_optional(pool).await?)
}

pub(super) async fn seats(pool: &SqlitePool, account: AccountId) -> Result<Vec<Seat>, StoreError> {
    let all = query("select account, family_id, member, created from seats where account = ? order by created, rowid")
        .bind(account.0)
        .try_map(rows::seat);
    Ok(all.fetch_all(pool).await?)
}

pub(super) async fn put_invitation_key(
    pool: &SqlitePool,
    key: InvitationKey,
) -> Result<bool, StoreError> {
    query("insert into invitation_keys (hash, family_id, invitation, until) values (?, ?, ?, ?) on conflict (hash) do nothing")
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
    pool: &SqlitePool,
    hash: Hash,
) -> Result<Option<InvitationKey>, StoreError> {
    let row =
        query("select hash, family_id, invitation, until from invitation_keys where hash = ?")
            .bind(hash.as_slice())
            .try_map(rows::invitation_key);
    Ok(row.fetch_optional(pool).await?)
}
