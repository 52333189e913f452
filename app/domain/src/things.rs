//! The things of a place as the question "who may see it?" needs them: whose, about whom, in which section, with which words.

use crate::consent::Section;
use crate::dialogue::{CheckIn, Stage};
use crate::family::Family;
use crate::plan::{Ball, Goal, Step};
use crate::{
    CardId, DialogueId, DreamId, GoalId, MemberId, PlacementId, RoundId, StepId, dialogue, dreams,
    ruler, talk,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

mod refers;
mod says;
mod section;
mod touches;
pub use says::{Says, says};
pub use section::section_of;
pub use touches::{How, private_of, touches};

/// Any thing that is seen by some and not by others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThingId {
    Placement(PlacementId),
    Round(RoundId),
    Card(CardId),
    Dream(DreamId),
    Goal(GoalId),
    Step(StepId),
    Dialogue(DialogueId),
}

/// What a thing is to those who might see it.
pub struct Facing<'a> {
    /// None for what is only to come.
    pub id: Option<Uuid>,
    pub section: Section,
    pub by: Option<MemberId>,
    pub about: Option<MemberId>,
    pub holder: Option<MemberId>,
    /// Those it was said in: its own, and its goal's.
    pub dialogues: [Option<DialogueId>; 2],
    /// Its author's alone, but for those they showed it.
    pub hidden: bool,
    pub shown_to: Option<&'a BTreeSet<MemberId>>,
    /// It only frames what others wrote or placed.
    pub frame: bool,
    /// Of a dialogue, how people came in.
    pub came: Option<&'a BTreeMap<MemberId, CheckIn>>,
    /// Who made the picture on it, where that is another than its author.
    pub drawn_by: Option<MemberId>,
    /// All words in it, with who wrote them where that is known.
    pub texts: Vec<(Option<MemberId>, &'a str)>,
}

impl<'a> Facing<'a> {
    fn new(section: Section, texts: Vec<(Option<MemberId>, &'a str)>) -> Self {
        Self {
            section,
            texts,
            id: None,
            by: None,
            about: None,
            holder: None,
            dialogues: [None; 2],
            hidden: false,
            shown_to: None,
            frame: false,
            came: None,
            drawn_by: None,
        }
    }

    /// The sections by which somebody to whom one is given finds it: its own; and whoever came in to a dialogue keeps its minutes among the
    /// dialogues. Nobody comes in to one that has ended, so nobody lets themselves in.
    pub fn sections(&self, to: MemberId) -> impl Iterator<Item = Section> {
        let came = self.came.is_some_and(|it| it.contains_key(&to));
        std::iter::once(self.section).chain(came.then_some(Section::Dialogue))
    }
}

impl ThingId {
    /// None where there is no such thing.
    pub fn facing(self, family: &Family) -> Option<Facing<'_>> {
        let it = match self {
            Self::Placement(id) => family.ruler.placements.get(&id).map(|it| placement(family, it)),
            Self::Round(id) => family.ruler.rounds.get(&id).map(round),
            Self::Card(id) => family.talk.cards.get(&id).map(card),
            Self::Dream(id) => family.dreams.dreams.get(&id).map(dream),
            Self::Goal(id) => family.plan.goals.get(&id).map(goal),
            Self::Step(id) => family.plan.steps.get(&id).map(|it| step(family, it)),
            Self::Dialogue(id) => family.dialogue.all.get(&id).map(meeting),
        };
        it.map(|it| Facing { id: Some(self.uuid()), ..it })
    }

    /// Every thing that there is.
    pub(crate) fn all(family: &Family) -> impl Iterator<Item = Self> {
        let Family { ruler, talk, dreams, plan, dialogue, .. } = family;
        let placed = ruler.placements.keys().copied().map(Self::Placement);
        let rounds = ruler.rounds.keys().copied().map(Self::Round);
        let cards = talk.cards.keys().copied().map(Self::Card);
        let dreams = dreams.dreams.keys().copied().map(Self::Dream);
        let goals = plan.goals.keys().copied().map(Self::Goal);
        let steps = plan.steps.keys().copied().map(Self::Step);
        let dialogues = dialogue.all.keys().copied().map(Self::Dialogue);
        placed.chain(rounds).chain(cards).chain(dreams).chain(goals).chain(steps).chain(dialogues)
    }

    /// Its id, whichever kind it is of.
    pub(crate) const fn uuid(self) -> Uuid {
        match self {
            Self::Placement(it) => it.0,
            Self::Round(it) => it.0,
            Self::Card(it) => it.0,
            Self::Dream(it) => it.0,
            Self::Goal(it) => it.0,
            Self::Step(it) => it.0,
            Self::Dialogue(it) => it.0,
        }
    }
}

