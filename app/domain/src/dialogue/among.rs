//! A dialogue with a circle of its own: two parents who do not live together may each meet about their child without the other.

use super::{Dialogue, Stage};
use crate::family::{Ctx, Family};
use crate::may::is_of_family;
use crate::people::Member;
use crate::{MemberId, Refusal};
use std::collections::BTreeSet;

/// Who is only named is nobody yet: whoever lets them in might come in their place.
pub(super) fn all_are_in(
    family: &Family,
    among: Option<&BTreeSet<MemberId>>,
) -> Result<(), Refusal> {
    for member in among.into_iter().flatten() {
        if !family.people.of_the_circle(*member)?.joined {
            return Err(Refusal::NotNow);
        }
    }
    Ok(())
}

/// Once it has begun, nobody takes what was said from a guardian or a child but themselves.
pub(super) fn nobody_loses(
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
    Ok(())
}
