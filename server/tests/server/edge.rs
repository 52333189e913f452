//! What every answer says to the browser, whatever was asked: every route by every method, files, errors, bugs.

use crate::given::{Running, again, family, noon, site};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use chrono::TimeDelta;
use domain::people::{Role, Use};
use domain::{Command, DialogueId, dialogue};
use server::clock::{Clock, new_id};
use server::parts::{Parts, Reach};
use server::router;
use server::store::Memory;
use server::vault::Vault;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::ServiceExt;

const METHODS: [Method; 8] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
];

/// With one more route, which has a bug.
fn app(reach: Reach) -> (Router, tempfile::TempDir) {
    let site = site();
    let files = server::http::site::files(site.path()).unwrap();
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let clock = Clock::standing(noon());
    let parts = Parts::new(files, site.path().to_owned(), store, vault, clock, reach);
    let bug = async || -> StatusCode { panic!("a bug") };
    (router::build_with(parts, Router::new().route("/bug", get(bug))), site)
}

/// Every address of the router filled in, and what is none.
pub fn addresses() -> Vec<String> {
    let fill = |path: &str| {
        path.replace("{family}", &new_id().to_string())
            .replace("{dialogue}", &new_id().to_string())
            .replace("{invitation}", &new_id().to_string())
            .replace("{provider}", "kommune")
            .replace("{token}", "abcdefghijklmnopqrstuv")
            .replace("{*rest}", "dreams")
    };
    let routes = router::paths().into_iter().map(fill);
    let files =
        ["app-1.js", "app-0.js", "main-1.css", "manifest.json"].map(|it| format!("/pkg/{it}"));
    let files = files.into_iter().chain(["/pkg", "/sw.js", "/icons.svg"].map(str::to_owned));
    let wrong = ["/nothing", "/f/1", "/api/nothing", "/api/v1/families/1/live", "/../etc/passwd"];
    let all = routes.chain(files).chain(wrong.map(str::to_owned)).collect::<Vec<_>>();
    let open: Vec<_> = all.iter().filter(|path| path.contains(['{', '}'])).collect();
    assert!(open.is_empty(), "say here what stands for it: {open:?}");
    all
}

fn holds(what: &str, headers: &HeaderMap, reach: Reach) {
    let one = |name: &str| {
        let mut all = headers.get_all(name).iter();
        let first = all.next().unwrap_or_else(|| panic!("{what}: no {name}"));
        assert!(all.next().is_none(), "{what}: {name} twice");
        first.to_str().unwrap().to_owned()
    };
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(one(name), value, "{what}: {name}");
    }
    let powers = one("permissions-policy");
    for part in [
        "camera=()",
        "geolocation=()",
        "microphone=()",
        "clipboard-write=(self)",
        "publickey-credentials-get=(self)",
    ] {
        assert!(powers.contains(part), "{what}: {powers}");
    }
    assert_eq!(powers.matches("=(self)").count(), 3, "{what}: {powers}");
    let kind = headers.get("content-type").map_or("", |it| it.to_str().unwrap());
    if kind.starts_with("text/") || kind.contains("+xml") {
        assert!(kind.ends_with("; charset=utf-8"), "{what}: {kind}");
    }
    let policy = one("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"),
        "{what}"
    );
    let html =
        headers.get("content-type").is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    let expected = match what {
        // Kept by browsers, so that a nonce would be no secret: its one script is known by its content.
        _ if html && what.contains(" /offline ") => {
            "default-src 'self'; script-src 'self' 'sha256-"
        }
        // A paper: nothing runs on it at all.
        _ if html && what.contains("/export 200") => "default-src 'none'",
        _ if html => "default-src 'self'; script-src 'self' 'nonce-",
        _ => "default-src 'none'",
    };
    assert!(policy.starts_with(expected), "{what}: {policy}");
    if html && !expected.ends_with("'none'") {
        let (_, types) = policy.split_once("require-trusted-types-for 'script'; ").expect(what);
        assert!(
            matches!(types, "trusted-types default" | "trusted-types 'none'"),
            "{what}: {types}"
        );
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{what}: {policy}"
    );
    assert!(headers.contains_key("cache-control"), "{what}: cache-control");
    let tls = headers.get("strict-transport-security");
    assert_eq!(tls.is_some(), reach.behind_proxy, "{what}: strict-transport-security");
    assert!(!headers.contains_key("server") && !headers.contains_key("x-powered-by"), "{what}");
}

