//! A server in a process of its own that is killed without a warning, and people who go on writing. What they were answered is held
//! against what stands in the log. The store under it is the caller's to choose, by the environment of the process.

#[path = "killing/deeds.rs"]
mod deeds;

use crate::given::{Client, Person, found, member, sent};
use crate::socket::{Socket, called};
use chrono::{DateTime, Utc};
use deeds::{Deeds, mark};
use domain::people::Role;
use domain::protocol::{Answer, FromClient, FromServer, Outcome, PROTOCOL_VERSION, Sent};
use domain::tellings::Tellings;
use domain::{CommandId, Family, FamilyId, MemberId, Recorded};
use rustix::process::{Pid, Signal, kill_process};
use server::clock::{Clock, new_id};
use server::config::DATABASE;
use server::store::{Postgres, SealedEvent, Sqlite, Store};
use server::vault::{Table, Vault};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

const BINARY: &str = env!("CARGO_BIN_EXE_familiedialog");
const FAMILIES: usize = 5;
/// Where the server itself lives on, nobody says when it can answer again.
const BACK: Duration = Duration::from_millis(50);
/// Each family has so many; half of them come by socket, half by requests.
const WRITERS: usize = 4;

/// A server process. Killed when it is dropped.
pub struct Process {
    pub base: String,
    child: Child,
}

impl Process {
    /// Comes back when the address is open.
    pub fn start(data: &Path, site: &Path, env: &[(&str, &str)]) -> Self {
        let mut child = Command::new(BINARY)
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(data)
            .arg("--site")
            .arg(site)
            .env("RUST_LOG", "error")
            .envs(env.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program is there");
        let said = BufReader::new(child.stdout.take().expect("it is piped"));
        let line = said
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.find("http://").map(|at| line[at..].trim().to_owned()));
        Self { base: line.expect("it says where it listens"), child }
    }

    pub fn kill(mut self) {
        self.end();
    }

    /// Asks it to end, as whoever brings an update does, and waits until it has. Says whether it went well.
    pub fn ask_to_end(mut self) -> bool {
        let id = Pid::from_child(&self.child);
        kill_process(id, Signal::TERM).expect("it is there");
        self.child.wait().expect("it is ours").success()
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// What one writer was answered: which command, with which words, with which number.
#[derive(Default)]
struct Told {
    family: usize,
    done: Vec<(CommandId, String, u64)>,
    /// Sent more than once, because an answer did not come.
    again: usize,
    /// Requests that broke off after they were sent: which words, and when.
    broken: Vec<(String, DateTime<Utc>)>,
    /// Sockets that ended without a last word.
    silent: usize,
}

/// What came of it all.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Report {
    pub kills: usize,
    pub answered: usize,
    pub sent_again: usize,
    pub lost: usize,
    pub doubled: usize,
    pub elsewhere: usize,
    /// Requests that were carried out and broke off.
    pub unanswered: usize,
    /// Sockets that ended without a last word.
    pub silent: usize,
}

/// The people, each with the child of their family.
pub struct Circle {
    people: Vec<(Person, MemberId)>,
}

impl Circle {
    pub async fn found(process: &Process) -> Self {
        let mut people = Vec::new();
        for _ in 0..FAMILIES {
            let client = stranger(&process.base);
            let (founder, child) = (member("Mette", Role::Guardian), member("Ali", Role::Child));
            let (id, child_id) = (FamilyId(new_id()), child.id);
            let sent = serde_json::to_value(found(id, founder, child)).unwrap();
            let answer = client.post("/api/v1/families", &sent).await;
            people.push((crate::given::entered(&client, answer).await, child_id));
        }
        Self { people }
    }

    /// One of them.
    pub fn one(&self) -> (&Person, MemberId) {
        let (person, child) = &self.people[0];
        (person, *child)
    }

