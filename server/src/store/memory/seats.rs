//! Who sits where, until the process ends.

use super::Tables;
use crate::store::{AccountId, Append, Appended, Seat, StoreError};
use chrono::{DateTime, Utc};
use domain::{FamilyId, MemberId};

impl Tables {
    pub(super) fn append(&mut self, append: Append) -> Result<Appended, StoreError> {
        let (family, vacates) = (append.family, append.vacates);
        if let Some(it) = vacates.filter(|it| !it.even_own)
            && let Some(sits) = self.sits(family, it.member)
            && self.has_own_way(sits, it.at)
            && self.known(family)?.verdict(&append) == Appended::Done
        {
            return Ok(Appended::Theirs);
        }
        let done = self.known(family)?.append(append);
        if let (Appended::Done, Some(it)) = (&done, vacates) {
            self.vacate(family, it.member);
        }
        Ok(done)
    }

    fn sits(&self, family: FamilyId, member: MemberId) -> Option<AccountId> {
        let seat = self.seats.iter().find(|it| (it.family, it.member) == (family, member));
        seat.map(|it| it.account)
    }

    fn has_own_way(&self, account: AccountId, at: DateTime<Utc>) -> bool {
        self.ways.has(account, at) || self.accounts.has(account, at)
    }

    fn vacate(&mut self, family: FamilyId, member: MemberId) {
        let Some(account) = self.sits(family, member) else { return };
        self.seats.retain(|it| (it.family, it.member) != (family, member));
        if self.seats.iter().all(|it| it.account != account) {
            self.sessions.retain(|_, it| it.account != account);
        }
    }

    pub(super) fn give(&mut self, seat: Seat) -> Result<(), StoreError> {
        self.known(seat.family)?;
        let taken = |other: &Seat| {
            other.family == seat.family
                && (other.account == seat.account || other.member == seat.member)
        };
        if self.seats.iter().any(taken) {
            return Err(StoreError::Taken);
        }
        self.seats.push(seat);
        Ok(())
    }
}
