//! The family decides: who that is not of the family sees which section of the place, what for, and until when.
//!
//! Nothing is given from the start. A guardian gives for the family and for its children; from fifteen a young person gives for
//! what is about themselves. Whoever gave, or another guardian, takes it back at once. What law a professional works under is
//! told here too, but it is another thing: it opens nothing.

use crate::family::{Ctx, Family};
use crate::input;
use crate::people::{self, Member, Role};
use crate::{MemberId, Refusal};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest time a consent may last, in days. Then the family is asked again.
pub const LONGEST: i64 = 366;
/// From this age a young person gives for themselves.
pub const OWN_AGE: i32 = 15;

/// A section of the place: what one tool holds. A new tool brings its own. Stored type: names are added, never changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Ruler,
    Talk,
    Dreams,
    Plan,
    /// The dialogues that are prepared or going on. Whoever came in to one keeps its minutes by it.
    Dialogue,
    /// What is left of a dialogue that has ended.
    Minutes,
}

impl Section {
    /// In the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Ruler, Self::Talk, Self::Dreams, Self::Plan, Self::Dialogue, Self::Minutes];

    /// As it stands in forms and on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Ruler => "ruler",
            Self::Talk => "talk",
            Self::Dreams => "dreams",
            Self::Plan => "plan",
            Self::Dialogue => "dialogue",
            Self::Minutes => "minutes",
        }
    }
}

/// What the children said when they were asked. A child is always asked. Stored type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// It is fine with them.
    Fine,
    /// They had rather not. The guardian decides, and it stands here.
    RatherNot,
    /// Too small to be asked.
    TooSmall,
    /// It is their own to give.
    Own,
}

/// That somebody may see a section. Stored type (inside snapshots and events).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub to: MemberId,
    /// Whose: None is the family's, else a young person's own.
    #[serde(default)]
    pub of: Option<MemberId>,
    pub section: Section,
    /// What for, in plain words.
    pub purpose: String,
    /// The last day.
    pub until: NaiveDate,
    pub by: MemberId,
    pub on: NaiveDate,
    pub heard: Heard,
    /// Of the family's: the young people who gave for themselves when it was given. Known of what is folded, never of an event.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_of: BTreeSet<MemberId>,
}

impl Grant {
    /// Whether it still holds on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        on <= self.until
    }
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Lets somebody see sections. In the place of what they were given there before.
    Give {
        to: MemberId,
        #[serde(default)]
        of: Option<MemberId>,
        sections: BTreeSet<Section>,
        purpose: String,
        until: NaiveDate,
        heard: Heard,
    },
    /// Takes it back, at once. None: all of it.
    Withdraw {
        to: MemberId,
        #[serde(default)]
        of: Option<MemberId>,
        section: Option<Section>,
    },
    /// A professional tells which law their work rests on. Opens nothing. `from` is what the change started from.
    Basis {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
    },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Given {
        grants: Vec<Grant>,
    },
    /// None: all of it.
    Withdrawn {
        to: MemberId,
        of: Option<MemberId>,
        sections: Option<BTreeSet<Section>>,
        by: MemberId,
    },
    BasisTold {
        by: MemberId,
        text: String,
    },
}

/// What is given just now.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// One at most for each person, owner and section.
    pub grants: Vec<Grant>,
    /// The law each professional works under, in their own words.
    pub basis: BTreeMap<MemberId, String>,
    /// What young people have decided over themselves, to give or not to give: whom it is about letting see which section.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub decided: BTreeMap<MemberId, BTreeSet<(MemberId, Section)>>,
}

impl State {
    /// What lets `to` see a section of what belongs to `of`: to a young person's, what they gave, or what was given while others gave for
    /// them.
    pub fn grant(&self, to: MemberId, of: Option<MemberId>, section: Section) -> Option<&Grant> {
        let given = |of| {
            let mut all = self.grants.iter();
            all.find(move |it| (it.to, it.of, it.section) == (to, of, section))
        };
        let before = |young: MemberId| given(None).filter(|it| self.reaches(it, young));
        given(of).or_else(|| of.and_then(before))
    }

    /// Whether what was given for the family still reaches what is about somebody who gives for themselves now: it was given while others
    /// gave for them, and they have decided nothing else since.
    pub fn reaches(&self, it: &Grant, young: MemberId) -> bool {
        let decided =
            || self.decided.get(&young).is_some_and(|all| all.contains(&(it.to, it.section)));
        it.of.is_none() && it.to != young && !it.not_of.contains(&young) && !decided()
    }

    fn decide(&mut self, young: MemberId, to: MemberId, section: Section) {
        self.decided.entry(young).or_default().insert((to, section));
    }
}

/// Whose consent counts for what is about `member`: their own from the year they turn fifteen, once they are in; else the
/// family's (None).
pub fn owner(people: &people::State, member: Option<MemberId>, on: NaiveDate) -> Option<MemberId> {
    let own = |it: &Member| it.role == Role::Child && is_of_age(it, on);
    member.filter(|it| people.joined(*it).is_ok_and(own))
}

