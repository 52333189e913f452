//! What weighs so much that somebody has to show once more that they are who they are: taking a copy of everything, having
//! everything erased, letting somebody see more. Taking back, and keeping more from somebody, is never held up. The one
//! place to ask it; every way to such a deed comes through here.

use super::seat::Seat;
use super::sessions::Person;
use super::step_up;
use super::trial;
use super::ways;
use crate::error::HttpError;
use crate::live::{Actor, Proof};
use crate::parts::Parts;
use crate::security;
use domain::Refusal;
use domain::protocol::{Answer, Outcome, Sent};

/// Called before the deed is done. Refuses with [`HttpError::StepUp`] whoever has something to prove it with and has not done so
/// lately. Who came by an invitation and set nothing up has nothing to prove it with: their device is all there is, and a mother
/// with a phone and no address of her own must be able to decide over what is hers. Whoever came in by a way on trial is refused
/// with [`HttpError::OnTrial`].
pub async fn asked(parts: &Parts, person: Person) -> Result<(), HttpError> {
    trial::over(parts, person)?;
    if ways::of(parts, person.account).await?.nothing() {
        return Ok(());
    }
    step_up::required(parts, person).await
}

/// The same where nobody can be asked in the middle: over a socket and in a list. Then it is a refusal, so that the client keeps the
/// words and what comes after goes on.
pub async fn carry_out_unasked(
    parts: &Parts,
    seat: Seat,
    command: Sent,
) -> Result<Answer, HttpError> {
    let id = command.id;
    match carry_out(parts, seat, command).await {
        // Its page says what there is to do, and when.
        Err(HttpError::StepUp | HttpError::OnTrial { .. }) => {
            Ok(Answer { id, outcome: Outcome::Refused { refusal: Refusal::ProveFirst } })
        }
        other => other,
    }
}

/// Carries a command out for whoever has this seat. The way of forms and of a single command. Whether it weighs is found out in the
/// room, on what it is decided on; who somebody is, is looked up only then.
pub async fn carry_out(parts: &Parts, seat: Seat, command: Sent) -> Result<Answer, HttpError> {
    let answer = decided(parts, seat, command).await?;
    if let Outcome::Refused { refusal } = answer.outcome {
        security::note_refusal(parts, seat.person.account, refusal);
    }
    Ok(answer)
}

async fn decided(parts: &Parts, seat: Seat, command: Sent) -> Result<Answer, HttpError> {
    let actor = Actor { member: seat.member, on_screen_of: seat.on_screen_of };
    let send = |command, proof| parts.rooms.send(seat.family, actor, command, proof);
    let answer = send(command.clone(), Proof::Lacking).await?;
    if answer.outcome != (Outcome::Refused { refusal: Refusal::ProveFirst }) {
        return Ok(answer);
    }
    asked(parts, seat.person).await?;
    Ok(send(command, Proof::Given).await?)
}
