//! The ways in that need to know where we are found: another house, and passkeys.

use super::oidc::Oidc;
use super::step_up;
use crate::error::HttpError;
use crate::origin::Origin;
use crate::parts::Parts;
use crate::store::AccountId;
use std::sync::OnceLock;

/// Whether nobody comes into this account but by the invitation that made it: no password, no app, no passkey, no house.
pub async fn has_none(parts: &Parts, account: AccountId) -> Result<bool, HttpError> {
    Ok(step_up::asked(parts, account).await?.nothing()
        && parts.store.passkeys(account).await?.is_empty()
        && parts.store.oidc_of(account).await?.is_empty())
}

/// See the module.
pub struct Ways {
    origin: OnceLock<Origin>,
    pub oidc: Oidc,
}

impl Default for Ways {
    fn default() -> Self {
        Self::new(None, Oidc::none())
    }
}

impl Ways {
    pub fn new(origin: Option<Origin>, oidc: Oidc) -> Self {
        let origin = origin.map_or_else(OnceLock::new, OnceLock::from);
        Self { origin, oidc }
    }

    /// None where nobody has said it: then these ways are closed.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.get()
    }

    /// Where nothing was configured: this machine, at the port that was taken.
    pub fn found_here(&self, port: u16) {
        let _ = self.origin.set(Origin::here(port));
    }
}
