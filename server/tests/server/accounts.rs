//! Coming in by name and password: who does, who does not, and what nobody learns.

use crate::forms::goes_to;
use crate::given::{Client, Person, Running, family, noon};
use crate::second::{app_alone, right_code, second_factor};
use argon2::PasswordHasher;
use chrono::TimeDelta;
use domain::people::Role;
use reqwest::{Response, StatusCode};
use server::auth::level::Level;
use server::auth::trial::LASTS;
use server::vault::{Held, token_hash};
use std::collections::BTreeSet;

pub const NAME: &str = "amina@example.org";
pub const PASSWORD: &str = "krukke saks paraply";
pub const WRONG: &str = "Det passer ikke sammen";

/// The mother, who came by an invitation.
pub async fn amina(server: &Running) -> Person {
    family(server).await.with(server, "Amina", Role::Guardian).await
}

/// The same, with a password.
pub async fn with_password(server: &Running) -> Person {
    let amina = amina(server).await;
    let page = keeps(&amina.client, NAME, PASSWORD, &[]).await;
    assert!(page.text().await.unwrap().contains("Nu kan du logge ind."));
    amina
}

pub async fn keeps(client: &Client, name: &str, password: &str, more: &[(&str, &str)]) -> Response {
    let fields = [("act", "keep"), ("name", name), ("password", password)];
    client.form("/account", &[&fields[..], more].concat()).await
}

pub async fn signs_in(client: &Client, name: &str, password: &str, code: &str) -> Response {
    client.form("/sign-in", &[("name", name), ("password", password), ("code", code)]).await
}

/// The token of whoever came in.
pub fn token(response: &Response) -> Option<String> {
    let cookies = response.headers().get_all("set-cookie").iter();
    let mut tokens = cookies.filter_map(|it| it.to_str().unwrap().strip_prefix("session="));
    tokens.next().map(|it| it.split(';').next().unwrap().to_owned())
}

pub async fn is_wrong(response: Response) {
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(token(&response), None);
    let page = response.text().await.unwrap();
    assert!(page.contains(WRONG), "{page}");
}

pub async fn is_in(client: &Client) -> bool {
    client.get("/api/v1/families").await.status() == StatusCode::OK
}

pub fn with(client: &Client, token: Option<String>) -> Client {
    Client { token, ..client.clone() }
}

#[tokio::test]
async fn a_name_and_a_password_bring_ones_place_to_another_device() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    server.clock.set(noon() + LASTS);
    let laptop = server.stranger();
    let page = laptop.get("/sign-in").await.text().await.unwrap();
    assert!(page.contains("name=\"password\"") && !page.contains("<script type=\"module\""));
    for name in [NAME, " Amina@Example.ORG "] {
        let answer = signs_in(&laptop, name, PASSWORD, "").await;
        assert_eq!(goes_to(&answer), amina.page(""), "whoever has one place is taken there");
        let laptop = with(&laptop, token(&answer));
        assert!(is_in(&laptop).await);
        let view: domain::protocol::Snapshot =
            laptop.get(&amina.at("")).await.json().await.unwrap();
        assert!(view.me == amina.me);
        let account = laptop.get("/account").await;
        assert_eq!(account.headers()["cache-control"], "no-store");
        assert!(account.text().await.unwrap().contains(NAME));
    }
    let to = [("name", NAME), ("password", PASSWORD), ("then", "/devices")];
    assert_eq!(goes_to(&laptop.form("/sign-in", &to).await), "/devices");
    let away = [("name", NAME), ("password", PASSWORD), ("then", "//evil.example")];
    assert_eq!(goes_to(&laptop.form("/sign-in", &away).await), amina.page(""));
}

/// Nobody learns who has an account: not by the words, not by the work.
/// A page without what is new in each, and without the name that it gives back.
fn but_the_name(page: &str, name: &str) -> String {
    let nonce = page.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    page.replace(nonce, "").replace(&format!("value=\"{name}\""), "value=\"\"")
}

