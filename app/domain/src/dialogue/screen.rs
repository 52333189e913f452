//! A screen that goes round the table: whose it may be, and in whose name others write on it. Whoever has it in hand proves nothing, so
//! only one person answers for what is written so: the one who leads.

use super::Stage;
use crate::family::Family;
use crate::may;
use crate::people::Role;
use crate::{DialogueId, MemberId, Refusal};

/// Whether somebody's screen may go round at a dialogue. Refuses [`Refusal::OnlyCoordinator`] whoever does not lead it, and
/// [`Refusal::NotNow`] where it is not going on.
pub fn goes_round(family: &Family, owner: MemberId, dialogue: DialogueId) -> Result<(), Refusal> {
    family.people.joined(owner)?;
    may::leads(&family.people, owner)?;
    let running = family.dialogue.all.get(&dialogue).is_some_and(|it| it.stage == Stage::Running);
    if running { Ok(()) } else { Err(Refusal::NotNow) }
}

/// Whether somebody may write on the screen of another. A professional has a screen of their own, and what they write binds a house:
/// nobody writes in their name. Refuses [`Refusal::OnlyCoordinator`] where its owner does not lead any more, [`Refusal::Unknown`] who
/// has no turn there.
pub fn takes_turn(family: &Family, owner: MemberId, member: MemberId) -> Result<(), Refusal> {
    may::leads(&family.people, owner)?;
    let role = family.people.joined(member).map_err(|_| Refusal::Unknown)?.role;
    if member == owner || role == Role::Professional { Err(Refusal::Unknown) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
