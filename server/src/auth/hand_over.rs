//! A device goes round the table: its owner gives it out of their hand and takes it back by a code.
//!
//! Meanwhile the session is nobody's: [`sessions`] does not open it, so that no route and no socket knows anybody, whatever it
//! forgets to ask. This module alone reads it, for one page. Who has the device in hand says so by their name. Nobody proves it: a
//! child has nothing to prove it with, and a table would not wait. So a turn is blind. One answers what the dialogue asks just
//! now and reads nothing that was there before, neither others' nor one's own; who takes another's name learns nothing by it. What
//! is written stands under the name it was written in, for that person to see and to take back; and it says on whose screen it was
//! written, for a name alone would be easy to lend. Whose that may be, and who takes a turn, says [`domain::dialogue::screen`].

mod table;

pub use table::Table;

use super::passwords::Password;
use super::seat::Seat;
use super::sessions::{self, Person};
use crate::error::HttpError;
use crate::live::Word;
use crate::looked;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::store::Session;
use crate::vault::Held;
use axum::http::HeaderMap;
use domain::dialogue::{Dialogue, Stage, screen};
use domain::looked::{Part, Seen, Way};
use domain::people::Member;
use domain::protocol::Snapshot;
use domain::{DialogueId, FamilyId, MemberId, Refusal, RoundId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What opens the device again: four to six figures.
pub struct Pin(Password);

impl Pin {
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let fits = (4..=6).contains(&typed.len()) && typed.bytes().all(|it| it.is_ascii_digit());
        fits.then(|| Self(Password::read(typed)))
    }
}

/// How it stands, sealed in the session. Stored type.
#[derive(Clone, Serialize, Deserialize)]
struct State {
    /// The argon2id hash of the code.
    pin: String,
    family: FamilyId,
    dialogue: DialogueId,
    owner: MemberId,
    turn: Option<MemberId>,
    /// What was laid in this turn: only that may be laid anew in it.
    #[serde(default)]
    laid: BTreeSet<Once>,
}

/// What stands once for each person, so that a new one takes its place. Stored type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    CheckIn,
    Placement { round: RoundId },
}

/// A device that goes round.
pub struct HandedOver {
    session: Session,
    state: State,
}

/// Refuses where somebody may not give their screen out of hand.
pub async fn offered(parts: &Parts, seat: Seat, dialogue: DialogueId) -> Result<(), HttpError> {
    let view = parts.rooms.view(seat.family, seat.member).await?.ok_or(HttpError::NotFound)?;
    screen::goes_round(&view.family, seat.member, dialogue).map_err(HttpError::Refused)
}

/// Gives it out of hand, at a dialogue that is going on and that its owner leads. Its sockets close.
pub async fn begin(
    parts: &Parts,
    seat: Seat,
    dialogue: DialogueId,
    pin: &Pin,
) -> Result<(), HttpError> {
    offered(parts, seat, dialogue).await?;
    let pin = parts.passwords.hash(&pin.0).await?;
    let (owner, turn, laid) = (seat.member, None, BTreeSet::new());
    let state = State { pin, family: seat.family, dialogue, owner, turn, laid };
    keep(parts, seat.person, &state).await?;
    // Nobody may be listening.
    let _ = parts.ended.send(seat.person.token_hash);
    parts.others.tell(Word::Ended { session: seat.person.token_hash });
    Ok(())
}

/// The device that these headers come from, if it goes round.
pub async fn of(parts: &Parts, headers: &HeaderMap) -> Result<Option<HandedOver>, HttpError> {
    let Some(session) = sessions::handed_over(parts, headers).await? else { return Ok(None) };
    let sealed = session.handed_over.as_deref().unwrap_or_default();
    let plain = parts.vault.open_for(session.account, Held::HandedOver, sealed)?;
    let state = serde_json::from_slice(&plain)
        .map_err(|_| HttpError::broken("how a device goes round cannot be read"))?;
    Ok(Some(HandedOver { session, state }))
}

async fn keep(parts: &Parts, person: Person, state: &State) -> Result<(), HttpError> {
    let plain = serde_json::to_vec(state).expect("it is plain data");
    let sealed = parts.vault.seal_for(person.account, Held::HandedOver, &plain)?;
    Ok(parts.store.hand_over_session(person.token_hash, Some(sealed)).await?)
}

fn running(view: &Snapshot, dialogue: DialogueId) -> Option<&Dialogue> {
    view.family.dialogue.all.get(&dialogue).filter(|it| it.stage == Stage::Running)
}

/// Somebody's turn: what they answer, and what they may know to answer it.
pub struct Turn {
    pub seat: Seat,
    pub view: Snapshot,
    pub dialogue: Dialogue,
    /// What people are called here.
    pub table: Table,
    laid: BTreeSet<Once>,
}

