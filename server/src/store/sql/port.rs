//! The port, as either database keeps it: one line each.
//!
//! The files of this folder are the SQL of both databases, written once and compiled for each ([`super`] says with which types, and
//! what little they say differently). Numbers are `bigint` in both, ids and hashes bytes; `$1` is a place in both.

use super::{Db, PATIENCE, erasing, integrity, log, looked, people, rekeying};
use crate::store::{
    AccountId, Append, Appended, Book, Chain, FamilyRow, Hash, InvitationKey, Look, LookHead,
    LookRow, Rekey, SealedEvent, SealedSnapshot, Seat, Session, Store, StoreError,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::people::Ends;
use domain::{CommandId, FamilyId, MemberId};
use std::sync::Arc;
use tokio::time::timeout;

/// Nobody waits for ever for a database that is cut off. What was to be written may be written all the same.
pub(super) async fn patient<T>(
    done: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    timeout(PATIENCE, done).await.unwrap_or(Err(StoreError::Away(sqlx::Error::PoolTimedOut)))
}

#[async_trait]
impl Store for Db {
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        patient(self.writer.append(append)).await
    }

    async fn events(&self, family: FamilyId, since: u64) -> Result<Vec<SealedEvent>, StoreError> {
        patient(log::events(&self.read, family, since)).await
    }

    async fn events_at(
        &self,
        family: FamilyId,
        seqs: &[u64],
    ) -> Result<Vec<SealedEvent>, StoreError> {
        patient(log::events_at(&self.read, family, seqs)).await
    }

    async fn answer(
        &self,
        family: FamilyId,
        command: CommandId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        patient(log::answer(&self.read, family, command)).await
    }

    async fn answers(&self, family: FamilyId) -> Result<Vec<Vec<u8>>, StoreError> {
        patient(log::answers(&self.read, family)).await
    }

    async fn put_snapshot(
        &self,
        family: FamilyId,
        key_version: u32,
        snapshot: SealedSnapshot,
    ) -> Result<(), StoreError> {
        patient(log::put_snapshot(&self.write, family, key_version, snapshot)).await
    }

    async fn snapshot(&self, family: FamilyId) -> Result<Option<SealedSnapshot>, StoreError> {
        patient(log::snapshot(&self.read, family)).await
    }

    async fn create_family(&self, row: FamilyRow) -> Result<(), StoreError> {
        patient(log::create_family(&self.write, row)).await
    }

    async fn family(&self, id: FamilyId) -> Result<Option<FamilyRow>, StoreError> {
        patient(log::family(&self.read, id)).await
    }

    async fn erase_family(&self, id: FamilyId) -> Result<(), StoreError> {
        patient(erasing::erase(&self.write, id)).await
    }

    async fn put_session(&self, session: Session) -> Result<(), StoreError> {
        patient(people::put_session(&self.write, session)).await
    }

    async fn replace_session(&self, before: Hash, session: Session) -> Result<bool, StoreError> {
        patient(people::replace_session(&self.write, before, session)).await
    }

    async fn session(&self, token_hash: Hash) -> Result<Option<Session>, StoreError> {
        patient(people::session(&self.read, token_hash)).await
    }

    async fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        patient(people::sessions(&self.read, account)).await
    }

    async fn touch_session(
        &self,
        token_hash: Hash,
        seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        patient(people::touch_session(&self.write, token_hash, seen, expires)).await
    }

    async fn delete_session(&self, token_hash: Hash) -> Result<(), StoreError> {
        patient(people::delete_session(&self.write, token_hash)).await
    }

    async fn delete_expired_sessions(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        patient(people::delete_expired_sessions(&self.write, now)).await
    }

    async fn delete_seat(&self, family: FamilyId, member: MemberId) -> Result<(), StoreError> {
        patient(people::delete_seat(&self.write, family, member)).await
    }

    async fn create_seat(&self, seat: Seat) -> Result<(), StoreError> {
        patient(people::create_seat(&self.write, seat)).await
    }

    async fn seat_newcomer(&self, seat: Seat, session: Session) -> Result<(), StoreError> {
        patient(people::seat_newcomer(&self.write, seat, session)).await
    }

    async fn seat(&self, account: AccountId, family: FamilyId) -> Result<Option<Seat>, StoreError> {
        patient(people::seat(&self.read, account, family)).await
    }

    async fn seat_of_member(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Seat>, StoreError> {
        patient(people::seat_of_member(&self.read, family, member)).await
    }

    async fn seats(&self, account: AccountId) -> Result<Vec<Seat>, StoreError> {
        patient(people::seats(&self.read, account)).await
    }

    async fn put_invitation_key(&self, key: InvitationKey) -> Result<bool, StoreError> {
        patient(people::put_invitation_key(&self.write, key)).await
    }

    async fn invitation_key(&self, hash: Hash) -> Result<Option<InvitationKey>, StoreError> {
        patient(people::invitation_key(&self.read, hash)).await
    }

    async fn forget_invitation_keys(&self, until: DateTime<Utc>) -> Result<(), StoreError> {
        patient(erasing::forget_invitation_keys(&self.write, until)).await
    }

    async fn ending(
        &self,
        closed: DateTime<Utc>,
        erase: DateTime<Utc>,
    ) -> Result<Vec<FamilyId>, StoreError> {
        patient(erasing::ending(&self.read, closed, erase)).await
    }

    async fn put_ends(&self, family: FamilyId, ends: Ends) -> Result<(), StoreError> {
        let mut connection = self.write.acquire().await?;
        patient(erasing::put_ends(&mut connection, family, ends)).await
    }

    async fn families(&self) -> Result<Vec<FamilyId>, StoreError> {
        patient(log::families(&self.read)).await
    }

    async fn begin_looks(&self, family: FamilyId, chain: Arc<dyn Chain>) -> Result<(), StoreError> {
        patient(looked::begin(&self.write, family, chain.as_ref())).await
    }

    async fn append_look(&self, look: Look) -> Result<(), StoreError> {
        patient(self.writer.look(look)).await
    }

    async fn looks(
        &self,
        family: FamilyId,
        below: u64,
        most: u32,
    ) -> Result<Vec<LookRow>, StoreError> {
        patient(looked::below(&self.read, family, below, most)).await
    }

    async fn chain_head(&self, family: FamilyId) -> Result<Option<LookHead>, StoreError> {
        patient(async { looked::head(&mut *self.read.acquire().await?, family).await }).await
    }

    async fn book(&self, family: FamilyId) -> Result<Book, StoreError> {
        patient(looked::book(&self.read, family)).await
    }

    async fn cut_looks(
        &self,
        family: FamilyId,
        until: DateTime<Utc>,
        chain: Arc<dyn Chain>,
    ) -> Result<(), StoreError> {
        patient(looked::cut(&self.write, family, until, chain.as_ref())).await
    }

    async fn rekey(&self, rekey: Rekey) -> Result<bool, StoreError> {
        patient(rekeying::rekey(&self.write, &rekey)).await
    }

    async fn reseal(
        &self,
        family: FamilyId,
        events: Vec<(SealedEvent, Option<Hash>)>,
        snapshot: Option<SealedSnapshot>,
    ) -> Result<(), StoreError> {
        patient(rekeying::reseal(&self.write, family, &events, snapshot)).await
    }

    /// As long as it takes: it reads everything.
    async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        integrity(&self.read).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        patient(log::ready(&self.read)).await
    }
}
