//! Whatever comes in from outside, the server answers it: never with a fault of its own, never with a panic. The seed is fixed,
//! so a failure comes back.

use crate::given::{Person, Running, family, founded, noon};
use crate::socket::open;
use domain::people::{Role, Use};
use futures_util::{SinkExt, StreamExt};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use server::auth::limits::Quotas;
use server::clock::Clock;
use server::parts::{Parts, Reach};
use server::store::Memory;
use server::vault::Vault;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

const COOKIES: usize = 1_000;
const CODES: usize = 1_000;
const COMMANDS: usize = 3_000;
const FORMS: usize = 1_000;
const SOCKETS: usize = 300;
const FRAMES: usize = 4;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics in every task of the process.
fn count_panics() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        told(panic);
    }));
}

/// A server that takes as much from one person as comes: elsewhere somebody who asks for thousands is told to come again.
async fn patient() -> Running {
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let quotas = Arc::new(Quotas::of(u32::MAX, Duration::from_millis(1)));
    let change = |_, parts: &mut Parts| parts.quotas = quotas;
    Running::made(store, vault, Reach::default(), Clock::standing(noon()), change).await
}

/// So many inputs; `docs/asvs.md` says how many, and that these are all.
fn some<T: std::fmt::Debug>(count: usize, strategy: impl Strategy<Value = T>) -> Vec<T> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a value").current()).collect()
}

/// Says how many there were. A loop that ends early has not tried them.
fn tried(what: &str, tried: usize, said: usize) {
    println!("{tried} {what} tried");
    assert_eq!(tried, said, "{what}");
}

/// What it was answered: status and text.
async fn answered(response: Response, what: &str) -> (u16, String) {
    let status = response.status();
    let text = response.text().await.expect("the answer is whole");
    assert!(!status.is_server_error(), "{what}: {status} {text}");
    (status.as_u16(), text)
}

/// The server is as it was: nobody was thrown out, nothing broke behind the answers.
async fn still_well(server: &Running, person: &Person) {
    person.view().await;
    assert_eq!(server.stranger().get("/readyz").await.status(), 200);
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
}

/// What stands in a header: visible ASCII and bytes beyond, as clients send them.
fn header() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop_oneof![8 => 0x20_u8..0x7f, 1 => 0x80_u8..=0xff], 0..200)
}

fn cookie() -> impl Strategy<Value = Vec<u8>> {
    let named = (prop_oneof!["session", "__Host-session", "language"], header());
    let named = named.prop_map(|(name, value)| [name.as_bytes(), b"=", &value].concat());
    let parts = prop::collection::vec(prop_oneof![named, header()], 1..5);
    parts.prop_map(|parts| parts.join(&b"; "[..]))
}

#[tokio::test]
async fn any_cookie_is_answered() {
    count_panics();
    let server = patient().await;
    let mette = family(&server).await;
    let stranger = server.stranger();
    let mut count = 0;
    for (index, cookie) in some(COOKIES, cookie()).into_iter().enumerate() {
        count += 1;
        let path = ["/", "/devices", "/api/v1/families", &mette.page("")][index % 4].to_owned();
        let request = stranger.ask(Method::GET, &path).header("cookie", cookie.as_slice());
        let request = match index % 3 {
            0 => request.header("authorization", cookie.as_slice()),
            1 => request.header("accept-language", cookie.as_slice()),
            _ => request.header("user-agent", cookie.as_slice()),
        };
        answered(request.send().await.unwrap(), &format!("{path} {cookie:?}")).await;
    }
    tried("cookies", count, COOKIES);
    still_well(&server, &mette).await;
}

fn code() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z]{3}[ -]?[A-Za-z]{3}",
        "[A-Za-z0-9_-]{22}",
        "https://[a-z]{3,9}/join/[A-Za-z0-9_-]{20,24}",
        "\\PC{0,40}",
        any::<String>(),
    ]
}

