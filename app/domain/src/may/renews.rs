//! Whose seat may be taken back from whoever sits there, and by whom.

use crate::consent::is_of_age;
use crate::family::Ctx;
use crate::people::{Member, Role, State};
use crate::{MemberId, Refusal};

/// Those who may let somebody in may open their seat anew. But whoever decides over what is theirs keeps their seat: one parent does
/// not put the other out and come in as them, and no parent comes in as a young person from the year these turn fifteen. Refuses
/// [`Refusal::OwnSeat`] there. That somebody has a way in of their own is not known here: the server asks it.
pub fn renews<'a>(people: &'a State, ctx: &Ctx, member: MemberId) -> Result<&'a Member, Refusal> {
    if !people.may_invite(ctx.actor) {
        return Err(Refusal::MayNotInvite);
    }
    let it = people.of_the_circle(member)?;
    if !it.joined && !people.renewed.contains_key(&member) {
        // Nobody has sat there yet: that is an invitation.
        return Err(Refusal::NotNow);
    }
    let own = match it.role {
        Role::Guardian => true,
        Role::Child => is_of_age(it, ctx.today()),
        Role::Network | Role::Professional => false,
    };
    if own || member == ctx.actor {
        return Err(Refusal::OwnSeat);
    }
    if people.may_invite_as(ctx.actor, it.role) { Ok(it) } else { Err(Refusal::OnlyFamily) }
}
