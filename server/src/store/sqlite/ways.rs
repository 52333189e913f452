//! The SQL of the ways in.

use super::Sqlite;
use super::rows;
use crate::store::{AccountId, Hash, OidcLink, StoreError, Ways};
use async_trait::async_trait;
use sqlx::query;

#[async_trait]
impl Ways for Sqlite {
    async fn put_oidc(&self, link: OidcLink) -> Result<AccountId, StoreError> {
        query("insert into oidc_links (subject, account, provider, created) values (?, ?, ?, ?) on conflict (subject) do nothing")
            .bind(link.subject.as_slice())
            .bind(link.account.0)
            .bind(link.provider)
            .bind(link.created.timestamp())
            .execute(&self.write)
            .await?;
        let kept = self.oidc(link.subject).await?;
        Ok(kept.map_or(link.account, |kept| kept.account))
    }

    async fn oidc(&self, subject: Hash) -> Result<Option<OidcLink>, StoreError> {
        let row =
            query("select subject, account, provider, created from oidc_links where subject = ?")
                .bind(subject.as_slice())
                .try_map(rows::oidc_link);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn oidc_of(&self, account: AccountId) -> Result<Vec<OidcLink>, StoreError> {
        let all = query("select subject, account, provider, created from oidc_links where account = ? order by created, rowid")
            .bind(account.0)
            .try_map(rows::oidc_link);
        Ok(all.fetch_all(&self.read).await?)
    }
}
