//! Who may see what, and on which ground. The one place that answers it: [`crate::view`] cuts a member's copy out by it,
//! [`crate::family::decide`] lets nobody act on what they may not see. Who may do what stands in `may/does.rs`.
//!
//! 1. Whoever holds a thing's ball sees it; whoever wrote it, for as long as only their own words stand in it, and nobody drew on it.
//! 2. What is not shared yet is seen by those whom its author showed it, and by nobody else.
//! 3. What belongs to a dialogue with its own circle is seen by those in it only.
//! 4. A guardian sees what is shared; a child what is about itself.
//! 5. The coordinator sees the frame of what they lead: dialogues and rounds, not what was placed or written in them. A guardian who
//!    leads sees as a guardian.
//! 6. Everybody else sees the sections that were given to them ([`crate::consent`]), until the day it ends. A dialogue that has ended is
//!    minutes, another section; whoever came in to it keeps it for as long as they see dialogues.
//! 7. What holds a word that is kept from somebody ([`crate::shield`]) they do not see, whatever their ground, unless that word is
//!    their own. Hiding their own words from them would tell which words are kept. It is kept as well from those whom they let in, and
//!    nobody gives another what is kept from themselves: but for what they wrote themselves, or that other screen would tell them.
//! 8. What was theirs before their seat was opened anew is theirs no more by rule 1, where whoever opened it does not see it
//!    ([`crate::away`]).

use crate::away::lies_away;
use crate::consent::{self, Grant, SOON, Section, is_of_age, owner};
use crate::family::{Command, Ctx, Event, Family, decide};
use crate::people::{self, Member, Role};
use crate::shield::{Fact, Kept};
use crate::things::{Facing, Says, ThingId};
use crate::{DialogueId, FactId, MemberId, dialogue, plan, shield};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Stands where a name would betray what is kept from the reader.
pub const KEPT: &str = "…";

/// Why somebody may see something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// They wrote it, or hold its ball.
    Own,
    /// Its author showed it to them.
    Shown,
    /// They are a guardian.
    Custody,
    /// It is about themselves.
    OwnLife,
    /// They lead.
    Leads,
    /// It was given to them.
    Consent,
}

/// What one member may see of a family on one day.
pub struct Sight<'a> {
    family: &'a Family,
    viewer: MemberId,
    on: NaiveDate,
    /// What is kept from them.
    kept: Option<&'a Kept>,
}

impl<'a> Sight<'a> {
    pub fn new(family: &'a Family, viewer: MemberId, on: NaiveDate) -> Self {
        Self { family, viewer, on, kept: family.kept_from(viewer) }
    }

    /// The ground on which they see a thing; None where they do not, or where there is none.
    pub fn of(&self, thing: ThingId) -> Option<Ground> {
        thing.facing(self.family).and_then(|it| self.facing(&it))
    }

    /// Whether they see anything of a dialogue.
    pub fn shows(&self, dialogue: DialogueId) -> bool {
        self.of(ThingId::Dialogue(dialogue)).is_some()
    }

    /// The same, for a thing at hand.
    pub fn facing(&self, it: &Facing<'_>) -> Option<Ground> {
        // Whoever sits in a seat that was opened anew did not write what lies away from it.
        let away = |by: &MemberId| it.id.is_some_and(|id| lies_away(&self.family.away, *by, id));
        let hidden = |kept: Option<&Kept>| {
            kept.is_some_and(|kept| {
                let others = |by| by != Some(self.viewer);
                it.texts.iter().any(|(by, text)| {
                    let by = by.filter(|by| !away(by));
                    others(by) && kept.hides(by, text)
                })
            })
        };
        self.ground(it).filter(|ground| {
            let given = (*ground == Ground::Consent).then(|| self.grant(it)).flatten();
            !hidden(self.kept) && !hidden(given.and_then(|it| self.family.kept_from(it.by)))
        })
    }

