//! A real server on a port of its own, with real sockets, and people who talk to it.

use crate::phone::Phone;
use chrono::{DateTime, TimeZone, Utc};
use domain::consent::{self, Section};
use domain::protocol::{Answer, Outcome, Sent, Snapshot};
use domain::{Command, CommandId, FamilyId, InvitationId, MemberId, PlacementId, people, ruler};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use server::auth::sessions::{self, Begun};
use server::clock::{self, Clock};
use server::demo::door::{self, Doors};
use server::parts::{Parts, Reach};
use server::store::{Memory, Store};
use server::vault::Vault;
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that runs until it is stopped or dropped.
pub struct Running {
    pub addr: SocketAddr,
    pub clock: Clock,
    pub store: Arc<dyn Store>,
    pub parts: Parts,
    /// As `familiedialog run` has them: only the demo's families come by these.
    pub doors: Doors,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    _site: tempfile::TempDir,
}

/// The day on which the tests happen: a Tuesday in September, at noon.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 9, 1, 12, 0, 0).unwrap()
}

impl Running {
    /// Forgets when it ends.
    pub async fn start() -> Self {
        Self::with(Arc::new(Memory::default()), Vault::passing().unwrap(), Reach::default()).await
    }

    /// Keeps everything in a folder.
    pub async fn on_disk(data: &Path) -> Self {
        let store = server::store::Sqlite::open(&data.join("test.db")).await.unwrap();
        Self::with(Arc::new(store), Vault::open(data, None).unwrap(), Reach::default()).await
    }

    pub async fn with(store: Arc<dyn Store>, vault: Vault, reach: Reach) -> Self {
        Self::made(store, vault, reach, Clock::standing(noon()), |_, _| {}).await
    }

    /// With something changed in its parts, once its address is known.
    pub async fn made(
        store: Arc<dyn Store>,
        vault: Vault,
        reach: Reach,
        clock: Clock,
        change: impl FnOnce(SocketAddr, &mut Parts),
    ) -> Self {
        let site = site();
        let files = server::http::site::files(site.path()).unwrap();
        let mut parts =
            Parts::new(files, site.path().to_owned(), store.clone(), vault, clock.clone(), reach);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        change(addr, &mut parts);
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async { drop(stopped.await) };
        let (running, doors) = (parts.clone(), Doors::default());
        let more = door::routes(doors.clone());
        let task = tokio::spawn(async move {
            server::serve_with(parts, more, listener, until).await.unwrap();
        });
        Self { addr, clock, store, parts: running, doors, stop: Some(stop), task, _site: site }
    }

    /// Asks the server to go down and waits until it has.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        (&mut self.task).await.unwrap();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// Somebody nobody knows.
    pub fn stranger(&self) -> Client {
        let http =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Client { base: self.url(""), http, token: None }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the bundling tool would have made.
pub fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    std::fs::create_dir(site.path().join("pkg")).unwrap();
    let manifest = json!({ "start": "/pkg/start-1.js", "js": "/pkg/app-1.js", "wasm": "/pkg/app-1.wasm", "css": "/pkg/main-1.css" });
    std::fs::write(site.path().join("pkg/manifest.json"), manifest.to_string()).unwrap();
    std::fs::write(site.path().join("pkg/app-1.js"), "plain").unwrap();
    std::fs::write(site.path().join("pkg/app-1.js.br"), "small").unwrap();
    for name in ["sw.js", "icons.svg", "pkg/main-1.css"] {
        std::fs::write(site.path().join(name), "plain").unwrap();
    }
    site
}

/// A client, signed in or not.
#[derive(Clone)]
pub struct Client {
    pub base: String,
    pub http: reqwest::Client,
    pub token: Option<String>,
}

impl Client {
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.ask(Method::GET, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.ask(Method::POST, path).json(body).send().await.unwrap()
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.filled(path, fields).send().await.unwrap()
    }