/// Every address of the router, of a place and a dialogue that are there.
fn of_a_place(family: &str, dialogue: &str, invitation: &str, since: u64) -> Vec<String> {
    const ROOMS: [&str; 6] = [
        "dreams",
        "looked",
        "mine",
        "dialogue/{dialogue}/prepare",
        "dialogue/{dialogue}/minutes",
        "x",
    ];
    let rooms = |path: &'static str| match path.split_once("{*rest}") {
        Some((before, _)) => ROOMS.map(|room| format!("{before}{room}")).to_vec(),
        None => vec![path.to_owned()],
    };
    let fill = |path: String| {
        path.replace("{family}", family)
            .replace("{dialogue}", dialogue)
            .replace("{invitation}", invitation)
            .replace("{provider}", "kommune")
            .replace("{token}", "abcdefghijklmnopqrstuv")
            .replace("/events", &format!("/events?since={since}"))
    };
    let all: Vec<_> = router::paths().into_iter().flat_map(rooms).map(fill).collect();
    assert!(!all.iter().any(|path| path.contains('{')), "{all:?}");
    all
}

/// Whoever is in is told what is private: no copy of it stays anywhere.
#[tokio::test]
async fn every_answer_to_somebody_who_is_in_is_closed_to_the_world() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let (invitation, _, _) = amina.invites(Role::Network, Use::Single, None).await;
    let (id, about) = (DialogueId(new_id()), amina.child().await);
    let (when, place) = (noon().naive_utc() + TimeDelta::hours(2), String::new());
    let plan = dialogue::Command::Plan { id, about, when, place, held: false, among: None };
    mette.does(Command::Dialogue(plan)).await;
    let place = amina.family.to_string();
    let (mut shown, mut posted) = (Vec::new(), 0);
    let since = amina.view().await.seq;
    for path in of_a_place(&place, &id.to_string(), &invitation.to_string(), since) {
        for method in METHODS {
            // Some of it ends the session.
            let here = again(&server, &amina, "").await.client;
            let request = here.ask(method.clone(), &path).header("accept-language", "da");
            let answer = request.send().await.unwrap();
            let (status, headers) = (answer.status(), answer.headers());
            holds(&format!("{method} {path} {status}"), headers, Reach::default());
            assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{method} {path}");
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{method} {path}: she is in");
            posted += usize::from(method == Method::POST && status.is_success());
            if method == Method::GET && status.is_success() && path.contains(&place) {
                let kept = headers["cache-control"].to_str().unwrap();
                assert!(kept.contains("no-store"), "{path}: {kept}");
                shown.push(path.clone());
            }
        }
    }
    let events = format!("/events?since={since}");
    let ends = |end: &str| shown.iter().any(|path| path.ends_with(end));
    for end in ["/plan", "/people", "/minutes", "/looked", "/export", "/export.json", &events] {
        assert!(ends(end), "{end} was not shown: {shown:?}");
    }
    assert!(shown.len() > 15 && posted > 0, "{posted} {shown:?}");
}

