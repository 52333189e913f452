//! What one's own room holds: cards and placements that are not shared, newest day first.

use crate::place::use_text;
use chrono::NaiveDate;
use domain::ruler::{Command as Ruler, Placement, Seen};
use domain::talk::{Card, Command as Talk};
use domain::{CardId, Command, Family, MemberId, PlacementId};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Card(CardId),
    Placement(PlacementId),
}

impl Thing {
    /// As it stands in a form.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Card(_) => "card",
            Self::Placement(_) => "placement",
        }
    }

    pub fn id(self) -> String {
        match self {
            Self::Card(id) => id.to_string(),
            Self::Placement(id) => id.to_string(),
        }
    }

    /// Shows it to these alone.
    pub fn show(self, to: BTreeSet<MemberId>) -> Command {
        match self {
            Self::Card(id) => Command::Talk(Talk::Show { id, to }),
            Self::Placement(id) => Command::Ruler(Ruler::Show { id, to }),
        }
    }

    pub fn remove(self) -> Command {
        match self {
            Self::Card(id) => Command::Talk(Talk::Remove { id }),
            Self::Placement(id) => Command::Ruler(Ruler::Withdraw { id }),
        }
    }
}

/// One of them, as it is told.
#[derive(Clone, PartialEq, Eq)]
pub struct Own {
    pub by: MemberId,
    pub on: NaiveDate,
    pub text: String,
    pub shown_to: BTreeSet<MemberId>,
}

/// What is not shared, as far as this copy holds it: one's own (`me`), or what others showed.
pub fn things(family: &Family, me: MemberId, mine: bool) -> Vec<Thing> {
    let cards = family.talk.cards.values().filter(|it| !it.shared && (it.by == me) == mine);
    let cards = cards.map(|it| (it.on, Thing::Card(it.id)));
    let laid = family.ruler.placements.values();
    let laid = laid.filter(|it| !it.shared && it.round.is_none() && (it.by == me) == mine);
    let mut all: Vec<_> = cards.chain(laid.map(|it| (it.on, Thing::Placement(it.id)))).collect();
    // Ids grow with time: of one day, what was written last stands first.
    all.sort_by_key(|it| Reverse(*it));
    all.into_iter().map(|(_, thing)| thing).collect()
}

/// None where it is not there any more.
pub fn one(family: &Family, thing: Thing) -> Option<Own> {
    match thing {
        Thing::Card(id) => family.talk.cards.get(&id).map(|it| Own {
            by: it.by,
            on: it.on,
            text: it.text.clone(),
            shown_to: it.shown_to.clone(),
        }),
        Thing::Placement(id) => family.ruler.placements.get(&id).map(|it| Own {
            by: it.by,
            on: it.on,
            text: told(it),
            shown_to: it.shown_to.clone(),
        }),
    }
}

fn told(it: &Placement) -> String {
    let text = use_text();
    let position =
        (text.mine.placed)(it.level.number(), text.ruler.positions[it.level.index()].name);
    if it.because.is_empty() { position } else { format!("{position} {}", it.because) }
}

/// What brings a thing back that was let go, as it was: first itself, then whom it was shown.
pub fn back(family: &Family, thing: Thing) -> Vec<Command> {
    let (command, shown_to) = match thing {
        Thing::Card(id) => {
            let Some(it) = family.talk.cards.get(&id) else { return Vec::new() };
            let Card { id, about, column, text, notices, dialogue, on, shared, shown_to, .. } =
                it.clone();
            let write = Talk::Write { id, about, column, text, notices, dialogue, on, shared };
            (Command::Talk(write), shown_to)
        }
        Thing::Placement(id) => {
            let Some(it) = family.ruler.placements.get(&id) else { return Vec::new() };
            let Placement {
                id, child, setting, level, on, because, works, one_up, shown_to, ..
            } = it.clone();
            let seen = Seen::Mine;
            let place =
                Ruler::Place { id, child, setting, level, on, because, works, one_up, seen };
            (Command::Ruler(place), shown_to)
        }
    };
    let show = (!shown_to.is_empty()).then(|| thing.show(shown_to));
    std::iter::once(command).chain(show).collect()
}