impl Turn {
    /// Whether it stands there already, and not from this turn: then whoever lays it anew may be somebody else.
    pub fn is_kept_from(&self, once: Once) -> bool {
        let me = self.view.me;
        let stands = match once {
            Once::CheckIn => self.dialogue.check_ins.contains_key(&me),
            Once::Placement { round } => {
                let round = self.view.family.ruler.rounds.get(&round);
                round.is_some_and(|it| it.laid.contains(&me))
            }
        };
        stands && !self.laid.contains(&once)
    }
}

impl HandedOver {
    fn person(&self) -> Person {
        sessions::person_of(&self.session)
    }

    /// Where its owner comes back to.
    pub fn place(&self) -> (FamilyId, DialogueId) {
        (self.state.family, self.state.dialogue)
    }

    /// Those who can take part: all who are in, see this dialogue and may take a turn. And what the owner is called. None once the
    /// dialogue is over.
    pub async fn people(&self, parts: &Parts) -> Result<Option<(Vec<Member>, String)>, HttpError> {
        let State { family, dialogue, owner, .. } = self.state;
        let Some(table) = Table::of(parts, family, owner).await? else { return Ok(None) };
        let lends = |view: &Snapshot| screen::goes_round(&view.family, owner, dialogue).is_ok();
        if !table.view(owner).is_some_and(lends) {
            return Ok(None);
        }
        let takes = |view: &Snapshot| screen::takes_turn(&view.family, owner, view.me).is_ok();
        let people = table.people(|view| running(view, dialogue).is_some() && takes(view));
        Ok(Some((people, table.called(owner))))
    }

    /// Whose turn it is, if it is anybody's who can still take part. That it is shown leaves a row in their name: they can read
    /// that somebody was them here.
    pub async fn turn(&self, parts: &Parts) -> Result<Option<Turn>, HttpError> {
        let State { family, dialogue, owner, turn: Some(member), .. } = self.state else {
            return Ok(None);
        };
        let Some(table) = Table::of(parts, family, owner).await? else { return Ok(None) };
        // What its owner may not do any more, nobody does with what is theirs.
        let lends = |it: &Snapshot| screen::goes_round(&it.family, owner, dialogue).is_ok();
        let takes = |it: &&Snapshot| screen::takes_turn(&it.family, owner, member).is_ok();
        let lent = table.view(owner).is_some_and(lends);
        let view = table.view(member).filter(|_| lent).filter(takes);
        let Some(view) = view.cloned() else { return Ok(None) };
        let Some(dialogue) = running(&view, dialogue).cloned() else { return Ok(None) };
        let seat = Seat { person: self.person(), family, member, on_screen_of: Some(owner) };
        let seen = Seen { part: Part::Dialogue, dialogue: Some(dialogue.id) };
        looked::at(parts, seat, seen, Way::Page).await?;
        let laid = self.state.laid.clone();
        Ok(Some(Turn { seat, view, dialogue, table, laid }))
    }

    /// Into somebody's hands; None: back into the middle of the table.
    pub async fn give(&self, parts: &Parts, turn: Option<MemberId>) -> Result<(), HttpError> {
        if let Some(turn) = turn {
            let people = self.people(parts).await?.map(|(people, _)| people).unwrap_or_default();
            if !people.iter().any(|it| it.id == turn) {
                return Err(HttpError::Refused(Refusal::Unknown));
            }
        }
        let laid = BTreeSet::new();
        keep(parts, self.person(), &State { turn, laid, ..self.state.clone() }).await
    }

    /// Whoever has it lays this. Said before it is done, so that an answer lost on the way can be sent again; unsaid by
    /// [`Self::not_laid`].
    pub async fn lays(&self, parts: &Parts, once: Once) -> Result<(), HttpError> {
        let mut state = self.state.clone();
        state.laid.insert(once);
        keep(parts, self.person(), &state).await
    }

    /// It was refused: how it stands is as it was.
    pub async fn not_laid(&self, parts: &Parts) -> Result<(), HttpError> {
        keep(parts, self.person(), &self.state).await
    }

    /// Back to its owner. False where the code is wrong; too many of those have to wait.
    pub async fn end(&self, parts: &Parts, typed: &str) -> Result<bool, HttpError> {
        let session = self.session.token_hash;
        parts.limits.unlocks(session, parts.clock.instant())?;
        let pin = Password::read(typed.trim());
        if !parts.passwords.fits(&pin, Some(self.state.pin.clone())).await? {
            security::note_of(parts, self.session.account, Kind::NotProved, "handed-over");
            return Ok(false);
        }
        security::note_of(parts, self.session.account, Kind::Proved, "handed-over");
        parts.limits.unlocked(session);
        parts.store.hand_over_session(session, None).await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_to_six_figures() {
        for fits in ["1234", " 0000 ", "123456"] {
            assert!(Pin::read(fits).is_some(), "{fits}");
        }
        for wrong in ["", "123", "1234567", "12 34", "abcd", "１２３４", "-123"] {
            assert!(Pin::read(wrong).is_none(), "{wrong}");
        }
    }
}
