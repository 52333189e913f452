//! `/api/v1/families/{family}/commands`: the way for everything that is not live.

use super::body;
use crate::auth::deeds;
use crate::auth::limits;
use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::parts::Parts;
use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use domain::protocol::Sent;
use tokio::time::Instant;

/// Most commands in one list.
pub const MOST_COMMANDS: usize = 100;

/// One command, or a list that is carried out in order; the answers stand in the same order. A refused command does not stop
/// those after it.
pub async fn carry_out(
    State(parts): State<Parts>,
    seat: Seat,
    request: Request,
) -> Result<Response, HttpError> {
    let body = body::bytes(request, &parts).await?;
    let is_list = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if !is_list {
        body::small(&body)?;
        let one: Sent = body::parse(&body)?;
        counted(&parts, seat, 1)?;
        return Ok(Json(deeds::carry_out(&parts, seat, one).await?).into_response());
    }
    let list: Vec<Sent> = body::parse(&body)?;
    if list.len() > MOST_COMMANDS {
        return Err(HttpError::TooLarge);
    }
    counted(&parts, seat, list.len())?;
    let mut answers = Vec::with_capacity(list.len());
    for sent in list {
        answers.push(deeds::carry_out_unasked(&parts, seat, sent).await?);
    }
    Ok(Json(answers).into_response())
}

/// Before anything of it is begun.
fn counted(parts: &Parts, seat: Seat, count: usize) -> Result<(), HttpError> {
    let taken = parts.quotas.commands(seat.person.account, count, Instant::now());
    taken.map_err(|wait| limits::too_many("commands", wait))
}
