//! Sessions. A browser holds the token in a cookie that scripts cannot read; other clients send it as a bearer token. The server
//! keeps only its hash.

mod cookies;

use super::level::Level;
use super::most;
use super::trial::{self, Trial};
use crate::clock;
use crate::error::HttpError;
use crate::live::Word;
use crate::parts::{Parts, Reach};
use crate::security::{self, Kind};
use crate::store::{AccountId, Hash, Seat, Session, SessionId};
use crate::vault;
use axum::extract::FromRequestParts;
use axum::http::request;
use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::CookieJar;
use chrono::{DateTime, TimeDelta, Utc};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::interval;

pub use cookies::{cookies, no_cookies, no_visit_cookie, visit_again, visit_cookie};

/// Names of the cookie. Behind TLS the browser itself sees to it that no other host and no plain page can have set it.
const COOKIE: &str = "session";
const COOKIE_BEHIND_TLS: &str = "__Host-session";
/// Being seen is noted at most so often: reading must not become writing.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);
/// Sessions that ran out are looked for so often.
const CLEARED_EVERY: Duration = Duration::from_hours(1);

/// Somebody who is signed in.
#[derive(Clone, Copy)]
pub struct Person {
    pub account: AccountId,
    pub token_hash: Hash,
    pub session: SessionId,
    /// When the session ends, unless it is used again.
    pub ends: DateTime<Utc>,
    pub level: Level,
    /// When they proved again, on this device, who they are.
    pub stepped_up: Option<DateTime<Utc>>,
    /// Of the way by which they came in.
    pub trial: Trial,
}

/// What a session is begun with.
#[derive(Clone, Copy)]
pub struct Begun {
    pub level: Level,
    /// When they proved who they are, if they did.
    pub stepped_up: Option<DateTime<Utc>>,
    /// Of the way by which they come in.
    pub trial: Trial,
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
    let Some(token) = token(parts.reach, headers) else { return Ok(None) };
    used(parts, vault::token_hash(&token)).await
}

/// Whether the session is still there, which is now in use: that is noted.
pub async fn used(parts: &Parts, token_hash: Hash) -> Result<Option<Person>, HttpError> {
    let Some(session) = open(parts, token_hash).await? else { return Ok(None) };
    let expires = if parts.clock.now() - session.seen >= NOTED_EVERY {
        touch(parts, &session).await?
    } else {
        session.expires
    };
    Ok(Some(person_of(&Session { expires, ..session })))
}

/// Whether the session is still there. A page that lies open is nobody's use: by it no session is kept.
pub async fn alive(parts: &Parts, token_hash: Hash) -> Result<Option<Person>, HttpError> {
    let session = lasting(parts, token_hash).await?;
    Ok(session.filter(|it| it.handed_over.is_none()).as_ref().map(person_of))
}

/// Whose session these headers are of, and how long it still lasts. With `Stay` its owner asks for as long as it can.
pub async fn left(
    parts: &Parts,
    headers: &HeaderMap,
    stay: Stay,
) -> Result<Option<Person>, HttpError> {
    let Some(token) = token(parts.reach, headers) else { return Ok(None) };
    let Some(session) = open(parts, vault::token_hash(&token)).await? else { return Ok(None) };
    let expires = match stay {
        Stay::AsItIs => session.expires,
        Stay::Longer => touch(parts, &session).await?,
    };
    Ok(Some(person_of(&Session { expires, ..session })))
}

/// See [`left`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    AsItIs,
    Longer,
}

/// The one way to a session. A device that goes round a table is nobody's: see [`super::hand_over`].
async fn open(parts: &Parts, token_hash: Hash) -> Result<Option<Session>, HttpError> {
    Ok(shown(parts, token_hash).await?.filter(|session| session.handed_over.is_none()))
}

