//! `/api/v1/session`: signing out.

use crate::auth::sessions::{self, Person};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderName;
use axum::response::IntoResponse;
use axum_extra::extract::CookieJar;

/// What a browser has kept of our answers goes. What the tab keeps stays: in it lie the drafts, which nobody but their writer is
/// shown, and which wait for them.
const CLEAR: (HeaderName, &str) = (HeaderName::from_static("clear-site-data"), "\"cache\"");

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
    ([CLEAR], CookieJar::new().add(sessions::no_cookie(parts)))
}
