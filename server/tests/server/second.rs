//! The second factor: each code once, paper in its place, and no way around it.

use crate::accounts::{
    NAME, PASSWORD, amina, is_in, is_wrong, keeps, signs_in, token, with, with_password,
};
use crate::given::{Client, Person, Running, noon};
use crate::scanned::scanned;
use chrono::TimeDelta;
use reqwest::{Response, StatusCode};
use server::auth::trial::LASTS;

/// What somebody got who set it up.
pub struct Second {
    pub key: String,
    pub codes: Vec<String>,
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let start = page.find(before).unwrap_or_else(|| panic!("{before} in {page}")) + before.len();
    page[start..].split(after).next().unwrap()
}

/// Key and pending secret of the page where it is set up.
async fn set_up(response: Response) -> (String, String) {
    let page = response.text().await.unwrap();
    let key = between(&page, "<p class=\"secret-key\"><code>", "<").to_owned();
    let scanned = scanned(&page);
    assert!(scanned.starts_with("otpauth://totp/Familiedialog:"), "{scanned}");
    let plain = format!("secret={}", key.replace(' ', ""));
    assert!(scanned.split(['?', '&']).any(|it| it == plain), "{scanned}: {key}");
    (key, between(&page, "name=\"pending\" value=\"", "\"").to_owned())
}

async fn shown(response: Response) -> Vec<String> {
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let page = response.text().await.unwrap();
    let codes: Vec<String> = page
        .split("<li><code>")
        .skip(1)
        .map(|it| it.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    codes
}

/// What the app shows now.
pub fn right_code(server: &Running, key: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(key.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    let now = u64::try_from(server.clock.now().timestamp()).unwrap();
    totp.generate(now).to_string()
}

pub async fn confirms(client: &Client, pending: &str, code: &str) -> Response {
    client.form("/account", &[("act", "confirm"), ("pending", pending), ("code", code)]).await
}

/// Sets it up, with a password that was set up before.
pub async fn second_factor(server: &Running, person: &Person, password: &str) -> Second {
    let proved = person.client.form("/step-up", &[("password", password)]).await;
    assert_eq!(proved.status(), StatusCode::SEE_OTHER);
    app_alone(server, &person.client).await
}

/// Sets it up where there is nothing else yet, or where somebody just proved who they are.
pub async fn app_alone(server: &Running, client: &Client) -> Second {
    let (key, pending) = set_up(client.form("/account", &[("act", "second")]).await).await;
    let codes = shown(confirms(client, &pending, &right_code(server, &key)).await).await;
    Second { key, codes }
}

fn later(server: &Running, minutes: i64) {
    server.clock.set(server.clock.now() + TimeDelta::minutes(minutes));
}

#[tokio::test]
async fn a_code_of_the_app_works_once() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    let used = right_code(&server, &second.key);
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, &used).await).await;
    later(&server, 2);
    let code = right_code(&server, &second.key);
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &code).await).is_some());
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, &code).await).await;
    // A wrong password uses no code up.
    later(&server, 2);
    let spaced = format!(
        "{0} {1}",
        &right_code(&server, &second.key)[..3],
        &right_code(&server, &second.key)[3..]
    );
    is_wrong(signs_in(&server.stranger(), NAME, "forkert og forkert", &spaced).await).await;
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &spaced).await).is_some());
    later(&server, 2);
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, &code).await).await;
}

#[tokio::test]
async fn a_recovery_code_stands_for_the_app_once_and_never_for_the_password() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    let [one, two, three, ..] = second.codes.as_slice() else { panic!("ten codes") };
    is_wrong(signs_in(&server.stranger(), NAME, "", one).await).await;
    is_wrong(signs_in(&server.stranger(), NAME, one, "").await).await;
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, one).await).is_some());
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, one).await).await;
    let small = two.to_lowercase().replace('-', " ");
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &small).await).is_some());
    let page = amina.client.get("/account").await.text().await.unwrap();
    assert!(page.contains("Du har 8 koder på papir tilbage."));
    // It does not stand for the app where a new password is chosen: that would make it stand for the password.
    let answer = keeps(&amina.client, NAME, "vindue gren tallerken", &[("code", three)]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    // Ten new ones, and the old ones are good no more.
    let new = shown(amina.client.form("/account", &[("act", "codes")]).await).await;
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, three).await).await;
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &new[0]).await).is_some());
}

#[tokio::test]
async fn a_lost_password_is_replaced_by_the_app_on_a_device_that_is_in() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    later(&server, 60);
    let code = right_code(&server, &second.key);
    let answer = keeps(&amina.client, NAME, "gren7krukke", &[("code", &code)]).await;
    let page = answer.text().await.unwrap();
    assert!(page.contains("Brug mindst 15 tegn."), "an app on trial goes by a tap: {page}");
    server.clock.set(server.clock.now() + LASTS);
    // Eight signs are enough beside an app. A password that is too weak uses no code up.
    let code = right_code(&server, &second.key);
    for weak in ["kort7!x", "superman"] {
        let answer = keeps(&amina.client, NAME, weak, &[("code", &code)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = keeps(&amina.client, NAME, "gren7krukke", &[("code", &code)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    later(&server, 1);
    let code = right_code(&server, &second.key);
    assert!(token(&signs_in(&server.stranger(), NAME, "gren7krukke", &code).await).is_some());
}

#[tokio::test]
async fn a_new_app_takes_the_place_of_the_old_one() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let old = second_factor(&server, &amina, PASSWORD).await;
    later(&server, 2);
    let (key, pending) = set_up(amina.client.form("/account", &[("act", "second")]).await).await;
    let wrong = confirms(&amina.client, &pending, "000000").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(set_up(wrong).await, (key.clone(), pending.clone()), "the picture stays the same");
    let unconfirmed = right_code(&server, &old.key);
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &unconfirmed).await).is_some());
    shown(confirms(&amina.client, &pending, &right_code(&server, &key)).await).await;
    later(&server, 2);
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, &right_code(&server, &old.key)).await)
        .await;
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, &old.codes[0]).await).await;
    let code = right_code(&server, &key);
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, &code).await).is_some());
}