    /// What lets them see a thing on the ground of a consent.
    fn grant(&self, it: &Facing<'_>) -> Option<&'a Grant> {
        let of = owner(&self.family.people, it.about, self.on);
        it.sections(self.viewer).find_map(|section| self.grant_of(of, section))
    }

    fn grant_of(&self, of: Option<MemberId>, section: Section) -> Option<&'a Grant> {
        let grant = self.family.consent.grant(self.viewer, of, section);
        grant.filter(|it| it.holds(self.on))
    }

    /// Those who gave them anything.
    fn givers(&self) -> impl Iterator<Item = MemberId> {
        let grants = self.family.consent.grants.iter();
        grants.filter(|it| it.to == self.viewer).map(|it| it.by)
    }

    /// Whether a word stands in what `by` wrote that is kept from them, or from somebody who gave them what they see.
    pub(crate) fn may_be_kept(&self, by: Option<MemberId>, text: &str) -> bool {
        let kept = |giver| self.family.kept_from(giver).is_some_and(|kept| kept.hides(by, text));
        by != Some(self.viewer) && (self.is_kept(by, text) || self.givers().any(kept))
    }

    /// The same, of all that a fact gives away.
    pub(crate) fn is_withheld(&self, fact: &Fact) -> bool {
        if fact.kept_from.is_empty() {
            return false;
        }
        let from = fact.withheld(&self.family.people, &self.family.away);
        from.contains(&self.viewer) || self.givers().any(|by| from.contains(&by))
    }

    /// What they stand on, whatever is kept from them.
    fn ground(&self, it: &Facing<'_>) -> Option<Ground> {
        let me = Some(self.viewer);
        let own_hand = || {
            it.drawn_by.is_none_or(|by| Some(by) == me)
                && it.texts.iter().all(|(by, text)| *by == me || text.is_empty())
        };
        let mine = (it.holder == me || (it.by == me && own_hand())) && !self.lies_away(it.id);
        let shown = it.shown_to.is_some_and(|to| to.contains(&self.viewer));
        match (shown, it.hidden) {
            _ if mine => Some(Ground::Own),
            (true, _) => Some(Ground::Shown),
            (false, true) => None,
            (false, false) => self.standing(it),
        }
    }

    /// Whether what came to a thing took it out of their sight: they had made it, and it is not theirs alone any more; or a
    /// word is kept from them.
    pub(crate) fn lost_by(&self, thing: ThingId, said: &Says<'_>) -> bool {
        let Some(it) = thing.facing(self.family) else { return false };
        let theirs = it.by == Some(self.viewer) && (said.drawn || !said.words.is_empty());
        let holds_kept = || said.words.iter().any(|it| self.may_be_kept(it.0, it.1));
        let kept = || self.ground(&it).is_some() && holds_kept();
        self.facing(&it).is_none() && (theirs || kept())
    }

    fn standing(&self, it: &Facing<'_>) -> Option<Ground> {
        let role = self.family.people.joined(self.viewer).ok()?.role;
        let leads = it.frame && role != Role::Guardian && self.leads();
        if !it.dialogues.iter().flatten().all(|id| self.is_among(*id)) {
            return leads.then_some(Ground::Leads);
        }
        if role == Role::Guardian {
            return Some(Ground::Custody);
        }
        if role == Role::Child && it.about == Some(self.viewer) {
            return Some(Ground::OwnLife);
        }
        let given = self.grant(it).map(|_| Ground::Consent);
        given.or(leads.then_some(Ground::Leads))
    }

    /// Whether a section of somebody's (None: the family's) was given to them and has not ended.
    pub fn given(&self, of: Option<MemberId>, section: Section) -> bool {
        self.grant_of(of, section).is_some()
    }

    /// Whether a word that is kept from them stands in what `by` wrote. None where that is not known.
    pub fn is_kept(&self, by: Option<MemberId>, text: &str) -> bool {
        self.kept.is_some_and(|kept| kept.hides(by, text))
    }

