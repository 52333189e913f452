//! What a browser keeps of a session: its token, and which one it is.

use super::{Person, cookie_name};
use crate::parts::Parts;
use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use std::time::Duration;

/// Names of the cookie that says which session this is, and holds the key of what this person keeps in this browser: a page that a
/// browser makes without us, from what it kept, shows what was told in this session and nothing else. It opens nothing of ours.
/// `app/src/sync/visit.rs` reads it, so it is no secret to scripts: whoever could read it there could ask for its owner's pages.
const VISIT: &str = "visit";
const VISIT_BEHIND_TLS: &str = "__Host-visit";

/// What a browser is given with a new session: its token. The name of the one before goes, so that no page of that one goes on as
/// if it were this one's.
pub fn cookies(parts: &Parts, token: String) -> CookieJar {
    CookieJar::new().add(cookie(parts, token)).add(no_visit_cookie(parts))
}

/// What a browser is told that is signed out.
pub fn no_cookies(parts: &Parts) -> CookieJar {
    let mut gone = cookie(parts, String::new());
    gone.make_removal();
    CookieJar::new().add(gone).add(no_visit_cookie(parts))
}

/// The cookie that carries the token. Over plain HTTP on the own machine it cannot be kept for HTTPS.
fn cookie(parts: &Parts, token: String) -> Cookie<'static> {
    Cookie::build((cookie_name(parts.reach), token))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(parts.reach.behind_proxy)
        .path("/")
        // The server says when a session ends.
        .permanent()
        .build()
}

/// The cookie that says which session this is, with the key of its person. It goes when the session would, also where no net is.
pub fn visit_cookie(parts: &Parts, person: Person) -> Cookie<'static> {
    let left = (person.ends - parts.clock.now()).to_std().unwrap_or_default();
    let key = parts.vault.browser_key(person.account);
    visit(parts, format!("{}.{key}", person.session.0), left)
}

/// The same, where the browser has it: made to last as long as the session does by now.
pub fn visit_again(parts: &Parts, headers: &HeaderMap, person: Person) -> Option<Cookie<'static>> {
    let new = visit_cookie(parts, person);
    let jar = CookieJar::from_headers(headers);
    jar.get(new.name()).filter(|it| it.value() == new.value()).map(|_| new)
}

/// The cookie that takes it away.
pub fn no_visit_cookie(parts: &Parts) -> Cookie<'static> {
    let mut cookie = visit(parts, String::new(), Duration::ZERO);
    cookie.make_removal();
    cookie
}

fn visit(parts: &Parts, value: String, left: Duration) -> Cookie<'static> {
    let name = if parts.reach.behind_proxy { VISIT_BEHIND_TLS } else { VISIT };
    Cookie::build((name, value))
        .same_site(SameSite::Strict)
        .secure(parts.reach.behind_proxy)
        .path("/")
        .max_age(left.try_into().unwrap_or_default())
        .build()
}
