//! What waits for one browser.

use chrono::{DateTime, TimeDelta, Utc};
use server::store::Store;
use server::store::shelf::{Kept, Taken};
use std::sync::Arc;

type S = Arc<dyn Store>;

const MOST: u32 = 5;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn kept(word: u8, since: i64) -> Kept {
    Kept { word: [word; 32], browser: [7; 32], sealed: vec![word], since: at(since) }
}

/// Long before anything here was kept.
fn ever() -> DateTime<Utc> {
    at(0) - TimeDelta::days(1)
}

pub async fn what_is_kept_is_given_once_to_the_browser_that_began(store: S) {
    store.keep(kept(1, 0), ever(), MOST).await.unwrap();
    let take = async |word: u8, browser| store.take([word; 32], browser, ever()).await.unwrap();
    assert!(take(1, None).await == Taken::Elsewhere);
    assert!(take(1, Some([8; 32])).await == Taken::Elsewhere);
    assert!(take(2, Some([7; 32])).await == Taken::Gone);
    let both = tokio::join!(take(1, Some([7; 32])), take(1, Some([7; 32])));
    let given = [both.0, both.1].into_iter().filter(|it| *it == Taken::It(vec![1])).count();
    assert_eq!(given, 1);
    assert!(take(1, Some([7; 32])).await == Taken::Gone);
    // Begun again, the last counts.
    store.keep(Kept { sealed: vec![9], ..kept(3, 0) }, ever(), MOST).await.unwrap();
    store.keep(kept(3, 1), ever(), MOST).await.unwrap();
    assert!(take(3, Some([7; 32])).await == Taken::It(vec![3]));
}

pub async fn what_waited_too_long_is_gone(store: S) {
    store.keep(kept(1, 0), ever(), MOST).await.unwrap();
    assert!(store.take([1; 32], Some([7; 32]), at(0)).await.unwrap() == Taken::Gone);
    store.keep(kept(2, 60), at(0), MOST).await.unwrap();
    let forgotten = store.take([1; 32], Some([7; 32]), ever()).await.unwrap();
    assert!(forgotten == Taken::Gone, "it is not only passed over");
    assert!(store.take([2; 32], Some([7; 32]), at(0)).await.unwrap() == Taken::It(vec![2]));
}

pub async fn never_more_wait_than_there_is_room_for(store: S) {
    for number in 0..6 {
        store.keep(kept(number, number.into()), ever(), MOST).await.unwrap();
    }
    let take = async |word: u8| store.take([word; 32], Some([7; 32]), ever()).await.unwrap();
    assert!(take(0).await == Taken::Gone, "the oldest gave up its place");
    assert!(take(1).await == Taken::It(vec![1]));
}
