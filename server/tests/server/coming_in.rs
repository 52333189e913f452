//! Founding, inviting, joining, and what sessions and seats open.

use crate::commands::problem;
use crate::given;
use crate::given::{Running, entered, family, found, founded, joining, member, noon, nth};
use chrono::TimeDelta;
use domain::people::{self, Role, Use};
use domain::{Command, FamilyId, MemberId};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use server::clock::new_id;

#[tokio::test]
async fn founding_twice_by_the_same_command_is_founding_once() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let sent =
        found(FamilyId(new_id()), member("Mette", Role::Guardian), member("Ali", Role::Child));
    let body = serde_json::to_value(&sent).unwrap();
    let first = entered(&stranger, stranger.post("/api/v1/families", &body).await).await;
    // The answer was lost on the way: the same command opens the same seat, and the token that never came opens nothing.
    let again = entered(&stranger, stranger.post("/api/v1/families", &body).await).await;
    assert_eq!((first.family, first.me), (again.family, again.me));
    assert_eq!(first.client.get(&first.at("")).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(again.view().await.family.people.members.len(), 2);
    // Somebody else may not found it again, nor may the same command open it much later.
    let other = found(first.family, member("Eva", Role::Guardian), member("Ali", Role::Child));
    let other = stranger.post("/api/v1/families", &serde_json::to_value(&other).unwrap()).await;
    assert_eq!(problem(other, 422, "/problems/refused").await["refusal"], "already");
    server.clock.set(noon() + TimeDelta::hours(2));
    problem(stranger.post("/api/v1/families", &body).await, 422, "/problems/refused").await;
    let list: Value = again.client.get("/api/v1/families").await.json().await.unwrap();
    assert_eq!(list, json!([{ "id": first.family, "name": "Familien ved åen" }]));
}

#[tokio::test]
async fn a_place_needs_a_name_and_a_founder_and_a_refusal_leaves_nothing() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let id = FamilyId(new_id());
    for founder in [member(" ", Role::Guardian), member("Ali", Role::Child)] {
        let sent = found(id, founder, member("Ali", Role::Child));
        let response =
            stranger.post("/api/v1/families", &serde_json::to_value(&sent).unwrap()).await;
        problem(response, 422, "/problems/refused").await;
    }
    assert!(server.store.family(id).await.unwrap().is_none());
    let mette = family(&server).await;
    let other = given::sent(given::place(mette.child().await, "", domain::ruler::Seen::Mine));
    let response = stranger.post("/api/v1/families", &serde_json::to_value(&other).unwrap()).await;
    problem(response, 422, "/problems/unknown-shape").await;
}

#[tokio::test]
async fn one_comes_in_by_link_or_by_code_however_it_is_typed() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, code) = mette.invites(Role::Network, Use::Table, None).await;
    let typed = format!("{} {}", code[..3].to_lowercase(), &code[3..]);
    for key in [link.clone(), format!("https://a.example/join/{link}"), code, typed] {
        let stranger = server.stranger();
        let eva =
            entered(&stranger, stranger.post("/api/v1/join", &joining(&key, "Eva")).await).await;
        assert_eq!(eva.view().await.family.people.get(eva.me).unwrap().role, Role::Network);
    }
    let nothing = server.stranger().post("/api/v1/join", &joining("KATMUS", "Eva")).await;
    problem(nothing, 404, "/problems/bad-key").await;
}

#[tokio::test]
async fn an_invitation_for_one_is_used_once() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let stranger = server.stranger();
    let joining_once = joining(&link, "Amina");
    let first = entered(&stranger, stranger.post("/api/v1/join", &joining_once).await).await;
    let second = server.stranger().post("/api/v1/join", &joining(&link, "Eva")).await;
    assert_eq!(problem(second, 422, "/problems/refused").await["refusal"], "invitation_used");
    // The first one's answer was lost on the way: the same command opens the same seat.
    let again = entered(&stranger, stranger.post("/api/v1/join", &joining_once).await).await;
    assert_eq!(first.me, again.me);
    assert_eq!(mette.view().await.family.people.members.len(), 3);
}

