//! The canary crawl. Everybody fetches every surface there is, and hears on a socket all that happens; a word outside of its list
//! fails, and so does one that its reader never met.

use crate::given::{Person, noon, sent};
use crate::socket::Socket;
use app::routes::Page;
use chrono::{DateTime, TimeDelta, Utc};
use domain::dialogue::{Command as Dialogue, Step};
use domain::protocol::{FromClient, PROTOCOL_VERSION};
use domain::talk::Command as Talk;
use domain::{CardId, Command, FamilyId, MemberId};
use reqwest::Response;
use rows::Row;
use serde_json::Value;
use server::clock::new_id;
use std::collections::BTreeSet;
use world::{CRAWLERS, Fact, World, told};

#[path = "canary/bare.rs"]
mod bare;
#[path = "canary/devices.rs"]
mod devices;
#[path = "canary/export.rs"]
mod export;
#[path = "canary/fields.rs"]
mod fields;
#[path = "canary/let_in.rs"]
mod let_in;
#[path = "canary/log.rs"]
mod log;
#[path = "canary/processes.rs"]
mod processes;
#[path = "canary/renewed.rs"]
mod renewed;
#[path = "canary/rows.rs"]
mod rows;
#[path = "canary/world.rs"]
pub mod world;

/// The rooms that a path of any length leads to.
const ROOMS: [&str; 4] = ["dreams", "looked", "export", "nothing"];
/// And the rooms of a dialogue.
const ROOMS_OF_A_DIALOGUE: [&str; 2] = ["prepare", "minutes"];

/// What one person was shown at one address, and when.
pub struct Surface {
    path: String,
    text: String,
    when: DateTime<Utc>,
}

/// Every address that the router knows, with everything in its gaps that there is.
fn addresses(w: &World) -> Vec<String> {
    let (invitation, link) = w.open.as_ref().expect("a way in stands open");
    let mut all = vec![];
    for path in server::router::paths() {
        let path = path
            .replace("{family}", &w.who("Amina").family.to_string())
            .replace("{invitation}", &invitation.to_string())
            .replace("{token}", link)
            .replace("{provider}", "hus");
        if path.contains("{*rest}") {
            all.extend(ROOMS.map(|room| path.replace("{*rest}", room)));
            for dialogue in &w.dialogues {
                let room = |room| path.replace("{*rest}", &format!("dialogue/{dialogue}/{room}"));
                all.extend(ROOMS_OF_A_DIALOGUE.map(room));
            }
        } else if path.contains("{dialogue}") {
            let fill = |id: &domain::DialogueId| path.replace("{dialogue}", &id.to_string());
            all.extend(w.dialogues.iter().map(fill));
        } else {
            all.push(path);
        }
    }
    assert!(!all.iter().any(|it| it.contains('{')), "a gap that nobody fills: {all:#?}");
    let family = format!("/f/{}", w.who("Amina").family);
    all.extend(["Ali", "Sofie"].map(|child| format!("{family}/ruler?child={}", w.id(child))));
    for dialogue in &w.dialogues {
        let steps =
            Step::ALL.map(|step| format!("{family}/dialogue/{dialogue}?step={}", step.slug()));
        all.extend(steps);
    }
    all.push(format!("/api/v1/families/{}/events?since=0", w.who("Amina").family));
    all
}

/// One person walks from surface to surface. Each is a second earlier than the one before: a clock that goes back makes of every
/// look another, so that each owes a row of its own.
struct Walk<'a> {
    w: &'a World,
    who: &'a Person,
    seen: Vec<Surface>,
}

impl Walk<'_> {
    fn on(&self) -> DateTime<Utc> {
        let when = self.w.server.clock.now() - TimeDelta::seconds(1);
        self.w.server.clock.set(when);
        when
    }

    async fn takes(&mut self, path: &str, when: DateTime<Utc>, answer: Response) {
        let head = format!("{:?}", answer.headers());
        let text = head + &answer.text().await.unwrap();
        self.seen.push(Surface { path: path.to_owned(), text, when });
    }

    async fn gets(&mut self, path: &str) {
        let when = self.on();
        let answer = self.who.client.get(path).await;
        self.takes(path, when, answer).await;
    }

    async fn posts(&mut self, name: &str, path: &str, body: &Value) {
        let when = self.on();
        let answer = self.who.client.post(path, body).await;
        self.takes(name, when, answer).await;
    }

    async fn enters(&mut self, family: FamilyId) {
        let when = self.on();
        let asked = Person { family, ..self.who.clone() };
        let Ok(mut socket) = crate::socket::open(&asked, None).await else { return };
        socket.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await;
        let text = serde_json::to_string(&socket.hear().await).unwrap();
        self.seen.push(Surface { path: "live".into(), text: text.clone(), when });
        // The page that has heard it goes on from room to room, and asks for nothing.
        for address in addresses(self.w).into_iter().filter(|it| it.starts_with("/f/")) {
            let Page::Family { room, .. } = Page::parse(&address) else { continue };
            let when = self.on();
            socket.say(&FromClient::Sees { seen: room.seen() }).await;
            let nothing = Command::Talk(Talk::Remove { id: CardId(new_id()) });
            socket.does(sent(nothing)).await;
            let path = format!("goes on to {address}");
            self.seen.push(Surface { path, text: text.clone(), when });
        }
    }
}

