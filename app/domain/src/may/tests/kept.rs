//! Every text that can be written, with a word in it that is kept from the father: it comes to him nowhere. Which texts there are is
//! asked of the commands as they come over the wire, and not of the model, which might have forgotten one.

use super::rich;
use crate::consent::Command as Consent;
use crate::given::random::EVERYONE;
use crate::given::{ALI, FATHER, MOTHER, TEACHER, fact, invitation, now, today};
use crate::may::Sight;
use crate::people::{Command as People, Language, Role, Use};

use crate::shield::{Command as Shield, Kind};
use crate::view::{Before, Told, told, told_later, view};
use crate::{Command, Ctx, Event, Family, MemberId, apply, decide};
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const WORD: &str = "Skovskolen";
/// What somebody writes in the place of any text.
const SAID: &str = "ved Skovskolen kl. 8";

/// Texts of commands that nobody reads anywhere, and why.
const NOWHERE: &[(&str, &str)] = &[
    ("consent/basis/from", STARTED),
    ("dialogue/move/from/place", STARTED),
    ("dialogue/useful/from", STARTED),
    ("dreams/add/picture/pictogram/name", "one of those there are"),
    ("dreams/picture/picture/pictogram/name", "one of those there are"),
    ("dreams/reword/from", STARTED),
    ("people/erase/name", "what the place is called already"),
    ("people/found/children/name", NAME),
    ("people/found/founder/name", NAME),
    ("people/rename/from/name", STARTED),
    ("people/rename/from/title", STARTED),
    ("plan/agree/text", "what stands there already"),
    ("plan/reword_goal/from", STARTED),
    ("shield/set/from/text", STARTED),
    ("shield/set/from/words", STARTED),
    ("talk/reword/from", STARTED),
];
/// Compared with what stands there, and not kept.
const STARTED: &str = "what a change started from";
const NAME: &str = "what somebody is called already cannot be kept";

/// How often the word stands there.
fn count(it: &impl Serialize) -> usize {
    serde_json::to_string(it).expect("plain").to_lowercase().matches("skovskol").count()
}

fn seen(family: &Family, who: MemberId) -> usize {
    view(family, who, today()).map_or(0, |it| count(&it))
}

/// The command with the word in one of its texts, for each, and where that text stands. What is an id, a day or a name out of a list
/// cannot be read with other words in it.
fn worded(command: &Command) -> Vec<(String, Command)> {
    let plain = serde_json::to_value(command).expect("plain");
    let mut places = Vec::new();
    strings(&plain, &mut String::new(), &mut places);
    let with = |place: &String| {
        let mut json = plain.clone();
        *json.pointer_mut(place).expect("it stands there") = Value::from(SAID);
        Some((named(place), serde_json::from_value(json).ok()?))
    };
    places.iter().filter_map(with).collect()
}

/// Where the strings stand, as JSON pointers.
fn strings(json: &Value, at: &mut String, all: &mut Vec<String>) {
    let mut deeper = |step: &str, json: &Value| {
        let length = at.len();
        at.push('/');
        at.push_str(step);
        strings(json, at, all);
        at.truncate(length);
    };
    match json {
        Value::String(_) => all.push(at.clone()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(nth, it)| deeper(&nth.to_string(), it));
        }
        Value::Object(fields) => fields.iter().for_each(|(name, it)| deeper(name, it)),
        _ => {}
    }
}

/// Of several in a list it says the list.
fn named(place: &str) -> String {
    let steps = place.split('/').filter(|it| !it.is_empty() && it.parse::<usize>().is_err());
    steps.collect::<Vec<_>>().join("/")
}

fn keeps() -> Command {
    let (id, text, words) = (fact(900), WORD.to_owned(), Vec::new());
    let kept_from = BTreeSet::from([FATHER]);
    let (known_to, dialogue, from) = (BTreeSet::new(), None, None);
    Shield::Set {
        id,
        about: ALI,
        kind: Kind::School,
        text,
        words,
        known_to,
        kept_from,
        dialogue,
        from,
    }
    .into()
}

/// What comes of it; None where it is refused.
fn done(family: &Family, actor: MemberId, command: &Command) -> Option<Vec<Event>> {
    decide(family, &Ctx { actor, now: now() }, command).ok()
}

fn after(family: &Family, actor: MemberId, command: &Command) -> Option<Family> {
    let events = done(family, actor, command)?;
    let mut family = family.clone();
    for event in &events {
        apply(&mut family, event);
    }
    Some(family)
}

