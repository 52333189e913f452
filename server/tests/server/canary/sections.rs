//! What stands in each section, in one's own room, about a young person, and in a dialogue without the other guardian.

use super::{SEATED, World};
use crate::given::noon;
use domain::dialogue::{CheckIn, Command as Dialogue, Useful};
use domain::dreams::{Command as Dreams, Picture, Place, Zone};
use domain::people::Command as People;
use domain::plan::Command as Plan;
use domain::protocol::Spot;
use domain::ruler::Seen;
use domain::shield::Kind;
use domain::talk::{Column, Command as Talk};
use domain::{Command, DialogueId, DreamId, GoalId};
use server::clock::new_id;

/// What is one's own until one shows it.
pub async fn own_rooms(w: &mut World) {
    let word = w.fact(&["Ali"]);
    w.does("Ali", w.card("Ali", word, None, false)).await;
    let word = w.fact(&["Ali", "Eva"]);
    let shown = w.card("Ali", word, None, false);
    let Command::Talk(Talk::Write { id, .. }) = shown else { unreachable!() };
    w.does("Ali", shown).await;
    let to = [w.id("Eva")].into();
    w.does("Ali", Command::Talk(Talk::Show { id, to })).await;
    let word = w.fact(&["Ali"]);
    w.does("Ali", w.placement("Ali", word, Seen::Mine)).await;
    let word = w.fact(&["Tove"]);
    w.does("Tove", w.placement("Ali", word, Seen::Mine)).await;
}

/// Two dialogues that have ended: Tove came in to the second, and keeps its minutes.
pub async fn held(w: &mut World) -> Vec<DialogueId> {
    let minutes = ["Amina", "Omar", "Ali", "Mette", "Eva"];
    for comes in [false, true] {
        let keep: Vec<_> = minutes.into_iter().chain(comes.then_some("Tove")).collect();
        let place = w.once(&[&keep[..], &["Karl"]].concat());
        hears(w, "Tove");
        let id = w.meets(place, None).await;
        w.does("Mette", Command::Dialogue(Dialogue::Start { id })).await;
        if comes {
            let check_in = CheckIn::Pass;
            w.does("Tove", Command::Dialogue(Dialogue::CheckIn { id, check_in })).await;
        }
        let useful = |next_time| Useful { score: 3, next_time };
        let next_time = w.once(&keep);
        hears(w, "Tove");
        let says = Dialogue::Useful { id, useful: useful(next_time), from: None };
        w.does("Mette", Command::Dialogue(says)).await;
        w.does("Mette", Command::Dialogue(Dialogue::End { id })).await;
        // And what is said of it afterwards.
        let next_time = w.once(&keep);
        let says = Dialogue::Useful { id, useful: useful(next_time), from: None };
        w.does("Amina", Command::Dialogue(says)).await;
    }
    std::mem::take(&mut w.dialogues)
}

/// Somebody heard the last word while it was theirs, if it is theirs no more.
fn hears(w: &mut World, name: &'static str) {
    let last = w.facts.last_mut().expect("a word");
    if !last.readers.contains(name) {
        last.once.insert(name);
    }
}

