//! How many sockets one person may hold open. A family at one table has a handful; more is a program that forgot to close them.

use crate::store::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Sockets of one account at the same time, over all its devices and families.
pub const MOST_SOCKETS: usize = 20;

/// The open sockets of every account. Clones count the same.
#[derive(Clone, Default)]
pub struct Open(Arc<Mutex<HashMap<AccountId, usize>>>);

/// Holds one place; gives it back when it is dropped.
pub(super) struct Place {
    open: Open,
    account: AccountId,
}

impl Open {
    fn counts(&self) -> MutexGuard<'_, HashMap<AccountId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None where the account has as many as it may.
    pub(super) fn take(&self, account: AccountId) -> Option<Place> {
        let mut counts = self.counts();
        let count = counts.entry(account).or_default();
        if *count >= MOST_SOCKETS {
            return None;
        }
        *count += 1;
        Some(Place { open: self.clone(), account })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.open.counts();
        if let Some(count) = counts.get_mut(&self.account) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.account);
            }
        }
    }
}
