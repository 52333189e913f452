//! On how many devices one person is signed in. No family has so many; a session that somebody else began in secret should not
//! lie among hundreds.

use super::sessions;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::{AccountId, Hash};
use std::cmp::Reverse;

/// `/devices` says it.
pub const MOST_DEVICES: usize = 20;

/// A session has just begun. Where there are too many now, those end that were used longest ago.
pub(super) async fn hold(parts: &Parts, account: AccountId, new: Hash) -> Result<(), HttpError> {
    let now = parts.clock.now();
    let mut others = parts.store.sessions(account).await?;
    others.retain(|it| it.token_hash != new && now < it.expires);
    others.sort_by_key(|it| Reverse((it.seen, it.created)));
    for old in others.into_iter().skip(MOST_DEVICES - 1) {
        sessions::end_hash(parts, old.token_hash).await?;
    }
    Ok(())
}
