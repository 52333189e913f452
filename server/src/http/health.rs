//! For whoever watches over the process.

use crate::parts::Parts;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers. Whether it can work is another question.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// It can work: the store answers, and it is not going down.
pub async fn ready(State(parts): State<Parts>) -> (StatusCode, &'static str) {
    if *parts.closing.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "closing\n");
    }
    match parts.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}
