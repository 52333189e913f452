//! Whoever is in a circle by profession comes in with two things: a password and an app, a passkey, or the house they work for. By an
//! invitation alone they are signed in at the low level, at which [`super::seat::find`] lets no professional in. All they can do
//! there is to set their two things up; then the session is raised, and from then on they come in by those.

use super::accounts;
use super::level::Level;
use super::sessions::{self, Begun, Person};
use super::trial::{self, Trial};
use super::ways::{self, Has, Way};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::Session;
use axum::http::HeaderMap;

/// What somebody has just done in this session, which was allowed ([`super::ways::may_change`]).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Set up a password or an app.
    SetUp,
    /// Proved who they are, as the account is proved ([`super::step_up::asked`]).
    Proved,
    /// Added a passkey, with finger or face.
    Passkey,
}

/// A session at the strong level in the place of this one, if it is a professional's, at the low level, and what they did just now
/// is worth two things. Nobody is raised by setting up one more where another is already: they come in by that. All other low
/// sessions of the account end, for nobody proved anything there.
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
    // What is on trial makes nobody more, and no session of before another.
    let has = ways::good(parts, account).await?;
    let both = has.both_words();
    let raised = match did {
        Did::Proved => has.two(),
        Did::SetUp => both && !has.has(Way::Passkey) && !has.has(Way::Work),
        Did::Passkey => {
            let first = parts.store.passkeys(account).await?.len() == 1;
            !both && !has.has(Way::Work) && has.has(Way::Passkey) && first
        }
    };
    if !raised {
        return Ok(None);
    }
    end_low(parts, person).await?;
    let now = Some(parts.clock.now());
    let strong = Begun { level: Level::Strong, stepped_up: now, trial: None };
    let token = sessions::replace(parts, person, headers, strong).await?;
    // It was ended from another device meanwhile.
    Ok(Some(token.ok_or(HttpError::SignedOut)?))
}

/// Until when the two things of an account are on trial, where it has them and no others: they raise no session of before. To
/// whoever came in by a way on trial it is said otherwise.
pub async fn waits(parts: &Parts, person: Person) -> Result<Trial, HttpError> {
    if trial::is_on(parts, person.trial) {
        return Ok(None);
    }
    let all = ways::kept(parts, person.account).await?;
    let two = |until: Trial| {
        let good = all.iter().filter(|it| it.trial <= until).map(|it| it.way);
        good.collect::<Has>().two()
    };
    let mut ends: Vec<_> = all.iter().map(|it| it.trial).collect();
    ends.sort_unstable();
    let first = ends.into_iter().find(|until| two(*until)).flatten();
    Ok(first.filter(|_| trial::is_on(parts, first)))
}

/// Ends the low sessions that the account has beside this one.
pub async fn end_low(parts: &Parts, person: Person) -> Result<(), HttpError> {
    let here = person.token_hash;
    let others = |it: &Session| it.level == Level::Low && it.token_hash != here;
    sessions::end_where(parts, person, others).await
}
