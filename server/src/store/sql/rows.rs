//! Rows as they are read, and the few turns between a database's numbers and ours.

use super::DbRow;
use crate::auth::level::Level;
use crate::store::{
    AccountId, Bound, Entry, Hash, InvitationKey, LookHead, LookRow, OidcLink, Passkey,
    SealedEvent, Seat, SecondFactor, Session, SessionId, SignIn, StoreError,
};
use chrono::{DateTime, Utc};
use domain::{FamilyId, InvitationId, MemberId};
use sqlx::Row;
use sqlx::error::ErrorKind;
use uuid::Uuid;

/// A database has signed numbers only. No log comes near the end of them.
pub(super) fn signed(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

/// Versions and counts, which come near no end either.
pub(super) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// As it is kept.
pub(super) fn seconds(moment: Option<DateTime<Utc>>) -> Option<i64> {
    moment.map(|at| at.timestamp())
}

fn trial(row: &DbRow) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    Ok(row.try_get::<Option<i64>, _>("trial")?.map(moment))
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

pub(super) fn hash(bytes: Vec<u8>) -> Result<[u8; 32], sqlx::Error> {
    bytes.try_into().map_err(|_| sqlx::Error::Decode("a hash has 32 bytes".into()))
}

/// Of a chain. One that is not as long as a hash is none that anybody made: what stands for it fits no chain, so that whoever walks the
/// chain says where it breaks and goes on.
pub(super) fn chained(bytes: Vec<u8>) -> Hash {
    bytes.try_into().unwrap_or([0x5a; 32])
}

fn level(slug: &str) -> Result<Level, sqlx::Error> {
    Level::from_slug(slug).ok_or_else(|| sqlx::Error::Decode("no such level".into()))
}

pub(super) fn event(row: DbRow) -> Result<SealedEvent, sqlx::Error> {
    let seq = unsigned(row.try_get("seq")?);
    Ok(SealedEvent { seq, version: small(row.try_get("version")?), body: row.try_get("body")? })
}

pub(super) fn entry(row: DbRow) -> Result<Entry, sqlx::Error> {
    let digest = row.try_get::<Option<_>, _>("digest")?.map(chained);
    let witness = row.try_get::<Option<_>, _>("witness")?.map(chained);
    Ok(Entry { event: event(row)?, digest, witness })
}

pub(super) fn look(row: DbRow) -> Result<LookRow, sqlx::Error> {
    Ok(LookRow {
        number: unsigned(row.try_get("number")?),
        at: DateTime::from_timestamp_micros(row.try_get("at")?).unwrap_or_default(),
        body: row.try_get("body")?,
        hash: chained(row.try_get("hash")?),
    })
}

fn bound(row: &DbRow) -> Result<Option<Bound>, sqlx::Error> {
    let Some(last) = row.try_get::<Option<i64>, _>("changes_last")? else { return Ok(None) };
    let (from, bytes) = (row.try_get("changes_from")?, row.try_get("changes_hash")?);
    Ok(Some(Bound { from: unsigned(from), last: unsigned(last), hash: chained(bytes) }))
}

pub(super) fn look_head(row: &DbRow) -> Result<LookHead, sqlx::Error> {
    Ok(LookHead {
        cut: unsigned(row.try_get("cut")?),
        cut_hash: chained(row.try_get("cut_hash")?),
        last: unsigned(row.try_get("last")?),
        last_hash: chained(row.try_get("last_hash")?),
        changes: bound(row)?,
        seal: chained(row.try_get("seal")?),
    })
}

pub(super) fn session(row: DbRow) -> Result<Session, sqlx::Error> {
    Ok(Session {
        token_hash: hash(row.try_get("token_hash")?)?,
        id: SessionId(row.try_get("id")?),
        account: AccountId(row.try_get("account")?),
        level: level(row.try_get("level")?)?,
        device: row.try_get("device")?,
        created: moment(row.try_get("created")?),
        seen: moment(row.try_get("seen")?),
        expires: moment(row.try_get("expires")?),
        stepped_up: row.try_get::<Option<i64>, _>("stepped_up")?.map(moment),
        handed_over: row.try_get("handed_over")?,
        trial: trial(&row)?,
    })
}

pub(super) fn seat(row: DbRow) -> Result<Seat, sqlx::Error> {
    Ok(Seat {
        account: AccountId(row.try_get("account")?),
        family: FamilyId(row.try_get("family_id")?),
        member: MemberId(row.try_get("member")?),
        created: moment(row.try_get("created")?),
    })
}

pub(super) fn token_hash(row: DbRow) -> Result<Hash, sqlx::Error> {
    hash(row.try_get("token_hash")?)
}

pub(super) fn sign_in(row: DbRow) -> Result<SignIn, sqlx::Error> {
    Ok(SignIn {
        account: AccountId(row.try_get("account")?),
        name_hash: hash(row.try_get("name_hash")?)?,
        sealed_name: row.try_get("sealed_name")?,
        sealed_password: row.try_get("sealed_password")?,
        created: moment(row.try_get("created")?),
        trial: trial(&row)?,
    })
}

pub(super) fn second_factor(row: DbRow) -> Result<SecondFactor, sqlx::Error> {
    Ok(SecondFactor {
        account: AccountId(row.try_get("account")?),
        sealed_secret: row.try_get("sealed_secret")?,
        last_step: unsigned(row.try_get("last_step")?),
        created: moment(row.try_get("created")?),
        trial: trial(&row)?,
    })
}

pub(super) fn invitation_key(row: DbRow) -> Result<InvitationKey, sqlx::Error> {
    Ok(InvitationKey {
        hash: hash(row.try_get("hash")?)?,
        family: FamilyId(row.try_get("family_id")?),
        invitation: InvitationId(row.try_get::<Uuid, _>("invitation")?),
        until: moment(row.try_get("until")?),
    })
}

pub(super) fn oidc_link(row: DbRow) -> Result<OidcLink, sqlx::Error> {
    Ok(OidcLink {
        subject: hash(row.try_get("subject")?)?,
        account: AccountId(row.try_get("account")?),
        provider: row.try_get("provider")?,
        created: moment(row.try_get("created")?),
        trial: trial(&row)?,
    })
}

pub(super) fn passkey(row: DbRow) -> Result<Passkey, sqlx::Error> {
    Ok(Passkey {
        id: row.try_get("id")?,
        credential: hash(row.try_get("credential")?)?,
        account: AccountId(row.try_get("account")?),
        sealed: row.try_get("sealed")?,
        created: moment(row.try_get("created")?),
        used: moment(row.try_get("used")?),
        trial: trial(&row)?,
    })
}

/// What a broken constraint means to the caller.
pub(super) fn told(error: sqlx::Error) -> StoreError {
    match error.as_database_error().map(sqlx::error::DatabaseError::kind) {
        Some(ErrorKind::UniqueViolation) => StoreError::Taken,
        Some(ErrorKind::ForeignKeyViolation) => StoreError::NoFamily,
        _ => error.into(),
    }
}
