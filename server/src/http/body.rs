//! Reading what was sent, and saying kindly what cannot be read.

use crate::error::HttpError;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::protocol::MOST_BYTES;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// Largest list of commands, in bytes.
pub const MOST_LIST_BYTES: usize = 512 * 1024;

/// A JSON body of at most [`MOST_BYTES`].
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = HttpError;

    async fn from_request(request: Request, state: &S) -> Result<Self, HttpError> {
        let body = bytes(request, state).await?;
        small(&body)?;
        parse(&body).map(Self)
    }
}

/// The whole body; the router's limit holds.
pub async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, HttpError> {
    Bytes::from_request(request, state).await.map_err(|rejection: BytesRejection| {
        match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => HttpError::TooLarge,
            _ => HttpError::Malformed { place: None },
        }
    })
}

/// Refuses what is too large for anything but a list.
pub fn small(body: &[u8]) -> Result<(), HttpError> {
    if body.len() > MOST_BYTES { Err(HttpError::TooLarge) } else { Ok(()) }
}

/// The library's own words quote what was sent, so only the place is told.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, HttpError> {
    serde_json::from_slice(body).map_err(|error| {
        let place = Some((error.line(), error.column()));
        match error.classify() {
            Category::Data => HttpError::Shape { place },
            Category::Io | Category::Syntax | Category::Eof => HttpError::Malformed { place },
        }
    })
}
