//! The ruler: how it goes for one child in one setting, in the eyes of one person, on one day.
//!
//! A placement is a position, never a label. It is its author's alone until they share it, or until the round it was laid in is
//! revealed: then all who placed are shown at once. Nothing here computes a mean.

use crate::family::{Ctx, Family};
use crate::input;
use crate::may::Sight;
use crate::things::ThingId;
use crate::{DialogueId, MemberId, PlacementId, Refusal, RoundId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod read;
pub use read::{Spread, spread};

/// Most placements that one person lays.
pub const MOST_PLACEMENTS: usize = 20_000;
/// Most rounds that whoever leads sees.
pub const MOST_ROUNDS: usize = 5_000;

/// A position on the ruler, 1 (threatened) to 5 (thriving). Ordinal: differences between positions have no size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// All five, from 1 to 5.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// 1 to 5.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// 0 to 4, for looking up texts.
    pub const fn index(self) -> usize {
        (self.0 - 1) as usize
    }

    /// Position 1, at which the way to acute help is shown.
    pub const fn is_acute(self) -> bool {
        self.0 == 1
    }
}

impl TryFrom<u8> for Level {
    type Error = Refusal;
    fn try_from(number: u8) -> Result<Self, Refusal> {
        if (1..=5).contains(&number) { Ok(Self(number)) } else { Err(Refusal::OffScale) }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// Where it is seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    Home,
    /// School or day-care.
    School,
    Leisure,
    Friends,
    Online,
}

impl Setting {
    /// In the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Home, Self::School, Self::Leisure, Self::Friends, Self::Online];
}

/// How it goes in one person's eyes. Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    pub id: PlacementId,
    pub child: MemberId,
    pub setting: Setting,
    pub level: Level,
    pub by: MemberId,
    /// The day it speaks of.
    pub on: NaiveDate,
    /// "because"
    #[serde(default)]
    pub because: String,
    /// What works: why not one lower?
    #[serde(default)]
    pub works: String,
    /// What one step up would look like.
    #[serde(default)]
    pub one_up: String,
    /// Seen by the circle.
    pub shared: bool,
    /// The round it was laid in.
    #[serde(default)]
    pub round: Option<RoundId>,
    /// Whom alone its author showed it, while it is not shared.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shown_to: BTreeSet<MemberId>,
}

impl Placement {
    /// Its author's alone.
    pub fn is_private(&self) -> bool {
        !self.shared && self.shown_to.is_empty()
    }

    /// Whether a new one takes its place: a draft nobody else has seen, of the same person for the same.
    pub(crate) fn gives_way_to(&self, new: &Self) -> bool {
        let what = |it: &Self| (it.by, it.child, it.setting, it.round);
        !new.shared && self.is_private() && what(self) == what(new)
    }
}

/// Everyone places unseen; then all are shown at once. Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub id: RoundId,
    pub child: MemberId,
    pub setting: Setting,
    #[serde(default)]
    pub dialogue: Option<DialogueId>,
    pub on: NaiveDate,
    /// Who has placed. Known to all from the start: only *where* is hidden.
    #[serde(default)]
    pub laid: BTreeSet<MemberId>,
    #[serde(default)]
    pub revealed: bool,
}

/// Who is to see a placement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Only me, until I share it.
    Mine,
    /// The circle, now. A pulse between dialogues.
    Circle,
    /// The circle, when the round is revealed.
    Round(RoundId),
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Places. In a round, or as a draft, it takes the place of one's earlier one there.
    Place {
        id: PlacementId,
        child: MemberId,
        setting: Setting,
        level: Level,
        on: NaiveDate,
        #[serde(default)]
        because: String,
        #[serde(default)]
        works: String,
        #[serde(default)]
        one_up: String,
        seen: Seen,
    },
    /// Shows one's draft to the circle.
    Share { id: PlacementId },
    /// Shows one's draft to some, or to nobody again.
    Show { id: PlacementId, to: BTreeSet<MemberId> },
    /// Takes one's own placement back.
    Withdraw { id: PlacementId },
    /// Opens a round. Coordinator.
    Open {
        round: RoundId,
        child: MemberId,
        setting: Setting,
        dialogue: Option<DialogueId>,
        on: NaiveDate,
    },
    /// Shows all placements of the round at once. Coordinator.
    Reveal { round: RoundId },
}

/// Stored type. An event carries all that somebody first sees through it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Placed {
        placement: Placement,
    },
    /// Somebody placed in a round; says not where.
    Laid {
        round: RoundId,
        by: MemberId,
    },
    Shared {
        placement: Placement,
    },
    ShownTo {
        placement: Placement,
    },
    Withdrawn {
        id: PlacementId,
        by: MemberId,
        hidden: bool,
        round: Option<RoundId>,
    },
    Opened {
        round: Round,
    },
    Revealed {
        round: RoundId,
        placements: Vec<Placement>,
    },
}

