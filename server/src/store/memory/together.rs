//! One process is alone with its memory.

use super::Memory;
use crate::store::together::{Hears, Together};
use crate::store::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::FamilyId;

#[async_trait]
impl Together for Memory {
    async fn heads(&self, families: &[FamilyId]) -> Result<Vec<(FamilyId, u64)>, StoreError> {
        let tables = self.tables();
        let head = |id: &FamilyId| tables.families.get(id).map(|family| (*id, family.head()));
        Ok(families.iter().filter_map(head).collect())
    }

    async fn over(&self, sessions: &[Hash], now: DateTime<Utc>) -> Result<Vec<Hash>, StoreError> {
        let tables = self.tables();
        let goes_on = |hash: &Hash| tables.sessions.get(hash).is_some_and(|it| now < it.expires);
        Ok(sessions.iter().filter(|hash| !goes_on(hash)).copied().collect())
    }

    async fn tell(&self, _: &[String]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn listen(&self) -> Result<Option<Box<dyn Hears>>, StoreError> {
        Ok(None)
    }
}
