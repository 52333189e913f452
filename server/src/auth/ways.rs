//! By what one comes into an account, and what it takes to change that; and where the ways are that need to know where we are found:
//! another house, and passkeys.

use super::accounts;
use super::level::Level;
use super::oidc::Oidc;
use super::oidc::config::Who;
use super::sessions::Person;
use super::step_up;
use super::trial::{self, Trial};
use crate::error::HttpError;
use crate::origin::Origin;
use crate::parts::Parts;
use crate::store::{AccountId, OidcLink};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// By what an account is come into, beside the invitation that made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    Password,
    /// Of an app.
    Code,
    Passkey,
    /// A house for staff.
    Work,
    /// Another house, or one that is not configured any more: what is kept counts.
    Citizen,
}

/// All of an account's ways, or some.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Has(BTreeSet<Way>);

impl FromIterator<Way> for Has {
    fn from_iter<T: IntoIterator<Item = Way>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Has {
    pub fn nothing(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, way: Way) -> bool {
        self.0.contains(&way)
    }

    /// What is typed: a password, a code, or both.
    pub fn words(&self) -> bool {
        self.has(Way::Password) || self.has(Way::Code)
    }

    /// A password and a code are two things together.
    pub fn both_words(&self) -> bool {
        self.has(Way::Password) && self.has(Way::Code)
    }

    /// Whether one of them is worth two things, which is what a professional comes in with.
    pub fn two(&self) -> bool {
        self.both_words() || self.has(Way::Passkey) || self.has(Way::Work)
    }

    /// Those that are worth two things.
    #[must_use]
    pub fn only_two(self) -> Self {
        let both = self.both_words();
        let worth = |way: &Way| match way {
            Way::Password | Way::Code => both,
            Way::Passkey | Way::Work => true,
            Way::Citizen => false,
        };
        self.0.into_iter().filter(worth).collect()
    }
}

/// What a house for these people is to an account.
pub fn house(who: Who) -> Way {
    match who {
        Who::Staff => Way::Work,
        Who::Citizen => Way::Citizen,
    }
}

/// A way that an account has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    pub way: Way,
    pub made: DateTime<Utc>,
    pub trial: Trial,
}

/// All of an account's ways, one by one.
pub async fn kept(parts: &Parts, account: AccountId) -> Result<Vec<Kept>, HttpError> {
    let (store, houses) = (&parts.store, parts.ways.oidc.providers());
    let leads = |link: OidcLink| {
        let known = houses.iter().find(|it| it.id() == link.provider);
        let way = known.map_or(Way::Citizen, |it| house(it.who()));
        Kept { way, made: link.created, trial: link.trial }
    };
    let of = |way, made, trial| Kept { way, made, trial };
    let mut all: Vec<_> = store.oidc_of(account).await?.into_iter().map(leads).collect();
    all.extend(store.sign_in(account).await?.map(|it| of(Way::Password, it.created, it.trial)));
    all.extend(store.second(account).await?.map(|it| of(Way::Code, it.created, it.trial)));
    let keys = store.passkeys(account).await?.into_iter();
    all.extend(keys.map(|it| of(Way::Passkey, it.created, it.trial)));
    Ok(all)
}

/// All by which one comes in, those on trial too.
pub async fn of(parts: &Parts, account: AccountId) -> Result<Has, HttpError> {
    Ok(kept(parts, account).await?.into_iter().map(|it| it.way).collect())
}

/// Those that are not on trial.
pub async fn good(parts: &Parts, account: AccountId) -> Result<Has, HttpError> {
    let all = kept(parts, account).await?.into_iter();
    Ok(all.filter(|it| !trial::is_on(parts, it.trial)).map(|it| it.way).collect())
}

/// Those that prove who somebody is: see [`trial::proving`].
pub async fn proving(parts: &Parts, account: AccountId) -> Result<Has, HttpError> {
    Ok(trial::proving(kept(parts, account).await?, parts.clock.now()))
}

/// Asked before a way in is added, replaced or taken away, whichever it is: a new way in is as much as everything that lies behind
/// it. Whoever has none yet may begin with any; everybody else has just proved who they are, by those that are there. A
/// professional who is in at the low level has not: proving it raises the session. Whoever came in by a way on trial changes none.
pub async fn may_change(parts: &Parts, person: Person) -> Result<(), HttpError> {
    trial::over(parts, person)?;
    if of(parts, person.account).await?.nothing() {
        return Ok(());
    }
    if !step_up::is_fresh(parts, person) || is_below(parts, person).await? {
        return Err(HttpError::StepUp);
    }
    Ok(())
}

/// Whether somebody is in by less than what their account is come into with: one thing, where it takes two.
pub async fn is_below(parts: &Parts, person: Person) -> Result<bool, HttpError> {
    let low = person.level == Level::Low && good(parts, person.account).await?.two();
    Ok(low && accounts::is_professional(parts, person.account).await?)
}

/// Where we are found, and the houses.
pub struct Ways {
    origin: OnceLock<Origin>,
    pub oidc: Oidc,
}

impl Default for Ways {
    fn default() -> Self {
        Self::new(None, Oidc::none())
    }
}

impl Ways {
    pub fn new(origin: Option<Origin>, oidc: Oidc) -> Self {
        let origin = origin.map_or_else(OnceLock::new, OnceLock::from);
        Self { origin, oidc }
    }

    /// None where nobody has said it: then these ways are closed.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.get()
    }

    /// Where nothing was configured: this machine, at the port that was taken.
    pub fn found_here(&self, port: u16) {
        let _ = self.origin.set(Origin::here(port));
    }
}
