//! What a page may load and run: our own files, and nothing else.

use axum::http::HeaderValue;
use axum::http::uri::Authority;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leptos::nonce::use_nonce;
use sha2::{Digest, Sha256};

/// What may run on a page, and so which strings may become markup or scripts there.
#[derive(Clone, Copy)]
pub(super) enum Runs {
    /// The application, whose start makes the one policy that looks at every such string (`app/bundle/src/start.js`).
    Application,
    /// Nothing that would make any.
    Still,
}

impl Runs {
    const fn trusted_types(self) -> &'static str {
        match self {
            Self::Application => "default",
            Self::Still => "'none'",
        }
    }
}

/// Leptos makes the nonce for each answer and puts it on the scripts that it writes itself.
pub(super) fn of_this_page(runs: Runs, host: Option<&HeaderValue>) -> HeaderValue {
    let nonce = use_nonce().expect("Leptos provides a nonce before the context is built");
    let nonce = format!(" 'nonce-{nonce}'");
    of(&nonce, &nonce, runs, host)
}

/// For a page that is kept and shown often: a nonce would be the same each time, so its one script is known by its content.
pub(super) fn of_a_kept_page(runs: Runs, script: &str, host: Option<&HeaderValue>) -> HeaderValue {
    let print = STANDARD.encode(Sha256::digest(script));
    of(&format!(" 'sha256-{print}'"), "", runs, host)
}

fn of(scripts: &str, styles: &str, runs: Runs, host: Option<&HeaderValue>) -> HeaderValue {
    let (sockets, types) = (sockets(host), runs.trusted_types());
    let policy = format!(
        "default-src 'self'; script-src 'self'{scripts} 'wasm-unsafe-eval'; \
         style-src 'self'{styles}; img-src 'self' data: blob:; connect-src 'self'{sockets}; \
         object-src 'none'; frame-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types {types}"
    );
    HeaderValue::try_from(policy).expect("a nonce and a print are base64, an authority is ASCII")
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
