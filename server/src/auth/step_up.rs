//! Proving once more, on this device, who one is: before what cannot be taken back, or lays much open. It holds for ten minutes.
//!
//! One call for those who need it: [`required`]. Where it refuses, a page leads to `/step-up` and back again, and the API answers
//! `403 /problems/step-up`.

use super::accounts;
use super::passwords::Password;
use super::second::{self, Takes};
use super::sessions::Person;
use super::trial::{self, Trial};
use super::ways::{self, Has, Way};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::store::AccountId;
use chrono::TimeDelta;
use std::net::IpAddr;

const LASTS: TimeDelta = TimeDelta::minutes(10);

/// Refuses with [`HttpError::StepUp`] unless this person proved who they are in the last ten minutes. A professional has proved it
/// with two things: a password and a code, a passkey, or the house they work for.
pub async fn required(parts: &Parts, person: Person) -> Result<(), HttpError> {
    if !is_fresh(parts, person) || lacks(parts, person.account).await?.is_some() {
        security::note_of(parts, person.account, Kind::Forbidden, "prove-first");
        return Err(HttpError::StepUp);
    }
    Ok(())
}

/// Whether it was proved in the last ten minutes. By a way on trial it never is, for whoever came in by it.
pub fn is_fresh(parts: &Parts, person: Person) -> bool {
    if trial::is_on(parts, person.trial) {
        return false;
    }
    let now = parts.clock.now();
    person.stepped_up.is_some_and(|at| at <= now && now - at < LASTS)
}

/// What has to be set up before anything can be proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lacking {
    Password,
    /// Of a professional.
    Second,
}

/// What an account still lacks: a professional proves it with two things, everybody else with one.
pub async fn lacks(parts: &Parts, account: AccountId) -> Result<Option<Lacking>, HttpError> {
    let has = ways::proving(parts, account).await?;
    if has.nothing() {
        return Ok(Some(Lacking::Password));
    }
    if has.two() || !accounts::is_professional(parts, account).await? {
        return Ok(None);
    }
    Ok(Some(if has.has(Way::Password) { Lacking::Second } else { Lacking::Password }))
}

/// By what an account can be proved: all that it has, and is not on trial beside another that is good; but of a professional's, who has
/// something that is worth two things, nothing that is worth one. Password and code go together, where there are both; each of the
/// others is enough.
pub async fn asked(parts: &Parts, account: AccountId) -> Result<Has, HttpError> {
    let has = ways::proving(parts, account).await?;
    let two = has.two() && accounts::is_professional(parts, account).await?;
    Ok(if two { has.only_two() } else { has })
}

/// Proves it by password and code, with all of them that the account has. False where something is wrong; which, nobody is told.
pub async fn prove(
    parts: &Parts,
    person: Person,
    password: &Password,
    code: &str,
    from: Option<IpAddr>,
) -> Result<bool, HttpError> {
    let proved = by_words(parts, person, password, code, from).await?;
    let kind = if proved { Kind::Proved } else { Kind::NotProved };
    security::note_of(parts, person.account, kind, "password");
    Ok(proved)
}

async fn by_words(
    parts: &Parts,
    person: Person,
    password: &Password,
    code: &str,
    from: Option<IpAddr>,
) -> Result<bool, HttpError> {
    let Person { account, .. } = person;
    let tries = accounts::tries_of(parts, account);
    parts.limits.guesses(tries, from, parts.clock.instant())?;
    let asked = asked(parts, account).await?;
    if !asked.words() {
        return Ok(false);
    }
    if asked.has(Way::Password)
        && accounts::has_password(parts, account, password).await? != Some(true)
    {
        return Ok(false);
    }
    if asked.has(Way::Code) {
        let Some(second) = parts.store.second(account).await? else { return Ok(false) };
        if !second::takes(parts, &second, code, Takes::AppOrPaper).await? {
            return Ok(false);
        }
    }
    parts.limits.guessed(tries, from);
    note(parts, person).await?;
    Ok(true)
}

/// Whether a passkey or a house proves anything that is of this trial: not beside a way that is good.
pub async fn counts(parts: &Parts, account: AccountId, of: Trial) -> Result<bool, HttpError> {
    Ok(!trial::is_on(parts, of) || ways::good(parts, account).await?.nothing())
}

/// A password or an app was just set up or replaced, and what was there before was proved. Where that is not how the account is
/// proved, it says nothing.
pub async fn words_were_set(parts: &Parts, person: Person) -> Result<(), HttpError> {
    if asked(parts, person.account).await?.words() {
        note(parts, person).await?;
    }
    Ok(())
}

/// It was just proved, here.
pub async fn note(parts: &Parts, person: Person) -> Result<(), HttpError> {
    parts.store.step_up_session(person.token_hash, parts.clock.now()).await?;
    Ok(())
}
