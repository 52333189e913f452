//! What whoever runs the server can see of an attack: one line of each thing, with its route and a mark, and nobody's name.

use crate::accounts::{NAME, PASSWORD, keeps, signs_in};
use crate::given::{Client, Person, Running, founded, joining, noon, sent};
use crate::house::Written;
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::people::{Command as People, Role, Use};
use domain::{Command, InvitationId};
use reqwest::{Method, StatusCode};
use server::clock::new_id;
use server::security::Kind;
use std::collections::BTreeSet;
use std::sync::PoisonError;
use tracing::subscriber::DefaultGuard;

/// The log of all that happens on this thread, where the server of such a test runs too.
struct Log {
    written: Written,
    all: String,
    _heard: DefaultGuard,
}

/// Kind, how, and the route.
type Line = (String, String, String);

fn line(text: &str) -> Line {
    let field = |name: &str| {
        let (_, after) = text.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{text}"));
        after.split('"').next().unwrap().to_owned()
    };
    (field("kind"), field("how"), field("route"))
}

impl Log {
    fn begin() -> Self {
        let written = Written::default();
        let heard = tracing_subscriber::fmt().with_ansi(false).with_writer(written.clone());
        let heard = tracing::subscriber::set_default(heard.finish());
        Self { written, all: String::new(), _heard: heard }
    }

    /// The lines of this kind since it was asked last.
    fn fresh(&mut self) -> Vec<Line> {
        let bytes =
            std::mem::take(&mut *self.written.0.lock().unwrap_or_else(PoisonError::into_inner));
        let text = String::from_utf8(bytes).unwrap();
        self.all.push_str(&text);
        text.lines().filter(|it| it.contains(" security: ")).map(line).collect()
    }

    /// That exactly this was said since then.
    fn says(&mut self, kind: Kind, how: &str, route: &str) {
        assert_eq!(self.fresh(), [(kind.slug().to_owned(), how.to_owned(), route.to_owned())]);
    }

    /// How each line calls whose it is.
    fn marks(&self, kind: Kind) -> BTreeSet<&str> {
        let of = format!("kind=\"{}\"", kind.slug());
        self.all
            .lines()
            .filter(|it| it.contains(&of))
            .filter_map(|it| it.split_once("account=\"")?.1.split('"').next())
            .collect()
    }
}

fn invite() -> Command {
    let (id, until) = (InvitationId(new_id()), noon() + TimeDelta::days(7));
    let (role, who, usage) = (Role::Network, None, Use::Single);
    Command::People(People::Invite { id, role, who, usage, until })
}

const COMMANDS: &str = "/api/v1/families/{family}/commands";

/// Coming in, and failing to.
async fn comes_in(log: &mut Log, server: &Running) -> (Person, Person) {
    let amina = founded(server, Role::Guardian).await;
    log.says(Kind::SignedIn, "founding", "/api/v1/families");
    let (_, link, _) = amina.invites(Role::Network, Use::Single, None).await;
    assert_eq!(log.fresh(), [], "whoever does what is theirs to do is not written down");
    let stranger = server.stranger();
    let eva = stranger.post("/api/v1/join", &joining(&link, "Eva")).await;
    let eva = crate::given::entered(&stranger, eva).await;
    log.says(Kind::SignedIn, "invitation", "/api/v1/join");
    stranger.post("/api/v1/join", &joining(&link, "Kim")).await;
    log.says(Kind::NotSignedIn, "invitation", "/api/v1/join");
    stranger.post("/api/v1/join", &joining(&"A".repeat(22), "Kim")).await;
    log.says(Kind::BadKey, "link", "/api/v1/join");
    stranger.get("/join/ABCDEF").await;
    log.says(Kind::BadKey, "code", "/join/{token}");
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
    log.fresh();
    signs_in(&stranger, NAME, "ikke det rigtige ord", "").await;
    log.says(Kind::NotSignedIn, "password", "/sign-in");
    signs_in(&stranger, "ingen@example.org", PASSWORD, "").await;
    log.says(Kind::NotSignedIn, "password", "/sign-in");
    signs_in(&stranger, NAME, PASSWORD, "").await;
    log.says(Kind::SignedIn, "password", "/sign-in");
    (amina, eva)
}