/// Every surface of one person.
async fn surfaces(w: &World, who: &Person) -> Vec<Surface> {
    let target = w.who("Amina").family;
    let mut walk = Walk { w, who, seen: Vec::new() };
    for path in addresses(w) {
        walk.gets(&path).await;
    }
    walk.enters(target).await;
    let (invitation, _) = w.open.as_ref().expect("a way in stands open");
    let api = format!("/api/v1/families/{target}");
    walk.posts("key", &format!("{api}/invitations/{invitation}/key"), &Value::Null).await;
    // An error, as a form and as a command.
    let when = walk.on();
    let plan = format!("/f/{target}/plan");
    let fields = [("act", "tick"), ("id", "x"), ("back", &plan)];
    let refused = who.client.form(&plan, &fields).await;
    walk.takes("refused form", when, refused).await;
    for address in addresses(w).into_iter().filter(|it| it.starts_with("/f/")) {
        let when = walk.on();
        let refused = who.client.form(&address, &[("act", "x"), ("back", &address)]).await;
        walk.takes(&format!("refused at {address}"), when, refused).await;
    }
    let command = sent(Command::Dialogue(Dialogue::Start { id: w.dialogues[1] }));
    let body = serde_json::to_value(&command).unwrap();
    walk.posts("refused command", &format!("{api}/commands"), &body).await;
    walk.seen
}

/// What is wrong with how somebody met a word: where they may not, nowhere, or without a row.
fn wronged(
    name: &str,
    me: MemberId,
    fact: &Fact,
    all: &[Surface],
    rows: &BTreeSet<Row>,
) -> Vec<String> {
    let word = &fact.word;
    let mut wrong = Vec::new();
    let (mut now, mut then) = (false, false);
    for surface in all.iter().filter(|it| it.text.contains(word)) {
        let path = &surface.path;
        let at_door = fact.is_name && rows::is_door(path);
        let in_list = fact.is_name && rows::is_list(path);
        let may = if path == "news" { fact.heard(name) } else { fact.readers.contains(name) };
        (now, then) = (now || path != "news", then || path == "news");
        if !may && !at_door {
            wrong.push(format!("{name} meets {word} on {path}"));
        }
        if !at_door && !in_list && !rows::has_its_row(rows, me, surface) {
            wrong.push(format!("{name} left no row for {word} on {path}"));
        }
    }
    if fact.readers.contains(name) && !(now || then) {
        wrong.push(format!("{name} never meets {word}"));
    }
    if fact.once.contains(name) && !then {
        wrong.push(format!("{name} never heard {word}"));
    }
    wrong
}

/// Everybody walks. What is wrong with what they met.
async fn crawled(w: &mut World) -> Vec<String> {
    let mut heard = std::mem::take(&mut w.heard);
    let (mut wrong, mut looked_at, mut surfaces_seen) = (Vec::new(), 0, 0);
    let begins = w.server.clock.now();
    for name in CRAWLERS {
        w.server.clock.set(begins);
        let mut all = surfaces(w, w.who(name)).await;
        surfaces_seen = all.len().max(surfaces_seen);
        looked_at += all.len() * w.facts.len();
        if let Some(heard) = heard.remove(name) {
            let text = heard.await.expect("it was listened to the end");
            all.push(Surface { path: "news".into(), text, when: noon() });
        }
        let rows = rows::rows(w).await;
        for fact in &w.facts {
            wrong.extend(wronged(name, w.id(name), fact, &all, &rows));
        }
    }
    println!(
        "{} persons × {} facts × up to {surfaces_seen} surfaces: {looked_at} looks, leaks {}",
        CRAWLERS.len(),
        w.facts.len(),
        wrong.len(),
    );
    // So late that each copy is another look.
    w.server.clock.set(begins + TimeDelta::hours(1));
    wrong.extend(export::miscopied(w).await);
    w.server.clock.set(begins);
    wrong
}

#[tokio::test]
async fn nobody_meets_what_is_not_theirs_on_any_surface() {
    let log = log::Log::begin();
    let mut w = told().await;
    assert_eq!(crawled(&mut w).await, Vec::<String>::new());
    assert_eq!(log.tells(&w), Vec::<String>::new());
    assert_eq!(fields::without_a_canary(&w).await, Vec::<String>::new());
    println!("and {} pages of a locked screen", bare::bare(&w).await);
    let (mut ali, seq) = (Socket::enter(w.who("Ali"), 0).await, w.who("Ali").view().await.seq);
    assert_eq!(ali.snapshot().await.seq, seq);
}
