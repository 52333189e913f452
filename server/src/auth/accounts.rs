//! Coming in by name and password. Whoever has a second factor needs it too; a professional needs one.

use super::known;
use super::level::Level;
use super::names::Name;
use super::passwords::strength::{self, Beside, Weak};
use super::passwords::{Password, Passwords};
use super::second::{self, Takes};
use super::trial::{self, Trial};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::store::{AccountId, Hash, SignIn, StoreError};
use crate::vault::Held;
use domain::people::Role;
use std::net::IpAddr;

/// What somebody typed to come in.
pub struct Proof {
    pub name: String,
    pub password: Password,
    /// Of the app, or from paper. Empty where there is no second factor.
    pub code: String,
    /// What the browser kept from when somebody came in there before.
    pub known: Option<String>,
}

/// How that was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Open {
        account: AccountId,
        level: Level,
        trial: Trial,
    },
    /// Name, password and code do not belong together. Which of them is wrong nobody is told.
    Wrong,
    /// The password is right. But a professional comes in with two things, and this account has one.
    NeedsSecond,
}

/// Who comes in. A name that nobody has is answered as a wrong password is, after the same work.
pub async fn sign_in(
    parts: &Parts,
    proof: &Proof,
    from: Option<IpAddr>,
) -> Result<Entry, HttpError> {
    let entry = entry(parts, proof, from).await?;
    match entry {
        Entry::Open { account, .. } => {
            security::note_of(parts, account, Kind::SignedIn, "password");
        }
        Entry::Wrong => security::note(Kind::NotSignedIn, "password"),
        Entry::NeedsSecond => security::note(Kind::NotSignedIn, "no-second-thing"),
    }
    Ok(entry)
}

async fn entry(parts: &Parts, proof: &Proof, from: Option<IpAddr>) -> Result<Entry, HttpError> {
    let name = Name::read(&proof.name);
    let hash = name.as_ref().map_or_else(
        || parts.vault.blind("no sign-in name", &proof.name),
        |name| name.hash(&parts.vault),
    );
    let tries = known::guesses(parts, hash, proof.known.as_deref(), from)?;
    let found = match name {
        Some(_) => parts.store.sign_in_by_name(hash).await?,
        None => None,
    };
    let Some(found) = fits(parts, &proof.password, found).await? else { return Ok(Entry::Wrong) };
    let account = found.account;
    let second = parts.store.second(account).await?;
    if let Some(second) = &second
        && !second::takes(parts, second, &proof.code, Takes::AppOrPaper).await?
    {
        return Ok(Entry::Wrong);
    }
    parts.limits.guessed(tries, from);
    hash_anew(parts, account, &proof.password).await?;
    // Whoever knows one that is good is who they are.
    let trial = second.as_ref().map_or(found.trial, |it| it.trial.min(found.trial));
    Ok(match (second.is_some(), is_professional(parts, account).await?) {
        (false, true) => Entry::NeedsSecond,
        (true, true) => Entry::Open { account, level: Level::Strong, trial },
        (_, false) => Entry::Open { account, level: Level::Low, trial },
    })
}

/// Whose password it is. The same work is done for nobody.
async fn fits(
    parts: &Parts,
    password: &Password,
    found: Option<SignIn>,
) -> Result<Option<SignIn>, HttpError> {
    let kept = found.as_ref().map(|it| kept(parts, it)).transpose()?;
    let fits = parts.passwords.fits(password, kept).await?;
    Ok(found.filter(|_| fits))
}

fn kept(parts: &Parts, sign_in: &SignIn) -> Result<String, HttpError> {
    let plain = parts.vault.open_for(sign_in.account, Held::Password, &sign_in.sealed_password)?;
    Ok(String::from_utf8_lossy(&plain).into_owned())
}

