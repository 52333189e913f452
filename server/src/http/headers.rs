//! Headers that every answer carries.

use axum::extract::Request;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Names under /pkg change with their content: a browser never needs to ask again.
const FOREVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";
const ASK_AGAIN: &str = "no-cache";
/// What the API answers is one person's own.
const NEVER: &str = "no-store";

pub async fn add(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let headers = response.headers_mut();
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, header::CACHE_CONTROL, if found { cache(&path) } else { ASK_AGAIN });
    response
}

/// An answer that chose for itself keeps its choice.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

fn cache(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    match end {
        _ if path.starts_with("/api/") => NEVER,
        _ if path.starts_with("/pkg/") && !path.ends_with("manifest.json") => FOREVER,
        "woff2" | "svg" | "png" | "webp" | "avif" | "ico" => A_DAY,
        _ => ASK_AGAIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_content_is_kept_forever() {
        assert_eq!(cache("/pkg/app-0123456789abcdef.wasm"), FOREVER);
        assert_eq!(cache("/pkg/manifest.json"), ASK_AGAIN);
        assert_eq!(cache("/fonts/a.woff2"), A_DAY);
        assert_eq!(cache("/sw.js"), ASK_AGAIN);
        assert_eq!(cache("/"), ASK_AGAIN);
        assert_eq!(cache("/api/v1/families"), NEVER);
    }
}