#[tokio::test]
async fn a_name_that_nobody_has_is_answered_like_a_wrong_password() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    second_factor(&server, &amina, PASSWORD).await;
    let mut pages = BTreeSet::new();
    for (name, password, code) in [
        (NAME, "forkert og forkert", ""),
        (NAME, "forkert og forkert", "123456"),
        // The password is right, the code is not.
        (NAME, PASSWORD, ""),
        ("eva@example.org", PASSWORD, ""),
        ("eva@example.org", "forkert og forkert", "123456"),
        ("hverken det ene eller det andet", PASSWORD, ""),
        (NAME, "", ""),
        ("", "", ""),
    ] {
        let before = server.parts.passwords.runs();
        let answer = signs_in(&server.stranger(), name, password, code).await;
        assert_eq!(server.parts.passwords.runs() - before, 1, "{name} {password} {code}");
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(token(&answer), None);
        let page = answer.text().await.unwrap();
        assert!(password.is_empty() || !page.contains(password), "a password never comes back");
        pages.insert(but_the_name(&page, name));
    }
    assert_eq!(pages.len(), 1, "{pages:#?}");
}

#[tokio::test]
async fn a_name_that_nobody_has_waits_as_soon_and_as_long() {
    let server = Running::start().await;
    with_password(&server).await;
    let mut told = BTreeSet::new();
    for name in [NAME, "eva@example.org"] {
        let mut tries = 0;
        let waits = loop {
            let answer = signs_in(&server.stranger(), name, "forkert og forkert", "").await;
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                break answer;
            }
            tries += 1;
            assert!(tries < 20, "there is an end to guessing");
        };
        let seconds = waits.headers()["retry-after"].to_str().unwrap().to_owned();
        told.insert((tries, seconds, but_the_name(&waits.text().await.unwrap(), name)));
    }
    assert_eq!(told.len(), 1, "{told:#?}");
}

#[tokio::test]
async fn what_everybody_tries_first_is_not_kept_and_the_name_stays() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    for (name, password, words) in [
        (NAME, "", "Brug mindst 15 tegn."),
        (NAME, "kort7!xyz", "Brug mindst 15 tegn."),
        (NAME, "passwordpassword", "Den kender alle"),
        (NAME, "abcdefghijklmnopqrs", "Den er let at gætte"),
        (NAME, "amina@example.org", "Den kender alle"),
        (NAME, &"krukke saks ".repeat(30), "Brug højst 256 tegn."),
        ("Amina", PASSWORD, "Skriv en e-mail eller et telefonnummer."),
    ] {
        let answer = keeps(&amina.client, name, password, &[]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(words), "{password}: {page}");
        assert!(page.contains(&format!("value=\"{name}\"")), "what was typed stays");
        assert!(name == password || password.is_empty() || !page.contains(password));
    }
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, "").await).await;
    let spaced = " krukke  saks paraply ";
    assert!(keeps(&amina.client, "20 30 40 50", spaced, &[]).await.status().is_success());
    let phone = signs_in(&server.stranger(), "+45 20304050", spaced, "").await;
    assert!(token(&phone).is_some(), "spaces count, and nothing is cut off");
}

#[tokio::test]
async fn a_name_is_one_persons() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let eva = self::amina(&server).await;
    let answer = keeps(&eva.client, "AMINA@example.org", "vindue gren tallerken", &[]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().await.unwrap().contains("Det navn er i brug"));
    is_wrong(signs_in(&server.stranger(), NAME, "vindue gren tallerken", "").await).await;
    assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await).is_some());
    assert!(is_in(&amina.client).await);
}

/// Whoever holds a phone that is in does not make its owner's account their own.
#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_all_other_devices() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    server.clock.set(noon() + LASTS);
    let laptop =
        with(&server.stranger(), token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await));
    let new = "vindue gren tallerken";
    for old in [&[][..], &[("old", "")], &[("old", new)]] {
        let answer = keeps(&laptop, "eva@example.org", new, old).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().await.unwrap().contains("Intet er ændret."));
    }
    assert!(is_in(&amina.client).await);
    let mut socket = crate::socket::Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    let answer = keeps(&laptop, NAME, new, &[("old", PASSWORD)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(matches!(socket.bye().await, domain::protocol::Bye::SignedOut));
    assert!(is_in(&laptop).await && !is_in(&amina.client).await);
    is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, "").await).await;
    assert!(token(&signs_in(&server.stranger(), NAME, new, "").await).is_some());
}

