//! A member's copy of the family, and what they are told of what happens. The one door for reading: every page, answer, socket
//! message and print is made from a view. Who may see what stands in [`crate::may`].
//!
//! Invariant, held by property tests: a copy to which everything that [`told`] lets through is applied, and which is made anew
//! where it says so, equals [`view`] of the whole at every moment.

use crate::family::{Event, Family};
use crate::may::{Ground, KEPT, Sight};
use crate::people::Role;
use crate::things::{How, ThingId, private_of, says, touches};
use crate::{DialogueId, FactId, MemberId, consent, dialogue, people, shield};
use chrono::NaiveDate;

/// The member's copy on a day: the same family with what they may not see absent. None for somebody without a seat, to whom the
/// family is not there at all.
pub fn view(family: &Family, viewer: MemberId, on: NaiveDate) -> Option<Family> {
    family.people.joined(viewer).ok()?;
    let sight = Sight::new(family, viewer, on);
    let sees = |thing: ThingId| sight.of(thing).is_some();
    let mut copy = family.clone();
    copy.ruler.placements.retain(|id, _| sees(ThingId::Placement(*id)));
    copy.ruler.rounds.retain(|id, _| sees(ThingId::Round(*id)));
    copy.talk.cards.retain(|id, _| sees(ThingId::Card(*id)));
    copy.dreams.dreams.retain(|id, _| sees(ThingId::Dream(*id)));
    copy.plan.goals.retain(|id, _| sees(ThingId::Goal(*id)));
    copy.plan.steps.retain(|id, _| sees(ThingId::Step(*id)));
    copy.dialogue.all.retain(|id, _| sees(ThingId::Dialogue(*id)));
    for (id, it) in &mut copy.dialogue.all {
        if sight.only_leads(*id) {
            it.check_ins.retain(|by, _| *by == viewer);
            it.useful.retain(|by, _| *by == viewer);
        }
    }
    let dreams = &copy.dreams.dreams;
    for goal in copy.plan.goals.values_mut() {
        goal.dream = goal.dream.filter(|id| dreams.contains_key(id));
    }
    let goals = &copy.plan.goals;
    for step in copy.plan.steps.values_mut() {
        step.goal = step.goal.filter(|id| goals.contains_key(id));
    }
    copy.consent.grants.retain(|it| sight.sees_grant(it));
    copy.consent.decided.retain(|young, _| *young == viewer);
    let dialogues = &copy.dialogue.all;
    copy.shield.retain(|it| {
        it.dialogue = it.dialogue.filter(|id| dialogues.contains_key(id));
        sight.sees_fact(it)
    });
    copy.away.clear();
    leave_out(&mut copy, &sight);
    hush(&mut copy, &sight);
    Some(copy)
}

/// Takes what a guest does not need out of what is known of the circle.
fn leave_out(copy: &mut Family, sight: &Sight<'_>) {
    if !sight.sees_ages() {
        copy.people.members.values_mut().for_each(|it| it.born = None);
        copy.people.grown_by.clear();
    }
    if !sight.sees_ways_in() {
        copy.people.invitations.clear();
        copy.people.another_asked = None;
        copy.people.renewed.retain(|member, _| *member == sight.viewer());
    }
    copy.consent.basis.retain(|by, _| sight.sees_basis_of(*by));
}

/// Takes the words that are kept from the reader out of what everybody sees.
fn hush(copy: &mut Family, sight: &Sight<'_>) {
    let blank = |text: &mut String, by: Option<MemberId>, instead: &str| {
        if sight.is_kept(by, text) {
            instead.clone_into(text);
        }
    };
    sight.family_name().clone_into(&mut copy.name);
    if sight.is_kept_of_place(&copy.note) {
        copy.note.clear();
    }
    for member in copy.people.members.values_mut() {
        let (name, title) = sight.called(member);
        let (name, title) = (name.to_owned(), title.to_owned());
        (member.name, member.title) = (name, title);
    }
    if let Some(asked) = &mut copy.people.another_asked {
        blank(&mut asked.because, Some(asked.by), "");
    }
    copy.consent.basis.retain(|by, text| !sight.is_kept(Some(*by), text));
    for grant in &mut copy.consent.grants {
        blank(&mut grant.purpose, Some(grant.by), KEPT);
    }
}

