//! Taking part in a dialogue, and leading it.

use super::fields::{Fields, ticked};
use super::send::{Form, fresh, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::dialogue::{Arranged, CheckIn, Command, Useful};
use domain::{DialogueId, Refusal};

/// Fields: act (plan), new, about (may be left out where there is one child), date, time, place.
pub async fn dialogues(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, |form| plan(form).map(domain::Command::Dialogue)).await
}

fn plan(Form { fields, view, .. }: &Form<'_>) -> Result<Command, Refusal> {
    let mut children = view.family.people.children().map(|child| child.id);
    let about = match fields.optional("about", Refusal::Unknown)? {
        Some(about) => about,
        None => children.next().ok_or(Refusal::Unknown)?,
    };
    let (id, held) = (fresh(fields, "new", DialogueId), false);
    Ok(Command::Plan {
        id,
        about,
        when: when(fields)?,
        place: fields.text("place"),
        held,
        among: None,
    })
}

fn when(fields: &Fields) -> Result<NaiveDateTime, Refusal> {
    let date: NaiveDate = fields.needed("date", Refusal::OffScale)?;
    // Browsers leave the seconds out.
    let time = NaiveTime::parse_from_str(fields.text("time").get(..5).unwrap_or_default(), "%H:%M");
    Ok(date.and_time(time.map_err(|_| Refusal::Empty)?))
}

/// Fields: act (check_in, useful, among with with-…, among_all; for the coordinator move, start, go, end), and with it
/// face (1–5 or pass), score and next_time (from), date, time and place (from_when, from_place), step.
pub async fn dialogue(
    State(parts): State<Parts>,
    Path((family, dialogue)): Path<(String, String)>,
    request: Request,
) -> Response {
    let make = |form: &Form<'_>| {
        let id = dialogue.parse().map_err(|_| Refusal::Unknown)?;
        act(form, id).map(domain::Command::Dialogue)
    };
    to_family(&parts, &family, request, make).await
}

fn act(Form { fields, view, .. }: &Form<'_>, id: DialogueId) -> Result<Command, Refusal> {
    Ok(match fields.text("act").as_str() {
        "check_in" if fields.text("face") == "pass" => {
            Command::CheckIn { id, check_in: CheckIn::Pass }
        }
        "check_in" => {
            let face = fields.needed("face", Refusal::OffScale)?;
            Command::CheckIn { id, check_in: CheckIn::Face { face } }
        }
        "useful" => {
            let score = fields.needed("score", Refusal::OffScale)?;
            let useful = Useful { score, next_time: fields.text("next_time") };
            let from = fields.has("from").then(|| fields.text("from"));
            Command::Useful { id, useful, from }
        }
        "move" => {
            let started = fields.optional("from_when", Refusal::OffScale)?;
            let from = started.map(|when| Arranged { when, place: fields.text("from_place") });
            Command::Move { id, when: when(fields)?, place: fields.text("place"), from }
        }
        "among" => {
            let mut among = ticked(fields, "with-")?;
            among.insert(view.me);
            Command::Among { id, among: Some(among) }
        }
        "among_all" => Command::Among { id, among: None },
        "start" => Command::Start { id },
        "go" => Command::Go { id, step: fields.choice("step")? },
        "end" => Command::End { id },
        _ => return Err(Refusal::Unknown),
    })
}
