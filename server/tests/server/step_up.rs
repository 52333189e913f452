//! Proving again who one is: before what cannot be taken back.

use crate::accounts::{NAME, PASSWORD, amina, keeps, signs_in, token, with, with_password};
use crate::forms::goes_to;
use crate::given::{Person, Running, founded, noon};
use crate::second::{right_code, second_factor};
use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;
use domain::people::Role;
use reqwest::StatusCode;
use server::auth::{sessions, step_up};
use server::error::HttpError;

/// What those who need it are answered.
async fn required(server: &Running, person: &Person) -> Result<(), HttpError> {
    let bearer = format!("Bearer {}", person.client.token.as_ref().unwrap());
    let mut headers = HeaderMap::new();
    headers.insert(header::AUTHORIZATION, HeaderValue::try_from(bearer).unwrap());
    let who = sessions::person(&server.parts, &headers).await.unwrap().expect("signed in");
    step_up::required(&server.parts, who).await
}

async fn refuses(server: &Running, person: &Person) -> bool {
    matches!(required(server, person).await, Err(HttpError::StepUp))
}

#[tokio::test]
async fn it_holds_for_ten_minutes_on_the_device_where_it_was_proved() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    assert!(!refuses(&server, &amina).await, "a password that was just chosen was just proved");
    server.clock.set(noon() + TimeDelta::minutes(10));
    assert!(refuses(&server, &amina).await);
    let page = amina.client.get("/step-up?then=%2Fdevices").await.text().await.unwrap();
    assert!(page.contains("Er det dig?") && page.contains("name=\"password\""));
    assert!(page.contains("value=\"/devices\"") && !page.contains("name=\"code\""));
    let wrong =
        amina.client.form("/step-up", &[("password", "forkert"), ("then", "/devices")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text().await.unwrap();
    assert!(page.contains("Intet er ændret.") && page.contains("value=\"/devices\""));
    assert!(refuses(&server, &amina).await);
    let right =
        amina.client.form("/step-up", &[("password", PASSWORD), ("then", "/devices")]).await;
    assert_eq!(goes_to(&right), "/devices");
    assert!(!refuses(&server, &amina).await);
    server.clock.set(noon() + TimeDelta::minutes(20) - TimeDelta::seconds(1));
    assert!(!refuses(&server, &amina).await);
    server.clock.set(noon() + TimeDelta::minutes(20));
    assert!(refuses(&server, &amina).await);
}

#[tokio::test]
async fn it_leads_nowhere_but_to_our_own_pages() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    for away in ["//evil.example", "https://evil.example", "/\\evil.example", "/nothing", ""] {
        let right = amina.client.form("/step-up", &[("password", PASSWORD), ("then", away)]).await;
        assert_eq!(goes_to(&right), "/", "{away}");
        let page = amina.client.get(&format!("/step-up?then={away}")).await.text().await.unwrap();
        assert!(!page.contains("evil"), "{away}");
    }
}

#[tokio::test]
async fn whoever_set_up_nothing_is_told_what_to_do_first() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    assert!(refuses(&server, &amina).await);
    let page = amina.client.get("/step-up").await.text().await.unwrap();
    assert!(page.contains("Du har ingen adgangskode endnu.") && page.contains("href=\"/account\""));
    for fields in [&[][..], &[("password", "")], &[("password", PASSWORD), ("code", "000000")]] {
        let answer = amina.client.form("/step-up", fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refuses(&server, &amina).await);
    }
    let stranger = server.stranger();
    assert_eq!(stranger.get("/step-up").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(stranger.form("/step-up", &[]).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_professional_proves_it_with_two_things() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Professional).await;
    keeps(&mette.client, NAME, PASSWORD, &[]).await;
    assert!(refuses(&server, &mette).await, "a password alone is not enough");
    let page = mette.client.get("/step-up").await.text().await.unwrap();
    assert!(page.contains("Som fagperson skal du også have en kode fra en app."));
    let second = second_factor(&server, &mette, PASSWORD).await;
    let came = signs_in(&server.stranger(), NAME, PASSWORD, &second.codes[1]).await;
    let mette = Person { client: with(&mette.client, token(&came)), ..mette };
    assert!(!refuses(&server, &mette).await);
    server.clock.set(noon() + TimeDelta::minutes(11));
    assert!(refuses(&server, &mette).await);
    for fields in [
        &[("password", PASSWORD)][..],
        &[("code", &right_code(&server, &second.key))],
        &[("password", "forkert"), ("code", &second.codes[0])],
    ] {
        let answer = mette.client.form("/step-up", fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refuses(&server, &mette).await);
    }
    let both = [("password", PASSWORD), ("code", &*second.codes[0])];
    assert_eq!(mette.client.form("/step-up", &both).await.status(), StatusCode::SEE_OTHER);
    assert!(!refuses(&server, &mette).await);
}

#[tokio::test]
async fn an_app_alone_is_one_thing_too() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Professional).await;
    let set_up = crate::second::app_alone(&server, &mette.client).await;
    assert!(refuses(&server, &mette).await, "a professional needs two");
    let page = mette.client.get("/step-up").await.text().await.unwrap();
    assert!(page.contains("Du har ingen adgangskode endnu."));
    server.clock.set(noon() + TimeDelta::minutes(2));
    let code = right_code(&server, &set_up.key);
    let kept = keeps(&mette.client, NAME, "gren7krukke", &[("code", &code)]).await;
    assert!(kept.status().is_success());
    let mette = Person { client: with(&mette.client, token(&kept)), ..mette };
    assert!(!refuses(&server, &mette).await);
    let amina = amina(&server).await;
    crate::second::app_alone(&server, &amina.client).await;
    assert!(!refuses(&server, &amina).await, "everybody else proves it with what they have");
}

#[tokio::test]
async fn what_needs_it_leads_there_and_back() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    server.clock.set(noon() + TimeDelta::hours(1));
    let answer = amina.client.form("/account", &[("act", "second")]).await;
    assert_eq!(goes_to(&answer), "/step-up?then=%2Faccount");
    let problem = HttpError::StepUp;
    assert_eq!(problem.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn tries_are_counted_here_too() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let mut answer = amina.client.form("/step-up", &[("password", "forkert")]).await;
    for _ in 0..20 {
        if answer.status() == StatusCode::UNPROCESSABLE_ENTITY {
            answer = amina.client.form("/step-up", &[("password", "forkert")]).await;
        }
    }
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.text().await.unwrap().contains("Prøv igen om 2 minutter."));
    server.clock.set(noon() + TimeDelta::minutes(2));
    assert_eq!(
        amina.client.form("/step-up", &[("password", PASSWORD)]).await.status(),
        StatusCode::SEE_OTHER
    );
}