#[tokio::test]
async fn an_invitation_ends_with_its_time_or_when_it_is_taken_back() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (revoked, link, _) = mette.invites(Role::Network, Use::Table, None).await;
    mette.does(Command::People(people::Command::Revoke { id: revoked })).await;
    let response = server.stranger().post("/api/v1/join", &joining(&link, "Eva")).await;
    assert_eq!(problem(response, 422, "/problems/refused").await["refusal"], "invitation_over");
    let (_, link, _) = mette.invites(Role::Network, Use::Table, None).await;
    server.clock.set(noon() + TimeDelta::days(7));
    let response = server.stranger().post("/api/v1/join", &joining(&link, "Eva")).await;
    assert_eq!(problem(response, 422, "/problems/refused").await["refusal"], "invitation_over");
    let page = server.stranger().get(&format!("/join/{link}")).await;
    assert_eq!(page.status(), StatusCode::GONE);
}

/// An old link may lie in anybody's drawer.
#[tokio::test]
async fn an_invitation_that_is_over_tells_nothing_of_the_family() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let name = async |name: &str| {
        let named = member(name, Role::Guardian);
        let id = named.id;
        mette.does(Command::People(people::Command::Name { member: named })).await;
        id
    };
    let (revoked, used) = (name("Kanariemor").await, name("Kanariefar").await);
    let (id, revoked, _) = mette.invites(Role::Guardian, Use::Single, Some(revoked)).await;
    let open = server.stranger().get(&format!("/join/{revoked}")).await.text().await.unwrap();
    assert!(open.contains("Kanariemor") && open.contains("Familien ved åen"), "while it is open");
    mette.does(Command::People(people::Command::Revoke { id })).await;
    let join =
        |key: &str, member| json!({ "key": key, "id": new_id(), "member": member, "name": "Eva" });
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, Some(used)).await;
    let answer = server.stranger().post("/api/v1/join", &join(&link, used)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    for (link, words) in [(&revoked, "Invitationen er udløbet."), (&link, "Invitationen er brugt.")]
    {
        let path = format!("/join/{link}");
        let page = server.stranger().get(&path).await;
        assert_eq!(page.status(), StatusCode::GONE);
        let form = server.stranger().form(&path, &[("name", "Eva")]).await;
        assert_eq!(form.status(), StatusCode::UNPROCESSABLE_ENTITY);
        for answer in [page, form] {
            let text = answer.text().await.unwrap();
            assert!(text.contains(words), "{text}");
            for told in ["Kanarie", "Familien ved", "guardian", &used.to_string()] {
                assert!(!text.contains(told), "{told}");
            }
        }
        let stranger = MemberId(new_id());
        let api = server.stranger().post("/api/v1/join", &join(link, stranger)).await;
        let api = api.text().await.unwrap();
        assert!(
            api.contains("invitation_") && !api.contains("Kanarie") && !api.contains("Familien")
        );
    }
}

#[tokio::test]
async fn whoever_has_a_session_keeps_their_account() {
    let server = Running::start().await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let (_, link, _) = other.invites(Role::Professional, Use::Table, None).await;
    let there =
        entered(&mette.client, mette.client.post("/api/v1/join", &joining(&link, "Mette")).await)
            .await;
    for client in [&mette.client, &there.client] {
        let list: Value = client.get("/api/v1/families").await.json().await.unwrap();
        assert_eq!(list.as_array().unwrap().len(), 2);
    }
    let twice = mette.client.post("/api/v1/join", &joining(&link, "Mette igen")).await;
    assert_eq!(problem(twice, 422, "/problems/refused").await["refusal"], "already");
}

