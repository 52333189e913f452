//! Passkeys: what a phone answers is taken once, from the browser that asked, for our own address, and for its own account.

use crate::given::{Client, Person, Running, family, founded, noon};
use crate::phone::{Phone, Says, base64};
use chrono::TimeDelta;
use domain::people::Role;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use server::auth::level::Level;
use server::parts::Reach;
use server::store::{Memory, Session, Store};
use server::vault::{Vault, token_hash};
use std::sync::Arc;

/// Where the server says that it is found.
fn origin(server: &Running) -> String {
    format!("http://localhost:{}", server.addr.port())
}

pub fn phone(server: &Running, id: &[u8]) -> Phone {
    Phone::new(&origin(server), id)
}

/// A browser in which nobody is.
pub fn browser(server: &Running) -> Client {
    let stay = reqwest::redirect::Policy::none();
    let http = reqwest::Client::builder().cookie_store(true).redirect(stay).build().unwrap();
    Client { http, ..server.stranger() }
}

async fn asked(client: &Client, path: &str) -> Value {
    let answer = client.ask(Method::POST, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

/// Adds a passkey of this phone.
pub async fn adds(
    person: &Person,
    phone: &mut Phone,
    change: impl FnOnce(&mut Says),
) -> StatusCode {
    let options = asked(&person.client, "/passkey/add/begin").await;
    let made = phone.makes(&options, change);
    person.client.post("/passkey/add", &made).await.status()
}

pub async fn enters(
    browser: &Client,
    phone: &mut Phone,
    change: impl FnOnce(&mut Says),
) -> Response {
    let options = asked(browser, "/passkey/enter/begin").await;
    let signed = phone.signs(&options, change);
    browser.post("/passkey/enter", &signed).await
}

/// The session that an answer gives.
async fn session(server: &Running, answer: &Response) -> Option<Session> {
    let mut all = answer.headers().get_all("set-cookie").iter().map(|it| it.to_str().unwrap());
    let given = all.find_map(|cookie| cookie.strip_prefix("session="))?;
    server.store.session(token_hash(given.split(';').next()?)).await.unwrap()
}

async fn account(server: &Running, person: &Person) -> server::store::AccountId {
    let token = person.client.token.clone().unwrap();
    server.store.session(token_hash(&token)).await.unwrap().unwrap().account
}

#[tokio::test]
async fn somebody_comes_in_again_with_their_passkey_as_the_same() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    for (person, id, level) in
        [(&mette, b"mette".as_slice(), Level::Strong), (&amina, b"amina", Level::Low)]
    {
        let mut phone = phone(&server, id);
        assert_eq!(adds(person, &mut phone, |_| {}).await, StatusCode::CREATED);
        let browser = browser(&server);
        let answer = enters(&browser, &mut phone, |_| {}).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        let begun = session(&server, &answer).await.unwrap();
        assert!(begun.account == account(&server, person).await && begun.level == level);
        let families: Value = browser.get("/api/v1/families").await.json().await.unwrap();
        assert_eq!(families.as_array().map(Vec::len), Some(1), "{families}");
    }
}

/// One thing wrong, and what it is.
type Change<'a> = (&'a str, Box<dyn Fn(&mut Says) + 'a>);

#[tokio::test]
async fn a_phone_that_says_one_thing_wrong_lets_nobody_in() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut phone = phone(&server, b"mette");
    assert_eq!(adds(&mette, &mut phone, |_| {}).await, StatusCode::CREATED);
    let other = base64(account(&server, &amina).await.0.as_bytes());
    let changes: [Change; 10] = [
        ("another address", Box::new(|says| says.origin = "https://evil.example".into())),
        ("another port", Box::new(|says| says.origin = "http://localhost:1".into())),
        (
            "below our name",
            Box::new(|says| says.origin = says.origin.replace("localhost", "a.localhost")),
        ),
        ("another party", Box::new(|says| says.relying_party = "evil.example".into())),
        ("another challenge", Box::new(|says| says.challenge = base64(&[7; 32]))),
        ("nobody verified", Box::new(Says::nobody_was_verified)),
        ("for making one", Box::new(|says| says.kind = "webauthn.create")),
        ("a counter that stands", Box::new(|says| says.counter = 1)),
        ("another person's", Box::new(|says| says.user = other.clone().into())),
        ("nobody's", Box::new(|says| says.user = Value::Null)),
    ];
    for (what, change) in changes {
        let browser = browser(&server);
        let answer = enters(&browser, &mut phone, change).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{what}");
        assert!(session(&server, &answer).await.is_none(), "{what}");
        assert_eq!(
            browser.get("/api/v1/families").await.status(),
            StatusCode::UNAUTHORIZED,
            "{what}"
        );
    }
    // A phone that we do not know, with the name of one that we do.
    let mut twin = self::phone(&server, b"mette");
    let owner = base64(account(&server, &mette).await.0.as_bytes());
    let known = |says: &mut Says| (says.user, says.counter) = (owner.into(), 1_000);
    assert_eq!(enters(&browser(&server), &mut twin, known).await.status(), StatusCode::FORBIDDEN);
    let right = enters(&browser(&server), &mut phone, |_| {}).await;
    assert_eq!(right.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_challenge_counts_once_and_in_the_browser_that_asked() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut phone = phone(&server, b"mette");
    let options = asked(&mette.client, "/passkey/add/begin").await;
    let made = phone.makes(&options, |_| {});
    assert_eq!(mette.client.post("/passkey/add", &made).await.status(), StatusCode::CREATED);
    assert_eq!(mette.client.post("/passkey/add", &made).await.status(), StatusCode::FORBIDDEN);

    let (one, two) = (browser(&server), browser(&server));
    let options = asked(&one, "/passkey/enter/begin").await;
    let signed = phone.signs(&options, |_| {});
    asked(&two, "/passkey/enter/begin").await;
    for thief in [&two, &server.stranger()] {
        assert_eq!(thief.post("/passkey/enter", &signed).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(one.post("/passkey/enter", &signed).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(one.post("/passkey/enter", &signed).await.status(), StatusCode::FORBIDDEN);
    // Too old.
    let options = asked(&one, "/passkey/enter/begin").await;
    let signed = phone.signs(&options, |_| {});
    server.clock.set(server.clock.now() + TimeDelta::minutes(10));
    assert_eq!(one.post("/passkey/enter", &signed).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_what_is_right_is_added_and_a_credential_is_one_persons() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut first = phone(&server, b"mette");
    let evil = |says: &mut Says| says.origin = "https://evil.example".into();
    assert_eq!(adds(&mette, &mut first, evil).await, StatusCode::FORBIDDEN);
    assert_eq!(adds(&mette, &mut first, Says::nobody_was_verified).await, StatusCode::FORBIDDEN);
    // An answer to another person's challenge.
    let options = asked(&mette.client, "/passkey/add/begin").await;
    asked(&amina.client, "/passkey/add/begin").await;
    let made = first.makes(&options, |_| {});
    assert_eq!(amina.client.post("/passkey/add", &made).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(mette.client.post("/passkey/add", &made).await.status(), StatusCode::CREATED);
    // A credential of the same name does not take the first one's place.
    let mut second = phone(&server, b"mette");
    assert_eq!(adds(&amina, &mut second, |_| {}).await, StatusCode::FORBIDDEN);
    let answer = enters(&browser(&server), &mut first, |_| {}).await;
    assert!(session(&server, &answer).await.unwrap().account == account(&server, &mette).await);
    // Whoever is not in adds nothing.
    for path in ["/passkey/add/begin", "/passkey/add"] {
        let status = server.stranger().post(path, &made).await.status();
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_passkey_is_listed_and_taken_away_by_its_owner_only() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mut phone = phone(&server, b"mette");
    adds(&mette, &mut phone, |_| {}).await;
    let listed = async |person: &Person| person.client.get("/passkey").await.text().await.unwrap();
    let page = listed(&mette).await;
    let id = page
        .split_once("name=\"remove\" value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert!(!listed(&amina).await.contains(&id));
    for (person, stays) in [(&amina, true), (&mette, false), (&mette, false)] {
        let answer = person.client.form("/passkey", &[("remove", &id)]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(listed(&mette).await.contains(&id), stays);
    }
    let answer = enters(&browser(&server), &mut phone, |_| {}).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nothing_of_a_passkey_can_be_read_in_the_store() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    let mut phone = phone(&server, b"kanarienoegle");
    adds(&mette, &mut phone, |_| {}).await;
    let [row] = server
        .store
        .passkeys(account(&server, &mette).await)
        .await
        .unwrap()
        .try_into()
        .ok()
        .unwrap();
    for secret in
        [b"kanarienoegle".to_vec(), base64(b"kanarienoegle").into_bytes(), b"cred_id".to_vec()]
    {
        let found = row.sealed.windows(secret.len()).any(|part| part == secret);
        assert!(!found && row.credential[..] != secret[..]);
    }
}

#[tokio::test]
async fn nobody_is_asked_from_another_site_or_where_we_are_not_found() {
    let server = Running::start().await;
    for path in ["/passkey/enter/begin", "/passkey/enter", "/passkey/add", "/passkey"] {
        let foreign =
            server.stranger().ask(Method::POST, path).header("origin", "https://evil.example");
        assert_eq!(foreign.send().await.unwrap().status(), StatusCode::FORBIDDEN, "{path}");
    }
    // Behind a proxy nobody knows our address, unless it is configured.
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let reach = Reach { behind_proxy: true };
    let behind = Running::with(store, Vault::passing().unwrap(), reach).await;
    assert_eq!(behind.stranger().get("/passkey").await.status(), StatusCode::NOT_FOUND);
    let begin = behind.stranger().ask(Method::POST, "/passkey/enter/begin").send().await.unwrap();
    assert_eq!(begin.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_is_offered_quietly_after_the_first_visit_and_not_to_whoever_put_it_away() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    let offered = async |cookie: &str| {
        let page = mette.client.ask(Method::GET, &mette.page("")).header("cookie", cookie);
        crate::forms::boot(page.send().await.unwrap()).await.offer
    };
    assert!(!offered("").await, "there is enough that is new");
    server.clock.set(noon() + TimeDelta::hours(12));
    assert!(offered("").await);
    let plan = crate::forms::boot(mette.client.get(&mette.page("/plan")).await).await;
    assert!(!plan.offer, "on the front page only");
    let fields = [("away", "yes"), ("back", &*mette.page(""))];
    let away = mette.client.form("/passkey", &fields).await;
    assert_eq!(crate::forms::goes_to(&away), mette.page(""));
    let cookie = away.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    assert!(!offered(cookie).await);
    assert!(offered("").await, "on another device it may be wanted");
}
