//! What the people of a family are called, from its founding on.

use super::{Called, Event, MOST_MEMBERS, Member, Role, State};
use crate::family::{Ctx, Family};
use crate::input;
use crate::may::Sight;
use crate::{FamilyId, MemberId, Refusal};
use chrono::Datelike;
use std::collections::BTreeSet;

pub(super) fn found(
    ctx: &Ctx,
    id: FamilyId,
    words: (&str, &str),
    founder: &Member,
    children: &[Member],
) -> Result<Event, Refusal> {
    if founder.id != ctx.actor || founder.role == Role::Child {
        return Err(Refusal::NotYours);
    }
    if children.len() > MOST_MEMBERS / 2 {
        return Err(Refusal::TooMany { max: MOST_MEMBERS / 2 });
    }
    // A child with the founder's id would take the founder's seat.
    let ids: BTreeSet<MemberId> = children.iter().map(|child| child.id).collect();
    if ids.len() < children.len() || ids.contains(&founder.id) {
        return Err(Refusal::Already);
    }
    let children: Vec<Member> = children
        .iter()
        .map(|child| checked(ctx, &Member { role: Role::Child, ..child.clone() }, false))
        .collect::<Result<_, _>>()?;
    Ok(Event::Founded {
        family: id,
        name: input::needed(words.0, input::NAME)?,
        note: input::optional(words.1, input::TEXT)?,
        founder: checked(ctx, founder, true)?,
        children,
        at: ctx.now,
    })
}

pub(super) fn rename(
    family: &Family,
    ctx: &Ctx,
    member: MemberId,
    words: (&str, &str),
    from: Option<&Called>,
) -> Result<Event, Refusal> {
    let people = &family.people;
    people.joined(ctx.actor)?;
    let now = people.get(member).ok_or(Refusal::Unknown)?;
    if member != ctx.actor && !people.may_invite(ctx.actor) {
        return Err(Refusal::NotYours);
    }
    // Joined with what they see, never with what is kept from them: that would answer a guess.
    let seen = Sight::new(family, ctx.actor, ctx.today()).called(now);
    let name = if words.0 == seen.0 {
        now.name.clone()
    } else {
        input::merged(from.map(|it| it.name.as_str()), words.0, seen.0)?
    };
    let title = if words.1 == seen.1 {
        now.title.clone()
    } else {
        input::merged(from.map(|it| it.title.as_str()), words.1, seen.1)?
    };
    let (name, title) = (input::needed(&name, input::NAME)?, input::optional(&title, input::NAME)?);
    // What stayed may be another's words, and does not become theirs.
    let typed = (input::needed(words.0, input::NAME)?, input::optional(words.1, input::NAME)?);
    let by = (typed == (name.clone(), title.clone())).then_some(ctx.actor);
    Ok(Event::Renamed { member, name, title, by })
}

pub(super) fn room_for_one_more(people: &State) -> Result<(), Refusal> {
    if people.members.len() < MOST_MEMBERS {
        Ok(())
    } else {
        Err(Refusal::TooMany { max: MOST_MEMBERS })
    }
}

pub(super) fn checked(ctx: &Ctx, member: &Member, joined: bool) -> Result<Member, Refusal> {
    let year = ctx.now.year();
    if member.born.is_some_and(|born| !(year - 120..=year).contains(&born)) {
        return Err(Refusal::OffScale);
    }
    Ok(Member {
        name: input::needed(&member.name, input::NAME)?,
        title: input::optional(&member.title, input::NAME)?,
        joined,
        ..member.clone()
    })
}

impl State {
    /// Keeps who chose what somebody is called.
    pub(super) fn call(&mut self, member: MemberId, by: Option<MemberId>) {
        match by.filter(|by| *by != member) {
            Some(by) => self.called_by.insert(member, by),
            None => self.called_by.remove(&member),
        };
    }

    /// Whom somebody may show something of their own that is not shared: others of the circle.
    pub(crate) fn shown_to(
        &self,
        author: MemberId,
        shared: bool,
        now: &BTreeSet<MemberId>,
        to: &BTreeSet<MemberId>,
    ) -> Result<BTreeSet<MemberId>, Refusal> {
        if shared || now == to {
            return Err(Refusal::Already);
        }
        for member in to {
            self.of_the_circle(*member)?;
        }
        Ok(to.iter().copied().filter(|member| *member != author).collect())
    }
}
