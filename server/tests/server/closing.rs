//! The end of an account: when it can be ended, what goes with it, and that nothing opens it any more.

use crate::accounts::{
    NAME, PASSWORD, is_in, is_wrong, keeps, signs_in, token, with, with_password,
};
use crate::forms::goes_to;
use crate::given::{Client, Person, Running, entered, family, founded, joining, sent};
use crate::second::{right_code, second_factor};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::Command;
use domain::people::{Command as People, Role, Use};
use reqwest::{Response, StatusCode};
use server::vault::token_hash;

async fn closes(client: &Client) -> Response {
    client.form("/account", &[("act", "close")]).await
}

/// Out of the circle; whoever is out sends nothing more.
async fn leaves(who: &Person) {
    let leave = serde_json::to_value(sent(Command::People(People::Leave {}))).unwrap();
    let answer = who.client.post(&who.at("/commands"), &leave).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer = answer.text().await.unwrap();
    assert!(answer.contains("done"), "{answer}");
}

/// Told that they are in a family still, and nothing was changed.
async fn stays(client: &Client) {
    let answer = closes(client).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Du er stadig med hos en familie") && page.contains("Luk kontoen nu"));
    assert!(is_in(client).await);
}

#[tokio::test]
async fn whoever_has_left_every_family_closes_their_account_and_nothing_opens_it_any_more() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    amina.with(&server, "Omar", Role::Guardian).await;
    let second = second_factor(&server, &amina, PASSWORD).await;
    server.clock.set(server.clock.now() + TimeDelta::minutes(2));
    let code = right_code(&server, &second.key);
    let laptop = signs_in(&server.stranger(), NAME, PASSWORD, &code).await;
    let laptop = with(&server.stranger(), token(&laptop));
    // A family of her own beside it, in which somebody else decides, too.
    let of_others = founded(&server, Role::Guardian).await;
    let (_, link, _) = of_others.invites(Role::Network, Use::Table, None).await;
    let beside = amina.client.post("/api/v1/join", &joining(&link, "Amina")).await;
    let beside = entered(&amina.client, beside).await;

    stays(&amina.client).await;
    leaves(&amina).await;
    stays(&amina.client).await;
    leaves(&beside).await;
    server.clock.set(server.clock.now() + TimeDelta::minutes(11));
    assert_eq!(goes_to(&closes(&amina.client).await), "/step-up?then=%2Faccount");
    assert!(is_in(&amina.client).await && is_in(&laptop).await, "nothing was proved");
    let code = right_code(&server, &second.key);
    let proof = [("password", PASSWORD), ("code", &code)];
    assert_eq!(amina.client.form("/step-up", &proof).await.status(), StatusCode::SEE_OTHER);
    let answer = closes(&amina.client).await;
    assert_eq!(goes_to(&answer), "/");
    assert!(answer.headers().contains_key("clear-site-data"));

    for gone in [&amina.client, &beside.client, &laptop] {
        assert!(!is_in(gone).await);
    }
    server.clock.set(server.clock.now() + TimeDelta::minutes(2));
    for code in [&right_code(&server, &second.key), &second.codes[0], ""] {
        is_wrong(signs_in(&server.stranger(), NAME, PASSWORD, code).await).await;
    }
    assert_eq!(closes(&amina.client).await.status(), StatusCode::UNAUTHORIZED);
    // The name is free.
    let page = keeps(&of_others.client, NAME, "vindue gren tallerken", &[]).await;
    assert!(page.text().await.unwrap().contains("Nu kan du logge ind."));
}

#[tokio::test]
async fn who_came_by_an_invitation_alone_closes_it_too_and_open_pages_end() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let eva = mette.with(&server, "Eva", Role::Network).await;
    let (_, link, _) =
        founded(&server, Role::Guardian).await.invites(Role::Network, Use::Table, None).await;
    let joins = eva.client.post("/api/v1/join", &joining(&link, "Eva")).await;
    let beside = entered(&eva.client, joins).await;
    let mut open = Socket::enter(&beside, 0).await;
    open.snapshot().await;
    leaves(&eva).await;
    leaves(&beside).await;
    let token = token_hash(eva.client.token.as_ref().unwrap());
    assert_eq!(goes_to(&closes(&eva.client).await), "/");
    assert!(server.store.session(token).await.unwrap().is_none());
    open.bye().await;
}
