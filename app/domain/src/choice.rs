//! Two changed the same words, and they cannot be joined. Both are kept, and whoever came second chooses.

use crate::dreams::Picture;
use crate::people::Called;
use crate::{Command, Family, MemberId, consent, dialogue, dreams, people, plan, shield, talk};

/// What a choice is about.
#[derive(Clone, PartialEq, Eq)]
pub enum Version {
    Words(String),
    Picture(Picture),
}

/// What stands there, what the person made of it, and the command that puts theirs in its place.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    pub now: Version,
    pub mine: Version,
    pub again: Command,
}

impl Command {
    /// The choice that is left by a change which was refused because its words moved on. None where there is nothing to choose
    /// between: the thing is gone, or this is no change of something that was there.
    pub fn choice(&self, family: &Family, me: MemberId) -> Option<Choice> {
        let mut again = self.clone();
        let (now, mine) = match &mut again {
            Self::Talk(talk::Command::Reword { id, from, text }) => {
                moved(from, &family.talk.cards.get(id)?.text, text)
            }
            Self::Dreams(dreams::Command::Reword { id, from, text }) => {
                moved(from, &family.dreams.dreams.get(id)?.text, text)
            }
            Self::Plan(plan::Command::RewordGoal { id, from, text }) => {
                moved(from, &family.plan.goals.get(id)?.text, text)
            }
            Self::Dreams(dreams::Command::Picture { id, picture, from }) => {
                let now = &family.dreams.dreams.get(id)?.picture;
                *from = Some(now.mark());
                (Version::Picture(now.clone()), Version::Picture(picture.clone()))
            }
            Self::Dialogue(dialogue::Command::Move { id, place, from: Some(from), .. }) => {
                moved(&mut from.place, &family.dialogue.all.get(id)?.place, place)
            }
            Self::Dialogue(dialogue::Command::Useful { id, useful, from: Some(from) }) => {
                let now = &family.dialogue.all.get(id)?.useful.get(&me)?.next_time;
                moved(from, now, &useful.next_time)
            }
            Self::Consent(consent::Command::Basis { text, from: Some(from) }) => {
                moved(from, family.consent.basis.get(&me).map_or("", String::as_str), text)
            }
            Self::Shield(shield::Command::Set { id, text, from: Some(from), .. }) => {
                let now = family.shield.facts().get(id)?;
                from.text.clone_from(&now.text);
                (Version::Words(now.text.clone()), Version::Words(text.clone()))
            }
            Self::People(people::Command::Rename { member, name, title, from: Some(from) }) => {
                let it = family.people.get(*member)?;
                *from = Called { name: it.name.clone(), title: it.title.clone() };
                (called(&it.name, &it.title), called(name, title))
            }
            _ => return None,
        };
        Some(Choice { now, mine, again })
    }
}

/// From here on the change starts at what stands there now.
fn moved(from: &mut String, now: &str, mine: &str) -> (Version, Version) {
    now.clone_into(from);
    (Version::Words(now.to_owned()), Version::Words(mine.to_owned()))
}

fn called(name: &str, title: &str) -> Version {
    Version::Words(if title.is_empty() { name.to_owned() } else { format!("{name}, {title}") })
}

#[cfg(test)]
mod tests;
