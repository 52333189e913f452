//! Coming in from another house: the page of the houses, and coming back.

use super::address::ClientAddress;
use super::page::{self, Asking};
use super::word;
use crate::auth::limits::Tried;
use crate::auth::oidc::arrive::{Arrived, Stopped, come_back};
use crate::auth::oidc::config::Who;
use crate::auth::oidc::provider::{Back, Provider};
use crate::auth::sessions::{self, Person};
use crate::auth::ways::{self, Has};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use app::still::{House, Still, Wrong};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::Language;
use std::collections::BTreeMap;

pub const PAGE: &str = "/sign-in/oidc";

/// The houses.
pub async fn houses(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
) -> Response {
    let asking = Asking { headers: request.headers().clone(), from };
    match list(&parts, &asking).await {
        Ok(still) => page::still(&parts, &asking, PAGE, StatusCode::OK, still).await,
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, BTreeMap::new()).await,
    }
}

async fn list(parts: &Parts, asking: &Asking) -> Result<Still, HttpError> {
    let providers = parts.ways.oidc.providers();
    if providers.is_empty() {
        return Err(HttpError::NotFound);
    }
    let person = sessions::person(parts, &asking.headers).await?;
    let links = match person {
        Some(person) => parts.store.oidc_of(person.account).await?,
        None => Vec::new(),
    };
    let leads = |it: &Provider| links.iter().any(|link| link.provider == it.id());
    let houses = providers.iter().map(|it| house(parts, it, asking, leads(it))).collect();
    Ok(Still::Houses { houses, signed_in: person.is_some() })
}

/// The houses by which this person can prove who they are: those that lead to their account.
pub async fn proving(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    asked: &Has,
) -> Result<Vec<House>, HttpError> {
    let links = parts.store.oidc_of(person.account).await?;
    let leads = |it: &&Provider| links.iter().any(|link| link.provider == it.id());
    let proves = parts
        .ways
        .oidc
        .providers()
        .iter()
        .filter(leads)
        .filter(|it| asked.has(ways::house(it.who())));
    Ok(proves.map(|it| house(parts, it, asking, true)).collect())
}

fn house(parts: &Parts, provider: &Provider, asking: &Asking, connected: bool) -> House {
    House {
        id: provider.id().to_owned(),
        name: name(provider, page::language(parts.reach, asking)),
        staff: provider.who() == Who::Staff,
        connected,
    }
}

/// What a house is called on the person's screen.
pub fn name(provider: &Provider, language: Language) -> String {
    let name = provider.name();
    match language {
        Language::Da => name.da.clone(),
        Language::En => name.en.clone(),
    }
}

/// Somebody comes back from a house.
pub async fn back(
    State(parts): State<Parts>,
    Path(provider): Path<String>,
    Query(back): Query<Back>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
) -> Response {
    let asking = Asking { headers, from };
    let browser = word::OIDC.of(parts.reach, &asking.headers);
    let came = come_back(&parts, &provider, browser.as_deref(), back, &asking.headers).await;
    if came.is_ok() {
        parts.limits.found(Tried::Neither, from);
    }
    answer(&parts, &asking, &provider, came).await
}

/// What somebody who came back is shown.
pub async fn answer(
    parts: &Parts,
    asking: &Asking,
    provider: &str,
    came: Result<Arrived, Stopped>,
) -> Response {
    match came {
        Ok(Arrived::In { token, then }) => {
            let jar = sessions::cookies(parts, token).add(word::OIDC.no_cookie(parts.reach));
            (jar, Redirect::to(then.as_deref().unwrap_or("/"))).into_response()
        }
        Ok(Arrived::Asked) => {
            let known = parts.ways.oidc.providers().iter().find(|it| it.id() == provider);
            let house =
                known.map(|it| name(it, page::language(parts.reach, asking))).unwrap_or_default();
            page::still(parts, asking, PAGE, StatusCode::OK, Still::Connect { house }).await
        }
        Err(Stopped::Refused(wrong)) => not_in(parts, asking, provider, wrong).await,
        Err(Stopped::Error(error)) => {
            page::trouble(parts, asking, PAGE, &error, BTreeMap::new()).await
        }
    }
}

/// Says why, to the person and to the log; to the log without saying who.
pub async fn not_in(parts: &Parts, asking: &Asking, provider: &str, wrong: Wrong) -> Response {
    // An id out of the address may be anything, one that we know is ours.
    let known = parts.ways.oidc.providers().iter().find(|it| it.id() == provider);
    security::note_from(known.map(Provider::id), Kind::NotSignedIn, wrong.slug());
    let status = match wrong {
        Wrong::Unreached => StatusCode::BAD_GATEWAY,
        _ => StatusCode::FORBIDDEN,
    };
    page::still(parts, asking, PAGE, status, Still::NotIn(wrong)).await
}

/// A page that leads on by itself. Not a redirect: a browser holds those that follow a form to the page's own policy, and a house
/// may lead on to a third.
pub async fn onward(parts: &Parts, asking: &Asking, provider: &str, address: String) -> Response {
    let known = parts.ways.oidc.providers().iter().find(|it| it.id() == provider);
    let house = known.map(|it| name(it, page::language(parts.reach, asking))).unwrap_or_default();
    let by_itself = HeaderValue::try_from(format!("0;url={address}"));
    let mut page =
        page::still(parts, asking, PAGE, StatusCode::OK, Still::Onward { house, address }).await;
    if let Ok(by_itself) = by_itself {
        page.headers_mut().insert(header::REFRESH, by_itself);
    }
    page
}
