//! Whoever is there by profession sees nothing of a family before they have two things to come in with.

use crate::accounts::{PASSWORD, keeps};
use crate::commands::problem;
use crate::forms::goes_to;
use crate::given::{
    Client, Person, Running, cookie, entered, family, founded, joining, place, sent,
};
use crate::passkey::adds;
use crate::phone::{Phone, Says};
use crate::second::{app_alone, confirms, right_code, second_factor};
use crate::socket::open;
use chrono::TimeDelta;
use domain::people::{Role, Use};
use domain::ruler::Seen;
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};
use server::auth::level::Level;
use server::auth::sessions::{self, Begun};
use server::router;
use server::vault::token_hash;

const NAME: &str = "tove@example.org";
/// Stands in every word of this family.
const WORDS: [&str; 3] = ["Familien ved åen", "Amina", "kanarieord"];

/// A teacher who has come in by an invitation, and set up nothing.
async fn teacher(server: &Running) -> (Person, Person) {
    let mette = family(server).await;
    let amina = mette.with(server, "Amina", Role::Guardian).await;
    amina.does(place(mette.child().await, WORDS[2], Seen::Circle)).await;
    let (_, link, _) = mette.invites(Role::Professional, Use::Single, None).await;
    let stranger = server.stranger();
    let answer = stranger.post("/api/v1/join", &joining(&link, "Tove")).await;
    let tove = entered(&stranger, answer).await;
    amina.gives(tove.me, &domain::consent::Section::ALL).await;
    (tove, amina)
}

async fn level(server: &Running, client: &Client) -> Option<Level> {
    let token = token_hash(client.token.as_ref().unwrap());
    server.store.session(token).await.unwrap().map(|it| it.level)
}

fn raised(person: &Person, answer: &Response) -> Option<Person> {
    let token = cookie(answer, "session=")?;
    let token = token.split(['=', ';']).nth(1)?.to_owned();
    let client = Client { token: Some(token), ..person.client.clone() };
    Some(Person { client, ..person.clone() })
}

/// The place is open to them, at the level of two things.
async fn is_in(server: &Running, person: &Person) {
    assert_eq!(level(server, &person.client).await, Some(Level::Strong));
    let page = person.client.get(&person.page("/ruler")).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains(WORDS[2]));
}

async fn is_not_in(person: &Person) {
    problem(person.client.get(&person.at("")).await, 403, "/problems/two-things").await;
}

fn phone(server: &Running, id: &[u8]) -> Phone {
    Phone::new(&format!("http://localhost:{}", server.addr.port()), id)
}

async fn adds_passkey(person: &Person, phone: &mut Phone) -> Response {
    let options = person.client.post("/passkey/add/begin", &serde_json::Value::Null).await;
    let made = phone.makes(&options.json().await.unwrap(), |_| {});
    person.client.post("/passkey/add", &made).await
}

#[tokio::test]
async fn by_an_invitation_alone_a_professional_meets_nothing_on_any_route() {
    let server = Running::start().await;
    let (tove, amina) = teacher(&server).await;
    let before = amina.view().await;
    let body = serde_json::to_value(sent(place(amina.child().await, "x", Seen::Circle))).unwrap();
    let mut walked = 0;
    for path in router::family_paths() {
        let path = path
            .replace("{family}", &tove.family.to_string())
            .replace("{dialogue}", &tove.me.to_string())
            .replace("{invitation}", &tove.me.to_string())
            .replace("{*rest}", "dreams");
        for method in [Method::GET, Method::POST] {
            let mut request = tove.client.ask(method.clone(), &path);
            if method == Method::POST {
                request = request.json(&body);
            }
            let answer = request.send().await.unwrap();
            let status = answer.status();
            assert!(!status.is_success(), "{method} {path}: {status}");
            let text = answer.text().await.unwrap();
            assert!(!WORDS.iter().any(|it| text.contains(it)), "{method} {path}");
            walked += 1;
        }
    }
    assert!(walked > 20);
    assert_eq!(open(&tove, None).await.err(), Some(403));
    for path in [tove.page(""), tove.page("/plan"), "/".to_owned()] {
        assert_eq!(goes_to(&tove.client.get(&path).await), "/account");
    }
    let page = tove.client.get("/account").await.text().await.unwrap();
    assert!(page.contains("Før du ser noget hos familien") && page.contains("href=\"/passkey\""));
    assert!(page.contains("Har du gjort det før? Log ud under Dine enheder"));
    assert!(before.seq == amina.view().await.seq, "and changed nothing");
}

