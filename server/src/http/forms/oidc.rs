//! Going to another house, and saying whether the one who came back is the one who is here.

use super::send::{local, open};
use crate::auth::limits::Tried;
use crate::auth::oidc::arrive::{Stopped, connect, leave_apart, set_out};
use crate::auth::oidc::part;
use crate::auth::sessions;
use crate::error::HttpError;
use crate::http::oidc::{self, PAGE};
use crate::http::page::{self, Asking};
use crate::http::word;
use crate::parts::Parts;
use crate::vault;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use std::collections::BTreeMap;

/// Field: then, where the way leads back to afterwards. Which house stands in the address. Counts as a try until one comes back.
pub async fn set_out_to(
    State(parts): State<Parts>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match way(&parts, &asking, &provider, local(&fields.text("then"))).await {
        Ok((address, browser)) => {
            let jar = CookieJar::new().add(word::OIDC.cookie(parts.reach, browser));
            (jar, oidc::onward(&parts, &asking, &provider, address).await).into_response()
        }
        Err(Stopped::Refused(wrong)) => oidc::not_in(&parts, &asking, &provider, wrong).await,
        Err(Stopped::Error(error)) => {
            page::trouble(&parts, &asking, PAGE, &error, BTreeMap::new()).await
        }
    }
}

/// No fields: the house in the address leads to one's account no more. Asked twice it does no more than once.
pub async fn parted(
    State(parts): State<Parts>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let (asking, _) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let done = async {
        if parts.ways.oidc.providers().is_empty() {
            return Err(HttpError::NotFound.into());
        }
        let person = sessions::person(&parts, &asking.headers).await?;
        part(&parts, person.ok_or(HttpError::SignedOut)?, &provider).await
    };
    match done.await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(Stopped::Refused(wrong)) => oidc::not_in(&parts, &asking, &provider, wrong).await,
        Err(Stopped::Error(error)) => {
            page::trouble(&parts, &asking, PAGE, &error, BTreeMap::new()).await
        }
    }
}

async fn way(
    parts: &Parts,
    asking: &Asking,
    provider: &str,
    then: Option<String>,
) -> Result<(String, String), Stopped> {
    let person = sessions::person(parts, &asking.headers).await?;
    parts.limits.tries(Tried::Neither, asking.from)?;
    let browser = vault::new_token().map_err(HttpError::from)?;
    Ok((set_out(parts, provider, person, &browser, then).await?, browser))
}

/// Field: answer.
pub async fn connected(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let browser = word::OIDC.of(parts.reach, &asking.headers);
    if parts.ways.oidc.providers().is_empty() {
        return page::trouble(&parts, &asking, PAGE, &HttpError::NotFound, BTreeMap::new()).await;
    }
    if fields.text("answer") != "yes" {
        leave_apart(&parts, browser.as_deref()).await;
        let jar = CookieJar::new().add(word::OIDC.no_cookie(parts.reach));
        return (jar, Redirect::to(PAGE)).into_response();
    }
    let came = connect(&parts, browser.as_deref(), &asking.headers).await;
    oidc::answer(&parts, &asking, "", came).await
}
