//! Forms after which something is over, sent to a server that is killed just then: sent again they do it once, and say so kindly.

use crate::accounts::{NAME, PASSWORD, is_in, is_wrong, keeps, signs_in};
use crate::given::{Client, Person, entered, found, joining, member, sent, site};
use crate::killing::{Process, log};
use chrono::TimeDelta;
use domain::people::{self, Command as People, Phase, Role, Use};
use domain::{Command, Event, FamilyId, InvitationId};
use reqwest::StatusCode;
use reqwest::redirect::Policy;
use server::clock::{Clock, new_id};
use server::config::DATABASE;
use server::store::Sqlite;
use server::vault::Vault;
use tempfile::TempDir;

/// After so many answers to somebody else: before the form is read, while it is carried out, after it was answered.
const STRIKES: [usize; 9] = [0, 1, 2, 4, 8, 16, 32, 64, 128];

type Fields = &'static [(&'static str, &'static str)];

/// Forms of the page of the circle, each of which is possible after the one before it.
const DEEDS: [Fields; 6] = [
    &[("act", "pause")],
    &[("act", "resume")],
    &[("act", "close")],
    &[("act", "resume")],
    &[("act", "erase"), ("called", "familien ved åen")],
    &[("act", "keep")],
];

/// A data folder, and whoever has a seat in it.
struct House {
    data: TempDir,
    site: TempDir,
}

impl House {
    fn new() -> Self {
        Self { data: tempfile::tempdir().unwrap(), site: site() }
    }

    fn start(&self) -> Process {
        Process::start(self.data.path(), self.site.path(), &[])
    }

    async fn is_whole(&self) {
        let checked = server::check(self.data.path()).await.unwrap();
        assert!(checked.is_whole(), "{checked}");
    }
}

fn stranger(process: &Process) -> Client {
    let http = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    Client { base: process.base.clone(), http, token: None }
}

/// The same person at a server that was started again.
fn at(process: &Process, person: &Person) -> Person {
    let client = Client { token: person.client.token.clone(), ..stranger(process) };
    Person { client, ..person.clone() }
}

async fn founded(process: &Process) -> Person {
    let (founder, child) = (member("Amina", Role::Guardian), member("Ali", Role::Child));
    let founds = serde_json::to_value(found(FamilyId(new_id()), founder, child)).unwrap();
    let stranger = stranger(process);
    let answer = stranger.post("/api/v1/families", &founds).await;
    entered(&stranger, answer).await
}

/// Sends a form, and kills the server once somebody else was answered so often. How it was answered, if it was.
async fn struck(
    process: Process,
    client: &Client,
    (path, fields): (&str, Fields),
    answers: usize,
) -> Option<StatusCode> {
    let form = tokio::spawn(client.filled(path, fields).send());
    let other = stranger(&process);
    for _ in 0..answers {
        other.get("/healthz").await;
    }
    process.kill();
    form.await.unwrap().ok().map(|answer| answer.status())
}

fn stands(person: &Person, family: &domain::Family, fields: Fields) -> bool {
    let people::State { phase, ending, .. } = &family.people;
    match fields[0].1 {
        "pause" => *phase == Phase::Paused,
        "close" => *phase == Phase::Closed,
        "resume" => *phase == Phase::Open,
        "erase" => ending.yes.contains_key(&person.me),
        _ => ending.yes.is_empty(),
    }
}

