//! Naming somebody who need not come in, and correcting what one is called.

use super::send::{Form, fresh, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use chrono::{Days, NaiveTime};
use domain::people::{Called, Command, Language, Lead, Member, Role};
use domain::{InvitationId, MemberId, Refusal};

/// Fields: new, named, role, born for somebody new; name, title (from_name, from_title) for oneself.
pub async fn people(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, act).await
}

/// With act: baton_offer (to), baton_take, baton_keep, baton_yes, baton_no, another (because), another_no_more, remove (member, lead),
/// born (member, born), renew (new, member), leave, pause, close, resume, erase (called), keep.
fn going(Form { fields, view, today }: &Form<'_>) -> Result<Command, Refusal> {
    let because = fields.text("because");
    Ok(match fields.text("act").as_str() {
        "baton_offer" => Command::OfferBaton { to: Some(fields.needed("to", Refusal::Unknown)?) },
        "baton_keep" => Command::OfferBaton { to: None },
        "baton_yes" => Command::AnswerBaton { accept: true },
        "baton_no" => Command::AnswerBaton { accept: false },
        "another" => Command::AskAnother { ask: true, because },
        "another_no_more" => Command::AskAnother { ask: false, because: String::new() },
        "remove" => Command::Remove {
            member: fields.needed("member", Refusal::Unknown)?,
            lead: if fields.has("lead") { Lead::Myself } else { Lead::NotYet },
        },
        "baton_take" => Command::OfferBaton { to: Some(view.me) },
        // As long as one made with a script, to the beginning of its last day.
        "renew" => Command::Renew {
            id: fresh(fields, "new", InvitationId),
            member: fields.needed("member", Refusal::Unknown)?,
            until: (*today + Days::new(7)).and_time(NaiveTime::MIN).and_utc(),
        },
        "born" => Command::Born {
            member: fields.needed("member", Refusal::Unknown)?,
            year: fields.needed("born", Refusal::OffScale)?,
        },
        "leave" => Command::Leave {},
        "pause" => Command::Pause {},
        "close" => Command::Close {},
        "resume" => Command::Resume {},
        "erase" => Command::Erase { name: fields.text("called") },
        "keep" => Command::Keep {},
        _ => return Err(Refusal::Unknown),
    })
}

pub(super) fn act(form: &Form<'_>) -> Result<domain::Command, Refusal> {
    told(form).map(domain::Command::People)
}

fn told(form: &Form<'_>) -> Result<Command, Refusal> {
    let Form { fields, view, .. } = form;
    if fields.has("act") {
        return going(form);
    }
    if !fields.has("named") {
        let (name, title) = (fields.text("name"), fields.text("title"));
        let from = fields
            .has("from_name")
            .then(|| Called { name: fields.text("from_name"), title: fields.text("from_title") });
        return Ok(Command::Rename { member: view.me, name, title, from });
    }
    let role = match fields.choice("role") {
        Err(Refusal::Empty) => Role::Network,
        role => role?,
    };
    let (id, name, title) = (fresh(fields, "new", MemberId), fields.text("named"), String::new());
    let born = fields.optional("born", Refusal::OffScale)?;
    let (language, joined) = (Language::default(), false);
    Ok(Command::Name { member: Member { id, name, role, title, born, language, joined } })
}
