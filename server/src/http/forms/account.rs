//! One's own account: the name one signs in by, the password, and the second factor.

use super::fields::Fields;
use super::send::{asking, open};
use crate::auth::accounts::{self, Unkept};
use crate::auth::closing::{self, Closed};
use crate::auth::known;
use crate::auth::level::Level;
use crate::auth::passkey;
use crate::auth::passwords::Password;
use crate::auth::passwords::strength::{Beside, Weak};
use crate::auth::profession::{self, Did};
use crate::auth::second::{self, Pending, Takes};
use crate::auth::sessions::{self, Person};
use crate::auth::step_up;
use crate::auth::trial;
use crate::auth::ways::{self, Way};
use crate::error::HttpError;
use crate::http::key;
use crate::http::page::{self, Asking};
use crate::http::session;
use crate::http::word::KNOWN;
use crate::parts::Parts;
use app::still::{Account, Answer, By, Changes, Ends, Second, Still};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::Role;

pub const PAGE: &str = "/account";

pub async fn account_page(State(parts): State<Parts>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let asking = asking(&parts, &mut head).await;
    let made = async {
        let person = sessions::person(&parts, &asking.headers).await?;
        let person = person.ok_or(HttpError::SignedOut)?;
        Ok(Made::ok(of(&parts, &asking, person, None, None).await?))
    };
    show(&parts, &asking, made.await).await
}

/// What is shown, and a new session where this one was raised.
struct Made {
    status: StatusCode,
    still: Still,
    token: Option<String>,
    /// For a browser in which a name was chosen: see [`known`].
    known: Option<String>,
}

impl Made {
    fn ok(still: Still) -> Self {
        Self { status: StatusCode::OK, still, token: None, known: None }
    }
}

/// Field: act (keep, second, confirm, codes, close; mine, not-mine: see [`super::trial`]). What is secret never comes back into the
/// page.
pub async fn account(State(parts): State<Parts>, request: Request) -> Response {
    let (asking, fields) = match open(&parts, PAGE, request).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match fields.text("act").as_str() {
        "close" => return close(&parts, &asking).await,
        "mine" => return super::trial::mine(&parts, &asking, &fields).await,
        "not-mine" => return super::trial::not_mine(&parts, &asking, &fields).await,
        _ => {}
    }
    let made = act(&parts, &asking, &fields).await;
    show(&parts, &asking, made).await
}

/// Ends the account, and with it this session: a browser keeps nothing of it.
async fn close(parts: &Parts, asking: &Asking) -> Response {
    let closed = async {
        let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
        Ok(match closing::close(parts, person).await? {
            Closed::Done => None,
            Closed::StillIn => Some(of(parts, asking, person, None, Some(Answer::StillIn)).await?),
        })
    };
    match closed.await {
        Ok(None) => (session::forget(parts), Redirect::to("/")).into_response(),
        Ok(Some(still)) => {
            let made = Made { status: StatusCode::UNPROCESSABLE_ENTITY, ..Made::ok(still) };
            show(parts, asking, Ok(made)).await
        }
        Err(error) => show(parts, asking, Err(error)).await,
    }
}

/// The page, with the answer to a form of another page.
pub(super) async fn answered(parts: &Parts, asking: &Asking, answer: Answer) -> Response {
    let made = async {
        let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
        Ok(Made::ok(of(parts, asking, person, None, Some(answer)).await?))
    };
    show(parts, asking, made.await).await
}

async fn show(parts: &Parts, asking: &Asking, made: Result<Made, HttpError>) -> Response {
    match made {
        Ok(Made { status, still: made, token, known }) => {
            let jar = token.map(|token| sessions::cookies(parts, token)).unwrap_or_default();
            let jar = match known {
                Some(word) => jar.add(KNOWN.cookie(parts.reach, word)),
                None => jar,
            };
            let answer = match &made {
                Still::Account(made) => made.answer,
                Still::Second(made) => made.answer,
                _ => None,
            };
            let page = page::still(parts, asking, PAGE, status, made).await;
            let page = match answer {
                Some(answer) => page::waiting(page, answer),
                None => page,
            };
            (jar, page).into_response()
        }
        Err(error) => page::trouble(parts, asking, PAGE, &error, Fields::default().0).await,
    }
}