/// A device shows this token. One that opens nothing is noted.
async fn shown(parts: &Parts, token_hash: Hash) -> Result<Option<Session>, HttpError> {
    let session = lasting(parts, token_hash).await?;
    if session.is_none() {
        security::note(Kind::BadToken, "session");
    }
    Ok(session)
}

async fn lasting(parts: &Parts, token_hash: Hash) -> Result<Option<Session>, HttpError> {
    let now = parts.clock.now();
    match parts.store.session(token_hash).await?.filter(|session| now < session.expires) {
        Some(session) => Ok(Some(trial::settled(parts, session).await?)),
        None => Ok(None),
    }
}

/// The session of a device that goes round a table.
pub(super) async fn handed_over(
    parts: &Parts,
    headers: &HeaderMap,
) -> Result<Option<Session>, HttpError> {
    let Some(token) = token(parts.reach, headers) else { return Ok(None) };
    let session = shown(parts, vault::token_hash(&token)).await?;
    Ok(session.filter(|session| session.handed_over.is_some()))
}

async fn touch(parts: &Parts, session: &Session) -> Result<DateTime<Utc>, HttpError> {
    let now = parts.clock.now();
    let expires = session.level.ends(session.created, now);
    parts.store.touch_session(session.token_hash, now, expires).await?;
    Ok(expires)
}

pub(super) fn person_of(session: &Session) -> Person {
    let &Session { account, token_hash, id, level, stepped_up, expires, trial, .. } = session;
    Person { account, token_hash, session: id, ends: expires, level, stepped_up, trial }
}

/// What the cookie is called where the server is reached so.
pub fn cookie_name(reach: Reach) -> &'static str {
    if reach.behind_proxy { COOKIE_BEHIND_TLS } else { COOKIE }
}

/// What the device shows, known here or not.
pub(crate) fn token(reach: Reach, headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Some(token.trim().to_owned());
    }
    CookieJar::from_headers(headers).get(cookie_name(reach)).map(|cookie| cookie.value().to_owned())
}

/// Gives a seat to somebody who came by an invitation and has no account yet, and signs their device in, both or neither: with a seat
/// and no session they would be locked out. The token is given out this once.
pub async fn begin_seated(
    parts: &Parts,
    seat: Seat,
    headers: &HeaderMap,
) -> Result<String, HttpError> {
    let begun = Begun { level: Level::Low, stepped_up: None, trial: None };
    let (token, session) = made(parts, seat.account, headers, begun, seat.created)?;
    parts.store.seat_newcomer(seat, session).await?;
    Ok(token)
}

/// Signs a device in where somebody proved who they are. Always a new token: one that was there before may be known to others.
pub async fn begin_with(
    parts: &Parts,
    account: AccountId,
    headers: &HeaderMap,
    begun: Begun,
) -> Result<String, HttpError> {
    put(parts, account, headers, begun, parts.clock.now()).await
}

/// Another for somebody who is in, as strong and no younger: coming into one more family proves nothing.
pub async fn begin_beside(
    parts: &Parts,
    person: Person,
    headers: &HeaderMap,
) -> Result<String, HttpError> {
    let now = parts.store.session(person.token_hash).await?.ok_or(HttpError::SignedOut)?;
    let begun = Begun { level: now.level, stepped_up: None, trial: now.trial };
    put(parts, person.account, headers, begun, now.created).await
}

/// The same in the place of a session that has done its work, both or neither. None where that one has ended meanwhile. A way on trial
/// makes no other of it: it stays at its level, and as good as it was.
pub async fn replace(
    parts: &Parts,
    before: Person,
    headers: &HeaderMap,
    begun: Begun,
) -> Result<Option<String>, HttpError> {
    let level = if trial::is_on(parts, begun.trial) { before.level } else { begun.level };
    let begun = Begun { level, trial: begun.trial.min(before.trial), ..begun };
    let now = parts.clock.now();
    let (token, session) = made(parts, before.account, headers, begun, now)?;
    if !parts.store.replace_session(before.token_hash, session).await? {
        return Ok(None);
    }
    tell_ended(parts, before.token_hash);
    Ok(Some(token))
}

