//! A screen that goes round the table, in everybody's name.

use super::rows;
use super::world::{Fact, SEATED, World};
use crate::given::{again, noon};
use chrono::TimeDelta;
use domain::dialogue::{Command as Dialogue, Step};
use domain::looked::{Part, Way};
use domain::people::Command as People;
use domain::ruler::{Command as Ruler, Setting};
use domain::{Command, RoundId};
use server::clock::new_id;

/// Who sits there: whoever sees the dialogue.
const TABLE: [&str; 5] = ["Mette", "Omar", "Ali", "Tove", "Karl"];
/// In whose name somebody may take it: nobody speaks for a professional, nor for whose screen it is.
const TURNS: [&str; 2] = ["Omar", "Ali"];

/// Amina leads, and her screen goes round the table, at every step and in everybody's name: on it stands no word that anybody at the table may
/// not meet, and whose turn it was left a row for what stood there. Says how many pages that were.
pub async fn bare(w: &World) -> usize {
    let (screen, dialogue) = (&w.who("Amina").client, w.dialogues[0]);
    // At another time than all that was looked at before.
    w.server.clock.set(w.server.clock.now() + TimeDelta::hours(2));
    let phone = begins(w).await;
    let (mut pages, mut shown) = (Vec::new(), Vec::new());
    for step in Step::ALL {
        // It begins at the first.
        phone.send(&super::sent(Command::Dialogue(Dialogue::Go { id: dialogue, step }))).await;
        for name in SEATED {
            screen.form("/hand-over", &[("act", "pass")]).await;
            pages.push(screen.get("/hand-over").await.text().await.unwrap());
            let turn = [("act", "turn"), ("member", &*w.id(name).to_string())];
            let given = screen.form("/hand-over", &turn).await;
            let takes = TURNS.contains(&name);
            assert_eq!(given.status(), if takes { 303 } else { 422 }, "{name}");
            let when = w.server.clock.now() - TimeDelta::seconds(1);
            w.server.clock.set(when);
            let page = screen.get("/hand-over").await.text().await.unwrap();
            assert_eq!(page.contains("Din tur"), takes, "{name}");
            pages.push(given.text().await.unwrap());
            pages.push(page.clone());
            shown.push((name, when, page));
        }
    }
    meets_nobodys_own(w, &pages);
    leaves_its_row(w, &shown).await;
    pages.len()
}

/// A round is open, Amina leads, and gives her screen away. Her phone stays hers.
async fn begins(w: &World) -> crate::given::Person {
    let (round, child) = (RoundId(new_id()), w.id("Ali"));
    let (setting, on) = (Setting::Home, noon().date_naive());
    let open = Ruler::Open { round, child, setting, dialogue: Some(w.dialogues[0]), on };
    w.does("Karl", Command::Ruler(open)).await;
    w.does("Karl", Command::People(People::OfferBaton { to: Some(w.id("Amina")) })).await;
    w.does("Amina", Command::People(People::AnswerBaton { accept: true })).await;
    let phone = again(&w.server, w.who("Amina"), "iPhone").await;
    let (family, at) = (w.who("Amina").family.to_string(), w.dialogues[0].to_string());
    let begin = [("act", "begin"), ("family", &*family), ("dialogue", &*at), ("pin", "2580")];
    assert_eq!(w.who("Amina").client.form("/hand-over", &begin).await.status(), 303);
    phone
}

fn meets_nobodys_own(w: &World, pages: &[String]) {
    let everybodys = |it: &&Fact| TABLE.iter().all(|name| it.readers.contains(name));
    let kept: Vec<_> = w.facts.iter().filter(|it| !everybodys(it)).collect();
    assert!(kept.len() > 30, "there is something to find");
    for Fact { word, .. } in kept {
        assert!(!pages.iter().any(|it| it.contains(word)), "{word} stands on the locked screen");
    }
}

async fn leaves_its_row(w: &World, shown: &[(&str, chrono::DateTime<chrono::Utc>, String)]) {
    let rows = rows::rows(w).await;
    for (name, when, page) in shown {
        let row = (w.id(name), *when, Part::Dialogue, Way::Page);
        let words = w.facts.iter().any(|it| page.contains(&it.word));
        assert_eq!(rows.contains(&row), TURNS.contains(name), "{name} at {when}");
        assert!(!words || rows.contains(&row), "{name} left no row");
    }
}