#[tokio::test]
async fn a_password_and_an_app_open_the_place_in_either_order() {
    let server = Running::start().await;
    let (tove, _) = teacher(&server).await;
    let kept = keeps(&tove.client, NAME, PASSWORD, &[]).await;
    assert!(raised(&tove, &kept).is_none(), "one thing is not two");
    is_not_in(&tove).await;
    let fields = [("act", "second")];
    tove.client.form("/step-up", &[("password", PASSWORD)]).await;
    let page = tove.client.form("/account", &fields).await.text().await.unwrap();
    let part = |before: &str, after: &str| {
        page.split_once(before).unwrap().1.split(after).next().unwrap().to_owned()
    };
    let key = part("<p class=\"secret-key\"><code>", "<");
    let pending = part("name=\"pending\" value=\"", "\"");
    let done = confirms(&tove.client, &pending, &right_code(&server, &key)).await;
    is_in(&server, &raised(&tove, &done).expect("two are")).await;
    let old = tove.client.get("/account").await.status();
    assert_eq!(old, StatusCode::UNAUTHORIZED, "the session by the invitation is over");

    let server = Running::start().await;
    let (tove, _) = teacher(&server).await;
    let second = app_alone(&server, &tove.client).await;
    is_not_in(&tove).await;
    server.clock.set(server.clock.now() + TimeDelta::minutes(1));
    let code = right_code(&server, &second.key);
    let kept = keeps(&tove.client, NAME, PASSWORD, &[("code", &code)]).await;
    is_in(&server, &raised(&tove, &kept).expect("two are")).await;
}

#[tokio::test]
async fn a_passkey_counts_as_two_things() {
    let server = Running::start().await;
    let (tove, _) = teacher(&server).await;
    let mut one = phone(&server, b"tove");
    let unseen = adds(&tove, &mut phone(&server, b"nobody"), Says::nobody_was_verified).await;
    assert_eq!(unseen, StatusCode::FORBIDDEN);
    is_not_in(&tove).await;
    let added = adds_passkey(&tove, &mut one).await;
    is_in(&server, &raised(&tove, &added).unwrap()).await;
}

/// A session as an invitation gives it, of this account.
async fn by_an_invitation(server: &Running, person: &Person) -> Person {
    let seat = server.store.seat_of_member(person.family, person.me).await.unwrap().unwrap();
    let (parts, none) = (&server.parts, HeaderMap::new());
    let begun = Begun { level: Level::Low, stepped_up: None, trial: None };
    let low = sessions::begin_with(parts, seat.account, &none, begun).await.unwrap();
    Person { client: Client { token: Some(low), ..person.client.clone() }, ..person.clone() }
}

/// Proves who they are by a passkey.
async fn proves(person: &Person, phone: &mut Phone) -> Response {
    let begun = person.client.post("/passkey/enter/begin", &serde_json::Value::Null).await;
    let word = cookie(&begun, "passkey=").unwrap().split(';').next().unwrap().to_owned();
    let signed = phone.signs(&begun.json().await.unwrap(), |_| {});
    let request = person.client.ask(Method::POST, "/passkey/prove").header("cookie", word);
    request.json(&signed).send().await.unwrap()
}

#[tokio::test]
async fn a_low_session_changes_nothing_where_two_things_are_and_is_raised_by_those() {
    let server = Running::start().await;
    let (tove, amina) = teacher(&server).await;
    let mut hers = phone(&server, b"tove");
    let strong = raised(&tove, &adds_passkey(&tove, &mut hers).await).unwrap();
    let low = by_an_invitation(&server, &tove).await;
    let first = |page: &str| format!("/step-up?then=%2F{page}");
    let begun = low.client.post("/passkey/add/begin", &serde_json::Value::Null).await;
    problem(begun, 403, "/problems/step-up").await;
    let kept = keeps(&low.client, NAME, PASSWORD, &[]).await;
    assert_eq!(goes_to(&kept), first("account"));
    let app = low.client.form("/account", &[("act", "second")]).await;
    assert_eq!(goes_to(&app), first("account"));
    let listed = strong.client.get("/passkey").await.text().await.unwrap();
    let id = listed.split_once("name=\"remove\" value=\"").unwrap().1.split('"').next().unwrap();
    let gone = low.client.form("/passkey", &[("remove", id)]).await;
    assert_eq!(goes_to(&gone), first("passkey"));
    let page = low.client.get("/account").await.text().await.unwrap();
    assert!(page.contains("href=\"/step-up?then=/\"") && !page.contains("name=\"password\""));
    let page = low.client.get("/step-up").await.text().await.unwrap();
    assert!(page.contains("data-passkey=\"prove\"") && !page.contains("name=\"password\""));

    // By another's passkey it is nobody's proof, and nobody is put into another's place.
    let mut another = phone(&server, b"amina");
    assert_eq!(adds(&amina, &mut another, |_| {}).await, StatusCode::CREATED);
    assert_eq!(proves(&low, &mut another).await.status(), StatusCode::FORBIDDEN);
    is_not_in(&low).await;
    let proved = proves(&low, &mut hers).await;
    is_in(&server, &raised(&low, &proved).expect("by her own she is")).await;
}

