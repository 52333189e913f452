//! Two processes on one PostgreSQL, and the way of one of them to it is cut for a while.

use crate::given::{Person, family, place, sent};
use crate::socket::{Socket, follow};
use crate::throwaway::between::Between;
use crate::together::{Shared, at};
use domain::people::Role;
use domain::protocol::{Answer, Outcome, Sent};
use domain::ruler::Seen;
use reqwest::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;

/// Sends until it is answered, as a client does that comes back. Says when it was put off.
async fn insists(person: &Person, command: &Sent, put_off: &Notify) {
    let body = serde_json::to_value(command).unwrap();
    loop {
        let answer = person.client.post(&person.at("/commands"), &body).await;
        match answer.status() {
            StatusCode::OK => {
                let answer: Answer = answer.json().await.unwrap();
                assert!(matches!(answer.outcome, Outcome::Done { .. }), "{:?}", answer.outcome);
                return;
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                assert!(answer.headers().contains_key("retry-after"));
                put_off.notify_one();
            }
            other => panic!("{other}"),
        }
    }
}

async fn words(person: &Person) -> Vec<String> {
    let mut words: Vec<_> =
        person.view().await.family.ruler.placements.into_values().map(|it| it.because).collect();
    words.sort_unstable();
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_was_cut_off_for_a_while_has_everything_once_in_the_end() {
    let shared = Shared::postgres().await;
    let database = shared.postgres.as_ref().unwrap();
    let between = Between::before(database.postgres.socket()).await;
    let one = shared.process_by(&database.url).await;
    let two = shared.process_by(&between.url(&database.url)).await;
    let mette = family(&one).await;
    let amina = mette.with(&one, "Amina", Role::Guardian).await;
    let there = at(&two, &amina);
    let child = mette.child().await;
    let mut copy = Socket::enter(&there, 0).await;
    let mut seen = copy.snapshot().await.family;

    let put_off = Arc::new(Notify::new());
    between.shut();
    // One more than a process has connections, so that some wait for one.
    let cut: Vec<_> =
        (0..12).map(|it| sent(place(child, &format!("afskåret {it}"), Seen::Circle))).collect();
    let insisting: Vec<_> = cut
        .iter()
        .cloned()
        .map(|command| {
            let (there, put_off) = (there.clone(), put_off.clone());
            tokio::spawn(async move { insists(&there, &command, &put_off).await })
        })
        .collect();
    for number in 0..5 {
        mette.does(place(child, &format!("imens {number}"), Seen::Circle)).await;
    }
    assert_eq!(words(&mette).await.len(), 5, "nothing of those who are cut off is there");
    timeout(Duration::from_secs(20), put_off.notified()).await.expect("nobody waits for ever");
    let quiet = timeout(Duration::ZERO, copy.news()).await;
    assert!(quiet.is_err(), "nothing passes");

    between.open_again();
    for one in insisting {
        timeout(Duration::from_secs(30), one).await.expect("it is answered in the end").unwrap();
    }
    let expected = 17;
    assert_eq!(words(&mette).await.len(), expected, "each of them once");
    assert_eq!(words(&mette).await, words(&there).await);
    // Whoever was there all the time is told all that they missed, in order.
    while seen.ruler.placements.len() < expected {
        follow(&mut seen, &copy.news().await);
    }
    assert!(seen == there.view().await.family);
    // And both tell each other again.
    mette.does(place(child, "sammen igen", Seen::Circle)).await;
    let news = timeout(Duration::from_secs(1), copy.news()).await.expect("it is told at once");
    follow(&mut seen, &news);
    assert!(seen == amina.view().await.family, "she sees the same by the other process");
}
