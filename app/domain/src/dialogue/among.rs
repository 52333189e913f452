//! A dialogue with a circle of its own: two parents who do not live together may each meet about their child without the other.

use super::{Dialogue, Stage};
use crate::family::{Ctx, Family};
use crate::may::is_of_family;
use crate::people::{Member, Role};
use crate::{MemberId, Refusal};
use std::collections::BTreeSet;

/// A circle of its own holds whoever sets it, and a guardian where one is in: nobody meets about a family behind its back.
pub(super) fn among_checked(
    family: &Family,
    ctx: &Ctx,
    among: Option<&BTreeSet<MemberId>>,
) -> Result<Option<BTreeSet<MemberId>>, Refusal> {
    let Some(among) = among else { return Ok(None) };
    for member in among {
        // Who is only named is nobody yet: whoever lets them in might come in their place.
        if !family.people.of_the_circle(*member)?.joined {
            return Err(Refusal::NotNow);
        }
    }
    let guardians: Vec<_> =
        family.people.here().filter(|it| it.joined && it.role == Role::Guardian).collect();
    let alone = !guardians.is_empty() && !guardians.iter().any(|it| among.contains(&it.id));
    if alone || !among.contains(&ctx.actor) {
        return Err(Refusal::OnlyFamily);
    }
    Ok(Some(among.clone()))
}

/// What was said among some stays among them: whoever leads takes people out of the circle, and only a guardian of that circle lets
/// others in. Once it has begun, nobody takes what was said from a guardian or a child but themselves.
pub(super) fn may_regroup(
    family: &Family,
    ctx: &Ctx,
    meeting: &Dialogue,
    among: Option<&BTreeSet<MemberId>>,
) -> Result<(), Refusal> {
    let now = meeting.among.as_ref();
    let was_in = |it: &&Member| it.joined && now.is_none_or(|now| now.contains(&it.id));
    let loses =
        |it: &Member| it.id != ctx.actor && among.is_some_and(|among| !among.contains(&it.id));
    let mut family_in_it = family.people.here().filter(was_in).filter(|it| is_of_family(it.role));
    if meeting.stage != Stage::Planned && family_in_it.any(loses) {
        return Err(Refusal::NotNow);
    }
    let in_it = now.is_none_or(|now| now.contains(&ctx.actor));
    if family.people.is_guardian(ctx.actor) && in_it {
        return Ok(());
    }
    family.people.lead(ctx.actor)?;
    let narrows = match (now, among) {
        (None, _) => true,
        (Some(now), Some(among)) => among.is_subset(now),
        (Some(_), None) => false,
    };
    if narrows { Ok(()) } else { Err(Refusal::OnlyFamily) }
}