#[tokio::test]
async fn any_invitation_code_is_answered() {
    count_panics();
    // Behind a proxy, so that each can come from another address and is looked up.
    let reach = Reach { behind_proxy: true };
    let server = Running::with(Arc::new(Memory::default()), Vault::passing().unwrap(), reach).await;
    let mette = founded(&server, Role::Guardian).await;
    mette.invites(Role::Network, Use::Table, None).await;
    let stranger = server.stranger();
    let mut count = 0;
    for (index, code) in some(CODES, code()).into_iter().enumerate() {
        count += 1;
        let from = format!("10.0.{}.{}", index / 250, index % 250);
        let request = match index % 3 {
            0 => stranger.filled("/join", &[("code", &code)]),
            1 => {
                let id = server::clock::new_id();
                let joins = json!({ "key": code, "id": id, "member": id, "name": code });
                stranger.ask(Method::POST, "/api/v1/join").json(&joins)
            }
            _ => {
                let mut url = reqwest::Url::parse(&stranger.base).unwrap();
                url.path_segments_mut().unwrap().push("join").push(&code);
                stranger.http.get(url)
            }
        };
        let request = request.header("x-forwarded-for", from);
        let (status, _) = answered(request.send().await.unwrap(), &format!("{code:?}")).await;
        assert_ne!(status, 429, "each is looked up");
    }
    tried("invitation codes", count, CODES);
    still_well(&server, &mette).await;
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop_oneof!["[a-z_]{1,12}", "-?[0-9]{1,9}-[0-9]{2}-[0-9]{2}", "[0-9T:Z.-]{1,30}"]
            .prop_map(Value::from),
        Just(Value::from(uuid::Uuid::nil().to_string())),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

/// Puts `new` in the place of the `at`-th thing in it.
fn replace(value: &mut Value, at: &mut usize, new: &Value) {
    if *at == 0 {
        *value = new.clone();
        *at = usize::MAX;
        return;
    }
    *at -= 1;
    match value {
        Value::Array(all) => all.iter_mut().for_each(|it| replace(it, at, new)),
        Value::Object(all) => all.values_mut().for_each(|it| replace(it, at, new)),
        _ => {}
    }
}

#[tokio::test]
async fn any_command_is_answered() {
    count_panics();
    let server = patient().await;
    let mette = family(&server).await;
    let child = mette.child().await.to_string();
    let described: Value = server.stranger().get("/api/openapi.json").await.json().await.unwrap();
    let content = &described["paths"]["/api/v1/families/{family}/commands"]["post"]["requestBody"];
    let examples = content["content"]["application/json"]["examples"].as_object().unwrap();
    let examples: Vec<Value> = examples.values().map(|it| it["value"].clone()).collect();
    let bent = (0..examples.len(), prop::collection::vec((2_usize..14, json_value()), 0..3));
    let raw = prop_oneof![
        9 => bent.prop_map(move |(which, changes)| {
            let mut one = examples[which].clone();
            one["id"] = json!(server::clock::new_id());
            for (mut at, new) in changes {
                replace(&mut one, &mut at, &new);
            }
            one.to_string().into_bytes()
        }),
        1 => prop::collection::vec(any::<u8>(), 0..200),
        1 => json_value().prop_map(|it| it.to_string().into_bytes()),
    ];
    let (mut done, mut refused) = (0, 0);
    let mut count = 0;
    for body in some(COMMANDS, raw) {
        count += 1;
        // Half of what is about somebody is about a child that is there.
        let body = match body.len() % 2 {
            0 => String::from_utf8_lossy(&body)
                .replace(&uuid::Uuid::nil().to_string(), &child)
                .into_bytes(),
            _ => body,
        };
        let what = String::from_utf8_lossy(&body).into_owned();
        let request = mette.client.ask(Method::POST, &mette.at("/commands")).body(body);
        let (_, text) = answered(request.send().await.unwrap(), &what).await;
        done += usize::from(text.contains("\"done\""));
        refused += usize::from(text.contains("\"refused\""));
    }
    assert!(done > 50 && refused > 500, "they reach the model: {done} done, {refused} refused");
    for room in ["", "/ruler", "/plan", "/people", "/dreams", "/dialogue"] {
        answered(mette.client.get(&mette.page(room)).await, room).await;
    }
    tried("commands", count, COMMANDS);
    still_well(&server, &mette).await;
}

#[tokio::test]
async fn any_form_is_answered() {
    count_panics();
    let server = patient().await;
    let mette = family(&server).await;
    let fields = [
        "act", "step", "goal", "because", "level", "on", "due", "name", "language", "back", "end",
        "code", "role", "born", "password", "old", "pending", "then",
    ];
    let value = prop_oneof![
        any::<String>(),
        "[a-z_]{1,10}",
        "keep|second|confirm|codes",
        "[0-9-]{1,12}",
        Just(mette.me.to_string())
    ];
    let form = prop::collection::btree_map(prop::sample::select(fields.to_vec()), value, 0..6);
    let paths = ["/ruler", "/plan", "/people", "/dialogue"].map(|room| mette.page(room));
    let dialogue = mette.page(&format!("/dialogue/{}", server::clock::new_id()));
    let paths: Vec<String> = paths
        .into_iter()
        .chain([dialogue, "/language".into(), "/devices".into(), "/new".into()])
        .chain(["/sign-in".into(), "/account".into(), "/step-up".into()])
        .collect();
    let stranger = server.stranger();
    let mut count = 0;
    for (index, fields) in some(FORMS, form).into_iter().enumerate() {
        count += 1;
        let path = &paths[index % paths.len()];
        // Her own session is not to be ended by chance.
        let who = if fields.contains_key("end") { &stranger } else { &mette.client };
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let request = who.filled(path, &fields);
        answered(request.send().await.unwrap(), &format!("{path} {fields:?}")).await;
    }
    tried("forms", count, FORMS);
    still_well(&server, &mette).await;
}

fn frame() -> impl Strategy<Value = Message> {
    let id = uuid::Uuid::nil();
    let kinds = prop_oneof![
        json_value().prop_map(|it| json!({ "hello": it })),
        (any::<u8>(), any::<u64>())
            .prop_map(|(version, seq)| json!({ "hello": { "version": version, "seq": seq } })),
        Just(json!({ "hello": { "version": domain::protocol::PROTOCOL_VERSION, "seq": 0 } })),
        json_value().prop_map(move |it| json!({ "do": { "sent": { "id": id, "command": it } } })),
        json_value().prop_map(|it| json!({ "passing": { "passing": it } })),
        json_value().prop_map(|it| json!({ "sees": { "seen": it } })),
        json_value(),
    ];
    prop_oneof![
        6 => kinds.prop_map(|it| Message::text(it.to_string())),
        1 => any::<String>().prop_map(Message::text),
        1 => prop::collection::vec(any::<u8>(), 0..300).prop_map(Message::binary),
        1 => prop::collection::vec(any::<u8>(), 0..100).prop_map(|it| Message::Ping(it.into())),
        1 => Just(Message::text("a".repeat(200_000))),
    ]
}

#[tokio::test]
async fn any_frame_is_heard_or_ends_its_own_socket_only() {
    count_panics();
    let server = patient().await;
    let mette = family(&server).await;
    let mut quiet = crate::socket::Socket::enter(&mette, 0).await;
    quiet.snapshot().await;
    let mut count = 0;
    for frames in some(SOCKETS, prop::collection::vec(frame(), FRAMES)) {
        let mut socket = open(&mette, None).await.expect("there is room").0;
        for frame in frames {
            count += 1;
            // Whoever said something strange is sent away; what comes after finds a closed door.
            if socket.send(frame).await.is_err() {
                break;
            }
        }
        let _ = socket.close(None).await;
        let over = async { while let Some(Ok(_)) = socket.next().await {} };
        timeout(Duration::from_secs(20), over).await.expect("the server lets go");
        while open(&mette, None).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
    // Whoever sat there all the while still hears.
    mette.does(crate::given::place(mette.child().await, "", domain::ruler::Seen::Circle)).await;
    quiet.news().await;
    println!("{count} frames on {SOCKETS} sockets tried");
    assert!(count >= 2 * SOCKETS, "{count}: most sockets hear more than one");
    still_well(&server, &mette).await;
}

#[test]
fn the_document_says_how_many_are_tried() {
    let document = include_str!("../../../docs/asvs.md");
    for (what, count) in [
        ("bodies of commands", COMMANDS),
        ("cookies and other headers", COOKIES),
        ("invitation codes", CODES),
        ("forms", FORMS),
        ("sockets of up to four frames each", SOCKETS),
    ] {
        assert!(document.contains(&format!("| {what} | {count} |")), "{what}: {count}");
    }
    assert_eq!(FRAMES, 4);
}
