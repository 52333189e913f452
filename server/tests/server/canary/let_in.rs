//! What is kept from a guardian does not come round by somebody else: by whom he lets in, by whom he gives something to.

use super::surfaces;
use super::world::{Fact, SEATED, World, listens, told};
use crate::given::{Person, entered, joining, noon};
use domain::consent::Section;
use domain::people::{Command as People, Language, Member, Role, Use};
use domain::shield::Kind;
use domain::{Command, MemberId};
use server::clock::new_id;

/// Stands in the last thing that happens after they came.
const LAST: &str = "allersidste ord";
const LET_IN: [&str; 4] = ["Nadia", "Ola", "Bo", "Ida"];

/// Comes in by a way that `host` made.
async fn comes_in(
    w: &mut World,
    host: &str,
    name: &'static str,
    role: Role,
    who: Option<MemberId>,
) {
    let (_, link, _) = w.who(host).invites(role, Use::Single, who).await;
    let stranger = w.server.stranger();
    let mut joins = joining(&link, name);
    if let Some(who) = who {
        joins["member"] = who.to_string().into();
    }
    let answer = stranger.post("/api/v1/join", &joins).await;
    w.people.insert(name, entered(&stranger, answer).await);
}

/// Omar lets in another guardian, who lets in one more, takes the seat of a child who is only named, and gives a guest of Amina's all there is.
async fn lets_in(w: &mut World) {
    let bo = Member {
        id: MemberId(new_id()),
        name: "Bo".into(),
        role: Role::Child,
        title: String::new(),
        born: None,
        language: Language::Da,
        joined: false,
    };
    let seat = bo.id;
    w.does("Amina", Command::People(People::Name { member: bo })).await;
    comes_in(w, "Omar", "Nadia", Role::Guardian, None).await;
    comes_in(w, "Nadia", "Ola", Role::Guardian, None).await;
    comes_in(w, "Omar", "Bo", Role::Child, Some(seat)).await;
    comes_in(w, "Amina", "Ida", Role::Network, None).await;
    w.gives("Omar", "Ida", &Section::ALL, 20, "at hjælpe".into()).await;
}

/// A place that Omar must not know, a card in which it stands, and one in which it does not.
async fn happens(w: &mut World) {
    let kept = w.fact(&["Amina"]);
    w.notes("Amina", "Bo", Kind::Institution, &kept, (&[], &["Omar"]), None).await;
    for about in ["Ali", "Bo"] {
        let word = w.fact(&["Amina", "Mette"]);
        w.does("Amina", w.card(about, format!("{word} i {kept}"), None, true)).await;
    }
    let word = w.fact(&["Amina", "Mette", "Omar", "Nadia", "Ola", "Bo", "Ida"]);
    w.does("Mette", w.card("Bo", word, None, true)).await;
}

#[tokio::test]
async fn what_is_kept_from_a_guardian_is_kept_from_whom_he_lets_in() {
    let mut w = told().await;
    // The day on which it all happened: giving asks for a proof that is not old.
    w.server.clock.set(noon());
    // Amina lets Ida in, so she reads what everybody is called, and the school in it.
    let everybody_else =
        |it: &&mut Fact| SEATED.iter().all(|who| it.readers.contains(who) != (*who == "Omar"));
    w.facts.iter_mut().find(everybody_else).expect("the school").readers.insert("Ida");
    lets_in(&mut w).await;
    let mut listening = Vec::new();
    for name in LET_IN {
        let socket = crate::socket::open(w.who(name), None).await.expect("a seat");
        listening.push(tokio::spawn(listens(socket, LAST)));
    }
    happens(&mut w).await;
    let (member, name) = (w.id("Eva"), "Eva".to_owned());
    let last = People::Rename { member, name, title: LAST.into(), from: None };
    w.does("Eva", Command::People(last)).await;
    let (begins, mut wrong) = (w.server.clock.now(), Vec::new());
    for (name, heard) in LET_IN.into_iter().zip(listening) {
        w.server.clock.set(begins);
        let mut all = met(&w, w.who(name)).await;
        all.push(("news".to_owned(), heard.await.expect("it was listened to the end")));
        for fact in &w.facts {
            let at: Vec<_> = all.iter().filter(|(_, text)| text.contains(&fact.word)).collect();
            let at: Vec<&str> = at.into_iter().map(|(path, _)| path.as_str()).collect();
            let kept = !fact.readers.contains("Omar") && !fact.readers.contains(name);
            if kept && !at.is_empty() {
                wrong.push(format!("{name} meets {} on {at:?}", fact.word));
            }
            if fact.readers.contains(name) && at.is_empty() {
                wrong.push(format!("{name} never meets {}", fact.word));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn met(w: &World, who: &Person) -> Vec<(String, String)> {
    surfaces(w, who).await.into_iter().map(|it| (it.path, it.text)).collect()
}
