//! A change of something that stood there: what it started from and what it found, read out of the command and the family by hand.

use crate::dreams::Picture;
use crate::{
    CardId, Command, DialogueId, DreamId, FactId, Family, GoalId, MemberId, consent, dialogue,
    dreams, people, plan, shield, talk,
};
use std::collections::BTreeSet;

#[derive(Clone, Copy)]
pub enum Field {
    Card(CardId),
    Dream(DreamId),
    Goal(GoalId),
    Place(DialogueId),
    NextTime(DialogueId, MemberId),
    Called(MemberId),
    Picture(DreamId),
    Basis(MemberId),
    Fact(FactId),
}

/// The parts that a text, or a picture, is made of.
pub type Parts = BTreeSet<String>;

pub struct Edit {
    pub field: Field,
    /// What stood there, and its writer had not read.
    pub unread: Parts,
}

pub fn parts(text: &str) -> Parts {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(clean).collect::<String>().split_whitespace().map(str::to_owned).collect()
}

pub fn strokes(picture: &Picture) -> Parts {
    match picture {
        Picture::None => Parts::new(),
        Picture::Pictogram { name } => [name.clone()].into(),
        Picture::Drawing { strokes } => strokes.iter().map(|it| format!("{it:?}")).collect(),
    }
}

/// Its words, and for whom it is and is not.
fn noted(it: &shield::Noted) -> Parts {
    let words = it.words.iter().chain([&it.text]).flat_map(|it| parts(it));
    let known = it.known_to.iter().map(|id| format!("for {id}"));
    words.chain(known).chain(it.kept_from.iter().map(|id| format!("not for {id}"))).collect()
}

impl Field {
    pub fn now(self, family: &Family) -> Option<Parts> {
        Some(match self {
            Self::Card(id) => parts(&family.talk.cards.get(&id)?.text),
            Self::Dream(id) => parts(&family.dreams.dreams.get(&id)?.text),
            Self::Goal(id) => parts(&family.plan.goals.get(&id)?.text),
            Self::Place(id) => parts(&family.dialogue.all.get(&id)?.place),
            Self::NextTime(id, by) => {
                let said = family.dialogue.all.get(&id)?.useful.get(&by);
                parts(said.map_or("", |it| &it.next_time))
            }
            Self::Called(id) => {
                let it = family.people.get(id)?;
                parts(&format!("{} {}", it.name, it.title))
            }
            Self::Fact(id) => noted(&family.shield.facts().get(&id)?.noted()),
            Self::Basis(by) => parts(family.consent.basis.get(&by).map_or("", |it| it)),
            Self::Picture(id) => strokes(&family.dreams.dreams.get(&id)?.picture),
        })
    }
}

impl Edit {
    /// None for what changes nothing that stood there, and for whoever does not say what they started from.
    pub fn of(family: &Family, by: MemberId, command: &Command) -> Option<Self> {
        let (field, from) = match command {
            Command::Talk(talk::Command::Reword { id, from, .. }) => {
                (Field::Card(*id), parts(from))
            }
            Command::Dreams(dreams::Command::Reword { id, from, .. }) => {
                (Field::Dream(*id), parts(from))
            }
            Command::Plan(plan::Command::RewordGoal { id, from, .. }) => {
                (Field::Goal(*id), parts(from))
            }
            Command::Dialogue(dialogue::Command::Move { id, from: Some(from), .. }) => {
                (Field::Place(*id), parts(&from.place))
            }
            Command::Dialogue(dialogue::Command::Useful { id, from: Some(from), .. }) => {
                (Field::NextTime(*id, by), parts(from))
            }
            Command::People(people::Command::Rename { member, from: Some(from), .. }) => {
                (Field::Called(*member), parts(&format!("{} {}", from.name, from.title)))
            }
            Command::Shield(shield::Command::Set { id, from: Some(from), .. }) => {
                (Field::Fact(*id), noted(from))
            }
            Command::Consent(consent::Command::Basis { from: Some(from), .. }) => {
                (Field::Basis(by), parts(from))
            }
            Command::Dreams(dreams::Command::Picture { id, picture, from: Some(from) }) => {
                let now = &family.dreams.dreams.get(id)?.picture;
                // A mark says which picture was read; of a drawing that grew since, the strokes that both have were read too.
                let read = if now.mark() == *from { strokes(now) } else { strokes(picture) };
                (Field::Picture(*id), read)
            }
            _ => return None,
        };
        let unread = field.now(family)?.difference(&from).cloned().collect();
        Some(Self { field, unread })
    }
}
