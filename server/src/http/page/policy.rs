//! What a page may load and run: our own files, and nothing else.

use axum::http::HeaderValue;
use axum::http::uri::Authority;
use leptos::nonce::use_nonce;

/// Leptos makes the nonce for each answer and puts it on the scripts that it writes itself.
pub(super) fn of_this_page(host: Option<&HeaderValue>) -> HeaderValue {
    let nonce = use_nonce().expect("Leptos provides a nonce before the context is built");
    let sockets = sockets(host);
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; connect-src 'self'{sockets}; \
         object-src 'none'; frame-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("a nonce is base64 and an authority is ASCII")
}

/// To older browsers 'self' does not mean our own WebSocket, so it is named.
fn sockets(host: Option<&HeaderValue>) -> String {
    let authority =
        host.and_then(|host| host.to_str().ok()).and_then(|host| host.parse::<Authority>().ok());
    let harmless = |it: &Authority| {
        it.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b".:-[]".contains(&b))
    };
    authority.filter(harmless).map(|it| format!(" ws://{it} wss://{it}")).unwrap_or_default()
}
