//! `/api/v1/join`: coming in with a link or a code.

use super::address::ClientAddress;
use super::body::Json;
use super::enter::{self, Told};
use crate::error::HttpError;
use crate::parts::Parts;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use domain::people::{self, Language};
use domain::protocol::Sent;
use domain::{Command, CommandId, MemberId};
use serde::{Deserialize, Serialize};

/// Wire type.
#[derive(Serialize, Deserialize)]
pub struct Join {
    /// The link, its last part, or the six letters.
    pub key: String,
    pub id: CommandId,
    /// The member one becomes: the one the invitation is for, else a new id.
    pub member: MemberId,
    pub name: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub language: Language,
}

pub async fn join(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    Json(join): Json<Join>,
) -> Result<(StatusCode, CookieJar, axum::Json<Told>), HttpError> {
    let at = enter::invitation(&parts, &join.key, from).await?;
    let Join { id, member, name, title, language, .. } = join;
    let command = people::Command::Join { invitation: at.invitation, name, title, language };
    let sent = Sent { id, command: Command::People(command) };
    let entered = enter::join(&parts, &headers, at, member, sent).await?;
    let (jar, told) = enter::told(&parts, &headers, entered);
    Ok((StatusCode::CREATED, jar, told))
}
