//! Another house to come in from: the npm `oidc-provider` with its evil twins, and a browser that goes there and comes back.

use crate::given::{Client, Running};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use server::auth::oidc::Oidc;
use server::auth::oidc::config;
use server::auth::ways::Ways;
use server::clock::Clock;
use server::origin::Origin;
use server::parts::{Parts, Reach};
use server::store::{Memory, Store};
use server::vault::Vault;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;

/// Where people work; where citizens come from: the same house under two names, so that one could be taken for the other.
pub const STAFF: &str = "kommune";
pub const CITIZEN: &str = "borger";

/// The house. It ends with the test.
pub struct House {
    child: Child,
    tell: ChildStdin,
    hear: BufReader<ChildStdout>,
    pub issuer: String,
    client: String,
    secret: String,
    levels: String,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl House {
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        assert!(folder.join("node_modules/oidc-provider").exists(), "run `make setup`");
        let mut child = Command::new("node")
            .arg("oidc/house.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let tell = child.stdin.take().unwrap();
        let mut hear = BufReader::new(child.stdout.take().unwrap());
        let said = heard(&mut hear);
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        let (issuer, client) = (text("issuer"), text("client"));
        Self { child, tell, hear, issuer, client, secret: text("secret"), levels: text("levels") }
    }

    fn told(&mut self, what: Value) {
        writeln!(self.tell, "{what}").unwrap();
        assert_eq!(heard(&mut self.hear)["done"], true);
    }

    /// From now on the house is this twin of itself.
    pub fn becomes(&mut self, twin: &str) {
        self.told(json!({ "twin": twin }));
    }

    fn configured(&self) -> String {
        let Self { issuer, client, levels, .. } = self;
        let house = |id: &str, who: &str| {
            format!(
                r#"
                [[provider]]
                id = "{id}"
                who = "{who}"
                name = {{ da = "Huset {id}", en = "The house {id}" }}
                issuer = "{issuer}"
                client_id = "{client}"
                secret_file = "SECRET"
                [provider.level]
                claim = "{levels}"
                values = {{ Low = "low", Substantial = "substantial", High = "high" }}
                "#
            )
        };
        house(STAFF, "staff") + &house(CITIZEN, "citizen")
    }

    fn ways(&mut self, origin: Origin) -> Ways {
        let folder = tempfile::tempdir().unwrap();
        let (file, secret) = (folder.path().join("oidc.toml"), folder.path().join("secret"));
        std::fs::write(&secret, &self.secret).unwrap();
        let text = self.configured().replace("SECRET", secret.to_str().unwrap());
        std::fs::write(&file, text).unwrap();
        let houses = config::read(&file).unwrap_or_else(|error| panic!("{error}"));
        let back = |id: &str| origin.at(&format!("/sign-in/oidc/{id}/back"));
        self.told(json!({ "redirects": [back(STAFF), back(CITIZEN)] }));
        Ways::new(Some(origin), Oidc::with(houses).unwrap_or_else(|error| panic!("{error}")))
    }
}

fn heard(hear: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    hear.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap_or_else(|_| panic!("the house says {line:?}"))
}

/// A house, and a server that knows it.
pub struct Town {
    pub house: House,
    pub server: Running,
    pub vault: Arc<Vault>,
    pub store: Arc<dyn Store>,
}

impl Town {
    pub async fn start() -> Self {
        let mut house = House::start();
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        let mut kept = None;
        let change = |addr: SocketAddr, parts: &mut Parts| {
            let origin = found_at(addr).parse().unwrap_or_else(|_| panic!("no origin"));
            parts.ways = Arc::new(house.ways(origin));
            kept = Some(parts.vault.clone());
        };
        // What the house signs it signs with the time of this machine.
        let (vault, clock) = (Vault::passing().unwrap(), Clock::system());
        let server = Running::made(store.clone(), vault, Reach::default(), clock, change).await;
        Self { house, server, vault: kept.unwrap(), store }
    }

