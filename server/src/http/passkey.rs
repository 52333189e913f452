//! Passkeys: their page, and what its script asks.

use super::address::ClientAddress;
use super::body::Json;
use super::page::{self, Asking};
use super::word;
use crate::auth::limits::Tried;
use crate::auth::passkey::{self, Shown};
use crate::auth::profession::{self, Did};
use crate::auth::sessions::{self, Begun, Person};
use crate::auth::{step_up, trial};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::vault;
use app::still::{Passkey, Still};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use std::collections::BTreeMap;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

pub const PAGE: &str = "/passkey";

/// One's passkeys, and adding one; or coming in with one.
pub async fn show(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
) -> Response {
    let asking = Asking { headers: request.headers().clone(), from };
    match made(&parts, &asking).await {
        Ok(still) => page::still(&parts, &asking, PAGE, StatusCode::OK, still).await,
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, BTreeMap::new()).await,
    }
}

async fn made(parts: &Parts, asking: &Asking) -> Result<Still, HttpError> {
    if !passkey::can_be_used(parts) {
        return Err(HttpError::NotFound);
    }
    let Some(person) = sessions::person(parts, &asking.headers).await? else {
        return Ok(Still::Enter);
    };
    let shown = |Shown { row, device }: Shown| Passkey {
        id: row.id,
        device,
        since: row.created,
        used: row.used,
    };
    let all = passkey::of(parts, person.account).await?.into_iter().map(shown).collect();
    let new = page::trial::tells(parts, &asking.headers, person).await?;
    Ok(Still::Passkeys { all, new })
}

pub async fn begin_adding(
    State(parts): State<Parts>,
    person: Person,
) -> Result<impl IntoResponse, HttpError> {
    Ok(axum::Json(passkey::begin_adding(&parts, person).await?))
}

pub async fn add(
    State(parts): State<Parts>,
    person: Person,
    headers: HeaderMap,
    Json(made): Json<RegisterPublicKeyCredential>,
) -> Result<impl IntoResponse, HttpError> {
    let device = sessions::device(&headers).to_owned();
    passkey::add(&parts, person, device, &made).await?;
    let raised = profession::raise(&parts, person, &headers, Did::Passkey).await?;
    let jar = raised.map(|token| sessions::cookies(&parts, token));
    Ok((StatusCode::CREATED, jar, ()))
}

/// Counts as a try until it opens something.
pub async fn begin_entering(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
) -> Result<impl IntoResponse, HttpError> {
    parts.limits.tries(Tried::Neither, from)?;
    let browser = vault::new_token()?;
    let options = passkey::begin_entering(&parts, &browser).await?;
    let jar = CookieJar::new().add(word::PASSKEY.cookie(parts.reach, browser));
    Ok((jar, axum::Json(options)))
}

pub async fn enter(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    Json(signed): Json<PublicKeyCredential>,
) -> Result<impl IntoResponse, HttpError> {
    let browser = word::PASSKEY.of(parts.reach, &headers);
    let came = passkey::enter(&parts, browser.as_deref(), &signed).await;
    let (account, trial) = came.inspect_err(|_| security::note(Kind::NotSignedIn, "passkey"))?;
    security::note_of(&parts, account, Kind::SignedIn, "passkey");
    parts.limits.found(Tried::Neither, from);
    let level = passkey::level(&parts, account).await?;
    let before = sessions::person(&parts, &headers).await?;
    let proves = step_up::counts(&parts, account, trial).await?;
    let before_this = before.filter(|it| it.account == account).and_then(|it| it.stepped_up);
    let stepped_up = if proves { Some(parts.clock.now()) } else { before_this };
    let begun = Begun { level, stepped_up, trial };
    // Somebody else's session on this device is theirs: it is only put aside.
    let replaced = match before.filter(|before| before.account == account) {
        Some(before) => sessions::replace(&parts, before, &headers, begun).await?,
        None => None,
    };
    let token = match replaced {
        Some(token) => token,
        None => sessions::begin_with(&parts, account, &headers, begun).await?,
    };
    let jar = sessions::cookies(&parts, token);
    Ok((StatusCode::NO_CONTENT, jar.add(word::PASSKEY.no_cookie(parts.reach))))
}

/// Proves again who one is. The session stays the same, unless it is a professional's at the low level.
pub async fn prove(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    person: Person,
    headers: HeaderMap,
    Json(signed): Json<PublicKeyCredential>,
) -> Result<impl IntoResponse, HttpError> {
    let browser = word::PASSKEY.of(parts.reach, &headers);
    let came = passkey::enter(&parts, browser.as_deref(), &signed).await;
    let own = match came {
        Ok((account, trial)) if account == person.account => {
            trial::over(&parts, person)?;
            let counts = step_up::counts(&parts, account, trial).await?;
            if counts { Ok(()) } else { Err(HttpError::BadPasskey) }
        }
        Ok(_) => Err(HttpError::BadPasskey),
        Err(error) => Err(error),
    };
    let kind = if own.is_ok() { Kind::Proved } else { Kind::NotProved };
    security::note_of(&parts, person.account, kind, "passkey");
    own?;
    parts.limits.found(Tried::Neither, from);
    step_up::note(&parts, person).await?;
    let raised = profession::raise(&parts, person, &headers, Did::Proved).await?;
    let jar = raised.map_or_else(CookieJar::new, |token| sessions::cookies(&parts, token));
    Ok((StatusCode::NO_CONTENT, jar.add(word::PASSKEY.no_cookie(parts.reach))))
}
