//! The few requests that are no commands.

use domain::{FamilyId, InvitationId};
use gloo::net::http::Request;
use serde::Deserialize;

/// The ways an invitation can be passed on.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Key {
    pub link: String,
    /// Six letters.
    pub code: String,
    /// The link as a picture (SVG).
    pub qr: String,
}

/// Why there is no key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NoKey {
    /// Whoever asks shows first that it is they.
    Prove,
    /// There is no connection, or it may not be seen.
    Away,
}

/// Asks for an invitation's link, code and picture.
pub async fn invitation_key(family: FamilyId, invitation: InvitationId) -> Result<Key, NoKey> {
    let url = format!("/api/v1/families/{family}/invitations/{invitation}/key");
    let answer = Request::post(&url).send().await.map_err(|_| NoKey::Away)?;
    match answer.status() {
        200 => answer.json().await.map_err(|_| NoKey::Away),
        403 => Err(NoKey::Prove),
        _ => Err(NoKey::Away),
    }
}