/// A token that somebody else put into the browser opens nothing of whoever signs in there.
#[tokio::test]
async fn signing_in_always_gives_a_new_token() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let planted = with(&server.stranger(), Some("planted-by-somebody-else".into()));
    let one = token(&signs_in(&planted, NAME, PASSWORD, "").await).unwrap();
    let two = token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await).unwrap();
    assert!(one != two && Some(&one) != amina.client.token.as_ref());
    assert!(!is_in(&planted).await);
    // Nobody comes in over somebody who is in.
    let eva = self::amina(&server).await;
    let over = signs_in(&eva.client, NAME, PASSWORD, "").await;
    assert_eq!((goes_to(&over), token(&over)), ("/sign-in".to_owned(), None));
    let page = eva.client.get("/sign-in").await.text().await.unwrap();
    assert!(page.contains("Her er allerede en inde") && !page.contains("name=\"password\""));
}

#[tokio::test]
async fn whoever_is_wrong_too_often_waits_and_nobody_is_locked_out() {
    let server = Running::start().await;
    with_password(&server).await;
    let stranger = server.stranger();
    let mut told = None;
    for _ in 0..20 {
        let answer = signs_in(&stranger, NAME, "forkert og forkert", "").await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            told = Some(answer);
            break;
        }
        is_wrong(answer).await;
    }
    let told = told.expect("there is an end to guessing");
    let seconds: i64 = told.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((60..=120).contains(&seconds), "{seconds}");
    let page = told.text().await.unwrap();
    assert!(page.contains("Prøv igen om 2 minutter.") && page.contains(NAME), "{page}");
    let runs = server.parts.passwords.runs();
    let right = signs_in(&stranger, NAME, PASSWORD, "").await;
    assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS, "else a right one shows itself");
    assert_eq!(server.parts.passwords.runs(), runs, "nothing is worked out meanwhile");
    is_wrong(signs_in(&stranger, "eva@example.org", PASSWORD, "").await).await;
    server.clock.set(noon() + TimeDelta::seconds(seconds));
    assert!(token(&signs_in(&stranger, NAME, PASSWORD, "").await).is_some());
}

/// What a browser was given in which somebody came in by a name.
pub fn known(response: &Response) -> String {
    let cookies = response.headers().get_all("set-cookie").iter();
    let mut known = cookies.filter_map(|it| it.to_str().unwrap().strip_prefix("known="));
    known.next().expect("it is kept").split(';').next().unwrap().to_owned()
}

/// Somebody uses up all the tries for her name from elsewhere, for as long as they like.
#[tokio::test]
async fn where_she_came_in_before_nobody_elses_tries_keep_her_out() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    let phone = known(&keeps(&amina.client, NAME, PASSWORD, &[]).await);
    let laptop = known(&signs_in(&server.stranger(), NAME, PASSWORD, "").await);
    let stranger = server.stranger();
    let tries = async |password: &str, known: &str| {
        let fields = [("name", NAME), ("password", password), ("code", "")];
        let form = stranger.filled("/sign-in", &fields);
        form.header("cookie", format!("known={known}")).send().await.unwrap()
    };
    let used_up = async |known: &str| {
        for number in 0..20 {
            let answer = tries("forkert og forkert", known).await;
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                return number;
            }
        }
        panic!("there is no end to guessing")
    };
    let everybodys = used_up("").await;
    // Another's, made up or of another name, is nobody's.
    let forged = phone.chars().rev().collect::<String>();
    for nobodys in ["", &forged, "a.b"] {
        assert_eq!(tries(PASSWORD, nobodys).await.status(), StatusCode::TOO_MANY_REQUESTS);
    }
    for hers in [&phone, &laptop] {
        assert!(token(&tries(PASSWORD, hers).await).is_some());
    }
    // Whoever has one of them, or all, has no more tries than anybody.
    assert_eq!(used_up(&phone).await, everybodys);
    assert_eq!(tries("forkert og forkert", &laptop).await.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_is_right_is_not_counted() {
    let server = Running::start().await;
    with_password(&server).await;
    for _ in 0..12 {
        assert!(token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await).is_some());
    }
}

