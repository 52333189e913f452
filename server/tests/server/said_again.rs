//! Whoever can reach the database hears what the processes say, and can say it again.

use crate::given::{Person, Running, entered, family, joining, place};
use crate::socket::Socket;
use crate::together::{Shared, at};
use domain::people::{Role, Use};
use domain::ruler::Seen;
use reqwest::StatusCode;
use server::store::together::Hears;
use tokio::task::JoinHandle;

/// Everything that is said, until a word comes that was said for that.
fn overhears(mut ear: Box<dyn Hears>) -> JoinHandle<Vec<String>> {
    tokio::spawn(async move {
        let mut said = Vec::new();
        while let Some(word) = ear.next().await.filter(|it| it != ENOUGH) {
            said.push(word);
        }
        said
    })
}

/// No word of a process: they pass it over.
const ENOUGH: &str = "enough";
/// By itself a process takes some sixty misses from one address.
const MOST: usize = 100;

/// How many wrong links may be tried there now.
async fn tries(server: &Running) -> usize {
    let wrong = joining(&"x".repeat(43), "Nogen");
    let mut tries = 0;
    while server.stranger().post("/api/v1/join", &wrong).await.status()
        != StatusCode::TOO_MANY_REQUESTS
    {
        tries += 1;
        assert!(tries < MOST, "there is an end to tries");
    }
    tries
}

/// Whoever has heard this at that process has heard there all that was said before.
async fn all_was_heard(writer: &Person, there: &mut Socket) {
    writer.does(place(writer.child().await, "et ord", Seen::Circle)).await;
    there.news().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_between_processes_that_is_said_again_gives_no_try_back() {
    let shared = Shared::postgres().await;
    let (one, two, _clock) = shared.two().await;
    let mette = family(&one).await;
    let amina = at(&two, &mette.with(&one, "Amina", Role::Guardian).await);
    let mut there = Socket::enter(&amina, 0).await;
    there.snapshot().await;
    let heard = overhears(one.store.listen().await.unwrap().expect("words are passed on"));
    // Each who comes in rightly is counted and given back, in words.
    for name in ["Eva", "Ida", "Bo"] {
        let (_, link, _) = mette.invites(Role::Network, Use::Single, None).await;
        let stranger = one.stranger();
        entered(&stranger, stranger.post("/api/v1/join", &joining(&link, name)).await).await;
    }
    all_was_heard(&mette, &mut there).await;
    assert!(tries(&two).await > 20);
    one.store.tell(&[ENOUGH.to_owned()]).await.unwrap();
    let said = heard.await.unwrap();
    assert!(said.len() > 10, "{} words", said.len());
    for _ in 0..5 {
        two.store.tell(&said).await.unwrap();
    }
    all_was_heard(&mette, &mut there).await;
    assert!(tries(&two).await < 3, "a moment gives a try or two, words give none");
}