/// What a member is told of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    Nothing,
    /// The event, to be applied to their copy.
    Event,
    /// What they may see has changed: their whole copy, made anew.
    Anew,
}

/// What a member saw, before an event, of what it concerns.
pub struct Before {
    things: Vec<Option<Ground>>,
    leads: bool,
    /// In the circle of the dialogue that the event gives another circle.
    among: bool,
    fact: Option<shield::Fact>,
}

impl Before {
    pub fn of(sight: &Sight<'_>, event: &Event) -> Self {
        let things = touches(event).into_iter().map(|(thing, _)| sight.of(thing));
        Self {
            things: things.collect(),
            leads: sight.leads(),
            among: regrouped(event).is_none_or(|id| sight.is_among(id)),
            fact: fact_of(event).and_then(|id| sight.fact(id)).cloned(),
        }
    }
}

/// What is told of an event as it happens: what the member saw of it before, and their sight after it.
pub fn told(before: &Before, after: &Sight<'_>, event: &Event) -> Told {
    let one = |((thing, how), saw): ((ThingId, How), &Option<Ground>)| match (*saw, after.of(thing))
    {
        (_, Some(_)) if !after.sees_named(event) => Told::Anew,
        // Of what somebody only leads they have a part.
        (Some(was), Some(is)) if (was == Ground::Leads) != (is == Ground::Leads) => Told::Anew,
        (Some(_), Some(_)) => Told::Event,
        (None, None) => Told::Nothing,
        (None, Some(_)) if how == How::Carried => Told::Event,
        (Some(_), None) if how == How::Gone => Told::Event,
        _ => Told::Anew,
    };
    match of_circle(before, after, event) {
        Some(told) => told,
        None if is_not_for_who_leads(after, event) => Told::Nothing,
        None if regrouped(event).is_some_and(|id| before.among != after.is_among(id)) => Told::Anew,
        None => together(event, touches(event).into_iter().zip(&before.things).map(one)),
    }
}

/// What is told of an event that happened while the member was away, by what they may see today.
pub fn told_later(today: &Sight<'_>, event: &Event) -> Told {
    if let Some(author) = private_of(event) {
        return if author == today.viewer() { Told::Event } else { Told::Nothing };
    }
    // It may have come, or gone, for them by that very event.
    let words = says(event);
    let turns = |how| how != How::Carried && (may_turn(event) || words.instead);
    let one = |(thing, how): (ThingId, How)| match today.of(thing) {
        Some(_) if turns(how) || how == How::Gone || !today.sees_named(event) => Told::Anew,
        // Whoever sees it by another right than the family's may not have seen it, or all of it, before its end.
        Some(Ground::Consent | Ground::Leads) | None if ends(event) => Told::Anew,
        // Words that stood there for a while, and were taken back.
        Some(_) if words.words.iter().any(|it| today.may_be_kept(it.0, it.1)) => Told::Anew,
        Some(_) => Told::Event,
        // What went may have come back under the same id, as something that is not for them.
        None if may_turn(event) || how == How::Gone || !today.knows(thing) => Told::Anew,
        None if today.lost_by(thing, &words) => Told::Anew,
        None => Told::Nothing,
    };
    match of_circle(&Before::of(today, event), today, event) {
        // Who led before is not in the event.
        Some(_) if matches!(event, Event::People(people::Event::BatonPassed { .. })) => Told::Anew,
        // Their copy may hold the fact as it was before they were no longer to know it.
        Some(_) if is_no_longer_known(today, event) => Told::Anew,
        Some(told) => told,
        None if is_not_for_who_leads(today, event) => Told::Nothing,
        None => together(event, touches(event).into_iter().map(one)),
    }
}

/// How another came in, and what they found useful, is told to whom dialogues are given: not to somebody who only leads.
fn is_not_for_who_leads(sight: &Sight<'_>, event: &Event) -> bool {
    use dialogue::Event as E;
    match event {
        Event::Dialogue(E::CheckedIn { id, by, .. } | E::FoundUseful { id, by, .. }) => {
            *by != sight.viewer() && sight.only_leads(*id)
        }
        _ => false,
    }
}

