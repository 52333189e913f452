//! The way of a form on a family's page: read, decide, come back.

use super::fields::Fields;
use super::step_up;
use crate::auth::deeds;
use crate::clock;
use crate::error::HttpError;
use crate::http::address::ClientAddress;
use crate::http::enter;
use crate::http::page::{self, Asking, Said};
use crate::parts::Parts;
use app::boot::Say;
use app::routes::Page;
use app::still::Held;
use axum::extract::{FromRequestParts, Query, Request};
use axum::http::{StatusCode, request};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use domain::protocol::{Sent, Snapshot};
use domain::{Command, CommandId, FamilyId, Refusal, people};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::{Builder, Uuid};

/// What a form is read with.
pub(super) struct Form<'a> {
    pub fields: &'a Fields,
    pub today: NaiveDate,
    /// The place as the person who sends it sees it.
    pub view: &'a Snapshot,
}

/// Who asks, and what they filled in. A form that cannot be read is answered with a page that says so.
pub(super) async fn open(
    parts: &Parts,
    path: &str,
    request: Request,
) -> Result<(Asking, Fields), Response> {
    let (mut head, body) = request.into_parts();
    let asking = asking(parts, &mut head).await;
    match Fields::read(Request::from_parts(head, body)).await {
        Ok(fields) => Ok((asking, fields)),
        Err(error) => Err(page::trouble(parts, &asking, path, &error, Fields::default().0).await),
    }
}

