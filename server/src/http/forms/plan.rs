//! Ticking a step, answering a ball, and saying yes for the family.

use super::send::{Form, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::plan::{Command, Item};
use domain::{Refusal, StepId};

/// Fields: act, and with it new (where it makes something), step or goal, because, text, due, holder, on.
pub async fn plan(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, |form| act(form).map(domain::Command::Plan)).await
}

fn act(Form { fields, today, .. }: &Form<'_>) -> Result<Command, Refusal> {
    let step = || fields.needed::<StepId>("step", Refusal::Unknown);
    let because = || fields.text("because");
    let on = || fields.day("on", *today);
    Ok(match fields.text("act").as_str() {
        "tick" => Command::Tick { id: step()?, on: on()? },
        "untick" => Command::Untick { id: step()? },
        "accept" => Command::Accept { id: step()? },
        "decline" => Command::Decline { id: step()?, because: because() },
        "hand_back" => Command::HandBack { id: step()?, because: because() },
        "offer" => Command::Offer { id: step()?, to: fields.needed("holder", Refusal::Unknown)? },
        "tell" => Command::Tell { id: step()?, text: fields.text("text"), on: on()? },
        "due" => Command::Due { id: step()?, due: fields.optional("due", Refusal::OffScale)? },
        "agree" => Command::Agree {
            item: item(fields)?,
            text: fields.has("text").then(|| fields.text("text")),
            holder: fields.optional("holder", Refusal::Unknown)?,
        },
        "reopen" => Command::Reopen { item: item(fields)? },
        _ => return Err(Refusal::Unknown),
    })
}

fn item(fields: &super::fields::Fields) -> Result<Item, Refusal> {
    match fields.optional("goal", Refusal::Unknown)? {
        Some(goal) => Ok(Item::Goal(goal)),
        None => fields.needed("step", Refusal::Unknown).map(Item::Step),
    }
}