    /// Somebody with a browser of their own, in which nothing is known of them.
    pub fn browser(&self) -> Browser {
        let stay = reqwest::redirect::Policy::none();
        let jar = Arc::new(reqwest::cookie::Jar::default());
        let http = reqwest::Client::builder().cookie_provider(jar.clone()).redirect(stay);
        let http = http.build().unwrap();
        Browser { client: Client { base: found_at(self.server.addr), http, token: None }, jar }
    }

    /// Whether somebody of the house has an account.
    pub async fn knows(&self, login: &str) -> bool {
        let subject = self.vault.blind("oidc", &format!("{}\n{login}", self.house.issuer));
        self.store.oidc(subject).await.unwrap().is_some()
    }
}

/// By a name, for passkeys are for none of a number.
pub fn found_at(addr: SocketAddr) -> String {
    format!("http://localhost:{}", addr.port())
}

/// A browser that keeps its cookies.
pub struct Browser {
    pub client: Client,
    jar: Arc<reqwest::cookie::Jar>,
}

impl Browser {
    /// Is signed in from now on with this session.
    pub fn has(&self, token: &str) {
        self.jar.add_cookie_str(&format!("session={token}"), &self.client.base.parse().unwrap());
    }

    /// Presses the button of a house, and is told the way there.
    pub async fn sets_out(&self, house: &str) -> String {
        self.sets_out_to(house, "").await
    }

    /// The same from a page that is to be come back to.
    pub async fn sets_out_to(&self, house: &str, then: &str) -> String {
        let path = format!("/sign-in/oidc/{house}");
        let answer = self.client.form(&path, &[("then", then)]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let refresh = answer.headers()["refresh"].to_str().unwrap().to_owned();
        let page = answer.text().await.unwrap();
        assert!(page.contains("href=\"http://127.0.0.1"), "without that there is a link: {page}");
        refresh.strip_prefix("0;url=").unwrap().to_owned()
    }

    /// Says at the house who they are; gives the address that they come back by.
    pub async fn proves(&self, way: &str, login: &str) -> String {
        let mut at = way.to_owned();
        for _ in 0..8 {
            let (house, _) = way.split_once("/auth").unwrap();
            let request = if at.contains("/interaction/") {
                let form = [("content-type", "application/x-www-form-urlencoded")];
                let login = login.replace('/', "%2F");
                let request = self.client.http.request(Method::POST, &at);
                request.header(form[0].0, form[0].1).body(format!("login={login}"))
            } else {
                self.client.http.get(&at)
            };
            let answer = request.send().await.unwrap();
            let location =
                answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
            let Some(to) = location else {
                panic!("the house shows: {}", answer.text().await.unwrap())
            };
            if to.starts_with(&self.client.base) {
                return to;
            }
            at = if to.starts_with('/') { format!("{house}{to}") } else { to };
        }
        panic!("the house sends round in circles");
    }

    /// Comes back by an address.
    pub async fn comes_back(&self, address: &str) -> Response {
        self.client.http.get(address).send().await.unwrap()
    }

    /// All of it.
    pub async fn signs_in(&self, house: &str, login: &str) -> Response {
        let way = self.sets_out(house).await;
        let back = self.proves(&way, login).await;
        self.comes_back(&back).await
    }

    /// Whether this browser is signed in.
    pub async fn is_in(&self) -> bool {
        self.client.get("/api/v1/families").await.status() == StatusCode::OK
    }
}

/// The session that an answer gives, if it gives one.
pub fn session(answer: &Response) -> Option<String> {
    let mut all = answer.headers().get_all("set-cookie").iter().map(|it| it.to_str().unwrap());
    let given = all.find_map(|cookie| cookie.strip_prefix("session="))?;
    Some(given.split(';').next()?.to_owned()).filter(|token| !token.is_empty())
}

/// The reason on a page that lets nobody in.
pub async fn reason(answer: Response) -> String {
    let page = answer.text().await.unwrap();
    let reason = page.split_once("data-reason=\"").unwrap_or_else(|| panic!("no reason: {page}")).1;
    reason.split('"').next().unwrap().to_owned()
}
