//! A browser in which somebody came in by their name before. It has tries of its own, so that whoever uses up all tries for a name from
//! elsewhere does not keep its owner out. What the browser keeps for it opens nothing and says nothing of whom it is.

use super::names::Name;
use crate::clock::new_id;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::Hash;
use std::net::IpAddr;

/// Counts a sign-in by this name, and says among whose tries: those of the browsers that are known for it, all together, while there are
/// any left and this is one; else everybody's. Together, because whoever once knew the password may have collected many such browsers.
pub fn guesses(
    parts: &Parts,
    name: Hash,
    shown: Option<&str>,
    from: Option<IpAddr>,
) -> Result<Hash, HttpError> {
    let now = parts.clock.instant();
    if shown.is_some_and(|it| parts.vault.is_known(&name, it)) {
        let known = parts.vault.known_tries(&name);
        if parts.limits.guesses(known, from, now).is_ok() {
            return Ok(known);
        }
    }
    parts.limits.guesses(name, from, now).map(|()| name)
}

/// What a browser is to keep in which somebody has just come in by this name, or chosen it. None for what is no name.
pub fn made(parts: &Parts, name: &str) -> Result<Option<String>, HttpError> {
    let Some(name) = Name::read(name) else { return Ok(None) };
    Ok(Some(parts.vault.seal_known(&name.hash(&parts.vault), new_id().as_bytes())?))
}
