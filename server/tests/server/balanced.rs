//! Two server processes on one database, and before them something that sends each connection to the next of them in turn, whoever's it
//! is: as a balancer does that knows of no sessions.

use crate::given::{Client, Person, entered, found, joining, member, place, sent, site};
use crate::killing::Process;
use crate::socket::{Socket, follow};
use crate::throwaway;
use domain::people::{Command as People, Role, Use};
use domain::protocol::{Outcome, Sent};
use domain::ruler::Seen;
use domain::{Command, Family, FamilyId, InvitationId, MemberId};
use reqwest::redirect::Policy;
use serde_json::Value;
use server::clock::{Clock, new_id};
use server::store::{Postgres, Store};
use std::collections::BTreeSet;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

/// As many commands as [`WRITERS`] send together.
const COMMANDS: usize = 50;
const WRITERS: usize = 5;

/// Where people find the balancer before these.
async fn balanced(processes: [&Process; 2]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let to = processes.map(|it| it.base.trim_start_matches("http://").to_owned());
    tokio::spawn(async move {
        for turn in 0_usize.. {
            let (mut client, _) = listener.accept().await.unwrap();
            let to = to[turn % 2].clone();
            tokio::spawn(async move {
                let mut server = TcpStream::connect(to).await.unwrap();
                server.set_nodelay(true).unwrap();
                client.set_nodelay(true).unwrap();
                // How it ends is the matter of both sides.
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    base
}

/// Every request comes by a connection of its own.
fn stranger(base: &str) -> Client {
    let http = reqwest::Client::builder().redirect(Policy::none()).pool_max_idle_per_host(0);
    Client { base: base.to_owned(), http: http.build().unwrap(), token: None }
}

/// Two guardians of one family, who came in by the balancer.
async fn two_guardians(base: &str) -> (Person, Person, MemberId) {
    let (founder, child) = (member("Mette", Role::Guardian), member("Ali", Role::Child));
    let (client, child_id) = (stranger(base), child.id);
    let found = serde_json::to_value(found(FamilyId(new_id()), founder, child)).unwrap();
    let mette = entered(&client, client.post("/api/v1/families", &found).await).await;
    let (id, until) = (InvitationId(new_id()), Clock::system().now() + chrono::TimeDelta::days(1));
    let (role, usage) = (Role::Guardian, Use::Single);
    mette.does(Command::People(People::Invite { id, role, who: None, usage, until })).await;
    let key = mette.at(&format!("/invitations/{id}/key"));
    let shown: Value = mette.client.post(&key, &Value::Null).await.json().await.unwrap();
    let link = shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1.to_owned();
    let client = stranger(base);
    let amina = entered(&client, client.post("/api/v1/join", &joining(&link, "Amina")).await).await;
    (mette, amina, child_id)
}

/// Sends it, and sends it once more: by whichever process, the answer is the same.
async fn by_request(person: &Person, command: &Sent) {
    let first = person.send(command).await;
    assert!(matches!(first.outcome, Outcome::Done { .. }));
    assert!(person.send(command).await == first, "it is done once");
}

async fn by_socket(socket: &mut Socket, command: &Sent) {
    let first = socket.does(command.clone()).await;
    assert!(matches!(first.outcome, Outcome::Done { .. }));
}

fn words(family: &Family) -> Vec<String> {
    family.ruler.placements.values().map(|it| it.because.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_balancer_that_knows_of_no_sessions_all_is_there_once_and_at_once() {
    let (database, data, site) =
        (throwaway::database().await, tempfile::tempdir().unwrap(), site());
    let start =
        || Process::start(data.path(), site.path(), &[("DATABASE_URL", database.url.as_str())]);
    let (one, two) = (start(), start());
    let base = balanced([&one, &two]).await;
    let (mette, amina, child) = two_guardians(&base).await;
    // Connections that follow upon each other go to one and the other: of each person both the ears and the mouth, crosswise.
    let mut ears = [Socket::enter(&mette, 0).await, Socket::enter(&amina, 0).await];
    let mut mouths = [Socket::enter(&amina, 0).await, Socket::enter(&mette, 0).await];
    let mut copies = Vec::new();
    for ear in &mut ears {
        copies.push(ear.snapshot().await.family);
    }
    let expected: BTreeSet<String> = (0..COMMANDS).map(|it| format!("ord {it}")).collect();
    let lay = |number: usize| sent(place(child, &format!("ord {number}"), Seen::Circle));
    let requests = (0..WRITERS - 2).map(|writer| {
        let person = [&mette, &amina][writer % 2].clone();
        async move {
            for number in (writer..COMMANDS).step_by(WRITERS) {
                by_request(&person, &lay(number)).await;
            }
        }
    });
    let sockets = mouths.iter_mut().zip(WRITERS - 2..).map(|(mouth, writer)| async move {
        for number in (writer..COMMANDS).step_by(WRITERS) {
            by_socket(mouth, &lay(number)).await;
        }
    });
    let listens = ears.iter_mut().zip(&mut copies).map(|(ear, copy)| async move {
        while copy.ruler.placements.len() < COMMANDS {
            follow(copy, &ear.news().await);
        }
    });
    // All at once: each is told live what the others do by the other process.
    tokio::join!(
        futures_util::future::join_all(requests),
        futures_util::future::join_all(sockets),
        futures_util::future::join_all(listens),
    );
    for (person, copy) in [&mette, &amina].into_iter().zip(&copies) {
        assert_eq!(words(copy).into_iter().collect::<BTreeSet<_>>(), expected);
        // One after the other, so by both.
        for _ in 0..2 {
            let seen = person.view().await.family;
            assert!(seen == *copy && words(&seen).len() == COMMANDS, "none is lost or doubled");
        }
    }
    let log = Postgres::open(&database.url).await.unwrap().events(mette.family, 0).await.unwrap();
    assert!(log.iter().map(|it| it.seq).eq(1..=log.len() as u64), "no gap, and no number twice");
}
