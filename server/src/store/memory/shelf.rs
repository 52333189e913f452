//! What waits for a browser.

use super::Memory;
use crate::store::shelf::{Kept, Shelf, Taken};
use crate::store::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

#[async_trait]
impl Shelf for Memory {
    async fn keep(&self, kept: Kept, old: DateTime<Utc>, most: u32) -> Result<(), StoreError> {
        let all = &mut self.tables().shelf;
        all.retain(|it| it.since > old && it.word != kept.word);
        all.push(kept);
        all.sort_by_key(|it| it.since);
        let over = all.len().saturating_sub(most as usize);
        all.drain(..over);
        Ok(())
    }

    async fn take(
        &self,
        word: Hash,
        browser: Option<Hash>,
        old: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        let all = &mut self.tables().shelf;
        let Some(place) = all.iter().position(|it| it.word == word && it.since > old) else {
            return Ok(Taken::Gone);
        };
        if Some(all[place].browser) != browser {
            return Ok(Taken::Elsewhere);
        }
        Ok(Taken::It(all.remove(place).sealed))
    }
}
