//! The canary crawl. Everybody fetches every surface there is, and hears on a socket all that happens; a word outside of its list
//! fails, and so does one that its reader never met.

use crate::given::{Person, again, noon, sent};
use crate::socket::Socket;
use domain::dialogue::{Command as Dialogue, Step};
use domain::people::Command as People;
use domain::ruler::{Command as Ruler, Setting};
use domain::{Command, RoundId};
use serde_json::Value;
use server::clock::new_id;
use world::{CRAWLERS, World, told};

#[path = "canary/world.rs"]
mod world;

/// The rooms that a path of any length leads to.
const ROOMS: [&str; 4] = ["dreams", "looked", "export", "nothing"];

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

/// Every surface of one person, by its address.
async fn surfaces(w: &World, who: &Person) -> Vec<(String, String)> {
    let target = w.who("Amina").family;
    let mut all = Vec::new();
    for path in addresses(w) {
        let answer = who.client.get(&path).await;
        let head = format!("{:?}", answer.headers());
        all.push((path, head + &answer.text().await.unwrap()));
    }
    let asked = Person { family: target, ..who.clone() };
    if let Ok(mut socket) = crate::socket::open(&asked, None).await {
        let hello = domain::protocol::FromClient::Hello {
            version: domain::protocol::PROTOCOL_VERSION,
            seq: 0,
        };
        socket.say(&hello).await;
        let first = socket.hear().await;
        all.push(("live".into(), serde_json::to_string(&first).unwrap()));
    }
    let (invitation, _) = w.open.as_ref().expect("a way in stands open");
    let key = format!("/api/v1/families/{target}/invitations/{invitation}/key");
    let answer = who.client.post(&key, &Value::Null).await;
    all.push(("key".into(), answer.text().await.unwrap()));
    // An error, as a form and as a command.
    let refused =
        who.client.form(&format!("/f/{target}/plan"), &[("act", "tick"), ("id", "x")]).await;
    all.push(("refused form".into(), refused.text().await.unwrap()));
    let command = sent(Command::Dialogue(Dialogue::Start { id: w.dialogues[1] }));
    let (path, body) =
        (format!("/api/v1/families/{target}/commands"), serde_json::to_value(&command).unwrap());
    let answer = who.client.post(&path, &body).await;
    all.push(("refused command".into(), answer.text().await.unwrap()));
    all
}

#[tokio::test]
async fn nobody_meets_what_is_not_theirs_on_any_surface() {
    let mut w = told().await;
    let mut heard = std::mem::take(&mut w.heard);
    let (mut leaks, mut missed, mut looked_at) = (Vec::new(), Vec::new(), 0);
    let mut surfaces_seen = 0;
    for name in CRAWLERS {
        let mut all = surfaces(&w, w.who(name)).await;
        // What ended before now was theirs while it happened.
        if !["Emil", "Rita"].contains(&name)
            && let Some(heard) = heard.remove(name)
        {
            all.push(("news".into(), heard.await.expect("it was listened to the end")));
        }
        surfaces_seen = all.len().max(surfaces_seen);
        for (word, readers) in &w.facts {
            let met: Vec<&str> = all
                .iter()
                .filter(|(_, text)| text.contains(word))
                .map(|(at, _)| at.as_str())
                .collect();
            looked_at += all.len();
            if !readers.contains(name) && !met.is_empty() {
                leaks.push(format!("{name} meets {word} on {met:?}"));
            }
            if readers.contains(name) && met.is_empty() {
                missed.push(format!("{name} never meets {word}"));
            }
        }
    }
    println!(
        "{} persons × {} facts × up to {surfaces_seen} surfaces: {looked_at} looks, {} leaks",
        CRAWLERS.len(),
        w.facts.len(),
        leaks.len()
    );
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(missed.is_empty(), "{missed:#?}");
    // Whoever met something has left a row. A child's are its own.
    let rows = w.who("Amina").client.get(&w.who("Amina").at("/looked")).await.text().await.unwrap();
    for name in ["Mette", "Amina", "Omar", "Eva", "Tove", "Karl", "Emil"] {
        assert!(rows.contains(&w.id(name).to_string()), "{name} left no row");
    }
    println!("and {} pages of a locked screen", bare(&w).await);
    let (mut ali, seq) = (Socket::enter(w.who("Ali"), 0).await, w.who("Ali").view().await.seq);
    assert_eq!(ali.snapshot().await.seq, seq);
}

/// Amina leads, and her screen goes round the table, at every step and in everybody's name: on it stands no word that anybody at the table may
/// not meet. Says how many pages that were.
async fn bare(w: &World) -> usize {
    let (screen, dialogue) = (&w.who("Amina").client, w.dialogues[0]);
    let (round, child) = (RoundId(new_id()), w.id("Ali"));
    let (setting, on) = (Setting::Home, noon().date_naive());
    let open = Ruler::Open { round, child, setting, dialogue: Some(dialogue), on };
    w.does("Karl", Command::Ruler(open)).await;
    w.does("Karl", Command::People(People::OfferBaton { to: Some(w.id("Amina")) })).await;
    w.does("Amina", Command::People(People::AnswerBaton { accept: true })).await;
    let phone = again(&w.server, w.who("Amina"), "iPhone").await;
    let (family, at) = (w.who("Amina").family.to_string(), dialogue.to_string());
    let begin = [("act", "begin"), ("family", &*family), ("dialogue", &*at), ("pin", "2580")];
    assert_eq!(screen.form("/hand-over", &begin).await.status(), 303);
    let table = ["Mette", "Omar", "Ali", "Tove", "Karl"];
    let mut pages = Vec::new();
    for step in Step::ALL {
        // It begins at the first.
        phone.send(&sent(Command::Dialogue(Dialogue::Go { id: dialogue, step }))).await;
        for name in ["Omar", "Ali"] {
            screen.form("/hand-over", &[("act", "pass")]).await;
            pages.push(screen.get("/hand-over").await.text().await.unwrap());
            let turn = [("act", "turn"), ("member", &*w.id(name).to_string())];
            assert_eq!(screen.form("/hand-over", &turn).await.status(), 303, "{name}");
            pages.push(screen.get("/hand-over").await.text().await.unwrap());
        }
    }
    assert_eq!(pages.iter().filter(|it| it.contains("Din tur")).count(), 2 * Step::ALL.len());
    let everybodys = |(_, readers): &&(String, _)| {
        let readers: &std::collections::BTreeSet<&str> = readers;
        table.iter().all(|name| readers.contains(name))
    };
    let kept: Vec<_> = w.facts.iter().filter(|it| !everybodys(it)).collect();
    assert!(kept.len() > 10, "there is something to find");
    for (word, _) in kept {
        assert!(!pages.iter().any(|it| it.contains(word)), "{word} stands on the locked screen");
    }
    pages.len()
}
