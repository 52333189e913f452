//! Talk cards: what works, what worries, what we wish, and what we would see one step up. Own words, kept exactly.
//!
//! A card is its author's alone until they share it: what is prepared at home is nobody else's.

use crate::family::{Ctx, Family};
use crate::input;
use crate::{CardId, DialogueId, MemberId, Refusal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most cards that one person writes. Counted over what is one's own, for a count of all would tell of what is hidden.
pub const MOST_CARDS: usize = 10_000;

/// The column a card stands in. What works comes first, always.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Works,
    Wish,
    Worry,
    /// What we would see if it were one step up; `notices` says who would notice first.
    OneUp,
}

impl Column {
    /// The three questions one prepares with, in the order they are asked.
    pub const PREPARED: [Self; 3] = [Self::Works, Self::Wish, Self::Worry];
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: CardId,
    pub by: MemberId,
    /// The child it is about.
    pub about: MemberId,
    pub column: Column,
    pub text: String,
    /// Who would notice first; may be empty.
    #[serde(default)]
    pub notices: String,
    /// The dialogue it was written in or for.
    #[serde(default)]
    pub dialogue: Option<DialogueId>,
    /// The day it speaks of.
    pub on: NaiveDate,
    pub shared: bool,
    /// Whom alone its author showed it, while it is not shared.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shown_to: BTreeSet<MemberId>,
}

impl Card {
    /// Its author's alone.
    pub fn is_private(&self) -> bool {
        !self.shared && self.shown_to.is_empty()
    }
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a card, for oneself or for the circle.
    Write {
        id: CardId,
        about: MemberId,
        column: Column,
        text: String,
        #[serde(default)]
        notices: String,
        dialogue: Option<DialogueId>,
        on: NaiveDate,
        shared: bool,
    },
    /// Changes one's own words. `from` is the text the change started from.
    Reword { id: CardId, from: String, text: String },
    /// Shows one's card to the circle.
    Share { id: CardId },
    /// Shows one's card to some, or to nobody again.
    Show { id: CardId, to: BTreeSet<MemberId> },
    /// Takes one's own card away.
    Remove { id: CardId },
}

/// Stored type. An event carries all that somebody first sees through it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Written { card: Card },
    Reworded { id: CardId, by: MemberId, text: String, hidden: bool },
    Shared { card: Card },
    ShownTo { card: Card },
    Removed { id: CardId, by: MemberId, hidden: bool },
}

/// All cards.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub cards: BTreeMap<CardId, Card>,
}

impl State {
    /// The shared cards of a dialogue in one column, oldest first.
    pub fn of_dialogue(&self, dialogue: DialogueId, column: Column) -> impl Iterator<Item = &Card> {
        self.cards.values().filter(move |card| {
            card.shared && card.dialogue == Some(dialogue) && card.column == column
        })
    }

    /// What one prepared for a dialogue and has not shared.
    pub fn drafts(&self, by: MemberId, dialogue: DialogueId) -> impl Iterator<Item = &Card> {
        self.cards
            .values()
            .filter(move |card| !card.shared && card.by == by && card.dialogue == Some(dialogue))
    }
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let state = &family.talk;
    let known = |id: &CardId| state.cards.get(id).ok_or(Refusal::Unknown);
    let event = match command {
        Command::Write { id, about, column, text, notices, dialogue, on, shared } => {
            family.people.child(*about)?;
            if state.cards.contains_key(id) {
                return Err(Refusal::Already);
            }
            if state.cards.values().filter(|it| it.by == ctx.actor).count() >= MOST_CARDS {
                return Err(Refusal::TooMany { max: MOST_CARDS });
            }
            family.dialogue.known(*dialogue)?;
            Event::Written {
                card: Card {
                    id: *id,
                    by: ctx.actor,
                    about: *about,
                    column: *column,
                    text: input::needed(text, input::TEXT)?,
                    notices: input::optional(notices, input::LINE)?,
                    dialogue: *dialogue,
                    on: input::happened(*on, ctx.today())?,
                    shared: *shared,
                    shown_to: BTreeSet::new(),
                },
            }
        }
        Command::Reword { id, from, text } => {
            let card = known(id)?;
            let text = input::needed(&input::merge(from, text, &card.text)?, input::TEXT)?;
            Event::Reworded { id: *id, by: ctx.actor, text, hidden: card.is_private() }
        }
        Command::Share { id } => {
            let card = known(id)?;
            if card.shared {
                return Err(Refusal::Already);
            }
            let shown_to = BTreeSet::new();
            Event::Shared { card: Card { shared: true, shown_to, ..card.clone() } }
        }
        Command::Show { id, to } => {
            let card = known(id)?;
            let shown_to = family.people.shown_to(ctx.actor, card.shared, &card.shown_to, to)?;
            Event::ShownTo { card: Card { shown_to, ..card.clone() } }
        }
        Command::Remove { id } => {
            let card = known(id)?;
            Event::Removed { id: *id, by: ctx.actor, hidden: card.is_private() }
        }
    };
    Ok(vec![event])
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Written { card } | Event::Shared { card } | Event::ShownTo { card } => {
            state.cards.insert(card.id, card.clone());
        }
        Event::Reworded { id, text, .. } => {
            if let Some(card) = state.cards.get_mut(id) {
                card.text.clone_from(text);
            }
        }
        Event::Removed { id, .. } => {
            state.cards.remove(id);
        }
    }
}

#[cfg(test)]
mod tests;