/// In the place of the one session of an account, whose token never came. None where there is no session any more, where there are
/// several, or where it goes round a table.
pub async fn replace_only(
    parts: &Parts,
    account: AccountId,
    headers: &HeaderMap,
) -> Result<Option<String>, HttpError> {
    let now = parts.clock.now();
    let mut all = parts.store.sessions(account).await?;
    all.retain(|session| now < session.expires);
    match all.as_slice() {
        [one] if one.handed_over.is_none() => {
            let begun = Begun { level: one.level, stepped_up: None, trial: one.trial };
            replace(parts, person_of(one), headers, begun).await
        }
        _ => Ok(None),
    }
}

async fn put(
    parts: &Parts,
    account: AccountId,
    headers: &HeaderMap,
    begun: Begun,
    created: DateTime<Utc>,
) -> Result<String, HttpError> {
    let (token, session) = made(parts, account, headers, begun, created)?;
    parts.store.put_session(session.clone()).await?;
    trial::stands(parts, &session).await?;
    most::hold(parts, &session).await?;
    Ok(token)
}

fn made(
    parts: &Parts,
    account: AccountId,
    headers: &HeaderMap,
    Begun { level, stepped_up, trial }: Begun,
    created: DateTime<Utc>,
) -> Result<(String, Session), HttpError> {
    let token = vault::new_token()?;
    let seen = parts.clock.now();
    let device = device(headers).to_owned();
    let (token_hash, id) = (vault::token_hash(&token), SessionId(clock::new_id()));
    let (expires, handed_over) = (level.ends(created, seen), None);
    let session = Session {
        token_hash,
        id,
        account,
        level,
        device,
        created,
        seen,
        expires,
        stepped_up,
        handed_over,
        trial,
    };
    Ok((token, session))
}

/// The devices on which this person is signed in, this one first.
pub async fn of(parts: &Parts, person: Person) -> Result<Vec<Session>, HttpError> {
    let now = parts.clock.now();
    let mut all = parts.store.sessions(person.account).await?;
    all.retain(|session| now < session.expires);
    all.sort_by_key(|session| session.token_hash != person.token_hash);
    Ok(all)
}

/// Signs this device out; its sockets close.
pub async fn end(parts: &Parts, person: Person) -> Result<(), HttpError> {
    end_hash(parts, person.token_hash).await
}

/// Signs those of this person's devices out that are meant. One that is somebody else's, or gone, is not theirs to end.
pub async fn end_where(
    parts: &Parts,
    person: Person,
    meant: impl Fn(&Session) -> bool,
) -> Result<(), HttpError> {
    let all = parts.store.sessions(person.account).await?;
    for session in all.into_iter().filter(meant) {
        end_hash(parts, session.token_hash).await?;
    }
    Ok(())
}

pub(super) async fn end_hash(parts: &Parts, token_hash: Hash) -> Result<(), HttpError> {
    parts.store.delete_session(token_hash).await?;
    tell_ended(parts, token_hash);
    Ok(())
}

pub(super) fn tell_ended(parts: &Parts, session: Hash) {
    // Nobody may be listening.
    let _ = parts.ended.send(session);
    parts.others.tell(Word::Ended { session });
}

/// Forgets the sessions that ran out, at once and every hour, as long as it is waited for.
pub async fn forget_expired(parts: &Parts) -> Infallible {
    let mut hours = interval(CLEARED_EVERY);
    loop {
        hours.tick().await;
        if let Err(error) = parts.store.delete_expired_sessions(parts.clock.now()).await {
            tracing::warn!(%error, "sessions that ran out are still there");
        }
    }
}

/// Enough to tell one's own devices apart, and no more.
pub fn device(headers: &HeaderMap) -> &'static str {
    let agent =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux"];
    known.into_iter().find(|name| agent.contains(name)).unwrap_or("")
}