async fn ask(app: &Router, request: Request<Body>) -> Response {
    app.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn every_answer_of_every_route_is_closed_to_the_world() {
    for reach in [Reach { behind_proxy: false }, Reach { behind_proxy: true }] {
        let (app, _site) = app(reach);
        let mut seen = BTreeSet::new();
        for path in addresses().iter().map(String::as_str).chain(["/bug"]) {
            for method in METHODS {
                let request = Request::builder().method(&method).uri(path).body(Body::empty());
                let answer = ask(&app, request.unwrap()).await;
                holds(&format!("{method} {path} {}", answer.status()), answer.headers(), reach);
                seen.insert(answer.status().as_u16());
            }
        }
        for (path, headers, body) in [
            // From another site; more than is taken; what cannot be read.
            ("/new", vec![("origin", "https://evil.example")], "a=b".to_owned()),
            ("/devices", vec![], "end=here".to_owned()),
            ("/new", vec![], "a".repeat(600_000)),
            ("/api/v1/join", vec![], "a".repeat(600_000)),
            ("/api/v1/join", vec![], "{".to_owned()),
            ("/api/v1/join", vec![], "{}".to_owned()),
            ("/api/v1/join", vec![("host", "a\u{e6}")], "{}".to_owned()),
        ] {
            let mut request = Request::builder().method(Method::POST).uri(path);
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let answer = ask(&app, request.body(Body::from(body)).unwrap()).await;
            holds(&format!("POST {path} {}", answer.status()), answer.headers(), reach);
            seen.insert(answer.status().as_u16());
        }
        for status in [200, 303, 400, 401, 403, 404, 405, 413, 422, 500] {
            assert!(seen.contains(&status), "{status} was not met: {seen:?}");
        }
    }
}

#[tokio::test]
async fn no_page_styles_or_runs_anything_in_its_own_lines() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let rooms = ["", "/ruler", "/plan", "/people", "/dreams", "/dialogue", "/nothing"];
    let rooms = rooms.map(|room| mette.page(room));
    let outside =
        ["/", "/new", "/join", "/devices", "/account", "/step-up", "/nothing", "/join/wrong"];
    for path in rooms.iter().map(String::as_str).chain(outside) {
        let page = mette.client.get(path).await;
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let text = page.text().await.unwrap();
        for inline in ["<style", " style=", " onclick=", " onload=", " onsubmit=", "javascript:"] {
            assert!(!text.contains(inline), "{path}: {inline}");
        }
        for script in text.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let allowed = script.contains(&format!("nonce=\"{nonce}\""))
                || script.contains("application/json")
                || script.contains("src=\"/pkg/");
            assert!(allowed, "{path}: <script{script}>");
        }
    }
}

/// What a page of another origin could read if it were let in.
#[tokio::test]
async fn a_page_is_made_for_one_answer_only() {
    let (app, _site) = app(Reach::default());
    let page = async || {
        let answer = ask(&app, Request::get("/").body(Body::empty()).unwrap()).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        (policy, to_bytes(answer.into_body(), usize::MAX).await.unwrap())
    };
    let (one, two) = (page().await, page().await);
    assert!(one.0 != two.0 && one.1 != two.1);
}

/// Somebody who begins to ask and never ends.
#[tokio::test]
async fn whoever_sends_the_head_of_a_request_drop_by_drop_is_let_go() {
    let change = |_, parts: &mut Parts| parts.patience = Duration::from_millis(200);
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let clock = Clock::standing(noon());
    let server = Running::made(store, vault, Reach::default(), clock, change).await;
    let mut slow = TcpStream::connect(server.addr).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: here\r\nx-slow: ").await.unwrap();
    let mut heard = Vec::new();
    let ended = timeout(Duration::from_secs(10), slow.read_to_end(&mut heard)).await;
    // Hyper may say that it took too long; then it closes.
    let ended = ended.expect("the server closes the connection");
    assert!(ended.is_err() || heard.is_empty() || heard.starts_with(b"HTTP/1.1 408"));
    // Somebody who asks in one breath is answered.
    assert_eq!(server.stranger().get("/healthz").await.status(), 200);
}

/// Who lives beside us is not ours to say; whoever runs the server says it.
#[tokio::test]
async fn hosts_below_ours_are_spoken_of_only_where_it_was_said() {
    for (tls_below, says) in
        [(false, "max-age=63072000"), (true, "max-age=63072000; includeSubDomains")]
    {
        let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
        let reach = Reach { behind_proxy: true };
        let clock = Clock::standing(noon());
        let server =
            Running::made(store, vault, reach, clock, |_, parts| parts.tls_below = tls_below).await;
        let answer = server.stranger().get("/").await;
        assert_eq!(answer.headers()["strict-transport-security"], says);
    }
}
