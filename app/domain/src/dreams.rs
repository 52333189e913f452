//! The dream map: what somebody dreams of *now*, *soon* and *some day*. A dream stays a dream; a goal may grow out of it.

use crate::family::{Ctx, Family};
use crate::input;
use crate::{DialogueId, DreamId, MemberId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod pictograms;
mod picture;
pub use pictograms::PICTOGRAMS;

/// Most cards that one person puts on a map, removed ones included.
pub const MOST_DREAMS: usize = 500;
/// Most points in one drawing, where lifting the finger counts as one.
pub const MOST_POINTS: usize = 4_000;

/// How far off the dream is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    Now,
    Soon,
    SomeDay,
}

impl Zone {
    /// Nearest first.
    pub const ALL: [Self; 3] = [Self::Now, Self::Soon, Self::SomeDay];
}

/// Where a card lies in its zone: 0–1000 in both directions, from the start edge and from the top. The screen decides how large
/// a zone is, so the same map fits a phone and a tablet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    pub zone: Zone,
    pub x: u16,
    pub y: u16,
}

impl Place {
    /// The far edge of a zone.
    pub const EDGE: u16 = 1000;

    fn checked(self) -> Result<Self, Refusal> {
        if self.x <= Self::EDGE && self.y <= Self::EDGE { Ok(self) } else { Err(Refusal::OffScale) }
    }
}

/// What stands on the card beside the words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    None,
    /// One of our own pictograms, by name.
    Pictogram {
        name: String,
    },
    /// A finger drawing: strokes of points, 0–255 in both directions.
    Drawing {
        strokes: Vec<Vec<(u8, u8)>>,
    },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dream {
    pub id: DreamId,
    /// Whose dream it is.
    pub whose: MemberId,
    /// Who put it on the map.
    pub by: MemberId,
    pub text: String,
    pub picture: Picture,
    pub place: Place,
    #[serde(default)]
    pub dialogue: Option<DialogueId>,
    /// Taken off the map. Kept, so that it can come back, and so that a goal can still say where it grew from.
    #[serde(default)]
    pub removed: bool,
    /// Who gave it its words of today, where that is another than who put it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worded_by: Option<MemberId>,
    /// Who made its picture of today, where that is another than who put it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictured_by: Option<MemberId>,
}

impl Dream {
    /// Whether everything that stands on it comes from whoever put it there.
    pub fn is_of_one_hand(&self) -> bool {
        [self.worded_by, self.pictured_by].into_iter().flatten().all(|by| by == self.by)
    }
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A dream needs words or a picture.
    Add {
        id: DreamId,
        whose: MemberId,
        text: String,
        picture: Picture,
        place: Place,
        dialogue: Option<DialogueId>,
    },
    Move {
        id: DreamId,
        place: Place,
    },
    /// `from` is the text the change started from.
    Reword {
        id: DreamId,
        from: String,
        text: String,
    },
    /// `from` is the mark of the picture that the change started from.
    Picture {
        id: DreamId,
        picture: Picture,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<u32>,
    },
    Remove {
        id: DreamId,
    },
    Restore {
        id: DreamId,
    },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Added {
        dream: Dream,
    },
    Moved {
        id: DreamId,
        place: Place,
    },
    Reworded {
        id: DreamId,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
    },
    Pictured {
        id: DreamId,
        picture: Picture,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
    },
    Removed {
        id: DreamId,
    },
    Restored {
        id: DreamId,
    },
}

/// The map.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub dreams: BTreeMap<DreamId, Dream>,
}

impl State {
    /// The cards that lie on the map.
    pub fn on_map(&self) -> impl Iterator<Item = &Dream> {
        self.dreams.values().filter(|dream| !dream.removed)
    }

    /// The cards of one zone as the list reads them: from the start edge on.
    pub fn in_zone(&self, zone: Zone) -> Vec<&Dream> {
        let mut all: Vec<_> = self.on_map().filter(|dream| dream.place.zone == zone).collect();
        all.sort_by_key(|dream| (dream.place.x, dream.place.y, dream.id));
        all
    }

