//! How much is worked on at the same time. Where more is asked than can be done, everything would become slow for everybody; so what
//! cannot be begun soon is told to come again, before it costs anything: `503` with `Retry-After`. Only what goes into a family's
//! room passes here. Sockets do not: each has one thing in hand at a time, and waits its turn there.

use super::address::ClientAddress;
use super::body::MOST_LIST_BYTES;
use super::page::{self, Asking};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// As many as fill the disk's waiting time; pages only take turns on the processor.
const TURNS: usize = 96;
/// Those who may wait for a turn.
const LINE: usize = 384;
/// Longer than that nobody looks at a page that does not come.
const PATIENCE: Duration = Duration::from_millis(250);
/// A form is sent by somebody without script, who would have to send it again by hand.
const FORM: Duration = Duration::from_secs(10);

/// The turns, and who waits for one.
pub struct Gate {
    turns: Semaphore,
    waiting: AtomicUsize,
}

impl Default for Gate {
    fn default() -> Self {
        Self::of(TURNS)
    }
}

impl Gate {
    pub fn of(turns: usize) -> Self {
        Self { turns: Semaphore::new(turns), waiting: AtomicUsize::new(0) }
    }

    /// One turn, for as long as it is held.
    pub async fn hold(&self) -> Option<SemaphorePermit<'_>> {
        self.turns.acquire().await.ok()
    }

    pub fn is_waited_for(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    fn is_full(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= LINE
    }

    async fn turn(&self, patience: Duration) -> Option<SemaphorePermit<'_>> {
        if let Ok(turn) = self.turns.try_acquire() {
            return Some(turn);
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        timeout(patience, self.hold()).await.ok()?
    }
}

/// Somebody in the line; they may also leave it by hanging up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// See the module.
pub async fn pass(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let (form, api) = (is_form(&request), path.starts_with("/api/"));
    if !(path.starts_with("/f/") || path.starts_with("/api/v1/families")) || path.ends_with("/live")
    {
        return next.run(request).await;
    }
    let asking = Asking { headers: request.headers().clone(), from };
    let path = path.to_owned();
    let busy = async || {
        if api {
            return HttpError::Busy.into_response();
        }
        page::trouble(&parts, &asking, &path, &HttpError::Busy, BTreeMap::new()).await
    };
    if !form && parts.gate.is_full() {
        return busy().await;
    }
    // A turn is not held for somebody who sends slowly.
    let request = match whole(request).await {
        Ok(request) => request,
        Err(Some(request)) => return next.run(request).await,
        Err(None) => return HttpError::Malformed { place: None }.into_response(),
    };
    match parts.gate.turn(if form { FORM } else { PATIENCE }).await {
        Some(_turn) => next.run(request).await,
        None => busy().await,
    }
}

fn is_form(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().starts_with("/f/")
}

/// With all of its body here. What does not say how long it is, or is longer than anything we take, comes back as it was: it is refused soon.
/// Nothing where the sender hung up.
async fn whole(request: Request) -> Result<Request, Option<Request>> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(request);
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    if length.is_none_or(|length| length > MOST_LIST_BYTES) {
        return Err(Some(request));
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MOST_LIST_BYTES).await.map_err(|_| None)?;
    Ok(Request::from_parts(parts, Body::from(body)))
}