async fn act(parts: &Parts, asking: &Asking, fields: &Fields) -> Result<Made, HttpError> {
    let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
    match fields.text("act").as_str() {
        "keep" => {
            let (status, answer) = match keep(parts, asking, person, fields).await {
                Ok(Ok(answer)) => (StatusCode::OK, answer),
                Ok(Err(answer)) => (StatusCode::UNPROCESSABLE_ENTITY, answer),
                Err(HttpError::TooMany { seconds }) => {
                    (StatusCode::TOO_MANY_REQUESTS, Answer::Wait(seconds))
                }
                Err(error) => return Err(error),
            };
            let (mut typed, mut token, mut word) = (Some(fields.text("name")), None, None);
            if matches!(answer, Answer::Kept | Answer::KeptFirst) {
                typed = None;
                word = known::made(parts, &fields.text("name"))?;
                token = profession::raise(parts, person, &asking.headers, Did::SetUp).await?;
            }
            let level = if token.is_some() { Level::Strong } else { person.level };
            let person = Person { level, ..person };
            let still = of(parts, asking, person, typed, Some(answer)).await?;
            Ok(Made { status, still, token, known: word })
        }
        "second" => {
            ways::may_change(parts, person).await?;
            let name = accounts::name(parts, person.account).await?.unwrap_or_default();
            let pending = second::begin(parts, person.account, &name)?;
            Ok(Made::ok(setting_up(pending, None)?))
        }
        "confirm" => confirm(parts, asking, person, fields).await,
        "codes" => {
            ways::may_change(parts, person).await?;
            if parts.store.second(person.account).await?.is_none() {
                return Err(HttpError::Malformed { place: None });
            }
            Ok(Made::ok(Still::Codes(second::renew(parts, person.account).await?)))
        }
        _ => Err(HttpError::Malformed { place: None }),
    }
}

/// Keeps name and password. Whoever has something to prove it with proves first who they are, in the same form: by the code of the
/// app, so that a lost password can be replaced, or else by the old password; by a passkey or a house on the page for it. Then
/// all other devices are out, unless nothing is proved yet by what the account has ([`trial`]).
async fn keep(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    fields: &Fields,
) -> Result<Result<Answer, Answer>, HttpError> {
    let (account, password) = (person.account, Password::read(&fields.text("password")));
    // Before a code of the app is used up.
    let name = match accounts::judge(parts, account, &fields.text("name"), &password).await? {
        Ok(name) => name,
        Err(unkept) => return Ok(Err(why(unkept))),
    };
    if !proved(parts, asking, person, fields).await? {
        return Ok(Err(Answer::Unproved));
    }
    let trial = trial::begins(parts, account).await?;
    if let Err(unkept) = accounts::keep(parts, account, &name, &password, trial).await? {
        return Ok(Err(why(unkept)));
    }
    step_up::words_were_set(parts, person).await?;
    trial::end_others(parts, person, trial).await?;
    Ok(Ok(if trial.is_some() { Answer::KeptFirst } else { Answer::Kept }))
}

/// Also counts how often somebody asks for a name: whether it is in use is told to nobody a thousand times.
async fn proved(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    fields: &Fields,
) -> Result<bool, HttpError> {
    trial::over(parts, person)?;
    let tries = accounts::tries_of(parts, person.account);
    parts.limits.guesses(tries, asking.from, parts.clock.instant())?;
    let has = ways::proving(parts, person.account).await?;
    if !has.words() || ways::is_below(parts, person).await? {
        // Nothing in this form could prove it.
        ways::may_change(parts, person).await?;
        return Ok(true);
    }
    if has.has(Way::Code)
        && let Some(second) = parts.store.second(person.account).await?
    {
        return second::takes(parts, &second, &fields.text("code"), Takes::App).await;
    }
    if is_password(parts, person, &fields.text("old")).await? {
        return Ok(true);
    }
    // The new one is the old one where a form is sent again whose answer was lost: nobody is told then that nothing was kept. It is a
    // guess more, and counted as one.
    parts.limits.guesses(tries, asking.from, parts.clock.instant())?;
    is_password(parts, person, &fields.text("password")).await
}

