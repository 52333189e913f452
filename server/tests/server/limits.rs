//! How often one may try, and how long things are kept.

use crate::accounts::{NAME, PASSWORD, keeps, with_password};
use crate::commands::problem;
use crate::given::{Running, entered, family, found, joining, member, noon};
use chrono::TimeDelta;
use domain::FamilyId;
use domain::people::{Role, Use};
use reqwest::{Method, Response, StatusCode};
use server::auth::level::Level;
use server::clock::new_id;
use server::parts::Reach;
use server::store::{AccountId, Memory, Session, SessionId, Store};
use server::vault::Vault;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// Behind a proxy, as from the world.
async fn outside() -> Running {
    let reach = Reach { behind_proxy: true };
    Running::with(Arc::new(Memory::default()), Vault::passing().unwrap(), reach).await
}

async fn founds(server: &Running, from: Option<&str>) -> Response {
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let sent = found(FamilyId(new_id()), mette, ali);
    let request = server.stranger().ask(Method::POST, "/api/v1/families").json(&sent);
    match from {
        Some(from) => request.header("x-forwarded-for", from).send().await.unwrap(),
        None => request.send().await.unwrap(),
    }
}

#[tokio::test]
async fn a_right_link_is_never_made_to_wait() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, code) = mette.invites(Role::Network, Use::Table, None).await;
    for _ in 0..100 {
        let page = server.stranger().get(&format!("/join/{link}")).await;
        assert_eq!(page.status(), StatusCode::OK);
        let typed = server.stranger().form("/join", &[("code", &code)]).await;
        assert_eq!(typed.status(), StatusCode::SEE_OTHER);
    }
    let stranger = server.stranger();
    entered(&stranger, stranger.post("/api/v1/join", &joining(&code, "Eva")).await).await;
}

/// A form that is sent again is known by the new password in it, which is then the old one.
#[tokio::test]
async fn each_password_that_a_form_tries_is_a_guess() {
    let server = Running::start().await;
    let amina = with_password(&server).await.client;
    let new = "vindue gren tallerken";
    for _ in 0..2 {
        let kept = keeps(&amina, NAME, new, &[("old", PASSWORD)]).await;
        assert_eq!(kept.status(), StatusCode::OK, "once more is the same");
    }
    server.clock.set(noon() + TimeDelta::days(1));
    let begun = server.parts.passwords.runs();
    let mut forms = 0;
    while keeps(&amina, NAME, PASSWORD, &[("old", "forkert og forkert")]).await.status()
        == StatusCode::UNPROCESSABLE_ENTITY
    {
        forms += 1;
    }
    assert_eq!((forms, server.parts.passwords.runs() - begun), (4, 8));
}

#[tokio::test]
async fn whoever_missed_too_often_waits_before_anything_is_looked_up() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Network, Use::Table, None).await;
    let mut answer = server.stranger().get("/join/x").await;
    for _ in 0..200 {
        if answer.status() == StatusCode::NOT_FOUND {
            answer = server.stranger().get("/join/x").await;
        }
    }
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers().contains_key("retry-after"));
    let right = server.stranger().get(&format!("/join/{link}")).await;
    assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS, "else a right one shows itself");
}

#[tokio::test]
async fn one_address_makes_so_many_places_and_no_more() {
    let server = outside().await;
    for from in [Some("10.0.0.7"), None] {
        for _ in 0..30 {
            assert_eq!(founds(&server, from).await.status(), StatusCode::CREATED);
        }
        let more = founds(&server, from).await;
        assert!(more.headers().contains_key("retry-after"));
        problem(more, 429, "/problems/too-many-tries").await;
    }
    let fields = [("family", "F"), ("child", "Ali"), ("name", "Mette"), ("role", "professional")];
    let form = server.stranger().form("/new", &fields).await;
    assert_eq!(form.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(form.text().await.unwrap().contains("too_many"));
    assert_eq!(founds(&server, Some("10.0.0.8")).await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn on_the_own_machine_any_number_of_places_is_made() {
    let server = Running::start().await;
    for _ in 0..40 {
        assert_eq!(founds(&server, None).await.status(), StatusCode::CREATED);
    }
}

#[tokio::test]
async fn a_server_that_starts_forgets_the_sessions_that_ran_out() {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let (account, device) = (AccountId(new_id()), "Android".to_owned());
    for (number, days) in [(1, -1), (2, 1)] {
        let (created, expires) = (noon() - TimeDelta::days(90), noon() + TimeDelta::days(days));
        let (token_hash, device) = ([number; 32], device.clone());
        let (id, level) = (SessionId(new_id()), Level::Low);
        let seen = created;
        let session = Session {
            token_hash,
            id,
            account,
            level,
            device,
            created,
            seen,
            expires,
            stepped_up: None,
            handed_over: None,
            trial: None,
        };
        store.put_session(session).await.unwrap();
    }
    let _server = Running::with(store.clone(), Vault::passing().unwrap(), Reach::default()).await;
    let gone = async {
        while store.session([1; 32]).await.unwrap().is_some() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), gone).await.expect("it is forgotten at the start");
    assert!(store.session([2; 32]).await.unwrap().is_some());
}