#[tokio::test]
async fn a_session_ends_when_it_was_not_used_for_long() {
    let server = Running::start().await;
    let mette = founded(&server, Role::Guardian).await;
    for days in [60, 120, 180] {
        server.clock.set(noon() + TimeDelta::days(days));
        assert_eq!(
            mette.client.get(&mette.at("")).await.status(),
            StatusCode::OK,
            "use keeps it alive"
        );
    }
    server.clock.set(noon() + TimeDelta::days(280));
    problem(mette.client.get(&mette.at("")).await, 401, "/problems/signed-out").await;
    assert_eq!(mette.client.get(&mette.page("")).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_whoever_made_a_way_in_shows_it() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let (id, link, code) = mette.invites(Role::Network, Use::Table, None).await;
    let path = mette.at(&format!("/invitations/{id}/key"));
    let shown: Value = mette.client.post(&path, &Value::Null).await.json().await.unwrap();
    assert_eq!(shown["link"], format!("http://{}/join/{link}", server.addr));
    assert_eq!(shown["code"], code);
    assert!(shown["qr"].as_str().unwrap().starts_with("<svg"));
    // Whoever came in by it would have been let in by somebody else.
    problem(amina.client.post(&path, &Value::Null).await, 404, "/problems/not-found").await;
    problem(eva.client.post(&path, &Value::Null).await, 404, "/problems/not-found").await;
    let unknown = mette.at(&format!("/invitations/{}/key", new_id()));
    problem(mette.client.post(&unknown, &Value::Null).await, 404, "/problems/not-found").await;
}

#[tokio::test]
async fn guessing_is_slowed_down_in_words() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let mut response = stranger.post("/api/v1/join", &joining("KATMUS", "Eva")).await;
    for _ in 0..100 {
        if response.status() == StatusCode::NOT_FOUND {
            response = stranger.post("/api/v1/join", &joining("KATMUS", "Eva")).await;
        }
    }
    assert!(response.headers().contains_key("retry-after"));
    let title = problem(response, 429, "/problems/too-many-tries").await["title"].to_string();
    assert!(title.contains("Wait"), "{title}");
    let page = stranger.form("/join", &[("code", "KATMUS")]).await;
    assert_eq!(page.status(), StatusCode::TOO_MANY_REQUESTS);
    let page = page.text().await.unwrap();
    let said = "Det er prøvet mange gange. Prøv igen om et minut.";
    assert!(page.contains("too_many") && page.contains(said), "{page}");
}