/// A password alone is not what such an account is proved by, where there is a passkey.
#[tokio::test]
async fn one_thing_proves_nothing_where_two_are() {
    let server = Running::start().await;
    let (tove, _) = teacher(&server).await;
    let mut hers = phone(&server, b"tove");
    let strong = raised(&tove, &adds_passkey(&tove, &mut hers).await).unwrap();
    keeps(&strong.client, NAME, PASSWORD, &[]).await;
    server.clock.set(server.clock.now() + TimeDelta::minutes(11));
    for person in [&strong, &by_an_invitation(&server, &tove).await] {
        let said = person.client.form("/step-up", &[("password", PASSWORD)]).await;
        assert_eq!(said.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let app = person.client.form("/account", &[("act", "second")]).await;
        assert_eq!(goes_to(&app), "/step-up?then=%2Faccount");
    }
    assert_eq!(proves(&strong, &mut hers).await.status(), StatusCode::NO_CONTENT);
    let app = strong.client.form("/account", &[("act", "second")]).await;
    assert_eq!(app.status(), StatusCode::OK, "the session is the same, and proved");
}

#[tokio::test]
async fn who_set_both_up_elsewhere_proves_both_and_is_in() {
    let server = Running::start().await;
    let (tove, _) = teacher(&server).await;
    keeps(&tove.client, NAME, PASSWORD, &[]).await;
    let beside = by_an_invitation(&server, &tove).await;
    let second = second_factor(&server, &tove, PASSWORD).await;
    let ended = beside.client.get("/account").await.status();
    assert_eq!(ended, StatusCode::UNAUTHORIZED, "where nothing was proved one is out");
    let low = by_an_invitation(&server, &tove).await;
    is_not_in(&low).await;
    let page = low.client.get("/account").await.text().await.unwrap();
    assert!(page.contains("href=\"/step-up?then=/\""));
    server.clock.set(server.clock.now() + TimeDelta::minutes(1));
    let wrong = [("password", PASSWORD), ("code", "000000")];
    assert!(raised(&low, &low.client.form("/step-up", &wrong).await).is_none());
    let code = right_code(&server, &second.key);
    let proved = low.client.form("/step-up", &[("password", PASSWORD), ("code", &code)]).await;
    is_in(&server, &raised(&low, &proved).expect("both are proved")).await;
}

#[tokio::test]
async fn guardians_children_and_network_persons_keep_the_low_way_in() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Professional).await;
    is_not_in(&mette).await;
    let mette = mette.by_profession(&server).await;
    for (name, role) in [("Amina", Role::Guardian), ("Eva", Role::Network)] {
        let person = mette.with(&server, name, role).await;
        assert_eq!(level(&server, &person.client).await, Some(Level::Low));
        assert_eq!(person.client.get(&person.page("")).await.status(), StatusCode::OK);
    }
}

/// Coming into one more family proves nothing: the session is as strong as it was, and no younger.
#[tokio::test]
async fn joining_another_family_neither_weakens_a_session_nor_makes_it_last() {
    let server = Running::start().await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let (_, link, _) = other.invites(Role::Professional, Use::Single, None).await;
    server.clock.set(server.clock.now() + TimeDelta::hours(10));
    let answer = mette.client.post("/api/v1/join", &joining(&link, "Mette")).await;
    let there = entered(&mette.client, answer).await;
    assert_eq!(there.client.get(&there.page("")).await.status(), StatusCode::OK);
    let session = |client: &Client| {
        let token = token_hash(client.token.as_ref().unwrap());
        let store = server.store.clone();
        async move { store.session(token).await.unwrap().unwrap() }
    };
    assert_eq!(session(&there.client).await.created, session(&mette.client).await.created);
}
