//! Headers that every answer carries.

use crate::parts::Parts;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Names under /pkg change with their content: a browser never needs to ask again.
const FOREVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";
const ASK_AGAIN: &str = "no-cache";
/// What the API answers is one person's own, and so is all that happens on a family's pages.
const NEVER: &str = "no-store";

/// Two years, in which a browser never asks for us without TLS.
const TLS_ONLY: &str = "max-age=63072000";
const TLS_BELOW: &str = "max-age=63072000; includeSubDomains";
/// What is no page loads and runs nothing, and stands in no frame. Pages have a policy of their own.
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The service worker fetches our own files, and nothing else.
const WORKER: &str = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
/// Everything that we do not use is off, for us and for whatever might come to run in a page of ours. A link is copied, and one comes in with a passkey.
const POWERS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
    idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
    picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), \
    storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// As many as are added here.
const MOST: usize = 10;

pub async fn add(State(parts): State<Parts>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let headers = response.headers_mut();
    headers.reserve(MOST);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not "no-referrer": with it a browser hides from us that a form was our own.
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    let may = if path == "/sw.js" { WORKER } else { NOTHING };
    set(headers, header::CONTENT_SECURITY_POLICY, may);
    set(headers, HeaderName::from_static("permissions-policy"), POWERS);
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if parts.reach.behind_proxy {
        let how = if parts.tls_below { TLS_BELOW } else { TLS_ONLY };
        set(headers, header::STRICT_TRANSPORT_SECURITY, how);
    }
    set(headers, header::CACHE_CONTROL, cache(&path, found));
    say_charset(headers);
    response
}

/// All our text is UTF-8. A file is told by its name alone what it is, and not in which letters.
fn say_charset(headers: &mut HeaderMap) {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()) else {
        return;
    };
    let is_text = kind.starts_with("text/") || kind.ends_with("+xml");
    if is_text
        && !kind.contains(';')
        && let Ok(whole) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, whole);
    }
}

/// An answer that chose for itself keeps its choice.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

fn cache(path: &str, found: bool) -> &'static str {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    match end {
        _ if path.starts_with("/api/") || path.starts_with("/f/") => NEVER,
        _ if !found => ASK_AGAIN,
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
        assert_eq!(cache("/pkg/app-0123456789abcdef.wasm", true), FOREVER);
        assert_eq!(cache("/pkg/manifest.json", true), ASK_AGAIN);
        assert_eq!(cache("/fonts/a.woff2", true), A_DAY);
        assert_eq!(cache("/sw.js", true), ASK_AGAIN);
        assert_eq!(cache("/", true), ASK_AGAIN);
        assert_eq!(cache("/pkg/app-0123456789abcdef.wasm", false), ASK_AGAIN);
        for found in [true, false] {
            assert_eq!(cache("/api/v1/families", found), NEVER);
            assert_eq!(cache("/f/1/plan", found), NEVER);
        }
    }
}
