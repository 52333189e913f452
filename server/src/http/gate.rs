//! How much is worked on at the same time. Where more is asked than can be done, everything would become slow for everybody; so what
//! cannot be begun soon is told to come again, before it costs anything: `503` with `Retry-After`. Only what goes into a family's
//! room passes here. Sockets do not: each has one thing in hand at a time, and waits its turn there.

mod turns;

pub use turns::Gate;

use super::address::ClientAddress;
use super::body::MOST_LIST_BYTES;
use super::forms;
use super::page::{self, Asking};
use crate::auth::sessions;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::vault::token_hash;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::protocol::MOST_BYTES;
use http_body_util::LengthLimitError;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Longer than that nobody looks at a page that does not come.
const PATIENCE: Duration = Duration::from_millis(250);
/// So many times as long as its head the rest of a request may take.
const LONGER: u32 = 4;

/// Who asks, and so how they wait and how they are refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Form,
    Program,
}

impl Kind {
    /// None for what goes into no room.
    fn of(request: &Request) -> Option<Self> {
        let path = request.uri().path();
        match *request.method() {
            _ if path.ends_with("/live") => None,
            _ if path.starts_with("/api/v1/families") => Some(Self::Program),
            _ if !path.starts_with("/f/") => None,
            Method::POST => Some(Self::Form),
            _ => Some(Self::Page),
        }
    }
}

/// See the module.
pub async fn pass(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let Some(kind) = Kind::of(&request) else { return next.run(request).await };
    if kind == Kind::Program && parts.gate.is_full() {
        return HttpError::Busy.into_response();
    }
    let asking = Asking { headers: request.headers().clone(), from };
    if kind == Kind::Page && parts.gate.is_full() {
        return page::busy(&parts, &asking);
    }
    let path = request.uri().path().to_owned();
    // A turn is not held for somebody who sends slowly.
    let request = match whole(&parts, request).await {
        Ok(request) => request,
        Err(error) => return refused(&parts, &asking, kind, &path, error).await,
    };
    let session = sessions::token(parts.reach, &asking.headers);
    let asks = session.as_deref().map(|it| parts.quotas.request(token_hash(it), Instant::now()));
    if asks.is_some_and(|it| it.is_err()) {
        return busy(&parts, &asking, kind, request).await;
    }
    let whose = parts.gate.whose(session.as_deref(), from);
    let patience = if kind == Kind::Form { parts.gate.form } else { PATIENCE };
    match parts.gate.turn(whose, patience).await {
        Some(_turn) => next.run(request).await,
        None => busy(&parts, &asking, kind, request).await,
    }
}

/// What is answered where there is no room for one more connection.
pub async fn full(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
) -> Response {
    let kind = Kind::of(&request).unwrap_or(Kind::Page);
    let asking = Asking { headers: request.headers().clone(), from };
    let path = request.uri().path().to_owned();
    match whole(&parts, request).await {
        Ok(request) => busy(&parts, &asking, kind, request).await,
        Err(error) => refused(&parts, &asking, kind, &path, error).await,
    }
}

/// Says so for next to nothing; only a form's words are worth a page of their own.
async fn busy(parts: &Parts, asking: &Asking, kind: Kind, request: Request) -> Response {
    match kind {
        Kind::Program => HttpError::Busy.into_response(),
        Kind::Page => page::busy(parts, asking),
        Kind::Form => {
            let _one = parts.gate.refusal().await;
            forms::come_again(parts, asking, request).await
        }
    }
}

async fn refused(
    parts: &Parts,
    asking: &Asking,
    kind: Kind,
    path: &str,
    error: HttpError,
) -> Response {
    if kind == Kind::Program {
        return error.into_response();
    }
    let _one = parts.gate.refusal().await;
    page::trouble(parts, asking, path, &error, BTreeMap::new()).await
}

/// With all of its body here, and no more of it than whoever sends it may give us to hold: a long list of commands comes from
/// somebody who is in.
async fn whole(parts: &Parts, request: Request) -> Result<Request, HttpError> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(request);
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > MOST_LIST_BYTES) {
        return Err(HttpError::TooLarge);
    }
    let is_small = length.is_some_and(|length| length <= MOST_BYTES);
    let is_in = !is_small && sessions::person(parts, request.headers()).await?.is_some();
    let most = if is_in { MOST_LIST_BYTES } else { MOST_BYTES };
    let (head, body) = request.into_parts();
    let unread = HttpError::Malformed { place: None };
    match timeout(parts.patience * LONGER, to_bytes(body, most)).await {
        Ok(Ok(body)) => Ok(Request::from_parts(head, Body::from(body))),
        Ok(Err(error)) if error.source().is_some_and(<dyn Error>::is::<LengthLimitError>) => {
            Err(HttpError::TooLarge)
        }
        Ok(Err(_)) | Err(_) => Err(unread),
    }
}
