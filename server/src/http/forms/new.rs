//! Making a family's place.

use super::fields::Fields;
use super::send::{fresh, open, refused};
use crate::auth::sessions;
use crate::clock;
use crate::error::HttpError;
use crate::http::{enter, page};
use crate::parts::Parts;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::{Command, Language, Member, Role};
use domain::protocol::Sent;
use domain::{CommandId, FamilyId, MemberId, Refusal};

const PAGE: &str = "/new";

/// Fields: family, child, born (a year, or nothing), name, role (guardian, professional, network), title, language.
pub async fn new(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let entered = match found(&fields) {
        Ok(command) => {
            let sent = Sent {
                id: fresh(&fields, "sent", CommandId),
                command: domain::Command::People(command),
            };
            enter::found(&parts, &asking.headers, sent, asking.from).await
        }
        Err(refusal) => Err(HttpError::Refused(refusal)),
    };
    match entered {
        Ok(entered) => {
            let jar = sessions::cookies(&parts, entered.token);
            (jar, Redirect::to(&format!("/f/{}", entered.family))).into_response()
        }
        Err(HttpError::Refused(refusal)) => refused(&parts, &asking, PAGE, refusal, fields).await,
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, fields.0).await,
    }
}

fn found(fields: &Fields) -> Result<Command, Refusal> {
    let language: Language = fields.choice("language").unwrap_or_default();
    let child = member(fields.text("child"), Role::Child, language);
    let founder = member(fields.text("name"), fields.choice("role")?, language);
    Ok(Command::Found {
        family: fresh(fields, "family-id", FamilyId),
        name: fields.text("family"),
        note: String::new(),
        founder: Member {
            id: fresh(fields, "member", MemberId),
            title: fields.text("title"),
            ..founder
        },
        children: vec![Member { born: fields.optional("born", Refusal::OffScale)?, ..child }],
    })
}

fn member(name: String, role: Role, language: Language) -> Member {
    let id = MemberId(clock::new_id());
    Member { id, name, role, title: String::new(), born: None, language, joined: false }
}