    /// Whether they see what a new thing names: the dream of a goal, the goal of a step, the dialogue of a place.
    pub(crate) fn sees_named(&self, event: &Event) -> bool {
        let named = match event {
            Event::Plan(plan::Event::GoalSet { goal }) => goal.dream.map(ThingId::Dream),
            Event::Plan(plan::Event::StepAdded { step }) => step.goal.map(ThingId::Goal),
            Event::Shield(shield::Event::Set { fact }) => fact.dialogue.map(ThingId::Dialogue),
            _ => None,
        };
        named.is_none_or(|it| self.of(it).is_some())
    }

    /// Whether they see a consent: it is theirs, or theirs to take back.
    pub(crate) fn sees_grant(&self, it: &Grant) -> bool {
        let reaches = || self.family.consent.reaches(it, self.viewer);
        it.to == self.viewer
            || self.sees_given_by(it.of)
            || (self.gives_for_themselves() && reaches())
    }

    /// Whether they see what the family gives (None), or somebody for themselves.
    pub(crate) fn sees_given_by(&self, of: Option<MemberId>) -> bool {
        let family = of.is_none() && self.family.people.is_guardian(self.viewer);
        of == Some(self.viewer) || family
    }

    /// Whether they are a young person who decides over what is about themselves.
    pub(crate) fn gives_for_themselves(&self) -> bool {
        owner(&self.family.people, Some(self.viewer), self.on).is_some()
    }

    /// What somebody is called to them: name and title. Their own words stay, about themselves and about others.
    pub fn called<'m>(&self, member: &'m Member) -> (&'m str, &'m str) {
        let chosen = self.family.people.called_by.get(&member.id).copied().unwrap_or_default();
        let hidden = |by: Option<MemberId>, text: &str| {
            member.id != self.viewer && self.is_kept(by.or(Some(member.id)), text)
        };
        let name = if hidden(chosen.name, &member.name) { KEPT } else { &member.name };
        let title = if hidden(chosen.title, &member.title) { "" } else { &member.title };
        (name, title)
    }

    /// What the family is called to them.
    pub fn family_name(&self) -> &'a str {
        if self.is_kept_of_place(&self.family.name) { KEPT } else { &self.family.name }
    }

    /// Whether a word that is kept from them stands in what the family is called, or is told about it. Whoever founded the place wrote
    /// that, unless somebody else may sit in their seat by now.
    pub(crate) fn is_kept_of_place(&self, text: &str) -> bool {
        let renewed = |by: &MemberId| self.family.people.renewed.contains_key(by);
        let by = self.family.named_by.filter(|by| !renewed(by));
        by != Some(self.viewer) && self.is_kept(by, text)
    }

    /// Whose sight it is.
    pub fn viewer(&self) -> MemberId {
        self.viewer
    }

    pub(crate) fn member(&self, id: MemberId) -> Option<&'a Member> {
        self.family.people.get(id)
    }

    /// Whether they lead.
    pub fn leads(&self) -> bool {
        self.family.people.is_coordinator(self.viewer)
    }

    /// Whether all they see of a dialogue is its frame.
    pub(crate) fn only_leads(&self, dialogue: DialogueId) -> bool {
        self.of(ThingId::Dialogue(dialogue)) == Some(Ground::Leads)
    }

    /// Whether a child gives for themselves today.
    pub(crate) fn is_of_age(&self, child: &Member) -> bool {
        is_of_age(child, self.on)
    }

    /// Whether they are in the circle of a dialogue.
    pub fn is_among(&self, dialogue: DialogueId) -> bool {
        let circle = self.family.dialogue.all.get(&dialogue).and_then(|it| it.among.as_ref());
        circle.is_none_or(|among| among.contains(&self.viewer))
    }

    /// Whether there is such a thing at all.
    pub(crate) fn knows(&self, thing: ThingId) -> bool {
        thing.facing(self.family).is_some()
    }

    pub(crate) fn fact(&self, id: FactId) -> Option<&Fact> {
        self.family.shield.facts().get(&id)
    }

    /// Whether they see a fact that is kept from somebody.
    pub fn sees_fact(&self, fact: &Fact) -> bool {
        let told = fact.known_to.contains(&self.viewer);
        let kept = || fact.gives_away().iter().any(|it| self.is_kept(Some(fact.by), it));
        self.wrote(fact) || (told && !kept())
    }

    /// Whether a fact is theirs, from whomever it is kept.
    pub(crate) fn wrote(&self, fact: &Fact) -> bool {
        fact.by == self.viewer && !self.lies_away(Some(fact.id.0))
    }

    fn lies_away(&self, id: Option<Uuid>) -> bool {
        id.is_some_and(|id| lies_away(&self.family.away, self.viewer, id))
    }
}

