//! The empty page: what a browser shows where we cannot be reached, filled with what it kept.

use super::policy::Runs;
use super::{Asking, boot, policy};
use crate::parts::Parts;
use app::shell;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::{Owner, RenderHtml};

/// The same for everybody who speaks this language.
pub async fn offline(State(parts): State<Parts>, headers: HeaderMap) -> Response {
    let asking = Asking { headers, from: None };
    let language = boot::language(parts.reach, &asking);
    let page = Owner::new().with(|| shell::empty(parts.files.as_ref().clone(), language).to_html());
    let host = asking.headers.get(header::HOST);
    let policy = policy::of_a_kept_page(Runs::Application, &shell::guard(), host);
    let asks_again = HeaderValue::from_static("no-cache");
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, asks_again)];
    (headers, Html(page)).into_response()
}
