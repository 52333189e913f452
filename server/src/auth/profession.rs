//! Whoever is in a circle by profession comes in with two things: a password and an app, a passkey, or the house they work for. By an
//! invitation alone they are signed in at the low level, at which [`super::seat::find`] lets no professional in. All they can do
//! there is to set their two things up; then the session is raised, and from then on they come in by those.

use super::accounts;
use super::level::Level;
use super::sessions::{self, Person};
use super::step_up;
use crate::error::HttpError;
use crate::parts::Parts;
use axum::http::HeaderMap;

/// What somebody has just done in this session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Set up a password or an app, proving what was there before.
    SetUp,
    /// Proved all that the account has.
    Proved,
    /// Added a passkey, with finger or face.
    Passkey,
}

/// A session at the strong level in the place of this one, if it is a professional's, at the low level, and what they did just now
/// is worth two things. Who holds nothing but a session of an account that is come into by other ways is not raised by setting
/// up one more: they come in by those.
pub async fn raise(
    parts: &Parts,
    person: Person,
    headers: &HeaderMap,
    did: Did,
) -> Result<Option<String>, HttpError> {
    let account = person.account;
    if person.level != Level::Low || !accounts::is_professional(parts, account).await? {
        return Ok(None);
    }
    let asked = step_up::asked(parts, account).await?;
    let passkeys = parts.store.passkeys(account).await?.len();
    let houses = parts.store.oidc_of(account).await?.len();
    let two = asked.password && asked.code;
    let raised = match did {
        Did::Proved => two,
        Did::SetUp => two && passkeys == 0 && houses == 0,
        Did::Passkey => passkeys == 1 && asked.nothing() && houses == 0,
    };
    if !raised {
        return Ok(None);
    }
    let now = Some(parts.clock.now());
    let token = sessions::replace(parts, person, headers, Level::Strong, now).await?;
    // It was ended from another device meanwhile.
    Ok(Some(token.ok_or(HttpError::SignedOut)?))
}
