//! How an account is opened without an invitation: by name and password, and by a second factor. All that could open anything is
//! sealed before it comes here.

use super::{AccountId, Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// A name to sign in with and its password. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    pub account: AccountId,
    /// The blind index of the name.
    pub name_hash: Hash,
    /// For showing it to its owner.
    pub sealed_name: Vec<u8>,
    /// The argon2id hash with its salt and costs, sealed.
    pub sealed_password: Vec<u8>,
    /// Of this password.
    pub created: DateTime<Utc>,
    /// Until when it is on trial: it was set up while nothing could be proved. None: it never was.
    pub trial: Option<DateTime<Utc>>,
}

/// What makes the codes of an account's app. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    pub account: AccountId,
    pub sealed_secret: Vec<u8>,
    /// The 30 seconds, counted from 1970, of the last code that was used.
    pub last_step: u64,
    pub created: DateTime<Utc>,
    /// As of [`SignIn`].
    pub trial: Option<DateTime<Utc>>,
}

/// A part of [`super::Store`], with the same promises.
#[async_trait]
pub trait Accounts {
    /// Keeps an account's name and password, in place of what it had. Fails with [`StoreError::Taken`] if the name is another
    /// account's; then nothing is changed.
    async fn put_sign_in(&self, sign_in: SignIn) -> Result<(), StoreError>;
    async fn sign_in(&self, account: AccountId) -> Result<Option<SignIn>, StoreError>;
    async fn sign_in_by_name(&self, name_hash: Hash) -> Result<Option<SignIn>, StoreError>;
    /// The same password, hashed and sealed anew. Where another was chosen since `before` was read, nothing happens.
    async fn rehash(&self, before: &SignIn, sealed_password: Vec<u8>) -> Result<(), StoreError>;

    /// Keeps an account's second factor with its recovery codes, in place of what it had, all together.
    async fn put_second(&self, second: SecondFactor, codes: &[Hash]) -> Result<(), StoreError>;
    async fn second(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError>;
    /// Uses the code of a step up. False if that step, or a later one, was used already.
    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError>;
    /// Keeps these recovery codes and no others.
    async fn put_recovery(&self, account: AccountId, codes: &[Hash]) -> Result<(), StoreError>;
    /// Uses a recovery code up. False if there is none such.
    async fn use_recovery(&self, account: AccountId, code: Hash) -> Result<bool, StoreError>;
    /// How many recovery codes are left.
    async fn recovery_left(&self, account: AccountId) -> Result<u32, StoreError>;

    /// Ends an account that has no seat: all its ways in and its sessions, together. Gives the tokens' hashes of the sessions that
    /// ended with it. None, and nothing is changed, where it has a seat.
    async fn end_account(&self, account: AccountId) -> Result<Option<Vec<Hash>>, StoreError>;

    /// Takes away those of the account's ways that are on trial at `now` and were made later than `after`, the codes on paper with the
    /// app they belong to, and every session that came in by a way that is on trial at `now`, all together. Gives the tokens' hashes
    /// of the sessions that ended with it.
    async fn end_trials(
        &self,
        account: AccountId,
        after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Hash>, StoreError>;
    /// No way of the account is on trial later than `until`, and no session that came in by one. Those that end before that stay as they
    /// are.
    async fn shorten_trials(
        &self,
        account: AccountId,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Notes that somebody proved again who they are.
    async fn step_up_session(&self, token: Hash, at: DateTime<Utc>) -> Result<(), StoreError>;
    /// Notes that the device goes round a table, and how it stands; None: it is its owner's again. What was proved on it before
    /// is proved no more.
    async fn hand_over_session(
        &self,
        token: Hash,
        handed_over: Option<Vec<u8>>,
    ) -> Result<(), StoreError>;
}