    /// A form that is not sent yet.
    pub fn filled(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let mut body = String::new();
        for (name, value) in fields {
            let separator = if body.is_empty() { "" } else { "&" };
            write!(body, "{separator}{name}={}", encoded(value)).unwrap();
        }
        let form = self
            .ask(Method::POST, path)
            .header("content-type", "application/x-www-form-urlencoded");
        form.body(body)
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Somebody with a seat in a family.
#[derive(Clone)]
pub struct Person {
    pub client: Client,
    pub family: FamilyId,
    pub me: MemberId,
}

pub fn member(name: &str, role: people::Role) -> people::Member {
    let id = MemberId(clock::new_id());
    let (title, born, language, joined) = (String::new(), None, people::Language::Da, false);
    people::Member { id, name: name.to_owned(), role, title, born, language, joined }
}

pub fn sent(command: impl Into<Command>) -> Sent {
    Sent { id: CommandId(clock::new_id()), command: command.into() }
}

pub fn found(family: FamilyId, founder: people::Member, child: people::Member) -> Sent {
    let (name, note) = ("Familien ved åen".to_owned(), String::new());
    sent(Command::People(people::Command::Found {
        family,
        name,
        note,
        founder,
        children: vec![child],
    }))
}

/// What entering was answered, as a person.
pub async fn entered(client: &Client, response: Response) -> Person {
    assert_eq!(response.status(), StatusCode::CREATED, "{}", response.text().await.unwrap());
    let body: Value = response.json().await.unwrap();
    let id = |name: &str| body[name].as_str().unwrap().to_owned();
    let client = Client { token: Some(id("token")), ..client.clone() };
    Person { client, family: id("family").parse().unwrap(), me: id("member").parse().unwrap() }
}

impl Person {
    /// Sets up a passkey, as a professional must before anything of the family is shown; the session is of that level from then
    /// on.
    pub async fn by_profession(self, server: &Running) -> Self {
        let found_at = server.parts.ways.origin().unwrap().url().as_str().trim_end_matches('/');
        let mut phone = Phone::new(found_at, self.me.0.as_bytes());
        let options = self.client.post("/passkey/add/begin", &Value::Null).await;
        let options = options.json().await.unwrap();
        let answer = self.client.post("/passkey/add", &phone.makes(&options, |_| {})).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let token = cookie(&answer, "session=").or(cookie(&answer, "__Host-session=")).unwrap();
        let token = token.split_once('=').unwrap().1.split(';').next().unwrap().to_owned();
        Self { client: Client { token: Some(token), ..self.client }, ..self }
    }
}

/// The same person on another device, or on another day: come in once more, at the level they had.
pub async fn again(server: &Running, person: &Person, agent: &'static str) -> Person {
    let token = server::vault::token_hash(person.client.token.as_ref().unwrap());
    let before = server.store.session(token).await.unwrap().unwrap();
    let (mut headers, now) = (HeaderMap::new(), Some(server.clock.now()));
    headers.insert("user-agent", agent.parse().unwrap());
    let (parts, account) = (&server.parts, before.account);
    let begun = Begun { level: before.level, stepped_up: now, trial: None };
    let token = sessions::begin_with(parts, account, &headers, begun).await.unwrap();
    Person { client: Client { token: Some(token), ..person.client.clone() }, ..person.clone() }
}

/// A family's place with a coordinator and a child called Ali.
pub async fn family(server: &Running) -> Person {
    founded(server, people::Role::Professional).await.by_profession(server).await
}

/// The same before its coordinator has set up a way in.
pub async fn founded(server: &Running, role: people::Role) -> Person {
    let stranger = server.stranger();
    let founder = member("Mette", role);
    let sent = found(FamilyId(clock::new_id()), founder, member("Ali", people::Role::Child));
    let response = stranger.post("/api/v1/families", &serde_json::to_value(&sent).unwrap()).await;
    entered(&stranger, response).await
}

impl Person {
    pub fn at(&self, path: &str) -> String {
        format!("/api/v1/families/{}{path}", self.family)
    }

    /// A page or a form of the family.
    pub fn page(&self, path: &str) -> String {
        format!("/f/{}{path}", self.family)
    }

    pub async fn send(&self, sent: &Sent) -> Answer {
        let response =
            self.client.post(&self.at("/commands"), &serde_json::to_value(sent).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    /// Sends a command that is carried out. Gives their number after it.
    pub async fn does(&self, command: Command) -> u64 {
        match self.send(&sent(command)).await.outcome {
            Outcome::Done { seq } => seq,
            Outcome::Refused { refusal } => panic!("refused: {refusal}"),
        }
    }

    pub async fn view(&self) -> Snapshot {
        self.client.get(&self.at("")).await.json().await.unwrap()
    }

    pub async fn child(&self) -> MemberId {
        self.view().await.family.people.children().next().unwrap().id
    }

    /// Opens a way in and shows it: the link's last part and the code.
    pub async fn invites(
        &self,
        role: people::Role,
        usage: people::Use,
        who: Option<MemberId>,
    ) -> (InvitationId, String, String) {
        let id = InvitationId(clock::new_id());
        let days = if usage == people::Use::Single { 7 } else { 1 };
        let until = noon() + chrono::TimeDelta::days(days);
        self.does(Command::People(people::Command::Invite { id, role, who, usage, until })).await;
        let shown: Value = self
            .client
            .post(&self.at(&format!("/invitations/{id}/key")), &Value::Null)
            .await
            .json()
            .await
            .unwrap();
        let link = shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1.to_owned();
        (id, link, shown["code"].as_str().unwrap().to_owned())
    }

    /// A new person with a seat in this family.
    pub async fn with(&self, server: &Running, name: &str, role: people::Role) -> Person {
        let (_, link, _) = self.invites(role, people::Use::Single, None).await;
        let stranger = server.stranger();
        let response = stranger.post("/api/v1/join", &joining(&link, name)).await;
        let person = entered(&stranger, response).await;
        match role {
            people::Role::Guardian => person.shares().await,
            people::Role::Professional => return person.by_profession(server).await,
            people::Role::Child | people::Role::Network => {}
        }
        person
    }

    /// Lets everybody of the circle see everything, as a guardian may.
    pub async fn shares(&self) {
        for member in self.view().await.family.people.members.into_values() {
            if member.role != people::Role::Guardian {
                self.gives(member.id, &Section::ALL).await;
            }
        }
    }

    /// Lets somebody see sections for a month, as a guardian may.
    pub async fn gives(&self, to: MemberId, sections: &[Section]) -> u64 {
        self.does(Command::Consent(consent::Command::Give {
            to,
            of: None,
            sections: sections.iter().copied().collect(),
            purpose: "at vi kan hjælpes ad".to_owned(),
            until: noon().date_naive() + chrono::TimeDelta::days(30),
            heard: consent::Heard::Fine,
        }))
        .await
    }
}

/// What an answer says of the cookie of this name, if it does.
pub fn cookie(answer: &Response, name: &str) -> Option<String> {
    let all = answer.headers().get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    all.map(str::to_owned).find(|it| it.starts_with(name))
}

pub fn joining(key: &str, name: &str) -> Value {
    json!({ "key": key, "id": clock::new_id(), "member": clock::new_id(), "name": name, "title": "", "language": "da" })
}

/// A placement of the child at school today.
pub fn place(child: MemberId, because: &str, seen: ruler::Seen) -> Command {
    Command::Ruler(ruler::Command::Place {
        id: PlacementId(clock::new_id()),
        child,
        setting: ruler::Setting::School,
        level: ruler::Level::ALL[1],
        on: noon().date_naive(),
        because: because.to_owned(),
        works: String::new(),
        one_up: String::new(),
        seen,
    })
}

/// The number of somebody who was told so much, where the clock stands at [`noon`].
pub const fn nth(telling: u64) -> u64 {
    telling * 1_000_000
}