#[tokio::test]
async fn a_secret_that_waits_is_its_accounts_own_and_not_for_long() {
    let server = Running::start().await;
    let (amina, eva) = (amina(&server).await, amina(&server).await);
    let (key, pending) = set_up(amina.client.form("/account", &[("act", "second")]).await).await;
    let code = right_code(&server, &key);
    let answer = confirms(&eva.client, &pending, &code).await;
    assert_ne!(set_up(answer).await.0, key, "another's is nothing to her");
    for bent in ["", "x", &pending[1..], &format!("{pending}A")] {
        assert_eq!(
            confirms(&amina.client, bent, &code).await.status(),
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    later(&server, 31);
    let answer = confirms(&amina.client, &pending, &right_code(&server, &key)).await;
    assert_ne!(set_up(answer).await.0, key, "too old");
    assert!(amina.client.get("/account").await.text().await.unwrap().contains("Sæt en app op"));
}

/// Somebody who knows the name and the password, and has no code: whatever they call, in whatever order, they are not in.
#[tokio::test]
async fn no_order_of_calls_leads_around_the_second_factor() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    let stranger = server.stranger();
    let calls: [(&str, &[(&str, &str)]); 9] = [
        ("/sign-in", &[("name", NAME), ("password", PASSWORD)]),
        ("/sign-in", &[("name", NAME), ("password", PASSWORD), ("code", "000000")]),
        ("/sign-in", &[("name", NAME), ("password", PASSWORD), ("code", "AAAAA-AAAAA")]),
        ("/step-up", &[("name", NAME), ("password", PASSWORD), ("then", "/account")]),
        (
            "/account",
            &[
                ("act", "keep"),
                ("name", NAME),
                ("password", "vindue gren tallerken"),
                ("old", PASSWORD),
            ],
        ),
        ("/account", &[("act", "second")]),
        ("/account", &[("act", "confirm"), ("pending", "x"), ("code", "000000")]),
        ("/account", &[("act", "codes")]),
        ("/devices", &[("end", "others")]),
    ];
    for first in 0..calls.len() {
        for then in 0..calls.len() {
            // Else the limits alone would hold them up.
            later(&server, 60);
            for (path, fields) in [calls[first], calls[then]] {
                let answer = stranger.form(path, fields).await;
                assert_eq!(token(&answer), None, "{path} {fields:?}");
                assert!(
                    [401, 422].contains(&answer.status().as_u16()),
                    "{path} {fields:?}: {}",
                    answer.status()
                );
            }
        }
    }
    assert!(is_in(&amina.client).await);
    later(&server, 60);
    let code = right_code(&server, &second.key);
    assert!(token(&signs_in(&stranger, NAME, PASSWORD, &code).await).is_some(), "all is as it was");
}

/// Somebody who holds a phone that is in, knows the password too, and has no code.
#[tokio::test]
async fn a_phone_that_is_in_changes_nothing_without_a_code() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    let before = noon() + TimeDelta::minutes(11);
    server.clock.set(before);
    for fields in [
        &[
            ("act", "keep"),
            ("name", "eva@example.org"),
            ("password", "vindue gren tallerken"),
            ("old", PASSWORD),
        ][..],
        &[
            ("act", "keep"),
            ("name", NAME),
            ("password", "vindue gren tallerken"),
            ("code", "000000"),
        ],
        &[("act", "second"), ("password", PASSWORD)],
        &[("act", "codes"), ("password", PASSWORD)],
        &[("act", "confirm"), ("pending", "x"), ("code", "000000")],
    ] {
        let answer = amina.client.form("/account", fields).await;
        let kept_out = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::SEE_OTHER];
        assert!(kept_out.contains(&answer.status()), "{fields:?}: {}", answer.status());
        let proving =
            amina.client.form("/step-up", &[("password", PASSWORD), ("code", "000000")]).await;
        assert_eq!(proving.status(), StatusCode::UNPROCESSABLE_ENTITY);
        later(&server, 60);
    }
    let code = right_code(&server, &second.key);
    let signed_in = signs_in(&server.stranger(), NAME, PASSWORD, &code).await;
    assert!(is_in(&with(&server.stranger(), token(&signed_in))).await, "all is as it was");
}

#[tokio::test]
async fn wrong_codes_beside_a_right_password_are_counted_by_themselves() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    second_factor(&server, &amina, PASSWORD).await;
    let mut wrong = 0;
    let told = loop {
        // Passwords may be tried again meanwhile; codes may not.
        server.clock.set(server.clock.now() + TimeDelta::seconds(91));
        let answer = signs_in(&server.stranger(), NAME, PASSWORD, "000000").await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS || wrong > 30 {
            break answer;
        }
        is_wrong(answer).await;
        wrong += 1;
    };
    assert!((4..8).contains(&wrong), "{wrong}");
    let seconds: u64 = told.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((300..=900).contains(&seconds), "{seconds}");
    assert!(told.text().await.unwrap().contains("minutter"));
}
