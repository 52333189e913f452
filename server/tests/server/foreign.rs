//! What pages of other sites may do in somebody's name: nothing.

use crate::edge::addresses;
use crate::given::{Client, Running, family, nth};
use crate::socket::open;
use reqwest::{Method, StatusCode};
use serde_json::Value;

const SITES: [Option<&str>; 7] = [
    None,
    Some(""),
    Some("same-origin"),
    Some("none"),
    Some("same-site"),
    Some("cross-site"),
    Some("Same-Origin"),
];
const METHODS: [Method; 4] = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// Whose page the browser says it was. A browser that says nothing about the site says whose page it was; a client that says
/// neither is no browser, and carries no cookie that it was not given.
fn is_ours(site: Option<&str>, origin: Option<&str>, own: &str) -> bool {
    match site {
        Some("same-origin" | "none") => true,
        Some(site) if !site.is_empty() => false,
        _ => origin.is_none_or(|origin| origin.is_empty() || origin == own),
    }
}

async fn ask(
    client: &Client,
    method: &Method,
    path: &str,
    site: Option<&str>,
    origin: Option<&str>,
) -> (StatusCode, String) {
    let mut request = client.ask(method.clone(), path);
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let answer = request.body("end=here").send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn no_other_site_acts_in_somebodys_name_by_any_route() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let own = server.url("");
    let foreign =
        ["https://evil.example", "null", "http://127.0.0.1", "http://localhost:1", "file://"];
    let suffixed = format!("{own}.evil.example");
    let origins = foreign.into_iter().chain([suffixed.as_str(), own.as_str(), ""]).map(Some);
    let origins: Vec<_> = origins.chain([None]).collect();
    let of_mette = addresses().into_iter().map(|path| {
        // Where she has a seat, so that nothing but the origin stands in the way.
        let family = path.split('/').find(|part| part.len() == 36).map(str::to_owned);
        family.map_or(path.clone(), |id| path.replacen(&id, &mette.family.to_string(), 1))
    });
    let (mut refused, mut passed) = (0, 0);
    for path in of_mette {
        for method in METHODS {
            for site in SITES {
                for origin in &origins {
                    let what = format!("{method} {path} {site:?} {origin:?}");
                    if is_ours(site, *origin, &own) {
                        // Signed out: what it would do is another test's business.
                        let answer = ask(&server.stranger(), &method, &path, site, *origin).await;
                        assert_ne!(answer.0, StatusCode::FORBIDDEN, "{what}");
                        passed += 1;
                    } else {
                        let (status, text) =
                            ask(&mette.client, &method, &path, site, *origin).await;
                        assert_eq!(status, StatusCode::FORBIDDEN, "{what}");
                        let problem: Value = serde_json::from_str(&text).expect("a problem");
                        assert_eq!(problem["type"], "/problems/foreign-site", "{what}");
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 3_000 && passed > 1_500, "{refused} refused, {passed} passed");
    assert_eq!(mette.view().await.seq, nth(1), "nothing was done, and she is still signed in");
}

#[tokio::test]
async fn no_other_site_listens() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let own = server.url("");
    assert!(open(&mette, Some(&own)).await.is_ok() && open(&mette, None).await.is_ok());
    let suffixed = format!("{own}.evil.example");
    let secure = own.replace("http:", "https:");
    for foreign in ["https://evil.example", "null", "http://127.0.0.1", "", &suffixed, &secure] {
        assert_eq!(open(&mette, Some(foreign)).await.err(), Some(403), "{foreign}");
    }
}

/// A page of another site may ask; its browser shows it no answer, and sends nothing that it asks leave for first.
#[tokio::test]
async fn no_answer_of_any_route_is_shared_with_another_site() {
    let server = Running::start().await;
    let mette = family(&server).await;
    for path in addresses() {
        for (client, method) in [
            (&mette.client, Method::GET),
            (&server.stranger(), Method::GET),
            (&mette.client, Method::OPTIONS),
        ] {
            let asks = client.ask(method.clone(), &path).header("origin", "https://evil.example");
            let asks = asks.header("access-control-request-method", "POST");
            let asks = asks.header("access-control-request-headers", "authorization");
            let answer = asks.send().await.unwrap();
            let shares =
                answer.headers().keys().find(|it| it.as_str().starts_with("access-control-"));
            assert_eq!(shares, None, "{method} {path}");
        }
    }
}
