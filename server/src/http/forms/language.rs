//! Choosing the language of the screen.

use super::send::{is_plain, open, sent};
use crate::auth::sessions;
use crate::error::HttpError;
use crate::http::page::{self, Asking, language_cookie};
use crate::live::Proof;
use crate::parts::Parts;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::people::{Command, Language};

/// Fields: language, back. Holds for this device, and for every place one has a seat in.
pub async fn language(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, "/", request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let back = fields.text("back");
    let back = if is_plain(&back) { back } else { "/".to_owned() };
    let spoken = match fields.choice("language") {
        Ok(language) => speak(&parts, &asking, language).await.map(|()| language),
        Err(refusal) => Err(HttpError::Refused(refusal)),
    };
    match spoken {
        Ok(language) => {
            (CookieJar::new().add(language_cookie(parts.reach, language)), Redirect::to(&back))
                .into_response()
        }
        Err(error) => page::trouble(&parts, &asking, &back, &error, fields.0).await,
    }
}

async fn speak(parts: &Parts, asking: &Asking, language: Language) -> Result<(), HttpError> {
    let Some(person) = sessions::person(parts, &asking.headers).await? else { return Ok(()) };
    for seat in parts.store.seats(person.account).await? {
        let command = domain::Command::People(Command::Speak { language });
        parts.rooms.send(seat.family, seat.member, sent(command), Proof::Lacking).await?;
    }
    Ok(())
}
