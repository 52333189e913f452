//! One's own room: keeping something, showing it to some, and letting it go.

use super::fields::{Fields, ticked};
use super::send::{Form, fresh, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command, MemberId, Refusal, ruler};
use std::collections::BTreeSet;

/// Fields by act. write: new, about, text, on. show: thing, id, to-…. nobody, remove: thing, id.
pub async fn mine(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, act).await
}

fn act(Form { fields, today, .. }: &Form<'_>) -> Result<Command, Refusal> {
    Ok(match fields.text("act").as_str() {
        "write" => Command::Talk(Talk::Write {
            id: fresh(fields, "new", CardId),
            about: fields.needed("about", Refusal::Unknown)?,
            column: Column::Wish,
            text: fields.text("text"),
            notices: String::new(),
            dialogue: None,
            on: fields.day("on", *today)?,
            shared: false,
        }),
        "show" => show(fields, ticked(fields, "to-")?)?,
        "nobody" => show(fields, BTreeSet::new())?,
        "remove" if is_card(fields) => {
            Command::Talk(Talk::Remove { id: fields.needed("id", Refusal::Unknown)? })
        }
        "remove" => {
            let id = fields.needed("id", Refusal::Unknown)?;
            Command::Ruler(ruler::Command::Withdraw { id })
        }
        _ => return Err(Refusal::Unknown),
    })
}

fn is_card(fields: &Fields) -> bool {
    fields.text("thing") == "card"
}

fn show(fields: &Fields, to: BTreeSet<MemberId>) -> Result<Command, Refusal> {
    if is_card(fields) {
        let id = fields.needed("id", Refusal::Unknown)?;
        return Ok(Command::Talk(Talk::Show { id, to }));
    }
    let id = fields.needed("id", Refusal::Unknown)?;
    Ok(Command::Ruler(ruler::Command::Show { id, to }))
}