async fn is_password(parts: &Parts, person: Person, typed: &str) -> Result<bool, HttpError> {
    let typed = Password::read(typed);
    Ok(accounts::has_password(parts, person.account, &typed).await? == Some(true))
}

fn why(unkept: Unkept) -> Answer {
    match unkept {
        Unkept::NoName => Answer::NoName,
        Unkept::Taken => Answer::Taken,
        Unkept::Weak(Weak::Short { least }) => Answer::Short(least),
        Unkept::Weak(Weak::Long { most }) => Answer::Long(most),
        Unkept::Weak(Weak::Known) => Answer::Known,
        Unkept::Weak(Weak::Guessable) => Answer::Guessable,
    }
}

async fn confirm(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    fields: &Fields,
) -> Result<Made, HttpError> {
    ways::may_change(parts, person).await?;
    let (account, sealed) = (person.account, fields.text("pending"));
    if let Some(codes) = second::confirm(parts, account, &sealed, &fields.text("code")).await? {
        step_up::words_were_set(parts, person).await?;
        let token = profession::raise(parts, person, &asking.headers, Did::SetUp).await?;
        return Ok(Made { token, ..Made::ok(Still::Codes(codes)) });
    }
    let name = accounts::name(parts, account).await?.unwrap_or_default();
    // One that is too old, or not theirs, is replaced by a new one.
    let pending = match second::again(parts, account, &name, &sealed)? {
        Some(pending) => pending,
        None => second::begin(parts, account, &name)?,
    };
    let still = setting_up(pending, Some(Answer::WrongCode))?;
    Ok(Made { status: StatusCode::UNPROCESSABLE_ENTITY, ..Made::ok(still) })
}

fn setting_up(pending: Pending, answer: Option<Answer>) -> Result<Still, HttpError> {
    let Pending { sealed, key, url } = pending;
    Ok(Still::Second(Second { sealed, key, qr: key::picture(&url)?, answer }))
}

async fn of(
    parts: &Parts,
    asking: &Asking,
    person: Person,
    typed: Option<String>,
    answer: Option<Answer>,
) -> Result<Still, HttpError> {
    let account = person.account;
    let proving = ways::proving(parts, account).await?;
    // Whoever did it just now is not asked whether it was them.
    let new = match answer {
        Some(answer) if answer.is_done() => None,
        _ => page::trial::tells(parts, &asking.headers, person).await?,
    };
    Ok(Still::Account(Account {
        name: accounts::name(parts, account).await?,
        typed,
        second: parts.store.second(account).await?.is_some(),
        asks_code: proving.has(Way::Code),
        codes_left: parts.store.recovery_left(account).await?,
        alone: accounts::beside(parts, account).await? == Beside::Alone,
        ends: trial::begins(parts, account).await?.map_or(Ends::Others, |_| Ends::OnTrial),
        by: by(parts, person).await?,
        passkeys: passkey::can_be_used(parts),
        changes: changes(parts, person).await?,
        new,
        answer,
    }))
}

async fn by(parts: &Parts, person: Person) -> Result<By, HttpError> {
    let roles = accounts::roles(parts, person.account).await?;
    if !roles.contains(&Role::Professional) {
        return Ok(By::Family);
    }
    if person.level == Level::Strong {
        return Ok(By::Profession);
    }
    Ok(match profession::waits(parts, person).await? {
        Some(until) => By::ProfessionOnTrial(until),
        None => By::ProfessionUnproved { more: roles.iter().any(|it| *it != Role::Professional) },
    })
}

/// Whether anything can be changed here before it is proved, on the page for it, who this is; or before a day.
async fn changes(parts: &Parts, person: Person) -> Result<Changes, HttpError> {
    if let Some(until) = person.trial.filter(|_| trial::is_on(parts, person.trial)) {
        return Ok(Changes::From(until));
    }
    let has = ways::proving(parts, person.account).await?;
    let other = !has.words() && !has.nothing() && !step_up::is_fresh(parts, person);
    let proved = other || ways::is_below(parts, person).await?;
    Ok(if proved { Changes::Proved } else { Changes::Here })
}
