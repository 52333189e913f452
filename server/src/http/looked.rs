//! `/api/v1/families/{family}/looked`: who has looked.

use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::looked;
use crate::parts::Parts;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use domain::looked::{Looked, Part, Way};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Before {
    before: Option<i64>,
}

/// A page of what the member may read of it, newest first. Reading it is a look too.
pub async fn read(
    State(parts): State<Parts>,
    seat: Seat,
    before: Result<Query<Before>, QueryRejection>,
) -> Result<Json<Looked>, HttpError> {
    let Query(Before { before }) = before.map_err(|_| HttpError::Shape { place: None })?;
    let view = parts.rooms.view(seat.family, seat.member).await?.ok_or(HttpError::NotFound)?;
    looked::at(&parts, seat, Part::Looked, Way::Api).await?;
    looked::read(&parts, seat, &view.family, before).await.map(Json)
}
