//! The SQL of what waits for a browser.

use super::{BEGIN_WRITE, Db};
use crate::store::shelf::{Kept, Shelf, Taken};
use crate::store::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::{query, query_scalar};

#[async_trait]
impl Shelf for Db {
    async fn keep(&self, kept: Kept, old: DateTime<Utc>, most: u32) -> Result<(), StoreError> {
        let mut transaction = self.write.begin_with(BEGIN_WRITE).await?;
        query("insert into shelf (word, browser, sealed, since) values ($1, $2, $3, $4) on conflict (word) do update set browser = excluded.browser, sealed = excluded.sealed, since = excluded.since")
            .bind(kept.word.as_slice())
            .bind(kept.browser.as_slice())
            .bind(kept.sealed)
            .bind(kept.since.timestamp())
            .execute(&mut *transaction)
            .await?;
        query("delete from shelf where since <= $1 or word in (select word from shelf order by since desc limit $2 offset $3)")
            .bind(old.timestamp())
            .bind(i64::MAX)
            .bind(i64::from(most))
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    async fn take(
        &self,
        word: Hash,
        browser: Option<Hash>,
        old: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        // In one step, so that of two who come at once one gets it.
        let taken = query_scalar(
            "delete from shelf where word = $1 and browser = $2 and since > $3 returning sealed",
        );
        let taken = taken
            .bind(word.as_slice())
            .bind(browser.as_ref().map(Hash::as_slice))
            .bind(old.timestamp());
        if let Some(sealed) = taken.fetch_optional(&self.write).await? {
            return Ok(Taken::It(sealed));
        }
        let there: i64 = query_scalar("select count(*) from shelf where word = $1 and since > $2")
            .bind(word.as_slice())
            .bind(old.timestamp())
            .fetch_one(&self.read)
            .await?;
        Ok(if there > 0 { Taken::Elsewhere } else { Taken::Gone })
    }
}