fn placement<'a>(family: &'a Family, it: &'a ruler::Placement) -> Facing<'a> {
    let round = it.round.and_then(|id| family.ruler.rounds.get(&id));
    Facing {
        dialogues: [round.and_then(|it| it.dialogue), None],
        by: Some(it.by),
        about: Some(it.child),
        hidden: !it.shared,
        shown_to: Some(&it.shown_to),
        ..Facing::new(Section::Ruler, all_by(it.by, &[&it.because, &it.works, &it.one_up]))
    }
}

fn round(it: &ruler::Round) -> Facing<'_> {
    Facing {
        about: Some(it.child),
        dialogues: [it.dialogue, None],
        frame: true,
        ..Facing::new(Section::Ruler, Vec::new())
    }
}

fn card(it: &talk::Card) -> Facing<'_> {
    Facing {
        by: Some(it.by),
        about: Some(it.about),
        dialogues: [it.dialogue, None],
        hidden: !it.shared,
        shown_to: Some(&it.shown_to),
        ..Facing::new(Section::Talk, all_by(it.by, &[&it.text, &it.notices]))
    }
}

/// A card as it will be once it is laid: nobody knows yet what stands on it.
pub fn card_to_come(by: MemberId, meeting: &dialogue::Dialogue) -> Facing<'static> {
    Facing {
        by: Some(by),
        about: Some(meeting.about),
        dialogues: [Some(meeting.id), None],
        ..Facing::new(Section::Talk, Vec::new())
    }
}

fn dream(it: &dreams::Dream) -> Facing<'_> {
    Facing {
        by: Some(it.by),
        about: Some(it.whose),
        dialogues: [it.dialogue, None],
        drawn_by: it.pictured_by,
        ..Facing::new(Section::Dreams, all_by(it.worded_by.unwrap_or(it.by), &[&it.text]))
    }
}

fn goal(it: &Goal) -> Facing<'_> {
    let mut texts = all_by(it.worded_by.unwrap_or(it.by), &[&it.text]);
    texts.push((Some(it.by), &it.sign));
    texts.extend(it.earlier_with_authors());
    texts.extend(it.turns.iter().map(|it| (Some(it.by), it.because.as_str())));
    texts.extend(it.notes.iter().map(|it| (Some(it.by), it.text.as_str())));
    Facing {
        by: Some(it.by),
        about: Some(it.about),
        dialogues: [it.dialogue, None],
        ..Facing::new(Section::Plan, texts)
    }
}

/// A step is about whom its goal is about, or the dialogue it comes from; else about the child who holds it.
fn step<'a>(family: &'a Family, it: &'a Step) -> Facing<'a> {
    let goal = it.goal.and_then(|id| family.plan.goals.get(&id));
    let meeting = it.dialogue.and_then(|id| family.dialogue.all.get(&id));
    let mut texts = all_by(it.by, &[&it.what, &it.help]);
    if let Ball::Declined { because } | Ball::HandedBack { because } = &it.ball {
        texts.push((Some(it.holder), because));
    }
    texts.extend(it.news.iter().map(|it| (Some(it.by), it.text.as_str())));
    Facing {
        by: Some(it.by),
        about: goal.map(|it| it.about).or(meeting.map(|it| it.about)).or(young(family, it.holder)),
        holder: Some(it.holder),
        dialogues: [it.dialogue, goal.and_then(|it| it.dialogue)],
        ..Facing::new(Section::Plan, texts)
    }
}

fn young(family: &Family, holder: MemberId) -> Option<MemberId> {
    family.people.child(holder).is_ok().then_some(holder)
}

fn meeting(it: &dialogue::Dialogue) -> Facing<'_> {
    let mut texts = vec![(it.placed_by, it.place.as_str())];
    texts.extend(it.useful.iter().map(|(by, it)| (Some(*by), it.next_time.as_str())));
    let section = if it.stage == Stage::Ended { Section::Minutes } else { Section::Dialogue };
    Facing {
        about: Some(it.about),
        dialogues: [Some(it.id), None],
        frame: true,
        came: Some(&it.check_ins),
        ..Facing::new(section, texts)
    }
}

fn all_by<'a>(by: MemberId, texts: &[&'a str]) -> Vec<(Option<MemberId>, &'a str)> {
    texts.iter().map(|text| (Some(by), *text)).collect()
}
