//! Every character that somebody typed, and every line they drew: where it has to be.

use super::seen::strokes;
use crate::dreams::{self, Picture};
use crate::left::Left;
use crate::{Command, Family, dialogue, people, plan, ruler};
use serde_json::Value;
use std::collections::BTreeMap;

/// After it was carried out: in what the family has by now. A text for itself stands there letter for letter; of a change of words
/// that stood there, each word that its writer put in, as often as they did.
pub fn stands(command: &Command, family: &Family) -> Result<(), &'static str> {
    // What the family is called is typed to prove that one means it, not to be kept.
    let is_proof = matches!(command, Command::People(people::Command::Erase { .. }));
    if let Some(drawn) = picture(command)
        && !strokes(drawn).iter().all(|it| all_strokes(family).contains(it))
    {
        return Err("what was drawn is gone");
    }
    let typed = command.words();
    if is_proof || typed.is_empty() {
        return Ok(());
    }
    let mut all = Vec::new();
    gather(&serde_json::to_value(family).expect("plain data"), &mut all);
    let started = started(command);
    let there = |text: &&str| {
        if started.is_empty() {
            return all.iter().any(|it| *it == clean(text));
        }
        let put_in = less(count(&clean(text)), started.iter().map(|it| count(it)));
        let has = |it: &Count| put_in.iter().all(|(word, times)| it.get(word) >= Some(times));
        all.iter().any(|it| has(&count(it)))
    };
    if typed.iter().all(there) { Ok(()) } else { Err("characters that were typed are gone") }
}

/// After it was refused: in what is left of it.
pub fn is_left(command: &Command, left: &Left) -> Result<(), &'static str> {
    let words = command.words().iter().all(|typed| left.words.iter().any(|it| it == typed));
    let made = is_made(command) && left.change.as_ref() != Some(command);
    if words && !made { Ok(()) } else { Err("what was typed or made was not given back") }
}

/// Nothing is left of it: then nothing was in it.
pub fn is_a_tap(command: &Command) -> Result<(), &'static str> {
    let empty = command.words().is_empty() && !is_made(command);
    if empty { Ok(()) } else { Err("what was typed or made is gone") }
}

/// More than a tap, though no word may stand in it.
fn is_made(command: &Command) -> bool {
    let weighed = matches!(
        command,
        Command::Ruler(ruler::Command::Place { .. })
            | Command::Plan(plan::Command::HowFar { .. })
            | Command::Dialogue(
                dialogue::Command::CheckIn { .. } | dialogue::Command::Useful { .. }
            )
    );
    weighed || picture(command).is_some_and(|it| *it != Picture::None)
}

fn picture(command: &Command) -> Option<&Picture> {
    match command {
        Command::Dreams(
            dreams::Command::Add { picture, .. } | dreams::Command::Picture { picture, .. },
        ) => Some(picture),
        _ => None,
    }
}

fn all_strokes(family: &Family) -> Vec<String> {
    family.dreams.dreams.values().flat_map(|it| strokes(&it.picture)).collect()
}

/// As it is kept, letter for letter: without what nobody sees. Said here once more, so that nobody drops a letter in both places.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>().trim().to_owned()
}

type Count = BTreeMap<String, usize>;

fn count(text: &str) -> Count {
    let mut count = Count::new();
    for word in text.split_whitespace() {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

fn less(mut of: Count, started: impl Iterator<Item = Count>) -> Count {
    for (word, times) in started.flatten() {
        of.entry(word).and_modify(|it| *it = it.saturating_sub(times));
    }
    of.retain(|_, times| *times > 0);
    of
}

/// The texts that a change started from: others may have taken away since what it left as it was.
fn started(command: &Command) -> Vec<String> {
    let mut found = Vec::new();
    let json = serde_json::to_value(command).expect("plain data");
    let fields = json.as_object().into_iter().flat_map(|it| it.values());
    let fields = fields.filter_map(|it| it.as_object()).flat_map(|it| it.values());
    fields.filter_map(|it| it.get("from")).for_each(|from| gather(from, &mut found));
    found
}

fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|it| gather(it, found)),
        Value::Object(all) => all.values().for_each(|it| gather(it, found)),
        _ => {}
    }
}
