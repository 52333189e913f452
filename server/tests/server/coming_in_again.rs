//! An answer that was lost on the way is asked for again by the same command. Whoever finds that command later gets in by it no more.

use crate::accounts::{NAME, PASSWORD, keeps};
use crate::commands::problem;
use crate::given::{Client, Person, Running, entered, family, joining};
use crate::passkey::adds;
use crate::phone::Phone;
use crate::second::app_alone;
use domain::people::{Role, Use};
use reqwest::{Method, StatusCode};
use serde_json::Value;

/// Amina has come in. The command that she sent lies somewhere.
struct Joined {
    server: Running,
    amina: Person,
    sent: Value,
}

async fn joined() -> Joined {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let (sent, stranger) = (joining(&link, "Amina"), server.stranger());
    let amina = entered(&stranger, stranger.post("/api/v1/join", &sent).await).await;
    Joined { server, amina, sent }
}

async fn is_in(client: &Client) -> bool {
    client.get("/api/v1/families").await.status() == StatusCode::OK
}

impl Joined {
    /// The command lets nobody in.
    async fn is_shut(&self) {
        let again = self.server.stranger().post("/api/v1/join", &self.sent).await;
        assert!(again.headers().get("set-cookie").is_none());
        assert_eq!(problem(again, 422, "/problems/refused").await["refusal"], "already");
    }
}

#[tokio::test]
async fn a_lost_answer_comes_again_and_the_token_that_never_came_opens_nothing() {
    let it = joined().await;
    let stranger = it.server.stranger();
    let again = entered(&stranger, stranger.post("/api/v1/join", &it.sent).await).await;
    assert_eq!(again.me, it.amina.me);
    assert!(is_in(&again.client).await && !is_in(&it.amina.client).await);
}

#[tokio::test]
async fn after_signing_out_the_same_command_lets_nobody_in() {
    let it = joined().await;
    let out = it.amina.client.ask(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert!(out.status().is_success());
    it.is_shut().await;
}

#[tokio::test]
async fn after_a_way_of_her_own_was_set_up_the_same_command_lets_nobody_in() {
    let password = joined().await;
    keeps(&password.amina.client, NAME, PASSWORD, &[]).await;
    let app = joined().await;
    app_alone(&app.server, &app.amina.client).await;
    let passkey = joined().await;
    let found = format!("http://localhost:{}", passkey.server.addr.port());
    let added = adds(&passkey.amina, &mut Phone::new(&found, b"amina"), |_| {}).await;
    assert_eq!(added, StatusCode::CREATED);
    for it in [password, app, passkey] {
        it.is_shut().await;
        assert!(is_in(&it.amina.client).await, "and she stays in");
    }
}

#[tokio::test]
async fn a_screen_that_goes_round_is_not_taken_over_by_the_command_that_began_it() {
    let it = joined().await;
    let handed = Some(b"sealed".to_vec());
    let token = server::vault::token_hash(it.amina.client.token.as_ref().unwrap());
    it.server.store.hand_over_session(token, handed).await.unwrap();
    it.is_shut().await;
}
