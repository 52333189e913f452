//! Facts that are kept from somebody: where one lives, a number, a school, a place where one meets.
//!
//! A guardian writes the fact down, says who may know it, and from whom it is kept. From those it is kept hard: they see neither
//! the fact nor anything in which one of its words stands, whoever wrote it and wherever.

use crate::family::{Ctx, Family};
use crate::input;
use crate::{FactId, MemberId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

mod kept;
pub use kept::{Kept, plain};

/// Most facts that one person keeps.
pub const MOST_FACTS: usize = 60;
/// Most words that may betray one fact.
pub const MOST_WORDS: usize = 20;
/// A shorter word stands in everything.
pub const SHORTEST_WORD: usize = 4;

/// Stored type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Address,
    Phone,
    School,
    Institution,
    MeetingPlace,
}

impl Kind {
    /// In the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Address, Self::Phone, Self::School, Self::Institution, Self::MeetingPlace];
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
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a fact down, or anew. Guardians.
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
    },
    /// It need not be kept any more.
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
    pub fn kept_from(&self, viewer: MemberId) -> Option<&Kept> {
        self.kept.get_or_init(|| self.ready()).get(&viewer)
    }

    fn ready(&self) -> BTreeMap<MemberId, Kept> {
        let mut all = BTreeMap::<_, Kept>::new();
        for fact in self.facts.values() {
            for from in &fact.kept_from {
                let kept = all.entry(*from).or_default();
                fact.gives_away().for_each(|word| kept.keep(word));
            }
        }
        all
    }

    /// The one way to change them.
    fn change(&mut self) -> &mut BTreeMap<FactId, Fact> {
        self.kept.take();
        &mut self.facts
    }

    /// Leaves out what a copy does not hold.
    pub(crate) fn retain(&mut self, holds: impl Fn(&Fact) -> bool) {
        self.change().retain(|_, fact| holds(fact));
    }
}

impl Fact {
    /// All that betrays it.
    pub fn gives_away(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text).chain(&self.words).map(String::as_str)
    }
}

/// Turns a command into events, or refuses.
pub fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    family.people.joined(ctx.actor)?;
    if !family.people.is_guardian(ctx.actor) {
        return Err(Refusal::OnlyFamily);
    }
    let event = match command {
        Command::Set { id, about, kind, text, words, known_to, kept_from } => {
            family.people.of_the_circle(*about)?;
            for member in known_to.iter().chain(kept_from) {
                family.people.of_the_circle(*member)?;
            }
            if kept_from.contains(&ctx.actor) || !known_to.is_disjoint(kept_from) {
                return Err(Refusal::OffScale);
            }
            if words.len() > MOST_WORDS {
                return Err(Refusal::TooMany { max: MOST_WORDS });
            }
            let fact = Fact {
                id: *id,
                by: ctx.actor,
                about: *about,
                kind: *kind,
                text: word(family, ctx, text)?,
                words: words.iter().map(|it| word(family, ctx, it)).collect::<Result<_, _>>()?,
                known_to: known_to.clone(),
                kept_from: kept_from.clone(),
            };
            match family.shield.facts().get(id) {
                // Somebody else's: said as of any id that is taken, which nobody can guess.
                Some(before) if before.by != ctx.actor => return Err(Refusal::Already),
                None if mine(family, ctx.actor) >= MOST_FACTS => {
                    return Err(Refusal::TooMany { max: MOST_FACTS });
                }
                _ => Event::Set { fact },
            }
        }
        Command::Remove { id } => {
            let mine = family.shield.facts().get(id).filter(|fact| fact.by == ctx.actor);
            mine.ok_or(Refusal::Unknown)?;
            Event::Removed { id: *id, by: ctx.actor }
        }
    };
    Ok(vec![event])
}

/// How many somebody has written down: how many others have is not told.
fn mine(family: &Family, by: MemberId) -> usize {
    family.shield.facts().values().filter(|it| it.by == by).count()
}

/// What is kept may not be somebody's name: it would hide everything that is said of them.
fn word(family: &Family, ctx: &Ctx, text: &str) -> Result<String, Refusal> {
    let text = input::needed(text, input::LINE)?;
    let kept = family.shield.kept_from(ctx.actor);
    // A name that is kept from themselves must not answer to a guess.
    let hidden = |name: &str| kept.is_some_and(|kept| kept.stands_in(name));
    let mut names = family.people.members.values().map(|it| &it.name).filter(|it| !hidden(it));
    if names.any(|it| plain(it) == plain(&text)) {
        return Err(Refusal::OffScale);
    }
    if plain(&text).trim().chars().count() < SHORTEST_WORD { Err(Refusal::Empty) } else { Ok(text) }
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

#[cfg(test)]
mod tests;
