//! How somebody is reached, and what has to be kept from somebody: where one lives, a number, a school, a place where one meets.
//!
//! Each writes down their own, and a guardian a child's. Nobody else knows it until its author gives it to them. It can also be kept
//! from somebody, hard: they see neither the fact nor anything in which one of its words stands, whoever wrote it and wherever.

use crate::away::{Away, lies_away};
use crate::people::{self, Role};
use crate::{DialogueId, FactId, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

mod decide;
mod kept;
mod shape;
pub(crate) use decide::decide;
pub use kept::{Kept, plain};

/// Most facts of one kind that one person writes down about somebody. Few, for what is kept hides what others write.
pub const MOST_OF_A_KIND: usize = 4;
/// Most other words for one fact.
pub const MOST_WORDS: usize = 5;

/// Stored type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Address,
    Phone,
    Email,
    School,
    Institution,
    MeetingPlace,
}

impl Kind {
    /// In the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Address,
        Self::Phone,
        Self::Email,
        Self::School,
        Self::Institution,
        Self::MeetingPlace,
    ];
}

/// Stored type (inside snapshots and events).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactId,
    pub by: MemberId,
    /// Whose address, school, …
    pub about: MemberId,
    pub kind: Kind,
    pub text: String,
    /// What else betrays it: a short name, the street alone.
    #[serde(default)]
    pub words: Vec<String>,
    /// Who may know it, beside the one who wrote it.
    #[serde(default)]
    pub known_to: BTreeSet<MemberId>,
    /// From whom it is kept.
    #[serde(default)]
    pub kept_from: BTreeSet<MemberId>,
    /// Where this dialogue is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialogue: Option<DialogueId>,
}

/// What can be changed of a fact.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Noted {
    pub text: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub known_to: BTreeSet<MemberId>,
    #[serde(default)]
    pub kept_from: BTreeSet<MemberId>,
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a fact down, or changes it. `from` is what a change started from.
    Set {
        id: FactId,
        about: MemberId,
        kind: Kind,
        text: String,
        #[serde(default)]
        words: Vec<String>,
        #[serde(default)]
        known_to: BTreeSet<MemberId>,
        #[serde(default)]
        kept_from: BTreeSet<MemberId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dialogue: Option<DialogueId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Box<Noted>>,
    },
    /// It need not be known, or kept, any more.
    Remove { id: FactId },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Set { fact: Fact },
    Removed { id: FactId, by: MemberId },
}

/// All facts.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct State {
    facts: BTreeMap<FactId, Fact>,
    /// What is kept from each, ready to be looked for. Every event asks for it for every member; it is made once, when somebody asks
    /// for the first time since the facts changed.
    #[serde(skip)]
    kept: OnceLock<BTreeMap<MemberId, Kept>>,
}

/// What was made out of the facts says nothing beside them.
impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.facts == other.facts
    }
}

impl Eq for State {}

impl State {
    pub const fn facts(&self) -> &BTreeMap<FactId, Fact> {
        &self.facts
    }

    /// What is kept from somebody. None where nothing is.
    pub(crate) fn kept_from(
        &self,
        people: &people::State,
        away: &Away,
        viewer: MemberId,
    ) -> Option<&Kept> {
        self.kept.get_or_init(|| self.ready(people, away)).get(&viewer)
    }

    fn ready(&self, people: &people::State, away: &Away) -> BTreeMap<MemberId, Kept> {
        let mut all = BTreeMap::<_, Kept>::new();
        for fact in self.facts.values() {
            let words = fact.gives_away();
            for (from, through) in fact.withheld_through(people, away) {
                let kept = all.entry(from).or_default();
                for word in &words {
                    kept.keep(word, through.clone());
                }
            }
        }
        all
    }

    /// Somebody came or went: what is kept from whom is found anew.
    pub(crate) fn turned(&mut self) {
        self.kept.take();
    }

    /// The one way to change them.
    fn change(&mut self) -> &mut BTreeMap<FactId, Fact> {
        self.kept.take();
        &mut self.facts
    }

