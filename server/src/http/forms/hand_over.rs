//! A screen that goes round the table: see [`crate::auth::hand_over`]. One address for all of it, so that the browser's way back
//! asks anew and meets how it stands.

mod answers;

use super::fields::Fields;
use super::send::{asked_for, asking, once, open};
use crate::auth::deeds;
use crate::auth::hand_over::{self, HandedOver, Pin};
use crate::auth::sessions;
use crate::clock;
use crate::error::HttpError;
use crate::http::page::{self, Asking};
use crate::http::{enter, session};
use crate::parts::Parts;
use app::still::hand_over::{self as shown, HandOver, Stage};
use app::still::{Answer, Still};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::{DialogueId, FamilyId, Refusal};
use std::collections::BTreeMap;

pub const PAGE: &str = "/hand-over";
/// Something was just carried out.
const KEPT: &str = "/hand-over?kept=1";

/// In the address, while it is in its owner's hands: family, dialogue.
pub async fn hand_over_page(State(parts): State<Parts>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let asking = asking(&parts, &mut head).await;
    let made = async {
        let Some(device) = hand_over::of(&parts, &asking.headers).await? else {
            let ids = (asked_for(&head, "family").parse(), asked_for(&head, "dialogue").parse());
            let (Ok(family), Ok(dialogue)) = ids else { return Ok(None) };
            let seat = page::seated(&parts, &asking, family).await?;
            hand_over::offered(&parts, seat, dialogue).await?;
            return Ok(Some(Stage::Begin { family, dialogue }));
        };
        let kept = !asked_for(&head, "kept").is_empty();
        Ok(Some(stage(&parts, &device, BTreeMap::new(), kept).await?))
    };
    match made.await {
        Ok(Some(stage)) => show(&parts, &asking, StatusCode::OK, stage, None).await,
        Ok(None) => Redirect::to("/").into_response(),
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

/// Fields: act. begin: family, dialogue, pin. turn: member. check_in: face. card: column, text, notices. place: level, because.
/// pass. end: pin.
pub async fn hand_over(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let done = async {
        match hand_over::of(&parts, &asking.headers).await? {
            Some(device) => act(&parts, &asking, &device, fields).await,
            None => begin(&parts, &asking, &fields).await,
        }
    };
    match done.await {
        Ok(answer) => answer,
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

async fn begin(parts: &Parts, asking: &Asking, fields: &Fields) -> Result<Response, HttpError> {
    let unknown = |_| HttpError::NotFound;
    let family: FamilyId = fields.text("family").parse().map_err(unknown)?;
    let dialogue: DialogueId = fields.text("dialogue").parse().map_err(unknown)?;
    let seat = page::seated(parts, asking, family).await?;
    let stage = Stage::Begin { family, dialogue };
    let Some(pin) = Pin::read(&fields.text("pin")) else {
        return Ok(again(parts, asking, stage, Answer::NoPin).await);
    };
    match hand_over::begin(parts, seat, dialogue, &pin).await {
        Ok(()) => {
            // Nor without a net does the browser show what it kept for the owner.
            let unnamed = CookieJar::new().add(sessions::no_visit_cookie(parts));
            Ok((session::CLEAR, unnamed, Redirect::to(PAGE)).into_response())
        }
        Err(HttpError::Refused(refusal)) => {
            Ok(show(parts, asking, StatusCode::UNPROCESSABLE_ENTITY, stage, Some(refusal)).await)
        }
        Err(error) => Err(error),
    }
}

async fn act(
    parts: &Parts,
    asking: &Asking,
    device: &HandedOver,
    fields: Fields,
) -> Result<Response, HttpError> {
    let done = match fields.text("act").as_str() {
        "end" => return end(parts, asking, device, &fields).await,
        // The form that locked it, sent again: it is locked, by the code of then, and shows how it stands.
        "begin" => Ok(PAGE),
        "pass" => device.give(parts, None).await.map(|()| PAGE),
        "turn" => match fields.needed("member", Refusal::Unknown) {
            Ok(member) => device.give(parts, Some(member)).await.map(|()| PAGE),
            Err(refusal) => Err(HttpError::Refused(refusal)),
        },
        _ => answer(parts, device, &fields).await.map(|()| KEPT),
    };
    match done {
        Ok(to) => Ok((session::CLEAR, Redirect::to(to)).into_response()),
        Err(HttpError::Refused(refusal)) => {
            let stage = stage(parts, device, fields.0, false).await?;
            Ok(show(parts, asking, StatusCode::UNPROCESSABLE_ENTITY, stage, Some(refusal)).await)
        }
        Err(error) => Err(error),
    }
}

/// What somebody answers goes the way of everything else, in their name.
async fn answer(parts: &Parts, device: &HandedOver, fields: &Fields) -> Result<(), HttpError> {
    let turn = device.turn(parts).await?.ok_or(HttpError::Refused(Refusal::NotNow))?;
    let today = parts.clock.now().date_naive();
    let command = answers::command(&turn, fields, today).map_err(HttpError::Refused)?;
    let laid = answers::once(&turn);
    if let Some(laid) = laid {
        device.lays(parts, laid).await?;
    }
    let done = enter::done(deeds::carry_out(parts, turn.seat, once(fields, command)).await?);
    if laid.is_some() && done.is_err() {
        device.not_laid(parts).await?;
    }
    done.map(drop)
}

async fn end(
    parts: &Parts,
    asking: &Asking,
    device: &HandedOver,
    fields: &Fields,
) -> Result<Response, HttpError> {
    let answer = match device.end(parts, &fields.text("pin")).await {
        Ok(true) => {
            let (family, dialogue) = device.place();
            let to = format!("/f/{family}/dialogue/{dialogue}");
            return Ok((session::CLEAR, Redirect::to(&to)).into_response());
        }
        Ok(false) => Answer::WrongPin,
        Err(HttpError::TooMany { seconds }) => Answer::Wait(seconds),
        Err(error) => return Err(error),
    };
    // Whoever tries is not the one whose turn it was.
    device.give(parts, None).await?;
    let stage = whose(parts, device).await?;
    Ok(again(parts, asking, stage, answer).await)
}

/// How it stands.
async fn stage(
    parts: &Parts,
    device: &HandedOver,
    typed: BTreeMap<String, String>,
    kept: bool,
) -> Result<Stage, HttpError> {
    let Some(turn) = device.turn(parts).await? else { return whose(parts, device).await };
    let name = turn.table.called(turn.view.me);
    let asks = answers::asks(&turn, parts.clock.now().date_naive());
    Ok(Stage::Turn(shown::Turn { name, asks, new: clock::new_id(), typed, kept }))
}

async fn whose(parts: &Parts, device: &HandedOver) -> Result<Stage, HttpError> {
    let people = device.people(parts).await?;
    Ok(people.map_or(Stage::Over, |(people, owner)| Stage::Whose { people, owner }))
}

async fn show(
    parts: &Parts,
    asking: &Asking,
    status: StatusCode,
    stage: Stage,
    refused: Option<Refusal>,
) -> Response {
    let made = Still::HandOver(Box::new(HandOver { stage, answer: None, refused }));
    page::still(parts, asking, PAGE, status, made).await
}

async fn again(parts: &Parts, asking: &Asking, stage: Stage, answer: Answer) -> Response {
    let status = match answer {
        Answer::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let made = HandOver { stage, answer: Some(answer), refused: None };
    let made = Still::HandOver(Box::new(made));
    page::waiting(page::still(parts, asking, PAGE, status, made).await, answer)
}

/// Around every page: a screen that goes round shows whose turn it is, whatever address is typed into it. That no page and no API
/// knows its owner meanwhile does not hang on this.
pub async fn stays(State(parts): State<Parts>, request: Request, next: Next) -> Response {
    let free = [PAGE, "/language"].contains(&request.uri().path());
    match hand_over::of(&parts, request.headers()).await {
        Ok(Some(_)) if !free => Redirect::to(PAGE).into_response(),
        Ok(_) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}
