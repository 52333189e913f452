//! `/api/v1/families`: making a family's place, listing one's own, reading one.

use super::address::ClientAddress;
use super::body::Json;
use super::enter::{self, Told};
use crate::auth::seat::{self, Seat};
use crate::auth::sessions::Person;
use crate::error::HttpError;
use crate::looked;
use crate::parts::Parts;
use app::boot::Home;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use domain::looked::{Part, Way};
use domain::protocol::{News, Sent, Snapshot};
use serde::Deserialize;

/// How a browser asks for what it shows as a page of its own, or saves.
const AS_A_PAGE: &str = "navigate";

/// An address for programs is no page: a browser that opens one is told that nothing is there. Else it would save all that one may
/// see as a file, which asks for a proof ([`super::export`]). What holds nobody's words is open to be read.
pub async fn is_no_page(request: Request, next: Next) -> Result<Response, HttpError> {
    let opened = request.headers().get("sec-fetch-mode").is_some_and(|it| it == AS_A_PAGE);
    if opened && request.uri().path() != "/api/openapi.json" {
        return Err(HttpError::NotFound);
    }
    Ok(next.run(request).await)
}

/// A new place. Its founder is signed in, by the cookie, and a client that is no browser by the token.
pub async fn found(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    Json(sent): Json<Sent>,
) -> Result<(StatusCode, CookieJar, axum::Json<Told>), HttpError> {
    let entered = enter::found(&parts, &headers, sent, from).await?;
    let (jar, told) = enter::told(&parts, &headers, entered);
    Ok((StatusCode::CREATED, jar, told))
}

/// The places one has a seat in.
pub async fn list(
    State(parts): State<Parts>,
    person: Person,
) -> Result<axum::Json<Vec<Home>>, HttpError> {
    homes(&parts, person).await.map(axum::Json)
}

/// The same, for the welcome page.
pub async fn homes(parts: &Parts, person: Person) -> Result<Vec<Home>, HttpError> {
    let (mut homes, mut shut) = (Vec::new(), false);
    for seat in parts.store.seats(person.account).await? {
        // Whoever has left is told nothing more, not even the name; and the name as this member may read it.
        match seat::find(parts, person, seat.family).await {
            Ok(Some(_)) => {}
            Ok(None) => continue,
            Err(HttpError::TwoThings) => {
                shut = true;
                continue;
            }
            Err(error) => return Err(error),
        }
        if let Some(place) = parts.rooms.view(seat.family, seat.member).await? {
            homes.push(Home { id: seat.family, name: place.family.name });
        }
    }
    if homes.is_empty() && shut { Err(HttpError::TwoThings) } else { Ok(homes) }
}

/// The member's copy.
pub async fn read(
    State(parts): State<Parts>,
    seat: Seat,
) -> Result<axum::Json<Snapshot>, HttpError> {
    let snapshot = parts.rooms.view(seat.family, seat.member).await?.ok_or(HttpError::NotFound)?;
    looked::at(&parts, seat, Part::Whole, Way::Api).await?;
    Ok(axum::Json(snapshot))
}

#[derive(Deserialize)]
pub struct Since {
    since: u64,
}

/// What the member was told after a number of theirs.
pub async fn events(
    State(parts): State<Parts>,
    seat: Seat,
    since: Result<Query<Since>, axum::extract::rejection::QueryRejection>,
) -> Result<axum::Json<News>, HttpError> {
    let Query(Since { since }) = since.map_err(|_| HttpError::Shape { place: None })?;
    let told = parts.rooms.since(seat.family, seat.member, since).await?;
    let told = told.ok_or(HttpError::NotFound)?;
    if told.anew {
        return Err(HttpError::Anew);
    }
    looked::at(&parts, seat, Part::Whole, Way::Api).await?;
    Ok(axum::Json(told.news()))
}
