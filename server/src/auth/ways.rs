//! The ways in that need to know where we are found: another house, and passkeys.

use super::oidc::Oidc;
use crate::origin::Origin;
use std::sync::OnceLock;

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
