//! `/f/{family}/export`, `/f/{family}/export.json` and `/api/v1/families/{family}/export`: everything a member may see, as a file of
//! their own. Made from their view and from nothing else.

use super::address::ClientAddress;
use super::page::{self, Asking};
use crate::auth::deeds;
use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::looked;
use crate::parts::Parts;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use domain::looked::{Part, Way};
use domain::protocol::Snapshot;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the file of data says. Wire type.
#[derive(Serialize)]
struct Exported {
    format: &'static str,
    taken: DateTime<Utc>,
    #[serde(flatten)]
    view: Snapshot,
}

const FORMAT: &str = "familiedialog/1";

/// For programs.
pub async fn data(State(parts): State<Parts>, seat: Seat) -> Result<Response, HttpError> {
    let view = taken(&parts, seat).await?;
    let (taken, name) = (parts.clock.now(), app::export::file_name(&view, parts.clock.now()));
    let json = axum::Json(Exported { format: FORMAT, taken, view }).into_response();
    Ok(as_file(json, &format!("{name}.json")))
}

/// The same from a page: whoever may not is told so on a page.
pub async fn data_file(state: State<Parts>, family: Path<String>, request: Request) -> Response {
    from_page(state, family, request, As::Data).await
}

/// To read and print.
pub async fn paper(state: State<Parts>, family: Path<String>, request: Request) -> Response {
    from_page(state, family, request, As::Paper).await
}

#[derive(Clone, Copy)]
enum As {
    Data,
    Paper,
}

async fn from_page(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
    kind: As,
) -> Response {
    let (mut head, _) = request.into_parts();
    let Ok(ClientAddress(from)) = ClientAddress::from_request_parts(&mut head, &parts).await;
    let asking = Asking { headers: head.headers, from };
    match file(&parts, &asking, &family, kind).await {
        Ok(file) => file,
        // A file takes nobody anywhere: whoever is asked who they are comes back to where it is taken.
        Err(HttpError::StepUp | HttpError::OnTrial { .. }) => {
            page::to_step_up(&format!("/f/{family}/people#copy"))
        }
        Err(error) => {
            let path = head.uri.path();
            page::trouble(&parts, &asking, path, &error, BTreeMap::new()).await
        }
    }
}

async fn file(
    parts: &Parts,
    asking: &Asking,
    family: &str,
    kind: As,
) -> Result<Response, HttpError> {
    let family = family.parse().map_err(|_| HttpError::NotFound)?;
    let seat = page::seated(parts, asking, family).await?;
    match kind {
        As::Data => data(State(parts.clone()), seat).await,
        As::Paper => {
            let view = taken(parts, seat).await?;
            let now = parts.clock.now();
            let html = axum::response::Html(app::export::page(&view, now)).into_response();
            Ok(as_file(html, &format!("{}.html", app::export::file_name(&view, now))))
        }
    }
}

/// The member's view, once it is on disk that they took it.
async fn taken(parts: &Parts, seat: Seat) -> Result<Snapshot, HttpError> {
    deeds::asked(parts, seat.person).await?;
    let view = parts.rooms.view(seat.family, seat.member).await?.ok_or(HttpError::NotFound)?;
    looked::at(parts, seat, Part::Whole, Way::Export).await?;
    Ok(view)
}

/// Something to keep, never a page of ours.
fn as_file(mut response: Response, name: &str) -> Response {
    let value = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let value = value.unwrap_or(HeaderValue::from_static("attachment"));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    response
}