    /// The command that takes `command` back, given the map before it. None where there is nothing to take back.
    pub fn undo(&self, command: &Command) -> Option<Command> {
        let before = |id: &DreamId| self.dreams.get(id);
        Some(match command {
            Command::Add { id, .. } | Command::Restore { id } => Command::Remove { id: *id },
            Command::Remove { id } => Command::Restore { id: *id },
            Command::Move { id, .. } => Command::Move { id: *id, place: before(id)?.place },
            Command::Reword { id, from, text } => {
                let before = &before(id)?.text;
                Command::Reword {
                    id: *id,
                    from: input::merge(from, text, before).ok()?,
                    text: before.clone(),
                }
            }
            Command::Picture { id, picture, from } => {
                let before = &before(id)?.picture;
                let from = before.joined(*from, picture).ok()?.mark();
                Command::Picture { id: *id, picture: before.clone(), from: Some(from) }
            }
        })
    }
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let state = &family.dreams;
    let known = |id: &DreamId| state.dreams.get(id).ok_or(Refusal::Unknown);
    let event = match command {
        Command::Add { id, whose, text, picture, place, dialogue } => {
            family.people.get(*whose).ok_or(Refusal::Unknown)?;
            if state.dreams.contains_key(id) {
                return Err(Refusal::Already);
            }
            if state.dreams.values().filter(|it| it.by == ctx.actor).count() >= MOST_DREAMS {
                return Err(Refusal::TooMany { max: MOST_DREAMS });
            }
            family.dialogue.known(*dialogue)?;
            let text = words(text, picture)?;
            let dream = Dream {
                id: *id,
                whose: *whose,
                by: ctx.actor,
                text,
                picture: picture.checked()?,
                place: place.checked()?,
                dialogue: *dialogue,
                removed: false,
                worded_by: None,
                pictured_by: None,
            };
            Event::Added { dream }
        }
        Command::Move { id, place } => {
            known(id)?;
            Event::Moved { id: *id, place: place.checked()? }
        }
        Command::Reword { id, from, text } => {
            let dream = known(id)?;
            let text = input::merge(from, text, &dream.text)?;
            Event::Reworded { id: *id, text: words(&text, &dream.picture)?, by: Some(ctx.actor) }
        }
        Command::Picture { id, picture, from } => {
            let dream = known(id)?;
            let picture = dream.picture.joined(*from, picture)?;
            words(&dream.text, &picture)?;
            Event::Pictured { id: *id, picture: picture.checked()?, by: Some(ctx.actor) }
        }
        Command::Remove { id } => {
            if known(id)?.removed {
                return Err(Refusal::Already);
            }
            Event::Removed { id: *id }
        }
        Command::Restore { id } => {
            if !known(id)?.removed {
                return Err(Refusal::Already);
            }
            Event::Restored { id: *id }
        }
    };
    Ok(vec![event])
}

/// A card needs words where there is no picture.
fn words(text: &str, picture: &Picture) -> Result<String, Refusal> {
    if picture.is_blank() {
        input::needed(text, input::LINE)
    } else {
        input::optional(text, input::LINE)
    }
}

/// Folds an event into the map. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    let mut change = |id: &DreamId, change: &dyn Fn(&mut Dream)| {
        if let Some(dream) = state.dreams.get_mut(id) {
            change(dream);
        }
    };
    match event {
        Event::Moved { id, place } => change(id, &|dream| dream.place = *place),
        Event::Reworded { id, text, by } => change(id, &|dream| {
            dream.text.clone_from(text);
            dream.worded_by = *by;
        }),
        Event::Pictured { id, picture, by } => change(id, &|dream| {
            dream.picture = picture.clone();
            dream.pictured_by = *by;
        }),
        Event::Removed { id } => change(id, &|dream| dream.removed = true),
        Event::Restored { id } => change(id, &|dream| dream.removed = false),
        Event::Added { dream } => {
            state.dreams.insert(dream.id, dream.clone());
        }
    }
}

#[cfg(test)]
mod tests;