    /// Strikes `kills` times while everybody writes: `struck` kills something and starts it again. The dice say after how many answers.
    pub async fn written_under(
        &self,
        mut process: Process,
        (kills, seed): (usize, u64),
        kept: Kept<'_>,
        struck: impl Fn(Process) -> Process,
    ) -> Report {
        let (where_to, heard) = watch::channel(process.base.clone());
        let (count, mut counted) = watch::channel(0_usize);
        let (count, enough) = (Arc::new(count), Arc::new(AtomicBool::new(false)));
        let mut writers = JoinSet::new();
        for number in 0..FAMILIES * WRITERS {
            let (person, child) = self.people[number % FAMILIES].clone();
            let writer = Writer {
                number,
                child,
                person,
                base: heard.clone(),
                count: count.clone(),
                enough: enough.clone(),
                told: Told { family: number % FAMILIES, ..Told::default() },
            };
            writers.spawn(writer.run());
        }
        let mut dice = seed;
        for _ in 0..kills {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let after =
                *counted.borrow_and_update() + 1 + usize::try_from(dice >> 33).unwrap() % 40;
            tokio::select! {
                _ = counted.wait_for(|count| *count >= after) => {}
                Some(early) = writers.join_next() => panic!("a writer stopped: {:?}", early.err()),
            }
            process = struck(process);
            where_to.send(process.base.clone()).unwrap();
        }
        enough.store(true, Ordering::Relaxed);
        let told = writers.join_all().await;
        process.kill();
        self.compared(kept, kills, told).await
    }

    /// The answers against the log.
    async fn compared(&self, kept: Kept<'_>, kills: usize, told: Vec<Told>) -> Report {
        let mut report = Report { kills, ..Report::default() };
        let (store, vault) = kept.open().await;
        for (family, (person, _)) in self.people.iter().enumerate() {
            let mut stands: HashMap<String, Vec<u64>> = HashMap::new();
            let mut written = HashMap::new();
            let (mut place, mut tellings) = (Family::default(), Tellings::default());
            for it in log(store.as_ref(), &vault, person.family).await {
                tellings.take_in(&mut place, &it);
                if let Some(mark) = mark(&it.event) {
                    written.insert(mark.clone(), it.at);
                    stands.entry(mark).or_default().push(tellings.number(person.me));
                }
            }
            for told in told.iter().filter(|it| it.family == family) {
                report.sent_again += told.again;
                report.silent += told.silent;
                let before =
                    |(words, at): &&(String, _)| written.get(words).is_some_and(|it| it <= at);
                report.unanswered += told.broken.iter().filter(before).count();
                for (_, words, seq) in &told.done {
                    report.answered += 1;
                    match stands.remove(words).as_deref() {
                        None => report.lost += 1,
                        Some([at]) if at == seq => {}
                        Some([_]) => report.elsewhere += 1,
                        Some(_) => report.doubled += 1,
                    }
                }
            }
            // Nobody wrote anything that they were not answered in the end.
            report.doubled += stands.len();
        }
        report
    }
}

/// Where the server keeps what it was told.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    pub data: &'a Path,
    pub postgres: Option<&'a str>,
}

impl Kept<'_> {
    async fn open(self) -> (Arc<dyn Store>, Vault) {
        let store: Arc<dyn Store> = match self.postgres {
            Some(url) => Arc::new(Postgres::open(url).await.unwrap()),
            None => Arc::new(Sqlite::open(&self.data.join(DATABASE)).await.unwrap()),
        };
        (store, Vault::open(self.data, None).unwrap())
    }
}

/// All that stands in a family's log.
pub async fn log(store: &dyn Store, vault: &Vault, family: FamilyId) -> Vec<Recorded> {
    let row = store.family(family).await.unwrap().unwrap();
    let key = vault.family(family, row.key_version).unwrap();
    let read = |it: SealedEvent| {
        let plain = key.open(Table::Events, it.seq, &it.body).unwrap();
        let mut body: serde_json::Value = serde_json::from_slice(&plain).unwrap();
        body["seq"] = it.seq.into();
        serde_json::from_value(body).unwrap()
    };
    store.events(family, 0).await.unwrap().into_iter().map(read).collect()
}

