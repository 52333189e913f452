//! Somebody is told of a way in that is on trial, and says whether it is theirs.

use super::account;
use super::fields::Fields;
use super::send::local;
use super::step_up;
use crate::auth::sessions::{self, Person};
use crate::auth::trial as rules;
use crate::error::HttpError;
use crate::http::page::{self, Asking, trial};
use crate::parts::Parts;
use app::still::Answer;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

async fn person(parts: &Parts, asking: &Asking) -> Result<Person, HttpError> {
    sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)
}

/// Field: then. It is theirs: they are told of it no more, in this browser. It stays on trial, and whoever says so was told.
pub(super) async fn mine(parts: &Parts, asking: &Asking, fields: &Fields) -> Response {
    let then = local(&fields.text("then")).unwrap_or_else(|| "/".to_owned());
    let says = async {
        let person = person(parts, asking).await?;
        rules::tells(parts, person, trial::said(parts, &asking.headers).as_deref()).await?;
        Ok::<_, HttpError>(person)
    };
    match says.await {
        Ok(person) => {
            let jar = CookieJar::new().add(trial::says(parts, person));
            (jar, Redirect::to(&then)).into_response()
        }
        Err(error) => trouble(parts, asking, &error).await,
    }
}

/// Fields, where a proof was asked for: then; and of a form that waits, held-at and its own; it is carried out. It is not theirs: it is
/// gone, with all who came in by it. Asked twice it does no more than once.
pub(super) async fn not_mine(parts: &Parts, asking: &Asking, fields: &Fields) -> Response {
    let removed = async {
        let said = trial::said(parts, &asking.headers);
        rules::remove(parts, person(parts, asking).await?, said.as_deref()).await
    };
    let answer = match removed.await {
        Ok(true) => Answer::Removed,
        Ok(false) => Answer::NothingNew,
        Err(error) => return trouble(parts, asking, &error).await,
    };
    match (step_up::carry_on(parts, asking, fields).await, local(&fields.text("then"))) {
        (Some(done), _) => done,
        (None, Some(then)) => Redirect::to(&then).into_response(),
        (None, None) => account::answered(parts, asking, answer).await,
    }
}

async fn trouble(parts: &Parts, asking: &Asking, error: &HttpError) -> Response {
    page::trouble(parts, asking, account::PAGE, error, Fields::default().0).await
}
