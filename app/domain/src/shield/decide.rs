//! Who writes which fact, for whom, and what may be kept from somebody.

use super::{Command, Event, Fact, Kind, MOST_OF_A_KIND, MOST_WORDS, Noted, plain, shape};
use crate::family::{Ctx, Family};
use crate::input;
use crate::may::{KEPT, Sight};
use crate::{MemberId, Refusal};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Set { id, about, kind, text, words, known_to, kept_from, dialogue, from } => {
            let needed = |word: &String| input::needed(word, input::LINE);
            let fact = Fact {
                id: *id,
                by: ctx.actor,
                about: *about,
                kind: *kind,
                text: needed(text)?,
                words: words.iter().map(needed).collect::<Result<_, _>>()?,
                known_to: known_to.clone(),
                kept_from: kept_from.clone(),
                dialogue: *dialogue,
            };
            Event::Set { fact: set(family, fact, from.as_deref(), ctx.today())? }
        }
        Command::Remove { id } => {
            family.shield.facts().get(id).ok_or(Refusal::Unknown)?;
            Event::Removed { id: *id, by: ctx.actor }
        }
    };
    Ok(vec![event])
}

fn set(family: &Family, fact: Fact, from: Option<&Noted>, on: NaiveDate) -> Result<Fact, Refusal> {
    let Some(before) = family.shield.facts().get(&fact.id) else {
        may_begin(family, &fact)?;
        let nothing = Noted::default();
        checked(family, &fact, &nothing, on)?;
        return Ok(fact);
    };
    if (before.about, before.kind) != (fact.about, fact.kind) {
        return Err(Refusal::Already);
    }
    let now = before.noted();
    let noted = joined(from, fact.noted(), &now)?;
    // Which dialogue it is of may be hidden from its author by now.
    let fact = Fact { dialogue: before.dialogue, ..fact.noting(noted) };
    checked(family, &fact, &now, on)?;
    Ok(fact)
}

/// A meeting is about a child, and of each kind there is an end.
fn may_begin(family: &Family, fact: &Fact) -> Result<(), Refusal> {
    if let Some(id) = fact.dialogue {
        let meeting = family.dialogue.all.get(&id).ok_or(Refusal::Unknown)?;
        if fact.kind != Kind::MeetingPlace || meeting.about != fact.about {
            return Err(Refusal::OffScale);
        }
    }
    let like = |it: &&Fact| (it.by, it.about, it.kind) == (fact.by, fact.about, fact.kind);
    if family.shield.facts().values().filter(like).count() >= MOST_OF_A_KIND {
        return Err(Refusal::TooMany { max: MOST_OF_A_KIND });
    }
    Ok(())
}

/// What two devices of its author made of one fact. A number or an address is not joined word by word: half of each is neither.
fn joined(from: Option<&Noted>, mine: Noted, now: &Noted) -> Result<Noted, Refusal> {
    let Some(from) = from else { return Ok(mine) };
    let text = match () {
        () if now.text == from.text || now.text == mine.text => mine.text,
        () if mine.text == from.text => now.text.clone(),
        () => return Err(Refusal::TextMoved),
    };
    let mut words: Vec<String> = now.words.clone();
    words.retain(|it| mine.words.contains(it) || !from.words.contains(it));
    let new =
        mine.words.into_iter().filter(|it| !from.words.contains(it) && !now.words.contains(it));
    words.extend(new.collect::<Vec<_>>());
    let noted = Noted {
        text,
        words,
        known_to: both(&from.known_to, &mine.known_to, &now.known_to),
        kept_from: both(&from.kept_from, &mine.kept_from, &now.kept_from),
    };
    // Given to somebody on one device, kept from them on the other.
    if noted.known_to.is_disjoint(&noted.kept_from) { Ok(noted) } else { Err(Refusal::Changed) }
}

fn both(
    from: &BTreeSet<MemberId>,
    mine: &BTreeSet<MemberId>,
    now: &BTreeSet<MemberId>,
) -> BTreeSet<MemberId> {
    let stays = |it: &&MemberId| mine.contains(it) || !from.contains(it);
    now.iter().filter(stays).chain(mine.difference(from)).copied().collect()
}

/// What stood there already stays as it is; what is new has to be right.
fn checked(family: &Family, now: &Fact, before: &Noted, on: NaiveDate) -> Result<(), Refusal> {
    for member in now.known_to.difference(&before.known_to) {
        // The way in for somebody who is only named might be taken by whoever made it.
        if !family.people.of_the_circle(*member)?.joined {
            return Err(Refusal::NotNow);
        }
    }
    for member in now.kept_from.difference(&before.kept_from) {
        family.people.of_the_circle(*member)?;
    }
    if now.kept_from.contains(&now.by) || !now.known_to.is_disjoint(&now.kept_from) {
        return Err(Refusal::OffScale);
    }
    if now.words.len() > MOST_WORDS {
        return Err(Refusal::TooMany { max: MOST_WORDS });
    }
    let more = !now.kept_from.is_subset(&before.kept_from);
    if now.kept_from.is_empty() || (!more && now.text == before.text && now.words == before.words) {
        return Ok(());
    }
    may_be_kept(family, now, before, on)
}

/// Whether its words may be kept from somebody: they hide whatever another writes with them.
fn may_be_kept(family: &Family, fact: &Fact, before: &Noted, on: NaiveDate) -> Result<(), Refusal> {
    // A number, an address: those can be anybody's own. The name of a place can be any word.
    let of_place = matches!(fact.kind, Kind::School | Kind::Institution | Kind::MeetingPlace);
    if of_place && !family.people.is_guardian(fact.by) {
        return Err(Refusal::OnlyFamily);
    }
    // While a fact is kept from nobody its words are not looked at: so they are when it first is.
    let first = before.kept_from.is_empty();
    let mut new = fact.words.iter().filter(|it| first || !before.words.contains(it));
    if !shape::looks_like(fact.kind, &fact.text) || !new.all(|it| shape::is_of(it, &fact.text)) {
        return Err(Refusal::Unlike);
    }
    let names = names(family, fact.by, on);
    // A word is found at the beginning of another: half a name hides the whole.
    let is_name = |word: &String| {
        let word = plain(word).trim().to_owned();
        let hides = |name: &String| {
            name.starts_with(&word) || (of_place && word.starts_with(&format!("{name} ")))
        };
        names.iter().any(hides)
    };
    if fact.gives_away().iter().any(is_name) { Err(Refusal::Unlike) } else { Ok(()) }
}

/// What the people are called to the writer, in full and in part: kept, it would hide all that is said of them. A name that is kept
/// from the writer is not among them, it must not answer to a guess.
fn names(family: &Family, writer: MemberId, on: NaiveDate) -> BTreeSet<String> {
    let sight = Sight::new(family, writer, on);
    let all = family.people.members.values().map(|it| sight.called(it).0);
    let parts = |name: &str| {
        let name = plain(name).trim().to_owned();
        name.split(' ').map(str::to_owned).chain([name.clone()]).collect::<Vec<_>>()
    };
    all.filter(|it| *it != KEPT).flat_map(parts).collect()
}

#[cfg(test)]
mod tests;
