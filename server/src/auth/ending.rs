//! Ending sessions for whoever runs the server: somebody calls whose phone was taken, or nobody knows who has come in. Running servers see
//! it as they see each session that another process ended: they ask twice a second, and their sockets close ([`crate::live::watch`]).

use super::names::Name;
use crate::store::{Store, StoreError};
use crate::vault::Vault;
use chrono::{DateTime, Utc};

/// Whose sessions are to end.
pub enum Whose {
    Everybodys,
    /// Of who signs in by what was typed.
    Named(String),
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    All,
    /// So many of one account.
    Some(usize),
    /// Nobody signs in by that.
    Nobody,
}

/// Ends them. Nobody's way in is touched: who knows their password comes in again.
pub async fn end(store: &dyn Store, vault: &Vault, whose: &Whose) -> Result<Ended, StoreError> {
    let Whose::Named(typed) = whose else {
        // By the end of time they are all over.
        store.delete_expired_sessions(DateTime::<Utc>::MAX_UTC).await?;
        return Ok(Ended::All);
    };
    let Some(name) = Name::read(typed) else { return Ok(Ended::Nobody) };
    let Some(found) = store.sign_in_by_name(name.hash(vault)).await? else {
        return Ok(Ended::Nobody);
    };
    let all = store.sessions(found.account).await?;
    for session in &all {
        store.delete_session(session.token_hash).await?;
    }
    Ok(Ended::Some(all.len()))
}