#[tokio::test]
async fn a_professional_comes_in_with_two_things_and_for_a_working_day() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let page = mette.client.get("/account").await.text().await.unwrap();
    assert!(page.contains("Du er her som fagperson"));
    keeps(&mette.client, "mette@example.org", PASSWORD, &[]).await;
    let one = signs_in(&server.stranger(), "mette@example.org", PASSWORD, "").await;
    assert_eq!((one.status(), token(&one)), (StatusCode::UNPROCESSABLE_ENTITY, None));
    assert!(one.text().await.unwrap().contains("Der mangler en kode"));
    is_wrong(signs_in(&server.stranger(), "mette@example.org", "forkert og forkert", "").await)
        .await;

    let second = app_alone(&server, &mette.client).await;
    is_wrong(signs_in(&server.stranger(), "mette@example.org", PASSWORD, "").await).await;
    server.clock.set(noon() + TimeDelta::minutes(5));
    let code = right_code(&server, &second.key);
    let two = signs_in(&server.stranger(), "mette@example.org", PASSWORD, &code).await;
    let laptop = with(&server.stranger(), token(&two));
    let hash = token_hash(laptop.token.as_ref().unwrap());
    assert!(server.store.session(hash).await.unwrap().unwrap().level == Level::Strong);
    server.clock.set(noon() + TimeDelta::hours(12));
    assert!(is_in(&laptop).await);
    server.clock.set(noon() + TimeDelta::hours(25));
    assert!(!is_in(&laptop).await, "a night without it ends it");
    assert!(!is_in(&mette.client).await, "and where it was set up, too");
}

#[tokio::test]
async fn a_stolen_database_tells_no_name_and_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let amina = with_password(&server).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    server.stop().await;
    let key = second.key.replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(&key).unwrap();
    let mut sought: Vec<Vec<u8>> =
        [NAME, PASSWORD, "argon2id", "amina", &key].map(|it| it.as_bytes().to_vec()).into();
    sought.extend(second.codes.iter().map(|it| it.as_bytes().to_vec()));
    sought.extend(second.codes.iter().map(|it| it.replace('-', "").into_bytes()));
    sought.push(secret.as_bytes().to_vec());
    let mut read = 0;
    let files = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().path());
    for file in files.filter(|it| it.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        read += bytes.len();
        for it in &sought {
            let found = bytes.windows(it.len()).any(|window| window == it.as_slice());
            assert!(!found, "{}: {}", file.display(), String::from_utf8_lossy(it));
        }
    }
    assert!(read > 50_000, "the database was read");
}

#[tokio::test]
async fn what_was_hashed_at_lower_costs_is_hashed_anew_when_its_owner_comes_in() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let token = token_hash(amina.client.token.as_ref().unwrap());
    let account = server.store.session(token).await.unwrap().unwrap().account;
    let hash = async || {
        let kept = server.store.sign_in(account).await.unwrap().unwrap().sealed_password;
        let plain = server.parts.vault.open_for(account, Held::Password, &kept).unwrap();
        String::from_utf8(plain.to_vec()).unwrap()
    };
    // As it was kept before the costs rose.
    let before = server.store.sign_in(account).await.unwrap().unwrap();
    let costs = argon2::Params::new(8 * 1024, 1, 1, None).unwrap();
    let weak = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, costs);
    let weak = weak.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    let sealed = server.parts.vault.seal_for(account, Held::Password, weak.as_bytes()).unwrap();
    server.store.rehash(&before, sealed).await.unwrap();
    is_wrong(signs_in(&server.stranger(), NAME, "forkert og forkert", "").await).await;
    assert_eq!(hash().await, weak, "nobody came in");
    for runs in [2, 1] {
        let before = server.parts.passwords.runs();
        assert!(token_of(&server, PASSWORD).await.is_some());
        assert_eq!(server.parts.passwords.runs() - before, runs, "once is enough");
        assert!(hash().await.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    }
    assert!(is_in(&amina.client).await, "nobody was signed out by it");
}

async fn token_of(server: &Running, password: &str) -> Option<String> {
    token(&signs_in(&server.stranger(), NAME, password, "").await)
}
