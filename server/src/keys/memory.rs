//! Keys that are gone when the process ends: for tests.

use super::{Kept, KeyStore, KeysError};
use domain::FamilyId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Memory(Mutex<HashMap<FamilyId, Kept>>);

impl KeyStore for Memory {
    fn get(&self, family: FamilyId) -> Result<Option<Kept>, KeysError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&family).cloned())
    }

    fn put(
        &self,
        family: FamilyId,
        before: Option<&Kept>,
        after: &Kept,
    ) -> Result<bool, KeysError> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = all.get(&family) == before;
        if fits {
            all.insert(family, after.clone());
        }
        Ok(fits)
    }

    fn all(&self) -> Result<Vec<FamilyId>, KeysError> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = all.keys().copied().collect();
        all.sort_unstable();
        Ok(all)
    }
}
