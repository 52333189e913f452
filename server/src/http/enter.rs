//! Getting a seat: by founding a family's place, or by an invitation. The API and the forms do it alike.

use crate::auth::invitations::Key;
use crate::auth::limits::Tried;
use crate::auth::seat;
use crate::auth::sessions::{self, Person};
use crate::auth::ways;
use crate::clock;
use crate::error::HttpError;
use crate::live::Proof;
use crate::looked;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::store::{AccountId, FamilyRow, InvitationKey, Seat, StoreError};
use crate::vault::Table;
use axum::Json;
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use chrono::TimeDelta;
use domain::protocol::{Answer, Outcome, Sent};
use domain::{Command, Ctx, Family, FamilyId, MemberId, Refusal, decide};
use domain::{input, people};
use serde::Serialize;
use std::net::IpAddr;

/// So long an answer that was lost on the way may be asked for again: by the same command, with a new token in the place of the
/// one that never came. Nobody gets in by it who set up a way of their own, or was signed out.
const ANSWER_LOST: TimeDelta = TimeDelta::hours(1);

/// Browsers say so of each request, and scripts cannot unsay it.
const OF_A_BROWSER: &str = "sec-fetch-site";

/// A seat, and the token that opens it.
pub struct Entered {
    pub family: FamilyId,
    pub member: MemberId,
    pub token: String,
}

/// Wire type.
#[derive(Serialize)]
pub struct Told {
    family: FamilyId,
    member: MemberId,
    /// For a client that is no browser. A browser has it in the cookie that no script reads, and nowhere else.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

/// What whoever has come in by the API is answered.
pub fn told(parts: &Parts, headers: &HeaderMap, entered: Entered) -> (CookieJar, Json<Told>) {
    let Entered { family, member, token } = entered;
    let shown = (!headers.contains_key(OF_A_BROWSER)).then(|| token.clone());
    (sessions::cookies(parts, token), Json(Told { family, member, token: shown }))
}

/// Makes a family's place. The sender is its first member.
pub async fn found(
    parts: &Parts,
    headers: &HeaderMap,
    sent: Sent,
    from: Option<IpAddr>,
) -> Result<Entered, HttpError> {
    let Command::People(people::Command::Found { family, founder, name, .. }) = &sent.command
    else {
        return Err(HttpError::Shape { place: None });
    };
    let (family, member) = (*family, founder.id);
    let name = input::needed(name, input::NAME).map_err(HttpError::Refused)?;
    // Decided on an empty family before anything is made, so that a refusal leaves nothing behind.
    let ctx = Ctx { actor: member, now: parts.clock.now() };
    decide(&Family::default(), &ctx, &sent.command).map_err(HttpError::Refused)?;
    parts.limits.founds(from)?;
    match make(parts, family, &name).await {
        // Perhaps the same command again: the room knows.
        Ok(()) | Err(HttpError::Refused(Refusal::Already)) => {}
        Err(error) => return Err(error),
    }
    looked::begin(parts, family).await?;
    let person = sessions::person(parts, headers).await?;
    parts.rooms.found(family, member, sent).await?.map_err(HttpError::Refused)?;
    take_seat(parts, headers, person, (family, member), "founding").await
}

async fn make(parts: &Parts, id: FamilyId, name: &str) -> Result<(), HttpError> {
    // The id of a place that was erased is never used again.
    let key = parts.vault.new_family(id)?;
    let sealed_name = key.seal(Table::FamilyNames, 0, name.as_bytes())?;
    match parts.store.create_family(FamilyRow { id, key_version: key.version(), sealed_name }).await
    {
        Ok(()) => Ok(()),
        Err(StoreError::Taken) => Err(HttpError::Refused(Refusal::Already)),
        Err(error) => Err(error.into()),
    }
}

/// Comes in by an invitation.
pub async fn join(
    parts: &Parts,
    headers: &HeaderMap,
    at: InvitationKey,
    member: MemberId,
    sent: Sent,
) -> Result<Entered, HttpError> {
    let person = sessions::person(parts, headers).await?;
    if let Some(person) = person {
        let taken = seat::held(parts, person, at.family).await?;
        if taken.is_some_and(|(taken, _)| taken.member != member) {
            return Err(HttpError::Refused(Refusal::Already));
        }
    }
    let answer = parts.rooms.send(at.family, member, sent, Proof::Lacking).await?;
    done(answer).inspect_err(|_| security::note(Kind::NotSignedIn, "invitation"))?;
    let door = parts.rooms.invitation(at.family, at.invitation).await?;
    // The same command again, of somebody whose seat was opened anew since: it was answered, and leads nowhere now.
    if !door.is_some_and(|door| door.let_in.contains(&member)) {
        return Err(HttpError::Refused(Refusal::Already));
    }
    take_seat(parts, headers, person, (at.family, member), "invitation").await
}

/// What a link or a code opens. Counts where it opens nothing.
pub async fn invitation(
    parts: &Parts,
    typed: &str,
    from: Option<IpAddr>,
) -> Result<InvitationKey, HttpError> {
    let tried = Key::read(typed).map_or(Tried::Neither, |key| key.tried(parts));
    parts.limits.tries(tried, from)?;
    let found = match tried.hash() {
        Some(hash) => parts.store.invitation_key(hash).await?,
        None => None,
    };
    if found.is_some() {
        parts.limits.found(tried, from);
    } else {
        parts.limits.missed(tried);
        security::note(Kind::BadKey, tried.slug());
    }
    found.ok_or(HttpError::BadKey)
}

/// The member has joined; now the account gets the seat. May be done twice: the answer to the first time may have been lost.
async fn take_seat(
    parts: &Parts,
    headers: &HeaderMap,
    person: Option<Person>,
    (family, member): (FamilyId, MemberId),
    how: &'static str,
) -> Result<Entered, HttpError> {
    let now = parts.clock.now();
    let (account, token) = match (parts.store.seat_of_member(family, member).await?, person) {
        (Some(seat), Some(person)) if person.account == seat.account => {
            (seat.account, sessions::begin_beside(parts, person, headers).await?)
        }
        (Some(seat), None) if now - seat.created < ANSWER_LOST => {
            let token = if ways::of(parts, seat.account).await?.nothing() {
                sessions::replace_only(parts, seat.account, headers).await?
            } else {
                None
            };
            (seat.account, token.ok_or(HttpError::Refused(Refusal::Already))?)
        }
        (Some(_), _) => return Err(HttpError::Refused(Refusal::Already)),
        (None, Some(person)) => {
            let account = person.account;
            parts.store.create_seat(Seat { account, family, member, created: now }).await?;
            (account, sessions::begin_beside(parts, person, headers).await?)
        }
        (None, None) => {
            let account = AccountId(clock::new_id());
            let seat = Seat { account, family, member, created: now };
            (account, sessions::begin_seated(parts, seat, headers).await?)
        }
    };
    security::note_of(parts, account, Kind::SignedIn, how);
    Ok(Entered { family, member, token })
}

/// A refusal of the model, as an error of the request.
pub fn done(answer: Answer) -> Result<u64, HttpError> {
    match answer.outcome {
        Outcome::Done { seq } => Ok(seq),
        Outcome::Refused { refusal } => Err(HttpError::Refused(refusal)),
    }
}