/// Several things in one event: if they are not told alike, the copy is made anew. Of a withdrawal in a round it may be known that it
/// was, and not what.
fn together(event: &Event, mut all: impl Iterator<Item = Told>) -> Told {
    use crate::ruler::Event as R;
    let Some(first) = all.next() else { return Told::Nothing };
    let harmless = matches!(event, Event::Ruler(R::Withdrawn { .. }));
    all.fold(first, |told, next| match (told, next) {
        (one, other) if one == other => one,
        (Told::Anew, _) | (_, Told::Anew) => Told::Anew,
        _ if harmless => Told::Event,
        _ => Told::Anew,
    })
}

/// Events after which a thing that is still there may be seen by others than before.
fn may_turn(event: &Event) -> bool {
    use crate::{plan, ruler, talk};
    matches!(
        event,
        Event::Plan(plan::Event::Offered { .. })
            | Event::Talk(talk::Event::ShownTo { .. })
            | Event::Ruler(ruler::Event::ShownTo { .. })
            | Event::Dialogue(dialogue::Event::AmongSet { .. })
    )
}

/// The end of a dialogue makes minutes of it.
fn ends(event: &Event) -> bool {
    matches!(event, Event::Dialogue(dialogue::Event::Ended { .. }))
}

/// Events of which [`told`] says to make a copy anew also where nothing in it changed: what is kept from somebody, who is in which
/// circle, names that may hold a kept word.
pub(crate) fn may_tell_nothing(event: &Event) -> bool {
    let of_circle = matches!(event, Event::People(_) | Event::Consent(_) | Event::Shield(_));
    of_circle || regrouped(event).is_some()
}

/// The dialogue to which an event gives another circle: with it goes, or comes, all that was said there.
fn regrouped(event: &Event) -> Option<DialogueId> {
    match event {
        Event::Dialogue(dialogue::Event::AmongSet { id, .. }) => Some(*id),
        _ => None,
    }
}

/// A fact that this event gave a form which the member is not to know.
fn is_no_longer_known(today: &Sight<'_>, event: &Event) -> bool {
    matches!(event, Event::Shield(shield::Event::Set { fact }) if !today.sees_fact(fact))
}

fn fact_of(event: &Event) -> Option<FactId> {
    match event {
        Event::Shield(it) => Some(fact_in(it)),
        _ => None,
    }
}

fn fact_in(event: &shield::Event) -> FactId {
    match event {
        shield::Event::Set { fact } => fact.id,
        shield::Event::Removed { id, .. } => *id,
    }
}

/// What is told of the circle itself, its consents and its facts. None for the events of the other tools.
fn of_circle(before: &Before, after: &Sight<'_>, event: &Event) -> Option<Told> {
    let me = after.viewer();
    if let Some(told) = left_out(after, event) {
        return Some(told);
    }
    Some(match event {
        Event::People(people::Event::BatonPassed { to }) => {
            if *to == me || before.leads != after.leads() { Told::Anew } else { Told::Event }
        }
        // A young person who comes in decides for themselves from now on.
        Event::People(people::Event::Joined { member, .. })
            if member.role == Role::Child && after.is_of_age(member) =>
        {
            Told::Anew
        }
        // What is about a young person who has gone is the family's again; the baton of one who was taken out lies elsewhere; by a birth
        // that is put right another may give for a child; and what a seat that was opened anew had for itself was shown to it by others.
        Event::People(
            people::Event::Left { .. }
            | people::Event::Removed { .. }
            | people::Event::Renewed { .. }
            | people::Event::Born { .. },
        ) => Told::Anew,
        Event::People(it) if !is_read_so(after, it) => Told::Anew,
        Event::People(_) => Told::Event,
        Event::Consent(consent::Event::Given { grants }) => {
            let kept = |it: &consent::Grant| after.is_kept(Some(it.by), &it.purpose);
            let mine = grants.iter().any(|it| it.to == me || kept(it));
            let sees = grants.iter().all(|it| after.sees_given_by(it.of));
            // What was given before may have reached a young person's own, and does so no more.
            consented(mine || after.gives_for_themselves(), sees)
        }
        Event::Consent(consent::Event::Withdrawn { to, of, .. }) => {
            let sees = after.sees_given_by(*of);
            consented(*to == me || after.gives_for_themselves(), sees)
        }
        Event::Consent(consent::Event::BasisTold { by, text }) => {
            if after.is_kept(Some(*by), text) { Told::Anew } else { Told::Event }
        }
        Event::Shield(it) => match shielded(before.fact.as_ref(), after, it) {
            Told::Event if !after.sees_named(event) => Told::Anew,
            told => told,
        },
        _ => return None,
    })
}

