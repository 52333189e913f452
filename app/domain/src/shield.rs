//! Facts that are kept from somebody: where one lives, a number, a school, a place where one meets.
//!
//! A guardian writes the fact down, says who may know it, and from whom it is kept. From those it is kept hard: they see neither
//! the fact nor anything in which one of its words stands, whoever wrote it and wherever.

use crate::family::{Ctx, Family};
use crate::input;
use crate::{FactId, MemberId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub facts: BTreeMap<FactId, Fact>,
}

impl State {
    /// The words that are kept from somebody, each as [`plain`] writes it.
    pub fn kept_from(&self, viewer: MemberId) -> Vec<String> {
        let facts = self.facts.values().filter(|fact| fact.kept_from.contains(&viewer));
        facts
            .flat_map(|fact| std::iter::once(&fact.text).chain(&fact.words))
            .map(|it| plain(it))
            .collect()
    }
}

/// Letters and digits in small, one space between: so that "Egevej 12, 2. tv" is found in "egevej  12 2 TV".
pub fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for c in text.chars().filter(|c| !is_seam(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(base(c));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim_end().to_owned()
}

/// What stands inside a word and is not seen: it must not part it.
fn is_seam(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters that are also written as a base letter with a mark of its own.
fn base(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ö' | 'ó' | 'ô' => 'o',
        'ü' | 'ú' => 'u',
        'í' | 'ï' => 'i',
        other => other,
    }
}

/// Whether one of the words stands in the text. A word is found at the beginning of another too: "Solsikken" in "Solsikkens". What
/// has a digit in it, or several words, is found however it is parted: "20 30 40 50" in "+4520304050".
pub fn betrays(text: &str, words: &[String]) -> bool {
    let text = plain(text);
    let together = glued(&text);
    words.iter().any(|word| {
        let parted = word.trim().contains(' ') || word.contains(|c: char| c.is_ascii_digit());
        text.contains(word.as_str()) || (parted && together.contains(&glued(word)))
    })
}

fn glued(plain: &str) -> String {
    plain.replace(' ', "")
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
            match family.shield.facts.get(id) {
                // Somebody else's: said as of any id that is taken, which nobody can guess.
                Some(before) if before.by != ctx.actor => return Err(Refusal::Already),
                None if mine(family, ctx.actor) >= MOST_FACTS => {
                    return Err(Refusal::TooMany { max: MOST_FACTS });
                }
                _ => Event::Set { fact },
            }
        }
        Command::Remove { id } => {
            let mine = family.shield.facts.get(id).filter(|fact| fact.by == ctx.actor);
            mine.ok_or(Refusal::Unknown)?;
            Event::Removed { id: *id, by: ctx.actor }
        }
    };
    Ok(vec![event])
}

/// How many somebody has written down: how many others have is not told.
fn mine(family: &Family, by: MemberId) -> usize {
    family.shield.facts.values().filter(|it| it.by == by).count()
}

/// What is kept may not be somebody's name: it would hide everything that is said of them.
fn word(family: &Family, ctx: &Ctx, text: &str) -> Result<String, Refusal> {
    let text = input::needed(text, input::LINE)?;
    let kept = family.shield.kept_from(ctx.actor);
    // A name that is kept from themselves must not answer to a guess.
    let mut names =
        family.people.members.values().map(|it| &it.name).filter(|it| !betrays(it, &kept));
    if names.any(|it| plain(it) == plain(&text)) {
        return Err(Refusal::OffScale);
    }
    if plain(&text).trim().chars().count() < SHORTEST_WORD { Err(Refusal::Empty) } else { Ok(text) }
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Set { fact } => {
            state.facts.insert(fact.id, fact.clone());
        }
        Event::Removed { id, .. } => {
            state.facts.remove(id);
        }
    }
}

#[cfg(test)]
mod tests;
