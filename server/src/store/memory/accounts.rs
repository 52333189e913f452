//! How accounts are opened, as long as the process lives.

use super::Memory;
use crate::store::accounts::{Accounts, SecondFactor, SignIn};
use crate::store::{AccountId, Hash, Session, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Kept {
    sign_ins: HashMap<AccountId, SignIn>,
    seconds: HashMap<AccountId, SecondFactor>,
    codes: HashMap<AccountId, HashSet<Hash>>,
}

impl Kept {
    /// Whether the account has any that is not on trial at this moment.
    pub(super) fn has(&self, account: AccountId, at: DateTime<Utc>) -> bool {
        let words = self.sign_ins.get(&account).map(|it| it.trial);
        let app = self.seconds.get(&account).map(|it| it.trial);
        words.into_iter().chain(app).any(|trial| trial <= Some(at))
    }

    fn end_trials(&mut self, account: AccountId, after: DateTime<Utc>, now: DateTime<Utc>) {
        let ends = |trial, created| trial > Some(now) && created > after;
        self.sign_ins.retain(|it, kept| *it != account || !ends(kept.trial, kept.created));
        if self.seconds.get(&account).is_some_and(|it| ends(it.trial, it.created)) {
            self.seconds.remove(&account);
            self.codes.remove(&account);
        }
    }

    fn shorten_trials(&mut self, account: AccountId, until: DateTime<Utc>) {
        if let Some(it) = self.sign_ins.get_mut(&account) {
            shorten(&mut it.trial, until);
        }
        if let Some(it) = self.seconds.get_mut(&account) {
            shorten(&mut it.trial, until);
        }
    }

    fn forget(&mut self, account: AccountId) {
        self.sign_ins.remove(&account);
        self.seconds.remove(&account);
        self.codes.remove(&account);
    }
}

/// One that never was on trial stays so.
pub(super) fn shorten(trial: &mut Option<DateTime<Utc>>, until: DateTime<Utc>) {
    *trial = trial.map(|it| it.min(until));
}

#[async_trait]
impl Accounts for Memory {
    async fn put_sign_in(&self, sign_in: SignIn) -> Result<(), StoreError> {
        let kept = &mut self.tables().accounts.sign_ins;
        let same = |it: &SignIn| it.name_hash == sign_in.name_hash && it.account != sign_in.account;
        if kept.values().any(same) {
            return Err(StoreError::Taken);
        }
        kept.insert(sign_in.account, sign_in);
        Ok(())
    }

    async fn sign_in(&self, account: AccountId) -> Result<Option<SignIn>, StoreError> {
        Ok(self.tables().accounts.sign_ins.get(&account).cloned())
    }

    async fn sign_in_by_name(&self, name_hash: Hash) -> Result<Option<SignIn>, StoreError> {
        let tables = self.tables();
        let found = tables.accounts.sign_ins.values().find(|it| it.name_hash == name_hash);
        Ok(found.cloned())
    }

    async fn rehash(&self, before: &SignIn, sealed_password: Vec<u8>) -> Result<(), StoreError> {
        let kept = &mut self.tables().accounts.sign_ins;
        if let Some(now) = kept.get_mut(&before.account).filter(|now| *now == before) {
            now.sealed_password = sealed_password;
        }
        Ok(())
    }

    async fn put_second(&self, second: SecondFactor, codes: &[Hash]) -> Result<(), StoreError> {
        let kept = &mut self.tables().accounts;
        kept.codes.insert(second.account, codes.iter().copied().collect());
        kept.seconds.insert(second.account, second);
        Ok(())
    }

    async fn second(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError> {
        Ok(self.tables().accounts.seconds.get(&account).cloned())
    }

    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError> {
        let kept = &mut self.tables().accounts.seconds;
        let Some(second) = kept.get_mut(&account).filter(|it| it.last_step < step) else {
            return Ok(false);
        };
        second.last_step = step;
        Ok(true)
    }

    async fn put_recovery(&self, account: AccountId, codes: &[Hash]) -> Result<(), StoreError> {
        self.tables().accounts.codes.insert(account, codes.iter().copied().collect());
        Ok(())
    }

    async fn use_recovery(&self, account: AccountId, code: Hash) -> Result<bool, StoreError> {
        Ok(self.tables().accounts.codes.get_mut(&account).is_some_and(|all| all.remove(&code)))
    }

    async fn recovery_left(&self, account: AccountId) -> Result<u32, StoreError> {
        let left = self.tables().accounts.codes.get(&account).map_or(0, HashSet::len);
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    async fn end_account(&self, account: AccountId) -> Result<Option<Vec<Hash>>, StoreError> {
        let tables = &mut *self.tables();
        if tables.seats.iter().any(|it| it.account == account) {
            return Ok(None);
        }
        tables.accounts.forget(account);
        tables.ways.forget(account);
        let ended = tables.sessions.extract_if(|_, it| it.account == account);
        Ok(Some(ended.map(|(token, _)| token).collect()))
    }

    async fn end_trials(
        &self,
        account: AccountId,
        after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Hash>, StoreError> {
        let tables = &mut *self.tables();
        tables.accounts.end_trials(account, after, now);
        tables.ways.end_trials(account, after, now);
        let meant = |it: &mut Session| it.account == account && it.trial > Some(now);
        let ended = tables.sessions.extract_if(|_, it| meant(it));
        Ok(ended.map(|(token, _)| token).collect())
    }

    async fn shorten_trials(
        &self,
        account: AccountId,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let tables = &mut *self.tables();
        tables.accounts.shorten_trials(account, until);
        tables.ways.shorten_trials(account, until);
        for session in tables.sessions.values_mut().filter(|it| it.account == account) {
            shorten(&mut session.trial, until);
        }
        Ok(())
    }

    async fn step_up_session(&self, token: Hash, at: DateTime<Utc>) -> Result<(), StoreError> {
        if let Some(session) = self.tables().sessions.get_mut(&token) {
            session.stepped_up = Some(at);
        }
        Ok(())
    }

    async fn hand_over_session(
        &self,
        token: Hash,
        handed_over: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        if let Some(session) = self.tables().sessions.get_mut(&token) {
            session.handed_over = handed_over;
            session.stepped_up = None;
        }
        Ok(())
    }
}