/// Every address of a family, for somebody who has no seat in it.
#[tokio::test]
async fn another_familys_place_looks_like_one_that_is_not_there() {
    let server = Running::start().await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let (invitation, ..) = other.invites(Role::Network, Use::Table, None).await;
    let api = ["", "/events?since=0", "/live"]
        .map(|path| (Method::GET, format!("/api/v1/families/FAMILY{path}")));
    let posts = ["/commands".to_owned(), format!("/invitations/{invitation}/key")];
    let api = api
        .into_iter()
        .chain(posts.map(|path| (Method::POST, format!("/api/v1/families/FAMILY{path}"))));
    let pages = ["", "/ruler", "/plan", "/people", "/dreams", "/dialogue", "/nothing"];
    let pages = pages.map(|path| (Method::GET, format!("/f/FAMILY{path}")));
    let dialogue = format!("/dialogue/{}", new_id());
    let forms =
        ["/ruler", "/plan", &dialogue].map(|path| (Method::POST, format!("/f/FAMILY{path}")));
    for (method, path) in api.chain(pages).chain(forms) {
        let ask = async |family: String| {
            let request = mette.client.ask(method.clone(), &path.replace("FAMILY", &family));
            let request = request.header("content-type", "application/json").body("");
            let response = request.send().await.unwrap();
            let status = response.status();
            // The nonce is new each time, and the address is what was asked for.
            let text = response.text().await.unwrap().replace(&family, "FAMILY");
            (status, without_nonce(&text))
        };
        let (theirs, nowhere) =
            (ask(other.family.to_string()).await, ask(new_id().to_string()).await);
        assert_eq!(theirs.0, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(theirs, nowhere, "{method} {path}");
        let signed_out = server
            .stranger()
            .ask(method.clone(), &path.replace("FAMILY", &other.family.to_string()));
        let signed_out =
            signed_out.header("content-type", "application/json").body("").send().await.unwrap();
        let told = if path.ends_with("/nothing") {
            StatusCode::NOT_FOUND
        } else {
            StatusCode::UNAUTHORIZED
        };
        assert_eq!(signed_out.status(), told, "{method} {path}");
    }
    assert_eq!(other.view().await.seq, nth(2));
}

fn without_nonce(text: &str) -> String {
    let mut parts = text.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn a_page_of_another_site_cannot_act_in_somebodys_name() {
    let server = Running::start().await;
    let mette = family(&server).await;
    for (path, origin) in
        [(mette.at("/commands"), "https://evil.example"), (mette.page("/plan"), "null")]
    {
        let request = mette.client.ask(Method::POST, &path).header("origin", origin).body("{}");
        problem(request.send().await.unwrap(), 403, "/problems/foreign-site").await;
    }
}

#[tokio::test]
async fn the_cookie_opens_what_the_token_opens_and_scripts_cannot_read_it() {
    let server = Running::start().await;
    let stranger = server.stranger();
    let sent =
        found(FamilyId(new_id()), member("Mette", Role::Guardian), member("Ali", Role::Child));
    let response = stranger.post("/api/v1/families", &serde_json::to_value(&sent).unwrap()).await;
    let cookie = given::cookie(&response, "session=").unwrap();
    assert!(
        cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
            && !cookie.contains("Secure")
    );
    let pair = cookie.split(';').next().unwrap();
    let list =
        stranger.ask(Method::GET, "/api/v1/families").header("cookie", pair).send().await.unwrap();
    assert_eq!(list.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_browser_is_given_its_token_in_the_cookie_and_nowhere_else() {
    let server = Running::start().await;
    let (_, link, _) = family(&server).await.invites(Role::Network, Use::Table, None).await;
    let founds =
        found(FamilyId(new_id()), member("Mette", Role::Guardian), member("Ali", Role::Child));
    for (path, body) in [
        ("/api/v1/families", serde_json::to_value(&founds).unwrap()),
        ("/api/v1/join", joining(&link, "Eva")),
    ] {
        let browser = server.stranger().ask(Method::POST, path).json(&body);
        let browser = browser.header("sec-fetch-site", "same-origin");
        let response = browser.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::CREATED, "{path}");
        let cookie = given::cookie(&response, "session=").unwrap();
        let token = cookie.split(';').next().unwrap().split_once('=').unwrap().1.to_owned();
        let headers = format!("{:?}", response.headers());
        assert_eq!(headers.matches(&token).count(), 1, "{path}: {headers}");
        let text = response.text().await.unwrap();
        assert!(!text.contains("token") && !text.contains(&token), "{path}: {text}");
    }
}

/// Entering may be asked for again by the same command. By any other command of somebody, nobody enters as them.
#[tokio::test]
async fn knowing_somebodys_command_does_not_open_their_seat() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let (_, link, _) = mette.invites(Role::Network, Use::Table, None).await;
    let known = |child| given::sent(given::place(child, "", domain::ruler::Seen::Mine));
    let (of_eva, of_mette) = (known(mette.child().await), known(mette.child().await));
    eva.send(&of_eva).await;
    mette.send(&of_mette).await;
    let join = json!({ "key": link, "id": of_eva.id, "member": eva.me, "name": "Eva" });
    let response = server.stranger().post("/api/v1/join", &join).await;
    assert_eq!(problem(response, 422, "/problems/refused").await["refusal"], "already");
    let founder = people::Member { id: mette.me, ..member("Mette", Role::Professional) };
    let found = found(mette.family, founder, member("Ali", Role::Child));
    let again = domain::protocol::Sent { id: of_mette.id, ..found };
    let again = serde_json::to_value(&again).unwrap();
    let response = server.stranger().post("/api/v1/families", &again).await;
    assert_eq!(problem(response, 422, "/problems/refused").await["refusal"], "already");
}
