//! Taking a passkey away.

use super::send::{local, open};
use crate::auth::{passkey, sessions};
use crate::error::HttpError;
use crate::http::page::{self, Asking};
use crate::http::passkey::PAGE;
use crate::parts::Parts;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use std::collections::BTreeMap;

/// Field: remove, or away, with back. Asked twice it does no more than once.
pub async fn passkeys(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    if fields.has("away") {
        let back = local(&fields.text("back")).unwrap_or_else(|| "/".to_owned());
        let jar = CookieJar::new().add(page::offer::put_away(&parts));
        return (jar, Redirect::to(&back)).into_response();
    }
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
