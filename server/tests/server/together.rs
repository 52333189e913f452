//! Several processes on one database: whichever a person comes by, they are in the same place.

use crate::given::{Client, Person, Running, again, family, joining, noon, place, sent};
use crate::phone::Phone;
use crate::socket::{AT_ONCE, Socket, at_once, follow};
use crate::throwaway::{self, Database};
use domain::consent::{Command as Consent, Section};
use domain::people::{self, Role};
use domain::protocol::{Bye, FromClient, FromServer, Outcome, Passing, Spot};
use domain::ruler::Seen;
use domain::talk::Column;
use domain::{Command, DialogueId, dialogue};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use server::auth::oidc::Oidc;
use server::auth::ways::Ways;
use server::clock::{Clock, new_id};
use server::origin::Origin;
use server::parts::{Parts, Reach};
use server::store::{Postgres, Sqlite, Store};
use server::vault::Vault;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::timeout;

const SAID: &str = "kanarieord";
/// Where people find the balancer before the processes.
const PORT: u16 = 3000;

/// What the processes share: the folder of the keys, and a database.
pub struct Shared {
    folder: TempDir,
    pub postgres: Option<Database>,
}

impl Shared {
    pub async fn postgres() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: Some(throwaway::database().await) }
    }

    fn file() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    async fn process(&self, clock: &Clock) -> Running {
        let store: Arc<dyn Store> = match &self.postgres {
            Some(database) => Arc::new(Postgres::open(&database.url).await.unwrap()),
            None => Arc::new(Sqlite::open(&self.folder.path().join("test.db")).await.unwrap()),
        };
        self.process_on(store, clock.clone()).await
    }

    /// One that comes to the database by this address.
    pub async fn process_by(&self, url: &str) -> Running {
        let store = Arc::new(Postgres::open(url).await.unwrap());
        self.process_on(store, Clock::standing(noon())).await
    }

    async fn process_on(&self, store: Arc<dyn Store>, clock: Clock) -> Running {
        let vault = Vault::open(self.folder.path(), None).unwrap();
        let found = |_, parts: &mut Parts| {
            parts.ways = Arc::new(Ways::new(Some(Origin::here(PORT)), Oidc::none()));
        };
        Running::made(store, vault, Reach::default(), clock, found).await
    }

    /// Two, with one clock, as on machines that ask the same for the time.
    pub async fn two(&self) -> (Running, Running, Clock) {
        let clock = Clock::standing(noon());
        (self.process(&clock).await, self.process(&clock).await, clock)
    }
}

/// The same person, coming by another process.
pub fn at(server: &Running, person: &Person) -> Person {
    let client = Client { base: server.url(""), ..person.client.clone() };
    Person { client, ..person.clone() }
}

async fn knows(person: &Person) -> bool {
    serde_json::to_string(&person.view().await).unwrap().contains(SAID)
}

