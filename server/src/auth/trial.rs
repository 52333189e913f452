//! A first way in was set up by a device that had nothing to prove: perhaps its owner's, perhaps that of whoever had it in hand for
//! a minute. It is on trial until seven days after somebody was told of it who was in before. It lets one in; but whoever came in by it
//! does nothing that weighs, and every device that is in otherwise is told of it, and takes it away without a proof.
//!
//! Why it is so, and whom it leaves out, stands in `docs/accounts.md`.

use super::accounts;
use super::sessions::{self, Person};
use super::ways::{self, Has, Kept};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::store::{AccountId, Session};
use crate::vault::Vault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use std::cmp::Reverse;

/// So long where nobody is told who could be. It is no longer, because a phone that is broken or sold tells nobody either.
pub const LASTS: TimeDelta = TimeDelta::days(30);
/// So long after somebody was told; and, where nobody is left who could be, after it was made.
pub const ONCE_TOLD: TimeDelta = TimeDelta::days(7);
/// What passes at most between that something is made and that its trial begins.
const A_MOMENT: TimeDelta = TimeDelta::minutes(1);
/// Whoever set it up has the device in hand just then: that it was them counts from the day after.
const OWNED_AFTER: TimeDelta = TimeDelta::days(1);

/// A moment until which something is on trial, if it is. Of two that were needed together the lesser counts, and none is the least.
pub type Trial = Option<DateTime<Utc>>;

/// Whether it is on trial still.
pub fn is_on(parts: &Parts, trial: Trial) -> bool {
    trial > Some(parts.clock.now())
}

/// Until when a way is on trial, at the latest, that is set up now. None where it was proved by a way that is good, and of whoever is
/// everywhere by profession: they are told nothing before they have set it up, so nobody had anything of theirs in hand.
pub async fn begins(parts: &Parts, account: AccountId) -> Result<Trial, HttpError> {
    if !ways::good(parts, account).await?.nothing() || works_only(parts, account).await? {
        return Ok(None);
    }
    Ok(Some(parts.clock.now() + LASTS))
}

async fn works_only(parts: &Parts, account: AccountId) -> Result<bool, HttpError> {
    let roles = accounts::roles(parts, account).await?;
    Ok(!roles.is_empty() && roles.iter().all(|it| *it == domain::people::Role::Professional))
}

/// Refuses with [`HttpError::OnTrial`] whoever came in by a way that is on trial. Asked before all that weighs.
pub fn over(parts: &Parts, person: Person) -> Result<(), HttpError> {
    match person.trial.filter(|_| is_on(parts, person.trial)) {
        Some(until) => {
            security::note_of(parts, person.account, Kind::Forbidden, "on-trial");
            Err(HttpError::OnTrial { until })
        }
        None => Ok(()),
    }
}

/// Those that this person is told of, newest first: none of whoever came in by one, nor what they said before, on this device, to be
/// their own.
pub async fn told(
    parts: &Parts,
    person: Person,
    said: Option<&str>,
) -> Result<Vec<Kept>, HttpError> {
    if is_on(parts, person.trial) {
        return Ok(Vec::new());
    }
    let after = owned(&parts.vault, person, said);
    let mut all = ways::kept(parts, person.account).await?;
    all.retain(|it| is_on(parts, it.trial) && it.made > after);
    all.sort_by_key(|it| Reverse(it.made));
    Ok(all)
}

/// The same, where they are shown on the page that is asked for. From the day after the newest was made it counts as told: whoever set
/// it up has the device in hand on the first, and would tell themselves.
pub async fn tells(
    parts: &Parts,
    person: Person,
    said: Option<&str>,
) -> Result<Vec<Kept>, HttpError> {
    let all = told(parts, person, said).await?;
    let until = Some(parts.clock.now() + ONCE_TOLD);
    if !can_be_owned(parts, &all) || all.iter().all(|it| it.trial <= until) {
        return Ok(all);
    }
    shorten(parts, person.account, until).await?;
    Ok(all.into_iter().map(|it| Kept { trial: it.trial.min(until), ..it }).collect())
}