/// All placements and rounds.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub placements: BTreeMap<PlacementId, Placement>,
    pub rounds: BTreeMap<RoundId, Round>,
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let state = &family.ruler;
    let known = |id: &PlacementId| state.placements.get(id).ok_or(Refusal::Unknown);
    match command {
        Command::Place { id, child, setting, level, on, because, works, one_up, seen } => {
            let placement = Placement {
                id: *id,
                child: *child,
                setting: *setting,
                level: *level,
                by: ctx.actor,
                on: input::happened(*on, ctx.today())?,
                because: input::optional(because, input::TEXT)?,
                works: input::optional(works, input::TEXT)?,
                one_up: input::optional(one_up, input::TEXT)?,
                shared: *seen == Seen::Circle,
                round: match seen {
                    Seen::Round(round) => Some(*round),
                    Seen::Mine | Seen::Circle => None,
                },
                shown_to: BTreeSet::new(),
            };
            place(family, placement)
        }
        Command::Share { id } => {
            let placement = known(id)?;
            if placement.shared {
                return Err(Refusal::Already);
            }
            if placement.round.is_some() {
                return Err(Refusal::NotNow);
            }
            let shown_to = BTreeSet::new();
            let placement = Placement { shared: true, shown_to, ..placement.clone() };
            Ok(vec![Event::Shared { placement }])
        }
        Command::Show { id, to } => {
            let placement = known(id)?;
            if placement.round.is_some() {
                return Err(Refusal::NotNow);
            }
            let shown_to =
                family.people.shown_to(ctx.actor, placement.shared, &placement.shown_to, to)?;
            Ok(vec![Event::ShownTo { placement: Placement { shown_to, ..placement.clone() } }])
        }
        Command::Withdraw { id } => {
            let placement = known(id)?;
            let hidden = placement.is_private();
            Ok(vec![Event::Withdrawn {
                id: *id,
                by: ctx.actor,
                hidden,
                round: placement.round.filter(|_| hidden),
            }])
        }
        Command::Open { .. } | Command::Reveal { .. } => lead(family, ctx, command),
    }
}

/// What the coordinator does with rounds.
fn lead(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let state = &family.ruler;
    match command {
        Command::Open { round, child, setting, dialogue, on } => {
            family.people.child(*child)?;
            if state.rounds.contains_key(round) {
                return Err(Refusal::Already);
            }
            let sight = Sight::new(family, ctx.actor, ctx.today());
            let seen = state.rounds.keys().filter(|it| sight.of(ThingId::Round(**it)).is_some());
            if seen.count() >= MOST_ROUNDS {
                return Err(Refusal::TooMany { max: MOST_ROUNDS });
            }
            family.dialogue.known(*dialogue)?;
            let on = input::happened(*on, ctx.today())?;
            let (laid, revealed) = (BTreeSet::new(), false);
            let (id, child, setting, dialogue) = (*round, *child, *setting, *dialogue);
            Ok(vec![Event::Opened {
                round: Round { id, child, setting, dialogue, on, laid, revealed },
            }])
        }
        Command::Reveal { round } => {
            if state.rounds.get(round).ok_or(Refusal::Unknown)?.revealed {
                return Err(Refusal::Already);
            }
            let shown = |it: &Placement| Placement { shared: true, ..it.clone() };
            let placements = state.in_round(*round).into_iter().map(shown).collect();
            Ok(vec![Event::Revealed { round: *round, placements }])
        }
        _ => Err(Refusal::Unknown),
    }
}

fn place(family: &Family, placement: Placement) -> Result<Vec<Event>, Refusal> {
    let state = &family.ruler;
    family.people.child(placement.child)?;
    if state.placements.contains_key(&placement.id) {
        return Err(Refusal::Already);
    }
    // Counted only where there are so many in all: it is asked with every placement of a place that is years old.
    let own = || state.placements.values().filter(|it| it.by == placement.by).count();
    if state.placements.len() >= MOST_PLACEMENTS && own() >= MOST_PLACEMENTS {
        return Err(Refusal::TooMany { max: MOST_PLACEMENTS });
    }
    let Some(round) = placement.round else { return Ok(vec![Event::Placed { placement }]) };
    let open = state.rounds.get(&round).ok_or(Refusal::Unknown)?;
    if (open.child, open.setting) != (placement.child, placement.setting) {
        return Err(Refusal::Unknown);
    }
    if open.revealed {
        return Err(Refusal::NotNow);
    }
    let laid = Event::Laid { round, by: placement.by };
    Ok(vec![Event::Placed { placement }, laid])
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Placed { placement } => {
            // Asked of all only when one can give way: a place that is years old holds thousands.
            if !placement.shared {
                state.placements.retain(|_, it| !it.gives_way_to(placement));
            }
            state.placements.insert(placement.id, placement.clone());
        }
        Event::Laid { round, by } => {
            if let Some(round) = state.rounds.get_mut(round) {
                round.laid.insert(*by);
            }
        }
        Event::Shared { placement } | Event::ShownTo { placement } => {
            state.placements.insert(placement.id, placement.clone());
        }
        Event::Withdrawn { id, by, round, .. } => {
            state.placements.remove(id);
            if let Some(round) = round.and_then(|round| state.rounds.get_mut(&round)) {
                round.laid.remove(by);
            }
        }
        Event::Opened { round } => {
            state.rounds.insert(round.id, round.clone());
        }
        Event::Revealed { round, placements } => {
            if let Some(round) = state.rounds.get_mut(round) {
                round.revealed = true;
            }
            for placement in placements {
                state.placements.insert(placement.id, placement.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