/// One event after the other: whether the father is told the word, or may be when he comes back, or finds it in his copy.
fn tells_father(before: &Family, events: &[Event]) -> bool {
    let mut family = before.clone();
    events.iter().any(|event| {
        let was = Before::of(&Sight::new(&family, FATHER, today()), event);
        apply(&mut family, event);
        let sight = Sight::new(&family, FATHER, today());
        let hears = [told(&was, &sight, event), told_later(&sight, event)].contains(&Told::Event);
        (hears && count(event) > 0) || seen(&family, FATHER) > 0
    })
}

#[derive(Default)]
struct Tried {
    /// Each text, and whether the mother ever read it.
    reached: BTreeMap<String, bool>,
    leaks: BTreeSet<String>,
}

impl Tried {
    /// Everybody writes everything there. Who has written in one place needs not do it in its like.
    fn in_family(&mut self, family: &Family, commands: &[(String, Command)]) {
        let kept = after(family, MOTHER, &keeps());
        let mut written = BTreeSet::new();
        for (path, command) in commands {
            for actor in EVERYONE.into_iter().filter(|it| *it != FATHER) {
                if written.contains(&(path, actor)) {
                    continue;
                }
                // Kept from him before it was written, and after.
                if let Some(kept) = &kept {
                    let Some(events) = done(kept, actor, command) else { continue };
                    self.judge(path, kept, &events);
                    written.insert((path, actor));
                }
                if let Some(said) = after(family, actor, command)
                    && let Some(events) = done(&said, MOTHER, &keeps())
                {
                    self.judge(path, &said, &events);
                }
            }
        }
    }

    fn judge(&mut self, path: &str, before: &Family, events: &[Event]) {
        if tells_father(before, events) {
            self.leaks.insert(path.to_owned());
        }
        let mut after = before.clone();
        for event in events {
            apply(&mut after, event);
        }
        // The fact itself is one.
        if seen(&after, MOTHER) > 1 {
            self.reached.insert(path.to_owned(), true);
        }
    }
}

fn all() -> Vec<(String, Command)> {
    let basis = Consent::Basis { text: "folkeskoleloven".to_owned(), from: None };
    let (id, text, words) = (fact(901), "Byskolen".to_owned(), vec!["Byen".to_owned()]);
    let (known_to, kept_from) = (BTreeSet::new(), BTreeSet::new());
    let (about, kind, dialogue, from) = (ALI, Kind::School, None, None);
    let notes = Shield::Set { id, about, kind, text, words, known_to, kept_from, dialogue, from };
    let tries = rich::tries().into_iter().chain([basis.into(), notes.into()]);
    tries.collect::<Vec<_>>().iter().flat_map(worded).collect()
}

/// A place that was founded with the word in it, before anything could be kept: the parents come in later.
fn founded(command: &Command) -> Option<Family> {
    let (until, usage) = (now() + TimeDelta::hours(2), Use::Table);
    let (id, role, who) = (invitation(0), Role::Guardian, None);
    let joins = |name: &str| {
        let (name, title, language) = (name.to_owned(), String::new(), Language::Da);
        People::Join { invitation: id, name, title, language }.into()
    };
    let family = after(&Family::default(), TEACHER, command)?;
    let family = after(&family, TEACHER, &People::Invite { id, role, who, usage, until }.into())?;
    after(&after(&family, MOTHER, &joins("Amina"))?, FATHER, &joins("Omar"))
}

#[test]
fn no_text_that_anybody_writes_brings_a_kept_word_to_whom_it_is_kept_from() {
    let commands = all();
    let mut tried = Tried::default();
    tried.reached.extend(commands.iter().map(|(path, _)| (path.clone(), false)));
    let (id, role, until) = (invitation(2), Role::Network, now() + TimeDelta::hours(2));
    let opens = People::Invite { id, role, who: None, usage: Use::Single, until }.into();
    for family in rich::families() {
        // A way in stands open.
        tried.in_family(&after(&family, MOTHER, &opens).unwrap_or(family), &commands);
    }
    for (path, command) in &commands {
        let Some(family) = founded(command) else { continue };
        let Some(events) = done(&family, MOTHER, &keeps()) else { continue };
        tried.judge(path, &family, &events);
    }
    assert_eq!(tried.leaks, BTreeSet::new());
    let missed: Vec<_> = tried.reached.into_iter().filter(|it| !it.1).map(|it| it.0).collect();
    assert_eq!(missed, NOWHERE.iter().map(|it| it.0).collect::<Vec<_>>());
}
