//! `/api/v1/session`: how long one is signed in, staying longer, signing out.

use crate::auth::sessions::{self, Person, Stay};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::Json;
use axum::extract::State;
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum_extra::extract::CookieJar;
use serde::Serialize;

/// What a browser has kept of our answers goes. What the tab keeps stays: in it lie the drafts, which nobody but their writer is
/// shown, and which wait for them.
pub const CLEAR: [(HeaderName, &str); 1] =
    [(HeaderName::from_static("clear-site-data"), "\"cache\"")];

/// Wire type.
#[derive(Serialize)]
pub struct Left {
    /// In seconds.
    pub ends_in: i64,
}

/// How long it still lasts. Asking does not make it longer: a page asks by itself.
pub async fn left(State(parts): State<Parts>, headers: HeaderMap) -> Result<Json<Left>, HttpError> {
    Ok(lasts(&parts, &headers, Stay::AsItIs).await?.1)
}

/// Somebody is there and stays. So does the key of what they keep in this browser: else a page that is made there without us opens
/// nothing, though they are in.
pub async fn stay(
    State(parts): State<Parts>,
    headers: HeaderMap,
) -> Result<(CookieJar, Json<Left>), HttpError> {
    let (person, left) = lasts(&parts, &headers, Stay::Longer).await?;
    let visit = sessions::visit_again(&parts, &headers, person);
    Ok((visit.into_iter().fold(CookieJar::new(), CookieJar::add), left))
}

async fn lasts(
    parts: &Parts,
    headers: &HeaderMap,
    stay: Stay,
) -> Result<(Person, Json<Left>), HttpError> {
    let person = sessions::left(parts, headers, stay).await?.ok_or(HttpError::SignedOut)?;
    let left = person.ends - parts.clock.now();
    Ok((person, Json(Left { ends_in: left.num_seconds() })))
}

/// Ends the session of this device. Its sockets close.
pub async fn end(
    State(parts): State<Parts>,
    person: Person,
) -> Result<impl IntoResponse, HttpError> {
    sessions::end(&parts, person).await?;
    Ok((StatusCode::NO_CONTENT, forget(&parts), ()))
}

/// What tells a browser that it is signed out.
pub fn forget(parts: &Parts) -> impl axum::response::IntoResponseParts + use<> {
    (CLEAR, sessions::no_cookies(parts))
}