/// Makes a command out of a form on a family's page and carries it out.
pub(super) async fn to_family(
    parts: &Parts,
    family: &str,
    request: Request,
    make: impl FnOnce(&Form<'_>) -> Result<Command, Refusal>,
) -> Response {
    let address = request.uri().path().to_owned();
    let (asking, fields) = match open(parts, &format!("/f/{family}"), request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    with_fields(parts, &asking, family, &address, fields, make).await
}

/// The same, of fields that have been read. `address` is the form's.
pub(super) async fn with_fields(
    parts: &Parts,
    asking: &Asking,
    family: &str,
    address: &str,
    fields: Fields,
    make: impl FnOnce(&Form<'_>) -> Result<Command, Refusal>,
) -> Response {
    let home = format!("/f/{family}");
    let back = inside(&fields, "back", &home).unwrap_or_else(|| home.clone());
    let on = inside(&fields, "then", &home).unwrap_or_else(|| back.clone());
    let done = carry_out(parts, asking, family, &fields, make).await;
    match done {
        Ok(()) => Redirect::to(&on).into_response(),
        Err(HttpError::Refused(refusal)) => refused(parts, asking, &back, refusal, fields).await,
        Err(HttpError::StepUp | HttpError::OnTrial { .. }) => {
            step_up::hold(parts, asking, back, address, fields).await
        }
        Err(error @ HttpError::Away(_)) => {
            page::again(parts, asking, &error, held(address, fields)).await
        }
        Err(error) => page::trouble(parts, asking, &back, &error, fields.0).await,
    }
}

fn held(address: &str, fields: Fields) -> Held {
    Held { address: address.to_owned(), fields: fields.0 }
}

/// A form whose turn did not come.
pub async fn come_again(parts: &Parts, asking: &Asking, request: Request) -> Response {
    let address = request.uri().path().to_owned();
    match Fields::read(request).await {
        Ok(fields) => page::again(parts, asking, &HttpError::Busy, held(&address, fields)).await,
        Err(error) => page::trouble(parts, asking, &address, &error, Fields::default().0).await,
    }
}

async fn carry_out(
    parts: &Parts,
    asking: &Asking,
    family: &str,
    fields: &Fields,
    make: impl FnOnce(&Form<'_>) -> Result<Command, Refusal>,
) -> Result<(), HttpError> {
    let family: FamilyId = family.parse().map_err(|_| HttpError::NotFound)?;
    let seat = page::seated(parts, asking, family).await?;
    let view = parts.rooms.view(family, seat.member).await?.ok_or(HttpError::NotFound)?;
    let form = Form { fields, today: parts.clock.now().date_naive(), view: &view };
    let command = make(&form).map_err(HttpError::Refused)?;
    let asks_how_it_stands = asks_how_it_stands(&command);
    let answer = deeds::carry_out(parts, seat, once(fields, command)).await?;
    match enter::done(answer) {
        // The first answer was lost, or somebody was quicker: it stands as they want it, and nobody reads that it was not done.
        Err(HttpError::Refused(Refusal::Already)) if asks_how_it_stands => Ok(()),
        done => done.map(drop),
    }
}

/// Whether the course goes on, rests or has ended, and whether all is to be erased: it holds no words, and is the same however often it is
/// asked for.
const fn asks_how_it_stands(command: &Command) -> bool {
    use people::Command as People;
    matches!(
        command,
        Command::People(
            People::Pause {}
                | People::Close {}
                | People::Resume {}
                | People::Erase { .. }
                | People::Keep {}
        )
    )
}

/// A form with an id of what it makes, sent twice with the same in it by a quick thumb, is one command. With other words in it, it
/// is another: no words are taken for those that came before.
pub(super) fn once(fields: &Fields, command: Command) -> Sent {
    if !fields.has("new") {
        return sent(command);
    }
    let filled = fields.0.iter().fold(Sha256::new(), |all, (name, text)| {
        all.chain_update(name).chain_update([0]).chain_update(text).chain_update([0])
    });
    let mut id = [0; 16];
    id.copy_from_slice(&filled.finalize()[..16]);
    Sent { id: CommandId(Builder::from_custom_bytes(id).into_uuid()), command }
}

/// A form without an id of its own is a new command each time it is sent.
pub(super) fn sent(command: Command) -> Sent {
    Sent { id: CommandId(clock::new_id()), command }
}

/// An id that was made with the page of the form, or a new one.
pub(super) fn fresh<T>(fields: &Fields, name: &str, id: fn(Uuid) -> T) -> T {
    id(fields.text(name).parse().unwrap_or_else(|_| clock::new_id()))
}

/// The page the form stood on, with the reason and with everything typed.
pub(super) async fn refused(
    parts: &Parts,
    asking: &Asking,
    path: &str,
    refusal: Refusal,
    fields: Fields,
) -> Response {
    let said = Said {
        say: Some(Say::Refused(refusal)),
        kept: fields.0,
        status: Some(StatusCode::UNPROCESSABLE_ENTITY),
    };
    page::show(parts, asking, path, said).await
}

/// Where the form asks to come back to, or to go on to once it is done, if that is a page of the same place.
fn inside(fields: &Fields, name: &str, home: &str) -> Option<String> {
    let to = fields.text(name);
    let rest = to.strip_prefix(home);
    let inside = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    ((inside || to == "/") && is_plain(&to)).then_some(to)
}

/// Nothing in it that a browser could read as another address, or that could end a header.
pub(super) fn is_plain(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

/// Where to go afterwards: a page of our own that is there, nothing else.
pub(super) fn local(then: &str) -> Option<String> {
    let page = then.split('#').next().unwrap_or_default();
    (is_plain(then) && Page::parse(page) != Page::NotFound).then(|| then.to_owned())
}

/// What the address of a page asks for.
pub(super) fn asked_for(head: &request::Parts, name: &str) -> String {
    let query = Query::<BTreeMap<String, String>>::try_from_uri(&head.uri).ok();
    query.and_then(|Query(mut all)| all.remove(name)).unwrap_or_default()
}

/// Who asks for a page.
pub(super) async fn asking(parts: &Parts, head: &mut request::Parts) -> Asking {
    let Ok(ClientAddress(from)) = ClientAddress::from_request_parts(head, parts).await;
    Asking { headers: head.headers.clone(), from }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_away_after_signing_in() {
        let family = format!("/f/{}/plan?step=1", Uuid::nil());
        let part = format!("{family}#step-1");
        for here in ["/", "/devices", "/account", &family, &part, "/join/abcdefghijklmnopqrstuv"] {
            assert_eq!(local(here).as_deref(), Some(here));
        }
        for away in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/nothing",
            "\t/",
            " /",
            "/account\r\nset-cookie: a=b",
            "/\u{e6}",
            "javascript:alert(1)",
            "account",
        ] {
            assert_eq!(local(away), None, "{away}");
        }
    }

    #[test]
    fn a_form_leads_back_into_its_own_place_only() {
        let leads = |to: &str| {
            let fields = Fields([("back".to_owned(), to.to_owned())].into());
            inside(&fields, "back", "/f/1").as_deref() == Some(to)
        };
        assert!(leads("/f/1") && leads("/f/1/plan") && leads("/f/1/ruler?child=2") && leads("/"));
        for away in [
            "//evil.example",
            "https://evil.example",
            "/f/12",
            "/f/2/plan",
            "/f/1/\\evil",
            "/f/1/\r\nx",
            "",
        ] {
            assert!(!leads(away), "{away}");
        }
    }
}
