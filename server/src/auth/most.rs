//! On how many devices one person is signed in. No family has so many; a session that somebody else began in secret should not
//! lie among hundreds.

use super::{sessions, trial};
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::Session;
use std::cmp::Reverse;

/// `/devices` says it.
pub const MOST_DEVICES: usize = 20;

/// A session has just begun. Where there are too many now, those end that were used longest ago; those that came in by a way on trial
/// before all others, and no others by one that comes so.
pub(super) async fn hold(parts: &Parts, new: &Session) -> Result<(), HttpError> {
    let now = parts.clock.now();
    let young = |it: &Session| trial::is_on(parts, it.trial);
    let mut others = parts.store.sessions(new.account).await?;
    others.retain(|it| it.token_hash != new.token_hash && now < it.expires);
    others.sort_by_key(|it| (young(it), Reverse((it.seen, it.created))));
    for old in others.into_iter().skip(MOST_DEVICES - 1).filter(|it| young(it) || !young(new)) {
        sessions::end_hash(parts, old.token_hash).await?;
    }
    Ok(())
}
