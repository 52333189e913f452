//! Proving again who one is: see [`crate::auth::step_up`].

use super::fields::Fields;
use super::send::{asked_for, asking, local, open, with_fields};
use super::{consent, people};
use crate::auth::passkey;
use crate::auth::passwords::Password;
use crate::auth::profession::{self, Did};
use crate::auth::sessions::{self, Person};
use crate::auth::step_up::{self, Lacking};
use crate::auth::trial;
use crate::auth::ways::{self, Way};
use crate::error::HttpError;
use crate::http::oidc;
use crate::http::page::{self, Asking};
use crate::parts::Parts;
use app::still::{Answer, Held, Lacks, StepUp, Still};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

const PAGE: &str = "/step-up";

/// In the address: then, a page of our own.
pub async fn step_up_page(State(parts): State<Parts>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let asking = asking(&parts, &mut head).await;
    let then = local(&asked_for(&head, "then")).unwrap_or_else(|| "/".to_owned());
    let made = async {
        let person = sessions::person(&parts, &asking.headers).await?;
        made(&parts, &asking, person.ok_or(HttpError::SignedOut)?, then, None).await
    };
    match made.await {
        Ok(made) => page::still(&parts, &asking, PAGE, StatusCode::OK, Still::StepUp(made)).await,
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

/// A form that asked for proof: the page that takes it, with the whole form in it, so that nobody types in vain.
pub(super) async fn hold(
    parts: &Parts,
    asking: &Asking,
    then: String,
    address: &str,
    fields: Fields,
) -> Response {
    let held = Some(Held { address: address.to_owned(), fields: fields.0 });
    let made = async {
        let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
        Ok(StepUp { held, ..made(parts, asking, person, then, None).await? })
    };
    match made.await {
        Ok(made) => page::still(parts, asking, PAGE, StatusCode::OK, Still::StepUp(made)).await,
        Err(error) => page::trouble(parts, asking, PAGE, &error, Fields::default().0).await,
    }
}

/// The form that waits in the page: its address, and each field with a mark before its name.
fn held(fields: &Fields) -> Option<Held> {
    let named = |(name, text): (&String, &String)| {
        Some((name.strip_prefix(Held::MARK)?.to_owned(), text.clone()))
    };
    let all = fields.0.iter().filter_map(named).collect();
    let address = fields.0.get(Held::ADDRESS)?.clone();
    Some(Held { address, fields: all })
}

/// Carries out what waited in these fields, if anything did.
pub(super) async fn carry_on(parts: &Parts, asking: &Asking, fields: &Fields) -> Option<Response> {
    go_on(parts, asking, held(fields)?).await
}

/// Carries out what waited. Only forms that are held up by a proof are known here.
async fn go_on(parts: &Parts, asking: &Asking, held: Held) -> Option<Response> {
    let (family, tool) = held.address.strip_prefix("/f/")?.split_once('/')?;
    let (address, fields) = (&*held.address, Fields(held.fields));
    Some(match tool {
        "consent" => with_fields(parts, asking, family, address, fields, consent::given).await,
        "shield" => with_fields(parts, asking, family, address, fields, consent::kept).await,
        "people" => with_fields(parts, asking, family, address, fields, people::act).await,
        _ => return None,
    })
}

/// Fields: password, code, then; and of a form that waits, held-at and its own.
pub async fn step_up(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let then = local(&fields.text("then")).unwrap_or_else(|| "/".to_owned());
    match prove(&parts, &asking, &fields, &then).await {
        // Nothing of a family waits for somebody who was not in it.
        Ok(Proved::Raised(token)) => {
            (sessions::cookies(&parts, token), Redirect::to(&then)).into_response()
        }
        Ok(Proved::Done) => {
            let waited = carry_on(&parts, &asking, &fields).await;
            waited.unwrap_or_else(|| Redirect::to(&then).into_response())
        }
        Ok(Proved::Not(status, made)) => {
            let made = StepUp { held: held(&fields), ..*made };
            let answer = made.answer;
            let page = page::still(&parts, &asking, PAGE, status, Still::StepUp(made)).await;
            answer.map_or_else(Response::default, |answer| page::waiting(page, answer))
        }
        Err(error) => page::trouble(&parts, &asking, PAGE, &error, Fields::default().0).await,
    }
}

enum Proved {
    Done,
    /// And the session is a stronger one now.
    Raised(String),
    Not(StatusCode, Box<StepUp>),
}

async fn prove(
    parts: &Parts,
    asking: &Asking,
    fields: &Fields,
    then: &str,
) -> Result<Proved, HttpError> {
    let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
    trial::over(parts, person)?;
    // By a passkey it was proved on the way here, or by nothing.
    if fields.text("by") == "passkey" && step_up::is_fresh(parts, person) {
        return Ok(Proved::Done);
    }
    let (password, code) = (Password::read(&fields.text("password")), fields.text("code"));
    let (status, answer) = match step_up::prove(parts, person, &password, &code, asking.from).await
    {
        Ok(true) => {
            let raised = profession::raise(parts, person, &asking.headers, Did::Proved).await?;
            return Ok(raised.map_or(Proved::Done, Proved::Raised));
        }
        Ok(false) => (StatusCode::UNPROCESSABLE_ENTITY, Answer::Unproved),
        Err(HttpError::TooMany { seconds }) => {
            (StatusCode::TOO_MANY_REQUESTS, Answer::Wait(seconds))
        }
        Err(error) => return Err(error),
    };
    let made = made(parts, asking, person, then.to_owned(), Some(answer)).await?;
    Ok(Proved::Not(status, Box::new(made)))
}

async fn made(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    then: String,
    answer: Option<Answer>,
) -> Result<StepUp, HttpError> {
    let asked = step_up::asked(parts, person.account).await?;
    let nothing = ways::of(parts, person.account).await?.nothing();
    // Before what is lacking is set up, what is there is proved: here.
    let lacks = match step_up::lacks(parts, person.account).await? {
        _ if trial::is_on(parts, person.trial) => person.trial.map(Lacks::Time),
        Some(lacking) if nothing || step_up::is_fresh(parts, person) => Some(match lacking {
            Lacking::Password => Lacks::Password,
            Lacking::Second => Lacks::Second,
        }),
        _ => None,
    };
    // What is lacking stands there alone.
    let new = match lacks {
        Some(_) => None,
        None => page::trial::tells(parts, &asking.headers, person).await?,
    };
    let (password, code) = (asked.has(Way::Password), asked.has(Way::Code));
    let passkey = asked.has(Way::Passkey) && passkey::can_be_used(parts);
    let houses = oidc::proving(parts, asking, person, &asked).await?;
    Ok(StepUp { then, password, code, passkey, houses, lacks, new, answer, held: None })
}
