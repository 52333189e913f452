//! A store that forgets when the process ends: for tests, and for trying things out.

mod accounts;
mod family;
mod seats;
mod shelf;
mod together;
mod ways;

use super::looked::ORIGIN;
use super::{
    AccountId, Append, Appended, Book, Chain, FamilyRow, Hash, InvitationKey, Look, LookHead,
    LookRow, Rekey, SealedEvent, SealedSnapshot, Seat, Session, Store, StoreError,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::people::Ends;
use domain::{CommandId, FamilyId, MemberId};
use family::Family;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Default)]
struct Tables {
    families: HashMap<FamilyId, Family>,
    sessions: HashMap<Hash, Session>,
    seats: Vec<Seat>,
    keys: HashMap<Hash, InvitationKey>,
    ways: ways::Tables,
    accounts: accounts::Kept,
    shelf: Vec<super::shelf::Kept>,
}

impl Tables {
    fn known(&mut self, family: FamilyId) -> Result<&mut Family, StoreError> {
        self.families.get_mut(&family).ok_or(StoreError::NoFamily)
    }

    /// A family whose key is of this version.
    fn under(&mut self, family: FamilyId, key_version: u32) -> Result<&mut Family, StoreError> {
        let known = self.known(family)?;
        let fits = known.row.as_ref().is_some_and(|row| row.key_version == key_version);
        if fits { Ok(known) } else { Err(StoreError::Rekeyed) }
    }
}

/// See the module.
#[derive(Default)]
pub struct Memory(Mutex<Tables>);

