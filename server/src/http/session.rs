//! `/api/v1/session`: how long one is signed in, staying longer, signing out.

use crate::auth::sessions::{self, Person, Stay};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::Json;
use axum::extract::State;
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
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
    lasts(&parts, &headers, Stay::AsItIs).await
}

/// Somebody is there and stays.
pub async fn stay(State(parts): State<Parts>, headers: HeaderMap) -> Result<Json<Left>, HttpError> {
    lasts(&parts, &headers, Stay::Longer).await
}

async fn lasts(parts: &Parts, headers: &HeaderMap, stay: Stay) -> Result<Json<Left>, HttpError> {
    let left = sessions::left(parts, headers, stay).await?.ok_or(HttpError::SignedOut)?;
    Ok(Json(Left { ends_in: left.num_seconds() }))
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
