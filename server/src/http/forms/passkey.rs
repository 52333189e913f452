//! Taking a passkey away.

use super::send::open;
use crate::auth::{passkey, sessions};
use crate::error::HttpError;
use crate::http::page::{self, Asking};
use crate::http::passkey::PAGE;
use crate::parts::Parts;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::BTreeMap;

/// Field: remove. Asked twice it does no more than once.
pub async fn passkeys(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match remove(&parts, &asking, &fields.text("remove")).await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, BTreeMap::new()).await,
    }
}

async fn remove(parts: &Parts, asking: &Asking, id: &str) -> Result<(), HttpError> {
    let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
    let id = id.parse().map_err(|_| HttpError::Malformed { place: None })?;
    passkey::remove(parts, person, id).await
}
