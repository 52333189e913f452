//! A word that only one browser knows, in a cookie: what waits on the server is given out to it alone, and its own tries are its own.

use crate::parts::Reach;
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

/// One kind of word.
pub struct Word {
    /// Names of the cookie. Behind TLS the browser itself sees to it that no other host and no plain page can have set it.
    plain: &'static str,
    behind_tls: &'static str,
    same_site: SameSite,
    /// Else it ends with the browser.
    lasts: bool,
}

/// For somebody who goes to another house. Lax: one comes back from another site.
pub const OIDC: Word =
    Word { plain: "oidc", behind_tls: "__Host-oidc", same_site: SameSite::Lax, lasts: false };
/// For somebody who is asked for a passkey.
pub const PASSKEY: Word = Word {
    plain: "passkey",
    behind_tls: "__Host-passkey",
    same_site: SameSite::Strict,
    lasts: false,
};
/// For a browser in which somebody came in by their name.
pub const KNOWN: Word =
    Word { plain: "known", behind_tls: "__Host-known", same_site: SameSite::Strict, lasts: true };
/// For a browser in which somebody put away that a passkey was offered. It says nothing of who has it.
pub const OFFER: Word =
    Word { plain: "offer", behind_tls: "__Host-offer", same_site: SameSite::Lax, lasts: true };
/// For a browser in which somebody said which new ways in are their own.
pub const OWN_WAYS: Word = Word {
    plain: "own-ways",
    behind_tls: "__Host-own-ways",
    same_site: SameSite::Lax,
    lasts: false,
};

impl Word {
    fn name(&self, reach: Reach) -> &'static str {
        if reach.behind_proxy { self.behind_tls } else { self.plain }
    }

    /// What the browser says.
    pub fn of(&self, reach: Reach, headers: &HeaderMap) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        jar.get(self.name(reach)).map(|cookie| cookie.value().to_owned())
    }

    pub fn cookie(&self, reach: Reach, word: String) -> Cookie<'static> {
        let mut cookie = Cookie::build((self.name(reach), word))
            .http_only(true)
            .same_site(self.same_site)
            .secure(reach.behind_proxy)
            .path("/")
            .build();
        if self.lasts {
            cookie.make_permanent();
        }
        cookie
    }

    pub fn no_cookie(&self, reach: Reach) -> Cookie<'static> {
        let mut cookie = self.cookie(reach, String::new());
        cookie.make_removal();
        cookie
    }
}
