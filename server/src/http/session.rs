//! `/api/v1/session`: signing out.

use crate::auth::sessions::{self, Person};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;

/// Ends the session of this device. Its sockets close.
pub async fn end(
    State(parts): State<Parts>,
    person: Person,
) -> Result<(StatusCode, CookieJar), HttpError> {
    sessions::end(&parts, person).await?;
    Ok((StatusCode::NO_CONTENT, CookieJar::new().add(sessions::no_cookie(&parts))))
}
