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

/// Asks for an invitation's link, code and picture. None without a connection, or when it may not be seen.
pub async fn invitation_key(family: FamilyId, invitation: InvitationId) -> Option<Key> {
    let url = format!("/api/v1/families/{family}/invitations/{invitation}/key");
    let answer = Request::post(&url).send().await.ok()?;
    if answer.ok() { answer.json().await.ok() } else { None }
}