pub async fn every_section(w: &mut World) -> GoalId {
    let word = w.once(&["Amina", "Omar", "Ali", "Mette"]);
    w.does("Amina", w.card("Ali", word, None, true)).await;
    let word = w.once(&["Amina", "Omar", "Ali", "Mette", "Tove"]);
    w.does("Amina", w.placement("Ali", word, Seen::Circle)).await;
    let text = w.once(&["Amina", "Omar", "Ali", "Mette"]);
    let place = Place { zone: Zone::Now, x: 1, y: 1 };
    let (id, whose, picture) = (DreamId(new_id()), w.id("Ali"), Picture::None);
    w.does(
        "Amina",
        Command::Dreams(Dreams::Add { id, whose, text, picture, place, dialogue: None }),
    )
    .await;
    let goal = GoalId(new_id());
    let (text, about, on) =
        (w.once(&["Amina", "Omar", "Ali", "Mette", "Eva"]), w.id("Ali"), noon().date_naive());
    let set = Plan::SetGoal {
        id: goal,
        about,
        text,
        sign: String::new(),
        dream: None,
        dialogue: None,
        on,
    };
    w.does("Amina", Command::Plan(set)).await;
    let word = w.once(&["Amina", "Omar", "Ali", "Mette", "Eva", "Karl"]);
    w.does("Amina", w.step(Some(goal), word, "Karl")).await;
    let word = w.once(&["Amina", "Omar", "Mette", "Eva"]);
    w.does("Amina", w.step(None, word, "Eva")).await;
    let place = w.once(&["Amina", "Omar", "Ali", "Mette", "Tove", "Karl"]);
    let open = w.meets(place, None).await;
    w.does("Mette", Command::Dialogue(Dialogue::Start { id: open })).await;
    let next_time = w.once(&["Amina", "Omar", "Ali", "Mette", "Tove"]);
    let useful = Useful { score: 4, next_time };
    w.does("Tove", Command::Dialogue(Dialogue::Useful { id: open, useful, from: None })).await;
    goal
}

/// A young person decides over what is about her.
pub async fn of_age(w: &mut World) {
    let word = w.fact(&["Amina", "Omar", "Sofie"]);
    w.does("Amina", w.card("Sofie", word, None, true)).await;
    let word = w.fact(&["Amina", "Omar", "Sofie", "Tove"]);
    w.does("Sofie", w.placement("Sofie", word, Seen::Circle)).await;
}

/// Two guardians: a dialogue without the other, and a school he must not know.
pub async fn apart(w: &mut World, goal: GoalId) {
    let place = w.fact(&["Amina", "Mette", "Karl"]);
    let apart = w.meets(place, Some(&["Amina", "Mette"])).await;
    let word = w.fact(&["Amina", "Mette"]);
    w.does("Amina", w.card("Ali", word, Some(apart), true)).await;
    let (open, column) = (w.dialogues[0], Column::Worry);
    w.writes("Amina", Spot::Card { dialogue: apart, column }, &["Amina", "Mette"]).await;
    let circle = ["Amina", "Omar", "Ali", "Mette"];
    w.writes("Amina", Spot::Card { dialogue: open, column }, &circle).await;
    w.writes("Mette", Spot::Goal { goal }, &["Amina", "Omar", "Ali", "Mette", "Eva"]).await;
    let all: Vec<&'static str> = SEATED.into_iter().filter(|it| *it != "Omar").collect();
    let school = w.once(&all);
    w.notes("Amina", "Ali", Kind::School, &school, (&["Mette"], &["Omar"]), None).await;
    let (member, name) = (w.id("Mette"), "Mette".to_owned());
    w.does(
        "Mette",
        Command::People(People::Rename {
            member,
            name,
            title: format!("lærer, {school}"),
            from: None,
        }),
    )
    .await;
    // And it stands in what somebody is called.
    let (member, name) = (w.id("Tove"), format!("Tove {school}"));
    let title = String::new();
    w.does("Tove", Command::People(People::Rename { member, name, title, from: None })).await;
    let word = w.once(&["Amina", "Ali", "Mette"]);
    w.does("Mette", w.card("Ali", format!("{word} på {school}"), None, true)).await;
    // In the plan, too: what Omar gave to Eva opens to her nothing that is kept from him.
    let word = w.once(&["Amina", "Ali", "Mette"]);
    let (id, about, on) = (GoalId(new_id()), w.id("Ali"), noon().date_naive());
    let (text, sign) = (format!("{word} på {school}"), String::new());
    let set = Plan::SetGoal { id, about, text, sign, dream: None, dialogue: None, on };
    w.does("Amina", Command::Plan(set)).await;
}