// [S7] [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_course_rests_and_ends_once_however_its_forms_were_cut_off() {
    let house = House::new();
    let mut process = house.start();
    let mut amina = founded(&process).await;
    let (mut answered, mut done) = (0, 0);
    for strike in STRIKES {
        for fields in DEEDS {
            let path = amina.page("/people");
            let answer = struck(process, &amina.client, (path.as_str(), fields), strike).await;
            process = house.start();
            amina = at(&process, &amina);
            let was_done = stands(&amina, &amina.view().await.family, fields);
            assert!(answer.is_none_or(|it| it == StatusCode::SEE_OTHER && was_done));
            answered += usize::from(answer.is_some());
            done += usize::from(was_done);
            // The browser sends it again; and a thumb was impatient.
            for _ in 0..2 {
                let answer = amina.client.form(&path, fields).await;
                assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{fields:?} at {strike}");
                assert!(stands(&amina, &amina.view().await.family, fields));
            }
        }
    }
    process.kill();
    println!("{answered} answered and {done} done of {}", STRIKES.len() * DEEDS.len());
    assert!(answered > 0 && done < STRIKES.len() * DEEDS.len(), "it struck before and after");
    let store = Sqlite::open(&house.data.path().join(DATABASE)).await.unwrap();
    let vault = Vault::open(house.data.path(), None).unwrap();
    let (mut phases, mut wanted, mut stopped) = (0, 0, 0);
    for it in log(&store, &vault, amina.family).await {
        match it.event {
            Event::People(people::Event::PhaseChanged { .. }) => phases += 1,
            Event::People(people::Event::ErasureWanted { .. }) => wanted += 1,
            Event::People(people::Event::ErasureStopped { .. }) => stopped += 1,
            _ => {}
        }
    }
    let each = STRIKES.len();
    assert_eq!((phases, wanted, stopped), (4 * each, each, each));
    house.is_whole().await;
}

/// By a link of Amina's, with a way in of their own, and out of the circle again.
async fn was_here(process: &Process, amina: &Person) -> Client {
    let (id, until) = (InvitationId(new_id()), Clock::system().now() + TimeDelta::days(1));
    let (role, who, usage) = (Role::Network, None, Use::Single);
    amina.does(Command::People(People::Invite { id, role, who, usage, until })).await;
    let key = amina.at(&format!("/invitations/{id}/key"));
    let shown: serde_json::Value =
        amina.client.post(&key, &serde_json::Value::Null).await.json().await.unwrap();
    let link = shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1;
    let stranger = stranger(process);
    let eva = stranger.post("/api/v1/join", &joining(link, "Eva")).await;
    let eva = entered(&stranger, eva).await;
    let page = keeps(&eva.client, NAME, PASSWORD, &[]).await;
    assert_eq!(page.status(), StatusCode::OK);
    let leaves = serde_json::to_value(sent(Command::People(People::Leave {}))).unwrap();
    let answer = eva.client.post(&eva.at("/commands"), &leaves).await.text().await.unwrap();
    assert!(answer.contains("done"), "{answer}");
    eva.client
}

// [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_closed_wholly_or_not_at_all() {
    const CLOSE: (&str, Fields) = ("/account", &[("act", "close")]);
    let house = House::new();
    let mut process = house.start();
    let mut amina = founded(&process).await;
    let (mut open, mut shut) = (0, 0);
    for strike in STRIKES {
        let eva = was_here(&process, &amina).await;
        let answer = struck(process, &eva, CLOSE, strike).await;
        process = house.start();
        amina = at(&process, &amina);
        let eva = Client { token: eva.token, ..stranger(&process) };
        let is_closed = !is_in(&eva).await;
        assert!(answer.is_none_or(|it| it == StatusCode::SEE_OTHER && is_closed));
        let comes_in = signs_in(&stranger(&process), NAME, PASSWORD, "").await;
        if is_closed {
            shut += 1;
            is_wrong(comes_in).await;
        } else {
            open += 1;
            assert_eq!(comes_in.status(), StatusCode::SEE_OTHER, "everything is as it was");
        }
        // Whoever is out already is told that they are not in.
        let (path, fields) = CLOSE;
        let expected = if is_closed { StatusCode::UNAUTHORIZED } else { StatusCode::SEE_OTHER };
        assert_eq!(eva.form(path, fields).await.status(), expected);
        let again = eva.form(path, fields).await;
        assert_eq!(again.status(), StatusCode::UNAUTHORIZED);
        assert!(again.text().await.unwrap().contains("Du er ikke inde"));
        assert!(!is_in(&eva).await);
        is_wrong(signs_in(&stranger(&process), NAME, PASSWORD, "").await).await;
    }
    assert!(open > 0 && shut > 0, "it struck before and after: {open}, {shut}");
    process.kill();
    house.is_whole().await;
}