/// Whether a child gives for themselves in this year.
pub fn is_of_age(child: &Member, on: NaiveDate) -> bool {
    child.born.is_some_and(|born| on.year() - born >= OWN_AGE)
}

/// So long before a child gives for themselves it is soon.
pub const SOON: Months = Months::new(12);

/// The day from which a child gives for themselves. None for who is no child, or whose year is not known.
pub fn comes_of_age(child: &Member) -> Option<NaiveDate> {
    let born = child.born.filter(|_| child.role == Role::Child)?;
    NaiveDate::from_ymd_opt(born.checked_add(OWN_AGE)?, 1, 1)
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Give { to, of, sections, purpose, until, heard } => {
            is_guest(family, *to, *of)?;
            input::to_come(*until, ctx.today())?;
            if sections.is_empty() {
                return Err(Refusal::Empty);
            }
            if *until - ctx.today() > TimeDelta::days(LONGEST)
                || (*heard == Heard::Own) != of.is_some()
            {
                return Err(Refusal::OffScale);
            }
            let purpose = input::needed(purpose, input::LINE)?;
            let grant = |section: &Section| Grant {
                to: *to,
                of: *of,
                section: *section,
                purpose: purpose.clone(),
                until: *until,
                by: ctx.actor,
                on: ctx.today(),
                heard: *heard,
                not_of: BTreeSet::new(),
            };
            Event::Given { grants: sections.iter().map(grant).collect() }
        }
        Command::Withdraw { to, of, section } => {
            let sections = section.map(|it| BTreeSet::from([it]));
            let state = &family.consent;
            let meant = |it: &Grant| {
                let theirs = of.is_some_and(|young| state.reaches(it, young));
                let it = Grant { of: if theirs { *of } else { it.of }, ..it.clone() };
                is_meant(&it, *to, *of, sections.as_ref())
            };
            if !state.grants.iter().any(meant) {
                return Err(Refusal::Already);
            }
            Event::Withdrawn { to: *to, of: *of, sections, by: ctx.actor }
        }
        Command::Basis { text, from } => basis(family, ctx, text, from.as_deref())?,
    };
    Ok(vec![event])
}

fn basis(family: &Family, ctx: &Ctx, text: &str, from: Option<&str>) -> Result<Event, Refusal> {
    let now = family.consent.basis.get(&ctx.actor).map_or("", String::as_str);
    let text = input::optional(&input::merged(from, text, now)?, input::LINE)?;
    Ok(Event::BasisTold { by: ctx.actor, text })
}

/// A guardian sees what is shared anyway, and nobody gives to themselves. Nor to a guest who is only named: the way in for them might be
/// taken by whoever made it. A child's way in is the family's to make.
fn is_guest(family: &Family, to: MemberId, of: Option<MemberId>) -> Result<(), Refusal> {
    let to = family.people.of_the_circle(to)?;
    if to.role == Role::Guardian || of == Some(to.id) {
        return Err(Refusal::Already);
    }
    if to.joined || to.role == Role::Child { Ok(()) } else { Err(Refusal::NotNow) }
}

fn is_meant(
    it: &Grant,
    to: MemberId,
    of: Option<MemberId>,
    sections: Option<&BTreeSet<Section>>,
) -> bool {
    (it.to, it.of) == (to, of) && sections.is_none_or(|all| all.contains(&it.section))
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, people: &people::State, event: &Event) {
    match event {
        Event::Given { grants } => {
            for new in grants {
                let same = |it: &Grant| (it.to, it.of, it.section) == (new.to, new.of, new.section);
                state.grants.retain(|it| !same(it));
                let not_of = match new.of {
                    Some(young) => {
                        state.decide(young, new.to, new.section);
                        BTreeSet::new()
                    }
                    None => give_for_themselves(people, new.on),
                };
                state.grants.push(Grant { not_of, ..new.clone() });
            }
        }
        Event::Withdrawn { to, of, sections, .. } => {
            state.grants.retain(|it| !is_meant(it, *to, *of, sections.as_ref()));
            let meant = |it: &Section| sections.as_ref().is_none_or(|all| all.contains(it));
            if let Some(young) = of {
                for section in Section::ALL.into_iter().filter(meant) {
                    state.decide(*young, *to, section);
                }
            }
        }
        Event::BasisTold { by, text } => {
            if text.is_empty() {
                state.basis.remove(by);
            } else {
                state.basis.insert(*by, text.clone());
            }
        }
    }
}

fn give_for_themselves(people: &people::State, on: NaiveDate) -> BTreeSet<MemberId> {
    people.children().filter_map(|it| owner(people, Some(it.id), on)).collect()
}

/// Whoever has gone is let see nothing, should they ever come back; and what they gave goes with them.
pub(crate) fn end(state: &mut State, member: MemberId) {
    state.grants.retain(|it| it.to != member && it.of != Some(member));
    state.decided.remove(&member);
    for all in state.decided.values_mut() {
        all.retain(|(to, _)| *to != member);
    }
    state.decided.retain(|_, all| !all.is_empty());
}

#[cfg(test)]
mod tests;
