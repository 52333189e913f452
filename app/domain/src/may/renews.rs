//! Whose seat may be taken back from whoever sits there, and by whom.

use crate::consent::is_of_age;
use crate::family::Ctx;
use crate::people::{Member, Role, State};
use crate::{MemberId, Refusal};

/// The family opens a seat anew; a guest who did it could sit down there and read what is kept from them. But whoever decides over what is theirs keeps their seat: one parent does
/// not put the other out and come in as them, and no parent comes in as a young person from the year these turn fifteen. Refuses
/// [`Refusal::OwnSeat`] there. That somebody has a way in of their own is not known here: the server asks it.
pub fn renews<'a>(people: &'a State, ctx: &Ctx, member: MemberId) -> Result<&'a Member, Refusal> {
    if !people.may_invite(ctx.actor) {
        return Err(Refusal::MayNotInvite);
    }
    if !people.is_of_family(ctx.actor) {
        return Err(Refusal::OnlyFamily);
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
    if own || member == ctx.actor { Err(Refusal::OwnSeat) } else { Ok(it) }
}
