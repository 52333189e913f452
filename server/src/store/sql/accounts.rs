//! The SQL of how accounts are opened.

use super::rows::{self, seconds, signed, small, told};
use super::{BEGIN_WRITE, Connection, Db};
use crate::store::accounts::{Accounts, SecondFactor, SignIn};
use crate::store::{AccountId, Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::{query, query_scalar};

#[async_trait]
impl Accounts for Db {
    async fn put_sign_in(&self, sign_in: SignIn) -> Result<(), StoreError> {
        query("insert into sign_ins (account, name_hash, sealed_name, sealed_password, created, trial) values ($1, $2, $3, $4, $5, $6) on conflict (account) do update set name_hash = excluded.name_hash, sealed_name = excluded.sealed_name, sealed_password = excluded.sealed_password, created = excluded.created, trial = excluded.trial")
            .bind(sign_in.account.0)
            .bind(sign_in.name_hash.as_slice())
            .bind(sign_in.sealed_name)
            .bind(sign_in.sealed_password)
            .bind(sign_in.created.timestamp())
            .bind(seconds(sign_in.trial))
            .execute(&self.write)
            .await
            .map_err(told)?;
        Ok(())
    }

    async fn sign_in(&self, account: AccountId) -> Result<Option<SignIn>, StoreError> {
        let row = query("select account, name_hash, sealed_name, sealed_password, created, trial from sign_ins where account = $1")
            .bind(account.0)
            .try_map(rows::sign_in);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn sign_in_by_name(&self, name_hash: Hash) -> Result<Option<SignIn>, StoreError> {
        let row = query("select account, name_hash, sealed_name, sealed_password, created, trial from sign_ins where name_hash = $1")
            .bind(name_hash.as_slice())
            .try_map(rows::sign_in);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn rehash(&self, before: &SignIn, sealed_password: Vec<u8>) -> Result<(), StoreError> {
        query(
            "update sign_ins set sealed_password = $1 where account = $2 and sealed_password = $3",
        )
        .bind(sealed_password)
        .bind(before.account.0)
        .bind(before.sealed_password.as_slice())
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn put_second(&self, second: SecondFactor, codes: &[Hash]) -> Result<(), StoreError> {
        let mut transaction = self.write.begin().await?;
        query("insert into second_factors (account, sealed_secret, last_step, created, trial) values ($1, $2, $3, $4, $5) on conflict (account) do update set sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, created = excluded.created, trial = excluded.trial")
            .bind(second.account.0)
            .bind(second.sealed_secret)
            .bind(signed(second.last_step))
            .bind(second.created.timestamp())
            .bind(seconds(second.trial))
            .execute(&mut *transaction)
            .await?;
        recovery(&mut transaction, second.account, codes).await?;
        Ok(transaction.commit().await?)
    }

    async fn second(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError> {
        let row = query(
            "select account, sealed_secret, last_step, created, trial from second_factors where account = $1",
        )
        .bind(account.0)
        .try_map(rows::second_factor);
        Ok(row.fetch_optional(&self.read).await?)
    }

    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError> {
        let used =
            query("update second_factors set last_step = $1 where account = $2 and last_step < $3")
                .bind(signed(step))
                .bind(account.0)
                .bind(signed(step))
                .execute(&self.write)
                .await?;
        Ok(used.rows_affected() == 1)
    }

    async fn put_recovery(&self, account: AccountId, codes: &[Hash]) -> Result<(), StoreError> {
        let mut transaction = self.write.begin().await?;
        recovery(&mut transaction, account, codes).await?;
        Ok(transaction.commit().await?)
    }

    async fn use_recovery(&self, account: AccountId, code: Hash) -> Result<bool, StoreError> {
        let used = query("delete from recovery_codes where account = $1 and hash = $2")
            .bind(account.0)
            .bind(code.as_slice())
            .execute(&self.write)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    async fn recovery_left(&self, account: AccountId) -> Result<u32, StoreError> {
        let left: i64 = query_scalar("select count(*) from recovery_codes where account = $1")
            .bind(account.0)
            .fetch_one(&self.read)
            .await?;
        Ok(small(left))
    }

    async fn end_account(&self, account: AccountId) -> Result<Option<Vec<Hash>>, StoreError> {
        let mut transaction = self.write.begin_with(BEGIN_WRITE).await?;
        let seats: i64 = query_scalar("select count(*) from seats where account = $1")
            .bind(account.0)
            .fetch_one(&mut *transaction)
            .await?;
        if seats > 0 {
            return Ok(None);
        }
        for forget in [
            "delete from sign_ins where account = $1",
            "delete from recovery_codes where account = $1",
            "delete from second_factors where account = $1",
            "delete from passkeys where account = $1",
            "delete from oidc_links where account = $1",
        ] {
            query(forget).bind(account.0).execute(&mut *transaction).await?;
        }
        let ended = query("delete from sessions where account = $1 returning token_hash")
            .bind(account.0)
            .try_map(rows::token_hash)
            .fetch_all(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(ended))
    }

    async fn end_trials(
        &self,
        account: AccountId,
        after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Hash>, StoreError> {
        let mut transaction = self.write.begin_with(BEGIN_WRITE).await?;
        for forget in [
            "delete from recovery_codes where account = $1 and exists (select 1 from second_factors where account = $1 and trial > $2 and created > $3)",
            "delete from second_factors where account = $1 and trial > $2 and created > $3",
            "delete from sign_ins where account = $1 and trial > $2 and created > $3",
            "delete from passkeys where account = $1 and trial > $2 and created > $3",
            "delete from oidc_links where account = $1 and trial > $2 and created > $3",
        ] {
            query(forget)
                .bind(account.0)
                .bind(now.timestamp())
                .bind(after.timestamp())
                .execute(&mut *transaction)
                .await?;
        }
        let ended =
            query("delete from sessions where account = $1 and trial > $2 returning token_hash")
                .bind(account.0)
                .bind(now.timestamp())
                .try_map(rows::token_hash)
                .fetch_all(&mut *transaction)
                .await?;
        transaction.commit().await?;
        Ok(ended)
    }

    async fn shorten_trials(
        &self,
        account: AccountId,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write.begin_with(BEGIN_WRITE).await?;
        for shorten in [
            "update sign_ins set trial = $2 where account = $1 and trial > $2",
            "update second_factors set trial = $2 where account = $1 and trial > $2",
            "update passkeys set trial = $2 where account = $1 and trial > $2",
            "update oidc_links set trial = $2 where account = $1 and trial > $2",
            "update sessions set trial = $2 where account = $1 and trial > $2",
        ] {
            query(shorten)
                .bind(account.0)
                .bind(until.timestamp())
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn step_up_session(&self, token: Hash, at: DateTime<Utc>) -> Result<(), StoreError> {
        query("update sessions set stepped_up = $1 where token_hash = $2")
            .bind(at.timestamp())
            .bind(token.as_slice())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn hand_over_session(
        &self,
        token: Hash,
        handed_over: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        query("update sessions set handed_over = $1, stepped_up = null where token_hash = $2")
            .bind(handed_over)
            .bind(token.as_slice())
            .execute(&self.write)
            .await?;
        Ok(())
    }
}

async fn recovery(
    transaction: &mut Connection,
    account: AccountId,
    codes: &[Hash],
) -> Result<(), StoreError> {
    query("delete from recovery_codes where account = $1")
        .bind(account.0)
        .execute(&mut *transaction)
        .await?;
    for code in codes {
        query("insert into recovery_codes (account, hash) values ($1, $2)")
            .bind(account.0)
            .bind(code.as_slice())
            .execute(&mut *transaction)
            .await?;
    }
    Ok(())
}
