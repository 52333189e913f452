//! Signing out: here, on another device, on all others.

use super::fields::Fields;
use super::send::open;
use crate::auth::sessions::{self, Person};
use crate::auth::trial;
use crate::error::HttpError;
use crate::http::page::{self, Asking};
use crate::http::session;
use crate::parts::Parts;
use crate::store::SessionId;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};

const PAGE: &str = "/devices";
/// The same, with what to do next.
const STRANGE: &str = "/devices?strange";

/// Which devices a form ends.
enum End {
    Here,
    Others,
    One(SessionId),
}

impl End {
    fn read(fields: &Fields) -> Option<Self> {
        match fields.text("end").as_str() {
            "here" => Some(Self::Here),
            "others" => Some(Self::Others),
            id => id.parse().ok().map(|id| Self::One(SessionId(id))),
        }
    }
}

/// Field: end; strange, where it was somebody else's. Asked twice it does no more than once.
pub async fn devices(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match end(&parts, &asking, &fields).await {
        Ok(Signed::In) if fields.has("strange") => Redirect::to(STRANGE).into_response(),
        Ok(Signed::In) => Redirect::to(PAGE).into_response(),
        Ok(Signed::Out) => (session::forget(&parts), Redirect::to("/")).into_response(),
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

/// How this device stands afterwards.
enum Signed {
    In,
    Out,
}

async fn end(parts: &Parts, asking: &Asking, fields: &Fields) -> Result<Signed, HttpError> {
    let meant = End::read(fields).ok_or(HttpError::Malformed { place: None })?;
    let Some(person) = sessions::person(parts, &asking.headers).await? else {
        // Whoever wants to be out and is out has what they wanted.
        return match meant {
            End::Here => Ok(Signed::Out),
            End::Others | End::One(_) => Err(HttpError::SignedOut),
        };
    };
    let Person { token_hash: here, .. } = person;
    if !matches!(meant, End::Here) {
        trial::over(parts, person)?;
    }
    match meant {
        End::Here => sessions::end(parts, person).await?,
        End::Others => sessions::end_where(parts, person, |it| it.token_hash != here).await?,
        End::One(id) => sessions::end_where(parts, person, |it| it.id == id).await?,
    }
    let still_in = sessions::person(parts, &asking.headers).await?.is_some();
    Ok(if still_in { Signed::In } else { Signed::Out })
}
