//! Who has looked: what is kept of every read, who may read of it, and which rows are told as one.
//!
//! The family sees which part of its place somebody opened, when and how. Never what stood there: a row says "the plan", not
//! which step, and nothing of whether anybody keeps something to themselves.

use crate::consent::Section;
use crate::family::{Event, Family, Recorded, apply};
use crate::may::Sight;
use crate::people::{Role, State};
use crate::things::{private_of, section_of};
use crate::view::{Told, told_later};
use crate::{DialogueId, MemberId};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod grounds;
pub use grounds::{Row, ground, rows};

/// Looking again within this time is the same look.
pub const TOGETHER: TimeDelta = TimeDelta::minutes(10);

/// A part of the family's place. Stored type: names are added, never changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Home,
    Ruler,
    Dreams,
    Plan,
    /// The list of dialogues.
    Dialogues,
    /// One of them.
    Dialogue,
    Prepare,
    Minutes,
    /// Who is here, how they are reached, and what is kept from whom.
    People,
    /// Who may see what.
    Consent,
    /// One's own room, with what others showed one there.
    Mine,
    /// The link, the code and the picture that let somebody in.
    Invitation,
    /// The page that tells who has looked.
    Looked,
    /// Everything this member may see, at once.
    Whole,
}

/// How it was reached. Stored type: names are added, never changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A page was opened.
    Page,
    /// A program fetched it.
    Api,
    /// A page stays open and is told everything as it happens.
    Live,
    /// Everything was taken along as a file.
    Export,
    /// Something was changed. Never kept as a row: it is read out of the log of events, which has its actor.
    Change,
}

/// What gave the right to look. Stored type: a ground is added when there is one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A seat in the circle, which the family gave. All that a guest sees by it is theirs already.
    Seat,
    /// They are a guardian.
    Custody,
    /// It is about themselves.
    OwnLife,
    /// They lead, and nothing more was given to them here.
    Leads,
    /// Something of what this part shows was given to them.
    Consent,
    /// A young person gave them something of it, alone. Kept so that a program which does not know of [`Look::of`] tells the row to
    /// nobody; on the wire it is a consent, and whose says [`Look::of`].
    OwnConsent,
}

/// Somebody looked, or changed something. Stored type (sealed) and wire type; holds ids and names of parts, no words of anybody's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Look {
    pub by: MemberId,
    pub at: DateTime<Utc>,
    pub part: Part,
    pub way: Way,
    pub ground: Ground,
    /// Whose screen it was done on, where that went round the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_screen_of: Option<MemberId>,
    /// The dialogue that was opened. None on the wire, where [`as_told`] has judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialogue: Option<DialogueId>,
    /// Beside a dialogue: the ground that a look at the front page would have had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_home: Option<Ground>,
    /// The young person by whose own consent it was: their row, and nobody else's of the family. None: the family's row, which says
    /// nothing of any such consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<MemberId>,
}

/// What is looked at: a part, and of those that belong to one dialogue, which. Wire type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Seen {
    pub part: Part,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialogue: Option<DialogueId>,
}

impl From<Part> for Seen {
    fn from(part: Part) -> Self {
        Self { part, dialogue: None }
    }
}

/// A row as a member reads it, by their own copy of the family. Of a dialogue that they do not see it says no more than that somebody
/// was there, just as if the front page had been opened. So does an old row that does not say which dialogue it was.
pub fn as_told(look: Look, copy: &Family, viewer: MemberId) -> Look {
    let of_one = matches!(look.part, Part::Dialogue | Part::Prepare | Part::Minutes);
    let sees = look.dialogue.is_some_and(|id| copy.dialogue.all.contains_key(&id));
    let said = |ground| if ground == Ground::OwnConsent { Ground::Consent } else { ground };
    let bare = Look { dialogue: None, at_home: None, ground: said(look.ground), ..look };
    if !of_one || sees || look.way == Way::Change || is_own(&copy.people, viewer, &look) {
        return bare;
    }
    Look { part: Part::Home, ground: look.at_home.map_or(bare.ground, said), ..bare }
}

/// Rows, newest first, without those that repeat a look at the front page within [`TOGETHER`]: none such is ever written, so one would
/// tell that it stands for something else.
pub fn once_at_home(mut rows: Vec<Look>) -> Vec<Look> {
    let mut last = BTreeMap::new();
    rows.reverse();
    rows.retain(|it| {
        let who = who(it);
        let again = |before: &DateTime<Utc>| *before <= it.at && it.at - *before < TOGETHER;
        if it.part != Part::Home || it.way == Way::Change {
            return true;
        }
        if last.get(&who).is_some_and(again) {
            return false;
        }
        last.insert(who, it.at);
        true
    });
    rows.reverse();
    rows
}

/// Who stood there, how, and for whose eyes the row is.
type Who = (MemberId, Way, Option<MemberId>, Option<MemberId>);

fn who(it: &Look) -> Who {
    (it.by, it.way, it.on_screen_of, it.of)
}