async fn what_one_process_wrote_the_other_tells(shared: Shared) {
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let amina = at(&two, &mette.with(&one, "Amina", Role::Guardian).await);
    let child = mette.child().await;
    // Both rooms are open; nobody writes at the second.
    let before = amina.view().await.seq;
    mette.does(place(child, SAID, Seen::Circle)).await;
    assert!(knows(&amina).await, "read out of memory, it is as new as the log");
    let since = amina.client.get(&amina.at(&format!("/events?since={before}"))).await;
    assert!(since.text().await.unwrap().contains(SAID));
    let mut late = Socket::enter(&amina, before).await;
    assert!(serde_json::to_string(&late.news().await).unwrap().contains(SAID));

    let (mut here, mut there) = (Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await);
    let (_, mut copy) = (here.snapshot().await, there.snapshot().await.family);
    for word in ["frem", "og", "tilbage"] {
        let answer = here.does(sent(place(child, word, Seen::Circle))).await;
        let news = timeout(AT_ONCE, there.news()).await.expect("it is told at once");
        assert_eq!(answer.outcome, Outcome::Done { seq: mette.view().await.seq });
        follow(&mut copy, &news);
        there.does(sent(place(child, word, Seen::Circle))).await;
        follow(&mut copy, &there.news().await);
    }
    assert!(copy == amina.view().await.family);
    for person in [&mette, &amina] {
        let (here, there) = (at(&one, person).view().await, at(&two, person).view().await);
        assert!(here == there, "both count alike");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_wrote_the_other_tells_out_of_postgres() {
    what_one_process_wrote_the_other_tells(Shared::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_wrote_the_other_tells_out_of_a_file() {
    what_one_process_wrote_the_other_tells(Shared::file()).await;
}

/// Ten write at each of two processes, all in one family: each command is decided on what the other process wrote meanwhile.
async fn what_many_write_at_both_at_once_is_there_once(shared: Shared) {
    const WRITERS: usize = 20;
    const WORDS: usize = 10;
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let amina = mette.with(&one, "Amina", Role::Guardian).await;
    let child = mette.child().await;
    let (here, there) = (mette.clone(), at(&two, &amina));
    let mut sockets = [Socket::enter(&here, 0).await, Socket::enter(&there, 0).await];
    let mut copies = Vec::new();
    for socket in &mut sockets {
        copies.push(socket.snapshot().await.family);
    }
    let word = |writer: usize, number: usize| format!("{writer}.{number}");
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (process, person) = ([&one, &two][writer % 2], [&mette, &amina][writer / 2 % 2]);
            let person = at(process, person);
            tokio::spawn(async move {
                for number in 0..WORDS {
                    person.does(place(child, &word(writer, number), Seen::Circle)).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let all: BTreeSet<_> =
        (0..WRITERS).flat_map(|writer| (0..WORDS).map(move |it| word(writer, it))).collect();
    for (socket, copy) in sockets.iter_mut().zip(&mut copies) {
        while copy.ruler.placements.len() < all.len() {
            let news = timeout(Duration::from_secs(10), socket.news()).await;
            follow(copy, &news.expect("it is told all of it"));
        }
    }
    for (person, copy) in [&here, &there].into_iter().zip(&copies) {
        let seen = person.view().await.family;
        assert!(seen == *copy, "an open page shows what is there");
        let words: Vec<_> = seen.ruler.placements.values().map(|it| it.because.clone()).collect();
        assert_eq!(words.len(), all.len());
        assert_eq!(words.into_iter().collect::<BTreeSet<_>>(), all);
    }
    let log = one.store.events(mette.family, 0).await.unwrap();
    assert!(log.iter().map(|it| it.seq).eq(1..=log.len() as u64), "no gap, and no number twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_many_write_at_both_at_once_is_there_once_in_postgres() {
    what_many_write_at_both_at_once_is_there_once(Shared::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_many_write_at_both_at_once_is_there_once_in_a_file() {
    what_many_write_at_both_at_once_is_there_once(Shared::file()).await;
}

/// Session ended, consent taken back, consent run out, member removed: each by the first process, on a socket of the second.
async fn what_ends_at_one_process_ends_at_the_other(shared: Shared) {
    let (one, two, clock) = shared.two().await;
    let mette = family(&one).await;
    let amina = mette.with(&one, "Amina", Role::Guardian).await;
    let eva = mette.with(&one, "Eva", Role::Network).await;
    amina.does(place(mette.child().await, SAID, Seen::Circle)).await;
    amina.gives(eva.me, &[Section::Ruler]).await;
    let eva = at(&two, &eva);
    assert!(knows(&eva).await);
    let mut open = Socket::enter(&eva, 0).await;
    open.snapshot().await;

    let withdraw = Command::Consent(Consent::Withdraw { to: eva.me, of: None, section: None });
    let copy = at_once(amina.does(withdraw), open.snapshot()).await;
    assert!(!serde_json::to_string(&copy).unwrap().contains(SAID));
    at_once(amina.gives(eva.me, &[Section::Ruler]), open.snapshot()).await;
    let the_day = async { clock.set(noon() + chrono::TimeDelta::days(31)) };
    let copy = at_once(the_day, open.snapshot()).await;
    assert!(!serde_json::to_string(&copy).unwrap().contains(SAID));

    let mette = again(&one, &mette, "").await;
    let mette_there = at(&two, &mette);
    let mut other = Socket::enter(&mette_there, 0).await;
    let out = async {
        let out = mette.client.ask(Method::DELETE, "/api/v1/session").send().await.unwrap();
        assert!(out.status().is_success());
    };
    assert_eq!(at_once(out, other.bye()).await, Bye::SignedOut);
    assert_eq!(mette_there.client.get(&mette.at("")).await.status(), StatusCode::UNAUTHORIZED);

    let remove = people::Command::Remove { member: eva.me, lead: people::Lead::NotYet };
    assert_eq!(at_once(amina.does(Command::People(remove)), open.bye()).await, Bye::SignedOut);
    assert_eq!(eva.client.get(&eva.at("")).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_at_one_process_ends_at_the_other_in_postgres() {
    what_ends_at_one_process_ends_at_the_other(Shared::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_at_one_process_ends_at_the_other_in_a_file() {
    what_ends_at_one_process_ends_at_the_other(Shared::file()).await;
}

/// Her screen goes round the table by one process; her other tab hangs on the other.
async fn what_is_handed_over_at_one_process_is_nobodys_at_the_other(shared: Shared) {
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let id = DialogueId(new_id());
    let (about, when) = (mette.child().await, noon().naive_utc());
    let plan =
        dialogue::Command::Plan { id, about, when, place: String::new(), held: false, among: None };
    mette.does(Command::Dialogue(plan)).await;
    mette.does(Command::Dialogue(dialogue::Command::Start { id })).await;
    let there = at(&two, &mette);
    let mut open = Socket::enter(&there, 0).await;
    open.snapshot().await;
    let (family, dialogue) = (mette.family.to_string(), id.to_string());
    let form = [("act", "begin"), ("family", &*family), ("dialogue", &dialogue), ("pin", "2580")];
    let begun = mette.client.form("/hand-over", &form).await;
    assert_eq!(begun.status(), StatusCode::SEE_OTHER);
    let bye = timeout(AT_ONCE, open.bye()).await.expect("it is nobody's now");
    assert_eq!(bye, Bye::SignedOut);
    assert_eq!(there.client.get(&there.at("")).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_over_at_one_process_is_nobodys_at_the_other_in_postgres() {
    what_is_handed_over_at_one_process_is_nobodys_at_the_other(Shared::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_over_at_one_process_is_nobodys_at_the_other_in_a_file() {
    what_is_handed_over_at_one_process_is_nobodys_at_the_other(Shared::file()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_one_process_erased_is_gone_at_the_other() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let there = at(&two, &mette);
    let mut open = Socket::enter(&there, 0).await;
    open.snapshot().await;
    one.parts.vault.erase(mette.family, noon()).unwrap();
    one.store.erase_family(mette.family).await.unwrap();
    let bye = timeout(AT_ONCE, open.bye()).await.expect("there is no such place any more");
    assert_eq!(bye, Bye::SignedOut);
    assert_eq!(there.client.get(&there.at("")).await.status(), StatusCode::NOT_FOUND);
}

// [S19] [S31] [S35]
#[tokio::test(flavor = "multi_thread")]
async fn one_sees_who_is_here_by_another_process_and_what_they_look_at() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let amina = at(&two, &mette.with(&one, "Amina", Role::Guardian).await);
    amina.gives(mette.me, &Section::ALL).await;
    let mut here = Socket::enter(&mette, 0).await;
    assert_eq!(here.present().await, [mette.me]);
    let mut there = Socket::enter(&amina, 0).await;
    let mut both = [mette.me, amina.me];
    both.sort_unstable();
    let all = |it| match it {
        FromServer::Present { members } => (members == both).then_some(()),
        _ => None,
    };
    // Whoever came second asked who was there, and whoever was there heard of it.
    tokio::join!(here.until(all), there.until(all));

    let id = DialogueId(new_id());
    let when = noon().naive_utc() + chrono::TimeDelta::days(1);
    let (about, place) = (mette.child().await, String::new());
    let plan = dialogue::Command::Plan { id, about, when, place, held: false, among: None };
    mette.does(Command::Dialogue(plan)).await;
    there.news().await;
    let passing = Passing::At { dialogue: id, step: dialogue::Step::Works };
    there.say(&FromClient::Passing { passing: passing.clone() }).await;
    let heard = |it| match it {
        FromServer::Passing { by, passing } => Some((by, passing)),
        _ => None,
    };
    assert!(here.until(heard).await == (amina.me, passing));
    let at = Spot::Card { dialogue: id, column: Column::Works };
    for passing in [Passing::Writes { at }, Passing::Wrote { at }] {
        there.say(&FromClient::Passing { passing: passing.clone() }).await;
        assert!(here.until(heard).await == (amina.me, passing));
    }

    // What one process hears of the other it tells no more freely than its own: nothing was given to Rosa.
    let rosa = mette.with(&one, "Rosa", Role::Network).await;
    let mut rosas = Socket::enter(&rosa, 0).await;
    assert_eq!(rosas.present().await, [rosa.me]);
    amina.gives(rosa.me, &[Section::Plan]).await;
    let mut all = vec![rosa.me, amina.me, mette.me];
    all.sort_unstable();
    assert_eq!(rosas.present().await, all, "Mette was given the plan, too");
    let withdraw = Consent::Withdraw { to: rosa.me, of: None, section: None };
    amina.does(Command::Consent(withdraw)).await;
    assert_eq!(rosas.present().await, [rosa.me]);

    // A process that dies says nothing; it is missed.
    drop(two);
    let alone = |it| match it {
        FromServer::Present { members } => (members == [mette.me]).then_some(()),
        _ => None,
    };
    here.until(alone).await;
}

/// A balancer may send each request to another process.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_at_one_process_is_ended_at_the_other() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let mette = family(&one).await;
    let mut phone = Phone::new(&format!("http://localhost:{PORT}"), b"mette");
    let begun = mette.client.post("/passkey/add/begin", &Value::Null).await;
    let made = phone.makes(&begun.json().await.unwrap(), |_| {});
    let added = at(&two, &mette).client.post("/passkey/add", &made).await;
    assert_eq!(added.status(), StatusCode::CREATED);

    let http = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let browser = |server: &Running| Client { http: http.clone(), ..server.stranger() };
    let begun = browser(&one).post("/passkey/enter/begin", &Value::Null).await;
    let signed = phone.signs(&begun.json().await.unwrap(), |_| {});
    let entered = browser(&two).post("/passkey/enter", &signed).await;
    assert!(entered.status().is_success(), "{}", entered.status());
    let again = browser(&one).post("/passkey/enter", &signed).await;
    assert_eq!(again.status(), StatusCode::FORBIDDEN, "it counts once, at all of them together");
}

/// By itself a process takes some sixty misses from one address.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_at_both_has_no_more_tries_than_at_one() {
    let shared = Shared::postgres().await;
    let (one, two, _) = shared.two().await;
    let wrong = joining(&"x".repeat(43), "Nogen");
    let try_at = async |server: &Running| {
        server.stranger().post("/api/v1/join", &wrong).await.status()
            != StatusCode::TOO_MANY_REQUESTS
    };
    // They hear each other.
    let mette = family(&one).await;
    let amina = at(&two, &mette.with(&one, "Amina", Role::Guardian).await);
    let (mut here, mut there) = (Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await);
    while here.present().await.len() < 2 {}
    while there.present().await.len() < 2 {}
    let mut tries = 0;
    while try_at(&one).await {
        tries += 1;
    }
    assert!(tries >= 20, "{tries}");
    // Words come in order: when her going is known there, so is what was counted.
    drop(here);
    while there.present().await.len() > 1 {}
    let mut more = 0;
    while try_at(&two).await {
        more += 1;
    }
    assert!(more < 10, "{more}");
}
