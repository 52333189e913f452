//! A way in that is on trial, told on the front page, on the account's, and where it would have to be proved ([`crate::auth::trial`]).

use crate::auth::sessions::Person;
use crate::auth::trial;
use crate::auth::ways::{Kept, Way};
use crate::error::HttpError;
use crate::http::word::OWN_WAYS;
use crate::parts::Parts;
use app::boot::{NewWay, OnTrial, WayIn};
use axum::http::HeaderMap;
use axum_extra::extract::cookie::Cookie;

/// What this person is told of in this browser, if there is anything. For a page that leads to where it stands.
pub async fn told(
    parts: &Parts,
    headers: &HeaderMap,
    person: Person,
) -> Result<Option<OnTrial>, HttpError> {
    Ok(card(parts, &trial::told(parts, person, said(parts, headers).as_deref()).await?))
}

/// The same, on a page on which it stands ([`trial::tells`]). A page that another site leads to, or that is loaded before anybody goes
/// there, tells nobody: perhaps nobody sees it.
pub async fn tells(
    parts: &Parts,
    headers: &HeaderMap,
    person: Person,
) -> Result<Option<OnTrial>, HttpError> {
    let elsewhere = headers.get("sec-fetch-site").is_some_and(|it| it == "cross-site");
    if elsewhere || headers.contains_key("sec-purpose") {
        return told(parts, headers, person).await;
    }
    Ok(card(parts, &trial::tells(parts, person, said(parts, headers).as_deref()).await?))
}

fn card(parts: &Parts, all: &[Kept]) -> Option<OnTrial> {
    let until = trial::least(parts, all)?;
    let mine = trial::can_be_owned(parts, all);
    let ways = all.iter().map(|it| NewWay { kind: kind(it.way), made: it.made }).collect();
    Some(OnTrial { ways, until, mine })
}

fn kind(way: Way) -> WayIn {
    match way {
        Way::Password => WayIn::Password,
        Way::Code => WayIn::App,
        Way::Passkey => WayIn::Passkey,
        Way::Work | Way::Citizen => WayIn::House,
    }
}

/// As the browser kept it.
pub fn said(parts: &Parts, headers: &HeaderMap) -> Option<String> {
    OWN_WAYS.of(parts.reach, headers)
}

/// Keeps it, as long as anything of it can be on trial.
pub fn says(parts: &Parts, person: Person) -> Cookie<'static> {
    let lasts = trial::LASTS.to_std().unwrap_or_default().try_into().unwrap_or_default();
    Cookie::build(OWN_WAYS.cookie(parts.reach, trial::says_own(parts, person)))
        .max_age(lasts)
        .build()
}
