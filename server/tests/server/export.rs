//! The copy that somebody takes along: everything they may see, and nothing else.

use crate::given::{Running, family, noon, place};
use domain::looked::{Looked, Part, Way};
use domain::people::{Role, Use};
use domain::protocol::Snapshot;
use domain::ruler::Seen;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use std::collections::BTreeSet;

/// What names a kind in JSON; on paper it has words of its own.
const KINDS: [&str; 17] = [
    "role", "language", "setting", "usage", "column", "standing", "to", "way", "ball", "zone",
    "stage", "step", "phase", "section", "sections", "heard", "kind",
];

/// Everything that somebody wrote, out of a view as JSON.
fn written(key: &str, value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let id = text.parse::<uuid::Uuid>().is_ok();
            let day = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
            if !(text.is_empty() || id || day || KINDS.contains(&key)) {
                into.insert(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|it| written(key, it, into)),
        Value::Object(all) => {
            for (key, it) in all {
                if !["pictogram", "check_ins"].contains(&key.as_str()) {
                    written(key, it, into);
                }
            }
        }
        _ => {}
    }
}

fn words(view: &Snapshot) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    written("", &serde_json::to_value(&view.family).unwrap(), &mut words);
    words
}

/// As it stands in HTML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[tokio::test]
async fn the_copy_holds_every_word_of_the_view_and_nobody_elses_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    server::demo::load(&server.url(""), folder.path(), noon(), &server.doors).await.unwrap();
    let (mut told, mut hidden) = (0, 0);
    for family in server.store.families().await.unwrap() {
        let all = server.parts.rooms.clone();
        let mut views = Vec::new();
        for member in members(&server, family).await {
            views.extend(all.view(family, member).await.unwrap());
        }
        assert!(views.len() > 1);
        for view in &views {
            let page = app::export::page(view, noon());
            let mine = words(view);
            for word in &mine {
                assert!(page.contains(&escaped(word)), "missing on paper: {word}");
            }
            told += mine.len();
            for other in views.iter().filter(|other| other.me != view.me) {
                for word in words(other).difference(&mine) {
                    assert!(!page.contains(&escaped(word)), "another's alone: {word}");
                    hidden += 1;
                }
            }
        }
    }
    assert!(told > 500 && hidden > 0, "{told} words, {hidden} hidden");
}

/// Who is of the family, by its log.
async fn members(server: &Running, family: domain::FamilyId) -> Vec<domain::MemberId> {
    use server::vault::Table;
    let row = server.store.family(family).await.unwrap().unwrap();
    let key = server.parts.vault.family(family, row.key_version).unwrap();
    let mut all = BTreeSet::new();
    for event in server.store.events(family, 0).await.unwrap() {
        let plain = key.open(Table::Events, event.seq, &event.body).unwrap();
        let body: Value = serde_json::from_slice(&plain).unwrap();
        all.insert(serde_json::from_value(body["by"].clone()).unwrap());
    }
    all.into_iter().collect()
}

#[tokio::test]
async fn it_comes_as_a_file_and_leaves_a_row() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let bad = "<script>alert('&')</script> \"kun mit\"";
    mette.does(place(mette.child().await, bad, Seen::Mine)).await;
    let paper = mette.client.get(&mette.page("/export")).await;
    assert_eq!(paper.status(), StatusCode::OK);
    assert_eq!(
        paper.headers()["content-disposition"],
        "attachment; filename=\"familiedialog-2026-09-01.html\""
    );
    assert_eq!(paper.headers()["cache-control"], "no-store");
    assert!(paper.headers()["content-security-policy"].to_str().unwrap().contains("'none'"));
    let paper = paper.text().await.unwrap();
    assert!(paper.contains(&escaped(bad)) && !paper.contains("<script"));
    for link in ["src=", "href=", "url(", "@import"] {
        assert!(!paper.contains(link), "it fetches nothing: {link}");
    }
    for path in [mette.at("/export"), mette.page("/export.json")] {
        let view = mette.view().await;
        let answer = mette.client.get(&path).await;
        let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(name.ends_with(".json\""), "{name}");
        let data: Value = answer.json().await.unwrap();
        assert_eq!(data["family"], serde_json::to_value(&view.family).unwrap());
        assert_eq!(data["format"], "familiedialog/1");
    }
    let others = amina.client.get(&amina.at("/export")).await.text().await.unwrap();
    assert!(!others.contains("kun mit"));
    let looked: Looked = amina.client.get(&amina.at("/looked")).await.json().await.unwrap();
    for by in [mette.me, amina.me] {
        let row = looked.rows.iter().find(|it| it.by == by && it.way == Way::Export);
        assert_eq!(row.expect("a row").part, Part::Whole);
    }
}

/// A browser would save what it shows, and no proof is asked of who reads.
#[tokio::test]
async fn no_address_of_the_api_is_opened_as_a_page() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let asks = async |path: &str, mode: &str| {
        let request = mette.client.ask(Method::GET, path).header("sec-fetch-mode", mode);
        request.send().await.unwrap()
    };
    let events = format!("/events?since={}", mette.view().await.seq);
    let own = ["", &*events, "/export", "/looked"].map(|end| mette.at(end));
    for path in own.iter().map(String::as_str).chain(["/api/v1/families"]) {
        let opened = asks(path, "navigate").await;
        assert_eq!(opened.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!opened.text().await.unwrap().contains("Familien"), "{path}");
        // A page of ours asks so.
        assert_eq!(asks(path, "cors").await.status(), StatusCode::OK, "{path}");
    }
    assert_eq!(asks("/api/openapi.json", "navigate").await.status(), StatusCode::OK);
    assert_eq!(asks(&mette.page("/export.json"), "navigate").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn nobody_takes_a_copy_of_what_is_not_theirs() {
    let server = Running::start().await;
    let (mette, stranger) = (family(&server).await, family(&server).await);
    for path in [mette.page("/export"), mette.page("/export.json"), mette.at("/export")] {
        assert_eq!(stranger.client.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(server.stranger().get(&path).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let json = mette.client.get(&mette.at("/export")).await.text().await.unwrap();
    assert!(!json.contains(&link), "the keys of invitations are no part of it");
}