/// Whether a command weighs so much that its sender shows first that they are who they are: having everything erased, taking somebody
/// out, leaving as one of the family, letting somebody see more, or in where they would see all, a birth by which another gives for a young person, now or within twelve months. Taking back, and keeping more from somebody, is never held up.
pub fn weighs(family: &Family, ctx: &Ctx, command: &Command) -> bool {
    match command {
        Command::People(
            people::Command::Erase { .. }
            | people::Command::Remove { .. }
            | people::Command::Renew { .. },
        )
        | Command::Consent(consent::Command::Give { .. }) => true,
        Command::People(people::Command::Leave {}) => {
            family.people.get(ctx.actor).is_some_and(|it| is_of_family(it.role))
        }
        Command::People(people::Command::Invite { role, who, .. }) => {
            let named = who.and_then(|who| family.people.get(who)).map(|it| it.role);
            is_of_family(named.unwrap_or(*role))
        }
        Command::People(people::Command::Born { member, year }) => {
            let (today, soon) = (ctx.today(), ctx.today() + SOON);
            let turns = |it: &Member| {
                let then = Member { born: Some(*year), ..it.clone() };
                is_of_age(it, today) != is_of_age(&then, today)
                    || (!is_of_age(it, soon) && is_of_age(&then, soon))
            };
            family.people.joined(*member).is_ok_and(turns)
        }
        Command::Dialogue(dialogue::Command::Among { id, among }) => {
            let now = family.dialogue.all.get(id).and_then(|it| it.among.as_ref());
            now.is_some_and(|now| among.as_ref().is_none_or(|among| !among.is_subset(now)))
        }
        Command::Shield(_) => lets_out(family, ctx, command),
        _ => false,
    }
}

/// Whoever comes in as one of these sees what nobody gave them.
pub fn is_of_family(role: Role) -> bool {
    matches!(role, Role::Guardian | Role::Child)
}

/// Whether a change of facts lets somebody see more than before.
pub(crate) fn lets_out(family: &Family, ctx: &Ctx, command: &Command) -> bool {
    let events = decide(family, ctx, command).unwrap_or_default();
    let before = |id| family.shield.facts().get(&id);
    events.iter().any(|event| match event {
        Event::Shield(shield::Event::Set { fact }) => shows_more(before(fact.id), fact),
        Event::Shield(shield::Event::Removed { id, .. }) => {
            before(*id).is_some_and(|it| !it.kept_from.is_empty())
        }
        _ => false,
    })
}

fn shows_more(before: Option<&Fact>, now: &Fact) -> bool {
    let Some(before) = before else { return !now.known_to.is_empty() };
    let told = !now.known_to.is_subset(&before.known_to)
        || (!now.known_to.is_empty() && (&now.text, &now.words) != (&before.text, &before.words));
    let gives = now.gives_away();
    let free = !before.kept_from.is_subset(&now.kept_from)
        || (!before.kept_from.is_empty()
            && before.gives_away().iter().any(|it| !gives.contains(it)));
    told || free
}

mod does;
mod least;
mod meets;
mod renews;
mod theirs;
pub(crate) use does::{does, leads};
pub use renews::renews;
pub use theirs::Theirs;

#[cfg(test)]
mod tests;
