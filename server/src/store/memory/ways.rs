//! The ways in, until the process ends.

use super::Memory;
use super::accounts::shorten;
use crate::store::{AccountId, Hash, OidcLink, Passkey, StoreError, Ways};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Default)]
pub(super) struct Tables {
    oidc: Vec<OidcLink>,
    passkeys: Vec<Passkey>,
}

impl Tables {
    /// Whether the account has any that is not on trial at this moment.
    pub(super) fn has(&self, account: AccountId, at: DateTime<Utc>) -> bool {
        let houses = self.oidc.iter().map(|it| (it.account, it.trial));
        let mut all = houses.chain(self.passkeys.iter().map(|it| (it.account, it.trial)));
        all.any(|(whose, trial)| whose == account && trial <= Some(at))
    }

    pub(super) fn end_trials(
        &mut self,
        account: AccountId,
        after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) {
        let ends = |whose, trial, created| whose == account && trial > Some(now) && created > after;
        self.oidc.retain(|it| !ends(it.account, it.trial, it.created));
        self.passkeys.retain(|it| !ends(it.account, it.trial, it.created));
    }

    pub(super) fn shorten_trials(&mut self, account: AccountId, until: DateTime<Utc>) {
        for it in self.oidc.iter_mut().filter(|it| it.account == account) {
            shorten(&mut it.trial, until);
        }
        for it in self.passkeys.iter_mut().filter(|it| it.account == account) {
            shorten(&mut it.trial, until);
        }
    }

    pub(super) fn forget(&mut self, account: AccountId) {
        self.oidc.retain(|it| it.account != account);
        self.passkeys.retain(|it| it.account != account);
    }
}

#[async_trait]
impl Ways for Memory {
    async fn put_oidc(&self, link: OidcLink) -> Result<AccountId, StoreError> {
        let links = &mut self.tables().ways.oidc;
        if let Some(before) = links.iter().find(|it| it.subject == link.subject) {
            return Ok(before.account);
        }
        let account = link.account;
        links.push(link);
        Ok(account)
    }

    async fn oidc(&self, subject: Hash) -> Result<Option<OidcLink>, StoreError> {
        Ok(self.tables().ways.oidc.iter().find(|it| it.subject == subject).cloned())
    }

    async fn oidc_of(&self, account: AccountId) -> Result<Vec<OidcLink>, StoreError> {
        let tables = self.tables();
        Ok(tables.ways.oidc.iter().filter(|it| it.account == account).cloned().collect())
    }

    async fn delete_oidc(&self, account: AccountId, provider: &str) -> Result<(), StoreError> {
        let kept = &mut self.tables().ways.oidc;
        kept.retain(|it| it.account != account || it.provider != provider);
        Ok(())
    }

    async fn put_passkey(&self, passkey: Passkey) -> Result<(), StoreError> {
        let all = &mut self.tables().ways.passkeys;
        if all.iter().any(|it| it.credential == passkey.credential) {
            return Err(StoreError::Taken);
        }
        all.push(passkey);
        Ok(())
    }

    async fn passkey(&self, credential: Hash) -> Result<Option<Passkey>, StoreError> {
        let tables = self.tables();
        Ok(tables.ways.passkeys.iter().find(|it| it.credential == credential).cloned())
    }

    async fn passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let tables = self.tables();
        Ok(tables.ways.passkeys.iter().filter(|it| it.account == account).cloned().collect())
    }

    async fn use_passkey(
        &self,
        id: Uuid,
        sealed: Vec<u8>,
        used: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if let Some(kept) = self.tables().ways.passkeys.iter_mut().find(|it| it.id == id) {
            (kept.sealed, kept.used) = (sealed, used);
        }
        Ok(())
    }

    async fn delete_passkey(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.tables().ways.passkeys.retain(|it| (it.account, it.id) != (account, id));
        Ok(())
    }
}
