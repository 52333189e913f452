//! The ways in, until the process ends.

use super::Memory;
use crate::store::{AccountId, Hash, OidcLink, StoreError, Ways};
use async_trait::async_trait;

#[derive(Default)]
pub(super) struct Tables {
    oidc: Vec<OidcLink>,
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
}
