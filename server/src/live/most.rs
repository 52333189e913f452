//! How many sockets one person may hold open. A family at one table has a handful; more is a program that forgot to close them.

use crate::store::{AccountId, Hash};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Sockets of one account at the same time, over all its devices and families.
pub const MOST_SOCKETS: usize = 20;
/// Of these, what one device may take: what has lost its way on one does not shut the others out.
pub const MOST_OF_ONE: usize = 12;

/// The session of every open socket, by account. Clones count the same.
#[derive(Clone, Default)]
pub struct Open(Arc<Mutex<HashMap<AccountId, Vec<Hash>>>>);

/// Holds one place; gives it back when it is dropped.
pub(super) struct Place {
    open: Open,
    account: AccountId,
    session: Hash,
}

impl Open {
    fn all(&self) -> MutexGuard<'_, HashMap<AccountId, Vec<Hash>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None where the account, or its device, has as many as it may.
    pub(super) fn take(&self, account: AccountId, session: Hash) -> Option<Place> {
        let mut all = self.all();
        let own = all.entry(account).or_default();
        let of_one = own.iter().filter(|it| **it == session).count();
        if own.len() >= MOST_SOCKETS || of_one >= MOST_OF_ONE {
            return None;
        }
        own.push(session);
        Some(Place { open: self.clone(), account, session })
    }

    /// Those that have a socket, each once.
    pub(super) fn sessions(&self) -> Vec<Hash> {
        let mut sessions: Vec<_> = self.all().values().flatten().copied().collect();
        sessions.sort_unstable();
        sessions.dedup();
        sessions
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.open.all();
        if let Some(own) = all.get_mut(&self.account) {
            if let Some(place) = own.iter().position(|it| *it == self.session) {
                own.swap_remove(place);
            }
            if own.is_empty() {
                all.remove(&self.account);
            }
        }
    }
}
