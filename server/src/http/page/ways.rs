//! Way pages: rendered here and finished.

use super::{Asking, boot, policy};
use crate::parts::Parts;
use app::shell;
use app::ways::Way;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;

/// The page, for whoever asks and for nobody else: it says which ways in somebody has.
pub async fn ways(
    parts: &Parts,
    asking: &Asking,
    path: &str,
    status: StatusCode,
    page: Way,
) -> Response {
    let boot = boot::blank(parts, asking, path);
    let host = asking.headers.get(header::HOST).cloned();
    let context = move || {
        let answer = expect_context::<ResponseOptions>();
        answer.set_status(status);
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy::of_this_page(host.as_ref()));
        answer.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    };
    let files = parts.files.clone();
    let view = move || shell::ways(files.as_ref().clone(), boot.clone(), page.clone());
    leptos_axum::render_app_async_with_context(context, view)(Request::new(Body::empty())).await
}