/// A session, as it stands now. Where it came in by a way on trial of which nobody was told, and nobody is left who was in before, the
/// seven days run from when the newest was made.
pub async fn settled(parts: &Parts, session: Session) -> Result<Session, HttpError> {
    if !is_on(parts, session.trial) {
        return Ok(session);
    }
    let (account, now) = (session.account, parts.clock.now());
    let before = |it: &Session| now < it.expires && !is_on(parts, it.trial);
    if parts.store.sessions(account).await?.iter().any(before) {
        return Ok(session);
    }
    let mut all = ways::kept(parts, account).await?;
    all.retain(|it| is_on(parts, it.trial));
    let told = |it: &Kept| it.trial < Some(it.made + LASTS - A_MOMENT);
    let until = all.iter().map(|it| it.made + ONCE_TOLD).max();
    if until.is_none() || all.iter().any(told) {
        return Ok(session);
    }
    shorten(parts, account, until).await?;
    Ok(Session { trial: session.trial.min(until), ..session })
}

async fn shorten(parts: &Parts, account: AccountId, until: Trial) -> Result<(), HttpError> {
    if let Some(until) = until {
        parts.store.shorten_trials(account, until).await?;
    }
    Ok(())
}

/// Until when these, newest first, can be taken away without a proof: so long at the least, before they were told.
pub fn least(parts: &Parts, all: &[Kept]) -> Trial {
    let told = parts.clock.now().max(all.first()?.made + OWNED_AFTER);
    all.iter().filter_map(|it| it.trial).min().map(|it| it.min(told + ONCE_TOLD))
}

/// Whether one may say by now that all of these are one's own.
pub fn can_be_owned(parts: &Parts, all: &[Kept]) -> bool {
    all.iter().all(|it| parts.clock.now() - it.made >= OWNED_AFTER)
}

/// What a browser keeps where somebody says that what they are told of is their own: all that is a day old. It is on trial all the
/// same.
pub fn says_own(parts: &Parts, person: Person) -> String {
    let made = (parts.clock.now() - OWNED_AFTER).timestamp();
    format!("{made}.{}", mark(&parts.vault, person, made))
}

fn mark(vault: &Vault, person: Person, made: i64) -> String {
    let mark = vault.blind("own ways on trial, by when", &format!("{} {made}", person.account.0));
    URL_SAFE_NO_PAD.encode(mark)
}

/// When those were made, at the latest, that were said to be own.
fn owned(vault: &Vault, person: Person, said: Option<&str>) -> DateTime<Utc> {
    let read = || {
        let (made, given) = said?.split_once('.')?;
        let made = made.parse().ok()?;
        (given == mark(vault, person, made)).then(|| DateTime::from_timestamp(made, 0))?
    };
    read().unwrap_or_default()
}

/// Takes away what this person is told of, and ends every session that came in by a way on trial. Nothing is proved: it was set up
/// with nothing proved. Where all of it was said to be their own, it is not any more. Says whether there was anything. Refuses whoever
/// came in by one themselves.
pub async fn remove(parts: &Parts, person: Person, said: Option<&str>) -> Result<bool, HttpError> {
    over(parts, person)?;
    if told(parts, person, None).await?.is_empty() {
        return Ok(false);
    }
    let said = if told(parts, person, said).await?.is_empty() { None } else { said };
    let after = owned(&parts.vault, person, said);
    for session in parts.store.end_trials(person.account, after, parts.clock.now()).await? {
        sessions::tell_ended(parts, session);
    }
    security::note_of(parts, person.account, Kind::Removed, "on-trial");
    Ok(true)
}

/// Asked of a session that has just begun. It may be taken away just when somebody comes in by it: then that session was not there yet to
/// be ended with the others.
pub async fn stands(parts: &Parts, new: &Session) -> Result<(), HttpError> {
    let on = |it: Trial| is_on(parts, it);
    if on(new.trial) && !ways::kept(parts, new.account).await?.iter().any(|it| on(it.trial)) {
        sessions::end_hash(parts, new.token_hash).await?;
        return Err(HttpError::SignedOut);
    }
    Ok(())
}

/// A new way was set up in this session, of this trial. What others came in by before is ended by one that is good; one on trial ends
/// only what came in by another such.
pub async fn end_others(parts: &Parts, person: Person, trial: Trial) -> Result<(), HttpError> {
    let here = person.token_hash;
    let ends = |it: Trial| trial.is_none() || is_on(parts, it);
    sessions::end_where(parts, person, |it| it.token_hash != here && ends(it.trial)).await
}

/// Of these ways those that prove something: all that are not on trial; where there is no other, those that are. On a device that was
/// in before, they keep out whoever only has it in hand.
pub fn proving(all: Vec<Kept>, now: DateTime<Utc>) -> Has {
    let good: Has = all.iter().filter(|it| it.trial <= Some(now)).map(|it| it.way).collect();
    if good.nothing() { all.into_iter().map(|it| it.way).collect() } else { good }
}