/// Counts what [`once_at_home`] would leave of the rows, as they are read, newest first: from either end as many can stand so far apart.
#[derive(Default)]
pub struct Counted {
    first: BTreeMap<Who, DateTime<Utc>>,
    left: usize,
}

impl Counted {
    pub fn one_more(&mut self, it: &Look) {
        let who = who(it);
        let again = |after: &DateTime<Utc>| it.at <= *after && *after - it.at < TOGETHER;
        if it.part == Part::Home && it.way != Way::Change {
            if self.first.get(&who).is_some_and(again) {
                return;
            }
            self.first.insert(who, it.at);
        }
        self.left += 1;
    }

    pub fn left(&self) -> usize {
        self.left
    }
}

/// A page of rows, newest first. Wire type.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Looked {
    pub rows: Vec<Look>,
    /// Where the next page begins, in microseconds since 1970. None on the last page.
    pub before: Option<i64>,
}

/// Which rows a member reads. One's own, always; what was done in their seat before it was opened anew is another's. Guardians and
/// children read everybody's, except a child's: a child is in its own room and is watched by nobody. But what was written in a child's
/// name on another's screen they read: there the child may be nowhere near. A guest reads their own. A row by a young person's own
/// consent is told to that young person, and to whoever looked: to a parent it would say that there is such a consent. The same look
/// has the family's row beside it ([`rows`]), so a parent misses no look at what is theirs.
pub fn may_read(people: &State, viewer: MemberId, look: &Look) -> bool {
    if let Some(young) = look.of {
        let theirs = viewer == young && people.is_own(young, look.at);
        return theirs || is_own(people, viewer, look);
    }
    let role = |id| people.get(id).map(|member| member.role);
    let of_the_family = matches!(role(viewer), Some(Role::Guardian | Role::Child));
    let lent = look.way == Way::Change && look.on_screen_of.is_some();
    is_own(people, viewer, look) || (of_the_family && (lent || role(look.by) != Some(Role::Child)))
}

/// Whether it was the reader themselves.
fn is_own(people: &State, reader: MemberId, look: &Look) -> bool {
    look.by == reader && people.is_own(reader, look.at)
}

/// What somebody reads today of a whole log, as changes: of what they may not see nothing is told by its time either.
pub fn changes_for(log: &[Recorded], reader: MemberId, today: NaiveDate) -> Vec<Look> {
    let (family, grounds) = folded(log);
    if family.people.joined(reader).is_err() {
        return Vec::new();
    }
    let sight = Sight::new(&family, reader, today);
    let told = |it: &Recorded| told_later(&sight, &it.event) == Told::Event;
    // One's own are one's own, whatever came of them. Whoever sat there before had their own for themselves.
    let of_the_seat = |it: &Recorded| {
        let own = family.people.is_own(reader, it.at);
        own || (private_of(&it.event).is_none() && told(it))
    };
    let seen = log.iter().filter(|it| if it.by == reader { of_the_seat(it) } else { told(it) });
    changes(seen, &grounds)
}

/// The family at the end of a whole log, and on which ground each event was done, by its seq: what a look at that part would have
/// said to the family at that moment.
fn folded(log: &[Recorded]) -> (Family, BTreeMap<u64, Ground>) {
    let mut family = Family::default();
    let mut grounds = BTreeMap::new();
    for Recorded { seq, at, by, event, .. } in log {
        // Whoever comes in does so by the seat that they have from then on; whoever hands the baton on did it while they led.
        let before = ground(&family, *by, at.date_naive(), part_of(event));
        apply(&mut family, event);
        let after = ground(&family, *by, at.date_naive(), part_of(event));
        grounds.insert(*seq, if before == Ground::Seat { after } else { before });
    }
    (family, grounds)
}

/// The changes among events, oldest first; changes of one member on one screen in one part within [`TOGETHER`] are one.
fn changes<'a>(
    events: impl Iterator<Item = &'a Recorded>,
    grounds: &BTreeMap<u64, Ground>,
) -> Vec<Look> {
    let mut last = BTreeMap::new();
    let mut looks = Vec::new();
    for Recorded { seq, at, by, event, on_screen_of } in events {
        let (at, by, part, on_screen_of) = (*at, *by, part_of(event), *on_screen_of);
        let ground = grounds.get(seq).copied().unwrap_or(Ground::Seat);
        if last.get(&(by, part, on_screen_of)).is_none_or(|before| at - *before >= TOGETHER) {
            last.insert((by, part, on_screen_of), at);
            let way = Way::Change;
            let (dialogue, at_home, of) = (None, None, None);
            looks.push(Look { by, at, part, way, ground, on_screen_of, dialogue, at_home, of });
        }
    }
    looks
}

/// Where the family finds what an event changed.
const fn part_of(event: &Event) -> Part {
    match section_of(event) {
        Some(Section::Ruler) => Part::Ruler,
        Some(Section::Dreams) => Part::Dreams,
        Some(Section::Plan) => Part::Plan,
        Some(Section::Talk | Section::Dialogue | Section::Minutes) => Part::Dialogue,
        None if matches!(event, Event::Consent(_)) => Part::Consent,
        None => Part::People,
    }
}

#[cfg(test)]
mod tests;