    /// Leaves out what a copy does not hold.
    pub(crate) fn retain(&mut self, mut holds: impl FnMut(&mut Fact) -> bool) {
        self.change().retain(|_, fact| holds(fact));
    }
}

impl Fact {
    /// All that betrays it: its own words, and what is worked out of them.
    pub fn gives_away(&self) -> Vec<String> {
        let all = std::iter::once(&self.text).chain(&self.words).cloned();
        all.chain(shape::parts(self.kind, &self.text)).collect()
    }

    /// All from whom it is kept: also from those whom these let in, for another seat shows what one's own does not. Until its author
    /// lets them know it. Whom a professional let in is nobody's second seat: to let people in is their work.
    pub(crate) fn withheld(&self, people: &people::State, away: &Away) -> BTreeSet<MemberId> {
        self.withheld_but(None, people, away)
    }

    /// Each from whom it is kept, with those through whom alone it is: were one of these not here, it would not be kept from them.
    fn withheld_through(
        &self,
        people: &people::State,
        away: &Away,
    ) -> BTreeMap<MemberId, BTreeSet<MemberId>> {
        let all = self.withheld(people, away);
        let own = all.iter().map(|it| (*it, BTreeSet::from([*it])));
        let mut through: BTreeMap<_, _> = own.collect();
        let used = people.invitations.values().filter(|it| !it.used_by.is_empty());
        let doors: BTreeSet<MemberId> =
            used.map(|it| it.by).filter(|it| all.contains(it)).collect();
        for door in doors {
            let others = self.withheld_but(Some(door), people, away);
            for (from, through) in &mut through {
                if !others.contains(from) {
                    through.insert(door);
                }
            }
        }
        through
    }

    /// The same, as if one of them were not here.
    fn withheld_but(
        &self,
        but: Option<MemberId>,
        people: &people::State,
        away: &Away,
    ) -> BTreeSet<MemberId> {
        let mut all = self.kept_from.clone();
        if let Some(but) = but {
            all.remove(&but);
        }
        let wrote = |it: &MemberId| *it == self.by && !lies_away(away, self.by, self.id.0);
        let professional =
            |it: &MemberId| people.get(*it).is_some_and(|it| it.role == Role::Professional);
        let mut doors: Vec<MemberId> = all.iter().copied().filter(|it| !professional(it)).collect();
        while let Some(by) = doors.pop() {
            let let_in =
                people.invitations.values().filter(|it| it.by == by).flat_map(|it| &it.used_by);
            for member in let_in {
                let free = wrote(member) || self.known_to.contains(member) || but == Some(*member);
                if !free && all.insert(*member) {
                    doors.push(*member);
                }
            }
        }
        all
    }

    /// What can be changed of it.
    pub fn noted(&self) -> Noted {
        let Self { text, words, known_to, kept_from, .. } = self.clone();
        Noted { text, words, known_to, kept_from }
    }

    fn noting(self, noted: Noted) -> Self {
        let Noted { text, words, known_to, kept_from } = noted;
        Self { text, words, known_to, kept_from, ..self }
    }
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Set { fact } => {
            state.change().insert(fact.id, fact.clone());
        }
        Event::Removed { id, .. } => {
            state.change().remove(id);
        }
    }
}

/// Whoever has gone knows nothing more, should they ever come back; and what they told of themselves nobody else needs. What was kept
/// stays kept.
pub(crate) fn end(state: &mut State, member: MemberId) {
    for fact in state.change().values_mut() {
        fact.known_to.remove(&member);
        if (fact.by, fact.about) == (member, member) {
            fact.known_to.clear();
        }
    }
}

/// Nobody sits in a seat any more: what they knew was not told to whoever comes next.
pub(crate) fn forget(state: &mut State, member: MemberId) {
    for fact in state.change().values_mut() {
        fact.known_to.remove(&member);
    }
}

#[cfg(test)]
mod tests;
