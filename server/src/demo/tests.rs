//! The stories, told without a server: everything in them is allowed, plain, and in its place.

use super::STORIES;
use super::story::{Act, Story};
use crate::clock::Clock;
use domain::dreams::{Picture, Zone};
use domain::people;
use domain::{Command, Ctx, Family, MemberId, apply, decide};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the model makes of a story.
fn fold(story: &Story) -> Family {
    let mut family = Family::default();
    for act in &story.acts {
        let (actor, command) = match act {
            Act::Found { founder, command } => (*founder, command.clone()),
            Act::Do { by, command } => (*by, command.clone()),
            Act::Join { invitation, guest, .. } => {
                let join = people::Command::Join {
                    invitation: *invitation,
                    name: guest.name.clone(),
                    title: guest.title.clone(),
                    language: guest.language,
                };
                (guest.id, Command::People(join))
            }
        };
        let ctx = Ctx { actor, now: Clock::system().now() };
        let events = decide(&family, &ctx, &command).unwrap_or_else(|refusal| {
            let said = serde_json::to_string(&command).expect("a command is JSON");
            panic!("{}: {refusal}: {said}", story.name)
        });
        for event in &events {
            apply(&mut family, event);
        }
    }
    family
}

fn told() -> Vec<Story> {
    STORIES.iter().map(|(_, tell)| tell(Clock::system().now())).collect()
}

/// Every text that somebody reads.
fn texts(story: &Story) -> Vec<String> {
    const READ: [&str; 11] = [
        "text",
        "notices",
        "because",
        "works",
        "one_up",
        "what",
        "help",
        "sign",
        "place",
        "note",
        "next_time",
    ];
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| match value {
                Value::String(text) if READ.contains(&name.as_str()) => found.push(text.clone()),
                _ => collect(value, found),
            }),
            Value::Array(all) => all.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for act in &story.acts {
        if let Act::Found { command, .. } | Act::Do { command, .. } = act {
            collect(&serde_json::to_value(command).expect("a command is JSON"), &mut found);
        }
    }
    found
}

#[test]
fn the_model_refuses_nothing() {
    for story in told() {
        let family = fold(&story);
        assert!(family.dialogue.running().is_none(), "{}", story.name);
        assert!(family.ruler.rounds.values().all(|it| it.revealed), "{}", story.name);
    }
}

#[test]
fn no_sentence_is_longer_than_twelve_words() {
    let long: Vec<_> = told()
        .iter()
        .flat_map(texts)
        .flat_map(|text| text.split(['.', '!', '?']).map(str::to_owned).collect::<Vec<_>>())
        .filter(|sentence| sentence.split_whitespace().count() > 12)
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_pictogram_is_drawn() {
    let sprite = include_str!("../../../public/pictograms.svg");
    let drawn = |name: &str| sprite.contains(&format!("<symbol id=\"{name}\""));
    for story in told() {
        for dream in fold(&story).dreams.dreams.values() {
            let Picture::Pictogram { name } = &dream.picture else { continue };
            assert!(drawn(name), "{name} is not in public/pictograms.svg");
        }
    }
}

#[test]
fn no_two_dreams_lie_on_each_other() {
    for story in told() {
        let map = fold(&story).dreams;
        for zone in Zone::ALL {
            let lying = map.in_zone(zone);
            let spots: BTreeSet<(u16, u16)> =
                lying.iter().map(|dream| (dream.place.x, dream.place.y)).collect();
            assert_eq!(spots.len(), lying.len(), "{}", story.name);
        }
    }
}

#[test]
fn whoever_joined_has_something_to_show_for_it() {
    for story in told() {
        let family = fold(&story);
        let act = |act: &Act| match act {
            Act::Do { by, .. } => Some(*by),
            Act::Found { .. } | Act::Join { .. } => None,
        };
        let acted: BTreeSet<MemberId> = story.acts.iter().filter_map(act).collect();
        let silent =
            family.people.members.values().filter(|it| it.joined && !acted.contains(&it.id));
        let silent: Vec<_> = silent.map(|it| it.name.as_str()).collect();
        assert!(silent.is_empty(), "{}: {}", story.name, silent.join(", "));
    }
}

#[test]
fn nobody_is_left_with_a_loose_ball() {
    for story in told() {
        let family = fold(&story);
        let loose: Vec<_> = family.plan.steps.values().filter(|step| step.is_loose()).collect();
        assert!(loose.is_empty(), "{}: {}", story.name, loose[0].what);
    }
}
