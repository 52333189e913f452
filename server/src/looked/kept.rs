//! How long it is kept who has looked.

use super::chain::Links;
use crate::error::HttpError;
use crate::parts::Parts;
use chrono::TimeDelta;
use domain::FamilyId;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::interval;

/// Two years: long enough to ask what happened, short enough not to be a diary of who sat at a screen.
pub const KEPT: TimeDelta = TimeDelta::days(2 * 365);
const CLEARED_EVERY: Duration = Duration::from_hours(12);

/// For as long as the server runs.
pub async fn forget_old(parts: &Parts) -> Infallible {
    let mut times = interval(CLEARED_EVERY);
    loop {
        times.tick().await;
        if let Err(error) = forget(parts).await {
            tracing::warn!(%error, "rows of who has looked are kept longer than they should be");
        }
    }
}

/// Lets old rows go, in every family. The head of each chain remembers where it goes on.
pub async fn forget(parts: &Parts) -> Result<(), HttpError> {
    for family in parts.store.families().await? {
        forget_of(parts, family).await?;
    }
    Ok(())
}

async fn forget_of(parts: &Parts, family: FamilyId) -> Result<(), HttpError> {
    let until = parts.clock.now() - KEPT;
    let chain = Arc::new(Links::new(parts.family_key(family).await?));
    Ok(parts.store.cut_looks(family, until, chain).await?)
}
