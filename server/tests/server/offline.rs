//! What a browser is given so that the app opens without us: an empty page, a worker, the name of the session that a view belongs
//! to, and the key of what its person keeps there.

use crate::given::{Client, Person, Running, again, cookie, family, founded, joining, noon};
use chrono::TimeDelta;
use domain::Command;
use domain::people::{self, Role, Use};
use reqwest::StatusCode;
use server::clock;
use server::parts::Reach;
use server::store::Memory;
use server::vault::Vault;
use std::sync::Arc;

const VISIT: &str = "visit=";

async fn policy(client: &Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.headers()["content-security-policy"].to_str().unwrap().to_owned()
}

// [O15]
#[tokio::test]
async fn the_empty_page_is_the_same_for_everybody_and_runs_only_what_it_is_known_by() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (hers, anybodys) = (mette.client.get("/offline").await, server.stranger());
    assert_eq!(hers.headers()["cache-control"], "no-cache");
    assert_eq!(cookie(&hers, ""), None);
    let hers = hers.text().await.unwrap();
    assert_eq!(hers, anybodys.get("/offline").await.text().await.unwrap());
    assert!(hers.contains("<body></body>"), "{hers}");
    assert!(hers.contains("<script type=\"application/json\" id=\"boot\"></script>"), "{hers}");
    assert!(hers.contains("src=\"/pkg/start-1.js\""), "{hers}");
    assert!(!hers.contains("nonce"), "{hers}");
    let policy = policy(&anybodys, "/offline").await;
    assert!(policy.contains("style-src 'self';") && !policy.contains("nonce"), "{policy}");
    // The one script in its own lines is the one that the policy names.
    let script = hers.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    assert_eq!(script, app::shell::guard());
}

#[tokio::test]
async fn the_worker_fetches_our_own_files_and_nothing_else() {
    let server = Running::start().await;
    let worker = policy(&server.stranger(), "/sw.js").await;
    assert!(worker.starts_with("default-src 'none'; connect-src 'self';"), "{worker}");
    assert!(!policy(&server.stranger(), "/pkg/app-1.js").await.contains("connect-src"));
}

// [O12]
#[tokio::test]
async fn a_page_of_a_family_names_its_session_for_as_long_as_that_lasts() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    let first = cookie(&mette.client.get(&mette.page("/plan")).await, VISIT).unwrap();
    assert!(!first.contains("HttpOnly") && first.contains("SameSite=Strict"), "{first}");
    assert!(first.contains(&format!("Max-Age={}", TimeDelta::days(90).num_seconds())), "{first}");
    let name = first.split(';').next().unwrap().to_owned();
    assert!(!mette.client.token.clone().unwrap().contains(name.trim_start_matches(VISIT)));
    server.clock.set(noon() + TimeDelta::days(1));
    let again = cookie(&mette.client.get(&mette.page("")).await, VISIT).unwrap();
    assert!(again.starts_with(&name), "{again}");
    assert_eq!(cookie(&mette.client.get("/").await, VISIT), None);
}

// [O12]
#[tokio::test]
async fn the_name_goes_with_the_session() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let out = mette.client.form("/devices", &[("end", "here")]).await;
    assert!(cookie(&out, VISIT).unwrap().contains("Max-Age=0"));
    let page = mette.client.get(&mette.page("")).await;
    assert_eq!(page.status(), StatusCode::UNAUTHORIZED);
    assert!(cookie(&page, VISIT).unwrap().starts_with("visit=;"));
}

/// The session's name and the key of its person.
pub async fn visit(person: &Person) -> (String, String) {
    let visit = cookie(&person.client.get(&person.page("")).await, VISIT).unwrap();
    let value = visit.trim_start_matches(VISIT).split(';').next().unwrap();
    let (name, key) = value.split_once('.').unwrap();
    (name.to_owned(), key.to_owned())
}

// [O19]
#[tokio::test]
async fn each_person_has_one_key_on_all_devices_which_stands_in_no_page() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let laptop = again(&server, &amina, "Mozilla/5.0 (Windows NT 10.0; Win64; x64)").await;
    let ((here, key), (there, same)) = (visit(&amina).await, visit(&laptop).await);
    assert_ne!(here, there);
    assert_eq!(key, same);
    assert_eq!(key.len(), 43, "256 bits in base64url");
    assert_ne!(key, visit(&mette).await.1);
    for path in [amina.page(""), "/devices".to_owned(), "/offline".to_owned()] {
        assert!(!amina.client.get(&path).await.text().await.unwrap().contains(&key), "{path}");
    }
}

// [O19]
#[tokio::test]
async fn who_has_no_seat_any_more_is_told_to_forget_and_who_has_another_is_not() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let bodil = mette.with(&server, "Bodil", Role::Network).await;
    let mistaken = bodil.client.get(&format!("/f/{}", clock::new_id())).await;
    assert_eq!((mistaken.status(), cookie(&mistaken, VISIT)), (StatusCode::NOT_FOUND, None));
    amina
        .does(Command::People(people::Command::Remove {
            member: bodil.me,
            lead: people::Lead::NotYet,
        }))
        .await;
    let over = bodil.client.get(&bodil.page("")).await;
    assert_eq!(over.status(), StatusCode::NOT_FOUND);
    assert!(cookie(&over, VISIT).unwrap().contains("Max-Age=0"));
}

// [O6]
#[tokio::test]
async fn a_new_session_is_never_taken_for_the_one_before() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let answer = server.stranger().post("/api/v1/join", &joining(&link, "Amina")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert!(cookie(&answer, VISIT).unwrap().contains("Max-Age=0"));
}

// [O6]
#[tokio::test]
async fn a_page_of_one_gets_no_socket_of_another() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let socket = async |member: &str| {
        let whose = mette.at(&format!("/live?as={member}"));
        mette.client.get(&whose).await.status()
    };
    // No browser asks so; whoever might have the socket is told that it is asked for wrongly.
    assert_eq!(socket(&mette.me.to_string()).await, StatusCode::BAD_REQUEST);
    assert_eq!(socket(&mette.child().await.to_string()).await, StatusCode::NOT_FOUND);
    assert_eq!(socket("mette").await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn behind_tls_no_plain_page_can_set_it() {
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let server = Running::with(store, vault, Reach { behind_proxy: true }).await;
    let mette = founded(&server, Role::Guardian).await;
    let visit = cookie(&mette.client.get(&mette.page("")).await, "__Host-visit=").unwrap();
    assert!(visit.contains("Secure") && visit.contains("Path=/"), "{visit}");
}
