//! Going to another house and coming back: from the button to a session.

use super::config::Who;
use super::pending::{ASKED, JOINING, Joining};
use super::provider::{Back, How, Way};
use super::{Refused, Somebody};
use crate::auth::accounts;
use crate::auth::level::Level;
use crate::auth::profession;
use crate::auth::sessions::{self, Begun, Person};
use crate::auth::shelf::Missing;
use crate::auth::trial::{self, Trial};
use crate::auth::{step_up, ways};
use crate::clock;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
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
    /// They are in; the token is given out this once. With the page of our own that they wanted to.
    In { token: String, then: Option<String> },
    /// They are asked whether the account of this session is theirs too.
    Asked,
}

/// Remembers that this browser goes to a house, and says where that is. Whoever is in already goes there to prove who they are, or to
/// have one way in more: they are asked there anew, and for the second they prove first, by what leads to their account, who they
/// are here.
pub async fn set_out(
    parts: &Parts,
    provider: &str,
    person: Option<Person>,
    browser: &str,
    then: Option<String>,
) -> Result<String, Stopped> {
    let (oidc, now) = (&parts.ways.oidc, parts.clock.now());
    let (house, fetch) = oidc.house(provider).ok_or(HttpError::NotFound)?;
    let origin = parts.ways.origin().ok_or(HttpError::NotFound)?;
    let how = match person {
        None => How::AsItLikes,
        Some(person) => {
            let links = parts.store.oidc_of(person.account).await?;
            if !links.iter().any(|it| it.provider == provider) {
                ways::may_change(parts, person).await?;
            }
            How::Anew
        }
    };
    let Way { address, state, asked } = house.ask(fetch, origin, how, now).await?;
    let asked = asked.leading_to(then);
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
    let then = asked.then.clone();
    let somebody = house.answer(fetch, origin, &parts.vault, (asked, back), now).await?;
    let person = sessions::person(parts, headers).await?;
    match (parts.store.oidc(somebody.subject).await?, person) {
        (Some(link), Some(person)) if link.account != person.account => Err(Refused::Taken.into()),
        (Some(link), person) => enter(parts, &link, &somebody, person, headers, then).await,
        (None, Some(person)) => {
            let browser = browser.ok_or(Refused::OtherBrowser)?;
            let joining = Joining { somebody, session: person.token_hash };
            JOINING.keep(parts, browser, browser, &joining).await?;
            Ok(Arrived::Asked)
        }
        (None, None) => {
            let link = link(parts, &somebody, AccountId(clock::new_id()), None).await?;
            enter(parts, &link, &somebody, None, headers, then).await
        }
    }
}

/// The person says yes: the account of their session can be come into from the house too. One more way in is asked for as every other,
/// before what waits is taken.
pub async fn connect(
    parts: &Parts,
    browser: Option<&str>,
    headers: &HeaderMap,
) -> Result<Arrived, Stopped> {
    let person = sessions::person(parts, headers).await?.ok_or(HttpError::SignedOut)?;
    ways::may_change(parts, person).await?;
    let joining = JOINING.take(parts, browser.unwrap_or_default(), browser).await?;
    if joining.session != person.token_hash {
        return Err(Refused::OtherBrowser.into());
    }
    let trial = trial::begins(parts, person.account).await?;
    let link = link(parts, &joining.somebody, person.account, trial).await?;
    if link.account != person.account {
        return Err(Refused::Taken.into());
    }
    enter(parts, &link, &joining.somebody, Some(person), headers, None).await
}

/// The person says no: what was found out is forgotten.
pub async fn leave_apart(parts: &Parts, browser: Option<&str>) {
    let _ = JOINING.take(parts, browser.unwrap_or_default(), browser).await;
}

/// What the somebody leads to from now on, as it is kept: this account, unless another came first.
async fn link(
    parts: &Parts,
    somebody: &Somebody,
    account: AccountId,
    trial: Trial,
) -> Result<OidcLink, Stopped> {
    let Somebody { subject, ref provider, .. } = *somebody;
    let (provider, created) = (provider.clone(), parts.clock.now());
    parts.store.put_oidc(OidcLink { subject, account, provider, created, trial }).await?;
    Ok(parts.store.oidc(subject).await?.ok_or(HttpError::SignedOut)?)
}

/// A session of its own for what was proved just now; the one before it on this device has done its work.
async fn enter(
    parts: &Parts,
    &OidcLink { account, trial, .. }: &OidcLink,
    somebody: &Somebody,
    before: Option<Person>,
    headers: &HeaderMap,
    then: Option<String>,
) -> Result<Arrived, Stopped> {
    let level = match somebody.who {
        Who::Staff => Level::Strong,
        Who::Citizen => Level::Low,
    };
    let counts = step_up::asked(parts, account).await?.has(ways::house(somebody.who))
        && step_up::counts(parts, account, trial).await?;
    let proved = somebody.proved.filter(|_| counts).max(before.and_then(|it| it.stepped_up));
    let begun = Begun { level, stepped_up: proved, trial };
    let replaced = match before {
        Some(before) => {
            let raises = level == Level::Strong && !trial::is_on(parts, trial);
            if raises && accounts::is_professional(parts, account).await? {
                profession::end_low(parts, before).await?;
            }
            sessions::replace(parts, before, headers, begun).await?
        }
        None => None,
    };
    let token = match replaced {
        Some(token) => token,
        None => sessions::begin_with(parts, account, headers, begun).await?,
    };
    let kind = if before.is_some() { Kind::Proved } else { Kind::SignedIn };
    security::note_of(parts, account, kind, "house");
    Ok(Arrived::In { token, then })
}
