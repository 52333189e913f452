//! By which ways somebody comes into their account again, beside an invitation.

use super::{AccountId, Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// Somebody of another house, and the account they come into. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcLink {
    /// HMAC of issuer and subject.
    pub subject: Hash,
    pub account: AccountId,
    /// The house's id in the configuration.
    pub provider: String,
    pub created: DateTime<Utc>,
}

/// The part of a [`super::Store`] that keeps them.
#[async_trait]
pub trait Ways {
    /// Keeps the link, unless its subject leads to an account already. Gives the account that the subject leads to.
    async fn put_oidc(&self, link: OidcLink) -> Result<AccountId, StoreError>;
    async fn oidc(&self, subject: Hash) -> Result<Option<OidcLink>, StoreError>;
    /// The account's, oldest first.
    async fn oidc_of(&self, account: AccountId) -> Result<Vec<OidcLink>, StoreError>;
}
