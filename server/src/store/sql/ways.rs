//! The SQL of the ways in.

use super::Db;
use super::rows::{self, seconds, told};
use crate::store::{AccountId, Hash, OidcLink, Passkey, StoreError, Ways};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::query;
use uuid::Uuid;

#[async_trait]
impl Ways for Db {
    async fn put_oidc(&self, link: OidcLink) -> Result<AccountId, StoreError> {
        query("insert into oidc_links (subject, account, provider, created, trial) values ($1, $2, $3, $4, $5) on conflict (subject) do nothing")
            .bind(link.subject.as_slice())
            .bind(link.account.0)
            .bind(link.provider)
            .bind(link.created.timestamp())
            .bind(seconds(link.trial))
            .execute(&self.write)
            .await?;
        let kept = self.oidc(link.subject).await?;
        Ok(kept.map_or(link.account, |kept| kept.account))
    }

    async fn oidc(&self, subject: Hash) -> Result<Option<OidcLink>, StoreError> {
        let row = query(
            "select subject, account, provider, created, trial from oidc_links where subject = $1",
        )
        .bind(subject.as_slice())
        .try_map(rows::oidc_link);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn oidc_of(&self, account: AccountId) -> Result<Vec<OidcLink>, StoreError> {
        let all = query("select subject, account, provider, created, trial from oidc_links where account = $1 order by created, rowid")
            .bind(account.0)
            .try_map(rows::oidc_link);
        Ok(all.fetch_all(&self.read).await?)
    }

    async fn delete_oidc(&self, account: AccountId, provider: &str) -> Result<(), StoreError> {
        query("delete from oidc_links where account = $1 and provider = $2")
            .bind(account.0)
            .bind(provider)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn put_passkey(&self, passkey: Passkey) -> Result<(), StoreError> {
        query("insert into passkeys (id, credential, account, sealed, created, used, trial) values ($1, $2, $3, $4, $5, $6, $7)")
            .bind(passkey.id)
            .bind(passkey.credential.as_slice())
            .bind(passkey.account.0)
            .bind(passkey.sealed)
            .bind(passkey.created.timestamp())
            .bind(passkey.used.timestamp())
            .bind(seconds(passkey.trial))
            .execute(&self.write)
            .await
            .map_err(told)?;
        Ok(())
    }

    async fn passkey(&self, credential: Hash) -> Result<Option<Passkey>, StoreError> {
        let row = query("select id, credential, account, sealed, created, used, trial from passkeys where credential = $1")
            .bind(credential.as_slice())
            .try_map(rows::passkey);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let all = query("select id, credential, account, sealed, created, used, trial from passkeys where account = $1 order by created, rowid")
            .bind(account.0)
            .try_map(rows::passkey);
        Ok(all.fetch_all(&self.read).await?)
    }

    async fn use_passkey(
        &self,
        id: Uuid,
        sealed: Vec<u8>,
        used: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        query("update passkeys set sealed = $1, used = $2 where id = $3")
            .bind(sealed)
            .bind(used.timestamp())
            .bind(id)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn delete_passkey(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        query("delete from passkeys where account = $1 and id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&self.write)
            .await?;
        Ok(())
    }
}