/// What [`leave_out`] takes out of a copy is not told either.
fn left_out(after: &Sight<'_>, event: &Event) -> Option<Told> {
    use people::Event as E;
    let told = match event {
        Event::People(E::Invited { .. } | E::Revoked { .. } | E::AnotherAsked { .. }) => {
            after.sees_ways_in()
        }
        Event::Consent(consent::Event::BasisTold { by, .. }) => after.sees_basis_of(*by),
        Event::People(it) if tells_an_age(it) && !after.sees_ages() => return Some(Told::Anew),
        _ => true,
    };
    (!told).then_some(Told::Nothing)
}

fn tells_an_age(event: &people::Event) -> bool {
    use people::Event as E;
    match event {
        E::Founded { founder, children, .. } => {
            std::iter::once(founder).chain(children).any(|it| it.born.is_some())
        }
        E::Named { member, .. } | E::Joined { member, .. } => member.born.is_some(),
        _ => false,
    }
}

fn consented(mine: bool, sees: bool) -> Told {
    match (mine, sees) {
        (true, _) => Told::Anew,
        (false, true) => Told::Event,
        (false, false) => Told::Nothing,
    }
}

fn shielded(old: Option<&shield::Fact>, after: &Sight<'_>, event: &shield::Event) -> Told {
    let new = after.fact(fact_in(event));
    let kept = |fact: Option<&shield::Fact>| fact.is_some_and(|it| after.is_withheld(it));
    let seen = |fact: Option<&shield::Fact>| fact.is_some_and(|it| after.sees_fact(it));
    match (seen(old), seen(new)) {
        // A fact that is gone is not known to have been kept from anybody; then only a new copy is sure.
        _ if kept(old) || kept(new) || (old.is_none() && new.is_none()) => Told::Anew,
        (_, true) => Told::Event,
        (true, false) if new.is_none() => Told::Event,
        (true, false) => Told::Anew,
        (false, false) => Told::Nothing,
    }
}

/// Whether the days alone, without an event, changed what a member may see: a consent ended, or a child came of its own age.
pub fn turned(family: &Family, viewer: MemberId, from: NaiveDate, to: NaiveDate) -> bool {
    let ended = |it: &consent::Grant| it.to == viewer && it.holds(from) != it.holds(to);
    let aged = |it: &people::Member| {
        let owner = |on| consent::owner(&family.people, Some(it.id), on);
        owner(from) != owner(to)
    };
    family.consent.grants.iter().any(ended) || family.people.children().any(aged)
}

/// Whether the words of an event of the circle are those that the member reads. What somebody is called today is asked, not what is
/// kept: an event does not say whose words of it were there before, and that a copy is made anew must not answer a guess.
fn is_read_so(sight: &Sight<'_>, event: &people::Event) -> bool {
    use people::Event as E;
    let called =
        |id, words: (&str, &str)| sight.member(id).is_none_or(|it| sight.called(it) == words);
    let is = |it: &people::Member| called(it.id, (&it.name, &it.title));
    match event {
        E::Founded { name, note, founder, children, .. } => {
            let kept = [name, note].into_iter().any(|it| sight.is_kept_of_place(it));
            !kept && std::iter::once(founder).chain(children).all(is)
        }
        E::Named { member, .. } | E::Joined { member, .. } => is(member),
        E::Renamed { member, name, title, .. } => called(*member, (name, title)),
        E::AnotherAsked { asked: Some(it) } => !sight.is_kept(Some(it.by), &it.because),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
