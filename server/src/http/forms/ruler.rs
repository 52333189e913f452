//! Placing on the ruler.

use super::send::{Form, fresh, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::ruler::{Command, Level, Seen};
use domain::{PlacementId, Refusal};

/// Fields: new, child, setting, level, because, works, one_up, seen (circle, mine, round), round, on (a day, else today).
pub async fn ruler(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, |form| place(form).map(domain::Command::Ruler)).await
}

fn place(Form { fields, today, .. }: &Form<'_>) -> Result<Command, Refusal> {
    let level: u8 = fields.needed("level", Refusal::OffScale)?;
    let seen = match fields.text("seen").as_str() {
        "circle" => Seen::Circle,
        "round" => Seen::Round(fields.needed("round", Refusal::Unknown)?),
        // Whoever has not said that others may see it keeps it for themselves.
        _ => Seen::Mine,
    };
    Ok(Command::Place {
        id: fresh(fields, "new", PlacementId),
        child: fields.needed("child", Refusal::Unknown)?,
        setting: fields.choice("setting")?,
        level: Level::try_from(level)?,
        on: fields.day("on", *today)?,
        because: fields.text("because"),
        works: fields.text("works"),
        one_up: fields.text("one_up"),
        seen,
    })
}
