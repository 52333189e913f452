//! Coming in: by six letters, and then by one's name.

use super::fields::Fields;
use super::send::{fresh, open, refused};
use crate::auth::{invitations, sessions};
use crate::error::HttpError;
use crate::http::enter::{self, Entered};
use crate::http::page::{self, Asking};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::{Command, Language};
use domain::protocol::Sent;
use domain::{CommandId, MemberId, Refusal};

/// Field: code. Leads to the page of the link.
pub async fn code(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, "/join", request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match link(&parts, &asking, &fields).await {
        Ok(link) => Redirect::to(&format!("/join/{link}")).into_response(),
        Err(error) => page::trouble(&parts, &asking, "/join", &error, fields.0).await,
    }
}

async fn link(parts: &Parts, asking: &Asking, fields: &Fields) -> Result<String, HttpError> {
    let at = enter::invitation(parts, &fields.text("code"), asking.from).await?;
    let key = parts.family_key(at.family).await?;
    Ok(invitations::link(&key, at.invitation))
}

/// Fields: name, title, language.
pub async fn join(
    State(parts): State<Parts>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let path = format!("/join/{token}");
    let (asking, fields) = match open(&parts, &path, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match enter(&parts, &asking, &token, &fields).await {
        Ok(entered) => {
            let jar = sessions::cookies(&parts, entered.token);
            (jar, Redirect::to(&format!("/f/{}", entered.family))).into_response()
        }
        Err(HttpError::Refused(refusal)) => refused(&parts, &asking, &path, refusal, fields).await,
        Err(error) => page::trouble(&parts, &asking, &path, &error, fields.0).await,
    }
}

async fn enter(
    parts: &Parts,
    asking: &Asking,
    token: &str,
    fields: &Fields,
) -> Result<Entered, HttpError> {
    let at = enter::invitation(parts, token, asking.from).await?;
    let door = parts.rooms.invitation(at.family, at.invitation).await?.ok_or(HttpError::BadKey)?;
    // Whether the invitation is open the model says, which knows a form that is sent again.
    let member = door.invitation.who.unwrap_or_else(|| fresh(fields, "member", MemberId));
    let language: Language = match fields.choice("language") {
        Ok(language) => language,
        Err(Refusal::Empty) => Language::default(),
        Err(refusal) => return Err(HttpError::Refused(refusal)),
    };
    let (name, title) = (fields.text("name"), fields.text("title"));
    let command = Command::Join { invitation: at.invitation, name, title, language };
    let sent =
        Sent { id: fresh(fields, "sent", CommandId), command: domain::Command::People(command) };
    enter::join(parts, &asking.headers, at, member, sent).await
}
