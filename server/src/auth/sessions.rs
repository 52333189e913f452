//! Sessions. A browser holds the token in a cookie that scripts cannot read; other clients send it as a bearer token. The server
//! keeps only its hash.

use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::{AccountId, Hash, Session};
use crate::vault;
use axum::extract::FromRequestParts;
use axum::http::request;
use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::TimeDelta;

/// Name of the cookie.
pub const COOKIE: &str = "session";
/// How long a device stays signed in after it was last used.
const LASTS: TimeDelta = TimeDelta::days(90);
/// Being seen is noted at most so often: reading must not become writing.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// Somebody who is signed in.
#[derive(Clone, Copy)]
pub struct Person {
    pub account: AccountId,
    pub token_hash: Hash,
}

impl FromRequestParts<Parts> for Person {
    type Rejection = HttpError;

    async fn from_request_parts(
        request: &mut request::Parts,
        parts: &Parts,
    ) -> Result<Self, HttpError> {
        person(parts, &request.headers).await?.ok_or(HttpError::SignedOut)
    }
}

/// Who sent these headers, if it is somebody whose session has not ended.
pub async fn person(parts: &Parts, headers: &HeaderMap) -> Result<Option<Person>, HttpError> {
    let Some(token) = token(headers) else { return Ok(None) };
    alive(parts, vault::token_hash(&token)).await
}

/// Whether the session is still there; notes that it is in use.
pub async fn alive(parts: &Parts, token_hash: Hash) -> Result<Option<Person>, HttpError> {
    let now = parts.clock.now();
    let session = parts.store.session(token_hash).await?;
    let Some(session) = session.filter(|session| now < session.expires) else { return Ok(None) };
    if now - session.seen >= NOTED_EVERY {
        parts.store.touch_session(token_hash, now, now + LASTS).await?;
    }
    Ok(Some(Person { account: session.account, token_hash }))
}

fn token(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Some(token.trim().to_owned());
    }
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned())
}

/// Signs a device in. The token is given out this once.
pub async fn begin(
    parts: &Parts,
    account: AccountId,
    headers: &HeaderMap,
) -> Result<String, HttpError> {
    let token = vault::new_token()?;
    let now = parts.clock.now();
    let device = device(headers).to_owned();
    let token_hash = vault::token_hash(&token);
    let session =
        Session { token_hash, account, device, created: now, seen: now, expires: now + LASTS };
    parts.store.put_session(session).await?;
    Ok(token)
}

/// Signs a device out; its sockets close.
pub async fn end(parts: &Parts, person: Person) -> Result<(), HttpError> {
    parts.store.delete_session(person.token_hash).await?;
    // Nobody may be listening.
    let _ = parts.ended.send(person.token_hash);
    Ok(())
}

/// The cookie that carries the token. Over plain HTTP on the own machine it cannot be kept for HTTPS.
pub fn cookie(parts: &Parts, token: String) -> Cookie<'static> {
    Cookie::build((COOKIE, token))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(parts.reach.behind_proxy)
        .path("/")
        // The server says when a session ends.
        .permanent()
        .build()
}

/// The cookie that takes the token away.
pub fn no_cookie(parts: &Parts) -> Cookie<'static> {
    let mut cookie = cookie(parts, String::new());
    cookie.make_removal();
    cookie
}

/// Enough to tell one's own devices apart, and no more.
fn device(headers: &HeaderMap) -> &'static str {
    let agent =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux"];
    known.into_iter().find(|name| agent.contains(name)).unwrap_or("")
}
