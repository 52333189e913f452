//! By which ways somebody comes into their account again, beside an invitation.

use super::{AccountId, Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Somebody of another house, and the account they come into. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcLink {
    /// HMAC of issuer and subject.
    pub subject: Hash,
    pub account: AccountId,
    /// The house's id in the configuration.
    pub provider: String,
    pub created: DateTime<Utc>,
    /// As of [`super::SignIn`].
    pub trial: Option<DateTime<Utc>>,
}

/// A key that a device answers with. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Names it on a page. It opens nothing.
    pub id: Uuid,
    /// HMAC of the credential's id.
    pub credential: Hash,
    pub account: AccountId,
    pub sealed: Vec<u8>,
    pub created: DateTime<Utc>,
    pub used: DateTime<Utc>,
    /// As of [`super::SignIn`].
    pub trial: Option<DateTime<Utc>>,
}

/// The part of a [`super::Store`] that keeps them.
#[async_trait]
pub trait Ways {
    /// Keeps the link, unless its subject leads to an account already. Gives the account that the subject leads to.
    async fn put_oidc(&self, link: OidcLink) -> Result<AccountId, StoreError>;
    async fn oidc(&self, subject: Hash) -> Result<Option<OidcLink>, StoreError>;
    /// The account's, oldest first.
    async fn oidc_of(&self, account: AccountId) -> Result<Vec<OidcLink>, StoreError>;

    /// Nobody of this house leads to the account any more. Where nobody did, nothing happens.
    async fn delete_oidc(&self, account: AccountId, provider: &str) -> Result<(), StoreError>;

    /// Fails with [`StoreError::Taken`] if the credential is somebody's already.
    async fn put_passkey(&self, passkey: Passkey) -> Result<(), StoreError>;
    async fn passkey(&self, credential: Hash) -> Result<Option<Passkey>, StoreError>;
    /// The account's, oldest first.
    async fn passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError>;
    /// Notes that it was used, with the counter it has now.
    async fn use_passkey(
        &self,
        id: Uuid,
        sealed: Vec<u8>,
        used: DateTime<Utc>,
    ) -> Result<(), StoreError>;
    /// Another's stays. Where there is none, nothing happens.
    async fn delete_passkey(&self, account: AccountId, id: Uuid) -> Result<(), StoreError>;
}
