//! Where one is signed in, and ending it: by form, by hand, by time.

use crate::commands::problem;
use crate::forms::boot;
use crate::given;
use crate::given::{Client, Person, Running, again, entered, family, founded, joining, noon};
use crate::socket::{AT_ONCE, Socket, at_once, called, open};
use app::boot::Device;
use chrono::TimeDelta;
use domain::people::{Language, Role, Use};
use domain::protocol::Bye;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use server::auth::most::MOST_DEVICES;
use server::live::{MOST_OF_ONE, MOST_SOCKETS};
use server::parts::Reach;
use server::store::Memory;
use server::vault::Vault;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::Error;

const PHONE: &str = "Mozilla/5.0 (Linux; Android 10; K)";
const LAPTOP: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

/// One person on so many devices.
async fn devices<const N: usize>(server: &Running, agents: [&'static str; N]) -> [Person; N] {
    let mette = family(server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let (joining, stranger) = (joining(&link, "Amina"), server.stranger());
    let request = stranger.ask(Method::POST, "/api/v1/join").header("user-agent", agents[0]);
    let amina = entered(&stranger, request.json(&joining).send().await.unwrap()).await;
    let mut all = vec![amina.clone()];
    for agent in agents.into_iter().skip(1) {
        all.push(again(server, &amina, agent).await);
    }
    all.try_into().ok().expect("one for each")
}

async fn list(client: &Client) -> Vec<Device> {
    boot(client.get("/devices").await).await.devices.unwrap().read().unwrap()
}

async fn ends(client: &Client, what: &str) -> Response {
    client.form("/devices", &[("end", what)]).await
}

async fn is_in(person: &Person) -> bool {
    person.client.get("/api/v1/families").await.status() == StatusCode::OK
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_nothing_that_opens_it() {
    let server = Running::start().await;
    let [phone, laptop] = devices(&server, [PHONE, LAPTOP]).await;
    server.clock.set(noon() + TimeDelta::days(3));
    let page = phone.client.get("/devices").await;
    assert_eq!(page.headers()["cache-control"], "no-store");
    let text = page.text().await.unwrap();
    for token in [&phone, &laptop].map(|it| it.client.token.clone().unwrap()) {
        assert!(!text.contains(&token));
    }
    for words in ["Denne enhed", "Android", "Windows-pc", "Logget ind 1. september"] {
        assert!(text.contains(words), "{words}");
    }
    let all = list(&phone.client).await;
    let told: Vec<_> = all.iter().map(|it| (it.kind.as_str(), it.here, it.since)).collect();
    assert_eq!(told, [("Android", true, noon()), ("Windows", false, noon())]);
    assert_eq!((all[0].used, all[1].used), (noon() + TimeDelta::days(3), noon()));
    assert!(list(&laptop.client).await[0].kind == "Windows");
    assert_eq!(server.stranger().get("/devices").await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn one_device_ends_another_and_its_open_socket_closes_at_once() {
    let server = Running::start().await;
    let [phone, laptop] = devices(&server, [PHONE, LAPTOP]).await;
    let (mut lost, mut kept) = (Socket::enter(&phone, 0).await, Socket::enter(&laptop, 0).await);
    lost.snapshot().await;
    kept.snapshot().await;
    let phones = list(&laptop.client).await[1].id.to_string();
    let begun = Instant::now();
    let answer = ends(&laptop.client, &phones).await;
    assert_eq!(answer.headers()["location"], "/devices");
    assert!(!answer.headers().contains_key("clear-site-data"), "this device stays in");
    assert!(matches!(lost.bye().await, Bye::SignedOut));
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    problem(phone.client.get(&phone.at("")).await, 401, "/problems/signed-out").await;
    assert_eq!(phone.client.get(&phone.page("")).await.status(), StatusCode::UNAUTHORIZED);
    // The other one goes on hearing.
    laptop.does(given::place(laptop.child().await, "", domain::ruler::Seen::Circle)).await;
    kept.news().await;
    assert_eq!(list(&laptop.client).await.len(), 1);
    // It is gone already: to ask again is no mistake.
    assert_eq!(ends(&laptop.client, &phones).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn all_the_others_end_together_and_this_one_stays() {
    let server = Running::start().await;
    let [one, two, three] = devices(&server, [PHONE, LAPTOP, PHONE]).await;
    let (mut first, mut second) = (Socket::enter(&two, 0).await, Socket::enter(&three, 0).await);
    first.snapshot().await;
    second.snapshot().await;
    let begun = Instant::now();
    assert_eq!(ends(&one.client, "others").await.status(), StatusCode::SEE_OTHER);
    assert!(matches!(first.bye().await, Bye::SignedOut));
    assert!(matches!(second.bye().await, Bye::SignedOut));
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    assert!(is_in(&one).await && !is_in(&two).await && !is_in(&three).await);
}

#[tokio::test]
async fn signing_out_here_takes_the_cookie_and_what_the_browser_kept() {
    let server = Running::start().await;
    let [phone, laptop] = devices(&server, [PHONE, LAPTOP]).await;
    let mut socket = Socket::enter(&phone, 0).await;
    socket.snapshot().await;
    let answer = ends(&phone.client, "here").await;
    assert_eq!(
        (answer.status(), &answer.headers()["location"]),
        (StatusCode::SEE_OTHER, &"/".parse().unwrap())
    );
    // Not "storage": what is being written lies there.
    assert_eq!(answer.headers()["clear-site-data"], "\"cache\"");
    let cookie = given::cookie(&answer, "session=").unwrap();
    assert!(cookie.starts_with("session=;") && cookie.contains("Max-Age=0"), "{cookie}");
    assert!(matches!(socket.bye().await, Bye::SignedOut));
    assert!(!is_in(&phone).await && is_in(&laptop).await);
    let again = ends(&phone.client, "here").await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER, "who is out has what they wanted");
    let api = laptop.client.ask(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(api.headers()["clear-site-data"], "\"cache\"");
    assert!(!is_in(&laptop).await);
}

/// A session that somebody else began in secret does not lie among hundreds.
#[tokio::test]
async fn of_too_many_devices_the_one_that_was_used_longest_ago_ends() {
    let server = Running::start().await;
    let [first, used] = devices(&server, [PHONE, LAPTOP]).await;
    let mut socket = Socket::enter(&first, 0).await;
    for hour in (1..).take(MOST_DEVICES - 2) {
        server.clock.set(noon() + TimeDelta::hours(hour));
        again(&server, &used, PHONE).await;
    }
    assert!(is_in(&used).await);
    assert_eq!(list(&used.client).await.len(), MOST_DEVICES);
    let page = used.client.get("/devices").await.text().await.unwrap();
    assert!(page.contains(&format!("på {MOST_DEVICES} enheder")), "the page says it");
    let new = again(&server, &used, LAPTOP).await;
    let bye = timeout(AT_ONCE, socket.bye()).await.expect("its pages close at once");
    assert_eq!(bye, Bye::SignedOut);
    assert!(!is_in(&first).await && is_in(&used).await && is_in(&new).await);
    assert_eq!(list(&used.client).await.len(), MOST_DEVICES);
}

#[tokio::test]
async fn nobody_ends_what_is_not_theirs() {
    let server = Running::start().await;
    let [amina] = devices(&server, [PHONE]).await;
    let [eva, _] = devices(&server, [PHONE, LAPTOP]).await;
    let aminas = list(&amina.client).await[0].id.to_string();
    assert_eq!(ends(&eva.client, &aminas).await.status(), StatusCode::SEE_OTHER);
    assert!(is_in(&amina).await && list(&eva.client).await.len() == 2);
    for what in ["", "all", "'; delete", "00000000"] {
        assert_eq!(ends(&eva.client, what).await.status(), StatusCode::BAD_REQUEST, "{what}");
    }
    assert!(list(&eva.client).await.len() == 2);
    for what in ["others", &aminas] {
        let answer = ends(&server.stranger(), what).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    assert!(is_in(&amina).await);
}

/// 400 days, however often it is used.
#[tokio::test]
async fn a_session_ends_for_good_even_when_it_is_used_every_day() {
    let server = Running::start().await;
    let [amina] = devices(&server, [PHONE]).await;
    for days in (30..400).step_by(30).chain([399]) {
        server.clock.set(noon() + TimeDelta::days(days));
        assert!(is_in(&amina).await, "after {days} days");
    }
    server.clock.set(noon() + TimeDelta::days(400) - TimeDelta::seconds(1));
    assert!(is_in(&amina).await);
    server.clock.set(noon() + TimeDelta::days(400));
    problem(amina.client.get("/api/v1/families").await, 401, "/problems/signed-out").await;
    assert_eq!(open(&amina, None).await.err(), Some(401));
}

/// By its own limit, on a page that lies open and is told of everything.
#[tokio::test]
async fn a_session_that_has_lasted_its_time_ends_on_an_open_socket_within_a_second() {
    let server = Running::start().await;
    let [amina] = devices(&server, [PHONE]).await;
    for days in (30..400).step_by(30) {
        server.clock.set(noon() + TimeDelta::days(days));
        assert!(is_in(&amina).await);
    }
    let rest = TimeDelta::seconds(5);
    server.clock.set(noon() + TimeDelta::days(400) - rest);
    let mut socket = Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    let its_time = async { server.clock.set(noon() + TimeDelta::days(400)) };
    assert_eq!(at_once(its_time, socket.bye()).await, Bye::SignedOut);
}

/// Finds no room for one more socket, and is told after how many seconds to come back.
async fn told_to_wait(person: &Person) -> String {
    let Err(Error::Http(answer)) = called(person, None).await else { panic!("there is room") };
    assert_eq!(answer.status().as_u16(), 429);
    answer.headers()["retry-after"].to_str().unwrap().to_owned()
}

// [S26]
#[tokio::test]
async fn one_person_holds_so_many_sockets_and_no_more() {
    let server = Running::start().await;
    let [amina, again] = devices(&server, [PHONE, LAPTOP]).await;
    let mut sockets = Vec::new();
    for _ in 0..MOST_OF_ONE {
        sockets.push(open(&amina, None).await.expect("there is room"));
    }
    assert_eq!(told_to_wait(&amina).await, "30", "one device has a part of them");
    for _ in MOST_OF_ONE..MOST_SOCKETS {
        sockets.push(open(&again, None).await.expect("the other device is not shut out"));
    }
    assert_eq!(told_to_wait(&again).await, "30", "it is one person on all devices");
    drop(sockets.pop());
    let free = async {
        while open(&again, None).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), free).await.expect("a closed socket gives its place back");
    let other = amina.client.clone();
    let mette = family(&server).await;
    assert!(open(&mette, None).await.is_ok(), "others are not counted with them");
    let waits = other.ask(Method::GET, &amina.at("/live"));
    assert_eq!(
        waits.send().await.unwrap().status(),
        StatusCode::BAD_REQUEST,
        "no upgrade, no place"
    );
}

#[tokio::test]
async fn behind_tls_the_cookie_has_the_name_that_browsers_guard() {
    let reach = Reach { behind_proxy: true };
    let server = Running::with(Arc::new(Memory::default()), Vault::passing().unwrap(), reach).await;
    let mette = founded(&server, Role::Guardian).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let answer = server.stranger().post("/api/v1/join", &joining(&link, "Amina")).await;
    let cookie = given::cookie(&answer, "__Host-session=").unwrap();
    let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    for part in ["Secure", "Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let chosen = server.stranger().form("/language", &[("language", "en"), ("back", "/")]).await;
    let chosen = given::cookie(&chosen, "__Host-language=").unwrap();
    for part in ["Secure", "Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(chosen.contains(part), "{chosen}");
    }
    let away = mette.client.form("/passkey", &[("away", "1"), ("back", "/")]).await;
    let mine = mette.client.form("/account", &[("act", "mine"), ("then", "/")]).await;
    for (answer, name) in [(away, "__Host-offer="), (mine, "__Host-own-ways=")] {
        let cookie = given::cookie(&answer, name).unwrap_or_else(|| panic!("{name}"));
        for part in ["Secure", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age="] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    for (name, spoken) in [("__Host-language", Language::En), ("language", Language::Da)] {
        let request =
            server.stranger().ask(Method::GET, "/").header("cookie", format!("{name}=en"));
        let page = boot(request.header("accept-language", "da").send().await.unwrap()).await;
        assert_eq!(page.language, spoken, "{name}");
    }
    let with = async |name: &str| {
        let request = server.stranger().ask(Method::GET, "/api/v1/families");
        request.header("cookie", format!("{name}={token}")).send().await.unwrap().status()
    };
    assert_eq!(with("__Host-session").await, StatusCode::OK);
    assert_eq!(with("session").await, StatusCode::UNAUTHORIZED, "anybody could have set that one");
    let described: Value = server.stranger().get("/api/openapi.json").await.json().await.unwrap();
    assert_eq!(described["components"]["securitySchemes"]["cookie"]["name"], "__Host-session");
}
