//! Going to another house and coming back: from the button to a session.

use super::config::Who;
use super::pending::{ASKED, JOINING, Joining};
use super::provider::{Back, Way};
use super::{Refused, Somebody};
use crate::auth::level::Level;
use crate::auth::sessions::{self, Person};
use crate::auth::shelf::Missing;
use crate::clock;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::{AccountId, OidcLink};
use axum::http::HeaderMap;

/// Why one does not come in: refused with a reason, or something else than signing in went wrong.
pub enum Stopped {
    Refused(Refused),
    Error(HttpError),
}

impl From<HttpError> for Stopped {
    fn from(error: HttpError) -> Self {
        Self::Error(error)
    }
}

impl From<crate::store::StoreError> for Stopped {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Missing> for Stopped {
    fn from(missing: Missing) -> Self {
        Self::Refused(match missing {
            Missing::Gone => Refused::Over,
            Missing::Elsewhere => Refused::OtherBrowser,
            Missing::Error(error) => return Self::Error(error),
        })
    }
}

/// What became of somebody who came back.
pub enum Arrived {
    /// They are in; the token is given out this once.
    In(String),
    /// They are asked whether the account of this session is theirs too.
    Asked,
}

/// Remembers that this browser goes to a house, and says where that is.
pub async fn set_out(parts: &Parts, provider: &str, browser: &str) -> Result<String, Stopped> {
    let (oidc, now) = (&parts.ways.oidc, parts.clock.now());
    let (house, fetch) = oidc.house(provider).ok_or(HttpError::NotFound)?;
    let origin = parts.ways.origin().ok_or(HttpError::NotFound)?;
    let Way { address, state, asked } = house.ask(fetch, origin, now).await?;
    ASKED.keep(parts, &state, browser, &asked).await?;
    Ok(address)
}

/// Checks an answer and lets its bringer in.
pub async fn come_back(
    parts: &Parts,
    provider: &str,
    browser: Option<&str>,
    back: Back,
    headers: &HeaderMap,
) -> Result<Arrived, Stopped> {
    let (oidc, now) = (&parts.ways.oidc, parts.clock.now());
    let (house, fetch) = oidc.house(provider).ok_or(HttpError::NotFound)?;
    let origin = parts.ways.origin().ok_or(HttpError::NotFound)?;
    let state = back.state.clone().ok_or(Refused::Over)?;
    let asked = ASKED.take(parts, &state, browser).await?;
    let somebody = house.answer(fetch, origin, &parts.vault, (asked, back), now).await?;
    let person = sessions::person(parts, headers).await?;
    match (parts.store.oidc(somebody.subject).await?, person) {
        (Some(link), Some(person)) if link.account != person.account => Err(Refused::Taken.into()),
        (Some(link), person) => enter(parts, link.account, somebody.who, person, headers).await,
        (None, Some(person)) => {
            let browser = browser.ok_or(Refused::OtherBrowser)?;
            let joining = Joining { somebody, session: person.token_hash };
            JOINING.keep(parts, browser, browser, &joining).await?;
            Ok(Arrived::Asked)
        }
        (None, None) => {
            let account = link(parts, &somebody, AccountId(clock::new_id())).await?;
            enter(parts, account, somebody.who, None, headers).await
        }
    }
}

/// The person says yes: the account of their session can be come into from the house too.
pub async fn connect(
    parts: &Parts,
    browser: Option<&str>,
    headers: &HeaderMap,
) -> Result<Arrived, Stopped> {
    let person = sessions::person(parts, headers).await?.ok_or(HttpError::SignedOut)?;
    let joining = JOINING.take(parts, browser.unwrap_or_default(), browser).await?;
    if joining.session != person.token_hash {
        return Err(Refused::OtherBrowser.into());
    }
    let account = link(parts, &joining.somebody, person.account).await?;
    if account != person.account {
        return Err(Refused::Taken.into());
    }
    enter(parts, account, joining.somebody.who, Some(person), headers).await
}

/// The person says no: what was found out is forgotten.
pub async fn leave_apart(parts: &Parts, browser: Option<&str>) {
    let _ = JOINING.take(parts, browser.unwrap_or_default(), browser).await;
}

/// The account that the somebody leads to from now on: this one, unless another came first.
async fn link(
    parts: &Parts,
    somebody: &Somebody,
    account: AccountId,
) -> Result<AccountId, Stopped> {
    let Somebody { subject, ref provider, .. } = *somebody;
    let (provider, created) = (provider.clone(), parts.clock.now());
    Ok(parts.store.put_oidc(OidcLink { subject, account, provider, created }).await?)
}

/// A session of its own for what was proved just now; the one before it on this device has done its work.
async fn enter(
    parts: &Parts,
    account: AccountId,
    who: Who,
    before: Option<Person>,
    headers: &HeaderMap,
) -> Result<Arrived, Stopped> {
    let level = match who {
        Who::Staff => Level::Strong,
        Who::Citizen => Level::Low,
    };
    let replaced = match before {
        Some(before) => sessions::replace(parts, before, headers, level, None).await?,
        None => None,
    };
    let token = match replaced {
        Some(token) => token,
        None => sessions::begin_with(parts, account, headers, level, None).await?,
    };
    Ok(Arrived::In(token))
}