impl Memory {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        // Every change below is a single step, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for Memory {
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        self.tables().append(append)
    }

    async fn events(&self, family: FamilyId, since: u64) -> Result<Vec<SealedEvent>, StoreError> {
        let tables = self.tables();
        let entries = tables.families.get(&family).map(|family| family.entries.as_slice());
        let events = entries.unwrap_or_default().iter().map(|it| &it.event);
        Ok(events.filter(|event| event.seq > since).cloned().collect())
    }

    async fn events_at(
        &self,
        family: FamilyId,
        seqs: &[u64],
    ) -> Result<Vec<SealedEvent>, StoreError> {
        let all = self.events(family, 0).await?;
        Ok(all.into_iter().filter(|it| seqs.contains(&it.seq)).collect())
    }

    async fn answer(
        &self,
        family: FamilyId,
        command: CommandId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let answer = |it: &Family| it.receipts.get(&command).cloned();
        Ok(self.tables().families.get(&family).and_then(answer))
    }

    async fn answers(&self, family: FamilyId) -> Result<Vec<Vec<u8>>, StoreError> {
        let all = |it: &Family| it.receipts.values().cloned().collect();
        Ok(self.tables().families.get(&family).map(all).unwrap_or_default())
    }

    async fn put_snapshot(
        &self,
        family: FamilyId,
        key_version: u32,
        snapshot: SealedSnapshot,
    ) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let kept = &mut tables.under(family, key_version)?.snapshot;
        if kept
            .as_ref()
            .is_none_or(|kept| kept.seq < snapshot.seq || kept.version != snapshot.version)
        {
            *kept = Some(snapshot);
        }
        Ok(())
    }

    async fn snapshot(&self, family: FamilyId) -> Result<Option<SealedSnapshot>, StoreError> {
        Ok(self.tables().families.get(&family).and_then(|family| family.snapshot.clone()))
    }

    async fn create_family(&self, row: FamilyRow) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let family = tables.families.entry(row.id).or_default();
        if family.row.is_some() {
            return Err(StoreError::Taken);
        }
        family.row = Some(row);
        Ok(())
    }

    async fn family(&self, id: FamilyId) -> Result<Option<FamilyRow>, StoreError> {
        Ok(self.tables().families.get(&id).and_then(|family| family.row.clone()))
    }

    async fn erase_family(&self, id: FamilyId) -> Result<(), StoreError> {
        let mut tables = self.tables();
        tables.families.remove(&id);
        tables.seats.retain(|seat| seat.family != id);
        tables.keys.retain(|_, key| key.family != id);
        Ok(())
    }

    async fn put_session(&self, session: Session) -> Result<(), StoreError> {
        self.tables().sessions.insert(session.token_hash, session);
        Ok(())
    }

    async fn replace_session(&self, before: Hash, session: Session) -> Result<bool, StoreError> {
        let sessions = &mut self.tables().sessions;
        if sessions.remove(&before).is_none() {
            return Ok(false);
        }
        sessions.insert(session.token_hash, session);
        Ok(true)
    }

    async fn session(&self, token_hash: Hash) -> Result<Option<Session>, StoreError> {
        Ok(self.tables().sessions.get(&token_hash).cloned())
    }

    async fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let tables = self.tables();
        let own = tables.sessions.values().filter(|session| session.account == account);
        let mut own: Vec<Session> = own.cloned().collect();
        own.sort_by_key(|session| (Reverse(session.created), session.id));
        Ok(own)
    }

    async fn touch_session(
        &self,
        token_hash: Hash,
        seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if let Some(session) = self.tables().sessions.get_mut(&token_hash) {
            (session.seen, session.expires) = (seen, expires);
        }
        Ok(())
    }

    async fn delete_session(&self, token_hash: Hash) -> Result<(), StoreError> {
        self.tables().sessions.remove(&token_hash);
        Ok(())
    }

    async fn delete_expired_sessions(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.tables().sessions.retain(|_, session| now < session.expires);
        Ok(())
    }

    async fn create_seat(&self, seat: Seat) -> Result<(), StoreError> {
        self.tables().give(seat)
    }

    async fn seat_newcomer(&self, seat: Seat, session: Session) -> Result<(), StoreError> {
        let mut tables = self.tables();
        if tables.sessions.contains_key(&session.token_hash) {
            return Err(StoreError::Taken);
        }
        tables.give(seat)?;
        tables.sessions.insert(session.token_hash, session);
        Ok(())
    }

    async fn delete_seat(&self, family: FamilyId, member: MemberId) -> Result<(), StoreError> {
        self.tables().seats.retain(|it| (it.family, it.member) != (family, member));
        Ok(())
    }

    async fn seat(&self, account: AccountId, family: FamilyId) -> Result<Option<Seat>, StoreError> {
        let at = |seat: &&Seat| seat.account == account && seat.family == family;
        Ok(self.tables().seats.iter().find(at).copied())
    }

    async fn seat_of_member(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Seat>, StoreError> {
        let at = |seat: &&Seat| seat.family == family && seat.member == member;
        Ok(self.tables().seats.iter().find(at).copied())
    }

    async fn seats(&self, account: AccountId) -> Result<Vec<Seat>, StoreError> {
        Ok(self.tables().seats.iter().filter(|seat| seat.account == account).copied().collect())
    }

    async fn put_invitation_key(&self, key: InvitationKey) -> Result<bool, StoreError> {
        let mut tables = self.tables();
        tables.known(key.family)?;
        let kept = tables.keys.entry(key.hash).or_insert(key);
        Ok((kept.family, kept.invitation) == (key.family, key.invitation))
    }

    async fn forget_invitation_keys(&self, until: DateTime<Utc>) -> Result<(), StoreError> {
        self.tables().keys.retain(|_, key| key.until >= until);
        Ok(())
    }

    async fn ending(
        &self,
        closed: DateTime<Utc>,
        erase: DateTime<Utc>,
    ) -> Result<Vec<FamilyId>, StoreError> {
        let due = |ends: Ends| {
            ends.closed.is_some_and(|at| at <= closed) || ends.erase.is_some_and(|at| at <= erase)
        };
        let tables = self.tables();
        Ok(tables.families.iter().filter(|(_, it)| due(it.ends)).map(|(id, _)| *id).collect())
    }

    async fn put_ends(&self, family: FamilyId, ends: Ends) -> Result<(), StoreError> {
        self.tables().known(family)?.ends = ends;
        Ok(())
    }

    async fn invitation_key(&self, hash: Hash) -> Result<Option<InvitationKey>, StoreError> {
        Ok(self.tables().keys.get(&hash).copied())
    }

    async fn families(&self) -> Result<Vec<FamilyId>, StoreError> {
        let mut ids: Vec<_> = self.tables().families.keys().copied().collect();
        ids.sort_unstable();
        Ok(ids)
    }

    async fn begin_looks(&self, family: FamilyId, chain: Arc<dyn Chain>) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let head = &mut tables.under(family, chain.key_version())?.head;
        head.get_or_insert_with(|| LookHead::new(chain.as_ref(), ORIGIN));
        Ok(())
    }

    async fn append_look(&self, look: Look) -> Result<(), StoreError> {
        self.tables().under(look.family, look.chain.key_version())?.look(&look);
        Ok(())
    }

    async fn looks(
        &self,
        family: FamilyId,
        below: u64,
        most: u32,
    ) -> Result<Vec<LookRow>, StoreError> {
        let tables = self.tables();
        let rows = tables.families.get(&family).map(|family| family.looks.as_slice());
        let rows = rows.unwrap_or_default().iter().rev().filter(|row| row.number < below);
        Ok(rows.take(most as usize).cloned().collect())
    }

    async fn chain_head(&self, family: FamilyId) -> Result<Option<LookHead>, StoreError> {
        Ok(self.tables().families.get(&family).and_then(|kept| kept.head.clone()))
    }

    async fn book(&self, family: FamilyId) -> Result<Book, StoreError> {
        let tables = self.tables();
        let Some(kept) = tables.families.get(&family) else { return Ok(Book::default()) };
        let (head, rows, entries) = (kept.head.clone(), kept.looks.clone(), kept.entries.clone());
        Ok(Book { head, rows, entries })
    }

    async fn cut_looks(
        &self,
        family: FamilyId,
        until: DateTime<Utc>,
        chain: Arc<dyn Chain>,
    ) -> Result<(), StoreError> {
        self.tables().under(family, chain.key_version())?.cut_looks(until, chain.as_ref());
        Ok(())
    }

    async fn rekey(&self, it: Rekey) -> Result<bool, StoreError> {
        let mut tables = self.tables();
        let family = tables.known(it.family)?;
        let row = family.row.as_mut().ok_or(StoreError::NoFamily)?;
        let now = family.head.as_ref();
        if row.key_version != it.from || !it.fits(now) {
            return Ok(false);
        }
        let next = it.head_after(now);
        (row.key_version, row.sealed_name) = (it.to, it.sealed_name);
        (family.head, family.looks) = (next, it.rows);
        Ok(true)
    }

    async fn reseal(
        &self,
        family: FamilyId,
        events: Vec<(SealedEvent, Option<Hash>)>,
        snapshot: Option<SealedSnapshot>,
    ) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let family = tables.known(family)?;
        for (new, witness) in events {
            let old = family.entries.iter_mut().find(|old| old.event.seq == new.seq);
            let old = old.ok_or(StoreError::NoFamily)?;
            (old.event.body, old.witness) = (new.body, witness);
        }
        let at = family.snapshot.as_ref().map(|it| it.seq);
        if let Some(snapshot) = snapshot.filter(|it| at == Some(it.seq)) {
            family.snapshot = Some(snapshot);
        }
        Ok(())
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
