//! The house around the rooms: files, headers, the description of the API, health, and the log.

use crate::canary::world::told;
use crate::given::{Person, Running, family, joining, place};
use crate::oidc::part;
use crate::oidc_house::{STAFF, Town, session};
use crate::phone::{Phone, base64};
use domain::people::{Role, Use};
use domain::protocol::Sent;
use domain::ruler::Seen;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use server::clock::new_id;
use server::parts::Reach;
use server::store::Memory;
use server::vault::Vault;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use tracing_subscriber::fmt::MakeWriter;

#[tokio::test]
async fn every_page_has_a_nonce_of_its_own_and_lets_nothing_foreign_in() {
    let server = Running::start().await;
    let mut policies = BTreeSet::new();
    for path in ["/", "/new", "/join", "/nothing", "/join/wrong"] {
        let page = server.stranger().get(path).await;
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.contains("default-src 'self'") && policy.contains("'nonce-"),
            "{path}: {policy}"
        );
        assert!(policy.contains(&format!("connect-src 'self' ws://{}", server.addr)), "{policy}");
        assert!(page.text().await.unwrap().contains("<!DOCTYPE html>"));
        policies.insert(policy);
    }
    assert_eq!(policies.len(), 5);
}

#[tokio::test]
async fn files_are_sent_as_they_were_compressed_and_kept_for_ever() {
    let server = Running::start().await;
    let request =
        server.stranger().ask(Method::GET, "/pkg/app-1.js").header("accept-encoding", "br");
    let file = request.send().await.unwrap();
    assert_eq!(file.headers()["content-encoding"], "br");
    assert!(file.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(file.text().await.unwrap(), "small");
    let missing = server.stranger().get("/pkg/app-0.js").await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(missing.headers()["cache-control"].to_str().unwrap().contains("no-cache"));
    let post = server.stranger().form("/nothing", &[]).await;
    assert_eq!(post.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_personal_is_kept_by_nobody_on_the_way() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let header = async |path: &str| {
        mette.client.get(path).await.headers()["cache-control"].to_str().unwrap().to_owned()
    };
    assert_eq!(header(&mette.at("")).await, "no-store");
    assert_eq!(header(&mette.at("/nothing")).await, "no-store");
    for room in ["", "/plan", "/people", "/nothing"] {
        assert_eq!(header(&mette.page(room)).await, "no-store", "{room}");
    }
    assert_eq!(header("/").await, "no-store", "it lists the families of whoever is signed in");
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let welcome = server.stranger().get(&format!("/join/{link}")).await;
    assert_eq!(welcome.headers()["cache-control"], "no-store");
    let welcome = server.stranger().get("/").await;
    assert_eq!(welcome.headers()["cache-control"], "private, no-cache");
    let form = mette.client.form(&mette.page("/plan"), &[("act", "nothing")]).await;
    assert_eq!(form.headers()["cache-control"], "no-store");
}

#[test]
fn without_a_site_the_server_says_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let error = server::http::site::files(empty.path()).err().expect("there is no site");
    assert!(error.to_string().contains("make site"));
}

#[tokio::test]
async fn every_route_of_the_api_is_described_and_answers() {
    let server = Running::start().await;
    let described: Value = server.stranger().get("/api/openapi.json").await.json().await.unwrap();
    let paths = described["paths"].as_object().unwrap();
    let described: BTreeSet<_> = paths.keys().map(String::as_str).collect();
    assert_eq!(described, server::router::api_paths().into_iter().collect());
    for (path, operations) in paths {
        for method in operations.as_object().unwrap().keys().filter(|name| *name != "parameters") {
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path
                .replace("{family}", &new_id().to_string())
                .replace("{invitation}", &new_id().to_string());
            let answer = server.stranger().ask(method.clone(), &path).send().await.unwrap();
            assert!(
                ![405, 404].contains(&answer.status().as_u16()),
                "{method} {path}: {}",
                answer.status()
            );
        }
    }
}

/// What serde says is expected where something else stands.
fn known(json: &str) -> Vec<String> {
    let error =
        serde_json::from_str::<domain::Command>(json).err().expect("not a command").to_string();
    let list = error.split_once("expected ").expect("a list of names").1;
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[tokio::test]
async fn every_kind_of_command_has_an_example_that_can_be_read() {
    let server = Running::start().await;
    let described: Value = server.stranger().get("/api/openapi.json").await.json().await.unwrap();
    let content =
        &described["paths"]["/api/v1/families/{family}/commands"]["post"]["requestBody"]["content"];
    let examples = content["application/json"]["examples"].as_object().unwrap();
    let mut kinds = BTreeSet::new();
    for tool in known(r#"{"none":{}}"#) {
        let of_tool = known(&format!(r#"{{"{tool}":{{"none":{{}}}}}}"#));
        kinds.extend(of_tool.into_iter().map(|kind| format!("{tool}/{kind}")));
    }
    assert!(kinds.len() > 40, "{kinds:?}");
    assert_eq!(examples.keys().cloned().collect::<BTreeSet<_>>(), kinds);
    for example in examples.values() {
        serde_json::from_value::<Sent>(example["value"].clone()).expect("an example is a command");
    }
}

#[tokio::test]
async fn the_process_says_how_it_is_to_its_own_machine_only() {
    let server = Running::start().await;
    let stranger = server.stranger();
    assert_eq!(stranger.get("/healthz").await.status(), StatusCode::OK);
    assert_eq!(stranger.get("/readyz").await.status(), StatusCode::OK);
    let numbers = stranger.get("/metrics").await.text().await.unwrap();
    assert!(numbers.contains("familiedialog_http_seconds"), "{numbers}");
    let reach = Reach { behind_proxy: true };
    let behind = Running::with(Arc::new(Memory::default()), Vault::passing().unwrap(), reach).await;
    let outside = behind
        .stranger()
        .ask(Method::GET, "/metrics")
        .header("x-forwarded-for", "127.0.0.1, 10.0.0.7");
    assert_eq!(outside.send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let unsaid = behind.stranger().get("/metrics").await;
    assert_eq!(unsaid.status(), StatusCode::NOT_FOUND, "the proxy's address is nobody's");
}

#[tokio::test]
async fn without_tls_before_it_only_this_machine_is_served() {
    let config = |addr: &str, behind_proxy| server::config::Config {
        addr: addr.parse().unwrap(),
        data: "data".into(),
        site: "site".into(),
        behind_proxy,
        tls_below: false,
        origin: None,
        oidc: None,
        foundings: server::auth::limits::FOUNDINGS,
        kept_days: server::parts::KEPT_DAYS,
    };
    assert!(server::listen(&config("0.0.0.0:0", false)).await.is_err());
    assert!(server::listen(&config("[::]:0", false)).await.is_err());
    assert!(server::listen(&config("127.0.0.1:0", false)).await.is_ok());
    assert!(server::listen(&config("0.0.0.0:0", true)).await.is_ok());
}

/// A log that is read.
#[derive(Clone, Default)]
pub struct Written(pub Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Written {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Every tool, every way to read and every socket of a family full of words, and each of them where something is wrong: what is
/// refused, torn, another's, or from a house that does not say what it should.
async fn everything_is_done_and_goes_wrong() {
    let w = told().await;
    assert!(w.facts.len() > 60, "there is something to find");
    let (amina, vera, dialogue) = (w.who("Amina"), w.who("Vera"), w.dialogues[0]);
    for text in
        ["{\"do\":{\"sent\":\"kanariefalsk\"}}", "{\"sees\":\"kanarieblik\"}", "kanarie\u{0}"]
    {
        let mut socket = crate::socket::Socket::enter(amina, 0).await;
        socket.raw(tokio_tungstenite::tungstenite::Message::text(text)).await;
        socket.bye().await;
    }
    for who in [amina, vera, w.who("nobody")] {
        let asks = Person { family: amina.family, ..who.clone() };
        for path in ["/plan", "/kanarierum", &format!("/dialogue/{dialogue}"), "/export"] {
            who.client.get(&asks.page(path)).await;
            who.client
                .form(&asks.page(path), &[("act", "kanarie"), ("text", "kanarietekst")])
                .await;
        }
        who.client.post(&asks.at("/commands"), &serde_json::json!(["kanarie"])).await;
        who.client.get(&asks.at("/events?since=kanarie")).await;
    }
    for path in ["/healthz", "/readyz", "/metrics"] {
        let said = w.server.stranger().get(path).await.text().await.unwrap();
        assert!(
            !said.contains("anarie") && !said.contains(&amina.family.to_string()),
            "{path}: {said}"
        );
    }
    let mut town = Town::start().await;
    for twin in ["nonce", "audience", "expired", "other_key", "no_token", "one_letter"] {
        town.house.becomes(twin);
        let answer = town.browser().signs_in(STAFF, "High/kanarietvilling").await;
        let status = answer.status();
        assert!(!status.is_success() && session(&answer).is_none(), "{twin}: {status}");
    }
    let back = format!("/sign-in/oidc/{STAFF}/back?code=kanariekode&state=kanariestand");
    for path in [&*back, "/sign-in/oidc/kanariehus/back?error=kanariefejl"] {
        town.server.stranger().get(path).await;
    }
    let fields = [("name", "kanarie@hus.dk"), ("password", "kanariehemmelighed")];
    town.server.stranger().form("/sign-in", &fields).await;
}

/// The one test that listens to the log; what the others do goes into it too, which does no harm.
#[tokio::test]
async fn the_log_holds_nothing_that_anybody_wrote_and_no_secret() {
    let log = Written::default();
    // Whoever looks for a fault turns everything on.
    let wanted = server::hushed(tracing_subscriber::EnvFilter::new("trace"));
    let everything = tracing_subscriber::fmt().with_env_filter(wanted).with_ansi(false);
    everything.with_writer(log.clone()).init();
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, code) = mette.invites(Role::Guardian, Use::Single, None).await;
    server.stranger().post("/api/v1/join", &joining(&link, "Kanariemor")).await;
    server.stranger().post("/api/v1/join", &joining(&code, "Kanariefar")).await;
    server.stranger().get(&format!("/join/{link}")).await;
    mette.does(place(mette.child().await, "kanarieord", Seen::Circle)).await;
    mette.client.form(&mette.page("/ruler"), &[("because", "kanarieform"), ("level", "x")]).await;
    let broken = mette.client.ask(Method::POST, &mette.at("/commands")).body("{\"kanariejson\": ");
    broken.send().await.unwrap();
    let shape = serde_json::json!({ "id": "kanarieid", "command": "kanariekommando" });
    mette.client.post(&mette.at("/commands"), &shape).await;
    let mut socket = crate::socket::Socket::enter(&mette, 0).await;
    socket.raw(tokio_tungstenite::tungstenite::Message::text("kanariebesked")).await;
    socket.bye().await;
    // By another house, let in and not, and by a passkey.
    let town = Town::start().await;
    let (desk, thief) = (town.browser(), town.browser());
    let back = desk.proves(&desk.sets_out(STAFF).await, "High/kanarieperson").await;
    thief.comes_back(&back).await;
    let by_house = session(&desk.comes_back(&back).await).unwrap();
    let mut phone = Phone::new("http://evil.example", b"kanarienoegle");
    crate::passkey::adds(&mette, &mut phone, |_| {}).await;
    everything_is_done_and_goes_wrong().await;
    // Back and forth, as a browser has it.
    let (_, opens) = crate::offline::visit(&mette).await;
    let page = mette.client.ask(Method::GET, &mette.page("/plan"));
    page.header("cookie", format!("visit=x.{opens}")).send().await.unwrap();
    let log =
        String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    assert!(log.contains("answered"), "the log was heard");
    let token = mette.client.token.clone().unwrap();
    assert!(log.contains("other-browser"), "the reason stands there, and the house");
    let (state, answer) = (part(&back, "state"), part(&back, "code"));
    let key = base64(b"kanarienoegle");
    let ways = [&key, state, answer, &by_house, &opens];
    for secret in ["anarie", "Mette", "Familien ved", &link, &code, &token].into_iter().chain(ways)
    {
        let found: Vec<_> = log.lines().filter(|line| line.contains(secret)).collect();
        assert!(found.is_empty(), "{secret}: {found:?}");
    }
}