/// What was hashed at costs of before is hashed at those of today, now that its owner has come in by it: nobody else knows it.
async fn hash_anew(
    parts: &Parts,
    account: AccountId,
    password: &Password,
) -> Result<(), HttpError> {
    let Some(before) = parts.store.sign_in(account).await? else { return Ok(()) };
    if !Passwords::is_old(&kept(parts, &before)?) {
        return Ok(());
    }
    let hash = parts.passwords.hash(password).await?;
    let sealed = parts.vault.seal_for(account, Held::Password, hash.as_bytes())?;
    Ok(parts.store.rehash(&before, sealed).await?)
}

/// Whether this is the account's password. None where it has none.
pub async fn has_password(
    parts: &Parts,
    account: AccountId,
    password: &Password,
) -> Result<Option<bool>, HttpError> {
    let Some(found) = parts.store.sign_in(account).await? else { return Ok(None) };
    Ok(Some(fits(parts, password, Some(found)).await?.is_some()))
}

/// What one signs in by, for its owner.
pub async fn name(parts: &Parts, account: AccountId) -> Result<Option<String>, HttpError> {
    let Some(found) = parts.store.sign_in(account).await? else { return Ok(None) };
    let plain = parts.vault.open_for(account, Held::Name, &found.sealed_name)?;
    Ok(Some(String::from_utf8_lossy(&plain).into_owned()))
}

/// Why a name and a password were not kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unkept {
    /// Neither an address nor a number.
    NoName,
    /// Somebody else signs in by it.
    Taken,
    Weak(Weak),
}

/// Whether a password of this account is guarded by an app. Not by one that is on trial: that can be taken away without a proof, and the
/// password stays.
pub async fn beside(parts: &Parts, account: AccountId) -> Result<Beside, HttpError> {
    let second = parts.store.second(account).await?;
    let guards = second.is_some_and(|it| !trial::is_on(parts, it.trial));
    Ok(if guards { Beside::SecondFactor } else { Beside::Alone })
}

/// Whether a name and a password could be an account's. Tells nothing of what others have.
pub async fn judge(
    parts: &Parts,
    account: AccountId,
    name: &str,
    password: &Password,
) -> Result<Result<Name, Unkept>, HttpError> {
    let beside = beside(parts, account).await?;
    let Some(name) = Name::read(name) else { return Ok(Err(Unkept::NoName)) };
    let judged = strength::judge(password, name.as_str(), beside);
    Ok(judged.map(|()| name).map_err(Unkept::Weak))
}

/// Keeps a name and a password that were judged good, in place of what the account had.
pub async fn keep(
    parts: &Parts,
    account: AccountId,
    name: &Name,
    password: &Password,
    trial: Trial,
) -> Result<Result<(), Unkept>, HttpError> {
    let created = parts.clock.now();
    let hash = parts.passwords.hash(password).await?;
    let sign_in = SignIn {
        account,
        name_hash: name.hash(&parts.vault),
        sealed_name: parts.vault.seal_for(account, Held::Name, name.as_str().as_bytes())?,
        sealed_password: parts.vault.seal_for(account, Held::Password, hash.as_bytes())?,
        created,
        trial,
    };
    match parts.store.put_sign_in(sign_in).await {
        Ok(()) => Ok(Ok(())),
        Err(StoreError::Taken) => Ok(Err(Unkept::Taken)),
        Err(error) => Err(error.into()),
    }
}

/// Whether somebody is in any circle by profession.
pub async fn is_professional(parts: &Parts, account: AccountId) -> Result<bool, HttpError> {
    Ok(roles(parts, account).await?.contains(&Role::Professional))
}

/// As what somebody is in the circles that they are in.
pub async fn roles(parts: &Parts, account: AccountId) -> Result<Vec<Role>, HttpError> {
    let mut roles = Vec::new();
    for seat in parts.store.seats(account).await? {
        roles.extend(parts.rooms.role(seat.family, seat.member).await?);
    }
    Ok(roles)
}

/// What tries of somebody who is signed in are counted by.
pub fn tries_of(parts: &Parts, AccountId(account): AccountId) -> Hash {
    parts.vault.blind("tries of an account", &account.to_string())
}