/// Of those who are in.
async fn is_refused(log: &mut Log, server: &Running, amina: &Person, eva: &Person) {
    amina.client.form("/step-up", &[("password", "ikke det rigtige ord")]).await;
    log.says(Kind::NotProved, "password", "/step-up");
    server.clock.set(noon() + TimeDelta::hours(1));
    amina.client.get(&amina.at("/export")).await;
    log.says(Kind::Forbidden, "prove-first", "/api/v1/families/{family}/export");
    amina.client.form("/step-up", &[("password", PASSWORD)]).await;
    log.says(Kind::Proved, "password", "/step-up");
    amina.client.form("/account", &[("act", "not-mine")]).await;
    log.says(Kind::Removed, "on-trial", "/account");
    amina.client.form("/account", &[("act", "not-mine")]).await;
    assert_eq!(log.fresh(), [], "there was nothing any more");
    eva.send(&sent(invite())).await;
    log.says(Kind::Forbidden, "may-not-invite", COMMANDS);
    let mut socket = Socket::enter(eva, 0).await;
    for _ in 0..2 {
        socket.does(sent(invite())).await;
        log.says(Kind::Forbidden, "may-not-invite", "live");
    }
    let other = founded(server, Role::Network).await;
    log.fresh();
    other.client.get(&eva.page("/plan")).await;
    log.says(Kind::Forbidden, "no-seat", "/f/{family}/plan");
    other.client.get(&eva.at("")).await;
    log.says(Kind::Forbidden, "no-seat", "/api/v1/families/{family}");
}

/// At the door.
async fn knocks(log: &mut Log, server: &Running, eva: &Person) {
    let made_up = Client { token: Some("x".repeat(43)), ..server.stranger() };
    made_up.get("/devices").await;
    log.says(Kind::BadToken, "session", "/devices");
    let foreign = eva.client.ask(Method::POST, &eva.at("/commands"));
    foreign.header("origin", "https://evil.example").send().await.unwrap();
    log.says(Kind::ForeignSite, "origin", COMMANDS);
    eva.client.ask(Method::POST, &eva.at("/commands")).body("{").send().await.unwrap();
    log.says(Kind::Unreadable, "malformed", COMMANDS);
    let (stranger, wrong) = (server.stranger(), joining(&format!("B{}", "A".repeat(21)), "Kim"));
    let mut tries = 0;
    while stranger.post("/api/v1/join", &wrong).await.status() != StatusCode::TOO_MANY_REQUESTS {
        log.says(Kind::BadKey, "link", "/api/v1/join");
        tries += 1;
    }
    assert!(tries > 10, "{tries}");
    log.says(Kind::Limited, "key", "/api/v1/join");
}

#[tokio::test]
async fn each_thing_that_may_be_an_attack_leaves_one_line_and_nobodys_name() {
    let mut log = Log::begin();
    let server = Running::start().await;
    let (amina, eva) = comes_in(&mut log, &server).await;
    is_refused(&mut log, &server, &amina, &eva).await;
    knocks(&mut log, &server, &eva).await;
    for kind in Kind::ALL {
        assert!(log.all.contains(&format!("kind=\"{}\"", kind.slug())), "{kind:?} is not tried");
    }
    // One account has one mark, whatever it did, and it is not what it is called in the database.
    let proofs = log.marks(Kind::Proved);
    assert_eq!(proofs.len(), 1);
    assert_eq!(proofs, log.marks(Kind::NotProved));
    assert!(log.marks(Kind::SignedIn).is_superset(&proofs));
    let token = amina.client.token.unwrap();
    let session = server.store.session(server::vault::token_hash(&token)).await.unwrap().unwrap();
    let [account, family] = [session.account.0, amina.family.0].map(|it| it.to_string());
    for personal in [NAME, PASSWORD, "example", "Mette", "Eva", "evil", &token, &account, &family] {
        assert!(!log.all.contains(personal), "{personal}");
    }
}
