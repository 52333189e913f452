//! Finger or face, offered once and quietly: not at the first visit, when there is enough that is new, and never again to whoever
//! put it away on this device.

use super::Asking;
use crate::auth::passkey;
use crate::auth::sessions::{self, Person};
use crate::error::HttpError;
use crate::http::word::OFFER;
use crate::parts::Parts;
use axum_extra::extract::cookie::Cookie;
use chrono::TimeDelta;

/// The first visit is over by then.
const NOT_BEFORE: TimeDelta = TimeDelta::hours(12);

/// Whether it is time to offer it.
pub(super) async fn is_due(
    parts: &Parts,
    asking: &Asking,
    person: Person,
) -> Result<bool, HttpError> {
    let put_away = OFFER.of(parts.reach, &asking.headers).is_some();
    if put_away || !passkey::can_be_used(parts) {
        return Ok(false);
    }
    let here = sessions::of(parts, person).await?.into_iter().next();
    let again = here.is_some_and(|it| parts.clock.now() - it.created >= NOT_BEFORE);
    Ok(again && parts.store.passkeys(person.account).await?.is_empty())
}

/// Keeps that it was put away.
pub fn put_away(parts: &Parts) -> Cookie<'static> {
    OFFER.cookie(parts.reach, "away".to_owned())
}
