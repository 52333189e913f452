//! Coming in by name and password.

use super::fields::Fields;
use super::send::{asked_for, asking, local, open};
use crate::auth::accounts::{self, Entry, Proof};
use crate::auth::known;
use crate::auth::passwords::Password;
use crate::auth::sessions::{self, Begun};
use crate::error::HttpError;
use crate::http::page::{self, Asking};
use crate::http::word::KNOWN;
use crate::parts::Parts;
use crate::store::AccountId;
use app::still::{Answer, SignIn, Still};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

const PAGE: &str = "/sign-in";

/// In the address: then, a page of our own.
pub async fn sign_in_page(State(parts): State<Parts>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let asking = asking(&parts, &mut head).await;
    let then = local(&asked_for(&head, "then")).unwrap_or_default();
    match sessions::person(&parts, &asking.headers).await {
        Ok(person) => {
            let (in_already, houses) = (person.is_some(), has_houses(&parts));
            let made = SignIn { then, in_already, houses, ..SignIn::default() };
            page::still(&parts, &asking, PAGE, StatusCode::OK, Still::SignIn(made)).await
        }
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

/// Fields: name, password, code, then. What is secret never comes back into the page.
pub async fn sign_in(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let then = local(&fields.text("then"));
    let (status, answer) = match enter(&parts, &asking, &fields).await {
        Ok(Came::In(token, account)) => {
            let to = match then {
                Some(then) => Ok(then),
                None => home(&parts, account).await,
            };
            let mut jar = sessions::cookies(&parts, token);
            if let Ok(Some(word)) = known::made(&parts, &fields.text("name")) {
                jar = jar.add(KNOWN.cookie(parts.reach, word));
            }
            return (jar, Redirect::to(&to.unwrap_or_else(|_| "/".into()))).into_response();
        }
        // The page says it.
        Ok(Came::Already) => return Redirect::to(PAGE).into_response(),
        Ok(Came::Not(answer)) => (StatusCode::UNPROCESSABLE_ENTITY, answer),
        Err(HttpError::TooMany { seconds }) => {
            (StatusCode::TOO_MANY_REQUESTS, Answer::Wait(seconds))
        }
        Err(error) => {
            return page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await;
        }
    };
    let (name, then) = (fields.text("name"), then.unwrap_or_default());
    let (in_already, houses) = (false, has_houses(&parts));
    let made = SignIn { name, then, in_already, houses, answer: Some(answer) };
    page::waiting(page::still(&parts, &asking, PAGE, status, Still::SignIn(made)).await, answer)
}

/// Whether one can come from another house.
fn has_houses(parts: &Parts) -> bool {
    !parts.ways.oidc.providers().is_empty()
}

enum Came {
    In(String, AccountId),
    /// Nobody comes in over somebody who is in: their seats hang on the token that would be lost, and it may be a borrowed
    /// tablet.
    Already,
    Not(Answer),
}

async fn enter(parts: &Parts, asking: &Asking, fields: &Fields) -> Result<Came, HttpError> {
    if sessions::person(parts, &asking.headers).await?.is_some() {
        return Ok(Came::Already);
    }
    let (name, code) = (fields.text("name"), fields.text("code"));
    let known = KNOWN.of(parts.reach, &asking.headers);
    let proof = Proof { name, password: Password::read(&fields.text("password")), code, known };
    Ok(match accounts::sign_in(parts, &proof, asking.from).await? {
        Entry::Wrong => Came::Not(Answer::Wrong),
        Entry::NeedsSecond => Came::Not(Answer::NeedsSecond),
        Entry::Open { account, level, trial } => {
            let begun = Begun { level, stepped_up: Some(parts.clock.now()), trial };
            let token = sessions::begin_with(parts, account, &asking.headers, begun).await?;
            Came::In(token, account)
        }
    })
}

/// Whoever has one place is taken there.
async fn home(parts: &Parts, account: AccountId) -> Result<String, HttpError> {
    Ok(match parts.store.seats(account).await?.as_slice() {
        [one] => format!("/f/{}", one.family),
        _ => "/".to_owned(),
    })
}
