//! What the people of a family are called, from its founding on.

use super::{Called, CalledBy, Event, MOST_MEMBERS, Member, Role, State};
use crate::consent::{SOON, comes_of_age, is_of_age};
use crate::family::{Ctx, Family};
use crate::input;
use crate::may::Sight;
use crate::{FamilyId, MemberId, Refusal};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

pub(super) fn found(
    ctx: &Ctx,
    id: FamilyId,
    words: (&str, &str),
    founder: &Member,
    children: &[Member],
) -> Result<Event, Refusal> {
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
    let now = people.get(member).ok_or(Refusal::Unknown)?;
    let sight = Sight::new(family, ctx.actor, ctx.today());
    let (name, title) = sight.called(now);
    let name = changed(from.map(|it| it.name.as_str()), words.0, (name, &now.name))?;
    let title = changed(from.map(|it| it.title.as_str()), words.1, (title, &now.title))?;
    let (name, title) = (input::needed(&name, input::NAME)?, input::optional(&title, input::NAME)?);
    Ok(Event::Renamed { member, name, title, by: Some(ctx.actor) })
}

/// In which year a child was born.
pub(super) fn born(
    family: &Family,
    ctx: &Ctx,
    member: MemberId,
    year: i32,
) -> Result<Event, Refusal> {
    let now = family.people.of_the_circle(member)?;
    possible(ctx, year)?;
    let confirms = ctx.actor == member && family.people.grown_by.contains_key(&member);
    if now.born == Some(year) && !confirms {
        return Err(Refusal::Already);
    }
    Ok(Event::Born { member, year, by: ctx.actor, on: ctx.today() })
}

pub(super) fn apply_born(
    state: &mut State,
    member: MemberId,
    year: i32,
    (by, on): (MemberId, NaiveDate),
) {
    let Some(it) = state.members.get_mut(&member) else { return };
    let before = it.clone();
    it.born = Some(year);
    let now = it.clone();
    remember(state, Some(&before), &now, (by, on));
}

/// Takes somebody in whom another names.
pub(super) fn apply_named(state: &mut State, member: &Member, (by, on): (MemberId, NaiveDate)) {
    state.call(member, Some(by));
    remember(state, None, member, (by, on));
}

/// Keeps who told the year by which a child gives for themselves, however it was told: where they did by the year before as well,
/// that is whoever told the first.
fn remember(
    state: &mut State,
    before: Option<&Member>,
    now: &Member,
    (by, on): (MemberId, NaiveDate),
) {
    let from = comes_of_age(now).filter(|from| *from <= on + SOON && by != now.id);
    match from {
        Some(_) if is_of_age(now, on) && before.is_some_and(|it| is_of_age(it, on)) => {}
        Some(from) => {
            state.grown_by.insert(now.id, (by, from.max(on)));
        }
        None => {
            state.grown_by.remove(&now.id);
        }
    }
}

/// A year in which somebody can be born who lives.
fn possible(ctx: &Ctx, born: i32) -> Result<(), Refusal> {
    let year = ctx.now.year();
    if (year - 120..=year).contains(&born) { Ok(()) } else { Err(Refusal::OffScale) }
}

/// What they did not touch stays as it is, seen or not. What they did is joined with what they see, never with what is kept from
/// them: that would answer a guess.
fn changed(from: Option<&str>, mine: &str, (seen, now): (&str, &str)) -> Result<String, Refusal> {
    if mine == seen || from == Some(mine) {
        return Ok(now.to_owned());
    }
    input::merged(from, mine, seen)
}

pub(super) fn room_for_one_more(people: &State) -> Result<(), Refusal> {
    // Those who have gone stay in the log; a table's code that got about must not fill the circle for ever.
    if people.here().count() < MOST_MEMBERS && people.members.len() < MOST_MEMBERS * 10 {
        Ok(())
    } else {
        Err(Refusal::TooMany { max: MOST_MEMBERS })
    }
}

pub(super) fn checked(ctx: &Ctx, member: &Member, joined: bool) -> Result<Member, Refusal> {
    member.born.map_or(Ok(()), |born| possible(ctx, born))?;
    Ok(Member {
        name: input::needed(&member.name, input::NAME)?,
        title: input::optional(&member.title, input::NAME)?,
        joined,
        ..member.clone()
    })
}

impl State {
    /// Takes a member in as they are called from now on, and who chose it. What stays as it was keeps who chose that.
    pub(super) fn call(&mut self, member: &Member, by: Option<MemberId>) {
        let by = by.filter(|by| *by != member.id);
        let before = self.members.insert(member.id, member.clone());
        let chosen = self.called_by.entry(member.id).or_default();
        if before.as_ref().is_none_or(|it| it.name != member.name) {
            chosen.name = by;
        }
        if before.as_ref().is_none_or(|it| it.title != member.title) {
            chosen.title = by;
        }
        if *chosen == CalledBy::default() {
            self.called_by.remove(&member.id);
        }
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
            // Who is only named is nobody yet: whoever lets them in might come in their place.
            if !self.of_the_circle(*member)?.joined {
                return Err(Refusal::NotNow);
            }
        }
        Ok(to.iter().copied().filter(|member| *member != author).collect())
    }
}
