//! The cookie that the server keeps beside the session's own, which no script can read. It says which session this is, and holds the
//! key of what this person keeps in this browser. It comes and goes with the session, by the server's hand and without any script:
//! at signing out, when another signs in, while the screen goes round a table, when the session has lasted its time. So where
//! nobody is in, the browser has nothing that opens what lies there.

use super::chest;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use std::cell::RefCell;
use uuid::Uuid;
use web_sys::CryptoKey;

/// `server/src/auth/sessions.rs` sets it.
const COOKIE: &str = "visit";
/// The only name behind TLS: the browser keeps one cookie of it. Of the other one somebody at the console could lay a second beside
/// the server's, with a key that they know, for whoever is in next.
const COOKIE_BEHIND_TLS: &str = "__Host-visit";

thread_local! {
    /// The session that this page was made for, or that its view is of.
    static MADE_FOR: RefCell<Option<String>> = const { RefCell::new(None) };
    static KEY: RefCell<Option<CryptoKey>> = const { RefCell::new(None) };
}

/// From here on this page is of the session that it was made for.
pub fn begin(made_for: Option<Uuid>) {
    MADE_FOR.set(made_for.map(|visit| visit.to_string()));
}

/// Whether the browser has another session by now, or none: somebody signed in or out in another tab.
pub fn is_anothers() -> bool {
    MADE_FOR.with_borrow(|made_for| *made_for != name())
}

/// The name of this browser's session.
pub fn name() -> Option<String> {
    Some(cookie()?.split('.').next()?.to_owned())
}

/// The key of whom this page was made for. A page that has it keeps it: what its writer still types is theirs, also when somebody
/// has signed out in another tab.
pub async fn key() -> Option<CryptoKey> {
    if let Some(key) = KEY.with_borrow(Clone::clone) {
        return Some(key);
    }
    let cookie = cookie().filter(|_| !is_anothers())?;
    let key = chest::key(cookie.split_once('.')?.1).await?;
    KEY.set(Some(key.clone()));
    Some(key)
}

fn cookie() -> Option<String> {
    let cookies = Reflect::get(&document(), &"cookie".into()).ok()?.as_string()?;
    let behind_tls = window().location().protocol().is_ok_and(|it| it == "https:");
    let wanted = if behind_tls { COOKIE_BEHIND_TLS } else { COOKIE };
    let mut all = cookies.split("; ").filter_map(|cookie| cookie.split_once('='));
    all.find(|(name, _)| *name == wanted).map(|(_, visit)| visit.to_owned())
}
