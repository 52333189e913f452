//! A person's seat in the family that the address names.

use super::level::Level;
use super::sessions::Person;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::security::{self, Kind};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request;
use domain::people::Role;
use domain::{FamilyId, MemberId};

/// Somebody with a seat in this family. A family in which one has none is not found, as if it did not exist.
#[derive(Clone, Copy)]
pub struct Seat {
    pub person: Person,
    pub family: FamilyId,
    pub member: MemberId,
    /// Whose screen they sit at, where it is another's and goes round the table ([`super::hand_over`]).
    pub on_screen_of: Option<MemberId>,
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
        sits(parts, person, family.ok_or(HttpError::NotFound)?).await
    }
}

/// The seat of somebody who asks for what is in a family. Refuses as if the family did not exist where they have none.
pub async fn sits(parts: &Parts, person: Person, family: FamilyId) -> Result<Seat, HttpError> {
    let seat = find(parts, person, family).await?;
    seat.ok_or_else(|| {
        security::note_of(parts, person.account, Kind::Forbidden, "no-seat");
        HttpError::NotFound
    })
}

/// The person's seat in a family, if they have one. Refuses with [`HttpError::TwoThings`] whoever is there by profession and came
/// in with one thing: the one place where that is asked, before anything of the family is told.
pub async fn find(
    parts: &Parts,
    person: Person,
    family: FamilyId,
) -> Result<Option<Seat>, HttpError> {
    let Some((seat, role)) = held(parts, person, family).await? else { return Ok(None) };
    match (role, person.level) {
        (Role::Professional, Level::Low) => {
            security::note_of(parts, person.account, Kind::Forbidden, "two-things");
            Err(HttpError::TwoThings)
        }
        _ => Ok(Some(seat)),
    }
}

/// The seat that the account holds, and as what, however its person came in. Opens nothing. A seat whose member has left, or was
/// taken out, is none: the family's log says so first, and the row goes when it is next met.
pub async fn held(
    parts: &Parts,
    person: Person,
    family: FamilyId,
) -> Result<Option<(Seat, Role)>, HttpError> {
    let Some(seat) = parts.store.seat(person.account, family).await? else { return Ok(None) };
    let Some(role) = parts.rooms.role(family, seat.member).await? else {
        parts.store.delete_seat(family, seat.member).await?;
        return Ok(None);
    };
    Ok(Some((Seat { person, family, member: seat.member, on_screen_of: None }, role)))
}
