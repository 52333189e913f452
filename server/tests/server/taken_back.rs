//! What was taken back is told to nobody who comes later.

use crate::commands::problem;
use crate::given::{Running, family, noon, place};
use crate::socket::{Socket, follow};
use domain::people::Role;
use domain::protocol::News;
use domain::ruler::{self, Seen, Setting};
use domain::talk::{self, Column};
use domain::{CardId, Command, RoundId};
use server::clock::new_id;

const WORDS: &str = "kanarieord";

// [S6] [S15]
#[tokio::test]
async fn words_that_were_taken_back_reach_nobody_who_comes_later() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let card = CardId(new_id());
    let (text, notices, on) = (WORDS.to_owned(), String::new(), noon().date_naive());
    let (column, dialogue) = (Column::Worry, None);
    let write = talk::Command::Write {
        id: card,
        about: child,
        column,
        text,
        notices,
        dialogue,
        on,
        shared: true,
    };
    mette.does(Command::Talk(write)).await;
    let (round, setting) = (RoundId(new_id()), Setting::School);
    mette.does(Command::Ruler(ruler::Command::Open { round, child, setting, dialogue, on })).await;
    for seen in [Seen::Circle, Seen::Round(round)] {
        mette.does(place(child, WORDS, seen)).await;
    }
    mette.does(Command::Ruler(ruler::Command::Reveal { round })).await;
    let before = mette.view().await;
    mette.does(Command::Talk(talk::Command::Remove { id: card })).await;
    for id in before.family.ruler.placements.keys() {
        mette.does(Command::Ruler(ruler::Command::Withdraw { id: *id })).await;
    }

    let eva = mette.with(&server, "Eva", Role::Guardian).await;
    let answer = eva.client.get(&eva.at("/events?since=0")).await;
    // Steps do not lead there; what lies on the way is not told.
    let anew = problem(answer, 409, "/problems/made-anew").await;
    assert!(!anew.to_string().contains(WORDS));
    let copy = eva.view().await;
    mette.does(place(child, "bagefter", Seen::Circle)).await;
    let answer = eva.client.get(&eva.at(&format!("/events?since={}", copy.seq))).await;
    let news: News = answer.json().await.unwrap();
    let mut followed = copy.family;
    follow(&mut followed, &news);
    assert!(followed == eva.view().await.family && news.seq == eva.view().await.seq);
    let mut socket = Socket::enter(&eva, 1).await;
    let copy = socket.snapshot().await;
    assert!(!serde_json::to_string(&copy).unwrap().contains(WORDS));
    assert!(copy.family == eva.view().await.family);

    // Whoever had seen it before has it no more.
    let mut back = Socket::enter(&mette, before.seq).await;
    let copy = back.snapshot().await;
    assert!(copy.family == mette.view().await.family);
    assert!(!serde_json::to_string(&copy).unwrap().contains(WORDS));
}
