//! A person's seat in the family that the address names.

use super::sessions::Person;
use crate::error::HttpError;
use crate::parts::Parts;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request;
use domain::{FamilyId, MemberId};

/// Somebody with a seat in this family. A family in which one has none is not found, as if it did not exist.
#[derive(Clone, Copy)]
pub struct Seat {
    pub person: Person,
    pub family: FamilyId,
    pub member: MemberId,
}

impl FromRequestParts<Parts> for Seat {
    type Rejection = HttpError;

    async fn from_request_parts(
        request: &mut request::Parts,
        parts: &Parts,
    ) -> Result<Self, HttpError> {
        let person = Person::from_request_parts(request, parts).await?;
        let path = RawPathParams::from_request_parts(request, parts)
            .await
            .map_err(|_| HttpError::NotFound)?;
        let family =
            path.iter().find(|(name, _)| *name == "family").and_then(|(_, id)| id.parse().ok());
        find(parts, person, family.ok_or(HttpError::NotFound)?).await?.ok_or(HttpError::NotFound)
    }
}

/// The person's seat in a family, if they have one.
pub async fn find(
    parts: &Parts,
    person: Person,
    family: FamilyId,
) -> Result<Option<Seat>, HttpError> {
    let seat = parts.store.seat(person.account, family).await?;
    Ok(seat.map(|seat| Seat { person, family, member: seat.member }))
}