fn stranger(base: &str) -> Client {
    // A connection to a server that was killed is of no use to the next.
    let http = reqwest::Client::builder().pool_max_idle_per_host(1).build().unwrap();
    Client { base: base.to_owned(), http, token: None }
}

struct Writer {
    number: usize,
    person: Person,
    child: MemberId,
    base: watch::Receiver<String>,
    count: Arc<watch::Sender<usize>>,
    enough: Arc<AtomicBool>,
    told: Told,
}

impl Writer {
    /// One command after the other, each until it is answered.
    async fn run(mut self) -> Told {
        let mut socket = None;
        let mut deeds = Deeds::new(self.number, self.person.me, self.child);
        while !self.enough.load(Ordering::Relaxed) {
            let (command, words) = deeds.next();
            let command = sent(command);
            let seq = loop {
                self.person.client.base.clone_from(&self.base.borrow_and_update());
                let by_socket = (self.number / FAMILIES).is_multiple_of(2);
                let answer = if by_socket {
                    let heard = over_socket(&self.person, &mut socket, &command).await;
                    // Where the server lives on, the socket does not.
                    socket = socket.filter(|_| heard.is_ok());
                    self.told.silent += usize::from(heard.as_ref().err() == Some(&Over::Silent));
                    heard.ok()
                } else {
                    let answer = over_http(&self.person, &command).await;
                    if let Err(Unanswered::Broken) = answer {
                        self.told.broken.push((words.clone(), Clock::system().now()));
                    }
                    answer.ok()
                };
                match answer.map(|it| it.outcome) {
                    Some(Outcome::Done { seq }) => break seq,
                    Some(Outcome::Refused { refusal }) => panic!("refused: {refusal}"),
                    None => self.told.again += 1,
                }
                // It goes on where the server is to be found next, or at the same place, where it may be back already.
                if *self.base.borrow() == self.person.client.base {
                    let _ = timeout(BACK, self.base.changed()).await;
                }
            };
            self.told.done.push((command.id, words, seq));
            self.count.send_modify(|count| *count += 1);
        }
        self.told
    }
}

/// Why a request has no answer.
enum Unanswered {
    /// Nobody took it, or it was told to come again.
    NotTaken,
    /// It was sent, and the connection broke off.
    Broken,
}

async fn over_http(person: &Person, command: &Sent) -> Result<Answer, Unanswered> {
    let body = serde_json::to_value(command).unwrap();
    let request = person.client.ask(reqwest::Method::POST, &person.at("/commands")).json(&body);
    let broken = |error: reqwest::Error| {
        if error.is_connect() { Unanswered::NotTaken } else { Unanswered::Broken }
    };
    let answer = request.send().await.map_err(broken)?;
    if answer.status() == 200 {
        answer.json().await.map_err(broken)
    } else {
        Err(Unanswered::NotTaken)
    }
}

/// How a socket ended.
#[derive(PartialEq, Eq)]
enum Over {
    /// With a last word, or before it was open.
    Said,
    Silent,
}

async fn over_socket(
    person: &Person,
    kept: &mut Option<(String, Socket)>,
    command: &Sent,
) -> Result<Answer, Over> {
    if kept.as_ref().is_none_or(|(base, _)| *base != person.client.base) {
        let mut socket = called(person, None).await.map_err(|_| Over::Said)?;
        let hello = FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 };
        // Whether it can still be said shows in what is heard.
        let _ = socket.try_say(&hello).await;
        *kept = Some((person.client.base.clone(), socket));
    }
    let (_, socket) = kept.as_mut().ok_or(Over::Said)?;
    let _ = socket.try_say(&FromClient::Do { sent: command.clone() }).await;
    loop {
        match socket.hear().await.ok_or(Over::Silent)? {
            FromServer::Answer { answer } if answer.id == command.id => return Ok(answer),
            FromServer::Bye { .. } => return Err(Over::Said),
            _ => {}
        }
    }
}
