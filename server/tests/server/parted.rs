//! Two processes on one PostgreSQL, and the way of one of them to it is cut for a while.

use crate::given::{Person, Running, family, place, sent};
use crate::socket::{Socket, follow};
use crate::throwaway::between::Between;
use crate::together::{Shared, at};
use domain::people::Role;
use domain::protocol::{Answer, Outcome, Sent};
use domain::ruler::Seen;
use reqwest::StatusCode;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::yield_now;
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

/// Mette at one process, and Amina at the other, whose way to the database can be cut.
struct Town {
    shared: Shared,
    between: Between,
    mette: Person,
    /// At the first process, and at the second.
    amina: Person,
    there: Arc<Person>,
    /// As long as they are held they run.
    _processes: [Running; 2],
}

impl Town {
    async fn new() -> Self {
        let shared = Shared::postgres().await;
        let database = shared.postgres.as_ref().unwrap();
        let between = Between::before(database.postgres.socket()).await;
        let one = shared.process_by(&database.url).await;
        let two = shared.process_by(&between.url(&database.url)).await;
        let mette = family(&one).await;
        let amina = mette.with(&one, "Amina", Role::Guardian).await;
        let there = Arc::new(at(&two, &amina));
        Self { shared, between, mette, amina, there, _processes: [one, two] }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_was_cut_off_for_a_while_has_everything_once_in_the_end() {
    let Town { between, mette, amina, there, .. } = &Town::new().await;
    let child = mette.child().await;
    let mut copy = Socket::enter(there, 0).await;
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
    assert_eq!(words(mette).await.len(), 5, "nothing of those who are cut off is there");
    timeout(Duration::from_secs(20), put_off.notified()).await.expect("nobody waits for ever");
    let quiet = timeout(Duration::ZERO, copy.news()).await;
    assert!(quiet.is_err(), "nothing passes");

    between.open_again();
    for one in insisting {
        timeout(Duration::from_secs(30), one).await.expect("it is answered in the end").unwrap();
    }
    let expected = 17;
    assert_eq!(words(mette).await.len(), expected, "each of them once");
    assert_eq!(words(mette).await, words(there).await);
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

/// What stands between has forgotten the connections that were there, and says so to nobody: for each of them no answer ever comes.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_die_in_silence_are_given_up_and_new_ones_made() {
    let Town { shared, between, mette, there, .. } = &Town::new().await;
    let database = shared.postgres.as_ref().unwrap();
    let child = mette.child().await;
    let mut copy = Socket::enter(there, 0).await;
    let mut seen = copy.snapshot().await.family;
    let says = |number: usize| {
        let (there, put_off) = (there.clone(), Arc::new(Notify::new()));
        let command = sent(place(child, &format!("{number}"), Seen::Circle));
        tokio::spawn(async move { insists(&there, &command, &put_off).await })
    };
    // One of them is in the middle of a transaction: it waits for somebody who holds the family.
    let mut holder = PgConnection::connect(&database.url).await.unwrap();
    let mut holds = holder.begin().await.unwrap();
    let hold = sqlx::query("select from families where id = $1 for update");
    hold.bind(mette.family.0).execute(&mut *holds).await.unwrap();
    let waiting = says(0);
    let waits = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(&mut *holds).await.unwrap() == 0 {
        yield_now().await;
    }
    between.forget();
    holds.rollback().await.unwrap();
    let others: Vec<_> = (1..12).map(says).collect();
    for one in std::iter::once(waiting).chain(others) {
        timeout(Duration::from_secs(40), one).await.expect("nobody waits for ever").unwrap();
    }
    timeout(Duration::from_secs(5), says(12)).await.expect("all is as before").unwrap();
    assert_eq!(words(mette).await, words(there).await);
    while seen.ruler.placements.len() < 13 {
        follow(&mut seen, &copy.news().await);
    }
    // And both hear each other again.
    mette.does(place(child, "sammen igen", Seen::Circle)).await;
    let news = timeout(Duration::from_secs(10), copy.news()).await.expect("it is told");
    follow(&mut seen, &news);
    assert!(seen == there.view().await.family);
}
