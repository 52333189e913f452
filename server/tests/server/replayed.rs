//! Somebody who reaches the database hears what the processes tell each other, cannot read it, and says it once more.

use crate::given::{Person, Running, family, joining, noon};
use crate::socket::Socket;
use crate::together::{Shared, at};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::TimeDelta;
use domain::people::Role;
use domain::protocol::{FromClient, FromServer, Passing};
use domain::{Command, DialogueId, dialogue};
use reqwest::StatusCode;
use server::clock::new_id;
use server::store::together::Hears;
use server::store::{AccountId, Postgres, Together};
use server::vault::Own;
use uuid::Uuid;

/// The stranger's own word, after all that were said before.
const NOW: &str = "nu";
/// Misses from one address, before one waits.
const TRIES: usize = 60;

/// Mette at the first process, Amina at the second, and what passes between them: words come in order, so that all that was said
/// before is known where it is heard.
struct Between {
    here: Socket,
    there: Socket,
    by: Person,
    dialogue: DialogueId,
    said: usize,
}

impl Between {
    async fn of(one: &Running, two: &Running) -> Self {
        let mette = family(one).await;
        let amina = at(two, &mette.with(one, "Amina", Role::Guardian).await);
        let dialogue = DialogueId(new_id());
        let (when, about) = (noon().naive_utc() + TimeDelta::days(1), mette.child().await);
        let (place, held, among) = (String::new(), false, None);
        let plan = dialogue::Command::Plan { id: dialogue, about, when, place, held, among };
        mette.does(Command::Dialogue(plan)).await;
        let (mut here, mut there) =
            (Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await);
        while here.present().await.len() < 2 {}
        while there.present().await.len() < 2 {}
        Self { here, there, by: mette, dialogue, said: 0 }
    }

    /// The second process knows all that was said until now.
    async fn is_heard(&mut self) {
        let step = dialogue::Step::ALL[self.said % 2];
        self.said += 1;
        let passing = Passing::At { dialogue: self.dialogue, step };
        self.here.say(&FromClient::Passing { passing: passing.clone() }).await;
        let me = self.by.me;
        let passed = |it| match it {
            FromServer::Passing { by, passing: it } => (by == me && it == passing).then_some(()),
            _ => None,
        };
        self.there.until(passed).await;
    }
}

async fn misses(server: &Running, times: usize) -> usize {
    let wrong = joining(&"x".repeat(43), "Nogen");
    let mut open = 0;
    for _ in 0..times {
        let answer = server.stranger().post("/api/v1/join", &wrong).await;
        open += usize::from(answer.status() != StatusCode::TOO_MANY_REQUESTS);
    }
    open
}

async fn until_now(ear: &mut dyn Hears) -> Vec<String> {
    let mut heard = Vec::new();
    while let Some(word) = ear.next().await.filter(|it| it != NOW) {
        heard.push(word);
    }
    heard
}

/// A stranger tells it by its length, and by what comes after it.
fn gives_back(server: &Running, word: &str) -> bool {
    let Ok(sealed) = STANDARD_NO_PAD.decode(word) else { return false };
    let nobodys = (AccountId(Uuid::nil()), &[0; 32]);
    let plain = server.parts.vault.open_own(Own::Words, nobodys, &sealed).unwrap();
    String::from_utf8_lossy(&plain).contains("\"back\":true")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_gives_tries_back_gives_them_back_once() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let mut between = Between::of(&one, &two).await;
    let url = &shared.postgres.as_ref().unwrap().url;
    let stranger = Postgres::open(url).await.unwrap();
    let mut ear = stranger.listen().await.unwrap().unwrap();

    // Whoever comes in by a right link is not counted: that is said, and heard by the stranger.
    let (_, link, _) = between.by.invites(Role::Network, domain::people::Use::Table, None).await;
    for _ in 0..3 {
        let joins = joining(&link, "Eva");
        assert_eq!(one.stranger().post("/api/v1/join", &joins).await.status(), 201);
    }
    between.is_heard().await;
    stranger.tell(&[NOW.to_owned()]).await.unwrap();
    let captured = until_now(ear.as_mut()).await;
    let given_back: Vec<String> =
        captured.into_iter().filter(|word| gives_back(&one, word)).collect();
    assert_eq!(given_back.len(), 3);

    assert!(misses(&one, TRIES + 5).await <= TRIES);
    between.is_heard().await;
    let before = misses(&two, 3).await;
    assert!(before <= 1, "both count together: {before}");
    for _ in 0..50 {
        stranger.tell(&given_back).await.unwrap();
    }
    between.is_heard().await;
    let after = misses(&two, 10).await;
    assert!(after <= 1, "what was said again gave {after} tries back");
}
