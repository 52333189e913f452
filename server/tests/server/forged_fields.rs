//! Who wrote something, when, as what and how strongly they are in: none of it can be said by whoever sends it.

use crate::given::{Person, Running, family, member, noon, sent};
use domain::people::Role;
use domain::{Command, people};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::clock::new_id;
use server::http::openapi::examples;

/// What is the server's to say, each with something that somebody would like to be believed.
fn forged() -> Vec<(&'static str, Value)> {
    let (id, at) = (json!(new_id()), json!("2020-01-01T00:00:00Z"));
    let ids = ["by", "author", "actor", "account", "me", "on_screen_of", "session", "holder_of"];
    let ids = ids.into_iter().map(|name| (name, id.clone()));
    let times = ["at", "now", "created", "stepped_up"].into_iter().map(|name| (name, at.clone()));
    let others = [
        ("seq", json!(7)),
        ("version", json!(9)),
        ("level", json!("strong")),
        ("proof", json!("given")),
        ("proved", json!(true)),
        ("role", json!("guardian")),
        ("coordinator", json!(true)),
        ("agreed", json!([id])),
        ("used_by", json!([id])),
        ("revoked", json!(true)),
        ("worded_by", id.clone()),
        ("pictured_by", id.clone()),
    ];
    ids.chain(times).chain(others).collect()
}

/// Where objects stand in a value.
fn objects(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, it)| objects(it, &format!("{at}/{n}"), all));
        }
        Value::Object(fields) => {
            all.push(at.to_owned());
            fields.iter().for_each(|(key, it)| objects(it, &format!("{at}/{key}"), all));
        }
        _ => {}
    }
}

/// Not one command of the model's list, in none of its parts.
#[test]
fn no_command_of_any_kind_takes_a_field_that_is_not_its_own() {
    let (mut changed, mut refused) = (0, 0);
    let all = examples::named();
    for (kind, example) in all.as_object().unwrap() {
        let plain = &example["value"];
        let mut places = Vec::new();
        objects(plain, "", &mut places);
        for place in &places {
            for (name, value) in forged() {
                let mut other = plain.clone();
                let object = other.pointer_mut(place).unwrap().as_object_mut().unwrap();
                if object.contains_key(name) {
                    continue; // Its own: what it says is decided on.
                }
                object.insert(name.to_owned(), value);
                match serde_json::from_value::<domain::protocol::Sent>(other) {
                    Ok(read) => {
                        let read = serde_json::to_value(&read).unwrap();
                        assert_eq!(&read, plain, "{kind}: {name} at {place}");
                        changed += 1;
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(changed > 1_500 && refused > 50, "{changed} {refused}");
}

async fn events(who: &Person, since: u64) -> Vec<Value> {
    let path = who.at(&format!("/events?since={since}"));
    let news: Value = who.client.get(&path).await.json().await.unwrap();
    let told = news["events"].as_array();
    told.unwrap_or_else(|| panic!("{news}")).clone()
}

#[tokio::test]
async fn whoever_sends_a_form_is_whoever_wrote_it_now_whatever_its_other_fields_say() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let child = amina.child().await.to_string();
    let (step, goal) = (new_id().to_string(), new_id().to_string());
    let by_mette = mette.me.to_string();
    let forms: [(&str, Vec<(&str, &str)>); 5] = [
        ("/people", vec![("name", "Amina Y"), ("title", "mor"), ("id", &by_mette)]),
        ("/people", vec![("named", "Farmor"), ("joined", "true"), ("id", &by_mette)]),
        (
            "/ruler",
            vec![("child", &child), ("setting", "home"), ("level", "3"), ("seen", "circle")],
        ),
        ("/plan", vec![("act", "goal"), ("about", &child), ("text", "ro"), ("new", &goal)]),
        ("/plan", vec![("act", "step"), ("what", "ringe"), ("holder", &by_mette), ("new", &step)]),
    ];
    let (before, since) = (amina.view().await.family, mette.view().await.seq);
    let mut told = Vec::new();
    for (page, mut fields) in forms {
        let more = forged();
        let texts: Vec<_> = more
            .iter()
            .map(|(name, value)| (*name, value.as_str().map_or(by_mette.clone(), str::to_owned)))
            .filter(|(name, _)| !fields.iter().any(|(own, _)| own == name) && *name != "level")
            // Somebody new is named as something; that is the form's to say.
            .filter(|(name, _)| *name != "role")
            .collect();
        fields.extend(texts.iter().map(|(name, value)| (*name, value.as_str())));
        fields.push(("member", &by_mette));
        let answer = amina.client.form(&amina.page(page), &fields).await;
        told.push((page, answer.status()));
    }
    assert!(told.iter().filter(|(_, it)| *it == StatusCode::SEE_OTHER).count() >= 3, "{told:?}");
    let after = amina.view().await.family;
    assert!(after.people.members[&mette.me] == before.people.members[&mette.me]);
    assert_eq!(after.people.members[&amina.me].name, "Amina Y");
    let farmor = after.people.members.values().find(|it| it.name == "Farmor").unwrap();
    assert!(!farmor.joined && farmor.id != mette.me);
    for placement in after.ruler.placements.values() {
        assert!(placement.by == amina.me && placement.on == noon().date_naive());
    }
    assert!(after.plan.goals.values().all(|it| it.by == amina.me));
    let new = events(&mette, since).await;
    assert!(new.len() >= 3, "{new:?}");
    for it in new {
        assert_eq!((&it["by"], &it["at"]), (&json!(amina.me), &json!(noon())), "{it}");
    }
}

#[tokio::test]
async fn a_command_beside_which_another_author_stands_is_still_its_senders() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let bo = people::Member { joined: true, ..member("Bo", Role::Network) };
    let (id, since) = (bo.id, mette.view().await.seq);
    let mut body = json!(sent(Command::People(people::Command::Name { member: bo })));
    for (name, value) in forged() {
        body.as_object_mut().unwrap().insert(name.to_owned(), value);
    }
    body["by"] = json!(mette.me);
    let answer = amina.client.post(&amina.at("/commands"), &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let family = amina.view().await.family;
    assert!(!family.people.members[&id].joined, "nobody names somebody in");
    let mut told = events(&mette, since).await.into_iter();
    let named = told.find(|it| !it["event"]["people"]["named"].is_null());
    let named = named.expect("it is told");
    assert_eq!(named["by"], json!(amina.me));
    assert_eq!(named["at"], json!(noon()));
}
